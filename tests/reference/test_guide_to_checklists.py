"""The guide to checklists names all there is; `tests/docs` tries what it shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from archbook.checklists.attestations import AttestationEntry
from archbook.checklists.entries import WAYS, ItemEntry
from archbook.checklists.loading import read_book
from archbook.checklists.model import EvidenceKind, Phase
from archbook.checklists.shipped import pack_files
from archbook.checklists.ways import Strength, Way
from archbook.components.values import hyphenated
from archbook.readiness.model import Result

PAGE = (Path(__file__).parents[2] / "docs" / "using" / "checklists.md").read_text("utf-8")


def test_the_guide_names_every_pack_result_strength_phase_and_kind_of_evidence() -> None:
    for name, _ in pack_files():
        assert f"`{name}`" in PAGE
    assert all(f"| *{result.replace('-', ' ')}* |" in PAGE for result in Result)
    assert all(f"*{strength}*" in PAGE for strength in Strength)
    assert all(f"`{word}`" in PAGE for word in (*Phase, *EvidenceKind))


def test_the_guide_names_every_key_of_an_item_and_every_way() -> None:
    said_in_words = {"ability", "why", "how", "verify"}
    for name in ItemEntry.model_fields:
        assert name in said_in_words or f"| `{hyphenated(name)}` |" in PAGE
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    for key in WAYS:
        assert any(f"{{{key}: " in row for row in rows), key
    assert {"answer", "digest"} <= set(AttestationEntry.model_fields)


def test_each_way_in_the_guide_is_read_as_it_stands() -> None:
    section = PAGE.partition("| `decided-by` | Passes where |\n")[2].partition("\n\n")[0]
    samples = [
        sample
        for row in section.splitlines()[1:]
        for sample in re.findall(r"`([^`]+)`", row.split(" | ")[0])
    ]
    kinds = set()
    for sample in samples:
        way = sample.replace("[...]", "[person, {rule: a}]")
        text = f"items: {{x: {{ability: a, why: w, how: h, verify: v, decided-by: {way}}}}}"
        book = read_book({"a.yaml": text})
        assert book.findings == (), sample
        kinds.add(type(book.items["x"].way))
    assert kinds == set(get_args(Way))
