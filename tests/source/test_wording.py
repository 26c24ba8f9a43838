"""Texts in one line: what cannot be shown is replaced, what belongs to a script stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.source.wording import one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Use it", "Use it"),
        ("Use\n  it\t", "Use it"),
        ("a\u202eb\ufffe\x07", "a\ufffdb\ufffd\ufffd"),
        ("soft\u00adware", "software"),
        ("نمی\u200cخواهم 👩\u200d💻", "نمی\u200cخواهم 👩\u200d💻"),
        ("a\u00a0b", "a b"),
    ],
)
def test_what_cannot_be_shown_is_replaced(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text())
def test_a_line_stays_as_it_is(text: str) -> None:
    once = one_line(text)
    assert one_line(once) == once
    assert len(once.splitlines()) <= 1
