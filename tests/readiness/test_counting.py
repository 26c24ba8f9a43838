"""What counts: the best of several ways, whom an item is asked of, grace and waivers, what ends."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from archbook.readiness.model import Result
from support.readiness import adr, attestation, item, one, ready

PASS = {"property": "kind"}
FAIL = {"property": "owner", "equals": "nobody"}
UNKNOWN = {"property": "zone"}
STALE = {"property": "operations.rollback.drilled", "max-age": "1d"}
ERROR = {"rule": "no-such-rule"}
NOT_APPLICABLE = {"rule": "dead-letter"}
OF = {
    "owners": {"commerce": {}},
    "components": {
        "orders": {
            "kind": "service",
            "owner": "commerce",
            "operations": {"rollback": {"drilled": "2026-01-01"}},
        }
    },
}
GOOD_EXCEPT_ERROR = {"b": item(PASS)}


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([FAIL, PASS], Result.PASS),
        ([ERROR, PASS], Result.PASS),
        ([FAIL, STALE], Result.STALE),
        ([UNKNOWN, STALE], Result.STALE),
        ([FAIL, UNKNOWN], Result.UNKNOWN),
        ([ERROR, FAIL], Result.FAIL),
        ([NOT_APPLICABLE, FAIL], Result.FAIL),
        ([NOT_APPLICABLE, UNKNOWN], Result.UNKNOWN),
    ],
)
def test_the_best_of_several_ways_counts_in_whatever_order_they_are_written(
    tmp_path: Path, ways: list[dict[str, Any]], expected: Result
) -> None:
    for number, each in enumerate((ways, ways[::-1])):
        asked = {"a": item({"either": each})}
        found = one(ready(tmp_path / str(number), asked, of=OF))
        assert found.result is expected, found.facts


def test_what_did_not_decide_is_still_a_way_to_mend(tmp_path: Path) -> None:
    found = one(ready(tmp_path, {"a": item({"either": [FAIL, UNKNOWN]})}, of=OF))
    assert "zone" in found.facts[0].text
    first, second = found.mend.split(" Or: ")
    assert "zone" in first
    assert "owner" in second


@pytest.mark.parametrize(
    ("applies_to", "asked"),
    [
        (None, {"orders", "browser"}),
        ({"kind": ["person", "service"]}, {"orders", "shopper"}),
        ({"id": ["orders", "soon"]}, {"orders", "soon"}),
        ({"lifecycle": ["planned", "live"]}, {"orders", "browser", "soon"}),
        ({"any": [{"kind": "person"}, {"id": "ord*"}]}, {"orders", "shopper"}),
        ({"not": {"lifecycle": "retired"}}, {"orders", "browser"}),
        ({"id": "*"}, {"orders", "browser"}),
    ],
)
def test_people_and_what_does_not_run_are_asked_only_where_a_selector_names_them(
    tmp_path: Path, applies_to: dict[str, Any] | None, asked: set[str]
) -> None:
    of = {
        "components": {
            "shopper": {"kind": "person"},
            "browser": {"kind": "client"},
            "orders": {"kind": "service"},
            "soon": {"kind": "service", "lifecycle": "planned"},
            "late": {"kind": "service", "lifecycle": "deprecated"},
            "gone": {"kind": "service", "lifecycle": "retired"},
        }
    }
    whom = {"applies-to": applies_to} if applies_to else {}
    lists = {
        "list": {
            "title": "A list",
            "summary": "x",
            "levels": ["low"],
            "applies-to": {"lifecycle": ["planned", "live", "deprecated", "retired"], "id": "*"},
            "items": ["a"],
        },
        "people": {
            "title": "Another",
            "summary": "x",
            "levels": ["low"],
            "applies-to": {"kind": "person"},
            "items": ["a"],
        },
    }
    readiness = ready(tmp_path, {"a": item(PASS, **whom)}, of=of, checklists=lists)
    standing = {name for by in readiness.standings.values() for name in by}
    assert standing == asked


def test_a_component_of_which_nothing_is_asked_stands_on_no_list(tmp_path: Path) -> None:
    readiness = ready(tmp_path, {"a": item(PASS, **{"applies-to": {"kind": "worker"}})}, of=OF)
    assert readiness.standings == {"list": {}}
    assert readiness.results == {}


def test_what_is_not_asked_of_a_component_says_so_with_the_items_place(tmp_path: Path) -> None:
    asked = {"a": item(PASS, **{"applies-to": {"kind": "worker"}}), "b": item(PASS)}
    found = one(ready(tmp_path, asked, of=OF))
    assert found.result is Result.NOT_APPLICABLE
    assert "`applies-to`" in found.facts[0].text
    assert found.facts[0].location is not None
    assert found.facts[0].location.file == "docs/checklists/list.yaml"


@pytest.mark.parametrize("way", [FAIL, UNKNOWN, STALE])
@pytest.mark.parametrize(
    ("grace", "until", "expected"),
    [
        (None, None, None),
        ("2026-11-24", None, Result.NOT_YET),
        ("2026-11-23", None, None),
        (None, "2026-11-23", Result.WAIVED),
        (None, "2026-11-22", Result.WAIVER_EXPIRED),
        ("2026-11-24", "2026-11-23", Result.NOT_YET),
        ("2026-11-23", "2026-11-23", Result.WAIVED),
    ],
)
def test_grace_comes_before_a_waiver_and_a_waiver_before_the_raw_result(
    tmp_path: Path, way: dict[str, Any], grace: str | None, until: str | None, expected: Result
) -> None:
    asked = {"a": item(way, **({"enforce-from": grace} if grace else {}))}
    waiver = {"item": "a", "components": ["orders"], "until": until}
    files = adr(1, {"waives": [waiver]}) if until else {}
    found = one(ready(tmp_path, asked, of=OF, files=files))
    assert found.result is (expected or found.raw)
    assert found.raw in {Result.FAIL, Result.UNKNOWN, Result.STALE}


@pytest.mark.parametrize(("way", "expected"), [(PASS, Result.PASS), (ERROR, Result.ERROR)])
def test_pass_and_error_stand_whatever_is_granted(
    tmp_path: Path, way: dict[str, Any], expected: Result
) -> None:
    asked = {"a": item(way, **{"enforce-from": "2027-01-01"})}
    files = adr(1, {"waives": [{"item": "a", "components": ["orders"], "until": "2026-12-31"}]})
    readiness = ready(tmp_path, asked, of=OF, files=files)
    assert one(readiness).result is expected
    assert "unused-waiver" in [finding.rule for finding in readiness.findings]


def test_a_checklist_may_count_an_item_from_a_day_of_its_own(tmp_path: Path) -> None:
    quote = {"item": "a", "enforce-from": "2027-01-01"}
    lists = {
        "now": {"title": "Now", "summary": "x", "levels": ["low"], "items": ["a"]},
        "then": {"title": "Then", "summary": "x", "levels": ["low"], "items": [quote]},
    }
    readiness = ready(tmp_path, {"a": item(FAIL)}, of=OF, checklists=lists)
    assert readiness.standings["now"]["orders"].results[0].result is Result.FAIL
    assert readiness.standings["then"]["orders"].results[0].result is Result.NOT_YET
    assert one(readiness).result is Result.FAIL


def test_a_waiver_of_an_item_that_there_is_not_is_an_error_with_the_nearest_name(
    tmp_path: Path,
) -> None:
    waiver = {"item": "rollbak", "components": ["orders"], "until": "2026-12-31"}
    readiness = ready(tmp_path, {"rollback": item(PASS)}, of=OF, files=adr(1, {"waives": [waiver]}))
    (finding,) = readiness.findings
    assert finding.rule == "wrong-waiver"
    assert 'Did you mean "rollback"?' in finding.mend
    assert finding.location.file == "adr/0001-x.md"


def test_findings_have_the_severity_of_the_settings_or_are_switched_off(tmp_path: Path) -> None:
    waiver = {"item": "a", "components": ["orders"], "until": "2026-12-31"}
    files = adr(1, {"waives": [waiver]})
    for name, setting, expected in (
        ("as-is", {}, ["note"]),
        ("worse", {"rules": {"unused-waiver": {"severity": "error"}}}, ["error"]),
        ("off", {"rules": {"unused-waiver": {"off": "We clean up in spring."}}}, []),
    ):
        readiness = ready(tmp_path / name, {"a": item(PASS)}, of=OF, files=files, settings=setting)
        assert [finding.severity for finding in readiness.findings] == expected


def test_what_ends_is_listed_once_earliest_first_within_the_days_of_the_settings(
    tmp_path: Path,
) -> None:
    person = item({"person": {"max-age": "60d"}})
    said = {
        "a": attestation(tmp_path, "a", person, on="2026-11-01"),
        "b": attestation(tmp_path, "b", person, on="2026-09-01"),
    }
    asked = {
        "a": person,
        "b": person,
        "c": item(FAIL, **{"enforce-from": "2026-12-02"}),
        "d": item(FAIL),
        "e": item(FAIL),
        "f": item({**STALE, "max-age": "400d"}),
        "g": item({**STALE, "max-age": "330d"}),
    }
    waives = [
        {"item": "d", "components": ["orders"], "until": "2026-12-20"},
        {"item": "e", "components": ["orders"], "until": "2026-11-20"},
    ]
    lists = {
        name: {"title": name, "summary": "x", "levels": ["low"], "items": list(asked)}
        for name in ("one", "two")
    }
    readiness = ready(
        tmp_path,
        asked,
        of=OF,
        checklists=lists,
        attestations={"orders": said},
        files=adr(1, {"waives": waives}),
        settings={"checklists": {"packs": [], "due-days": 40}},
    )
    found = [(due.on.isoformat(), due.what, due.item) for due in readiness.due]
    assert found == [
        ("2026-10-31", "attestation", "b"),
        ("2026-11-20", "waiver", "e"),
        ("2026-11-27", "evidence", "g"),
        ("2026-12-01", "grace", "c"),
        ("2026-12-20", "waiver", "d"),
        ("2026-12-31", "attestation", "a"),
    ]
    assert readiness.due[0].on < readiness.as_of
    assert dt.date(2027, 1, 2) == readiness.as_of + dt.timedelta(days=40)
