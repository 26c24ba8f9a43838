"""Chains of synchronous edges: how long one gets, and how retries multiply along it.

Definitions. The *longest sync chain* is the one with the most synchronous edges needed while
running, each component at most once. *Retry amplification*: retries multiply along sync paths,
(1 + retries) for each edge, redeliveries of a `consumes` edge that begins the path included; where
an edge does not state them the product is a least one.

In a graph with cycles both are searched for by trying ways, up to a stated bound of work for each
set of components that reach each other; past it the best found is a least one too.

Source: AWS Builders' Library, "Timeouts, retries, and backoff with jitter" (retries at every layer
multiply); Google, "Site Reliability Engineering", chapter 22.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archbook.components.model import Edge
from archbook.components.vocabulary import Mode, When
from archbook.rules.analyses.system import System
from archbook.rules.analyses.traversal import strong_sets

__all__ = ["WORK_PER_SET", "Amplification", "Chain", "amplifications", "longest_chain"]

WORK_PER_SET = 20_000
"""Steps that are tried inside one set of components that reach each other."""
_LEAST_TRIED = 20
"""Steps that are tried from each of them in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A chain of synchronous edges.

    Attributes:
        components: Ids along it, from the caller to the last callee; empty without any edge.
        edges: The edges between them.
        at_least: Whether there may be a longer one: the bound of work was reached.
    """

    components: tuple[str, ...]
    edges: tuple[Edge, ...]
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amplification:
    """How often the end of a path may be asked for one request at its beginning.

    Attributes:
        component: Id of the component where the path begins.
        factor: The product.
        edges: The edges of the path, from the first to the last that multiplies.
        unstated: Edges of the path that do not state their retries.
        at_least: Whether the product is a least one.
    """

    component: str
    factor: int
    edges: tuple[Edge, ...]
    unstated: tuple[Edge, ...]
    at_least: bool


@dataclass(frozen=True, slots=True)
class _Best:
    value: int
    edges: tuple[Edge, ...] = ()
    at_least: bool = False


_Join = Callable[[Edge, int], int]


class _Search:
    """The best way onwards from each component, by a value that edges add to."""

    def __init__(self, system: System, join: _Join, end: int) -> None:
        self._system = system
        self._join = join
        self._end = end
        self._ahead = _sync_edges(system)
        self.best: list[_Best] = [_Best(end)] * len(system)
        numbers = [[system.number(edge.cause) for edge in edges] for edges in self._ahead]
        self.home = [0] * len(system)
        for place, members in enumerate(strong_sets(numbers)):
            for member in members:
                self.home[member] = place
            self._settle(members)

    def _settle(self, members: Sequence[int]) -> None:
        if len(members) == 1:
            (number,) = members
            edges = [edge for edge in self._ahead[number] if edge.sufferer != edge.cause]
            self.best[number] = max(map(self._onwards, edges), key=_worth, default=_Best(self._end))
            return
        # What is outside is settled; inside, ways are tried one by one.
        inside = frozenset(members)
        share = max(_LEAST_TRIED, WORK_PER_SET // len(members))
        settled = {number: self._try(number, inside, share) for number in members}
        for number, best in settled.items():
            self.best[number] = best

    def _onwards(self, edge: Edge) -> _Best:
        after = self.best[self._system.number(edge.cause)]
        return _Best(self._join(edge, after.value), (edge, *after.edges), after.at_least)

    def _try(self, start: int, inside: frozenset[int], work: int) -> _Best:
        """Try ways inside a set, each component once, leaving it where that is best."""
        best = _Best(self._end)
        way: list[Edge] = []
        visited = {start}
        walk = [iter(self._ahead[start])]
        while walk:
            edge = next(walk[-1], None)
            work -= 1
            if edge is None or work < 0:
                walk.pop()
                if way:
                    visited.discard(self._system.number(way.pop().cause))
                continue
            cause = self._system.number(edge.cause)
            if cause in visited:
                continue
            way.append(edge)
            found = self._along(way, _Best(self._end) if cause in inside else self.best[cause])
            best = max(best, found, key=_worth)
            if cause in inside:
                visited.add(cause)
                walk.append(iter(self._ahead[cause]))
            else:
                way.pop()
        return _Best(best.value, best.edges, best.at_least or work < 0)

    def _along(self, way: Sequence[Edge], rest: _Best) -> _Best:
        value = rest.value
        for edge in reversed(way):
            value = self._join(edge, value)
        return _Best(value, (*way, *rest.edges), rest.at_least)


def _worth(best: _Best) -> tuple[int, int]:
    """Order ways by value, then by brevity: a way that begins with nothing gained is never best."""
    return best.value, -len(best.edges)


def _sync_edges(system: System) -> list[list[Edge]]:
    """Return for each component the synchronous edges by which it waits for others."""
    found: list[list[Edge]] = [[] for _ in system.ids]
    for edge in system.edges:
        if edge.mode is Mode.SYNC and edge.when is When.REQUEST:
            found[system.number(edge.sufferer)].append(edge)
    return found


def longest_chain(system: System) -> Chain:
    """Return the longest sync chain; of equally long ones that of the first component by id.

    Args:
        system: The system.
    """
    search = _Search(system, lambda _edge, length: length + 1, 0)
    best = max(search.best, key=_worth, default=_Best(0))
    names = [edge.sufferer for edge in best.edges]
    if best.edges:
        names.append(best.edges[-1].cause)
    return Chain(components=tuple(names), edges=best.edges, at_least=best.at_least)


def amplifications(system: System) -> tuple[Amplification, ...]:
    """Return for each component that begins a path the largest amplification, by id.

    Paths that are only the rest of a longer one that multiplies more are left out, and of those
    that begin in components that reach each other all but the largest.

    Args:
        system: The system.
    """
    search = _Search(system, lambda edge, factor: (1 + (edge.retries or 0)) * factor, 1)
    ways = dict(zip(system.ids, search.best, strict=True))
    for edge in system.edges:
        if edge.verb.name == "consumes" and edge.when is When.REQUEST:
            after = search.best[system.number(edge.source)]
            value = (1 + (edge.retries or 0)) * after.value
            begun = _Best(value, (edge, *after.edges), after.at_least)
            ways[edge.source] = max(ways[edge.source], begun, key=_worth)
    found = [
        _amplification(system, name, best)
        for name, best in ways.items()
        if best.edges and best.edges[0].retries
    ]
    # What begins one multiplying edge later on the same way says less of the same.
    rests = {_ids(_from_multiplying(each.edges[1:])) for each in found}
    largest: dict[int, Amplification] = {}
    for each in found:
        home = search.home[system.number(each.component)]
        if _ids(each.edges) not in rests and (
            home not in largest or each.factor > largest[home].factor
        ):
            largest[home] = each
    return tuple(sorted(largest.values(), key=lambda each: each.component))


def _ids(edges: Iterable[Edge]) -> tuple[str, ...]:
    return tuple(edge.id for edge in edges)


def _from_multiplying(edges: Sequence[Edge]) -> Sequence[Edge]:
    start = next((place for place, edge in enumerate(edges) if edge.retries), len(edges))
    return edges[start:]


def _amplification(system: System, component: str, best: _Best) -> Amplification:
    edges = list(best.edges)
    while not edges[-1].retries:
        edges.pop()
    taken = (e for e in system.map.edges_from(component) if e.verb.name == "consumes")
    unstated = tuple(
        edge
        for edge in (*best.edges, *(taken if best.edges[0].mode is Mode.SYNC else ()))
        if edge.retries is None
    )
    return Amplification(
        component=component,
        factor=best.value,
        edges=tuple(edges),
        unstated=unstated,
        at_least=best.at_least or bool(unstated),
    )
