"""All pages and files of the chapter about what can fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from archbook.drawing.cache import Cache
from archbook.drawing.render import Progress
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.making import Render, Spot, map_page, spots
from archbook.pages.architecture.picture_files import picture_files
from archbook.pages.failure.availability import render_availability
from archbook.pages.failure.catalogue import render_catalogue, render_rule
from archbook.pages.failure.overview import render_overview
from archbook.pages.failure.pictures import LossPictures, draw_losses
from archbook.pages.failure.sheets import render_coverage, render_missing, render_waivers
from archbook.pages.failure.study import Study, build_study
from archbook.pages.failure.what_if import render_what_if
from archbook.pages.model import Asset, Page, Site
from archbook.rules.map_facts import MapFacts
from archbook.rules.run import Judgement

__all__ = ["FailureChapter", "failure_chapter"]

_SHEETS = {
    "availability": ("Availability", render_availability),
    "missing": ("What the map does not state", render_missing),
    "waivers": ("Waivers", render_waivers),
    "coverage": ("Decided and enforced", render_coverage),
}


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
        study, atlas = self.study, self.study.atlas
        first = atlas.uri("failure", "")
        yield map_page(
            atlas, Spot(uri=first), "How it fails", partial(render_overview, study), landing=True
        )
        for each, spot in spots(
            first, study.what_ifs.values(), lambda one: atlas.uri("what-if", one.key)
        ):
            shown = self.shown.get(each.key, ())
            render: Render = partial(render_what_if, each, shown, self.gallery)
            yield map_page(atlas, spot, each.title, render, wide=True)
        for name, (title, sheet) in _SHEETS.items():
            spot = Spot(uri=atlas.uri("failure", name), parent=first)
            yield map_page(atlas, spot, title, partial(sheet, study), wide=True)
        index = Spot(uri=atlas.uri("rules", ""), parent=first)
        yield map_page(atlas, index, "Rules", partial(render_catalogue, study), wide=True)
        for rule, spot in spots(
            index.uri, study.catalogue.values(), lambda one: atlas.uri("rule", one.id)
        ):
            render = partial(render_rule, rule, study)
            yield map_page(atlas, spot, rule.id, render, description=rule.asserts)
