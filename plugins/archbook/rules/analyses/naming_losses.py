"""What a person names when something is lost: components, a zone, an owner, a plane, a place."""

from __future__ import annotations

from collections.abc import Iterable

from archbook.components.component_map import ComponentMap
from archbook.components.model import Component
from archbook.rules.analyses.system import System
from archbook.source.findings import did_you_mean

__all__ = [
    "UnknownLossError",
    "lost_with_places",
    "named_losses",
    "places_gone",
    "replicas_left",
]


class UnknownLossError(ValueError):
    """A name that nothing in the map has; the message says which, and the nearest known one."""


def named_losses(system: System, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of all components that are lost with what some names say.

    Args:
        system: The system.
        names: Ids of components, `component:orders`, `zone:edge`, `owner:commerce`,
            `plane:control`, `place:eu-west-a`. Several places are lost together.

    Returns:
        Ids of components that run, sorted.

    Raises:
        UnknownLossError: A name is not in the map, or names a component that does not run.
    """
    lost: set[str] = set()
    places: set[str] = set()
    for name in names:
        kind, _, rest = name.partition(":")
        if kind == "place" and rest:
            _known(rest, system.map.places, "place")
            places.add(rest)
        elif kind == "zone" and rest:
            _known(rest, system.map.zones, "zone")
            lost.update(c.id for c in _running(system) if c.zone == rest)
        elif kind == "owner" and rest:
            _known(rest, system.map.owners, "owner")
            lost.update(c.id for c in _running(system) if c.owner == rest)
        elif kind == "plane" and rest:
            _known(rest, ("control", "data"), "plane")
            lost.update(c.id for c in _running(system) if c.plane == rest)
        else:
            lost.add(_component(system, rest if kind == "component" and rest else name))
    return tuple(sorted(lost | lost_with_places(system, places)))


def _running(system: System) -> Iterable[Component]:
    return map(system.component, range(len(system)))


def _component(system: System, name: str) -> str:
    known = system.map.components
    _known(name, known, "component")
    if name not in system:
        raise UnknownLossError(
            f'"{name}" is {known[name].lifecycle} and takes no part in what runs'
        )
    return name


def _known(name: str, known: Iterable[str], what: str) -> None:
    names = tuple(known)
    if name not in names:
        raise UnknownLossError(f'There is no {what} "{name}".{did_you_mean(name, names)}')


def lost_with_places(system: System, places: Iterable[str]) -> frozenset[str]:
    """Return who is left with fewer replicas than it needs when some places are gone.

    What lies within a lost place is lost with it. A component's replicas are spread evenly over the
    places it is at, the remainder counted as lost.

    Args:
        system: The system.
        places: Ids of places.
    """
    gone = places_gone(system.map, places)
    return frozenset(
        component.id
        for component in _running(system)
        if not gone.isdisjoint(component.at or ())
        and replicas_left(component, gone) < component.needs
    )


def places_gone(component_map: ComponentMap, places: Iterable[str]) -> frozenset[str]:
    """Return some places and all that lie within them."""
    lost = frozenset(places)
    if not lost:
        return lost
    return frozenset(
        place
        for place in component_map.places
        if not lost.isdisjoint(component_map.places_around(place))
    )


def replicas_left(component: Component, gone: frozenset[str]) -> int:
    """Return how many replicas a component is left with when some places are gone.

    They are spread evenly over the places it is at, the remainder counted as lost; all are left
    where it is at none of those that are gone.

    Args:
        component: The component.
        gone: Ids of all places that are gone, those within others included.
    """
    at = tuple(dict.fromkeys(component.at or ()))
    left = sum(place not in gone for place in at)
    if left == len(at):
        return component.replicas
    return component.replicas // len(at) * left
