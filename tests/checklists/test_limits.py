"""Ages, limits, and what values are measured in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.checklists.limits import Bounds, limit_of, measure, within
from archbook.checklists.ways import Limit, Unit
from archbook.components.units import Duration, Money, Percentage, Rate, Size


@pytest.mark.parametrize(
    ("value", "measured"),
    [
        (4, (4.0, Unit.NUMBER)),
        (0.5, (0.5, Unit.NUMBER)),
        ("15", (15.0, Unit.NUMBER)),
        ("-1.5", (-1.5, Unit.NUMBER)),
        (" 10m ", (600.0, Unit.DURATION)),
        ("1h30m", (5400.0, Unit.DURATION)),
        ("99.9%", (0.999, Unit.PERCENTAGE)),
        ("120/m", (2.0, Unit.RATE)),
        ("2kB", (2000.0, Unit.SIZE)),
        (Duration.parse("1s"), (1.0, Unit.DURATION)),
        (Percentage.parse("50%"), (0.5, Unit.PERCENTAGE)),
        (Rate.parse("1/s"), (1.0, Unit.RATE)),
        (Size.parse("1B"), (1.0, Unit.SIZE)),
        (True, None),
        (float("nan"), None),
        ("lots", None),
        ("", None),
        (None, None),
        ([4], None),
        (Money.parse("4 EUR"), None),
    ],
)
def test_a_value_is_measured_in_the_base_of_its_unit(value: object, measured: object) -> None:
    assert measure(value) == measured


def limit(**bounds: object) -> Limit:
    found = limit_of(Bounds.model_validate({k.replace("_", "-"): v for k, v in bounds.items()}))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("held", "value", "answer"),
    [
        (limit(at_most=15), "15", True),
        (limit(at_most=15), 16, False),
        (limit(at_most=15), "10m", None),
        (limit(at_most=15), "soon", None),
        (limit(at_most="10m"), Duration.parse("600s"), True),
        (limit(at_least="99.9%"), "99.89%", False),
        (limit(at_least=1, at_most=2), 2, True),
        (limit(equals=["Canary", "ring"]), " canary ", True),
        (limit(equals="canary"), "rolling", False),
        (limit(equals=True), True, True),
        (limit(equals=[1, 20], at_least=5), 20, True),
        (limit(equals=[1, 20], at_least=5), 1, False),
    ],
)
def test_a_value_is_within_a_limit_or_not_or_cannot_be_compared(
    held: Limit, value: object, answer: object
) -> None:
    assert within(held, value) is answer


def test_a_limit_keeps_the_words_it_was_written_in() -> None:
    assert limit(at_least="90s", at_most="10m").written == "at least 90s and at most 10m"
    assert limit(equals=["a", "b"]).written == "one of a, b"
    assert limit_of(Bounds()) is None


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.integers(-1000, 1000))
def test_what_is_at_most_something_is_so_for_every_lower_number(value: float, most: int) -> None:
    assert within(limit(at_most=most), value) is (value <= most)
