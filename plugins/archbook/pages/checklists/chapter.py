"""All pages and files of the chapter about checklists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from archbook.checklists.model import ChecklistBook
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.making import Spot, map_page, spots
from archbook.pages.checklists.checklist import render_checklist
from archbook.pages.checklists.component import readiness_section, render_results
from archbook.pages.checklists.data import data_files
from archbook.pages.checklists.leaders import render_leaders
from archbook.pages.checklists.ledger import Ledger, build_ledger
from archbook.pages.checklists.meanings import render_meanings
from archbook.pages.checklists.overview import render_overview
from archbook.pages.checklists.registers import render_registers
from archbook.pages.model import Asset, Page, RenderedPage
from archbook.readiness.model import Readiness
from archbook.rules.map_facts import MapFacts
from archbook.rules.run import Judgement

__all__ = ["ChecklistChapter", "checklist_chapter"]

# Who searches for a check wants the checklist before the results of each component.
_BOOST = 1.5
_SHEETS: Mapping[str, tuple[str, Callable[[Ledger, Here], RenderedPage]]] = {
    "registers": ("Waivers and attestations", render_registers),
    "results": ("What the results mean", render_meanings),
    "leaders": ("For product leaders", render_leaders),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistChapter:
    """Pages about checklists.

    Attributes:
        ledger: What they show.
        pages: The pages; the first comes before what it lists.
        entries: Uris of the pages that a site's navigation is to name.
    """

    ledger: Ledger
    pages: Sequence[Page]
    entries: Sequence[str]

    def assets(self) -> Iterator[Asset]:
        """Yield the files of the chapter: the results as JSON, and the schemas."""
        yield from data_files(self.ledger)


def checklist_chapter(
    book: ChecklistBook, readiness: Readiness, judgement: Judgement, facts: MapFacts, atlas: Atlas
) -> ChecklistChapter:
    """Make the pages about checklists, and the sections on readiness of components' pages.

    Args:
        book: The checklists, free of errors.
        readiness: What they come to.
        judgement: What all rules say of the handbook.
        facts: Its map with the analyses.
        atlas: The chapter about the map, whose pages these link to.
    """
    ledger = build_ledger(book, readiness, judgement, facts, atlas)
    atlas.readiness = lambda component, here: readiness_section(component, ledger, here)
    return ChecklistChapter(
        ledger=ledger,
        pages=list(_pages(ledger)),
        entries=(atlas.uri("checklists", ""), atlas.uri("checklists", "leaders")),
    )


def _pages(ledger: Ledger) -> Iterator[Page]:
    """Yield the first page, the checklists, the components, then the sheets."""
    atlas = ledger.atlas
    first = atlas.uri("checklists", "")
    yield map_page(
        atlas, Spot(uri=first), "Checklists", partial(render_overview, ledger), landing=True
    )
    for checklist, spot in spots(
        first, ledger.book.checklists.values(), lambda one: atlas.uri("checklist", one.id)
    ):
        yield map_page(
            atlas,
            spot,
            checklist.title,
            partial(render_checklist, checklist, ledger),
            source="" if checklist.pack else checklist.location.file,
            description=checklist.summary,
            boost=_BOOST,
            wide=True,
        )
    for name, spot in spots(first, ledger.components, lambda one: atlas.uri("readiness", one)):
        title = f"Readiness of {atlas.of.components[name].name}"
        yield map_page(atlas, spot, title, partial(render_results, name, ledger), wide=True)
    for name, (title, render) in _SHEETS.items():
        spot = Spot(uri=atlas.uri("checklists", name), parent=first)
        wide = name == "registers"
        yield map_page(atlas, spot, title, partial(render, ledger), wide=wide)
