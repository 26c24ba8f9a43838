"""What decides an item, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archbook.pages.checklists.deciding import asked_of_person, ways_in_words
from support.ledgers import make_ledger
from support.readiness import adr, item


def said(root: Path, way: Any, **more: Any) -> list[str]:
    """Return what the page says of a way."""
    made = make_ledger(root, {"a": item(way)}, **more)
    one = made.ledger.book.items["a"]
    return [str(text.striptags()) for text in ways_in_words(one.way, made.here())]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ({"rule": "no-owner"}, "the rule no-owner holds"),
        ({"rules": ["no-owner", "dead-letter"]}, "the rules no-owner and dead-letter hold"),
        ({"property": "operations.flags"}, "the map states operations.flags"),
        (
            {"property": "operations.rollback.within", "at-most": "10m"},
            "the map states operations.rollback.within, at most 10m",
        ),
        (
            {"decision": {"enforces": "no-owner", "tags": ["async", "x"]}},
            (
                "a decision is in force that asks for no-owner, is tagged async and x and names"
                " the component"
            ),
        ),
        ({"decision": "ADR-007"}, "the decision ADR-007 is in force"),
        (
            {"file": "runbooks/{component}.md", "max-age": "1d", "contains": "Roll back"},
            (
                "there is the file runbooks/{component}.md, with “Roll back” in it,"
                " changed within 1 day"
            ),
        ),
        (
            {"result": "build/x.xml", "format": "junit", "match": "*drill*", "max-age": "7d"},
            (
                "JUnit results in build/x.xml, what matches it passed, of “*drill*”,"
                " no older than 7 days"
            ),
        ),
        (
            {"person": {"max-age": "180d", "fields": {"minutes": {"at-most": 15}, "who": None}}},
            "a person attests it with minutes (at most 15), who and evidence, for 180 days",
        ),
        ({"person": {"evidence": False}}, "a person attests it"),
    ],
)
def test_each_way_is_said_in_words(tmp_path: Path, way: Any, words: str) -> None:
    assert said(tmp_path, way, files=adr(7, {})) == [words]


def test_of_several_ways_each_is_said(tmp_path: Path) -> None:
    way = {"either": [{"rule": "no-owner"}, "person"]}
    assert said(tmp_path, way) == [
        "the rule no-owner holds",
        "a person attests it with evidence",
    ]


def test_what_a_way_names_becomes_no_markup(tmp_path: Path) -> None:
    made = make_ledger(tmp_path, {"a": item({"file": "x.md", "contains": "<b>&"})})
    (text,) = ways_in_words(made.ledger.book.items["a"].way, made.here())
    assert "&lt;b&gt;&amp;" in text


def test_what_a_person_is_asked_is_found_among_other_ways(tmp_path: Path) -> None:
    ways = {"either": [{"rule": "no-owner"}, {"person": {"fields": {"minutes": None}}}]}
    made = make_ledger(tmp_path, {"a": item(ways), "b": item({"rule": "no-owner"})})
    asked = asked_of_person(made.ledger.book.items["a"])
    assert asked is not None
    assert asked.fields == (("minutes", ""),)
    assert asked.evidence
    assert asked_of_person(made.ledger.book.items["b"]) is None
