"""`archbook check` and `archbook rules`: findings to be read, and for programs; how it starts."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from archbook.cli import main
from archbook.cli.check import check_schema
from archbook.rules.registry import rules

RECORD = "---\nstatus: {status}\ndate: 2026-03-02\n---\n# Use it\n\n{body}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "archbook.yml").write_text("decisions: {git: false}\n", encoding="utf-8")
    write(tmp_path, "0001-a", "accepted")
    return tmp_path


def write(root: Path, name: str, status: str, body: str = "") -> None:
    (root / "adr").mkdir(exist_ok=True)
    text = RECORD.format(status=status, body=body)
    (root / "adr" / f"{name}.md").write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.usefixtures("root")
def test_a_sound_handbook_passes() -> None:
    result = run("check", "--as-of", "2026-03-03")
    assert (result.exit_code, result.stdout) == (0, "Nothing to find fault with.\n")


def test_the_report_is_grouped_quotes_the_line_and_says_what_to_do(root: Path) -> None:
    write(root, "0002-b", "proposed", "See [it](gone.md) and [that](also-gone.md).")
    write(root, "0003-c", "accepted", "See [it](gone.md).")
    result = run("check", "--as-of", "2026-12-31")
    assert result.exit_code == 1
    assert (
        result.stdout
        == """\
3 errors
  adr/0002-b.md
       7  The link to "also-gone.md" leads to no file [broken-link]
          | See [it](gone.md) and [that](also-gone.md).
          > Correct the path; it counts from the file that holds the link.
       7  The link to "gone.md" leads to no file [broken-link]
          | See [it](gone.md) and [that](also-gone.md).
          > Correct the path; it counts from the file that holds the link.
  adr/0003-c.md
       7  The link to "gone.md" leads to no file [broken-link]
          | See [it](gone.md).
          > Correct the path; it counts from the file that holds the link.

1 warning
  adr/0002-b.md
       2  It has been proposed for 304 days (since 2026-03-02), more than 90 [stale-proposal]
          | status: proposed
          > Accept, reject or withdraw it.

