"""All pages and files of the chapter about checklists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from archbook.checklists.model import ChecklistBook
from archbook.decisions.rendering import RenderedBody
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.checklist import render_checklist
from archbook.pages.checklists.component import readiness_section, render_results
from archbook.pages.checklists.data import data_files
from archbook.pages.checklists.leaders import render_leaders
from archbook.pages.checklists.ledger import Ledger, build_ledger
from archbook.pages.checklists.meanings import render_meanings
from archbook.pages.checklists.overview import render_overview
from archbook.pages.checklists.registers import render_registers
from archbook.pages.model import Asset, Page, RenderedPage, Site
from archbook.readiness.model import Readiness
from archbook.rules.map_facts import MapFacts
from archbook.rules.run import Judgement

__all__ = ["ChecklistChapter", "checklist_chapter"]

# Who searches for a check wants the checklist before the results of each component.
_BOOST = 1.5
_Render = Callable[[Here], RenderedPage]


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
        pages=list(_Maker(ledger=ledger).pages()),
        entries=(atlas.uri("checklists", ""), atlas.uri("checklists", "leaders")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the chapter's pages one after the other."""

    ledger: Ledger

    def pages(self) -> Iterator[Page]:
        """Yield the first page, the checklists, the components, then the sheets."""
        ledger, uri = self.ledger, self.ledger.atlas.uri
        first = uri("checklists", "")
        yield self._page(first, "Checklists", partial(render_overview, ledger), landing=True)
        checklists = list(ledger.book.checklists.values())
        uris = [first, *(uri("checklist", one.id) for one in checklists), ""]
        for place, checklist in enumerate(checklists):
            yield self._page(
                uris[place + 1],
                checklist.title,
                partial(render_checklist, checklist, ledger),
                parent=first,
                previous=uris[place],
                after=uris[place + 2],
                source="" if checklist.pack else checklist.location.file,
                description=checklist.summary,
                boost=_BOOST,
                wide=True,
            )
        yield from self._components(first)
        sheets: tuple[tuple[str, str, Callable[[Ledger, Here], RenderedPage]], ...] = (
            ("registers", "Waivers and attestations", render_registers),
            ("results", "What the results mean", render_meanings),
            ("leaders", "For product leaders", render_leaders),
        )
        for name, title, render in sheets:
            yield self._page(
                uri("checklists", name),
                title,
                partial(render, ledger),
                parent=first,
                wide=name == "registers",
            )

    def _components(self, first: str) -> Iterator[Page]:
        ledger, uri = self.ledger, self.ledger.atlas.uri
        names = ledger.components
        uris = [first, *(uri("readiness", name) for name in names), ""]
        for place, name in enumerate(names):
            yield self._page(
                uris[place + 1],
                f"Readiness of {ledger.atlas.of.components[name].name}",
                partial(render_results, name, ledger),
                parent=first,
                previous=uris[place],
                after=uris[place + 2],
                wide=True,
            )

    def _page(
        self,
        uri: str,
        title: str,
        render: _Render,
        *,
        parent: str = "",
        previous: str = "",
        after: str = "",
        source: str = "",
        description: str = "",
        boost: float = 1.0,
        wide: bool = False,
        landing: bool = False,
    ) -> Page:
        def rendered(site: Site, _body: RenderedBody | None) -> RenderedPage:
            return render(Here(atlas=self.ledger.atlas, site=site, at=site.url_of(uri) or "./"))

        return Page(
            uri=uri,
            title=title,
            render=rendered,
            source=source,
            parent=parent,
            previous=previous,
            next=after,
            description=description,
            boost=boost,
            wide=wide or landing,
            landing=landing,
        )
