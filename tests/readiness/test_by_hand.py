"""Cases worked out by hand: each day, grant, strength and way at the edge where it turns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from archbook.readiness.model import Result
from support.readiness import adr, attestation, item, one, ready

PASS, FAIL, UNKNOWN, STALE = Result.PASS, Result.FAIL, Result.UNKNOWN, Result.STALE
ERROR, WAIVED, EXPIRED = Result.ERROR, Result.WAIVED, Result.WAIVER_EXPIRED
NOT_YET, NONE = Result.NOT_YET, Result.NOT_APPLICABLE

P = {"property": "kind"}
F = {"property": "owner", "equals": "nobody"}
U = {"property": "zone"}
DRILL = {"property": "operations.rollback.drilled"}
DEAD = {"rule": "dead-letter"}
Grant = tuple[Mapping[str, Any], Mapping[str, Any]]
"""A waiver, and what more its decision states."""

LATER, TODAY = {"enforce-from": "2026-11-24"}, {"enforce-from": "2026-11-23"}


def of(drilled: str = "2026-11-23", dead: Any = "none") -> dict[str, Any]:
    """Return a map whose mailer consumes two topics, the second with a place for what fails."""
    uses = [{"consumes": "events", "dead-letter": dead}, {"consumes": "news", "dead-letter": dead}]
    return {
        "owners": {"x": {}},
        "components": {
            "orders": {
                "kind": "worker",
                "owner": "x",
                "uses": uses,
                "operations": {"rollback": {"drilled": drilled}},
            },
            "events": {"kind": "topic", "owner": "x"},
            "news": {"kind": "topic", "owner": "x"},
            "dead": {"kind": "queue", "owner": "x"},
        },
    }


def result(
    root: Path,
    way: Any,
    *,
    drilled: str = "2026-11-23",
    dead: Any = "none",
    said: Mapping[str, Any] | None = None,
    waives: tuple[Grant, ...] = (),
    **more: Any,
) -> Any:
    """Return what the item `a` comes to for orders.

    Args:
        root: Where the handbook is written.
        way: How it is decided.
        drilled: The day of the drill in the map.
        dead: Where the messages that fail go.
        said: What Ana attests of it, beside a pass of 2026-11-01 with a link.
        waives: Waivers, each with what more its decision states.
        more: Further keys of the item.
    """
    asked = {"a": item(way, **more), "other": item(P)}
    made = {"orders": {"a": attestation(root, "a", asked["a"], **said)}} if said is not None else {}
    files: dict[str, str] = {"docs/d.md": "A drill.\n", "build/x.xml": JUNIT}
    for number, (waiver, front) in enumerate(waives, start=1):
        files |= adr(number, {"waives": [dict(waiver)], **front})
    return one(ready(root, asked, of=of(drilled, dead), attestations=made, files=files))


JUNIT = '<testsuite timestamp="2026-11-20T10:00:00"><testcase name="x"/></testsuite>'


def waiver(until: str, **more: Any) -> dict[str, Any]:
    return {"item": "a", "components": ["orders"], "until": until, **more}


def broken(edge: str, until: str = "2026-12-01") -> dict[str, Any]:
    return {"rule": "dead-letter", "edges": [f"orders consumes {edge}"], "until": until}


IN_FORCE: Grant = (waiver("2026-11-23"), {})
ENDED: Grant = (waiver("2026-11-22"), {})


@pytest.mark.parametrize(
    ("way", "item_says", "waives", "raw", "expected"),
    [
        (P, LATER, (IN_FORCE,), PASS, PASS),
        ({"rule": "gone"}, LATER, (IN_FORCE,), ERROR, ERROR),
        (F, {}, (), FAIL, FAIL),
        (F, TODAY, (), FAIL, FAIL),
        (F, LATER, (), FAIL, NOT_YET),
        (F, LATER, (IN_FORCE,), FAIL, NOT_YET),
        (F, LATER, (ENDED,), FAIL, NOT_YET),
        (F, {}, (IN_FORCE,), FAIL, WAIVED),
        (F, {}, (ENDED,), FAIL, EXPIRED),
        (F, {}, (ENDED, IN_FORCE), FAIL, WAIVED),
        (U, {}, (), UNKNOWN, UNKNOWN),
        (U, LATER, (), UNKNOWN, NOT_YET),
        (U, {}, (IN_FORCE,), UNKNOWN, WAIVED),
        (U, {}, (ENDED,), UNKNOWN, EXPIRED),
        (P, {"applies-to": {"kind": "cache"}, **LATER}, (IN_FORCE,), NONE, NONE),
        # From the decision's date on, while it is accepted, and a year at most.
        (F, {}, ((waiver("2026-12-01"), {"date": "2026-11-23"}),), FAIL, WAIVED),
        (F, {}, ((waiver("2026-12-01"), {"date": "2026-11-24"}),), FAIL, FAIL),
        (F, {}, ((waiver("2026-12-01"), {"status": "proposed"}),), FAIL, FAIL),
        (F, {}, ((waiver("2026-12-01"), {"status": "superseded"}),), FAIL, FAIL),
        (F, {}, ((waiver("2026-11-22"), {"status": "superseded"}),), FAIL, FAIL),
        (F, {}, ((waiver("2027-06-01"), {"date": "2026-06-01"}),), FAIL, WAIVED),
        (F, {}, ((waiver("2027-06-02"), {"date": "2026-06-01"}),), FAIL, FAIL),
        # A waiver is of the item and the component that it names.
        (F, {}, (({**waiver("2026-12-01"), "components": ["events"]}, {}),), FAIL, FAIL),
        (F, {}, (({**waiver("2026-12-01"), "item": "prr-owner"}, {}),), FAIL, FAIL),
        # A rule is broken for two edges: both are waived, or the item is not.
        (DEAD, {}, ((broken("events"), {}),), FAIL, FAIL),
        (DEAD, {}, ((broken("events"), {}), (broken("news"), {})), FAIL, WAIVED),
        (DEAD, {}, ((broken("events"), {}), (broken("news", "2026-11-22"), {})), FAIL, EXPIRED),
        (DEAD, {}, (IN_FORCE,), FAIL, WAIVED),
        (DEAD, {}, ((waiver("2026-12-01", components=["events"]), {}),), FAIL, FAIL),
    ],
)
def test_a_result_is_the_first_that_holds_of_those_in_their_order(
    tmp_path: Path,
    *,
    way: Any,
    item_says: dict[str, Any],
    waives: Any,
    raw: Result,
    expected: Result,
) -> None:
    found = result(tmp_path, way, waives=waives, **item_says)
    assert (found.raw, found.result) == (raw, expected), found.facts


@pytest.mark.parametrize(
    ("way", "drilled", "expected"),
    [
        ({**DRILL, "max-age": "90d"}, "2026-11-24", ERROR),
        ({**DRILL, "max-age": "90d"}, "2026-11-23", PASS),
        ({**DRILL, "max-age": "90d"}, "2026-08-25", PASS),
        ({**DRILL, "max-age": "90d"}, "2026-08-24", STALE),
        ({**DRILL, "max-age": "13w"}, "2026-08-24", PASS),
        ({**DRILL, "max-age": "1y"}, "2025-11-23", PASS),
        ({**DRILL, "max-age": "1y"}, "2025-11-22", STALE),
        (DRILL, "2001-01-01", PASS),
        ({"result": "build/x.xml", "format": "junit", "max-age": "3d"}, "2026-11-23", PASS),
        ({"result": "build/x.xml", "format": "junit", "max-age": "2d"}, "2026-11-23", STALE),
    ],
)
def test_evidence_counts_through_the_last_day_of_its_age(
    tmp_path: Path, way: Any, drilled: str, expected: Result
) -> None:
    assert result(tmp_path, way, drilled=drilled).result is expected


AGED = {"person": {"max-age": "22d"}}
PINNED = "sha256:5d2aa11a4b5f9b6d7e3c5f6c9dfdd6b8dc1f3a0a0c4b3f4d1f3a9c1e5d0e2f10"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"on": "2026-11-24"}, ERROR),
        ({"on": "2026-11-23"}, PASS),
        ({"on": "2026-11-01"}, PASS),
        ({"on": "2026-10-31"}, STALE),
        ({"on": "2026-10-31", "answer": "fail"}, STALE),
        ({"answer": "fail"}, FAIL),
        ({"answer": "not-applicable"}, NONE),
        ({"answer": "not-applicable", "on": "2026-10-31"}, STALE),
        ({"answer": "not-applicable", "on": "2026-11-24"}, ERROR),
        ({"digest": "sha256:0123456789abcdef"}, STALE),
        ({"evidence": [{"drill": "docs/d.md", "digest": PINNED}]}, STALE),
        ({"evidence": [{"drill": "docs/none.md", "digest": PINNED}]}, UNKNOWN),
    ],
)
def test_what_a_person_said_counts_through_its_last_day_and_as_it_was_asked(
    tmp_path: Path, said: dict[str, Any], expected: Result
) -> None:
    assert result(tmp_path, AGED, said=said).result is expected


LINK, RECORD = [{"link": "https://x.example/run"}], [{"record": "build/x.xml"}]
UNPINNED = [{"drill": "docs/d.md"}]
LOOSE = {"person": {"evidence": False}}


@pytest.mark.parametrize(
    ("way", "least", "evidence", "expected"),
    [
        (P, "declared", None, PASS),
        (P, "attested", None, FAIL),
        (DRILL, "drilled", None, PASS),
        ({**DRILL, "strength": "observed"}, "drilled", None, FAIL),
        ({"file": "docs/d.md"}, "attested", None, FAIL),
        ({"result": "build/x.xml", "format": "junit"}, "observed", None, PASS),
        ({"result": "build/x.xml", "format": "junit"}, "drilled", None, FAIL),
        (LOOSE, "declared", [], PASS),
        (LOOSE, "attested", [], FAIL),
        ("person", "declared", [], UNKNOWN),
        ("person", "attested", LINK, PASS),
        ("person", "observed", LINK, FAIL),
        ("person", "observed", RECORD, PASS),
        ("person", "observed", [*LINK, *RECORD], PASS),
        ("person", "drilled", UNPINNED, FAIL),
        ("person", "attested", UNPINNED, PASS),
        ({"either": [P, "person"]}, "attested", LINK, PASS),
        ({"either": [P, "person"]}, "observed", LINK, FAIL),
    ],
)
def test_evidence_is_as_strong_as_it_is_and_passes_where_that_is_enough(
    tmp_path: Path, way: Any, least: str, evidence: Any, expected: Result
) -> None:
    said = None if evidence is None else {"evidence": evidence or None}
    assert result(tmp_path, way, said=said, evidence=least).result is expected


BOTH = {"either": [U, "person"]}


@pytest.mark.parametrize(
    ("way", "said", "expected", "told"),
    [
        # A no is said of the ability: it decides what no other way proves, and is never hidden.
        (BOTH, {"answer": "fail"}, FAIL, ["that it cannot"]),
        ({"either": ["person", U]}, {"answer": "fail"}, FAIL, ["that it cannot"]),
        ({"either": [P, "person"]}, {"answer": "fail"}, PASS, ["kind is", "that it cannot"]),
        (
            {"either": [{**DRILL, "max-age": "1d"}, "person"]},
            {"answer": "fail"},
            FAIL,
            ["that it cannot", "it counts for 1 days"],
        ),
        # One that no longer fits is none.
        (BOTH, {"answer": "fail", "digest": "sha256:0123456789abcdef"}, STALE, ["wording"]),
        # A reason why not that has aged is no reason against another way that passes.
        ({"either": [P, AGED]}, {"answer": "not-applicable", "on": "2026-10-01"}, PASS, ["kind"]),
        ({"either": [U, AGED]}, {"answer": "not-applicable", "on": "2026-10-01"}, STALE, ["days"]),
        (BOTH, {"answer": "not-applicable"}, NONE, ["said on"]),
        # What is one way's no is open while another may yet prove it.
        (BOTH, None, UNKNOWN, ["zone is not stated"]),
        ({"either": [F, "person"]}, None, UNKNOWN, ["Nobody", "owner is x"]),
    ],
)
def test_of_several_ways_the_best_counts_and_none_is_hidden(
    tmp_path: Path, way: Any, said: Any, expected: Result, told: list[str]
) -> None:
    found = result(tmp_path, way, said=said, drilled="2026-10-01")
    assert found.result is expected, found.facts
    assert len(found.facts) >= len(told)
    for words, fact in zip(told, found.facts, strict=False):
        assert words in fact.text


def test_a_way_that_cannot_be_decided_is_told_though_another_decides(tmp_path: Path) -> None:
    xml = {"result": "build/{component}.xml", "format": "junit"}
    asked = {"a": item({"either": [P, xml]})}
    files = {"build/orders.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><testsuite/>"}
    readiness = ready(tmp_path, asked, of=of(), files=files)
    assert one(readiness).result is PASS
    (finding,) = readiness.findings
    assert finding.location.file == "build/orders.xml"
    assert finding.location.line == 1
    assert finding.mend


def test_what_cannot_be_decided_for_many_for_one_reason_is_told_once(tmp_path: Path) -> None:
    readiness = ready(tmp_path, {"a": item({"rule": "dead-leter"})}, of=of())
    (finding,) = readiness.findings
    assert finding.components == ("dead", "events", "news", "orders")
    assert "dead, events, news and 1 more" in finding.message
    assert 'Did you mean "dead-letter"?' in finding.mend


def test_an_item_may_be_decided_by_a_rule_that_the_map_itself_states(tmp_path: Path) -> None:
    own = {
        "workers-drill": {
            "require": {"property": {"of": {"kind": "worker"}, "field": "operations.runbook"}},
            "message": "It has no runbook",
        }
    }
    asked = {"a": item({"rule": "workers-drill"}), "b": item({"rule": "workers-dril"})}
    readiness = ready(tmp_path, asked, of={**of(), "rules": own})
    assert one(readiness).result is UNKNOWN
    assert "operations.runbook" in one(readiness).facts[0].text
    assert one(readiness, component="events").result is NONE
    assert one(readiness, "b").result is ERROR
    assert 'Did you mean "workers-drill"?' in one(readiness, "b").mend
