"""Items that decisions, files and result files decide."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from archbook.readiness.model import ItemResult, Result
from archbook.readiness.result_files import SIZE_LIMIT
from support.readiness import AS_OF, Shop, adr, item, one, ready


def decided(root: Path, way: Any, front: dict[str, Any] | None) -> ItemResult:
    files = adr(1, front) if front is not None else {"adr/README.md": "# Log\n"}
    return one(ready(root, {"a": item({"decision": way})}, files=files))


@pytest.mark.parametrize(
    ("way", "front", "expected"),
    [
        ({"about-component": True}, {"components": ["orders"]}, Result.PASS),
        ({"about-component": True}, {"components": ["other"]}, Result.FAIL),
        ({"about-component": True}, {"components": ["orders"], "status": "proposed"}, Result.FAIL),
        (
            {"about-component": True},
            {"components": ["orders"], "status": "superseded"},
            Result.FAIL,
        ),
        ({"about-component": False, "tags": ["data"]}, {"tags": ["data", "x"]}, Result.PASS),
        ({"about-component": False, "tags": ["data", "y"]}, {"tags": ["data"]}, Result.FAIL),
        ({"about-component": False, "enforces": "a"}, {"enforces": ["a"]}, Result.PASS),
        ({"about-component": False, "enforces": "a"}, {"enforces": "b"}, Result.FAIL),
        ("ADR-001", {}, Result.PASS),
        ("ADR-001", {"status": "rejected"}, Result.FAIL),
        ({"about-component": True}, None, Result.FAIL),
    ],
)
def test_a_decision_counts_while_it_is_in_force_and_says_what_is_asked(
    tmp_path: Path, way: Any, front: dict[str, Any] | None, expected: Result
) -> None:
    found = decided(tmp_path, way, front)
    assert found.result is expected, found.facts


def test_a_decision_that_the_component_cites_in_the_map_is_about_it(tmp_path: Path) -> None:
    of = {"components": {"orders": {"kind": "service", "decisions": ["ADR-001"]}}}
    asked = {"a": item({"decision": {"about-component": True}})}
    found = one(ready(tmp_path, asked, of=of, files=adr(1, {})))
    assert found.result is Result.PASS
    assert found.on == dt.date(2026, 6, 1)
    assert found.facts[0].location is not None
    assert found.facts[0].location.file == "adr/0001-x.md"


def test_without_a_log_nothing_can_be_said_of_decisions(tmp_path: Path) -> None:
    found = one(ready(tmp_path, {"a": item({"decision": {"about-component": True}})}))
    assert found.result is Result.UNKNOWN


def filed(
    root: Path, way: dict[str, Any], files: dict[str, str] | None = None, **more: Any
) -> ItemResult:
    return one(ready(root, {"a": item(way)}, files=files or {}, **more))


def test_a_file_that_is_there_passes_and_one_that_is_not_fails(tmp_path: Path) -> None:
    way = {"file": "docs/runbooks/{component}.md"}
    assert filed(tmp_path, way).result is Result.FAIL
    found = filed(tmp_path, way, {"docs/runbooks/orders.md": "# Orders\n"})
    assert found.result is Result.PASS
    assert found.facts[0].text == "docs/runbooks/orders.md is there"


def test_a_star_stands_for_any_text_within_a_part_of_a_path(tmp_path: Path) -> None:
    files = {"docs/a/threats-orders-2.md": "x", "docs/a/b/threats-orders-3.md": "x"}
    assert filed(tmp_path, {"file": "docs/*/threats-{component}-*.md"}, files).result is Result.PASS
    assert filed(tmp_path, {"file": "docs/*-{component}-*.md"}, files).result is Result.FAIL


def test_what_a_file_must_contain_is_found_whatever_its_case_and_spaces(tmp_path: Path) -> None:
    way = {"file": "docs/r.md", "contains": "The way BACK"}
    found = filed(tmp_path, way, {"docs/r.md": "# R\n\n## the  way back\n"})
    assert found.result is Result.PASS
    assert str(found.facts[0].location) == "docs/r.md:3"
    assert filed(tmp_path, way, {"docs/r.md": "# R\n"}).result is Result.FAIL


def test_the_age_of_a_file_is_that_of_its_last_change_in_git(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.commit({"docs/r.md": "one\n"}, day="2026-09-01")
    way = {"file": "docs/r.md", "max-age": "90d"}
    found = filed(shop.root, way)
    assert found.result is Result.PASS
    assert (found.on, found.due) == (dt.date(2026, 9, 1), dt.date(2026, 11, 30))
    assert filed(shop.root, way, as_of=dt.date(2026, 12, 1)).result is Result.STALE


def test_a_file_must_not_be_older_than_what_it_is_about(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "shop")
    shop.commit({"docs/threats.md": "x\n", "src/a.txt": "x\n"}, day="2026-09-01")
    way = {"file": "docs/threats.md", "newer-than": "src/*.txt"}
    assert filed(shop.root, way).result is Result.PASS
    shop.commit({"src/a.txt": "y\n"}, day="2026-09-02")
    found = filed(shop.root, way)
    assert found.result is Result.STALE
    assert found.facts[1].text == "src/a.txt changed after it, on 2026-09-02"


def test_without_git_in_a_shallow_clone_and_uncommitted_an_age_is_unknown_and_says_why(
    tmp_path: Path,
) -> None:
    way = {"file": "docs/r.md", "max-age": "90d"}
    plain = filed(tmp_path / "plain", way, {"docs/r.md": "x\n"})
    assert plain.result is Result.UNKNOWN
    assert "in no git repository" in plain.facts[0].text
    shop = Shop(tmp_path / "shop")
    shop.commit({"docs/x.md": "x\n"})
    uncommitted = filed(shop.root, way, {"docs/r.md": "x\n"})
    assert uncommitted.result is Result.UNKNOWN
    assert "not committed" in uncommitted.facts[0].text
    shop.commit({})
    shop.git("clone", "-q", "--depth", "1", f"file://{shop.root}", str(tmp_path / "shallow"))
    shallow = filed(tmp_path / "shallow", way)
    assert shallow.result is Result.UNKNOWN
    assert "shallow" in shallow.facts[0].text


def test_a_link_out_of_the_repository_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    root = tmp_path / "book"
    root.mkdir()
    (root / "docs").mkdir()
    (root / "docs" / "r.md").symlink_to(tmp_path / "secret.md")
    (root / "far").symlink_to(tmp_path)
    assert filed(root, {"file": "docs/*.md"}).result is Result.FAIL
    assert filed(root, {"file": "f*/secret.md"}).result is Result.FAIL


JUNIT = """\
<testsuites><testsuite name="drills" timestamp="{day}T08:00:00">
  <testcase classname="drills.orders" name="restores"/>
  <testcase classname="drills.orders" name="replays">{inside}</testcase>
  <testcase classname="drills.mailer" name="restores"><failure message="no"/></testcase>
