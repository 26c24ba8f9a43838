"""The component map as its pages see it: addresses, views with their pictures, decisions."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from archbook.components.component_map import ComponentMap
from archbook.components.folding import pictures
from archbook.components.picture import Picture, ViewKind
from archbook.components.views import MapView, all_views
from archbook.components.vocabulary import Plane
from archbook.decisions.model import Decision
from archbook.pages.addresses import Uris, slug
from archbook.pages.architecture.crossing import boundary_view, crossing_only
from archbook.pages.architecture.overviews import MOST_PARTS, shown_on_a_page
from archbook.pages.shelf import Shelf
from archbook.rules.analyses.threat_model import Boundary, boundaries
from archbook.rules.map_facts import MapFacts
from archbook.source.findings import Finding, in_order

__all__ = ["CHAPTERS", "Atlas", "build_atlas", "view_kind"]

CHAPTERS = {
    "component": "components",
    "owner": "owners",
    "zone": "zones",
    "boundary": "boundaries",
    "place": "places",
    "journey": "journeys",
    "view": "views",
    "sketch": "hand-drawn",
}
"""The folder of each kind of page below the chapter's address."""

_NONE: Mapping[str, str] = MappingProxyType({})
_PLANES = {ViewKind.DATA_PLANE: "data-plane", ViewKind.CONTROL_PLANE: "control-plane"}
_SUBJECTS = frozenset(
    {ViewKind.ZONE, ViewKind.OWNER, ViewKind.PLACE, ViewKind.JOURNEY, ViewKind.NEIGHBOURHOOD}
)


