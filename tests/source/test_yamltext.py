"""YAML with its lines, its plain scalars by the core schema of YAML 1.2."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.source.yamltext import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("yes", "yes"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("12", 12),
        ("012", 12),
        ("-3", -3),
        ("0o14", 12),
        ("0x0c", 12),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06 10:00:00", "2024-05-06 10:00:00"),
        ("'12'", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_plain_scalars_are_what_they_look_like(text: str, value: object) -> None:
    read = read_yaml(f"key: {text}\n", file="a.yaml")
    assert read.data == {"key": value}
    assert not read.findings


def test_values_keep_their_lines() -> None:
    read = read_yaml("a:\n  - x\n  - y: 1\nb: 2\n", file="a.yaml", first_line=10)
    assert read.line(("a",)) == 10
    assert read.line(("a", 1, "y")) == 12
    assert read.line(("b",)) == 13
    assert read.line(("a", 1, "y", "deeper")) == 12


def test_a_repeated_key_is_a_finding_with_both_lines() -> None:
    read = read_yaml("a: 1\nb: 2\na: 3\n", file="a.yaml")
    assert read.data == {"a": 1, "b": 2}
    assert [f.location.line for f in read.findings] == [3]
    assert "on line 1" in read.findings[0].message


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("a: b: c\n", 1, "quotes"),
        ("x: 1\na:\n\t- b\n", 3, "tabs"),
        ("a: [1\n", 2, ""),
        ("a: *b\n", 1, "anchor"),
        ("? [a]\n: 1\n", 1, ""),
    ],
)
def test_what_cannot_be_read_is_a_finding_with_line_and_mend(
    text: str, line: int, mend: str
) -> None:
    read = read_yaml(text, file="a.yaml", rule="unreadable")
    assert read.data is None
    assert [(f.rule, f.location.file, f.location.line) for f in read.findings] == [
        ("unreadable", "a.yaml", line)
    ]
    assert mend in read.findings[0].mend


def test_nesting_and_aliases_have_a_limit() -> None:
    deep = read_yaml("[" * 500 + "]" * 500, file="a.yaml")
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n"
        for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    for read in (deep, read_yaml(bomb, file="a.yaml")):
        assert read.data is None
        assert len(read.findings) == 1


def test_tags_do_not_run_code() -> None:
    read = read_yaml("a: !!python/object/apply:os.system ['true']\n", file="a.yaml")
    assert read.data in ({"a": ["true"]}, None)


_TEXT = st.text(st.characters(max_codepoint=0xD7FF, exclude_categories=("Cc", "Cs")), max_size=20)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(_PLAIN)
def test_what_json_can_say_is_read_back_unchanged(value: object) -> None:
    read = read_yaml(json.dumps(value), file="a.yaml")
    assert read.data == value
    assert not read.findings


@given(st.text(max_size=120))
def test_any_text_is_read_into_findings_at_lines_of_the_file(text: str) -> None:
    read = read_yaml(text, file="a.yaml")
    assert all(f.location.line >= 1 for f in read.findings)
