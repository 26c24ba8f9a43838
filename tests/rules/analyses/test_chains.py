"""Chains and retries, on maps worked out by hand and on random ones."""

from __future__ import annotations

import time
from itertools import pairwise, permutations
from math import prod
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archbook.rules.analyses.chains import Amplification, amplifications, longest_chain
from support.maps import system

BOUTIQUE = Path(__file__).parents[2] / "data" / "online-boutique.yaml"


def test_the_longest_chain_of_online_boutique_has_four_edges() -> None:
    chain = longest_chain(system(yaml.safe_load(BOUTIQUE.read_text("utf-8"))["components"]))
    assert len(chain.edges) == 4
    assert chain.components == (
        "loadgenerator",
        "frontend",
        "checkoutservice",
        "cartservice",
        "redis-cart",
    )
    assert not chain.at_least


def test_only_synchronous_edges_needed_while_running_make_a_chain() -> None:
    of = system(
        {
            "a": {
                "kind": "service",
                "uses": [{"publishes": "t"}, {"calls": "b", "when": "startup"}],
            },
            "t": {"kind": "topic"},
            "b": {"kind": "service"},
            "identity": {"kind": "identity", "uses": [{"authorizes": "b"}]},
        }
    )
    assert longest_chain(of).components == ("b", "identity")


def test_a_map_without_edges_has_no_chain() -> None:
    assert longest_chain(system({"a": {"kind": "service"}})).components == ()


def service(*calls: tuple[str, int | None]) -> dict[str, Any]:
    uses = [
        {"calls": name, **({} if retries is None else {"retries": retries})}
        for name, retries in calls
    ]
    return {"kind": "service", **({"uses": uses} if uses else {})}


def worst(components: dict[str, Any]) -> list[tuple[str, int, bool]]:
    return [(a.component, a.factor, a.at_least) for a in amplifications(system(components))]


def test_retries_multiply_along_a_path() -> None:
    components = {"a": service(("b", 2)), "b": service(("c", 3)), "c": service()}
    assert worst(components) == [("a", 12, False)]


def test_what_does_not_multiply_at_the_ends_is_no_part_of_the_path() -> None:
    components = {
        "front": service(("a", 0)),
        "a": service(("b", 2)),
        "b": service(("c", 0)),
        "c": service(("d", 4)),
        "d": service(("e", 0)),
        "e": service(),
    }
    (found,) = amplifications(system(components))
    assert (found.component, found.factor) == ("a", 15)
    assert [edge.id for edge in found.edges] == ["a calls b", "b calls c", "c calls d"]


def test_redeliveries_multiply_what_a_consumer_does() -> None:
    components = {
        "topic": {"kind": "topic"},
        "worker": {
            "kind": "worker",
            "uses": [{"consumes": "topic", "retries": 9}, {"calls": "mail", "retries": 2}],
        },
        "mail": {"kind": "external"},
    }
    assert worst(components) == [("worker", 30, False)]
    del components["worker"]["uses"][0]["retries"]  # type: ignore[attr-defined]
    assert worst(components) == [("worker", 3, True)]


def test_where_retries_are_not_stated_the_product_is_a_least_one() -> None:
    components = {"a": service(("b", 2)), "b": service(("c", None)), "c": service(("d", 1))}
    assert worst({**components, "d": service()}) == [("a", 6, True)]


def test_in_a_circle_the_path_begins_where_it_multiplies() -> None:
    components = {
        "a": service(("b", 0), ("c", 1)),
        "b": service(("a", 0), ("c", 1)),
        "c": service(),
    }
    (found,) = amplifications(system(components))
    assert (found.component, found.factor) == ("a", 2)
    assert [edge.id for edge in found.edges] == ["a calls c"]


@st.composite
def retrying_maps(draw: st.DrawFn) -> dict[str, Any]:
    names = ["a", "b", "c", "d", "e"][: draw(st.integers(2, 5))]
    return {
        name: service(
            *(
                (other, draw(st.sampled_from([0, 1, 2])))
                for other in names
                if other != name and draw(st.booleans())
            )
        )
        for name in names
    }


def simple_paths(components: dict[str, Any]) -> list[list[int]]:
    """List the retries along every path that meets no component twice."""
    edges = {
        (name, use["calls"]): use["retries"]
        for name, entry in components.items()
        for use in entry.get("uses", ())
    }
    ways = (p for size in range(2, len(components) + 1) for p in permutations(components, size))
    return [
        [edges[step] for step in pairwise(way)]
        for way in ways
        if all(step in edges for step in pairwise(way))
    ]


@settings(max_examples=100, deadline=None)
@given(retrying_maps())
@example({"a": service(("b", 0), ("c", 1)), "b": service(("a", 0), ("c", 1)), "c": service()})
def test_chain_and_factor_are_the_largest_of_all_paths(components: dict[str, Any]) -> None:
    of = system(components)
    paths = simple_paths(components)
    assert len(longest_chain(of).edges) == max(map(len, paths), default=0)
    largest = max((prod(1 + r for r in path) for path in paths), default=1)
    found: tuple[Amplification, ...] = amplifications(of)
    assert max((each.factor for each in found), default=1) == largest
    assert not any(each.at_least for each in found)


def test_a_mesh_is_searched_within_bounds_and_says_so() -> None:
    components = {
        f"s{i}": service(*((f"s{(i * 7 + j) % 2_000}", 1) for j in (1, 5, 11)))
        for i in range(2_000)
    }
    of = system(components)
    start = time.process_time()
    chain = longest_chain(of)
    found = amplifications(of)
    assert time.process_time() - start < 3
    assert chain.at_least
    assert len(chain.edges) >= 10
    assert all(each.at_least for each in found)
