"""Traversals against networkx, on graphs nobody thought of."""

from __future__ import annotations

import itertools

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from archbook.rules.analyses.traversal import (
    bits_of,
    closures,
    numbers_of,
    shortest_way,
    strong_sets,
)


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    size = draw(st.integers(0, 9))
    number = st.integers(0, max(0, size - 1))
    return [draw(st.lists(number, max_size=4)) for _ in range(size)]


def as_networkx(successors: list[list[int]]) -> nx.DiGraph[int]:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(successors)))
    graph.add_edges_from((a, b) for a, targets in enumerate(successors) for b in targets)
    return graph


@given(graphs())
def test_strong_sets_are_those_that_reach_each_other(successors: list[list[int]]) -> None:
    found = strong_sets(successors)
    expected = nx.strongly_connected_components(as_networkx(successors))
    assert sorted(found) == sorted(tuple(sorted(members)) for members in expected)


@given(graphs())
def test_strong_sets_come_after_what_they_lead_to(successors: list[list[int]]) -> None:
    found = strong_sets(successors)
    place = {number: index for index, members in enumerate(found) for number in members}
    for number, targets in enumerate(successors):
        assert all(place[target] <= place[number] for target in targets)


@given(graphs())
def test_a_closure_is_the_number_itself_and_all_within_reach(successors: list[list[int]]) -> None:
    graph = as_networkx(successors)
    for number, bits in enumerate(closures(successors)):
        assert set(numbers_of(bits)) == {number} | nx.descendants(graph, number)
        assert bits_of(numbers_of(bits)) == bits


@given(graphs(), st.data())
def test_the_shortest_way_is_a_way_and_as_short_as_can_be(
    successors: list[list[int]], data: st.DataObject
) -> None:
    if not successors:
        return
    number = st.integers(0, len(successors) - 1)
    start, goal = data.draw(number), data.draw(number)
    way = shortest_way(start, {goal}, lambda at: successors[at])
    graph = as_networkx(successors)
    if not nx.has_path(graph, start, goal):
        assert way == ()
        return
    assert (way[0], way[-1]) == (start, goal)
    assert len(way) == 1 + nx.shortest_path_length(graph, start, goal)
    assert all(b in successors[a] for a, b in itertools.pairwise(way))


def test_a_chain_as_long_as_the_largest_map_needs_no_recursion() -> None:
    chain = [[number + 1] for number in range(20_000)] + [[]]
    assert len(strong_sets(chain)) == 20_001
