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
from archbook.pages.checklists.rows import ResultRow, result_rows
from archbook.pages.checklists.words import OPEN
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.readiness.model import ItemResult, Standing

__all__ = ["StandingView", "readiness_section", "render_results", "standing_views"]

_MOST_MISSING = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingView:
    """How a component stands on one checklist, and the shortest way to the next level.

    Attributes:
        anchor: Id of its heading.
        title: The checklist's title.
        href: The checklist's page.
        cell: Levels and figures.
        next: The next level; empty at the highest.
        missing: What keeps it, what the map decides first.
        more: How many further items do.
    """

    anchor: str
    title: str
    href: str
    cell: Cell
    next: str
    missing: Sequence[ResultRow]
    more: int


def standing_views(
    component: str, ledger: Ledger, here: Here, *, most: int | None = None
) -> list[StandingView]:
    """Return how a component stands on each checklist that asks something of it.

    Args:
        component: Its id.
        ledger: The chapter's contents.
        here: The page.
        most: How many items of the way to the next level are shown; None for all.
    """
    return [_view(standing, ledger, here, most) for standing in ledger.standings(component)]


def _view(standing: Standing, ledger: Ledger, here: Here, most: int | None) -> StandingView:
    missing: Sequence[ItemResult] = standing.next.missing if standing.next else ()
    shown = missing if most is None else missing[:most]
    return StandingView(
        anchor=f"ab-on-{standing.checklist.id}",
        title=standing.checklist.title,
        href=here.to("checklist", standing.checklist.id),
        cell=standing_cell(standing, here),
        next=standing.next.level if standing.next else "",
        missing=[one for each in shown for one in result_rows([each], ledger, here)],
        more=len(missing) - len(shown),
    )


def readiness_section(component: str, ledger: Ledger, here: Here) -> Markup:
    """Return the section on readiness of a component's page; empty where nothing is asked of it.

    Its heading has the id `ab-readiness`.

    Args:
        component: Its id.
        ledger: The chapter's contents.
        here: The page.
    """
    views = standing_views(component, ledger, here, most=_MOST_MISSING)
    if not views:
        return Markup()
    text = fill(
        "checklists/section.html",
        heading=True,
        as_of=str(ledger.readiness.as_of),
        views=views,
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
        groups=groups,
        meanings=here.to("checklists", "results"),
        registers=here.to("checklists", "registers"),
        draft=draft_data([component], ledger, here),
    )
    headings = [
        *((view.anchor, view.title) for view in views),
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
        anchors=frozenset({"ab-top", *(anchor for anchor, _ in headings), *found}),
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
