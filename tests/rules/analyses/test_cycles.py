"""Sync and start-up cycles, on maps worked out by hand and on random ones."""

from __future__ import annotations

import time
from typing import Any

import networkx as nx
from hypothesis import given, settings

from archbook.components.vocabulary import Mode
from archbook.rules.analyses.cycles import MOST_TRIED, startup_cycles, sync_cycles
from support.maps import random_maps, system


def ring(**more: Any) -> dict[str, Any]:
    return {
        "a": {"kind": "service", "uses": [{"calls": "b"}]},
        "b": {"kind": "service", "uses": [{"calls": "c"}]},
        "c": {"kind": "service", "uses": [{"calls": "a"}]},
        **more,
    }


def test_a_ring_is_one_result_however_many_ways_lead_round_it() -> None:
    of = system(ring(b={"kind": "service", "uses": [{"calls": ["c", "a"]}]}))
    (cycle,) = sync_cycles(of)
    assert cycle.components == ("a", "b", "c")
    assert (cycle.cheapest.id, cycle.opens) == ("a calls b", True)
    assert cycle.path == ("a", "b", "a")


def test_who_waits_for_itself_is_a_ring_of_one() -> None:
    of = system(
        {
            "a": {"kind": "service", "uses": [{"calls": "a"}, {"consumes": "q"}]},
            "q": {"kind": "queue", "uses": [{"consumes": "q"}]},
        }
    )
    (cycle,) = sync_cycles(of)
    assert (cycle.components, cycle.path) == (("a",), ("a", "a"))
    assert (cycle.cheapest.id, cycle.opens) == ("a calls a", True)


def test_who_needs_itself_to_start_is_a_start_up_cycle_of_one() -> None:
    reads = {"reads": "a", "when": "startup"}
    (cycle,) = startup_cycles(system({"a": {"kind": "service", "uses": [reads]}}))
    assert (cycle.components, cycle.path) == (("a",), ("a", "a"))
    ways = [{**reads, "any-of": "seed"}, {**reads, "reads": "b", "any-of": "seed"}]
    other = {"a": {"kind": "service", "uses": ways}, "b": {"kind": "storage"}}
    assert startup_cycles(system(other)) == ()


def test_two_rings_apart_are_two_results() -> None:
    of = system({**ring(), **{f"x{name}": _renamed(each) for name, each in ring().items()}})
    assert [cycle.components for cycle in sync_cycles(of)] == [
        ("a", "b", "c"),
        ("xa", "xb", "xc"),
    ]


def _renamed(entry: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "service", "uses": [{"calls": f"x{use['calls']}"} for use in entry["uses"]]}


def test_the_edge_to_change_is_that_on_which_the_fewest_promises_lean() -> None:
    promise = {"slo": {"availability": "99%"}}
    of = system(
        {
            "a": {"kind": "service", "uses": [{"calls": "b"}], **promise},
            "b": {"kind": "service", "uses": [{"calls": "a"}]},
            "front": {"kind": "web", "uses": [{"calls": "a"}], **promise},
        },
        journeys={"buy": {"path": ["front"], **promise}},
    )
    (cycle,) = sync_cycles(of)
    assert cycle.cheapest.id == "b calls a"
    assert cycle.promises == ()
    (other,) = sync_cycles(
        system(
            {
                "a": {"kind": "service", "uses": [{"calls": "b"}], **promise},
                "b": {"kind": "service", "uses": [{"calls": "a"}], **promise},
                "front": {"kind": "web", "uses": [{"calls": "a"}], **promise},
            },
            journeys={"buy": {"path": ["front"], **promise}},
        )
    )
    assert (other.cheapest.id, other.promises) == ("b calls a", ("component:b",))


