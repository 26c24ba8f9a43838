"""Availability: worked examples, and every figure against brute force on random maps."""

from __future__ import annotations

import copy
import random
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.rules.analyses.availability import AvailabilityTable, Basis, minutes_a_month
from archbook.rules.analyses.losses import spread
from archbook.rules.analyses.system import System
from support.maps import random_maps, system

BOUTIQUE = Path(__file__).parents[2] / "data" / "online-boutique.yaml"


def boutique() -> dict[str, Any]:
    """Read the map with every own availability at 99.9 %."""
    components: dict[str, Any] = yaml.safe_load(BOUTIQUE.read_text("utf-8"))["components"]
    for component in components.values():
        component["own-availability"] = "99.9%"
    return components


def test_a_chain_multiplies_each_hard_need_once() -> None:
    table = AvailabilityTable(system(boutique()))
    expected = table.components["checkoutservice"].expected
    assert expected == pytest.approx(0.999**8, abs=1e-12)


def test_a_need_that_only_degrades_costs_no_availability() -> None:
    components = boutique()
    uses = components["checkoutservice"]["uses"][0]
    uses["calls"].remove("emailservice")
    components["checkoutservice"]["uses"].append({"calls": "emailservice", "if-lost": "degrades"})
    table = AvailabilityTable(system(components))
    expected = table.components["checkoutservice"].expected
    assert expected == pytest.approx(0.999**7, abs=1e-12)


def test_nothing_stated_gives_no_figure_instead_of_certainty() -> None:
    figures = AvailabilityTable(system({"a": {"kind": "service"}})).components["a"]
    assert figures.expected is None
    assert figures.allowed is None


def test_a_promise_counts_as_its_own_only_where_nobody_else_is_needed() -> None:
    components = {
        "a": {"kind": "service", "slo": {"availability": "99%"}, "uses": [{"calls": "b"}]},
        "b": {"kind": "external", "slo": {"availability": "99.5%"}},
    }
    table = AvailabilityTable(system(components))
    assert table.components["b"].expected == pytest.approx(0.995)
    assert table.components["a"].expected == pytest.approx(0.995)


def test_two_providers_that_share_a_network_are_no_better_than_the_network() -> None:
    components: dict[str, Any] = {
        "payments": {
            "kind": "service",
            "own-availability": "99.99%",
            "uses": [
                {"calls": "psp-a", "any-of": "psp"},
                {"calls": "psp-b", "any-of": "psp"},
            ],
        },
        "psp-a": {"kind": "external", "own-availability": "99%", "uses": [{"calls": "network"}]},
        "psp-b": {"kind": "external", "own-availability": "99%", "uses": [{"calls": "network"}]},
        "network": {"kind": "external", "own-availability": "99.95%"},
    }
    figures = AvailabilityTable(system(components)).components["payments"]
    assert figures.expected == pytest.approx(0.9999 * 0.9995 * (1 - 0.01**2), abs=1e-12)


def test_allowed_multiplies_promises_and_leaves_covered_needs_out() -> None:
    components: dict[str, Any] = {
        "a": {
            "kind": "service",
            "own-availability": "99.9%",
            "uses": [{"calls": ["b", "c"]}],
        },
        "b": {"kind": "service", "slo": {"availability": "99%"}, "uses": [{"calls": "c"}]},
        "c": {"kind": "service", "slo": {"availability": "99.5%"}},
    }
    figures = AvailabilityTable(system(components)).components["a"]
    assert figures.allowed == pytest.approx(0.999 * 0.99)
    assert [factor.components for factor in figures.factors] == [("a",), ("b",)]


def test_allowed_names_a_need_without_any_figure() -> None:
    components: dict[str, Any] = {
        "a": {"kind": "service", "own-availability": "99.9%", "uses": [{"calls": "b"}]},
        "b": {"kind": "service"},
    }
    figures = AvailabilityTable(system(components)).components["a"]
    assert figures.allowed == pytest.approx(0.999)
    assert figures.factors[1].basis is Basis.UNSTATED


