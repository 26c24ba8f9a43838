"""What a person names when something is lost: components, a zone, an owner, a plane, a place."""

from __future__ import annotations

from collections.abc import Iterable

from archbook.components.component_map import ComponentMap
from archbook.components.model import Component
from archbook.rules.analyses.system import System
from archbook.source.findings import did_you_mean

__all__ = ["UnknownLossError", "lost_with_places", "named_losses"]


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
    gone = _with_all_within(system.map, set(places))
    if not gone:
        return frozenset()
    return frozenset(
        component.id for component in _running(system) if _too_few_left(component, gone)
    )


def _with_all_within(component_map: ComponentMap, places: set[str]) -> frozenset[str]:
    return frozenset(
        place
        for place in component_map.places
        if places.intersection(component_map.places_around(place))
    )


def _too_few_left(component: Component, gone: frozenset[str]) -> bool:
    at = tuple(dict.fromkeys(component.at or ()))
    left = [place for place in at if place not in gone]
    if len(left) == len(at):
        return False
    return component.replicas // len(at) * len(left) < component.needs
