"""The reference handbook's checklists: every result, every strength, nothing wrong with them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from archbook.checklists.model import EvidenceKind
from archbook.checklists.ways import Strength
from archbook.handbook import Handbook, load_handbook, with_checklists
from archbook.readiness.evaluating import evaluate
from archbook.readiness.lint import lint
from archbook.readiness.model import ItemResult, Readiness, Result
from archbook.rules.run import Judgement, judge

ROOT = Path(__file__).parents[2]
DRILLS = ROOT / "docs" / "operations" / "drills"
PACKS = (
    "production-readiness",
    "survivable-async",
    "edge-and-caching",
    "security-defaults",
    "data-and-analytics",
    "incident-readiness",
    "design-review",
    "rescue-review",
)


@cache
def the_handbook() -> Handbook:
    """Return the reference handbook with every pack that is shipped."""
    found = load_handbook(ROOT)
    checklists = replace(found.settings.checklists, packs=PACKS)
    return with_checklists(replace(found, settings=replace(found.settings, checklists=checklists)))


@cache
def the_judgement() -> Judgement:
    return judge(the_handbook())


@cache
def the_readiness() -> Readiness:
    return evaluate(the_handbook(), the_judgement())


def everything() -> list[ItemResult]:
    return [each for found in the_readiness().results.values() for each in found.values()]


def result(component: str, item: str) -> ItemResult:
    return the_readiness().results[component][item]


def test_nothing_is_wrong_with_the_checklists_and_attestations() -> None:
    book = the_handbook().checklists
    assert book is not None
    assert book.findings == ()
    assert the_readiness().findings == ()
    assert lint(the_handbook(), the_judgement(), packs=True) == ()


@pytest.mark.parametrize("wanted", [each for each in Result if each is not Result.ERROR])
def test_every_result_but_an_error_can_be_seen(wanted: Result) -> None:
    assert [each for each in everything() if each.result is wanted]


def test_no_item_errs() -> None:
    assert [
        (each.component, each.item.id) for each in everything() if each.raw is Result.ERROR
    ] == []


@pytest.mark.parametrize("strength", list(Strength))
def test_every_strength_of_evidence_can_be_seen(strength: Strength) -> None:
    assert [each for each in everything() if each.strength is strength]


def test_one_attestation_is_stale_by_its_age_and_one_by_the_wording() -> None:
    aged, reworded = result("shop", "shop-kill-switches"), result("web", "inc-tell-users")
    assert aged.result is reworded.result is Result.STALE
    assert "days ago" in aged.facts[0].text
    assert "before the wording or the limits" in reworded.facts[0].text


def test_one_item_does_not_apply_by_its_selector_and_one_by_a_persons_reason() -> None:
    selected, said = result("orders", "prr-backup"), result("token-check", "prr-flags")
    assert selected.result is said.result is Result.NOT_APPLICABLE
    assert selected.attestation is None
    assert said.attestation is not None
    assert said.attestation.statement


@pytest.mark.parametrize(
    ("component", "item", "expected"),
    [
        ("warehouse", "prr-backup", Result.WAIVED),
        ("delivery", "prr-blast", Result.WAIVER_EXPIRED),
        ("mailer", "shop-mail-forgets", Result.NOT_YET),
        ("cdn", "prr-capacity", Result.FAIL),
        ("indexer", "prr-flags", Result.FAIL),
        ("orders", "prr-retire", Result.UNKNOWN),
        ("orders", "prr-rollback-drilled", Result.PASS),
        ("orders-db", "prr-restore-drilled", Result.PASS),
        ("payments", "async-consumer", Result.PASS),
        ("warehouse", "prr-olap", Result.PASS),
    ],
)
def test_these_come_to_what_the_log_the_map_and_people_say(
    component: str, item: str, expected: Result
) -> None:
    assert result(component, item).result is expected


def test_orders_is_one_open_item_away_from_critical() -> None:
    standing = the_readiness().standings["production-readiness"]["orders"]
    assert standing.held.without_waivers == "standard"
    assert standing.next is not None
    assert [each.item.id for each in standing.next.missing] == ["prr-retire"]


def test_every_component_of_tier_1_is_at_least_experimental() -> None:
    components = the_handbook().components
    assert components is not None
    for name, standing in the_readiness().standings["production-readiness"].items():
        if components.components[name].tier == 1:
            assert standing.held.without_waivers is not None, name


def test_every_item_of_the_handbook_is_asked_of_something() -> None:
    asked = {each.item.id for each in everything() if each.result is not Result.NOT_APPLICABLE}
    book = the_handbook().checklists
    assert book is not None
    assert set(book.items) <= asked


def test_drills_that_are_attested_have_a_record_that_says_how_long_it_took() -> None:
    book = the_handbook().checklists
    assert book is not None
    kinds = {
        evidence.target
        for each in book.attestations
        for evidence in each.evidence
        if evidence.kind is EvidenceKind.DRILL
    }
    assert len(kinds) >= 5
    for target in sorted(kinds):
        text = (ROOT / target).read_text(encoding="utf-8")
        assert re.search(r"\b(minutes?|seconds?)\b", text), target
        assert "## What we learned" in text, target


def test_the_list_of_drills_names_every_record() -> None:
    index = (DRILLS / "index.md").read_text(encoding="utf-8")
    for path in DRILLS.glob("20*.md"):
        assert f"({path.name})" in index, path.name
        assert path.name[:10] in index, path.name


def test_nobody_attests_what_lies_in_the_future() -> None:
    book = the_handbook().checklists
    assert book is not None
    assert all(each.on <= the_handbook().as_of for each in book.attestations)
