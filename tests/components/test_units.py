"""Quantities with units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.components.units import Duration, Money, Percentage, Rate, Size, UnitError


@pytest.mark.parametrize(
    ("text", "microseconds"),
    [
        ("800ms", 800_000),
        ("1.5s", 1_500_000),
        ("5m", 300_000_000),
        ("1h30m", 5_400_000_000),
        ("30d", 2_592_000_000_000),
        ("2w", 1_209_600_000_000),
        ("0s", 0),
        ("250us", 250),
    ],
)
def test_a_duration_is_read_exactly(text: str, microseconds: int) -> None:
    assert Duration.parse(text).microseconds == microseconds


@pytest.mark.parametrize(
    "text", ["", "5", "5 minutes", "-1s", "1e3s", "s", "5m ", "5m\n", "٥m", "0.0000001us"]
)
def test_what_is_no_duration_says_what_to_write(text: str) -> None:
    with pytest.raises(UnitError) as error:
        Duration.parse(text)
    assert "800ms" in error.value.mend


@pytest.mark.parametrize(
    ("text", "shown"),
    [("90s", "90s"), ("3600s", "1h"), ("48h", "2d"), ("1500ms", "1500ms"), ("0ms", "0s")],
)
def test_a_duration_is_written_in_the_largest_unit_that_fits(text: str, shown: str) -> None:
    assert str(Duration.parse(text)) == shown


def test_durations_have_an_order_and_can_be_added_up() -> None:
    assert Duration.parse("999ms") < Duration.parse("1s") < Duration.parse("1m")
    assert Duration.parse("800ms") * 2 + Duration.parse("400ms") == Duration.parse("2s")
    assert Duration.parse("1500ms").seconds == 1.5


def test_a_percentage_is_exact_and_a_float_too() -> None:
    percentage = Percentage.parse("99.95%")
    assert percentage.fraction == Fraction(9995, 10000)
    assert float(percentage) == 0.9995
    assert str(percentage) == "99.95%"


@pytest.mark.parametrize(("text", "fraction"), [("0%", 0), ("100%", 1), ("100.00 %", 1)])
def test_nothing_and_all_are_percentages(text: str, fraction: int) -> None:
    assert Percentage.parse(text).fraction == fraction


@pytest.mark.parametrize("text", ["99.95", "100.1%", "-1%", "", "%", "five%", "99,95%"])
def test_what_is_no_percentage_says_what_to_write(text: str) -> None:
    with pytest.raises(UnitError, match=r"99\.95%"):
        Percentage.parse(text)


def test_rates_compare_by_how_often_and_keep_their_unit() -> None:
    assert Rate.parse("60/m") == Rate.parse("1/s")
    assert Rate.parse("100/h") < Rate.parse("40/s")
    assert str(Rate.parse("2.5/m")) == "2.5/m"
    assert float(Rate.parse("40/s")) == 40.0


def test_money_has_an_order_within_one_currency_only() -> None:
    assert Money.parse("1200 EUR") == Money(Decimal(1200), "EUR")
    assert Money.parse("0.05 EUR") < Money.parse("1200EUR")
    assert Money.parse("1 EUR") <= Money.parse("1 EUR")
    assert str(Money.parse("1 EUR") + Money.parse("2.50 EUR")) == "3.50 EUR"
    with pytest.raises(TypeError):
        assert Money.parse("1 EUR") < Money.parse("2 USD")
    with pytest.raises(ValueError, match="cannot be added"):
        Money.parse("1 EUR") + Money.parse("2 USD")


@pytest.mark.parametrize("text", ["1200", "EUR 1200", "1,200 EUR", "€1200", "1200 eur"])
def test_what_is_no_money_says_what_to_write(text: str) -> None:
    with pytest.raises(UnitError, match="1200 EUR"):
        Money.parse(text)


def test_sizes_know_decimal_and_binary_units() -> None:
    assert Size.parse("2GB").bytes == 2_000_000_000
    assert Size.parse("512MiB").bytes == 536_870_912
    assert Size.parse("1.5 kB").bytes == 1500
    assert [str(Size.parse(text)) for text in ("2GB", "512MiB", "1.5kB", "0B")] == [
        "2GB",
        "512MiB",
        "1500B",
        "0B",
    ]
    with pytest.raises(UnitError, match="part of a byte"):
        Size.parse("0.5B")


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_a_duration_survives_being_written_and_read(microseconds: int) -> None:
    assert Duration.parse(str(Duration(microseconds))) == Duration(microseconds)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_a_size_survives_being_written_and_read(count: int) -> None:
    assert Size.parse(str(Size(count))) == Size(count)


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=100, places=6))
def test_a_percentage_survives_being_written_and_read(number: Decimal) -> None:
    percentage = Percentage(Fraction(number) / 100)
    assert Percentage.parse(str(percentage)) == percentage


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**9, places=4), st.sampled_from("smhd"))
def test_a_rate_survives_being_written_and_read(number: Decimal, unit: str) -> None:
    rate = Rate.parse(f"{number:f}/{unit}")
    assert Rate.parse(str(rate)) == rate


@settings(deadline=None)
@given(st.text(max_size=20), st.sampled_from([Duration, Percentage, Rate, Money, Size]))
def test_any_text_is_a_quantity_that_survives_or_is_refused(
    text: str, unit: type[Duration | Percentage | Rate | Money | Size]
) -> None:
    try:
        value = unit.parse(text)
    except UnitError:
        return
    assert unit.parse(str(value)) == value
