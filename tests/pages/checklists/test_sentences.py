"""Sentences for those who lead a product."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from archbook.components.units import Duration, Money
from archbook.pages.checklists.sentences import _minutes, _money, _rate, _span, _times
from support.ledgers import make_ledger
from support.readiness import adr, item

OF: dict[str, Any] = {
    "components": {
        "shopper": {"kind": "person", "uses": [{"calls": "shop"}]},
        "shop": {"kind": "service", "uses": [{"calls": "bank"}]},
        "orders": {"kind": "module", "within": "shop"},
        "bank": {"kind": "external"},
    },
    "journeys": {"buy": {"name": "A shopper buys", "path": ["shopper", "shop", "orders", "bank"]}},
}


def sentences(root: Path, of: dict[str, Any], **more: Any) -> str:
    """Return the words of the page for product leaders."""
    made = make_ledger(root, {"a": item({"rule": "no-owner"})}, of=of, **more)
    page = made.page("checklists/leaders.md")
    return str(Markup(page.html).striptags())  # noqa: S704 - nothing shows it


def with_shop(**fields: Any) -> dict[str, Any]:
    """Return the map with more stated of the shop."""
    components = {**OF["components"], "shop": {**OF["components"]["shop"], **fields}}
    return {**OF, "components": components}


def test_what_is_not_stated_is_said_to_be_so_and_nothing_is_made_up(tmp_path: Path) -> None:
    text = sentences(tmp_path, OF)
    assert "What it promises is not stated" in text
    assert "How fast a change to shop can be undone is not stated." in text
    assert "Whether features of shop can be switched off is not stated." in text
    assert "What it costs cannot be said: its volume is not stated." in text
    for invented in ("We promise", "We can undo", "bank can be"):
        assert invented not in text


def test_parts_are_released_with_their_whole_and_what_others_run_is_left_out(
    tmp_path: Path,
) -> None:
    rollback = {"how": "The image before", "within": "10m", "drilled": "2026-10-01"}
    text = sentences(tmp_path, with_shop(operations={"rollback": rollback}))
    assert "We can undo a change to shop within 10 minutes." in text
    assert "That was last tried on 2026-10-01, with shop." in text
    assert "orders" not in text.partition("A shopper buys")[2]


def test_a_promise_that_cannot_be_kept_is_said_to_be_one(tmp_path: Path) -> None:
    of = with_shop(**{"own-availability": "99%"})
    of["journeys"] = {"buy": {**OF["journeys"]["buy"], "slo": {"availability": "99.9%"}}}
    text = sentences(tmp_path, of)
    assert "We promise that it works 99.9% of the time" in text
    assert "it will fail for about 7.2 hours in 30 days: we promise more than we can keep" in text


def test_a_risk_that_no_journey_passes_by_is_told_too(tmp_path: Path) -> None:
    of = {**OF, "components": {**OF["components"], "report": {"kind": "report"}}}
    waiver = {
        "rule": "no-owner",
        "components": ["report"],
        "until": "2026-12-31",
        "because": "nobody uses it yet",
    }
    text = sentences(tmp_path, of, files=adr(1, {"waives": [waiver]}))
    assert "Accepted elsewhere" in text
    assert "We accept until 2026-12-31 that report does not keep to" in text
    assert "Nobody uses it yet" in text
    assert "39 days left." in text


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.5, "30 seconds"), (1, "1 minute"), (43.2, "43 minutes"), (432, "7.2 hours")],
)
def test_minutes_are_said_in_the_unit_that_people_use(minutes: float, words: str) -> None:
    assert _minutes(minutes) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("90s", "90 seconds"), ("5m", "5 minutes"), ("1d", "1 day"), ("50ms", "50ms")],
)
def test_durations_are_said_in_words(text: str, words: str) -> None:
    assert _span(Duration.parse(text)) == words


def test_rates_are_said_in_words() -> None:
    assert _rate("2500/s") == "2,500 a second"
    assert _rate("0.5/h") == "0.5 an hour"


def test_very_small_costs_are_told_for_many_times() -> None:
    def told(amount: str) -> tuple[str, str]:
        amounts, words = _times((Money(Decimal(amount), "EUR"),))
        return _money(amounts), words

    assert told("0.42") == ("0.42 EUR", "each time")
    assert told("0.00022") == ("0.22 EUR", "for a thousand times")
    assert told("0.0000026") == ("2.60 EUR", "for a million times")
    assert told("1234.5") == ("1,234 EUR", "each time")
