"""Cycles: components that wait for each other while they run, or before they can start.

Definitions. A *sync cycle* is a strongly connected set over synchronous edges that are needed while
running, or a component that waits for itself; there is one result for each set. The edge to change
is one on which the fewest promises lean: of the edges that alone keep the set together, that with
the fewest components and journeys that promise an availability and go down through it. A *start-up
cycle* is a strongly connected set over what is needed hard, to start or to run, and what a
component is within, in which at least one edge is needed to start; of alternatives, only those
count that all lie in the set, since any other lets it start.

Sources: R. Tarjan (1972), see `traversal`; AWS, "Fault Isolation Boundaries" (no circular
dependency that stops recovery).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archbook.components.model import Edge
from archbook.components.values import Slo
from archbook.components.vocabulary import IfLost, Mode, When
from archbook.rules.analyses.journeys import JourneyNeeds
from archbook.rules.analyses.losses import State, spread
from archbook.rules.analyses.system import Need, System
from archbook.rules.analyses.traversal import shortest_way, strong_sets

__all__ = ["MOST_TRIED", "StartupCycle", "SyncCycle", "startup_cycles", "sync_cycles"]

MOST_TRIED = 40
"""How many edges of one set are tried as the one to change; a larger set says that it has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncCycle:
    """Components that wait for each other.

    Attributes:
        components: Their ids, sorted.
        edges: The synchronous edges between them, by id.
        cheapest: The edge whose change breaks the fewest promises.
        opens: Whether changing it leaves no cycle.
        promises: Components and journeys whose promise leans on it, as subjects.
        tried: How many edges were tried; fewer than there are where there are too many.
        path: A shortest cycle by the cheapest edge, as ids, its first repeated at the end.
    """

    components: tuple[str, ...]
    edges: tuple[Edge, ...]
    cheapest: Edge
    opens: bool
    promises: tuple[str, ...]
    tried: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartupCycle:
    """Components of which none can start before another.

    Attributes:
        components: Their ids, sorted.
        edges: The edges between them that are needed to start, by id.
        path: A shortest cycle by the first of them, as ids, its first repeated at the end.
    """

    components: tuple[str, ...]
    edges: tuple[Edge, ...]
    path: tuple[str, ...]


def sync_cycles(system: System) -> tuple[SyncCycle, ...]:
    """Return the sync cycles of a system, by their first component.

    Args:
        system: The system.
    """
    edges = [edge for edge in system.edges if edge.mode is Mode.SYNC and edge.when is When.REQUEST]
    journeys = JourneyNeeds(system)
    found = []
    sets = _sets(len(system), _pairs(system, edges))
    home = {number: index for index, members in enumerate(sets) for number in members}
    within: list[list[Edge]] = [[] for _ in sets]
    for edge in edges:
        index = home.get(system.number(edge.sufferer))
        if index is not None and home.get(system.number(edge.cause)) == index:
            within[index].append(edge)
    for members, inside in zip(sets, map(tuple, within), strict=True):
        found.append(_sync_cycle(system, journeys, members, inside))
    return tuple(sorted(found, key=lambda cycle: cycle.components))


def _pairs(system: System, edges: Iterable[Edge]) -> list[tuple[int, int]]:
    return [(system.number(edge.sufferer), system.number(edge.cause)) for edge in edges]