def test_an_edge_that_opens_the_set_comes_before_a_cheaper_one_that_does_not() -> None:
    of = system(
        {
            "a": {"kind": "service", "slo": {"availability": "99%"}, "uses": [{"calls": "b"}]},
            "b": {
                "kind": "service",
                "uses": [{"calls": "a", "if-lost": "degrades"}, {"calls": "c"}],
            },
            "c": {"kind": "service", "uses": [{"calls": "a", "if-lost": "continues"}]},
        }
    )
    (cycle,) = sync_cycles(of)
    assert (cycle.cheapest.id, cycle.opens) == ("a calls b", True)


def test_async_and_start_up_edges_make_no_sync_cycle() -> None:
    of = system(
        {
            "a": {"kind": "service", "uses": [{"publishes": "t"}]},
            "t": {"kind": "topic"},
            "b": {"kind": "worker", "uses": [{"consumes": "t"}, {"calls": "a"}]},
            "x": {"kind": "service", "uses": [{"calls": "y", "when": "startup"}]},
            "y": {"kind": "service", "uses": [{"calls": "x"}]},
        }
    )
    assert sync_cycles(of) == ()


def test_who_must_start_before_another_that_needs_it_makes_a_start_up_cycle() -> None:
    of = system(
        {
            "app": {"kind": "service", "uses": [{"reads": "secrets", "when": "startup"}]},
            "secrets": {"kind": "secrets", "uses": [{"reads": "db"}]},
            "db": {"kind": "database", "within": "cluster"},
            "cluster": {"kind": "orchestrator", "uses": [{"calls": "app"}]},
        }
    )
    (cycle,) = startup_cycles(of)
    assert cycle.components == ("app", "cluster", "db", "secrets")
    assert [edge.id for edge in cycle.edges] == ["app reads secrets"]
    assert cycle.path == ("app", "secrets", "db", "cluster", "app")


def test_another_alternative_or_a_loss_that_is_borne_lets_it_start() -> None:
    def components(**edge: Any) -> dict[str, Any]:
        return {
            "a": {"kind": "service", "uses": [{"calls": "b", "when": "startup", **edge}]},
            "b": {"kind": "service", "uses": [{"calls": "a"}]},
        }

    assert len(startup_cycles(system(components()))) == 1
    assert startup_cycles(system(components(**{"if-lost": "degrades"}))) == ()
    several = components(**{"any-of": "x"})
    several["a"]["uses"].append({"calls": "c", "when": "startup", "any-of": "x"})
    assert startup_cycles(system({**several, "c": {"kind": "service"}})) == ()


def test_needs_while_running_alone_are_no_start_up_cycle() -> None:
    assert startup_cycles(system(ring())) == ()


@settings(max_examples=150, deadline=None)
@given(components=random_maps())
def test_sync_cycles_are_the_strong_sets_of_the_sync_edges(components: dict[str, Any]) -> None:
    of = system(components)
    graph: nx.DiGraph[str] = nx.DiGraph(
        (edge.sufferer, edge.cause)
        for edge in of.edges
        if edge.mode is Mode.SYNC and edge.when == "request"
    )
    sets = [
        tuple(sorted(members))
        for members in nx.strongly_connected_components(graph)
        if len(members) > 1 or any(graph.has_edge(member, member) for member in members)
    ]
    assert [cycle.components for cycle in sync_cycles(of)] == sorted(sets)
    for cycle in sync_cycles(of):
        assert cycle.path[0] == cycle.path[-1] == cycle.cheapest.sufferer
        assert set(cycle.path) <= set(cycle.components)


def test_a_mesh_of_two_thousand_is_one_result_in_bounded_time() -> None:
    components: dict[str, Any] = {
        f"s{i}": {
            "kind": "service",
            "uses": [{"calls": [f"s{(i * 7 + j) % 2_000}" for j in (1, 5, 11)]}],
        }
        for i in range(2_000)
    }
    of = system(components)
    start = time.process_time()
    (cycle,) = sync_cycles(of)
    assert time.process_time() - start < 2
    assert len(cycle.components) == 2_000
    assert cycle.tried == MOST_TRIED < len(cycle.edges)
