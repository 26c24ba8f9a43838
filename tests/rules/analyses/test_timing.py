"""Timeouts and p99, on maps worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from archbook.rules.analyses.timing import slow_journey_needs, slow_needs, waits
from support.maps import system


def wait(timeout: str | None, *callee: dict[str, Any]) -> tuple[bool, bool]:
    """Say of an edge from `a` to `b` whether it is inverted and whether that is known."""
    first: dict[str, Any] = {"calls": "b", **({"timeout": timeout} if timeout else {})}
    of = system(
        {
            "a": {"kind": "service", "uses": [first]},
            "b": {"kind": "service", "uses": list(callee)},
            "c": {"kind": "service"},
            "d": {"kind": "service"},
        }
    )
    (found,) = (each for each in waits(of) if each.edge.id == "a calls b")
    return found.inverted, found.known


@pytest.mark.parametrize(
    ("timeout", "callee", "answer"),
    [
        ("1s", [{"calls": "c", "timeout": "1s", "retries": 0}], (False, True)),
        ("1s", [{"calls": "c", "timeout": "600ms", "retries": 1}], (True, True)),
        ("1s", [{"calls": "c", "timeout": "600ms"}], (False, False)),
        ("1s", [{"calls": "c", "timeout": "2s"}], (True, True)),
        ("1s", [{"calls": "c"}], (False, False)),
        (None, [{"calls": "c", "timeout": "2s", "retries": 0}], (False, False)),
        ("none", [{"calls": "c"}], (False, True)),
        ("1s", [{"calls": "c", "timeout": "none"}], (True, True)),
        (
            "1s",
            [
                {"calls": "c", "timeout": "700ms", "retries": 0},
                {"calls": "d", "timeout": "700ms", "retries": 0},
            ],
            (False, True),
        ),
        (
            "1s",
            [
                {"calls": "c", "timeout": "700ms", "retries": 0, "any-of": "x"},
                {"calls": "d", "timeout": "700ms", "retries": 0, "any-of": "x"},
            ],
            (True, True),
        ),
    ],
)
def test_a_caller_should_outwait_the_worst_of_its_callees_waits(
    timeout: str | None, callee: list[dict[str, Any]], answer: tuple[bool, bool]
) -> None:
    assert wait(timeout, *callee) == answer


def test_a_callee_that_waits_for_nobody_inverts_nothing() -> None:
    of = system(
        {
            "a": {"kind": "service", "uses": [{"calls": "b", "timeout": "1ms"}]},
            "b": {"kind": "service", "uses": [{"publishes": "t"}]},
            "t": {"kind": "topic"},
        }
    )
    assert list(waits(of)) == []


def promising(p99: str) -> dict[str, Any]:
    return {"kind": "service", "slo": {"latency": {"p99": p99}}}


def test_a_p99_cannot_be_shorter_than_that_of_a_hard_need() -> None:
    of = system(
        {
            "a": {
                **promising("200ms"),
                "uses": [{"calls": ["b", "unstated"]}, {"calls": "soft", "if-lost": "degrades"}],
            },
            "b": promising("300ms"),
            "soft": promising("9s"),
            "unstated": {"kind": "service"},
        }
    )
    found = {need.needs: need for need in slow_needs(of, of.number("a"))}
    assert set(found) == {("b",), ("unstated",)}
    assert found["b",].broken
    assert not found["unstated",].broken
    assert found["unstated",].missing == ("unstated",)
    assert list(slow_needs(of, of.number("unstated"))) == []


def test_of_alternatives_the_fastest_counts() -> None:
    uses = [{"calls": "b", "any-of": "x"}, {"calls": "c", "any-of": "x"}]
    of = system(
        {"a": {**promising("200ms"), "uses": uses}, "b": promising("300ms"), "c": promising("1ms")}
    )
    (need,) = slow_needs(of, of.number("a"))
    assert not need.broken


def test_a_journey_is_no_faster_than_its_hard_steps() -> None:
    of = system(
        {
            "shopper": {"kind": "person", "uses": [{"calls": "web"}]},
            "web": {**promising("300ms"), "uses": [{"calls": "ads", "if-lost": "degrades"}]},
            "ads": promising("2s"),
        },
        journeys={
            "look": {"slo": {"latency": {"p99": "250ms"}}, "path": ["shopper", "web", "ads"]}
        },
    )
    (need,) = slow_journey_needs(of, of.map.journeys["look"])
    assert (need.needs, need.broken) == (("web",), True)


def test_behind_a_need_without_a_p99_the_next_one_counts() -> None:
    of = system(
        {
            "a": {**promising("200ms"), "uses": [{"calls": "silent"}, {"calls": "quick"}]},
            "silent": {"kind": "service", "uses": [{"calls": ["a", "slow"]}]},
            "quick": {**promising("150ms"), "uses": [{"calls": "slower"}]},
            "slow": promising("300ms"),
            "slower": promising("400ms"),
        },
        journeys={"walk": {"slo": {"latency": {"p99": "100ms"}}, "path": ["silent"]}},
    )
    broken = [need.needs for need in slow_needs(of, of.number("a")) if need.broken]
    assert broken == [("slow",)]
    behind = [need.needs for need in slow_journey_needs(of, of.map.journeys["walk"])]
    assert behind == [("silent",), ("a",), ("slow",)]