def _successors(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    ahead: list[list[int]] = [[] for _ in range(size)]
    for sufferer, cause in pairs:
        ahead[sufferer].append(cause)
    return ahead


def _sets(size: int, pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    ahead = _successors(size, pairs)
    return [
        frozenset(members)
        for members in strong_sets(ahead)
        if len(members) > 1 or members[0] in ahead[members[0]]
    ]


def _sync_cycle(
    system: System, journeys: JourneyNeeds, members: frozenset[int], edges: tuple[Edge, ...]
) -> SyncCycle:
    # Soft edges first: who declared one has thought of doing without it.
    softest = sorted(edges, key=lambda edge: (edge.if_lost is IfLost.FAILS, edge.id))
    tried = softest[:MOST_TRIED]
    judged = [(not _opens(edges, edge), _promises(system, journeys, edge), edge) for edge in tried]
    stuck, promises, cheapest = min(
        judged,
        key=lambda each: (each[0], len(each[1]), each[2].if_lost is IfLost.FAILS, each[2].id),
    )
    return SyncCycle(
        components=system.names(members),
        edges=edges,
        cheapest=cheapest,
        opens=not stuck,
        promises=promises,
        tried=len(tried),
        path=_cycle_by(system, _pairs(system, edges), cheapest),
    )


def _opens(edges: Sequence[Edge], without: Edge) -> bool:
    """Say whether a set has no cycle left without one of its edges."""
    rest = [edge for edge in edges if edge is not without]
    numbers: dict[str, int] = {}
    pairs = [
        (
            numbers.setdefault(edge.sufferer, len(numbers)),
            numbers.setdefault(edge.cause, len(numbers)),
        )
        for edge in rest
    ]
    return not _sets(len(numbers), pairs)


def _promises(system: System, journeys: JourneyNeeds, edge: Edge) -> tuple[str, ...]:
    """Return who promises an availability and goes down through an edge alone."""
    cause = system.number(edge.cause)
    need = next((n for n in system.needed_by[cause] if n.edges == (edge,)), None)
    if need is None or not need.hard:
        return ()  # another alternative carries the load, or the loss is borne
    with_it, without = spread(system, [cause]), spread(system, [cause], without=need)
    found = [
        f"component:{name}"
        for number, name in enumerate(system.ids)
        if with_it[number] & 4
        and not without[number] & 4
        and _promised(system.map.components[name].slo)
    ]
    before, after = journeys.states(with_it), journeys.states(without)
    found.extend(
        f"journey:{name}"
        for name, journey in system.map.journeys.items()
        if before[name] is State.DOWN and after[name] is not State.DOWN and _promised(journey.slo)
    )
    return tuple(found)


def _promised(slo: Slo | None) -> bool:
    return slo is not None and slo.availability is not None


def _cycle_by(system: System, pairs: Iterable[tuple[int, int]], edge: Edge) -> tuple[str, ...]:
    """Return a shortest cycle that has an edge in it, from its sufferer back to it."""
    ahead: dict[int, list[int]] = {}
    for sufferer, cause in pairs:
        ahead.setdefault(sufferer, []).append(cause)
    sufferer, cause = system.number(edge.sufferer), system.number(edge.cause)
    if sufferer == cause:
        return (edge.sufferer, edge.sufferer)
    way = shortest_way(cause, {sufferer}, lambda at: ahead.get(at, ()))
    return tuple(system.ids[number] for number in (sufferer, *way))


def startup_cycles(system: System) -> tuple[StartupCycle, ...]:
    """Return the start-up cycles of a system, by their first component.

    Args:
        system: The system.
    """
    needs = [
        need
        for need in system.needs
        if need.if_lost is IfLost.FAILS
        and (need.sufferer not in need.causes or need.when is When.STARTUP)
    ]
    whole = [
        (number, around) for number, around in enumerate(system.whole_of) if around is not None
    ]
    while True:
        pairs = [(need.sufferer, cause) for need in needs for cause in need.causes]
        sets = _sets(len(system), pairs + whole)
        home = {number: index for index, members in enumerate(sets) for number in members}
        # Whoever has an alternative outside can start; without its edges the set may fall apart.
        kept = [need for need in needs if _all_inside(need, home)]
        if len(kept) == len(needs):
            break
        needs = kept
    found = []
    for members in sets:
        inside = [need for need in needs if need.sufferer in members]
        edges = sorted(
            (edge for need in inside if need.when is When.STARTUP for edge in need.edges),
            key=lambda edge: edge.id,
        )
        if edges:
            ways = [(n.sufferer, cause) for n in inside for cause in n.causes]
            ways.extend(pair for pair in whole if pair[0] in members and pair[1] in members)
            found.append(
                StartupCycle(
                    components=system.names(members),
                    edges=tuple(edges),
                    path=_cycle_by(system, ways, edges[0]),
                )
            )
    return tuple(sorted(found, key=lambda cycle: cycle.components))


def _all_inside(need: Need, home: Mapping[int, int]) -> bool:
    index = home.get(need.sufferer)
    return index is not None and all(home.get(cause) == index for cause in need.causes)
