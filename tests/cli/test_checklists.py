"""`archbook checklists ...` and `archbook badge`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from archbook.cli import main
from archbook.cli.checklists import lint_schema
from archbook.readiness.export import readiness_schema
from archbook.source.yamltext import read_yaml
from support.readiness import Shop, adr, attestation, item, opened

OF: dict[str, Any] = {
    "owners": {"commerce": {}},
    "components": {
        "dead": {"kind": "queue", "owner": "commerce"},
        "events": {"kind": "topic", "owner": "commerce"},
        "mailer": {
            "kind": "worker",
            "owner": "commerce",
            "uses": [{"consumes": "events", "dead-letter": "dead"}],
        },
    },
}
WORKER = {"applies-to": {"kind": "worker"}}
ITEMS = {
    "keep": item({"rule": "dead-letter"}, ability="keep what fails"),
    "drill": item(
        {"person": {"max-age": "90d", "fields": {"minutes": {"at-most": 15}}}},
        ability="come back in time",
        levels=["high"],
        **WORKER,
    ),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    opened(tmp_path, ITEMS, of=OF)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    return tmp_path


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == code, result.output + result.stderr
    return result


def evaluate(*arguments: str, code: int = 0) -> str:
    return run("checklists", "evaluate", *arguments, code=code).stdout


def test_text_groups_by_component_with_both_figures_and_the_way_to_the_next_level(
    root: Path,
) -> None:
    del root
    text = evaluate()
    assert text.startswith("mailer\n  A list: low, with waivers low\n")
    assert "? unknown        drill" in text
    assert "> for high: drill" in text
    assert "%" not in text


def test_one_component_is_explained_with_every_fact_and_way_out(root: Path) -> None:
    del root
    text = evaluate("--component", "mailer")
    assert "+ pass           keep: keep what fails" in text
    assert "dead-letter holds for mailer consumes events (diagrams/map.yaml:" in text
    assert "Nobody has attested it" in text
    assert "archbook checklists attest mailer drill" in text


def test_what_two_checklists_ask_is_told_once(root: Path) -> None:
    lists = {
        name: {"title": name, "summary": "x", "levels": ["low"], "items": ["owned"]}
        for name in ("first", "second")
    }
    owned = {"owned": item({"property": "owner", "equals": "nobody"})}
    opened(root, owned, of=OF, checklists=lists)
    text = evaluate()
    assert text.count("owned: owner is commerce, which is not nobody") == 3
    assert text.count("owned: as above") == 3


def test_json_follows_the_schema_that_the_command_prints(root: Path) -> None:
    del root
    values = json.loads(evaluate("--format", "json", "--floor", "low"))
    schema = json.loads(evaluate("--schema"))
    assert schema == readiness_schema("evaluate")
    jsonschema.validate(values, schema)
    assert values["floor"] == {"level": "low", "passed": True, "below": []}


def test_junit_and_markdown_are_written_to_standard_output(root: Path) -> None:
    del root
    suites = ET.fromstring(evaluate("--format", "junit"))  # noqa: S314 - our own text
    assert suites.tag == "testsuites"
    assert evaluate("--format", "markdown").startswith("## Readiness as of 2026-11-23\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--component", "mailr"), 'Did you mean "mailer"?'),
        (("--checklist", "lst"), 'Did you mean "list"?'),
        (("--floor", "hihg"), 'Did you mean "high"?'),
        (("--ratchet", "main"), "no git repository"),
    ],
)
def test_a_name_that_is_not_there_ends_the_command_with_the_nearest_one(
    root: Path, arguments: tuple[str, ...], words: str
) -> None:
    del root
    assert words in run("checklists", "evaluate", *arguments, code=2).stderr


def test_a_floor_that_does_not_hold_fails_and_names_what_is_missing(root: Path) -> None:
    del root
    text = evaluate("--floor", "high", code=1)
    assert "The floor high does not hold for 1:" in text
    assert "? unknown        drill: Nobody has attested it" in text
    assert "The floor low holds, waivers counted." in evaluate("--floor", "low")


def without_place(root: Path, of: dict[str, Any] = OF) -> None:
    mailer = {**of["components"]["mailer"], "uses": [{"consumes": "events"}]}
    of = {**of, "components": {**of["components"], "mailer": mailer}}
    (root / "diagrams" / "map.yaml").write_text(yaml.safe_dump(of), encoding="utf-8")


def test_a_change_that_takes_a_dead_letter_place_away_fails_the_ratchet_and_names_the_edge(
    root: Path,
) -> None:
    shop = Shop(root)
    shop.commit({})
    assert "The ratchet holds" in evaluate("--ratchet", "main")
    without_place(root)
    text = evaluate("--ratchet", "main", code=1)
    assert "Worse by what was changed (1)" in text
    assert "mailer keep: was pass" in text
    assert "mailer consumes events: dead-letter of events is not stated (diagrams/map.yaml:" in text
    values = json.loads(evaluate("--ratchet", "main", "--format", "json", code=1))
    jsonschema.validate(values, readiness_schema("evaluate"))
    assert [each["cause"] for each in values["ratchet"]["changes"]] == ["authored"]
    assert "The ratchet fails" in evaluate("--ratchet", "main", "--format", "markdown", code=1)
    assert "ratchet.mailer" in evaluate("--ratchet", "main", "--format", "junit", code=1)


def test_an_unrelated_change_on_the_day_a_waiver_ends_passes_and_says_what_ended(
    root: Path,
) -> None:
    shop = Shop(root)
    waives = [{"item": "drill", "components": ["mailer"], "until": "2026-11-22"}]
    shop.commit(adr(1, {"waives": waives}))
    shop.commit({"docs/index.md": "# Else\n"})
    text = evaluate("--ratchet", "HEAD~1")
    assert "Worse by time, which fails nothing (1)" in text
    assert "Its waiver in ADR-001 ended on 2026-11-22" in text
    assert "The ratchet holds" in text


def test_what_is_newly_asked_is_told_once_for_all_components(root: Path) -> None:
    Shop(root).commit({})
    more = {**ITEMS, "zone": item({"property": "zone"}, ability="lie somewhere")}
    opened(root, more, of=OF)
    text = evaluate("--ratchet", "main")
    assert "Worse by what is asked, which fails nothing (3)" in text
    assert "zone of dead, events and mailer: was not asked" in text
    markdown = evaluate("--ratchet", "main", "--format", "markdown")
    assert "- zone of dead, events and mailer: was not asked, is unknown" in markdown


def test_the_ratchet_may_look_at_one_component(root: Path) -> None:
    other = {"kind": "worker", "owner": "commerce"}
    of = {**OF, "components": {**OF["components"], "other": other}}
    opened(root, ITEMS, of=of)
    Shop(root).commit({})
    without_place(root, of)
    evaluate("--ratchet", "main", "--component", "mailer", code=1)
    assert "The ratchet holds" in evaluate("--ratchet", "main", "--component", "other")


def test_a_checklist_file_with_an_error_is_shown_and_ends_with_2(root: Path) -> None:
    (root / "docs" / "checklists" / "bad.yaml").write_text("itms: {}\n", encoding="utf-8")
    result = run("checklists", "evaluate", code=2)
    assert "bad.yaml:1" in result.stderr
    assert "A list: low" in result.stdout


def test_a_name_that_leads_nowhere_is_told_and_never_a_pass(root: Path) -> None:
    asked = {**ITEMS, "drill": {**ITEMS["drill"], "applies-to": {"kind": "wroker"}}}
    gone = attestation(root, "drill", ITEMS["drill"])
    opened(root, asked, of=OF, attestations={"mailr": {"drill": gone}})
    result = run("checklists", "evaluate", "--floor", "high", code=2)
    assert "docs/checklists/list.yaml:" in result.stderr
    assert 'Did you mean "worker"?' in result.stderr
    assert "docs/checklists/attestations/mailr.yaml:2: error" in result.stderr
    assert 'Did you mean "mailer"?' in result.stderr


def test_names_are_never_divided_where_a_line_ends(root: Path) -> None:
    long = {f"one-very-long-name-of-an-item-{n}": item({"property": "zone"}) for n in range(9)}
    opened(root, long, of=OF)
    shown = evaluate()
    assert all(f"{name}," in shown or f"{name}\n" in shown for name in long)


def test_without_a_map_there_is_nothing_to_evaluate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "No component map is here" in run("checklists", "evaluate", code=2).stderr


def test_attesting_writes_what_then_passes(root: Path) -> None:
    (root / "docs" / "d.md").write_text("# Drill\n", encoding="utf-8")
    result = run(
        "checklists",
        "attest",
        "mailer",
        "drill",
        "--by",
        "Ana: x",
        "--statement",
        "Back in four minutes.",
        "--evidence",
        "drill:docs/d.md",
        "--evidence",
        "https://x.example/run",
        "--field",
        "minutes=4",
    )
    assert result.stdout.strip() == "docs/checklists/attestations/mailer.yaml"
    assert "is now: pass" in result.stderr
    text = (root / result.stdout.strip()).read_text("utf-8")
    said = read_yaml(text, file="").data["attestations"]["drill"]
    assert said["by"] == "Ana: x"
    assert str(said["on"]) == "2026-11-23"
    assert said["fields"] == {"minutes": 4}
    assert said["evidence"][0]["digest"].startswith("sha256:")
    assert said["digest"] == attestation(root, "drill", ITEMS["drill"])["digest"]
    assert "The floor high holds" in evaluate("--floor", "high")


def test_attesting_as_git_knows_them_and_as_not_applicable(root: Path) -> None:
    shop = Shop(root)
    shop.git("config", "user.name", "Ben")
    run("checklists", "attest", "mailer", "drill", "--not-applicable", "It keeps nothing.")
    stated = yaml.safe_load((root / "docs/checklists/attestations/mailer.yaml").read_text("utf-8"))
    said = stated["attestations"]["drill"]
    assert (said["answer"], said["by"]) == ("not-applicable", "Ben")
    assert said["statement"] == "It keeps nothing."
    assert "- not-applicable drill: come back in time" in evaluate("--component", "mailer")


FOUR = "--field=minutes=4"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mailr", "drill"), 'Did you mean "mailer"?'),
        (("mailer", "dril"), 'Did you mean "drill"?'),
        (("mailer", "drill", "--evidence", "javascript:alert(1)"), "no evidence"),
        (("mailer", "drill", "--evidence", "link:ftp://x"), "no https: address"),
        (("mailer", "drill", FOUR, "--evidence", "file:../../etc/passwd"), "out of the repository"),
        (("mailer", "drill", FOUR, "--evidence", "drill:docs/none.md"), "cannot be read"),
        (("mailer", "drill", "--field", "minutes"), "NAME=VALUE"),
        (("mailer", "drill", "--not-applicable", " "), "the reason"),
        (("mailer", "drill", "--fail", "--not-applicable", "x"), "either"),
        (("mailer", "drill", "--evidence", "https://x.example"), "--field minutes=VALUE"),
        (("mailer", "drill", "--field", "minutes=4"), "--evidence [KIND:]TARGET"),
        (("mailer", "drill", "--fail", "--field", "minuts=4"), 'Did you mean "minutes"?'),
        (("mailer", "keep", "--statement", "Yes."), "by no person"),
    ],
)
def test_what_cannot_be_attested_is_not_written(
    root: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("checklists", "attest", *arguments, "--by", "Ana", code=2)
    assert words in result.stderr
    assert not (root / "docs" / "checklists" / "attestations").exists()


def test_lists_say_how_each_item_is_decided(root: Path) -> None:
    del root
    assert "rule dead-letter" in run("checklists", "list").stdout
    values = json.loads(run("checklists", "list", "--format", "json").stdout)
    jsonschema.validate(values, readiness_schema("list"))
    assert [each["id"] for each in values] == ["list"]
    assert values[0]["items"][1]["decided_by"] == "person"


def test_the_linter_reports_with_the_lines_and_fails_at_the_level_asked_for(root: Path) -> None:
    extra = {"items": {"lost": ITEMS["keep"]}}
    (root / "docs" / "checklists" / "more.yaml").write_text(yaml.safe_dump(extra), "utf-8")
    text = run("checklists", "lint").stdout
    assert "checklist-unquoted-item" in text
    values = json.loads(
        run("checklists", "lint", "--format", "json", "--fail-on", "warning", code=1).stdout
    )
    jsonschema.validate(values, lint_schema())
    assert values["counts"]["error"] == 0


def test_a_badge_is_an_svg_of_its_own(root: Path) -> None:
    run("badge", "mailer", "-o", "b.svg")
    svg = ET.fromstring((root / "b.svg").read_text("utf-8"))  # noqa: S314 - our own text
    assert svg.get("aria-label") == "mailer, A list: low"
    assert run("badge", "mailer", "--checklist", "list").stdout == (root / "b.svg").read_text(
        "utf-8"
    )
    assert 'Did you mean "mailer"?' in run("badge", "maile", code=2).stderr


def test_names_of_files_and_people_cannot_steer_the_terminal(root: Path) -> None:
    said = attestation(
        root, "drill", ITEMS["drill"], by="A\x1b[31m", fields={"minutes": 4}, evidence=None
    )
    opened_file = root / "docs" / "checklists" / "attestations" / "mailer.yaml"
    opened_file.parent.mkdir()
    opened_file.write_text(json.dumps({"attestations": {"drill": said}}), encoding="utf-8")
    result = CliRunner().invoke(main, ["checklists", "evaluate", "--component", "mailer"])
    assert "\x1b" not in result.output
