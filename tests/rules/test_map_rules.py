"""The rules about the map as a catalogue; what breaks each stands in tests/reference."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from archbook.components.loading import read_map
from archbook.rules.analyses.chains import amplifications
from archbook.rules.analyses.system import System
from archbook.rules.mutations import Edit, mutations
from archbook.rules.registry import log_rules, rules
from archbook.rules.run import judge
from archbook.source.findings import Severity
from support.maps import handbook


def test_rules_about_the_map_are_none_of_the_log() -> None:
    about_map = {rule.id for rule in rules().values() if rule.map_judge}
    assert about_map.isdisjoint(log_rules())


@pytest.mark.parametrize("rule", [r for r in rules().values() if r.map_judge], ids=lambda r: r.id)
def test_each_rule_names_what_it_guards_against(rule: object) -> None:
    assert rule.death is not None  # type: ignore[attr-defined]
    assert rule.death.words  # type: ignore[attr-defined]
    assert all(rule.sources)  # type: ignore[attr-defined]


@pytest.mark.parametrize("factor", [10, 11, 50, 51])
def test_an_amplification_is_a_warning_above_ten_and_an_error_above_fifty(factor: int) -> None:
    components: dict[str, Any] = {
        "a": {"kind": "service", "uses": [{"calls": "b", "retries": factor - 1}]},
        "b": {"kind": "service"},
    }
    of = read_map({"map.yaml": yaml.safe_dump({"components": components})})
    assert [each.factor for each in amplifications(System(of))] == [factor]
    found = [f for f in judge(handbook(of)).findings if f.rule == "retry-amplification"]
    expected = {10: [], 11: [Severity.WARNING], 50: [Severity.WARNING], 51: [Severity.ERROR]}
    assert [finding.severity for finding in found] == expected[factor]


def test_an_edit_that_fits_nothing_says_so() -> None:
    edit = Edit(file="map.yaml", after="  orders:", old="tier: 1", new="tier: 2")
    with pytest.raises(ValueError, match=r'map\.yaml does not hold "tier: 1" after'):
        edit.apply("components:\n  orders: {kind: service}\n")
    changed = edit.apply("components:\n  cart:\n    tier: 1\n  orders:\n    tier: 1\n")
    assert changed == "components:\n  cart:\n    tier: 1\n  orders:\n    tier: 2\n"


@pytest.mark.parametrize("mutation", mutations().values(), ids=lambda mutation: mutation.rule)
def test_each_edit_changes_something_and_says_what_is_found(mutation: Any) -> None:
    assert all(edit.old != edit.new for edit in mutation.edits)
    assert mutation.finds
    assert not mutation.finds.endswith(".")
