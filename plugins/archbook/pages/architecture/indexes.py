"""The indexes of the chapter: components, journeys, owners, zones, places, views."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.facts import promise
from archbook.pages.architecture.groups import owner_facts, place_facts, zone_facts
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.lists import component_facets, list_components
from archbook.pages.architecture.views import INDEX_TITLES
from archbook.pages.model import RenderedPage
from archbook.pages.panel import Item, Row
from archbook.pages.templates import fill

__all__ = ["render_component_index", "render_index"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A thing in an index.

    Attributes:
        name: Its name.
        href: Its page.
        does: What it is.
        depth: How deep it lies in others.
        cells: Its further cells.
    """

    name: str
    href: str
    does: str
    depth: int
    cells: Sequence[Row]


def render_component_index(here: Here) -> RenderedPage:
    """Render the index of components.

    Args:
        here: The page.
    """
    rows = list_components(here.atlas.named("component"), here)
    text = fill("architecture/components.html", rows=rows, facets=component_facets(rows))
    return RenderedPage(
        html=text,
        toc=(TocItem(level=1, text="Components", anchor="ab-top"),),
        anchors=frozenset({"ab-top"}),
        search=f"<p>Components</p>\n{escape(', '.join(row.name for row in rows))}",
    )


def render_index(kind: str, here: Here) -> RenderedPage:
    """Render the index of journeys, owners, zones, places or views.

    Args:
        kind: Which of them.
        here: The page.
    """
    entries = [_ENTRIES[kind](name, here) for name in _ordered(kind, here)]
    title = INDEX_TITLES[kind]
    heads = [row.label for row in entries[0].cells] if entries else []
    text = fill(
        "architecture/index.html",
        title=title,
        caption=f"{len(entries)} {title.lower() if len(entries) != 1 else kind}",
        entries=entries,
        heads=heads,
    )
    return RenderedPage(
        html=text,
        toc=(TocItem(level=1, text=title, anchor="ab-top"),),
        anchors=frozenset({"ab-top"}),
        search=f"<p>{title}</p>\n{escape(', '.join(entry.name for entry in entries))}",
    )


def _ordered(kind: str, here: Here) -> list[str]:
    names = list(here.atlas.named(kind))
    if kind == "zone":
        trust = {name: here.of.zones[name].trust for name in names}
        return sorted(names, key=lambda name: (trust[name] is None, trust[name] or 0, name))
    if kind != "place":
        return names
    places = here.of.places
    return sorted(
        names, key=lambda name: [places[p].name for p in reversed(here.of.places_around(name))]
    )


def _count(view: str, here: Here) -> Row:
    count = len(here.atlas.views[view].components)
    return Row(name="count", label="Components", items=[Item(text=str(count))])


def _journey(name: str, here: Here) -> _Entry:
    journey = here.of.journeys[name]
    owner = here.of.owners.get(journey.owner or "")
    return _Entry(
        name=journey.name,
        href=here.to("journey", name),
        does=journey.does or "",
        depth=0,
        cells=[
            Row(name="promise", label="Promised", items=_stated(list(promise(journey.slo)))),
            Row(
                name="volume",
                label="Volume",
                items=_stated([Item(text=str(journey.volume))] if journey.volume else []),
            ),
            Row(
                name="owner",
                label="Owner",
                items=_stated(
                    [Item(text=owner.name, href=here.to("owner", owner.id))] if owner else []
                ),
            ),
            Row(name="count", label="Steps", items=[Item(text=str(len(journey.steps)))]),
        ],
    )


def _stated(items: list[Item]) -> list[Item]:
    return items or [Item(text="", note="not stated")]


def _owner(name: str, here: Here) -> _Entry:
    owner = here.of.owners[name]
    return _Entry(
        name=owner.name,
        href=here.to("owner", name),
        does=owner.does or "",
        depth=0,
        cells=[*_facts(owner_facts(owner, here)), _count(f"owner/{name}", here)],
    )


def _zone(name: str, here: Here) -> _Entry:
    zone = here.of.zones[name]
    return _Entry(
        name=zone.name,
        href=here.to("zone", name),
        does=zone.does or "",
        depth=0,
        cells=[*_facts(zone_facts(zone, here)), _count(f"zone/{name}", here)],
    )


def _place(name: str, here: Here) -> _Entry:
    place = here.of.places[name]
    kind = next(row for row in place_facts(place, here) if row.name == "kind")
    return _Entry(
        name=place.name,
        href=here.to("place", name),
        does="",
        depth=len(here.of.places_around(name)) - 1,
        cells=[kind, _count(f"place/{name}", here)],
    )


def _view(name: str, here: Here) -> _Entry:
    view = here.atlas.views[name]
    return _Entry(
        name=view.title,
        href=here.to("view", name),
        does=view.does,
        depth=0,
        cells=[_count(name, here)],
    )


def _facts(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that compare things, without what is said once on each page."""
    return [
        replace(row, items=[replace(item, note="") if item.text else item for item in row.items])
        for row in rows
        if not row.unsearched
    ]


def _sketch(name: str, here: Here) -> _Entry:
    return _Entry(
        name=here.atlas.titles[name],
        href=here.to("sketch", name),
        does="",
        depth=0,
        cells=[],
    )


_ENTRIES: Mapping[str, Callable[[str, Here], _Entry]] = {
    "journey": _journey,
    "owner": _owner,
    "zone": _zone,
    "place": _place,
    "view": _view,
    "sketch": _sketch,
}
