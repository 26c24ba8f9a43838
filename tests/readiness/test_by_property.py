"""Items that a fact of the map decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archbook.readiness.model import ItemResult, Result
from archbook.readiness.ways.by_property import property_names
from support.readiness import item, one, ready


def result(root: Path, way: dict[str, Any], **stated: Any) -> ItemResult:
    of = {"owners": {"commerce": {}}, "components": {"orders": {"kind": "service", **stated}}}
    return one(ready(root, {"a": item(way)}, of=of))


def rollback(**stated: Any) -> dict[str, Any]:
    return {"operations": {"rollback": stated}}


def test_a_stated_fact_passes_and_says_where_it_stands(tmp_path: Path) -> None:
    found = result(tmp_path, {"property": "owner"}, owner="commerce")
    assert found.result is Result.PASS
    assert found.facts[0].text == "owner is commerce"
    assert str(found.facts[0].location) == "diagrams/map.yaml:6"


def test_what_is_not_stated_is_unknown_and_never_a_no(tmp_path: Path) -> None:
    found = result(tmp_path, {"property": "operations.rollback.drilled"})
    assert found.result is Result.UNKNOWN
    assert "`operations.rollback.drilled` of orders" in found.mend


@pytest.mark.parametrize(
    ("field", "stated"),
    [
        ("operations.runbook", {"operations": {"runbook": "none"}}),
        ("operations.flags", {"operations": {"flags": False}}),
        ("operations.rollback.drilled", {"operations": {"rollback": "none"}}),
        ("backup", {"backup": "none"}),
        ("holds", {"holds": "none"}),
    ],
)
def test_a_statement_that_there_is_none_fails(
    tmp_path: Path, field: str, stated: dict[str, Any]
) -> None:
    found = result(tmp_path, {"property": field}, **stated)
    assert found.result is Result.FAIL, found.facts
    assert "there is none" in found.facts[0].text


@pytest.mark.parametrize(
    ("way", "stated", "expected"),
    [
        (
            {"property": "operations.rollback.within", "at-most": "10m"},
            rollback(within="600s"),
            Result.PASS,
        ),
        (
            {"property": "operations.rollback.within", "at-most": "10m"},
            rollback(within="11m"),
            Result.FAIL,
        ),
        (
            {"property": "slo.availability", "at-least": "99.9%"},
            {"slo": {"availability": "99.95%"}},
            Result.PASS,
        ),
        (
            {"property": "slo.availability", "at-least": "99.9%"},
            {"slo": {"availability": "99.5%"}},
            Result.FAIL,
        ),
        (
            {"property": "redundancy.replicas", "at-least": 2},
            {"redundancy": {"replicas": 3}},
            Result.PASS,
        ),
        (
            {"property": "operations.deploy.strategy", "equals": ["canary", "ring"]},
            {"operations": {"deploy": "Canary"}},
            Result.PASS,
        ),
        (
            {"property": "operations.deploy.strategy", "equals": ["canary", "ring"]},
            {"operations": {"deploy": "all at once"}},
            Result.FAIL,
        ),
        (
            {"property": "operations.flags", "equals": True},
            {"operations": {"flags": True}},
            Result.PASS,
        ),
        ({"property": "tags", "equals": "money"}, {"tags": ["late", "money"]}, Result.PASS),
        ({"property": "kind", "equals": "service"}, {}, Result.PASS),
        (
            {"property": "slo.availability", "at-most": "5m"},
            {"slo": {"availability": "99%"}},
            Result.ERROR,
        ),
    ],
)
def test_values_are_held_against_limits_in_their_own_units(
    tmp_path: Path, way: dict[str, Any], stated: dict[str, Any], expected: Result
) -> None:
    found = result(tmp_path, way, **stated)
    assert found.result is expected, found.facts


@pytest.mark.parametrize(
    ("drilled", "expected", "due"),
    [
        ("2026-09-24", Result.PASS, "2026-11-23"),
        ("2026-09-23", Result.STALE, None),
        ("2026-11-24", Result.ERROR, None),
    ],
)
def test_a_date_lasts_through_its_last_day_then_is_stale_and_never_lies_ahead(
    tmp_path: Path, drilled: str, expected: Result, due: str | None
) -> None:
    way = {"property": "operations.rollback.drilled", "max-age": "60d"}
    found = result(tmp_path, way, **rollback(drilled=drilled))
    assert found.result is expected
    assert (found.due.isoformat() if found.due else None) == due


def test_the_date_of_a_drill_is_drilled_evidence(tmp_path: Path) -> None:
    way = {"property": "operations.rollback.drilled", "max-age": "60d", "strength": "drilled"}
    found = result(tmp_path, way, **rollback(drilled="2026-11-01"))
    assert found.strength == "drilled"


def test_a_module_has_from_its_whole_what_it_does_not_state(tmp_path: Path) -> None:
    of = {
        "components": {
            "shop": {"kind": "service", "operations": {"runbook": "docs/r.md"}},
            "cart": {"kind": "module", "within": "shop"},
        }
    }
    asked = {"a": item({"property": "operations.runbook"})}
    found = one(ready(tmp_path, asked, of=of), component="cart")
    assert found.result is Result.PASS
    assert found.facts[0].text == "operations.runbook is docs/r.md, from shop"
    assert str(found.facts[0].location) == "diagrams/map.yaml:5"


def test_every_field_of_the_map_can_be_named() -> None:
    names = property_names()
    for name in (
        "owner",
        "slo.latency.p99",
        "operations.rollback.drilled",
        "dead-letter",
        "own-availability",
        "redundancy.needs",
        "limits.when-full",
        "schema.at",
    ):
        assert name in names
    assert "stated" not in names
    assert "kind.name" not in names
