"""What restores a promise that cannot be expected to hold, on maps worked out by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archbook.rules.analyses.availability import AvailabilityTable
from archbook.rules.analyses.restoring import Shortfall, promises, shortfalls
from archbook.rules.wording import restored
from support.maps import random_maps, system


def short(components: dict[str, Any], **sections: Any) -> dict[str, Shortfall]:
    return shortfalls(AvailabilityTable(system(components, **sections)))


def part(own: str, *needs: str, promise: str = "") -> dict[str, Any]:
    return {
        "kind": "service",
        **({"own-availability": own} if own else {}),
        **({"slo": {"availability": promise}} if promise else {}),
        **({"uses": [{"calls": need} for need in needs]} if needs else {}),
    }


def test_a_promise_that_holds_needs_no_restoring() -> None:
    assert short({"a": part("99.9%", "b", promise="99.8%"), "b": part("99.9%")}) == {}


def test_the_edge_whose_softness_restores_it_best_is_named() -> None:
    found = short(
        {
            "a": part("99.99%", "b", "c", promise="99.95%"),
            "b": part("99.9%", "c"),
            "c": part("99.99%"),
        }
    )["component:a"]
    assert found.best == pytest.approx(0.9999 * 0.999 * 0.9999)
    assert found.parts == (("b", 0.999), ("a", 0.9999), ("c", 0.9999))
    assert found.change is not None
    assert found.change.edge is not None
    assert found.change.edge.id == "a calls b"
    assert found.change.value == pytest.approx(0.9999**2)  # c is still needed


def test_who_is_left_without_a_need_counts_with_its_own_promise() -> None:
    found = short({"a": part("", "b", promise="99.99%"), "b": part("99.9%")})["component:a"]
    assert found.change is not None
    assert found.change.value == pytest.approx(0.9999)


def test_a_journey_is_restored_like_a_component() -> None:
    journeys = {"buy": {"path": ["a"], "slo": {"availability": "99.95%"}}}
    found = short({"a": part("99.99%", "b"), "b": part("99.9%")}, journeys=journeys)["journey:buy"]
    assert found.change is not None
    assert found.change.edge is not None
    assert found.change.edge.id == "a calls b"
    assert restored(found) == (
        "Let `a calls b` bear the loss (`if-lost: degrades` with a fallback): 99.99% can be"
        " expected then. Or: Promise at most 99.89%"
    )


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({"uses": [{"calls": "b"}, {"reads": "b"}]}, id="two edges"),
        pytest.param(
            {"uses": [{"calls": "b", "any-of": "x"}, {"reads": "b", "any-of": "x"}]},
            id="alternatives that are one",
        ),
        pytest.param({"uses": [{"calls": "b"}], "within": "b"}, id="its whole"),
    ],
)
def test_bearing_one_edge_is_no_remedy_where_another_tie_leads_to_the_same(
    second: dict[str, Any],
) -> None:
    found = short({"a": {**part("100%", promise="99.9%"), **second}, "b": part("99%")})
    change = found["component:a"].change
    assert change is not None
    assert change.component == "b"
    assert change.value == pytest.approx(0.999)


@settings(max_examples=150, deadline=None)
@example({"c0": part("99%", "c1", "c2"), "c1": part("90%", "c2"), "c2": part("99.9%")}, "90%")
@example({"c0": part("99%", "c1"), "c1": part("100%")}, "99.9%")
@given(random_maps(6), st.sampled_from(["50%", "90%", "99%", "99.9%", "100%"]))
def test_the_change_that_is_named_restores_the_promise(
    components: dict[str, dict[str, Any]], promise: str
) -> None:
    components = copy.deepcopy(components)
    components["c0"]["slo"] = {"availability": promise}
    found = short(components).get("component:c0")
    if found is None or found.change is None:
        return  # the promise holds, or nothing single restores it
    change = found.change
    if change.edge is None:
        components[change.component]["own-availability"] = f"{min(100, change.value * 100):.10f}%"
    else:
        for use in components[change.edge.source]["uses"]:
            if use.get(change.edge.verb.name) == change.edge.target:
                use["if-lost"] = "degrades"
    (kept,) = promises(AvailabilityTable(system(components)))
    best = kept.figures.best
    # Where nothing is stated any more, nothing speaks against the promise.
    assert best is None or best >= found.promise.promised - 1e-9
    if change.edge is not None and best is not None:
        assert best == pytest.approx(change.value, abs=1e-9)
