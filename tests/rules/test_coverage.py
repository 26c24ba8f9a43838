"""What decisions enforce, and what nobody has decided."""

from __future__ import annotations

from pathlib import Path

from archbook.handbook import load_handbook, with_checklists
from archbook.rules.coverage import coverage


def test_decisions_and_rules_are_held_against_each_other(tmp_path: Path) -> None:
    (tmp_path / "adr").mkdir()
    heads = {
        "0001-a": "status: accepted\nenforces: [dead-letter, prr-backup]",
        "0002-b": "status: accepted",
        "0003-c": "status: proposed\nenforces: [replay]",
        "0004-d": "status: accepted\nenforces: shared-fate",
    }
    for name, head in heads.items():
        text = f"---\n{head}\ndate: 2026-03-02\n---\n# X\n"
        (tmp_path / "adr" / f"{name}.md").write_text(text, encoding="utf-8")
    settings = "decisions: {git: false}\nrules: {two-writers: {off: one store so far}}\n"
    (tmp_path / "archbook.yml").write_text(settings, encoding="utf-8")
    table = coverage(load_handbook(tmp_path))
    found = [(each.decision.number, each.rules, each.others) for each in table.decided]
    assert found == [
        (1, ("dead-letter",), ("prr-backup",)),
        (2, (), ()),
        (4, ("shared-fate",), ()),
    ]
    assert {"dead-letter", "shared-fate", "two-writers"}.isdisjoint(table.undecided)
    assert {"replay", "sync-cycle"} <= set(table.undecided)


def test_who_asks_for_an_item_asks_for_the_rules_that_decide_it(tmp_path: Path) -> None:
    (tmp_path / "adr").mkdir()
    head = "status: accepted\nenforces: [prr-single-writer, prr-owner]\ndate: 2026-03-02"
    (tmp_path / "adr" / "0001-a.md").write_text(f"---\n{head}\n---\n# X\n", encoding="utf-8")
    (tmp_path / "diagrams").mkdir()
    text = "components: {a: {kind: service}}\n"
    (tmp_path / "diagrams" / "map.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "archbook.yml").write_text("decisions: {git: false}\n", encoding="utf-8")
    handbook = with_checklists(load_handbook(tmp_path))
    (row,) = coverage(handbook).decided
    assert "two-writers" in row.rules
    assert row.others == ("prr-single-writer", "prr-owner")
    assert "two-writers" not in coverage(handbook).undecided
