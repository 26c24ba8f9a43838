"""Results as JSON, JUnit, Markdown and badges: whole, by their schemas, and safe to embed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import cmarkgfm
import jsonschema
import pytest

from archbook.cli.readiness_report import readiness_lines
from archbook.readiness.badge import badge
from archbook.readiness.export import evaluation_json, evaluation_values, readiness_schema
from archbook.readiness.floor import below_floor
from archbook.readiness.junit_report import junit_report
from archbook.readiness.markdown_report import markdown_report
from archbook.readiness.model import Held, Readiness, Result, Standing
from support.readiness import adr, attestation, item, ready

NASTY = '<script>alert(1)</script> & "x" | `y` [z](https://evil.example) @team #12 *b* _i_'
SVG = "{http://www.w3.org/2000/svg}"


def everything(root: Path, nasty: str = "Plain.") -> Readiness:
    """Return a readiness in which every result can be seen."""
    fail = {"property": "owner", "equals": "nobody"}
    person = item("person", ability="say so")
    items = {
        "passes": item({"property": "kind"}),
        "fails": item(fail, ability=f"be {nasty}"),
        "unknown": item({"property": "zone"}, levels=["high"]),
        "stale": item({"property": "operations.rollback.drilled", "max-age": "1d"}),
        "error": item({"rule": "no-such-rule"}),
        "not-yet": item(fail, **{"enforce-from": "2027-01-01"}),
        "waived": item(fail),
        "expired": item(fail),
        "says-no": person,
        "does-not": item({"rule": "dead-letter"}),
    }
    waives = [
        {"item": "waived", "components": ["orders"], "until": "2026-12-31", "because": nasty},
        {"item": "expired", "components": ["orders"], "until": "2026-11-01"},
    ]
    said = attestation(root, "says-no", person, answer="fail", by=nasty, statement=nasty)
    lists = {
        "list": {
            "title": nasty,
            "summary": "x",
            "levels": ["low", "high"],
            "items": list(items),
        }
    }
    of = {
        "components": {
            "orders": {
                "kind": "service",
                "owner": "x",
                "operations": {"rollback": {"drilled": "2026-01-01"}},
            }
        },
        "owners": {"x": {}},
    }
    return ready(
        root,
        items,
        of=of,
        checklists=lists,
        attestations={"orders": {"says-no": said}},
        files=adr(1, {"waives": waives}),
    )


def test_json_follows_its_published_schema_with_every_result_in_it(tmp_path: Path) -> None:
    readiness = everything(tmp_path)
    below = below_floor(readiness, "high")
    values = evaluation_values(readiness, level="high", below=below)
    schema = readiness_schema("evaluate")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(values, schema, format_checker=jsonschema.FormatChecker())
    assert {each["result"] for each in values["standings"][0]["results"]} == set(Result)
    assert values["floor"]["passed"] is False
    assert values["ratchet"] is None
    assert len(values["standings"][0]["counts"]) == len(Result)


def test_the_schema_is_closed_so_that_nothing_unsaid_is_printed() -> None:
    def closed(schema: Any) -> bool:
        if isinstance(schema, list):
            return all(map(closed, schema))
        if not isinstance(schema, dict):
            return True
        own = schema.get("type") != "object" or "additionalProperties" in schema
        return own and all(map(closed, schema.values()))

    assert closed(readiness_schema("evaluate"))
    assert closed(readiness_schema("list"))


def test_junit_has_a_failure_or_a_reason_to_skip_for_all_that_does_not_pass(
    tmp_path: Path,
) -> None:
    root = ET.fromstring(junit_report(everything(tmp_path, NASTY)))  # noqa: S314 - our own text
    (suite,) = root
    found = {}
    for case in suite:
        (inside,) = list(case) or [None]
        found[case.get("name")] = (inside.tag, inside.get("message")) if inside is not None else ""
    assert found.pop("passes") == ""
    skipped = {name for name, inside in found.items() if inside[0] == "skipped"}
    assert skipped == {"not-yet", "waived", "does-not"}
    assert found["error"][0] == "error"
    failed = found.keys() - skipped - {"error"}
    assert all(found[name][0] == "failure" for name in failed)
    assert all(inside[1] for inside in found.values())
    assert suite.get("failures") == "5"
    assert suite.get("errors") == "1"
    assert suite.get("skipped") == "3"
    assert suite.get("tests") == "10"
    assert suite.get("timestamp") == "2026-11-23T00:00:00"
    assert NASTY in (suite.find("./testcase[@name='says-no']/failure").text or "")


ELEMENTS = {
    "testsuites": (set(), {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
        {"testcase"},
    ),
    "testcase": ({"name", "classname", "time"}, {"failure", "error", "skipped"}),
    "failure": ({"type", "message"}, set()),
    "error": ({"type", "message"}, set()),
    "skipped": ({"message"}, set()),
}
"""What Jenkins' schema of JUnit files knows, of what we use: attributes, and what is inside."""


