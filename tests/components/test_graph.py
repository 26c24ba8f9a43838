"""The map as a graph: who suffers from whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from archbook.components.component_map import ComponentMap
from archbook.components.graph import Graph, cycles, longest_chain
from archbook.components.loading import load_map, read_map

DATA = Path(__file__).parents[1] / "data"


def loaded(**uses: list[dict[str, Any]]) -> ComponentMap:
    names = {*uses, *(t for u in uses.values() for e in u for t in e.values())}
    parts = {name: {"kind": "service", "uses": uses.get(name, [])} for name in sorted(names)}
    return read_map({"m.yaml": json.dumps({"components": parts})})


def test_a_loss_goes_against_a_call_and_along_a_deployment() -> None:
    graph = Graph.of(loaded(a=[{"calls": "b"}], d=[{"deploys": "a"}]))
    assert graph.dependencies("a") == ("b", "d")
    assert graph.dependents("b") == ("a",)
    assert graph.dependents("d") == ("a",)


def test_dependencies_are_followed_to_any_distance_round_circles_too() -> None:
    graph = Graph.of(loaded(a=[{"calls": "b"}], b=[{"calls": "c"}], c=[{"calls": "b"}]))
    assert graph.dependencies("a", deep=True) == ("b", "c")
    assert graph.dependents("c", deep=True) == ("a", "b", "c")


def test_only_edges_that_pass_a_test_count() -> None:
    found = loaded(a=[{"calls": "b"}, {"consumes": "t"}])
    assert Graph.of(found, lambda edge: edge.verb.name == "calls").dependencies("a") == ("b",)


def test_a_path_is_the_shortest_and_the_same_each_time() -> None:
    graph = Graph.of(
        loaded(a=[{"calls": "c"}, {"calls": "b"}], b=[{"calls": "d"}], c=[{"calls": "d"}])
    )
    path = graph.path("a", "d")
    assert path is not None
    assert [edge.id for edge in path] == ["a calls b", "b calls d"]
    assert graph.path("d", "a") is None
    assert graph.path("a", "a") == ()


def test_circles_are_found_once_each() -> None:
    found = loaded(
        a=[{"calls": "b"}],
        b=[{"calls": "a"}, {"consumes": "c"}],
        c=[{"consumes": "b"}],
        d=[{"calls": "d"}],
    )
    assert cycles(found) == (("a", "b"), ("d",))
    assert cycles(found, lambda _: True) == (("a", "b", "c"), ("d",))


def test_the_longest_chain_goes_through_circles_once() -> None:
    found = loaded(a=[{"calls": "b"}], b=[{"calls": "c"}], c=[{"calls": "b"}, {"calls": "d"}])
    assert longest_chain(found) == ("a", "b", "d")
    assert longest_chain(read_map({})) == ()


def test_online_boutique_is_13_nodes_17_edges_without_a_circle() -> None:
    found = load_map(DATA / "online-boutique.yaml", root=DATA)
    assert found.findings == ()
    assert (len(found.components), len(found.edges)) == (13, 17)
    assert cycles(found, lambda _: True) == ()
    chain = longest_chain(found)
    assert chain == ("loadgenerator", "frontend", "checkoutservice", "cartservice", "redis-cart")
    assert Graph.of(found).dependencies("checkoutservice", deep=True) == (
        "cartservice",
        "currencyservice",
        "emailservice",
        "paymentservice",
        "productcatalogservice",
        "redis-cart",
        "shippingservice",
    )
