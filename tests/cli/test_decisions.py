"""`archbook decisions list`: what it prints, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from archbook.cli import main
from archbook.decisions.export import decisions_schema
from archbook.decisions.model import RelationKind

ONE = "# 1. Start small\n\nDate: 2026-01-12\n\n## Status\n\nSuperseded by [2. Grow](0002-grow.md)\n"
TWO = """\
---
status: accepted
date: 2026-03-02
decision-makers: [ada]
components: [orders]
tags: [async]
---
# Grow

See ADR-0001.
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "adr/0001-start-small.md": ONE,
        "adr/0002-grow.md": TWO,
        "adr/README.md": "# Our decisions\n",
        "adr/template.md": "# Title\n\n## Status\n\n{proposed | accepted}\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["decisions", *arguments])


def listed(*arguments: str) -> list[dict[str, Any]]:
    result = run("list", *arguments, "--format", "json", "--no-git")
    assert result.exit_code == 0, result.output
    values: list[dict[str, Any]] = json.loads(result.stdout)
    jsonschema.validate(values, decisions_schema(), jsonschema.Draft202012Validator)
    return values


def test_the_json_has_every_field_of_every_file(root: Path) -> None:
    one, two, *others = listed()
    assert one | {"provenance": {}, "findings": []} == {
        "path": "adr/0001-start-small.md",
        "kind": "adr",
        "id": "ADR-0001",
        "number": 1,
        "title": "Start small",
        "display_title": "Start small",
        "status": "superseded",
        "status_as_written": "Superseded by 2. Grow",
        "date": "2026-01-12",
        "decision_makers": [],
        "consulted": [],
        "informed": [],
        "components": [],
        "tags": [],
        **{kind.value: [] for kind in RelationKind},
        "superseded_by": [2],
        "completed": {},
        "mentions": [],
        "history": [],
        "derived": None,
        "provenance": {},
        "findings": [],
    }
    assert one["provenance"]["status"] == {"form": "section", "line": 7}
    assert one["provenance"]["date"]["line"] == 3
    assert two["completed"] == {"supersedes": [1]}
    assert two["mentions"] == [1]
    assert (two["decision_makers"], two["components"], two["tags"]) == (
        ["ada"],
        ["orders"],
        ["async"],
    )
    assert [(o["path"], o["kind"]) for o in others] == [
        ("adr/README.md", "readme"),
        ("adr/template.md", "template"),
    ]
    assert root.is_dir()


@pytest.mark.usefixtures("root")
def test_findings_of_the_rules_stand_beside_those_of_the_reader() -> None:
    _, two, *_ = listed()
    (finding,) = two["findings"]
    assert finding["rule"] == "one-way-supersession"
    assert finding["file"] == "adr/0002-grow.md"
    assert finding["severity"] == "note"
    assert finding["line"] == 2


def test_paths_count_from_the_folder_that_is_given(root: Path) -> None:
    (root / "adr" / "sub").mkdir()
    (root / "adr" / "sub" / "0003-more.md").write_text("# More\n", encoding="utf-8")
    assert [v["path"] for v in listed("adr")][:3] == [
        "0001-start-small.md",
        "0002-grow.md",
        "sub/0003-more.md",
    ]
    assert [v["path"] for v in listed(str(root / "adr" / "sub"))] == ["0003-more.md"]


def test_a_file_has_its_name_for_a_path_and_is_read_among_its_neighbours(root: Path) -> None:
    (one,) = listed(str(root / "adr" / "0002-grow.md"))
    assert one["path"] == "0002-grow.md"
    assert one["completed"] == {"supersedes": [1]}


def test_a_file_of_no_log_is_read_among_its_neighbours_too(root: Path) -> None:
    other = root / "elsewhere"
    (other / "deep").mkdir(parents=True)
    (other / "a-1.md").write_text("# A\n\n- Status: accepted\n- Date: 03/04/2026\n", "utf-8")
    (other / "b-2.md").write_text("# B\n\n- Status: accepted\n- Date: 25/04/2026\n", "utf-8")
    (other / "deep" / "c-3.md").write_text("# C\n\n- Status: accepted\n", "utf-8")
    (one,) = listed("elsewhere/a-1.md")
    assert one["date"] == "2026-04-03"


@pytest.mark.usefixtures("root")
def test_several_paths_are_listed_one_after_the_other_each_once() -> None:
    paths = [v["path"] for v in listed("adr/0002-grow.md", "adr", "adr/0002-grow.md")]
    assert paths == [
        "0002-grow.md",
        "0001-start-small.md",
        "0002-grow.md",
        "README.md",
        "template.md",
    ]


@pytest.mark.usefixtures("root")
def test_the_text_is_a_table_without_colours_outside_a_terminal() -> None:
    result = run("list", "--no-git")
    assert result.exit_code == 0
    assert result.stdout == (
        "ADR-0001  superseded  2026-01-12  Start small    adr/0001-start-small.md\n"
        "ADR-0002  accepted    2026-03-02  Grow           adr/0002-grow.md\n"
        "          readme                  Our decisions  adr/README.md\n"
        "          template                Template       adr/template.md\n"
        "2 decisions: 1 accepted, 1 superseded\n"
    )


def test_words_of_a_file_cannot_steer_the_terminal(root: Path) -> None:
    (root / "adr" / "0003-x.md").write_text("# 3. Evil \x1b[31m title \u202e\n", encoding="utf-8")
    output = run("list", "--no-git").output
    assert "\x1b" not in output
    assert "\u202e" not in output


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_path_that_is_not_there_is_a_wrong_call(root: Path, form: str) -> None:
    result = run("list", str(root / "ard"), "--format", form)
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_no_record_is_a_wrong_call(root: Path) -> None:
    (root / "adr" / "picture.png").write_bytes(b"x")
    result = run("list", "adr/picture.png")
    assert result.exit_code == 2
    assert "ends in none of" in result.stderr


def test_without_a_log_the_list_is_empty_and_says_where_it_looked(tmp_path: Path) -> None:
    result = run("list", "--format", "json", "--root", str(tmp_path))
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert "looked for adr, docs/adr" in result.stderr


def test_wrong_settings_are_said_beside_the_output(root: Path) -> None:
    (root / "archbook.yml").write_text("fial-on: error\n", encoding="utf-8")
    result = run("list", "--format", "json", "--no-git")
    assert result.exit_code == 2
    assert len(json.loads(result.stdout)) == 4
    assert "archbook.yml:1: error" in result.stderr


def test_words_for_a_status_come_from_the_settings(root: Path) -> None:
    (root / "adr" / "0002-grow.md").write_text("# Grow\n\n## Status\n\nBlessed\n", "utf-8")
    (root / "archbook.yml").write_text("decisions: {statuses: {blessed: accepted}}\n", "utf-8")
    assert listed("adr")[1]["status"] == "accepted"


@pytest.mark.usefixtures("root")
def test_the_schema_can_be_printed() -> None:
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == decisions_schema()


def test_the_same_files_give_the_same_bytes(root: Path) -> None:
    first = run("list", "--format", "json", "--no-git").stdout_bytes
    assert run("list", "--format", "json", "--no-git").stdout_bytes == first
    assert str(root) not in first.decode()
