"""`archbook new`: begin a decision record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archbook.cli import main


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "false")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", "--as-of", "2026-03-02", *arguments])


def test_the_path_is_all_that_is_printed() -> None:
    result = run("Keep orders apart")
    assert (result.exit_code, result.stdout) == (0, "adr/0001-keep-orders-apart.md\n")
    assert result.stderr == ""


def test_what_was_begun_is_in_the_list() -> None:
    run("Keep orders apart", "--decision-maker", "ada", "--status", "accepted")
    run("Keep them together", "--supersedes", "1", "--short")
    listing = CliRunner().invoke(main, ["decisions", "list", "--format", "json", "--no-git"])
    one, two = json.loads(listing.stdout)
    assert (one["status"], one["decision_makers"], one["date"]) == (
        "accepted",
        ["ada"],
        "2026-03-02",
    )
    assert (two["id"], two["supersedes"], two["status"]) == ("ADR-002", [1], "proposed")


def test_it_says_what_is_left_to_do_in_the_old_one() -> None:
    run("Keep orders apart")
    result = run("Keep them together", "--supersedes", "ADR-001")
    assert result.stderr == (
        "Once ADR-002 is accepted, write in adr/0001-keep-orders-apart.md: status superseded,"
        " superseded by ADR-002 (0002-keep-them-together.md).\n"
    )


def test_of_several_logs_one_must_be_named(root: Path) -> None:
    for name in ("pay", "shop"):
        (root / name).mkdir()
    (root / "archbook.yml").write_text("folders: {decisions: [pay, shop]}\n", encoding="utf-8")
    assert run("Use it").exit_code == 2
    assert "pay, shop" in run("Use it").stderr
    assert run("Use it", "--log", "shp").exit_code == 2
    assert run("Use it", "--log", "shop").stdout == "shop/0001-use-it.md\n"


def test_a_folder_of_the_settings_that_is_not_there_is_not_made_up(root: Path) -> None:
    (root / "archbook.yml").write_text("folders: {decisions: records}\n", encoding="utf-8")
    result = run("Use it")
    assert result.exit_code == 2
    assert "archbook.yml:1" in result.stderr
    assert not list(root.rglob("*.md"))


@pytest.mark.parametrize(
    "arguments",
    [[""], ["two\nlines"], ["x", "--supersedes", "9"], ["x", "--status", "done"], []],
)
def test_what_cannot_be_begun_is_a_wrong_call_and_writes_nothing(
    root: Path, arguments: list[str]
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr
    assert not list(root.rglob("*.md"))


def test_no_editor_is_opened_where_there_is_no_terminal(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = root / "editor"
    trap.write_text("#!/bin/sh\ntouch opened\n", encoding="utf-8")
    trap.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(trap))
    run("Use it")
    assert not (root / "opened").exists()