def test_alternatives_are_allowed_together() -> None:
    components: dict[str, Any] = {
        "a": {
            "kind": "service",
            "own-availability": "100%",
            "uses": [{"calls": "b", "any-of": "x"}, {"calls": "c", "any-of": "x"}],
        },
        "b": {"kind": "external", "slo": {"availability": "99%"}},
        "c": {"kind": "external", "slo": {"availability": "90%"}},
    }
    figures = AvailabilityTable(system(components)).components["a"]
    assert figures.allowed == pytest.approx(1 - 0.01 * 0.1)


def test_two_edges_to_one_component_are_no_alternatives_to_each_other() -> None:
    components = {
        "a": {
            "kind": "service",
            "uses": [{"calls": "b", "any-of": "g"}, {"reads": "b", "any-of": "g"}],
        },
        "b": {"kind": "database", "own-availability": "99%"},
    }
    figures = AvailabilityTable(system(components)).components["a"]
    assert figures.expected == pytest.approx(0.99)
    assert figures.allowed == pytest.approx(0.99)
    assert figures.factors[1].components == ("b",)


def test_of_needs_that_need_each_other_one_is_kept() -> None:
    components: dict[str, Any] = {
        "a": {"kind": "service", "own-availability": "100%", "uses": [{"calls": ["b", "c"]}]},
        "b": {"kind": "service", "slo": {"availability": "99%"}, "uses": [{"calls": "c"}]},
        "c": {"kind": "service", "slo": {"availability": "98%"}, "uses": [{"calls": "b"}]},
    }
    figures = AvailabilityTable(system(components)).components["a"]
    assert figures.allowed == pytest.approx(0.99)


def test_a_journey_is_up_when_no_failing_step_is_down() -> None:
    components: dict[str, Any] = {
        "shopper": {"kind": "person"},
        "web": {"kind": "web", "own-availability": "99%", "uses": [{"calls": "orders"}]},
        "orders": {"kind": "service", "own-availability": "99.9%"},
        "help": {"kind": "service", "own-availability": "98%"},
    }
    journeys = {"buy": {"path": ["shopper", "web", "orders", "help"]}}
    figures = AvailabilityTable(system(components, journeys=journeys)).journeys["buy"]
    assert figures.expected == pytest.approx(0.99 * 0.999 * 0.98)
    assert figures.allowed == pytest.approx(0.99 * 0.999 * 0.98)
    assert [factor.components for factor in figures.factors] == [("web",), ("help",)]


def test_a_struck_person_leaves_what_it_calls() -> None:
    components: dict[str, Any] = {
        "shopper": {"kind": "person", "uses": [{"calls": "app"}]},
        "app": {
            "kind": "client",
            "uses": [{"calls": "web"}, {"calls": "ads", "if-lost": "degrades"}],
        },
        "web": {"kind": "web", "own-availability": "99%", "uses": [{"calls": "orders"}]},
        "orders": {"kind": "service", "slo": {"availability": "99.9%"}},
        "ads": {"kind": "service", "own-availability": "50%"},
    }
    journeys = {"buy": {"path": ["shopper", "app", "web", ["orders", "ads"]]}}
    figures = AvailabilityTable(system(components, journeys=journeys)).journeys["buy"]
    assert figures.expected == pytest.approx(0.99 * 0.999)
    assert figures.allowed == pytest.approx(0.99 * 0.999)
    assert [factor.components for factor in figures.factors] == [("web",)]


