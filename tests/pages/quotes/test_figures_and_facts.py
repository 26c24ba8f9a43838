"""Figures and fields of the map in the words of a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archbook.components.units import Duration, Money, Rate
from archbook.pages.quotes.words import time_in_words, value_in_words
from support.quoting import Reader

UNKNOWN = "not known, since nothing is stated to work it out from"


@pytest.mark.parametrize(
    ("macro", "name", "said"),
    [
        ("promised", "checkout", "99.99%"),
        ("promised", "shop", "99.9%"),
        ("promised", "db", "not stated"),
        ("promised", "journey:search", "not stated"),
        ("expected", "checkout", "99.94%"),  # 0.9999 x 0.9995
        ("expected", "mail", UNKNOWN),
        ("expected", "old", UNKNOWN),
        ("allowed", "shop", "99.94%"),
        ("allowed", "mail", UNKNOWN),
    ],
)
def test_the_three_figures_are_said_and_so_is_what_is_not_stated(
    shop: Reader, macro: str, name: str, said: str
) -> None:
    assert shop(macro, name) == said


def test_a_figure_that_is_only_bounded_is_said_with_both_bounds(
    shop: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = shop.quotes.book.facts.availability.components
    bounded = replace(figures["shop"], expected=None, bounds=(0.99123456, 0.99887654))
    monkeypatch.setitem(figures, "shop", bounded)
    assert shop("expected", "shop") == "between 99.1234% and 99.8877%"


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (("shop",), "43 minutes"),
        (("shop", 7), "10 minutes"),
        (("shop", 365), "8 hours 46 minutes"),
        (("checkout",), "4 minutes 19 seconds"),
        (("db",), "no budget, since no promise is stated"),
    ],
)
def test_an_error_budget_is_said_in_the_time_it_leaves(
    shop: Reader, stated: tuple[object, ...], said: str
) -> None:
    assert shop("budget", *stated) == said


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (("checkout",), "26 minutes"),  # (1 - 0.9999 x 0.9995) of 30 days
        (("journey:checkout", 365), "5 hours 15 minutes"),
        (("mail",), UNKNOWN),
        (("old",), UNKNOWN),
    ],
)
def test_the_loss_to_be_expected_is_said_in_time(
    shop: Reader, stated: tuple[object, ...], said: str
) -> None:
    assert shop("expected_loss", *stated) == said


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((0.99, 0.999), "between 43 minutes and 7 hours 12 minutes"),
        ((0.99000001, 0.99000002), "7 hours 12 minutes"),
    ],
)
def test_a_loss_that_is_only_bounded_is_said_with_both_bounds_where_they_differ(
    shop: Reader, monkeypatch: pytest.MonkeyPatch, bounds: tuple[float, float], said: str
) -> None:
    figures = shop.quotes.book.facts.availability.components
    monkeypatch.setitem(figures, "shop", replace(figures["shop"], expected=None, bounds=bounds))
    assert shop("expected_loss", "shop") == said


@pytest.mark.parametrize("macro", ["budget", "expected_loss"])
@pytest.mark.parametrize("days", [0, -1, "x", True, None, 10**9])
def test_a_time_of_what_is_no_number_of_days_is_refused(
    shop: Reader, macro: str, days: object
) -> None:
    assert "is no number of days" in shop.refusal(macro, "shop", days=days)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "no time at all"),
        (0.4, "less than a second"),
        (1, "1 second"),
        (26.3, "26 seconds"),
        (60, "1 minute"),
        (599.6, "10 minutes"),
        (2592, "43 minutes"),
        (3 * 3600, "3 hours"),
        (7 * 3600 + 720, "7 hours 12 minutes"),
        (3 * 86400 + 15 * 3600, "3 days 15 hours"),
    ],
)
def test_a_length_of_time_is_said_no_finer_than_readers_need(seconds: float, said: str) -> None:
    assert time_in_words(seconds) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Duration.parse("800ms"), "800 ms"),
        (Duration.parse("1500ms"), "1500 ms"),
        (Duration.parse("90s"), "90 seconds"),
        (Duration.parse("1m"), "1 minute"),
        (Duration.parse("1h30m"), "90 minutes"),
        (Duration.parse("7d"), "1 week"),
        (Duration.parse("35d"), "35 days"),
        (Rate.parse("40/s"), "40 a second"),
        (Rate.parse("1000/h"), "1000 an hour"),
        (Money.parse("12500 EUR"), "12,500 EUR"),
        (True, "yes"),
        (12000, "12,000"),
    ],
)
def test_quantities_are_said_as_a_sentence_has_them(value: object, said: str) -> None:
    assert value_in_words(value) == said


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("shop", "operations.rollback.within", "5 minutes"),
        ("shop", "operations.rollback.drilled", "2026\\-09\\-14"),
        (
            "shop",
            "operations.rollback",
            "how: previous image; within: 5 minutes; drilled: 2026\\-09\\-14",
        ),
        ("shop", "operations.traced", "yes"),
        ("shop", "operations.runbook", "[runbooks/shop.md](../../runbooks/shop.md)"),
        ("shop", "holds", "none"),
        ("db", "holds", "not stated"),
        ("db", "operations.rollback.within", "not stated"),
        ("shop", "does", "Sells \\| things."),
        ("shop", "kind", "Service"),
        ("shop", "cost.monthly", "12,500 EUR"),
        ("shop", "own_availability", "99.99%"),
        ("shop", "slo.latency.p99", "300 ms"),
        ("shop", "owner", "[Commerce team](../architecture/owners/commerce.md)"),
        ("shop", "at", "[West A](../architecture/places/west-a.md)"),
        ("shop", "decisions", '[ADR\\-0001 · A](../decisions/0001-a.md "ADR-0001 · A · accepted")'),
        ("shop calls mail", "timeout", "none"),
        ("shop calls mail", "if-lost", "degrades"),
        ("shop writes db", "timeout", "800 ms"),
        ("shop writes db", "if-lost", "fails"),
        ("shop writes db", "encrypted", "not stated"),
        ("shop writes db", "target", "[db](../architecture/components/db.md)"),
        ("commerce", "on-call", "[oncall.example/commerce](https://oncall.example/commerce)"),
        ("night", "on-call", "none"),
        ("private", "may-hold", "personal and credentials"),
        ("west-a", "within", "[West](../architecture/places/west.md)"),
        ("checkout", "volume", "40 a second"),
        ("search", "volume", "not stated"),  # only the journey of that name has the field
        ("search", "tier", "not stated"),  # only the component has it
    ],
)
def test_any_stated_field_is_said_by_its_path(
    shop: Reader, name: str, field: str, said: str
) -> None:
    assert shop("fact", name, field) == said


@pytest.mark.parametrize(
    ("name", "field", "refusal"),
    [
        ("shp", "tier", 'Did you mean "shop"?'),
        ("shop", "operation", 'Component "shop" has no field "operation". Did you mean'),
        ("shop", "operations.rollback.whithin", '"operations.rollback" has no field "whithin"'),
        ("shop", "tier.x", '"tier" has no field "x". There is none.'),
        ("shop", "", 'has no field "". Known are at, '),
        ("shop", "inherited", 'has no field "inherited"'),
        ("search", "owner", 'Write "component:search" or "journey:search".'),
        ("db", "operations.runbook", 'There is no file "gone.md", to which the map links'),
    ],
)
def test_a_field_or_name_that_is_not_there_is_refused_with_the_nearest(
    shop: Reader, name: str, field: str, refusal: str
) -> None:
    assert refusal in shop.refusal("fact", name, field)
