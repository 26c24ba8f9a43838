"""All pages and files of the chapter about the component map."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from archbook.components.component_map import ComponentMap
from archbook.components.export import component_values
from archbook.components.model import Owner, Place, Zone
from archbook.components.schema import SCHEMA_FILE
from archbook.drawing.cache import Cache
from archbook.drawing.engine import find_engine
from archbook.drawing.render import Progress
from archbook.pages.architecture.atlas import Atlas, build_atlas
from archbook.pages.architecture.boundaries import render_boundaries, render_boundary
from archbook.pages.architecture.component import render_component
from archbook.pages.architecture.crossing import boundary_title
from archbook.pages.architecture.gallery import Gallery, draw_pictures
from archbook.pages.architecture.groups import render_group
from archbook.pages.architecture.indexes import render_component_index, render_index
from archbook.pages.architecture.journey import render_journey
from archbook.pages.architecture.making import Render, Spot, map_page, spots
from archbook.pages.architecture.picture_files import picture_files, shared_icons
from archbook.pages.architecture.sketches import Sketch, draw_sketches
from archbook.pages.architecture.views import (
    INDEX_TITLES,
    render_overview,
    render_sketch,
    render_view,
)
from archbook.pages.architecture.words import WORDS_TITLE, render_words
from archbook.pages.model import Asset, Page, Site
from archbook.pages.shelf import Shelf
from archbook.source.findings import Finding, Severity, did_you_mean

__all__ = ["ArchitectureChapter", "architecture_chapter"]

# A component's own page stands before pages that mention it.
_BOOST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchitectureChapter:
    """Pages of the component map.

    Attributes:
        atlas: The map, for who links to it.
        gallery: Its pictures.
        pages: Its pages; indexes come before what they list.
        entries: Uris of the pages that a site's navigation is to name.
    """

    atlas: Atlas
    gallery: Gallery
    pages: Sequence[Page]
    entries: Sequence[str]

    def assets(self) -> Iterator[Asset]:
        """Yield the files of the chapter that do not depend on addresses: data, schema, icons."""
        yield Asset(uri=self._uri("component-map.schema.json"), content=SCHEMA_FILE)
        yield Asset(uri=self._uri("components.json"), content=_data(self.atlas.of))
        yield from shared_icons(self.gallery)

    def pictures(self, site: Site, progress: Progress | None = None) -> Iterator[Asset]:
        """Yield the files of the pictures, whose links need every address of the site."""
        yield from picture_files(self.gallery, site, progress)

    def _uri(self, name: str) -> str:
        return f"{self.atlas.at}/{name}"


def architecture_chapter(
    of: ComponentMap,
    shelf: Shelf,
    findings: Iterable[Finding],
    *,
    cache: Cache,
    progress: Progress | None = None,
) -> ArchitectureChapter:
    """Make the pages of the component map, its pictures drawn.

    Args:
        of: The map, free of errors.
        shelf: The decision logs in the same site.
        findings: What the rules found.
        cache: Where pictures are kept.
        progress: Called while pictures are drawn, once that takes more than a second.
    """
    handbook = shelf.handbook
    engine = find_engine(handbook.settings.components.dot)
    sketches, problems = draw_sketches(handbook, engine=engine, cache=cache)
    titles = {name: sketch.title for name, sketch in sketches.items()}
    atlas = build_atlas(of, shelf, findings, titles)
    gallery = draw_pictures(atlas, engine=engine, cache=cache, sketches=sketches, progress=progress)
    problems = (*_unknown_overview(atlas), *problems)
    gallery = replace(gallery, findings=(*problems, *gallery.findings))
    pages = list(_Maker(atlas=atlas, gallery=gallery, sketches=sketches).pages())
    entries = [
        uri
        for (kind, _), uri in atlas.uris.items()
        if kind in {"chapter", "plane", "index", "words"}
    ]
    return ArchitectureChapter(atlas=atlas, gallery=gallery, pages=pages, entries=entries)


def _unknown_overview(atlas: Atlas) -> Iterator[Finding]:
    """Yield a finding where the settings name a view for the first page that is not there."""
    handbook = atlas.shelf.handbook
    name = handbook.settings.components.overview
    if name and name not in atlas.views:
        yield Finding(
            rule="settings",
            severity=Severity.ERROR,
            subject="setting:components.overview",
            message=f'There is no view "{name}"',
            location=handbook.settings_file.place("components", "overview"),
            mend="`archbook views` lists them." + did_you_mean(name, atlas.views),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the chapter's pages one after the other."""

    atlas: Atlas
    gallery: Gallery
    sketches: Mapping[str, Sketch]

    def pages(self) -> Iterator[Page]:
        """Yield the overview, the planes, then each index with what it lists."""
        atlas, gallery = self.atlas, self.gallery
        first = atlas.uri("chapter", "")
        yield map_page(
            atlas,
            Spot(uri=first),
            "Architecture",
            lambda here: render_overview(gallery, here),
            landing=True,
        )
        for name in atlas.named("plane"):
            view = atlas.views[name]
            yield map_page(
                atlas,
                Spot(uri=atlas.uri("plane", name), parent=first),
                view.title,
                partial(render_view, view, gallery),
                description=view.does,
                wide=True,
            )
        for kind, title in INDEX_TITLES.items():
            if atlas.uri("index", kind):
                yield from self._index(kind, title, first)
        words = Spot(uri=atlas.uri("words", ""), parent=first)
        yield map_page(atlas, words, WORDS_TITLE, render_words, wide=True)

    def _index(self, kind: str, title: str, first: str) -> Iterator[Page]:
        atlas = self.atlas
        index = Spot(uri=atlas.uri("index", kind), parent=first)
        render: Render = partial(render_index, kind)
        if kind == "component":
            render = render_component_index
        if kind == "boundary":
            render = render_boundaries
        yield map_page(atlas, index, title, render, wide=True)
        for name, spot in spots(index.uri, atlas.named(kind), partial(atlas.uri, kind)):
            thing, render, does = self._thing(kind, name)
            yield map_page(
                atlas,
                spot,
                thing,
                render,
                source=self._source(kind, name),
                description=does or "",
                boost=_BOOST if kind == "component" else 1.0,
                wide=True,
            )

    def _source(self, kind: str, name: str) -> str:
        """Return the file that a thing's page is edited in."""
        if kind == "sketch":
            return self.sketches[name].script
        if kind == "boundary":
            return self.atlas.of.location(f"zone:{self.atlas.boundaries[name].target.id}").file
        return self.atlas.of.location(f"{kind}:{name}").file

    def _thing(self, kind: str, name: str) -> tuple[str, Render, str | None]:
        """Return title, renderer and description of a thing's page."""
        of, gallery = self.atlas.of, self.gallery
        if kind == "component":
            component = of.components[name]
            return (
                component.name,
                lambda here: render_component(component, gallery, here),
                component.does,
            )
        if kind == "journey":
            journey = of.journeys[name]
            return journey.name, lambda here: render_journey(journey, gallery, here), journey.does
        if kind == "boundary":
            boundary = self.atlas.boundaries[name]
            render: Render = partial(render_boundary, boundary, gallery)
            return boundary_title(boundary), render, None
        if kind == "view":
            view = self.atlas.views[name]
            return view.title, partial(render_view, view, gallery, kicker="View"), view.does
        if kind == "sketch":
            sketch = self.sketches[name]
            return sketch.title, partial(render_sketch, sketch, gallery), None
        things: Mapping[str, Mapping[str, Owner | Zone | Place]] = {
            "owner": of.owners,
            "zone": of.zones,
            "place": of.places,
        }
        thing = things[kind][name]
        does = None if isinstance(thing, Place) else thing.does
        return thing.name, lambda here: render_group(kind, name, gallery, here), does


def _data(of: ComponentMap) -> bytes:
    """Return what `archbook components list --format json` prints."""
    return json.dumps(component_values(of), ensure_ascii=False).encode() + b"\n"
