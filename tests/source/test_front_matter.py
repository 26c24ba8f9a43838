"""The YAML block at the head of a file, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.source.front_matter import split_front_matter


def test_front_matter_is_split_from_the_body_with_its_lines() -> None:
    front, body = split_front_matter("---\na: 1\nb: [x]\n---\n# T\n", file="a.md")
    assert (front.data, body) == ({"a": 1, "b": ["x"]}, "# T\n")
    assert (front.lines, front.body_line) == ({"a": 2, "b": 3}, 5)
    assert front.present
    assert front.raw == "a: 1\nb: [x]\n"


@pytest.mark.parametrize(
    "text",
    ["# T\n", "", "---\n\nA rule, then text.\n", "text\n---\na: 1\n---\n", "----\na: 1\n----\n"],
)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    front, body = split_front_matter(text, file="a.md")
    assert (dict(front.data), body) == ({}, text)
    assert not front.present
    assert not front.findings


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: 1\n# T\n", 1),
        ("---\n- a\n- b\n---\n# T\n", 1),
        ("---\nplain\n---\n# T\n", 1),
    ],
)
def test_a_block_that_is_none_stays_in_the_body_with_a_finding(text: str, line: int) -> None:
    front, body = split_front_matter(text, file="a.md")
    assert body == text
    assert [(f.rule, f.location.line) for f in front.findings] == [
        ("unreadable-front-matter", line)
    ]


def test_unreadable_front_matter_keeps_its_text_and_the_body_its_lines() -> None:
    front, body = split_front_matter("---\na: [1\nb: 2\n---\n# T\n", file="a.md")
    assert (dict(front.data), front.raw, body) == ({}, "a: [1\nb: 2\n", "# T\n")
    assert front.body_line == 5
    assert [f.rule for f in front.findings] == ["unreadable-front-matter"]


def test_an_empty_block_and_one_closed_by_dots_are_front_matter() -> None:
    assert split_front_matter("---\n---\n# T\n", file="a.md")[1] == "# T\n"
    front, body = split_front_matter("---\na: 1\n...\n# T\n", file="a.md")
    assert (front.data, body) == ({"a": 1}, "# T\n")


@given(st.text(alphabet="-a:1 \n[]#.", max_size=60))
def test_nothing_of_a_file_is_lost(text: str) -> None:
    front, body = split_front_matter(text, file="a.md")
    assert text.endswith(body)
    assert body == text or front.present
    assert front.body_line == text[: len(text) - len(body)].count("\n") + 1