</testsuite></testsuites>
"""
WAY = {"result": "build/junit.xml", "format": "junit", "match": "drills.{component}.*"}


def junit(root: Path, inside: str = "", day: str = "2026-11-20", **way: Any) -> ItemResult:
    files = {"build/junit.xml": JUNIT.format(inside=inside, day=day)}
    return filed(root, {**WAY, **way}, files)


def test_tests_that_ran_and_passed_are_observed_evidence_of_their_day(tmp_path: Path) -> None:
    found = junit(tmp_path, **{"max-age": "7d"})
    assert found.result is Result.PASS
    assert found.strength == "observed"
    assert (found.on, found.due) == (dt.date(2026, 11, 20), dt.date(2026, 11, 27))
    assert str(found.facts[0].location) == "build/junit.xml:2"


def test_a_test_that_failed_fails_and_is_named_with_its_line(tmp_path: Path) -> None:
    for inside in ('<failure message="lost 3"/>', '<error message="lost 3"/>'):
        found = junit(tmp_path, inside)
        assert found.result is Result.FAIL
        assert found.facts[0].text == "drills.orders.replays failed: lost 3"
        assert str(found.facts[0].location) == "build/junit.xml:3"


def test_tests_that_did_not_run_prove_nothing(tmp_path: Path) -> None:
    skipped = junit(tmp_path, "<skipped/>", match="drills.orders.replays")
    assert skipped.result is Result.UNKNOWN
    assert "1 skipped" in skipped.facts[0].text
    assert junit(tmp_path, match="drills.search.*").result is Result.UNKNOWN
    assert filed(tmp_path / "none", WAY).result is Result.UNKNOWN


def test_results_age_by_their_own_timestamp_and_may_not_lie_ahead(tmp_path: Path) -> None:
    assert junit(tmp_path, day="2026-11-01", **{"max-age": "7d"}).result is Result.STALE
    assert junit(tmp_path, day="2026-12-01").result is Result.ERROR


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    '<testsuite><testcase name="&b;"/></testsuite>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><testsuite>&a;</testsuite>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        ('<!DOCTYPE x SYSTEM "http://x.example/x.dtd"><testsuite/>', "document type"),
        ("<testsuite><testcase></testsuite>", "not valid XML"),
        ("", "not valid XML"),
        ("\0\0", "not valid XML"),
        ('<?xml version="1.0" encoding="nonsense"?><testsuite/>', "not valid XML"),
        ("<html/>", "no JUnit file"),
        ("<testsuite>" + "<a>" * 200, "deeper than"),
    ],
)
def test_an_xml_file_that_is_invalid_or_declares_entities_is_an_error(
    tmp_path: Path, text: str, reason: str
) -> None:
    readiness = ready(tmp_path, {"a": item(WAY)}, files={"build/junit.xml": text})
    found = one(readiness)
    assert found.result is Result.ERROR
    assert reason in found.facts[0].text
    assert [finding.rule for finding in readiness.findings] == ["checklist-undecidable"]
    assert readiness.findings[0].location.file == "build/junit.xml"


def test_a_result_file_over_the_limit_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "build" / "junit.xml"
    path.parent.mkdir()
    with path.open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    found = filed(tmp_path, WAY)
    assert found.result is Result.ERROR
    assert "more than" in found.facts[0].text


def sarif(root: Path, *results: dict[str, Any], **run: Any) -> ItemResult:
    driver = {"name": "scan", "rules": [{"id": "soft", "defaultConfiguration": {"level": "note"}}]}
    whole = {"tool": {"driver": driver}, "results": list(results), **run}
    text = json.dumps({"version": "2.1.0", "runs": [whole]})
    way = {"result": "scan.sarif", "format": "sarif", "match": "s*"}
    return filed(root, way, {"scan.sarif": text})


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ({"ruleId": "sql", "message": {"text": "bad"}}, Result.FAIL),
        ({"ruleId": "sql", "level": "error"}, Result.FAIL),
        ({"ruleId": "sql", "level": "note"}, Result.PASS),
        ({"ruleId": "soft"}, Result.PASS),
        ({"ruleIndex": 0, "level": "error"}, Result.FAIL),
        ({"ruleId": "other", "level": "error"}, Result.PASS),
        ({"ruleId": "sql", "kind": "pass"}, Result.PASS),
        ({"ruleId": "sql", "suppressions": [{"kind": "external"}]}, Result.PASS),
        ({"ruleId": "sql", "suppressions": [{"status": "underReview"}]}, Result.FAIL),
        ({"ruleId": "sql", "baselineState": "absent"}, Result.PASS),
    ],
)
def test_a_scan_passes_when_nothing_of_weight_is_open(
    tmp_path: Path, result: dict[str, Any], expected: Result
) -> None:
    assert sarif(tmp_path, result).result is expected


def test_a_scan_that_did_not_run_to_its_end_is_an_error(tmp_path: Path) -> None:
    assert sarif(tmp_path, invocations=[{"executionSuccessful": False}]).result is Result.ERROR


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"runs": []}', '{"runs": [1]}', "[" * 100_000])
def test_what_is_no_sarif_is_an_error(tmp_path: Path, text: str) -> None:
    way = {"result": "scan.sarif", "format": "sarif"}
    assert filed(tmp_path, way, {"scan.sarif": text}).result is Result.ERROR


def test_the_oldest_of_several_reports_gives_the_age(tmp_path: Path) -> None:
    files = {
        "build/junit-1.xml": JUNIT.format(inside="", day="2026-11-20"),
        "build/junit-2.xml": JUNIT.format(inside="", day="2026-11-02"),
    }
    way = {**WAY, "result": "build/junit-*.xml", "max-age": "30d"}
    found = filed(tmp_path, way, files)
    assert found.on == dt.date(2026, 11, 2)
    assert found.result is Result.PASS
    assert AS_OF - dt.date(2026, 11, 2) < dt.timedelta(days=30)
