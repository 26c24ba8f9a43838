"""The date a build speaks of."""

from __future__ import annotations

import datetime as dt

import pytest

from archbook.source.clock import as_of

DAY = dt.date(2024, 5, 6)


def test_the_first_stated_date_counts() -> None:
    environment = {"SOURCE_DATE_EPOCH": "0"}
    assert as_of(None, DAY, dt.date(2020, 1, 1), environment=environment) == DAY


def test_else_the_epoch_of_the_source_counts() -> None:
    assert as_of(None, environment={"SOURCE_DATE_EPOCH": "1714953600"}) == DAY


def test_else_it_is_today() -> None:
    before = dt.datetime.now(dt.UTC).date()
    found = as_of(environment={"SOURCE_DATE_EPOCH": " "})
    assert before <= found <= dt.datetime.now(dt.UTC).date()


@pytest.mark.parametrize("value", ["soon", "1e99", "99999999999999999999"])
def test_an_epoch_that_is_no_number_of_seconds_is_refused_by_name(value: str) -> None:
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        as_of(environment={"SOURCE_DATE_EPOCH": value})
