"""Data: who writes what, what analysts' questions reach, where classified data goes.

Definitions. A *data set* is a part of a store, or the undivided store; caches are exempt, and
channels are no stores. Its *writers* are the deployables that write it: modules of one deployable
are one writer. *Analytics* are the kinds warehouse, report, notebook, a data-plane pipeline, and
whatever is tagged so. A *serving store* is one that a step of a journey, or what a step is made or
part of, reads or writes; with it, the whole store that it is a part of, and all parts of that.
A store of analytics serves questions, not journeys, and is none. An *analytics path* is a path of
`reads` from analytics into a serving store.

*Classified* is whatever class of data the map names. It rests where it is held, written, published,
and where it is replicated to; it travels along an edge that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from archbook.components.model import Component, Edge, Zone
from archbook.rules.analyses.system import System
from archbook.rules.analyses.traversal import shortest_way

__all__ = [
    "Resting",
    "Writers",
    "analytics_paths",
    "data_sets",
    "deployable_of",
    "resting",
    "serving_stores",
    "travelling",
    "zone_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writers:
    """Who writes one data set.

    Attributes:
        data_set: Its id.
        edges: The edges by which it is written, by id.
        deployables: Ids of the deployables that write it, sorted.
    """

    data_set: str
    edges: tuple[Edge, ...]
    deployables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Classified data that rests in a component.

    Attributes:
        component: Its id.
        classes: The classes, sorted.
        by: Edges by which classes come that it may not say itself, by id.
        brought: The classes that come by them, sorted.
    """

    component: str
    classes: tuple[str, ...]
    by: tuple[Edge, ...]
    brought: tuple[str, ...]


def deployable_of(system: System, name: str) -> str:
    """Return the deployable that a component is a part of, itself where it is none."""
    component = system.map.components[name]
    while component.kind.part and component.within is not None:
        component = system.map.components[component.within]
    return component.id


def _store_parts(system: System, name: str) -> tuple[str, ...]:
    components = system.map.components
    return tuple(p for p in system.map.parts(name) if p in system and components[p].kind.store)


def data_sets(system: System) -> Iterator[Writers]:
    """Yield every data set that is written, by id, with its writers.

    What is written to a store that has parts is of none of them, since it does not say of which.

    Args:
        system: The system.
    """
    for name in system.ids:
        component = system.map.components[name]
        if not component.kind.store or component.kind.cache or _store_parts(system, name):
            continue
        edges = _to(system, name, "writes")
        if edges:
            writers = {deployable_of(system, edge.source) for edge in edges}
            yield Writers(data_set=name, edges=edges, deployables=tuple(sorted(writers)))


def _to(system: System, name: str, *verbs: str) -> tuple[Edge, ...]:
    return tuple(
        edge
        for edge in system.map.edges_to(name)
        if edge.source in system and edge.verb.name in verbs
    )


def undivided(system: System, name: str) -> str:
    """Return the outermost store that a store is a part of, itself where it is none."""
    components = system.map.components
    outermost = name
    for whole in system.map.wholes(name):
        if components[whole].kind.store:
            outermost = whole
    return outermost


def serving_stores(system: System) -> Mapping[str, str]:
    """Return the serving stores, each with the id of a journey that it serves.

    Args:
        system: The system.
    """
    found: dict[str, str] = {}
    components = system.map.components
    for name, journey in sorted(system.map.journeys.items()):
        for step in journey.components:
            for reader in _with_whole_and_modules(system, step):
                for edge in system.map.edges_from(reader):
                    target = components[edge.target]
                    if (
                        edge.verb.name in {"reads", "writes"}
                        and target.kind.store
                        and not target.analytics
                        and edge.target in system
                    ):
                        found.setdefault(undivided(system, edge.target), name)
    for store in tuple(found):
        for part in system.map.parts(store, deep=True):
            if components[part].kind.store:
                found.setdefault(part, found[store])
    return found


def _with_whole_and_modules(system: System, name: str) -> tuple[str, ...]:
    whole = deployable_of(system, name)
    around = () if whole == name else (whole,)
    modules = (p for p in system.map.parts(name, deep=True) if system.map.components[p].kind.part)
    return (name, *around, *modules)


def analytics_paths(system: System) -> Iterator[tuple[tuple[Edge, ...], str]]:
    """Yield for each analytics component that reads one, a shortest path into a serving store.

    Args:
        system: The system.

    Returns:
        The edges of the path, and the journey that the store serves; by analytics component.
    """
    serving = serving_stores(system)
    goals = frozenset(system.number(name) for name in serving if name in system)
    reads: list[dict[int, Edge]] = [{} for _ in system.ids]
    for edge in system.edges:
        if edge.verb.name == "reads":
            reads[system.number(edge.source)].setdefault(system.number(edge.target), edge)
    for number in range(len(system)):
        if number not in goals and system.component(number).analytics:
            way = shortest_way(number, goals, lambda at: reads[at])
            if way:
                edges = tuple(reads[a][b] for a, b in pairwise(way))
                yield edges, serving[system.ids[way[-1]]]


def zone_of(system: System, component: Component) -> Zone | None:
    """Return the zone that a component is in, by itself or by what it is within."""
    for name in (component.id, *system.map.wholes(component.id)):
        zone = system.map.components[name].zone
        if zone is not None:
            return system.map.zones.get(zone)
    return None


def resting(system: System) -> Iterator[Resting]:
    """Yield every component in which classified data rests, by id.

    Args:
        system: The system.
    """
    for name in system.ids:
        component = system.map.components[name]
        brought: set[str] = set()
        by: list[Edge] = []
        for edge in _bringing(system, component):
            classes = edge.data
            if classes is None and edge.verb.name == "replicates":
                classes = system.map.components[edge.target].holds
            if classes:
                brought.update(classes)
                by.append(edge)
        if component.holds or brought:
            yield Resting(
                component=name,
                classes=tuple(sorted(brought.union(component.holds or ()))),
                by=tuple(by),
                brought=tuple(sorted(brought)),
            )


def _bringing(system: System, component: Component) -> Iterator[Edge]:
    """Yield the edges by which data comes to rest in a component."""
    kind = component.kind
    if kind.store or kind.channel:
        yield from _to(system, component.id, "writes", "publishes")
    for edge in system.map.edges_from(component.id):
        if edge.verb.name == "replicates" and edge.target in system:
            yield edge


def travelling(system: System) -> Iterator[Edge]:
    """Yield the edges along which classified data travels between deployables, by id.

    Args:
        system: The system.
    """
    for edge in system.edges:
        if edge.data and deployable_of(system, edge.source) != deployable_of(system, edge.target):
            yield edge