@dataclass(slots=True, kw_only=True)
class Atlas:
    """The chapter's contents and where each of them stands.

    Attributes:
        shelf: The decision logs, which the site has too.
        of: The map.
        at: The chapter's folder of source uris.
        views: Every view by its id.
        drawn: The pictures of each view that pages show: one, or an overview and its parts.
        deeper: Ids of the pictures that a view's parts were split into again; a page with all
            of them would show a hundred, so they are drawn on demand.
        overview: The view on the chapter's first page.
        uris: Source uri of each page: `("component", "orders")`, `("index", "owners")`.
        pages: The page on which a picture stands, by the picture's id.
        titles: Titles of the hand-drawn diagrams, by their ids.
        files: Where a picture's files go, without their ending, by the picture's id.
        about: The decisions about each component.
        facts: What rules know of the map.
        boundaries: The boundaries between zones that something crosses: `edge -> private`.
        findings: What is wrong with each component, and with each journey (`journey:checkout`).
        met: Uris that the site has already.
        readiness: Makes the section on readiness of a component's page, of its id and the page;
            the chapter about checklists sets it.
    """

    shelf: Shelf
    of: ComponentMap
    at: str
    views: Mapping[str, MapView]
    drawn: Mapping[str, tuple[Picture, ...]]
    deeper: Mapping[str, tuple[str, ...]]
    overview: MapView
    about: Mapping[str, tuple[Decision, ...]]
    facts: MapFacts
    boundaries: Mapping[str, Boundary] = field(default_factory=dict)
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    uris: dict[tuple[str, str], str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    readiness: Callable[[str, Any], Markup] | None = None
    _given: Uris = field(default_factory=Uris)

    def give(self, name: str) -> str:
        """Return the uri of a page or file of the chapter, no two of which are alike."""
        given = self._given.take(posixpath.join(self.at, name))
        if given in self.shelf.taken:
            self.met.add(given)
        self.shelf.taken.add(given)
        return given

    def uri(self, kind: str, name: str) -> str:
        """Return the source uri of a thing's page, empty where it has none."""
        return self.uris.get((kind, name), "")

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """Every picture that a page shows, by its id."""
        return {picture.id: picture for each in self.drawn.values() for picture in each}

    def decisions(self, name: str) -> tuple[Decision, ...]:
        """Return the published decision that a map names; several where logs share the name."""
        return tuple(filter(self.shelf.published, self.facts.cited(name)))

    def findings_of(self, owner: str) -> tuple[Finding, ...]:
        """Return what is wrong with all that an owner answers for, worst first."""
        things = [f"journey:{j.id}" for j in self.of.journeys.values() if j.owner == owner]
        things += [c.id for c in self.of.components.values() if c.owner == owner]
        return in_order(finding for name in things for finding in self.findings.get(name, ()))

    def named(self, kind: str) -> Iterator[str]:
        """Yield the ids of all things of a kind that have a page, in the order of their pages."""
        return (name for of, name in self.uris if of == kind)


def view_kind(view: MapView) -> str:
    """Return the kind of page that a view is on: that of its subject, `plane` or `view`."""
    if view.kind in _PLANES:
        return "plane"
    if view.kind is ViewKind.OWN and view.subject is not None:
        return "boundary"
    if view.kind in _SUBJECTS and view.id == f"{view.kind}/{view.subject}":
        return view.kind.value
    return "view"


def build_atlas(
    of: ComponentMap,
    shelf: Shelf,
    findings: Iterable[Finding] = (),
    sketches: Mapping[str, str] = _NONE,
) -> Atlas:
    """Give every thing of the map its place in the site, and settle which pictures there are.

    Args:
        of: The map, free of errors.
        shelf: The decision logs in the same site.
        findings: What the rules found.
        sketches: Titles of hand-drawn diagrams by their ids.
    """
    settings = shelf.handbook.settings.components
    views = {view.id: view for view in all_views(of)}
    crossed = {one.words: one for one in boundaries(of)}
    for boundary in crossed.values():
        view = boundary_view(boundary, views)
        views[view.id] = view
    facts = MapFacts(shelf.handbook, of)
    both = views[ViewKind.BOTH_PLANES.value]
    every = {name: pictures(of, view, limit=settings.max_nodes) for name, view in views.items()}
    for name, view in views.items():
        if view_kind(view) == "boundary":
            found = crossed[view.subject or ""]
            every[name] = (crossing_only(every[name], found, of),)
    drawn = {name: _on_page(views[name], each) for name, each in every.items()}
    atlas = Atlas(
        shelf=shelf,
        of=of,
        at=settings.at.strip("/"),
        views=views,
        drawn=drawn,
        deeper={
            name: tuple(p.id for p in each if p not in drawn[name]) for name, each in every.items()
        },
        overview=views.get(settings.overview, both),
        about=_decisions_about(facts, shelf),
        facts=facts,
        boundaries=crossed,
        titles=sketches,
        findings=_findings_of(of, findings),
    )
    _place_pages(atlas)
    _place_pictures(atlas)
    shelf.components = {name: atlas.uri("component", name) for name in atlas.named("component")}
    shelf.named_by = _named_by(atlas)
    return atlas


def _place_pages(atlas: Atlas) -> None:
    of, uris, planes = atlas.of, atlas.uris, tuple(Plane)
    uris["chapter", ""] = atlas.give("index.md")
    for view in atlas.views.values():
        if view.kind in _PLANES and view.components:
            uris["plane", view.id] = atlas.give(f"{_PLANES[view.kind]}.md")
    order = sorted(
        of.components.values(), key=lambda c: (planes.index(c.plane), c.name.casefold(), c.id)
    )
    things: Mapping[str, Sequence[str]] = {
        "journey": tuple(of.journeys),
        "component": [component.id for component in order],
        "owner": tuple(of.owners),
        "zone": tuple(of.zones),
        "boundary": tuple(atlas.boundaries),
        "place": tuple(of.places),
        "view": [view.id for view in atlas.views.values() if _has_page(atlas, view)],
        "sketch": tuple(atlas.titles),
    }
    for kind, names in things.items():
        if names:
            uris["index", kind] = atlas.give(f"{CHAPTERS[kind]}/index.md")
        for name in names:
            stem = slug(name.removeprefix("script/").replace(" -> ", "-to-"))
            uris[kind, name] = atlas.give(f"{CHAPTERS[kind]}/{stem}.md")
    uris["words", ""] = atlas.give("words.md")


def _on_page(view: MapView, drawn: Sequence[Picture]) -> tuple[Picture, ...]:
    """Return the pictures that a view's page shows: its own, and its parts, no parts of parts.

    Of the page of an owner, a zone or a place the picture is only a part, and many would bury it.
    """
    shown = shown_on_a_page(drawn)
    many = view_kind(view) not in {"plane", "view"} and len(shown) > MOST_PARTS + 1
    return shown[:1] if many else shown


def _has_page(atlas: Atlas, view: MapView) -> bool:
    """Say whether a view is a page of its own: the map's own ones, and what the first leaves."""
    if view_kind(view) != "view":
        return False
    if view is atlas.overview:
        return len(atlas.drawn[view.id]) > 1
    return bool(view.components)


def _place_pictures(atlas: Atlas) -> None:
    for view in atlas.views.values():
        kind = view_kind(view)
        page = atlas.uri(kind, view.id if kind in {"plane", "view"} else view.subject or "")
        first = atlas.uri("chapter", "") if view is atlas.overview else page
        for picture in atlas.drawn[view.id] if view.components and (page or first) else ():
            parts = (slug(part) for part in picture.id.replace("~", "/").split("/"))
            stem = atlas.give(f"pictures/{'/'.join(parts)}.svg").removesuffix(".svg")
            atlas.files[picture.id] = stem
            atlas.pages[picture.id] = page or first
    for name in atlas.named("sketch"):
        stem = atlas.give(f"pictures/{name}.svg").removesuffix(".svg")
        atlas.files[name], atlas.pages[name] = stem, atlas.uri("sketch", name)


def _decisions_about(facts: MapFacts, shelf: Shelf) -> Mapping[str, tuple[Decision, ...]]:
    """Return the published decisions about each component, in the order of their logs."""
    order = {decision.file: place for place, decision in enumerate(facts.decisions)}
    return {
        name: tuple(sorted(filter(shelf.published, each), key=lambda d: order[d.file]))
        for name, each in facts.decided.items()
        if name in facts.map.components
    }


def _named_by(atlas: Atlas) -> Mapping[str, tuple[str, ...]]:
    """Return the components that the decisions are about, by the decisions' files."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in atlas.named("component"):
        for decision in atlas.about.get(name, ()):
            found[decision.file].append(name)
    return {file: tuple(names) for file, names in found.items()}


def _findings_of(
    of: ComponentMap, findings: Iterable[Finding]
) -> Mapping[str, tuple[Finding, ...]]:
    """Return findings by the components they concern, and by journeys: `journey:checkout`."""
    found: defaultdict[str, dict[Finding, None]] = defaultdict(dict)
    for finding in findings:
        kind, _, name = finding.subject.partition(":")
        if kind == "journey":
            found[finding.subject][finding] = None
        for each in (*finding.components, *([name] if kind == "component" else ())):
            if each in of.components:
                found[each][finding] = None
    return {name: tuple(each) for name, each in found.items()}
