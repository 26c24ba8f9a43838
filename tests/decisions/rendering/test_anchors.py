"""Ids of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.decisions.rendering.anchors import RESERVED, Anchors, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Context and Problem Statement", "context-and-problem-statement"),
        ("1. Use `x`, not y!", "1-use-x-not-y"),
        ("snake_case-and-dash", "snake_case-and-dash"),
        ("a  b", "a--b"),
        ("背景与决定", "背景与决定"),
        ("Überblick: Ziele", "überblick-ziele"),
        ("✨ Features", "-features"),
        (":sparkles: Features", "sparkles-features"),
        ("2² and ½", "2-and-"),
        ("हिन्दी", "हिन्दी"),
        ("C++ / C#", "c--c"),
        ("a\u00a0b", "ab"),
    ],
)
def test_an_id_is_the_one_the_code_host_makes(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_headings_of_one_name_are_numbered_from_the_second_on() -> None:
    anchors = Anchors()
    assert [anchors.heading("Pros") for _ in range(3)] == ["pros", "pros-1", "pros-2"]


def test_a_number_that_a_heading_states_itself_is_not_given_twice() -> None:
    anchors = Anchors()
    assert [anchors.heading(text) for text in ("a", "a-1", "a")] == ["a", "a-1", "a-2"]


def test_a_heading_without_letters_still_has_an_id() -> None:
    anchors = Anchors()
    assert [anchors.heading(text) for text in ("!", "?")] == ["section", "section-1"]


def test_ids_of_the_page_itself_are_never_given() -> None:
    anchors = Anchors()
    assert anchors.heading("__search") == "section-search"
    assert anchors.stated("ab-index") == "section-ab-index"
    assert anchors.fragment("__search") == "section-search"


def test_an_id_stated_in_raw_html_gives_way_to_a_heading() -> None:
    anchors = Anchors()
    anchors.heading("Plan")
    assert anchors.stated("plan") is None
    assert anchors.stated("two words") is None
    assert anchors.stated("own") == "own"
    assert anchors.given == {"plan", "own"}


def test_a_fragment_finds_its_heading_percent_encoded_or_in_another_case() -> None:
    anchors = Anchors()
    anchors.heading("背景")
    anchors.heading("Plan")
    assert anchors.fragment("%E8%83%8C%E6%99%AF") == "背景"
    assert anchors.fragment("Plan") == "plan"
    assert anchors.fragment("other") == "other"


@given(st.lists(st.text(max_size=12), max_size=12))
def test_no_id_is_given_twice_and_none_is_reserved(texts: list[str]) -> None:
    anchors = Anchors()
    given_ids = [anchors.heading(text) for text in texts]
    assert len(set(given_ids)) == len(given_ids)
    assert all(given_id and not given_id.startswith(RESERVED) for given_id in given_ids)