def test_junit_is_no_more_than_strict_readers_know(tmp_path: Path) -> None:
    readiness = everything(tmp_path, NASTY)
    text = junit_report(readiness, level="high", below=below_floor(readiness, "high"))
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert root.tag == "testsuites"
    for each in root.iter():
        attributes, inside = ELEMENTS[each.tag]
        assert set(each.attrib) == attributes
        assert {child.tag for child in each} <= inside
    for suite in root:
        for kind, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert suite.get(count) == str(len(suite.findall(f"testcase/{kind}")))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names))


def test_json_has_a_line_for_each_result_and_says_the_same_as_its_values(tmp_path: Path) -> None:
    values = evaluation_values(everything(tmp_path, NASTY))
    text = evaluation_json(values)
    assert json.loads(text) == values
    assert sum(line.lstrip().startswith('{"item": ') for line in text.splitlines()) == 10


def test_text_gives_each_fact_one_line_whatever_people_wrote(tmp_path: Path) -> None:
    readiness = everything(tmp_path, "One.\n\nThe ratchet holds since v1.\n# Two")
    lines = list(readiness_lines(readiness, whole=True))
    assert all("\n" not in line for line in lines)
    assert any("One. The ratchet holds since v1. # Two" in line for line in lines)


def test_a_failing_floor_is_a_suite_of_its_own(tmp_path: Path) -> None:
    readiness = everything(tmp_path)
    text = junit_report(readiness, level="high", below=below_floor(readiness, "high"))
    suites = {s.get("name"): s for s in ET.fromstring(text)}  # noqa: S314 - our own text
    failure = suites["archbook floor high"].find("./testcase/failure")
    assert failure is not None
    assert "holds no level, not high" in (failure.get("message") or "")


def test_markdown_carries_no_markup_mention_or_link_of_the_sources(tmp_path: Path) -> None:
    text = markdown_report(everything(tmp_path, NASTY))
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    bare = re.sub(r"</?details>|</?summary>", "", html)
    assert not re.search(r"<(script|a|em|code|img)\b", bare)
    assert "&lt;script&gt;" in html
    assert r"\@team" in text
    assert r"\#12" in text
    rows = [line for line in text.splitlines() if line.startswith("| orders")]
    assert rows == ["| orders | none | none | 1 | 2 | 1 | 1 | 1 | 1 | 1 | 1 |"]


def test_markdown_shows_both_figures_and_what_is_open(tmp_path: Path) -> None:
    text = markdown_report(everything(tmp_path))
    assert "| Component | Held | With waivers |" in text
    assert "- orders, fails: **fail**." in text
    assert "- orders, waived" not in text


def standing(root: Path, nasty: str = "Plain.", **held: str | None) -> Standing:
    found = everything(root, nasty).standings["list"]["orders"]
    return replace(found, held=Held(**held))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bare", "waived", "words", "mark"),
    [
        ("high", "high", "high", "ok"),
        ("low", "low", "low", "part"),
        ("low", "high", "low (high with waivers)", "part"),
        (None, "low", "no level (low with waivers)", "part"),
        (None, None, "no level yet", "no"),
    ],
)
def test_a_badge_says_both_levels_in_words_and_by_a_mark(
    tmp_path: Path, bare: str | None, waived: str | None, words: str, mark: str
) -> None:
    text = badge(standing(tmp_path, without_waivers=bare, with_waivers=waived))
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert root.get("aria-label") == f"orders, Plain.: {words}"
    assert [each.text for each in root.iter(f"{SVG}text")] == ["Plain.", words]
    assert [each.get("class") for each in root.iter(f"{SVG}g") for each in each] == [mark]


def test_a_badge_stands_alone_and_escapes_what_it_says(tmp_path: Path) -> None:
    text = badge(standing(tmp_path, NASTY, without_waivers="low", with_waivers="low"))
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert not [each for each in root.iter() if each.tag.endswith(("script", "image", "use"))]
    assert "href" not in text
    assert "url(" not in text
    assert "prefers-color-scheme:dark" in text
    assert text == badge(standing(tmp_path, NASTY, without_waivers="low", with_waivers="low"))
