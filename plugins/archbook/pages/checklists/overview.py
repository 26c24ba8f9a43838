"""The chapter's first page: what is held, what is open, what falls due next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.findings import marked
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.due import due_rows
from archbook.pages.checklists.figures import Figures, figures_of, ladder_of
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.matrix import StandingRow, facets_of, standing_matrix
from archbook.pages.checklists.rows import sentence
from archbook.pages.checklists.words import OPEN
from archbook.pages.failure.deaths import TITLES_OF_DEATHS, death_standings
from archbook.pages.failure.glance import Tile
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.rules.verdicts import Death
from archbook.rules.wording import counted

__all__ = ["DeathRow", "exposures", "render_overview"]

_MOST_DUE = 6
_MOST_ITEMS = 6
_HEADINGS = (
    ("ab-held", "What is held"),
    ("ab-components", "Component by component"),
    ("ab-due", "What falls due next"),
    ("ab-deaths", "Five deaths"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathRow:
    """A death and what exposes the system to it.

    Attributes:
        title: What it is called.
        words: How the system dies.
        guards: How many items in use guard against it.
        items: Those that stand open: id, ability, page, for how many components.
        more: How many further ones do.
        findings: Findings of rules that stand.
    """

    title: str
    words: str
    guards: int
    items: Sequence[tuple[str, str, str, int]]
    more: int
    findings: int

    @property
    def open(self) -> bool:
        """Whether anything exposes the system to it."""
        return bool(self.items or self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """A checklist: how many components hold each of its levels, or a higher one."""

    title: str
    href: str
    summary: Markup
    items: int
    components: int
    figures: Figures
    levels: Sequence[tuple[str, int, int]]


def render_overview(ledger: Ledger, here: Here) -> RenderedPage:
    """Render the chapter's first page.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    rows = standing_matrix(ledger, here)
    due = due_rows(ledger, here)
    deaths = list(exposures(ledger, here))
    every = [result for name in ledger.components for result in ledger.results(name).values()]
    text = fill(
        "checklists/overview.html",
        as_of=str(ledger.readiness.as_of),
        tiles=list(_tiles(figures_of(every), rows, deaths, ledger)),
        cards=list(_cards(ledger, here)),
        checklists=[
            (one.title, here.to("checklist", one.id)) for one in ledger.book.checklists.values()
        ],
        rows=rows,
        facets=facets_of([row.component for row in rows]),
        due=due[:_MOST_DUE],
        more_due=max(0, len(due) - _MOST_DUE),
        due_days=ledger.due_days,
        deaths=deaths,
        registers=here.to("checklists", "registers"),
        meanings=here.to("checklists", "results"),
        leaders=here.to("checklists", "leaders"),
        failure=here.to("failure", ""),
        data=here.to_root(f"{ledger.at}/checklists.json"),
    )
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text="Checklists", anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in _HEADINGS),
        ),
        anchors=frozenset({"ab-top", *(anchor for anchor, _ in _HEADINGS)}),
        search=(
            "<p>Checklists: readiness of each component, which checks it holds, which it fails,"
            " what is open, what falls due</p>\n"
        ),
    )


def _tiles(
    figures: Figures,
    rows: Sequence[StandingRow],
    deaths: Sequence[DeathRow],
    ledger: Ledger,
) -> Iterator[Tile]:
    yield Tile(
        figure=f"{figures.passed:,} / {figures.accepted:,}",
        words=f"of {counted(figures.asked, 'check')} pass",
        note="without / with waivers",
        href="#ab-held",
    )
    states = {one.value for one in OPEN}
    said = [f"{count:,} {word}" for name, word, count in figures.by_result if name in states]
    yield Tile(
        figure=f"{figures.open:,}",
        words="stands open" if figures.open == 1 else "stand open",
        note=", ".join(said) or "of all that is asked",
        href="#ab-components",
    )
    yield Tile(
        figure=f"{sum(not row.open for row in rows)} of {len(rows)}",
        words="components",
        note="have nothing open",
        href="#ab-components",
    )
    ended = sum(one.on < ledger.readiness.as_of for one in ledger.readiness.due)
    yield Tile(
        figure=str(len(ledger.readiness.due) - ended),
        words=f"end within {counted(ledger.due_days, 'day')}",
        note=f"{ended} ended before" if ended else "none has ended",
        href="#ab-due",
    )
    stand = [death.title for death in deaths if death.open]
    yield Tile(
        figure=f"{len(stand)} of {len(deaths)}",
        words="deaths open",
        note=", ".join(stand) or "as far as is stated",
        href="#ab-deaths",
    )


def _cards(ledger: Ledger, here: Here) -> Iterator[_Card]:
    for checklist in ledger.book.checklists.values():
        standings = ledger.readiness.standings.get(checklist.id, {})
        reached = [ladder_of(one) for one in standings.values()]
        yield _Card(
            title=checklist.title,
            href=here.to("checklist", checklist.id),
            summary=marked(checklist.summary),
            items=sum(not quote.off for quote in checklist.quotes),
            components=len(standings),
            figures=figures_of(r for one in standings.values() for r in one.results),
            levels=[
                (
                    name,
                    sum(one.rungs[place].state == "held" for one in reached),
                    sum(one.rungs[place].state != "open" for one in reached),
                )
                for place, name in reversed(list(enumerate(checklist.levels)))
            ],
        )


def exposures(ledger: Ledger, here: Here) -> Iterator[DeathRow]:
    """Yield each death with the open items and findings that expose the system to it.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    in_use = {
        quote.item: ledger.book.items[quote.item]
        for checklist in ledger.book.checklists.values()
        for quote in checklist.quotes
        if not quote.off and quote.item in ledger.book.items
    }
    stands = Counter(
        name
        for component in ledger.components
        for name, result in ledger.results(component).items()
        if result.result in OPEN
    )
    by_rules = death_standings(ledger.judgement, ledger.catalogue.values())
    for death, standing in zip(Death, by_rules, strict=True):
        guards = {name: one for name, one in in_use.items() if death in ledger.deaths_of(one)}
        exposed = sorted((name for name in guards if stands[name]), key=lambda n: (-stands[n], n))
        yield DeathRow(
            title=TITLES_OF_DEATHS[death],
            words=death.words,
            guards=len(guards),
            items=[
                (name, sentence(guards[name].ability), here.to("item", name), stands[name])
                for name in exposed[:_MOST_ITEMS]
            ],
            more=max(0, len(exposed) - _MOST_ITEMS),
            findings=sum(count for _, count in standing.exposed),
        )
