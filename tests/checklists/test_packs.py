"""The packs that are shipped: enough, distinct, decidable, and asked of what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Any

import pytest
import yaml

from archbook.checklists.loading import read_book
from archbook.checklists.model import Item
from archbook.checklists.ways import (
    ByDecision,
    ByPerson,
    ByProperty,
    ByRule,
    Either,
    Strength,
    Way,
)
from archbook.components.component_map import ComponentMap
from archbook.components.loading import read_map
from archbook.components.selectors import Selector, unknown_names
from archbook.components.vocabulary import KINDS, Kind
from archbook.readiness.applying import scope
from archbook.readiness.ways.by_property import property_names
from archbook.rules.registry import rules

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
READINESS = [
    "prr-owner",
    "prr-slo",
    "prr-deploy",
    "prr-rollback",
    "prr-schema",
    "prr-flags",
    "prr-gradual",
    "prr-detect",
    "prr-explain",
    "prr-runbook",
    "prr-degrade",
    "prr-limits",
    "prr-retry",
    "prr-idem",
    "prr-dlq",
    "prr-backup",
    "prr-single-writer",
    "prr-olap",
    "prr-capacity",
    "prr-secrets",
    "prr-authz",
    "prr-threat",
    "prr-deps",
    "prr-blast",
    "prr-cost",
    "prr-pii",
    "prr-decisions",
    "prr-incident",
    "prr-retire",
]
ASYNC = [
    "async-outbox",
    "async-id",
    "async-consumer",
    "async-classify",
    "async-retry",
    "async-dlq",
    "async-replay",
    "async-order",
    "async-schema",
    "async-backpressure",
    "async-timeouts",
    "async-trace",
    "async-poison",
]


@cache
def items() -> dict[str, Item]:
    book = read_book({}, packs=PACKS)
    assert book.findings == ()
    assert tuple(book.checklists) == PACKS
    return dict(book.items)


def ways(way: Way) -> tuple[Way, ...]:
    if isinstance(way, Either):
        return tuple(each for inner in way.of for each in ways(inner))
    return (way,)


def all_items() -> list[Item]:
    return list(items().values())


def test_there_are_at_least_eighty_items_each_with_one_home() -> None:
    assert len(items()) >= 80
    assert {item.pack for item in all_items()} == set(PACKS)


@pytest.mark.parametrize("name", [*READINESS, *ASYNC])
def test_the_abilities_that_decisions_may_ask_for_by_id_are_there(name: str) -> None:
    assert name in items()


def test_every_item_is_asked_by_a_checklist() -> None:
    checklists = read_book({}, packs=PACKS).checklists.values()
    quoted = {quote.item for checklist in checklists for quote in checklist.quotes}
    assert quoted == set(items())


def test_packs_that_overlap_quote_the_same_item() -> None:
    checklists = read_book({}, packs=PACKS).checklists.values()
    times = Counter(quote.item for checklist in checklists for quote in checklist.quotes)
    assert sum(1 for number in times.values() if number > 1) >= 30


def test_every_item_says_why_how_and_how_it_is_verified_in_words_of_its_own() -> None:
    texts = [
        " ".join(text.split())
        for item in all_items()
        for text in (item.ability, item.why, item.how, item.verify)
    ]
    assert [text for text, number in Counter(texts).items() if number > 1] == []
    for item in all_items():
        assert len(item.why.split()) >= 15, item.id
        assert len(item.how.split()) >= 8, item.id
        assert len(item.verify.split()) >= 7, item.id
        for text in (item.why, item.how, item.verify):
            assert text.strip().endswith((".", "`")), item.id


def test_an_ability_completes_the_question_can_it() -> None:
    for item in all_items():
        assert item.ability[0].islower(), item.id
        assert not item.ability.endswith((".", "?", "!")), item.id
        assert not item.ability.startswith(("can ", "it ", "to ", "the ")), item.id
        assert len(item.ability) <= 90, item.id


def test_no_two_abilities_are_alike() -> None:
    small = {"a", "an", "and", "at", "by", "in", "is", "it", "its", "of", "on", "or", "that", "the"}
    words = {item.id: set(item.ability.split()) - small for item in all_items()}
    for (one, first), (other, second) in combinations(sorted(words.items()), 2):
        assert len(first & second) / len(first | second) < 0.6, (one, other)


def test_most_items_are_decided_by_a_rule_or_a_fact_of_the_map() -> None:
    decided = [
        item
        for item in all_items()
        if all(isinstance(way, ByRule | ByProperty) for way in ways(item.way))
    ]
    assert len(decided) / len(items()) >= 0.55


def test_every_rule_is_one_about_the_map() -> None:
    catalogue = rules()
    for item in all_items():
        for way in ways(item.way):
            for name in way.rules if isinstance(way, ByRule) else ():
                assert catalogue[name].map_judge is not None, item.id


def test_every_property_is_a_field_of_the_map() -> None:
    for item in all_items():
        for way in ways(item.way):
            if isinstance(way, ByProperty):
                assert way.field in property_names(), item.id


def test_a_decision_that_is_asked_for_enforces_an_item_of_the_packs() -> None:
    for item in all_items():
        for way in ways(item.way):
            if isinstance(way, ByDecision) and way.enforces:
                assert way.enforces in items(), item.id


def test_no_item_is_decided_by_looking_for_words_in_files() -> None:
    for item in all_items():
        for way in ways(item.way):
            assert not getattr(way, "contains", ""), item.id


def test_what_people_attest_ages() -> None:
    for item in all_items():
        for way in ways(item.way):
            if isinstance(way, ByPerson):
                assert way.max_age is not None, item.id
                assert way.evidence, item.id


def test_critical_asks_for_drills_of_rollback_and_restore() -> None:
    for name, replaced in (
        ("prr-rollback-drilled", "prr-rollback"),
        ("prr-restore-drilled", "prr-backup"),
    ):
        item = items()[name]
        assert item.levels == ("critical",)
        assert item.least is Strength.DRILLED
        assert item.replaces == (replaced,)


def verbs(name: str, kind: Kind) -> Iterator[dict[str, Any]]:
    """Yield edges between a component and those that have something to do with any."""
    if kind.channel:
        yield {"kind": "worker", "uses": [{"publishes": name}, {"consumes": name}]}
    elif kind.store:
        yield {"kind": "service", "uses": [{"writes": name}, {"reads": name}]}
    else:
        yield {"kind": "service", "uses": [{"calls": name}]}
    if kind.deployable or kind.store or kind.channel:
        yield {
            "kind": "delivery",
            "uses": [{"deploys": name}, {"configures": name}, {"observes": name}],
        }


@cache
def broad_map() -> ComponentMap:
    """Return a map that has a component of every kind, looked after and used."""
    components: dict[str, Any] = {}
    for name, kind in KINDS.items():
        components[name] = {"kind": name, "tier": 1, "holds": ["personal"]}
        for number, other in enumerate(verbs(name, kind)):
            components[f"{name}-{number}"] = {**other, "tier": 1}
    components["service"]["uses"] = [{"authorizes": "web"}]
    text = yaml.safe_dump({"components": components})
    found = read_map({"m.yaml": text})
    assert [f.message for f in found.findings if f.rule == "map-unknown-name"] == []
    return found


@pytest.mark.parametrize("item", all_items(), ids=lambda item: item.id)
def test_an_item_is_asked_of_something_on_a_broad_map(item: Item) -> None:
    assert list(unknown_names(item.applies_to or Selector(), broad_map())) == []
    assert scope(item.applies_to, broad_map()).asked


def test_nothing_is_asked_of_people() -> None:
    for item in all_items():
        assert "person" not in scope(item.applies_to, broad_map()).asked, item.id


def test_little_is_asked_of_what_others_run() -> None:
    asked = {i.id for i in all_items() if "external" in scope(i.applies_to, broad_map()).asked}
    assert asked == {
        "des-exit",
        "des-promise-of-others",
        "des-purpose",
        "des-reasons-alive",
        "prr-owner",
        "res-endings",
        "res-used",
        "sec-zone",
    }


def test_nothing_about_serving_is_asked_of_the_control_plane() -> None:
    asked = {i.id for i in all_items() if "telemetry" in scope(i.applies_to, broad_map()).asked}
    assert asked.isdisjoint({"prr-slo", "prr-flags", "prr-gradual", "static-stability"})
    assert {"prr-owner", "prr-rollback", "prr-cost"} <= asked
