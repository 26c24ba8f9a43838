"""Views: which pictures there are of a map, the built-in ones and the map's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archbook.components.component_map import ComponentMap
from archbook.components.model import View
from archbook.components.picture import ViewKind
from archbook.components.selectors import Selector, select
from archbook.components.vocabulary import GroupBy, Lifecycle, Plane

__all__ = ["MapView", "all_views", "find_view", "is_built_in"]

_PLANES = ("data-plane", "control-plane", "both-planes")
_PREFIXES = ("zone/", "owner/", "place/", "journey/", "component/")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A view, its selection made.

    Attributes:
        id: `data-plane`, `zone/private`, `journey/checkout`, `component/orders`, or the id of
            one of the map's own.
        kind: What it is made for.
        title: Its title.
        does: What it shows, in a sentence.
        components: Ids of the components it selects, sorted; in the journey's order for one.
        subject: Id of the zone, owner, place, journey or component it is about.
        context: Whether what the selection touches is shown around it.
        group_by: What its boxes are, None for no boxes but wholes.
        left_out: Ids of retired components that it would show.
    """

    id: str
    kind: ViewKind
    title: str
    does: str
    components: tuple[str, ...]
    subject: str | None = None
    context: bool = False
    group_by: GroupBy | None = None
    left_out: tuple[str, ...] = ()


def is_built_in(name: str) -> bool:
    """Say whether an id is that of a built-in view."""
    return name in _PLANES or name.startswith(_PREFIXES)


def all_views(of: ComponentMap) -> tuple[MapView, ...]:
    """Return every view of a map: planes, its own, journeys, zones, owners, places, components."""
    return tuple(_all(of))


def find_view(of: ComponentMap, name: str) -> MapView | None:
    """Return the view with an id, None where there is none."""
    return next((view for view in _all(of) if view.id == name), None)


def _all(of: ComponentMap) -> Iterator[MapView]:
    yield _plane(of, ViewKind.BOTH_PLANES, frozenset(Plane))
    yield _plane(of, ViewKind.DATA_PLANE, frozenset({Plane.DATA}))
    yield _plane(of, ViewKind.CONTROL_PLANE, frozenset({Plane.CONTROL}))
    for own in of.views.values():
        yield _own(of, own)
    for journey in of.journeys.values():
        yield MapView(
            id=f"journey/{journey.id}",
            kind=ViewKind.JOURNEY,
            title=journey.name,
            does=journey.does or f"The way of {journey.name}, step by step.",
            components=journey.components,
            subject=journey.id,
        )
    yield from _places(of)
    for component in of.components.values():
        yield MapView(
            id=f"component/{component.id}",
            kind=ViewKind.NEIGHBOURHOOD,
            title=f"Around {component.name}",
            does=f"{component.name}, what it uses and what uses it.",
            components=tuple(sorted({component.id, *of.parts(component.id, deep=True)})),
            subject=component.id,
            context=True,
        )


def _own(of: ComponentMap, own: View) -> MapView:
    """Return a view of the map's own; one that selects a journey and no more shows its steps."""
    names = own.select.journey or ()
    if len(names) == 1 and own.select == Selector(journey=names):
        journey = of.journeys.get(names[0])
        if journey is not None:
            return MapView(
                id=own.id,
                kind=ViewKind.JOURNEY,
                title=own.title,
                does=own.does or journey.does or "",
                components=journey.components,
                subject=journey.id,
            )
    return MapView(
        id=own.id,
        kind=ViewKind.OWN,
        title=own.title,
        does=own.does or "",
        components=select(own.select, of),
        group_by=own.group_by or GroupBy.ZONE,
    )


def _plane(of: ComponentMap, kind: ViewKind, planes: frozenset[Plane]) -> MapView:
    words = {
        ViewKind.BOTH_PLANES: ("Both planes", "The control plane above, the data plane below."),
        ViewKind.DATA_PLANE: ("Data plane", "What serves."),
        ViewKind.CONTROL_PLANE: ("Control plane", "What changes and watches what serves."),
    }
    title, does = words[kind]
    shown, left_out = _standing(of, (c.id for c in of.components.values() if c.plane in planes))
    return MapView(
        id=kind.value,
        kind=kind,
        title=title,
        does=does,
        components=shown,
        group_by=GroupBy.ZONE,
        left_out=left_out,
    )


def _places(of: ComponentMap) -> Iterator[MapView]:
    """Yield the views of zones, owners and places."""
    things = of.components.values()
    for zone in of.zones.values():
        shown, out = _standing(of, (c.id for c in things if c.zone == zone.id))
        yield _around(ViewKind.ZONE, zone.id, f"Zone {zone.name}", shown, out)
    for owner in of.owners.values():
        shown, out = _standing(of, (c.id for c in things if c.owner == owner.id))
        yield _around(ViewKind.OWNER, owner.id, owner.name, shown, out)
    for place in of.places.values():
        inside = (
            c.id for c in things if any(place.id in of.places_around(each) for each in c.at or ())
        )
        shown, out = _standing(of, inside)
        yield _around(ViewKind.PLACE, place.id, f"Place {place.name}", shown, out)


def _around(
    kind: ViewKind, subject: str, title: str, shown: tuple[str, ...], out: tuple[str, ...]
) -> MapView:
    words = {
        ViewKind.ZONE: "What runs in this zone, and what it touches.",
        ViewKind.OWNER: "What this owner answers for, and what it touches.",
        ViewKind.PLACE: "What runs in this place, and what it touches.",
    }
    return MapView(
        id=f"{kind}/{subject}",
        kind=kind,
        title=title,
        does=words[kind],
        components=shown,
        subject=subject,
        context=True,
        group_by=GroupBy.ZONE if kind is ViewKind.OWNER else GroupBy.OWNER,
        left_out=out,
    )


def _standing(of: ComponentMap, names: Iterator[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return components without the retired ones, and these."""
    shown: list[str] = []
    left_out: list[str] = []
    for name in names:
        retired = of.components[name].lifecycle is Lifecycle.RETIRED
        (left_out if retired else shown).append(name)
    return tuple(shown), tuple(left_out)
