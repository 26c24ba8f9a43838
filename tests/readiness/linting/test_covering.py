"""Ways that are met whenever stricter ones are."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archbook.checklists.limits import within
from archbook.checklists.ways import ByPerson, ByProperty, ByRule, Limit, Strength
from archbook.readiness.linting.covering import covers

WORDS = ["1", "5", "9", "none", "canary"]
BOUND = st.none() | st.sampled_from([1.0, 5.0, 9.0])
LIMITS = st.none() | st.builds(
    Limit,
    at_least=BOUND,
    at_most=BOUND,
    equals=st.none() | st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple),
    written=st.just(""),
).filter(lambda limit: limit is None or asks_something(limit))


def asks_something(limit: Limit) -> bool:
    """Say whether a file can state a limit: one that asks for nothing is read as none."""
    return (limit.at_least, limit.at_most, limit.equals) != (None, None, None)


def by_property(limit: Limit | None, **more: Any) -> ByProperty:
    return ByProperty(field="x", limit=limit, **more)


def meets(limit: Limit | None, value: str) -> bool:
    """Say whether a stated value is enough, as it is decided."""
    return value != "none" if limit is None else within(limit, value) is True


@given(LIMITS, LIMITS, st.sampled_from(WORDS))
def test_what_meets_the_stricter_limit_meets_the_laxer_one(
    lax: Limit | None, strict: Limit | None, value: str
) -> None:
    if covers(by_property(lax), by_property(strict), least=Strength.DECLARED) and meets(
        strict, value
    ):
        assert meets(lax, value)


@given(LIMITS)
def test_every_way_covers_itself(limit: Limit | None) -> None:
    for way in (
        by_property(limit, max_age=4),
        ByPerson(fields=(("x", limit),), max_age=4),
        ByRule(rules=("a",)),
    ):
        assert covers(way, way, least=Strength.DRILLED)


def test_a_fact_that_need_only_be_stated_does_not_cover_the_word_none() -> None:
    none = Limit(equals=("none",), written="none")
    assert not covers(by_property(None), by_property(none), least=Strength.DECLARED)


def test_a_weaker_way_does_not_cover_a_stronger_one_unless_it_is_strong_enough() -> None:
    weak = by_property(None)
    strong = by_property(None, strength=Strength.DRILLED)
    assert not covers(weak, strong, least=Strength.DRILLED)
    assert covers(weak, strong, least=Strength.DECLARED)
    assert covers(strong, weak, least=Strength.DRILLED)


def test_an_attestation_that_lasts_longer_covers_one_that_lasts_less() -> None:
    long, short, ever = ByPerson(max_age=90), ByPerson(max_age=30), ByPerson()
    assert covers(long, short, least=Strength.DECLARED)
    assert not covers(short, long, least=Strength.DECLARED)
    assert covers(ever, long, least=Strength.DECLARED)
    assert not covers(long, ever, least=Strength.DECLARED)


def test_ways_of_two_sorts_never_cover_each_other() -> None:
    assert not covers(ByRule(rules=("a",)), ByPerson(), least=Strength.DECLARED)
