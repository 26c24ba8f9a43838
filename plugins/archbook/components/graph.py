"""The map as a graph: who depends on whom, and which way a loss goes.

An edge is said of its source, but a loss goes from the end that causes it to the end that suffers
it; which is which, the verb says (see `vocabulary.VERBS`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archbook.components.component_map import ComponentMap
from archbook.components.model import Edge
from archbook.components.vocabulary import Mode

__all__ = ["Graph", "cycles", "longest_chain"]

EdgeTest = Callable[[Edge], bool]


def _any(edge: Edge) -> bool:
    del edge
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Adjacency by who suffers from whom.

    Attributes:
        suffers: For each component the edges by which it suffers from others.
        causes: For each component the edges by which others suffer from it.
    """

    suffers: Mapping[str, tuple[Edge, ...]]
    causes: Mapping[str, tuple[Edge, ...]]

    @classmethod
    def of(cls, component_map: ComponentMap, edges: EdgeTest = _any) -> Graph:
        """Build the graph of those edges of a map that pass a test."""
        suffers: dict[str, list[Edge]] = {name: [] for name in component_map.components}
        causes: dict[str, list[Edge]] = {name: [] for name in component_map.components}
        for edge in component_map.edges.values():
            if edges(edge):
                suffers[edge.sufferer].append(edge)
                causes[edge.cause].append(edge)
        return cls(
            suffers={name: tuple(found) for name, found in suffers.items()},
            causes={name: tuple(found) for name, found in causes.items()},
        )

    def dependencies(self, component: str, *, deep: bool = False) -> tuple[str, ...]:
        """Return what a component depends on, directly or (deep) at any distance, sorted."""
        return self._reached(component, lambda i: (e.cause for e in self.suffers[i]), deep=deep)

    def dependents(self, component: str, *, deep: bool = False) -> tuple[str, ...]:
        """Return what depends on a component, directly or (deep) at any distance, sorted."""
        return self._reached(component, lambda i: (e.sufferer for e in self.causes[i]), deep=deep)

    def path(self, start: str, end: str) -> tuple[Edge, ...] | None:
        """Return a shortest chain of edges by which `start` depends on `end`, None without one.

        Of several equally short ones the first by edge id is taken, so that results are stable.
        """
        came: dict[str, Edge | None] = {start: None}
        queue = deque([start])
        while queue and end not in came:
            at = queue.popleft()
            for edge in self.suffers[at]:
                if edge.cause not in came:
                    came[edge.cause] = edge
                    queue.append(edge.cause)
        if end not in came:
            return None
        chain: list[Edge] = []
        edge_in = came[end]
        while edge_in is not None:
            chain.append(edge_in)
            edge_in = came[edge_in.sufferer]
        return tuple(reversed(chain))

    @staticmethod
    def _reached(
        start: str, step: Callable[[str], Iterable[str]], *, deep: bool
    ) -> tuple[str, ...]:
        found = set(step(start))
        if deep:
            todo = list(found)
            while todo:
                new = set(step(todo.pop())) - found
                found |= new
                todo.extend(new)
        return tuple(sorted(found))


def _sync(edge: Edge) -> bool:
    return edge.mode is Mode.SYNC


def _networkx() -> Any:
    import networkx as nx  # noqa: PLC0415 - few commands need it

    return nx


def _digraph(of: ComponentMap, edges: EdgeTest) -> Any:
    graph = _networkx().DiGraph()
    graph.add_nodes_from(of.components)
    graph.add_edges_from((e.sufferer, e.cause) for e in of.edges.values() if edges(e))
    return graph


def cycles(of: ComponentMap, edges: EdgeTest = _sync) -> tuple[tuple[str, ...], ...]:
    """Return the sets of components that depend on each other in a circle, each sorted.

    Args:
        of: The map.
        edges: Which edges count; synchronous ones unless said otherwise.

    Returns:
        The strongly connected sets of two or more, and components that depend on themselves.
    """
    graph = _digraph(of, edges)
    return tuple(
        sorted(
            tuple(sorted(found))
            for found in _networkx().strongly_connected_components(graph)
            if len(found) > 1 or any(graph.has_edge(node, node) for node in found)
        )
    )


def longest_chain(of: ComponentMap, edges: EdgeTest = _sync) -> tuple[str, ...]:
    """Return the components along a longest chain of dependencies.

    Components in a circle count as one link, named by the first of them; of equally long chains
    the first by id is taken at each link.

    Args:
        of: The map.
        edges: Which edges count; synchronous ones unless said otherwise.
    """
    nx = _networkx()
    condensed = nx.condensation(_digraph(of, edges))
    names = {node: min(data["members"]) for node, data in condensed.nodes(data=True)}
    length: dict[int, int] = {}
    after: dict[int, int | None] = {}

    def longest(nodes: Iterable[int]) -> int | None:
        return min(nodes, key=lambda node: (-length[node], names[node]), default=None)

    for node in reversed(list(nx.topological_sort(condensed))):
        after[node] = ahead = longest(condensed.successors(node))
        length[node] = 1 + (length[ahead] if ahead is not None else 0)
    chain: list[str] = []
    at = longest(names)
    while at is not None:
        chain.append(names[at])
        at = after[at]
    return tuple(chain)