def test_alternatives_of_a_struck_client_are_allowed_together() -> None:
    pair = [{"calls": "one", "any-of": "cdn"}, {"calls": "two", "any-of": "cdn"}]
    components: dict[str, Any] = {
        "app": {"kind": "client", "uses": pair},
        "one": {"kind": "cdn", "slo": {"availability": "99%"}},
        "two": {"kind": "cdn", "slo": {"availability": "90%"}},
    }
    journeys = {"look": {"path": ["app", ["one", "two"]]}}
    figures = AvailabilityTable(system(components, journeys=journeys)).journeys["look"]
    assert figures.allowed == pytest.approx(1 - 0.01 * 0.1)
    assert figures.expected == pytest.approx(1 - 0.01 * 0.1)


def test_the_minutes_of_three_nines_are_43_in_30_days() -> None:
    assert minutes_a_month(0.999) == pytest.approx(43.2)


def brute_force(of: System, own: tuple[float, ...]) -> list[float]:
    """Add up, for each component, the probability of every set of failures that it survives."""
    standing = [0.0] * len(of)
    fallible = [number for number, value in enumerate(own) if value < 1]
    for failures in product((False, True), repeat=len(fallible)):
        weight = prod(
            1 - own[number] if failed else own[number]
            for number, failed in zip(fallible, failures, strict=True)
        )
        lost = [number for number, failed in zip(fallible, failures, strict=True) if failed]
        for number, bits in enumerate(spread(of, lost)):
            if not bits & 4:
                standing[number] += weight
    return standing


@settings(max_examples=300, deadline=None)
@given(components=random_maps(most=12))
def test_expected_agrees_with_enumerating_all_states(components: dict[str, Any]) -> None:
    of = system(components)
    table = AvailabilityTable(of)
    brute = brute_force(of, table.own)
    for number, name in enumerate(of.ids):
        figures = table.components[name]
        assert figures.bounds is None
        if figures.expected is not None:
            assert figures.expected == pytest.approx(brute[number], abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(components=random_maps(), data=st.data())
def test_another_alternative_never_lowers_a_figure(
    components: dict[str, Any], data: st.DataObject
) -> None:
    hard = [
        (name, place)
        for name, component in components.items()
        for place, edge in enumerate(component.get("uses", ()))
        if edge["if-lost"] == "fails" and "any-of" not in edge and "when" not in edge
    ]
    if not hard:
        return
    name, place = data.draw(st.sampled_from(hard))
    safer = copy.deepcopy(components)
    edge = safer[name]["uses"][place]
    edge["any-of"] = "spare"
    safer["spare"] = {"kind": "service", "own-availability": "90%"}
    safer[name]["uses"].append({"calls": "spare", "any-of": "spare", "if-lost": "fails"})
    before = AvailabilityTable(system(components)).components
    after = AvailabilityTable(system(safer)).components
    for known, figures in before.items():
        if figures.expected is not None:
            now = after[known].expected
            assert now is not None
            assert now >= figures.expected - 1e-12


@settings(max_examples=100, deadline=None)
@given(components=random_maps(), data=st.data())
def test_a_better_own_availability_never_lowers_a_figure(
    components: dict[str, Any], data: st.DataObject
) -> None:
    better = copy.deepcopy(components)
    better[data.draw(st.sampled_from(sorted(components)))]["own-availability"] = "100%"
    before = AvailabilityTable(system(components)).components
    after = AvailabilityTable(system(better)).components
    for name, figures in before.items():
        if figures.expected is not None:
            now = after[name].expected
            assert now is not None
            assert now >= figures.expected - 1e-12


def test_past_the_bound_of_work_the_answer_is_two_bounds_that_hold_it() -> None:
    chance = random.Random(7)
    names = [f"c{i}" for i in range(80)]
    components: dict[str, Any] = {}
    for name in names:
        targets = chance.sample([other for other in names if other != name], 4)
        uses = [{"calls": t, "any-of": f"g{i // 2}"} for i, t in enumerate(targets)]
        components[name] = {"kind": "service", "own-availability": "90%", "uses": uses}
    figures = AvailabilityTable(system(components)).components["c0"]
    assert figures.expected is None
    assert figures.bounds is not None
    low, high = figures.bounds
    assert 0 < low < high < 0.9
