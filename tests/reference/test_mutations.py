"""Each rule breaks on one small edit of the reference system, and holds for something without."""

from __future__ import annotations

import dataclasses
import shutil
from functools import cache
from pathlib import Path

import pytest

from archbook.components.loading import read_map
from archbook.handbook import Handbook, load_handbook
from archbook.rules.mutations import Mutation, mutations
from archbook.rules.registry import all_rules, rules
from archbook.rules.run import Judgement, judge
from archbook.rules.verdicts import Answer
from archbook.source.findings import Finding

ROOT = Path(__file__).parents[2]
ABOUT_DECISIONS = {"split-without-trigger", "decision-about-what-is-gone"}


@cache
def reference() -> Handbook:
    return load_handbook(ROOT)


@cache
def texts() -> dict[str, str]:
    component_map = reference().components
    assert component_map is not None
    return {file: (ROOT / file).read_text("utf-8") for file in component_map.files}


@cache
def judged() -> Judgement:
    return judge(reference())


def mutated(mutation: Mutation, scratch: Path) -> Handbook:
    """Return the reference handbook with an edit made; only what it touches is read again."""
    if all(edit.file in texts() for edit in mutation.edits):
        changed = dict(texts())
        for edit in mutation.edits:
            changed[edit.file] = edit.apply(changed[edit.file])
        return dataclasses.replace(reference(), components=read_map(changed))
    for folder in ("adr", "diagrams"):
        shutil.copytree(ROOT / folder, scratch / folder)
    for edit in mutation.edits:
        file = scratch / edit.file
        file.write_text(edit.apply(file.read_text("utf-8")), encoding="utf-8")
    as_of = reference().as_of
    return load_handbook(scratch, as_of=as_of)


def new(findings: tuple[Finding, ...]) -> dict[tuple[str, str], Finding]:
    known = {(f.rule, f.subject) for f in judged().findings}
    return {
        (f.rule, f.subject): f
        for f in findings
        if (f.rule, f.subject) not in known and f.rule not in {"broken-link", "no-history"}
    }


@pytest.mark.parametrize("rule", mutations())
def test_one_edit_of_the_reference_breaks_one_rule(rule: str, tmp_path: Path) -> None:
    mutation = mutations()[rule]
    found = new(judge(mutated(mutation, tmp_path)).findings)
    assert set(found) == {(rule, mutation.breaks), *mutation.companions}
    finding = found[rule, mutation.breaks]
    assert finding.message == mutation.finds
    assert finding.mend
    assert finding.location.line
    of_rule = rules()[rule]
    assert finding.severity is of_rule.severity
    assert finding.dimension is of_rule.dimension


def test_every_rule_about_the_map_has_an_edit_that_breaks_it() -> None:
    about_map = {rule.id for rule in rules().values() if rule.map_judge}
    assert set(mutations()) == about_map | ABOUT_DECISIONS


@pytest.mark.parametrize("rule", [r.id for r in all_rules(reference()).values() if r.map_judge])
def test_every_rule_holds_for_something_in_the_reference(rule: str) -> None:
    assert Answer.HOLDS in {verdict.answer for verdict in judged().verdicts[rule]}