3 errors, 1 warning in 2 files.
"""
    )


@pytest.mark.parametrize(
    ("settings", "arguments", "code"),
    [
        ("", [], 0),
        ("", ["--fail-on", "warning"], 1),
        ("fail-on: warning\n", [], 1),
        ("fail-on: warning\n", ["--fail-on", "error"], 0),
        ("rules: {stale-proposal: {severity: error}}\n", [], 1),
        ("rules: {stale-proposal: {severity: error}}\n", ["--fail-on", "never"], 0),
        ("rules: {stale-proposal: {off: we are slow}}\n", ["--fail-on", "warning"], 0),
        ("rules: {stale-proposal: {days: 400}}\n", ["--fail-on", "warning"], 0),
    ],
)
def test_the_exit_code_says_whether_a_finding_is_at_or_above_the_level(
    root: Path, settings: str, arguments: list[str], code: int
) -> None:
    write(root, "0002-b", "proposed")
    (root / "archbook.yml").write_text(f"decisions: {{git: false}}\n{settings}", encoding="utf-8")
    assert run("check", "--as-of", "2026-12-31", *arguments).exit_code == code


def test_the_json_follows_its_schema_and_counts(root: Path) -> None:
    write(root, "0002-b", "proposed", "See [it](gone.md).")
    result = run("check", "--as-of", "2026-12-31", "--format", "json")
    values = json.loads(result.stdout)
    schema = check_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(values, schema, jsonschema.Draft202012Validator)
    assert values["counts"] == {"error": 1, "warning": 1, "note": 0}
    assert values["cannot_tell"] == {}
    first = values["findings"][0]
    assert len(first.pop("fingerprint")) == 16
    assert first == {
        "rule": "broken-link",
        "severity": "error",
        "dimension": "correctness",
        "subject": "decision:ADR-0002",
        "message": 'The link to "gone.md" leads to no file',
        "file": "adr/0002-b.md",
        "line": 7,
        "components": [],
        "path": ["adr/0002-b.md"],
        "mend": "Correct the path; it counts from the file that holds the link.",
        "state": "open",
    }
    assert json.loads(run("check", "--schema").stdout) == schema


@pytest.mark.parametrize(
    "settings",
    ["folders: {decisions: gone}\n", "fail-on: [\n", "rules: {no-such: {severity: note}}\n"],
)
def test_wrong_settings_fail_the_check_and_are_valid_json(root: Path, settings: str) -> None:
    (root / "archbook.yml").write_text(settings, encoding="utf-8")
    result = run("check", "--format", "json")
    values = json.loads(result.stdout)
    jsonschema.validate(values, check_schema(), jsonschema.Draft202012Validator)
    assert result.exit_code == 1
    assert "settings" in {finding["rule"] for finding in values["findings"]}
    assert {finding["file"] for finding in values["findings"]} >= {"archbook.yml"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--root", "gone"],
        ["check", "--config", "gone.yml"],
        ["check", "--as-of", "soon"],
        ["check", "--fail-on", "sometimes"],
        ["chek"],
        ["rules", "explain", "brokn-link"],
        ["decisions", "list", "gone"],
        ["new"],
    ],
)
def test_a_wrong_call_has_its_own_exit_code(root: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
    assert root.is_dir()


def test_another_folder_and_file_can_be_named(root: Path, tmp_path: Path) -> None:
    write(root, "0002-b", "proposed")
    other = tmp_path / "strict.yml"
    other.write_text("decisions: {git: false}\nfail-on: warning\n", encoding="utf-8")
    arguments = ["--root", str(root), "--config", str(other), "--as-of", "2026-12-31"]
    assert run("check", *arguments).exit_code == 1


@pytest.mark.usefixtures("root")
def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = CliRunner().invoke(main, ["check", "--as-of", "2026-03-03"], color=True)
    assert "\x1b[" in coloured.stdout
    monkeypatch.setenv("NO_COLOR", "1")
    plain = CliRunner().invoke(main, ["check", "--as-of", "2026-03-03"], color=True)
    assert "\x1b[" not in plain.stdout


def test_the_catalogue_lists_and_explains_every_rule(tmp_path: Path) -> None:
    listing = run("rules", "--root", str(tmp_path)).stdout
    for rule in rules().values():
        assert rule.id in listing
        explained = run("rules", "explain", rule.id)
        assert explained.exit_code == 0
        assert rule.why.split()[0] in explained.stdout
    values = json.loads(run("rules", "--root", str(tmp_path), "--format", "json").stdout)
    assert [value["id"] for value in values] == list(rules())
    one = json.loads(run("rules", "explain", "stale-proposal", "--format", "json").stdout)
    assert one["days"] == 90


def test_a_misspelt_rule_gets_a_suggestion() -> None:
    assert 'Did you mean "broken-link"?' in run("rules", "explain", "brokn-link").stderr


ALLOWED = {
    *("archbook", "click", "markdown_it", "mdit_py_plugins", "mdurl", "nh3", "yaml"),
    *("pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"),
    *("linkify_it", "uc_micro", "cython_runtime"),
}
"""What `check` may import beside the standard library: the readers, and nothing of the hosts."""

IMPORTED = """
import sys
from archbook.cli import main
try:
    main(["check"])
finally:
    names = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names
    print(*names, file=sys.stderr)
"""


def test_the_check_starts_fast_and_imports_no_host_and_no_drawing(root: Path) -> None:
    for number in range(2, 22):
        write(root, f"{number:04}-x", "accepted", "Because of ADR-0001. " * 50)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    foreign = {name for name in done.stderr.split() if not name.startswith("_")}
    assert foreign <= ALLOWED
    # Half a second is what a reader is promised; this leaves room for a slow machine.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.2


def test_the_help_says_what_the_exit_codes_mean() -> None:
    said = run("--help").stdout
    assert "Exit codes: 0 fine" in said
    assert "\\b" not in said
