"""The chapters of the handbook in a MkDocs site, and what each of them puts into it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files

from archbook.handbook import Handbook
from archbook.hosts.mkdocs_architecture import draw, picture_style, told
from archbook.hosts.mkdocs_checklists import ask_components, checklist_assets
from archbook.hosts.mkdocs_failure import study_failures
from archbook.hosts.mkdocs_site import repository_of
from archbook.hosts.mkdocs_terms import index_pages
from archbook.pages.chapter import Chapter, decision_chapter
from archbook.pages.model import Asset, Page, Site
from archbook.pages.terms import Terms
from archbook.rules.run import Judgement
from archbook.source.findings import Finding

if TYPE_CHECKING:  # loaded where there is a component map
    from archbook.pages.architecture.chapter import ArchitectureChapter
    from archbook.pages.checklists.chapter import ChecklistChapter
    from archbook.pages.failure.chapter import FailureChapter

__all__ = ["Chapters", "Part", "make_chapters", "make_decisions"]

_Log = logging.LoggerAdapter[logging.Logger]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a chapter puts into the site.

    Attributes:
        pages: Its pages.
        entries: Uris of those that navigation is to name.
        assets: Makes its files; called once all pages of the site are known.
        met: Uris of its pages and files that the site has already.
        sources: The files that some of its pages are made of, by the uris of these.
        elsewhere: What gives the chapter another address, empty where nothing does.
        findings: What is wrong with its pictures.
    """

    pages: Sequence[Page]
    entries: Sequence[str]
    assets: Callable[[Site], Iterable[Asset]] = lambda _: ()
    met: Collection[str] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    elsewhere: str = ""
    findings: Sequence[Finding] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters:
    """All chapters of the handbook.

    Attributes:
        decisions: The decision logs; they have no pages where the checklists stand alone.
        architecture: The component map; None where there is none, as of the two below.
        failure: What can fail.
        checklists: The checklists.
        parts: What the chapters put into the site, one after the other.
    """

    decisions: Chapter
    architecture: ArchitectureChapter | None
    failure: FailureChapter | None
    checklists: ChecklistChapter | None
    parts: Sequence[Part]

    @property
    def pages(self) -> list[Page]:
        """The pages that have an address of their own."""
        met = self._met
        return [page for part in self.parts for page in part.pages if page.uri not in met]

    @property
    def entries(self) -> tuple[str, ...]:
        """The uris that navigation is to name."""
        return tuple(uri for part in self.parts for uri in part.entries)

    def assets(self, site: Site) -> Iterator[Asset]:
        """Yield the files that have an address of their own.

        Args:
            site: The site, all of its pages known.
        """
        met = self._met
        for part in self.parts:
            yield from (asset for asset in part.assets(site) if asset.uri not in met)

    def collisions(self, docs_folder: str) -> Iterator[str]:
        """Yield what is to be said of each address that the site has already.

        Args:
            docs_folder: The folder of the hand-written pages, relative to the handbook's root.
        """
        for part in self.parts:
            for uri in sorted(part.met):
                made = f"made of {part.sources[uri]}" if part.sources.get(uri) else "generated"
                yield (
                    f"{docs_folder}/{uri}:1: this address is that of a page {made} too. "
                    f"Rename the file{f', or give {part.elsewhere}' if part.elsewhere else ''}."
                )

    def findings(self) -> Iterable[Finding]:
        """Return what is wrong with pictures; one word on a missing engine is enough for all."""
        said = [finding for part in self.parts for finding in part.findings]
        return {(one.rule, one.subject): one for one in reversed(said)}.values()

    @property
    def _met(self) -> frozenset[str]:
        return frozenset(uri for part in self.parts for uri in part.met)


def make_decisions(
    handbook: Handbook, findings: Iterable[Finding], files: Files, site: Site, *, preview: bool
) -> Chapter:
    """Make the chapter of the decision logs, on which the others rest.

    Args:
        handbook: The handbook.
        findings: What its rules found.
        files: The site's files.
        site: The site.
        preview: Whether drafts kept to the preview are shown.
    """
    return decision_chapter(
        handbook,
        findings,
        repository=repository_of(handbook.root),
        taken=[file.src_uri for file in files],
        preview=preview,
        feed=handbook.settings.decisions.feed and bool(site.base_url),
    )


def make_chapters(
    handbook: Handbook,
    judgement: Judgement,
    decisions: Chapter,
    terms: Terms,
    files: Files,
    *,
    alone: bool,
    log: _Log,
) -> Chapters:
    """Make the chapters, their pictures drawn.

    Args:
        handbook: The handbook.
        judgement: What all rules say of it.
        decisions: Its decision logs.
        terms: Its glossary.
        files: The site's files.
        alone: Whether the checklists stand alone.
        log: Where progress is told.
    """
    architecture = failure = None
    if not alone:
        architecture = draw(handbook, decisions.shelf, judgement.findings, log)
        failure = study_failures(handbook, judgement, architecture, log)
    checklists = ask_components(handbook, judgement, decisions.shelf, architecture)
    index = index_pages(architecture, terms, files)
    parts = (
        None if alone else _decisions(decisions),
        _architecture(architecture, log) if architecture else None,
        _failure(failure) if failure else None,
        _checklists(checklists) if checklists else None,
        Part(pages=index, entries=[page.uri for page in index]),
    )
    return Chapters(
        decisions=decisions,
        architecture=architecture,
        failure=failure,
        checklists=checklists,
        parts=[part for part in parts if part is not None],
    )


def _decisions(chapter: Chapter) -> Part:
    return Part(
        pages=chapter.pages,
        entries=chapter.entries,
        assets=chapter.assets,
        met=chapter.shelf.met,
        sources={page.uri: page.source for page in chapter.pages},
        elsewhere="the log another address with `at:` under `folders: decisions:`",
    )


def _architecture(chapter: ArchitectureChapter, log: _Log) -> Part:
    def assets(site: Site) -> Iterator[Asset]:
        yield picture_style()
        yield from chapter.assets()
        yield from chapter.pictures(site, told(log, "Writing pictures"))

    return Part(
        pages=chapter.pages,
        entries=chapter.entries,
        assets=assets,
        met=chapter.atlas.met,
        elsewhere="the chapter another address with `at:` under `components:`",
        findings=chapter.gallery.findings,
    )


def _failure(chapter: FailureChapter) -> Part:
    return Part(
        pages=chapter.pages,
        entries=chapter.entries,
        assets=chapter.pictures,
        met=chapter.study.met,
        findings=chapter.gallery.findings,
    )


def _checklists(chapter: ChecklistChapter) -> Part:
    def assets(_site: Site) -> Iterator[Asset]:
        yield from checklist_assets()
        yield from chapter.assets()

    return Part(
        pages=chapter.pages,
        entries=chapter.entries,
        assets=assets,
        met=chapter.ledger.met,
        elsewhere="the chapter another address with `at:` under `checklists:`",
    )
