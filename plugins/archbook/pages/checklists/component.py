"""The results of one component: its section on the component's page, and the page with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.drafts import draft_data
from archbook.pages.checklists.figures import Figures, figures_of
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.matrix import Cell, standing_cell
from archbook.pages.checklists.rows import ResultRow, result_row, result_rows
from archbook.pages.checklists.words import OPEN
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.readiness.model import ItemResult

__all__ = ["StandingView", "readiness_section", "render_results", "standing_views"]

_MOST_STEPS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """How a component stands on one checklist.

    Attributes:
        anchor: Id of its row.
        title: The checklist's title.
        href: The checklist's page.
        cell: Levels and figures.
        next: The next level; empty at the highest.
        missing: How many items keep it.
    """

    anchor: str
    title: str
    href: str
    cell: Cell
    next: str
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """An item on the way to the next level of some checklists: their titles, pages and levels."""

    row: ResultRow
    keeps: Sequence[tuple[str, str, str]]


def standing_views(component: str, ledger: Ledger, here: Here) -> list[StandingView]:
    """Return how a component stands on each checklist that asks something of it.

    Args:
        component: Its id.
        ledger: The chapter's contents.
        here: The page.
    """
    return [
        StandingView(
            anchor=f"ab-on-{standing.checklist.id}",
            title=standing.checklist.title,
            href=here.to("checklist", standing.checklist.id),
            cell=standing_cell(standing, here),
            next=standing.next.level if standing.next else "",
            missing=len(standing.next.missing) if standing.next else 0,
        )
        for standing in ledger.standings(component)
    ]


def _way(component: str, ledger: Ledger, here: Here) -> list[_Step]:
    """Return the items that keep a next level, those that keep the most first, each once."""
    found: dict[str, tuple[ItemResult, list[tuple[str, str, str]]]] = {}
    for standing in ledger.standings(component):
        if standing.next is None:
            continue
        checklist = standing.checklist
        keeps = (checklist.title, here.to("checklist", checklist.id), standing.next.level)
        for result in standing.next.missing:
            found.setdefault(result.item.id, (result, []))[1].append(keeps)
    # The order within a checklist stays: what the map decides comes first.
    ordered = sorted(found.values(), key=lambda one: -len(one[1]))
    return [_Step(row=result_row(result, ledger, here), keeps=keeps) for result, keeps in ordered]


def readiness_section(component: str, ledger: Ledger, here: Here) -> Markup:
    """Return the section on readiness of a component's page; empty where nothing is asked of it.

    Its heading has the id `ab-readiness`.

    Args:
        component: Its id.
        ledger: The chapter's contents.
        here: The page.
    """
    views = standing_views(component, ledger, here)
    if not views:
        return Markup()
    way = _way(component, ledger, here)
    text = fill(
        "checklists/section.html",
        as_of=str(ledger.readiness.as_of),
        views=views,
        way=way[:_MOST_STEPS],
        more=max(0, len(way) - _MOST_STEPS),
        figures=_figures(component, ledger),
        results=here.to("readiness", component),
    )
    return Markup(text)  # noqa: S704 - made by a template that escapes


def _figures(component: str, ledger: Ledger) -> Figures:
    return figures_of(ledger.results(component).values())


def render_results(component: str, ledger: Ledger, here: Here) -> RenderedPage:
    """Render the page with all results of a component.

    Args:
        component: Its id.
        ledger: The chapter's contents.
        here: The page.
    """
    found = ledger.results(component)
    rows = result_rows(found.values(), ledger, here)
    views = standing_views(component, ledger, here)
    named = here.of.components[component]
    owner = here.of.owners.get(named.owner or "")
    groups = list(_groups(rows))
    text = fill(
        "checklists/component.html",
        component=named,
        owner=(owner.name, here.to("owner", owner.id)) if owner else ("", ""),
        page=here.to("component", component),
        as_of=str(ledger.readiness.as_of),
        figures=_figures(component, ledger),
        views=views,
        way=_way(component, ledger, here),
        groups=groups,
        meanings=here.to("checklists", "results"),
        registers=here.to("checklists", "registers"),
        draft=draft_data([component], ledger, here),
    )
    headings = [
        ("ab-levels", "Levels"),
        *((anchor, title) for anchor, title, _ in groups),
    ]
    stands = [one.item.ability for one in found.values() if one.result in OPEN]
    title = f"Readiness of {named.name}"
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=title, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in headings),
        ),
        anchors=frozenset(
            {
                "ab-top",
                *(anchor for anchor, _ in headings),
                *(view.anchor for view in views),
                *found,
            }
        ),
        search=(
            f"<p>{escape(title)}: which checks {escape(named.name)} ({escape(component)}) holds"
            f" and still fails. Open: {escape('; '.join(stands) or 'nothing')}</p>\n"
        ),
    )


def _groups(rows: Sequence[ResultRow]) -> Iterator[tuple[str, str, Sequence[ResultRow]]]:
    """Yield the results by what they mean for a level: anchor, title, rows."""
    kinds = (
        ("ab-open", "Open", [row for row in rows if row.open]),
        ("ab-accepted", "Accepted for a time", _with(rows, "waived", "not-yet")),
        ("ab-passed", "Held", _with(rows, "pass")),
        ("ab-left-out", "Not applicable", _with(rows, "not-applicable")),
    )
    yield from ((anchor, title, found) for anchor, title, found in kinds if found)


def _with(rows: Sequence[ResultRow], *variants: str) -> list[ResultRow]:
    return [row for row in rows if row.mark.variant in variants]
