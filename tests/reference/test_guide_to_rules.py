"""The guide to rules names all there is; `tests/docs` tries what it shows."""

from __future__ import annotations

import re
from pathlib import Path

from archbook.components.threats import Threat, ThreatCategory, ThreatStatus
from archbook.components.vocabulary import IfLost

PAGE = (Path(__file__).parents[2] / "docs" / "using" / "rules.md").read_text("utf-8")


def test_the_guide_names_every_key_and_word_of_a_threat() -> None:
    section = PAGE.partition("## Threats")[2]
    keys = {name.removesuffix("_") for name in Threat.__dataclass_fields__}
    assert all(f"`{word}`" in section for word in {*keys, *ThreatCategory, *ThreatStatus})


def test_the_guide_names_what_every_edge_passes_on() -> None:
    (head,) = [line for line in PAGE.splitlines() if line.startswith("| What it depends on is")]
    assert re.findall(r"`([^`]+)`", head) == list(IfLost)
