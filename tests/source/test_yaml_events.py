"""YAML read from events: aliases, limits, places, with libyaml and without it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from archbook.source import yamltext
from archbook.source.yamltext import read_yaml


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.setattr(yamltext, "_Base", yaml.SafeLoader)


def data(text: str) -> Any:
    read = read_yaml(text, file="a.yaml")
    assert read.findings == ()
    return read.data


def refused(text: str) -> tuple[int, str, str]:
    read = read_yaml(text, file="a.yaml")
    assert read.data is None
    (finding,) = read.findings
    return finding.location.line, finding.message, finding.mend


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: &x [1, {b: 2}]\nc: *x", {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}),
        ("a: &x 1\nb: [*x, *x]", {"a": 1, "b": [1, 1]}),
        ("a: &x {b: &y [1]}\nc: *y\nd: *x", {"a": {"b": [1]}, "c": [1], "d": {"b": [1]}}),
        ("&k key: 1\nb: *k", {"key": 1, "b": "key"}),
        ("a: &k x\n? *k\n: 1", {"a": "x", "x": 1}),
        ("a: &x {&k b: 1, c: *k}\nd: *x", {"a": {"b": 1, "c": "b"}, "d": {"b": 1, "c": "b"}}),
        ("a: &x 1\nb: &y [*x]\nc: &x 2\nd: *y", {"a": 1, "b": [1], "c": 2, "d": [1]}),
    ],
)  # fmt: skip
def test_an_alias_is_what_its_anchor_was_where_the_alias_stands(text: str, value: Any) -> None:
    assert data(text) == value


def test_what_an_alias_brings_has_the_lines_of_its_anchor() -> None:
    read = read_yaml("a: &x\n  b: 1\n  c: 2\n\nd: *x\n", file="a.yaml")
    assert (read.line(("d",)), read.line(("d", "c"))) == (5, 3)


@pytest.mark.parametrize("text", ["a: *b", "a: &a [*a]", "a: [*b, &b 1]"])
def test_an_alias_without_an_anchor_above_it_is_refused(text: str) -> None:
    line, message, mend = refused(text)
    assert line == 1
    assert "has no anchor above it" in message or "undefined alias" in message
    assert "anchor" in mend


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 5_000, "- " * 500, "a:\n " * 1])
def test_any_depth_is_read_or_refused_and_brings_nothing_down(text: str) -> None:
    read = read_yaml(text, file="a.yaml")
    assert read.findings or read.data is not None


def test_nesting_over_the_limit_says_to_flatten_it() -> None:
    text = "\n".join(f"{' ' * depth}a:" for depth in range(yamltext.MAX_DEPTH + 2))
    line, message, mend = refused(text)
    assert line == yamltext.MAX_DEPTH + 2
    assert "nested deeper" in message
    assert mend == "Flatten it."


def test_an_alias_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_VALUES", 10_000)
    levels = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    _, message, mend = refused(f"a0: &a0 [x]\n{levels}")
    assert "larger than 10,000 values" in message
    assert "aliases" in mend


def test_a_key_that_stands_twice_keeps_the_first_with_all_its_lines() -> None:
    read = read_yaml("a:\n  b: 1\na: {b: [2, {c: 3}]}\nd: 4\n", file="a.yaml")
    assert read.data == {"a": {"b": 1}, "d": 4}
    assert (read.line(("a", "b")), read.line(("d",))) == (2, 4)
    assert [f.location.line for f in read.findings] == [3]


def test_a_second_document_and_tabs_are_refused_with_what_to_do() -> None:
    assert refused("a: 1\n---\nb: 2\n")[1:] == (
        "The YAML cannot be read: a second document begins here",
        "Keep one document in a file.",
    )
    assert refused("a:\n\tb: 1\n")[2] == "Indent with spaces; YAML allows no tabs."


@pytest.mark.parametrize(
    ("text", "value"),
    [("on", "on"), ("no", "no"), ("012", 12), ("1:30", "1:30"), ("0x1f", 31), ("1e3", 1000.0),
     ("~", None), ("", None), ("true", True), ('"true"', "true"), ("'1'", "1"), ("! 1", "1"),
     ("!!str 1", "1"), ('!!int "1"', 1), ("2026-01-01", "2026-01-01"), ("-.inf", float("-inf"))],
)  # fmt: skip
def test_plain_scalars_follow_the_core_schema(text: str, value: Any) -> None:
    assert data(f"a: {text}") == {"a": value}
