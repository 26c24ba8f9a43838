"""`archbook init`: turn a repository into a handbook."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from archbook.cli import main
from support.books import adr, write
from support.sites import build_there

COMPOSE = "services:\n  web: {build: ., depends_on: [db]}\n  db: {image: postgres}\n"

RST = "1. X\n====\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n\nC.\n"


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", "--root", str(root), *arguments])


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_dry_run_says_everything_and_writes_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"adr/0001-x.md": adr("1. X"), "compose.yaml": COMPOSE})
    before = files(tmp_path)
    result = run(tmp_path, "--dry-run")
    assert result.exit_code == 0
    assert files(tmp_path) == before
    for words in ("1 decision in adr", "2 compose services", "write mkdocs.yml", "Nothing was"):
        assert words in result.stdout


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    there = {
        "mkdocs.yml": "site_name: Mine\n",
        "docs/index.md": "# Mine\n",
        "diagrams/map.yaml": "components: {a: {kind: service}}\n",
        ".gitignore": "/mine/\n",
        ".gitlab-ci.yml": "stages: []\n",
    }
    write(tmp_path, dict(there))
    result = run(tmp_path)
    assert result.exit_code == 0
    assert {name: (tmp_path / name).read_text() for name in there} == there
    assert "Add to mkdocs.yml:\n    plugins:\n" in result.stdout
    assert "Add to .gitlab-ci.yml:\n    include:\n" in result.stdout
    assert (tmp_path / ".gitlab/handbook.yml").is_file()


def test_a_second_run_writes_nothing_more(tmp_path: Path) -> None:
    run(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    assert run(tmp_path).exit_code == 0
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_a_second_run_advises_nothing_that_is_there(tmp_path: Path) -> None:
    run(tmp_path)
    assert "Add to" not in run(tmp_path).stdout


def test_a_site_that_lists_its_pages_is_told_which_to_add_and_builds_with_them(
    tmp_path: Path,
) -> None:
    mine = "site_name: Mine\ndocs_dir: pages\nnav: [index.md]\nplugins: [search]\n"
    log = {"pages/adr/0001-x.md": adr("1. X"), "pages/adr/README.md": "# Log\n"}
    write(tmp_path, {"mkdocs.yml": mine, "pages/index.md": "# Mine\n", **log})
    advice = run(tmp_path).stdout.partition("Add to mkdocs.yml:\n")[2].partition("Next:")[0]
    added = yaml.safe_load(textwrap.dedent(advice))
    assert added["nav"][0] == {"Decisions": "adr/README.md"}
    assert "search" not in added["plugins"]
    stated = yaml.safe_load(mine)
    both = stated | {key: [*stated[key], *added[key]] for key in added}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(both))
    site = build_there(tmp_path)
    assert (site.errors, site.warnings) == ((), ())
    assert 'href="adr/"' in site.html("index.html")
    assert not (tmp_path / "docs/index.md").exists()


def test_the_home_page_leads_to_every_log_and_chapter(tmp_path: Path) -> None:
    write(tmp_path, {"docs/[old] adr/0001-x.md": adr("1. X"), "adr/0001-y.md": adr("1. Y")})
    run(tmp_path)
    site = build_there(tmp_path)
    assert (site.errors, site.warnings) == ((), ())
    home = site.content("index.html")
    for page in ("decisions/", "%5Bold%5D%20adr/", "architecture/", "failure/", "checklists/"):
        assert f'href="{page}"' in home, page


def test_the_architecture_of_an_empty_repository_says_that_the_map_is_empty(tmp_path: Path) -> None:
    run(tmp_path)
    page = build_there(tmp_path).content("architecture/index.html")
    assert "The map names no component yet." in page
    assert "What is here" not in page


def test_the_first_checklist_holds_once_its_comment_signs_are_gone(tmp_path: Path) -> None:
    write(tmp_path, {"compose.yaml": COMPOSE})
    run(tmp_path)
    path = tmp_path / "docs/checklists/ours.yaml"
    example = path.read_text().partition("of your own:\n#\n")[2]
    path.write_text("".join(line.removeprefix("# ") for line in example.splitlines(keepends=True)))
    arguments = ["checklists", "lint", "--root", str(tmp_path), "--fail-on", "warning"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stdout
    listed = CliRunner().invoke(main, ["checklists", "list", "--root", str(tmp_path)])
    assert "our-restore" in listed.stdout


def test_a_file_in_place_of_a_folder_is_said_and_kept(tmp_path: Path) -> None:
    write(tmp_path, {"diagrams": "not a folder\n"})
    result = run(tmp_path)
    assert result.exit_code == 0
    assert "keep  diagrams/map.yaml" in result.stdout
    assert (tmp_path / "diagrams").read_text() == "not a folder\n"


@pytest.mark.parametrize(
    ("given", "decision"),
    [
        ({"adr/0001-x.md": adr("1. X"), "compose.yaml": COMPOSE}, "decisions/0001-x/index.html"),
        ({"docs/adr/0001-x.md": adr("1. X")}, "adr/0001-x/index.html"),
        ({"docs/adr/0001-x.rst": RST, "docs/adr/index.rst": "Log\n===\n"}, "adr/index.html"),
        ({"0001-x.md": adr("1. X"), "0002-y.md": adr("2. Y")}, "decisions/0001-x/index.html"),
        ({"rfc/0001-x.md": adr("1. X")}, "decisions/0001-x/index.html"),
        (
            {"a/adr/0001-x.md": adr("1. X"), "b/adr/0001-y.md": adr("1. Y")},
            "decisions/a/0001-x/index.html",
        ),
        ({}, "architecture/index.html"),
    ],
)
def test_the_result_builds_at_once_and_without_a_warning(
    given: dict[str, str | bytes], decision: str, tmp_path: Path
) -> None:
    write(tmp_path, given)
    assert run(tmp_path).exit_code == 0
    site = build_there(tmp_path)
    assert (site.errors, site.warnings) == ((), ())
    assert decision in site.files()


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_recipes_for_code_hosts_are_yaml(host: str, tmp_path: Path) -> None:
    assert run(tmp_path, "--ci", host).exit_code == 0
    recipes = [name for name in files(tmp_path) if name.startswith((".github", ".gitlab"))]
    assert recipes
    for name in recipes:
        assert isinstance(yaml.safe_load((tmp_path / name).read_text()), dict)


def test_the_shell_recipe_may_be_run(tmp_path: Path) -> None:
    run(tmp_path, "--ci", "shell")
    assert (tmp_path / "ci/handbook.sh").stat().st_mode & 0o100
