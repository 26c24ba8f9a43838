"""What a repository holds of which a handbook can be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from archbook.starting.survey import Survey, survey
from support.books import adr, write


def surveyed(root: Path, files: dict[str, str | bytes]) -> Survey:
    write(root, files)
    return survey(root)


def logs(found: Survey) -> list[tuple[str, int]]:
    return [(log.path, log.decisions) for log in found.logs]


@pytest.mark.parametrize(
    "folder", ["adr", "docs/adr", "doc/architecture/decisions", "services/pay/rfc-log", "."]
)
def test_decisions_are_found_wherever_they_lie(folder: str, tmp_path: Path) -> None:
    found = surveyed(
        tmp_path,
        {f"{folder}/0001-one.md": adr("1. One"), f"{folder}/0002-two.md": adr("2. Two")},
    )
    assert logs(found) == [(folder, 2)]


def test_records_that_state_neither_status_nor_date_are_known_by_their_parts(
    tmp_path: Path,
) -> None:
    text = "# Use dashes\n\n## Context and Problem Statement\n\nA?\n\n## Decision Outcome\n\nB.\n"
    found = surveyed(tmp_path, {f"0{n}-x.md": text for n in (1, 2)})
    assert logs(found) == [(".", 2)]


def test_logs_of_several_services_are_several(tmp_path: Path) -> None:
    found = surveyed(tmp_path, {f"{name}/adr/0001-x.md": adr("1. X") for name in ("pay", "web")})
    assert logs(found) == [("pay/adr", 1), ("web/adr", 1)]


def test_a_numbered_tutorial_is_no_log(tmp_path: Path) -> None:
    steps = {f"docs/tour/0{n}-step.md": f"# Step {n}\n\nDo this.\n" for n in (1, 2, 3)}
    assert not surveyed(tmp_path, dict(steps)).logs


def test_what_is_below_a_log_belongs_to_it(tmp_path: Path) -> None:
    found = surveyed(tmp_path, {"adr/0001-x.md": adr("1. X"), "adr/old/0002-y.md": adr("2. Y")})
    assert logs(found) == [("adr", 2)]


def test_parts_are_found_in_any_folder_but_hidden_and_generated_ones(tmp_path: Path) -> None:
    compose = "services: {web: {image: web}}\n"
    found = surveyed(
        tmp_path,
        {
            "deploy/compose.yaml": compose,
            "node_modules/x/compose.yaml": compose,
            ".cache/compose.yaml": compose,
        },
    )
    assert [str(part.location) for part in found.parts] == ["deploy/compose.yaml:1"]


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "outside", {"compose.yaml": "services: {web: {image: web}}\n"})
    root = tmp_path / "inside"
    root.mkdir()
    (root / "compose.yaml").symlink_to(tmp_path / "outside" / "compose.yaml")
    (root / "linked").symlink_to(tmp_path / "outside")
    assert not survey(root).parts


@pytest.mark.parametrize(
    ("file", "text", "host"),
    [
        (".gitlab-ci.yml", "stages: []\n", "gitlab"),
        (".github/CODEOWNERS", "* @a\n", "github"),
        (".git/config", "[remote]\n\turl = git@gitlab.example:a/b.git\n", "gitlab"),
        ("README.md", "# A\n", "shell"),
    ],
)
def test_the_code_host_is_what_the_repository_tells(
    file: str, text: str, host: str, tmp_path: Path
) -> None:
    assert surveyed(tmp_path, {file: text}).host.name == host
