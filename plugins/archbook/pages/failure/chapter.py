"""All pages and files of the chapter about what can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from archbook.decisions.rendering import RenderedBody
from archbook.drawing.cache import Cache
from archbook.drawing.render import Progress
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.picture_files import picture_files
from archbook.pages.failure.availability import render_availability
from archbook.pages.failure.catalogue import render_catalogue, render_rule
from archbook.pages.failure.overview import render_overview
from archbook.pages.failure.pictures import LossPictures, draw_losses
from archbook.pages.failure.sheets import render_coverage, render_missing, render_waivers
from archbook.pages.failure.study import Study, build_study
from archbook.pages.failure.what_if import render_what_if
from archbook.pages.model import Asset, Page, RenderedPage, Site
from archbook.rules.map_facts import MapFacts
from archbook.rules.run import Judgement

__all__ = ["FailureChapter", "failure_chapter"]

_SHEETS = {
    "availability": ("Availability", render_availability),
    "missing": ("What the map does not state", render_missing),
    "waivers": ("Waivers", render_waivers),
    "coverage": ("Decided and enforced", render_coverage),
}
_Render = Callable[[Here], RenderedPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureChapter:
    """Pages about what can fail.

    Attributes:
        study: What they show.
        gallery: The pictures of losses.
        pages: The pages; indexes come before what they list.
        entries: Uris of the pages that a site's navigation is to name.
    """

    study: Study
    gallery: Gallery
    pages: Sequence[Page]
    entries: Sequence[str]

    def pictures(self, site: Site, progress: Progress | None = None) -> Iterator[Asset]:
        """Yield the files of the pictures, whose links need every address of the site.

        Args:
            site: The site, all of its pages known.
            progress: Called while PNGs are made.
        """
        yield from picture_files(self.gallery, site, progress)


def failure_chapter(
    judgement: Judgement,
    facts: MapFacts,
    atlas: Atlas,
    *,
    cache: Cache,
    progress: Progress | None = None,
) -> FailureChapter:
    """Make the pages about what can fail, their pictures drawn.

    Args:
        judgement: What all rules say of the handbook.
        facts: Its map with the analyses.
        atlas: The chapter about the map, whose pages these link to.
        cache: Where pictures are kept.
        progress: Called while pictures are drawn, once that takes more than a second.
    """
    study = build_study(judgement, facts, atlas)
    gallery, shown = draw_losses(study, cache=cache, progress=progress)
    return FailureChapter(
        study=study,
        gallery=gallery,
        pages=list(_Maker(study=study, gallery=gallery, shown=shown).pages()),
        entries=(atlas.uri("failure", ""), atlas.uri("rules", "")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the chapter's pages one after the other."""

    study: Study
    gallery: Gallery
    shown: LossPictures

    def pages(self) -> Iterator[Page]:
        """Yield the first page, the losses, the tables, then the rules."""
        study, uri = self.study, self.study.atlas.uri
        first = uri("failure", "")
        yield self._page(first, "How it fails", partial(render_overview, study), landing=True)
        losses = list(study.what_ifs.values())
        uris = [first, *(uri("what-if", each.key) for each in losses), ""]
        for place, each in enumerate(losses):
            yield self._page(
                uris[place + 1],
                each.title,
                partial(render_what_if, each, self.shown.get(each.key, ()), self.gallery),
                parent=first,
                previous=uris[place],
                after=uris[place + 2],
                wide=True,
            )
        for name, (title, render) in _SHEETS.items():
            yield self._page(
                uri("failure", name), title, partial(render, study), parent=first, wide=True
            )
        yield from self._rules(first)

    def _rules(self, first: str) -> Iterator[Page]:
        study, uri = self.study, self.study.atlas.uri
        index = uri("rules", "")
        yield self._page(index, "Rules", partial(render_catalogue, study), parent=first, wide=True)
        catalogue = list(study.catalogue.values())
        uris = [index, *(uri("rule", rule.id) for rule in catalogue), ""]
        for place, rule in enumerate(catalogue):
            yield self._page(
                uris[place + 1],
                rule.id,
                partial(render_rule, rule, study),
                parent=index,
                previous=uris[place],
                after=uris[place + 2],
                description=rule.asserts,
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
        description: str = "",
        wide: bool = False,
        landing: bool = False,
    ) -> Page:
        def rendered(site: Site, _body: RenderedBody | None) -> RenderedPage:
            return render(Here(atlas=self.study.atlas, site=site, at=site.url_of(uri) or "./"))

        return Page(
            uri=uri,
            title=title,
            render=rendered,
            parent=parent,
            previous=previous,
            next=after,
            description=description,
            wide=wide or landing,
            landing=landing,
        )
