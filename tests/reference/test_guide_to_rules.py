"""The guide to rules: its samples are one handbook, and the commands print what it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from archbook.cli import main
from archbook.components.threats import Threat, ThreatCategory, ThreatStatus
from archbook.components.vocabulary import IfLost

PAGE = (Path(__file__).parents[2] / "docs" / "using" / "rules.md").read_text("utf-8")
FILES = re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(
    r"^```console\n\$ archbook ([^\n]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
)


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the files of the guide into a folder of their own."""
    for name, text in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def test_the_guide_shows_a_handbook_and_what_is_done_with_it() -> None:
    assert len(FILES) == 4
    assert len(COMMANDS) >= 5


@pytest.mark.usefixtures("guide")
@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_each_command_prints_what_the_guide_shows(command: str, shown: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command))
    assert [line.rstrip() for line in result.stdout.rstrip().splitlines()] == shown.splitlines()
    assert not result.stderr


def test_the_guide_names_every_key_and_word_of_a_threat() -> None:
    section = PAGE.partition("## Threats")[2]
    keys = {name.removesuffix("_") for name in Threat.__dataclass_fields__}
    assert all(f"`{word}`" in section for word in {*keys, *ThreatCategory, *ThreatStatus})


def test_the_guide_names_what_every_edge_passes_on() -> None:
    (head,) = [line for line in PAGE.splitlines() if line.startswith("| What it depends on is")]
    assert re.findall(r"`([^`]+)`", head) == list(IfLost)
