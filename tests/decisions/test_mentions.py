"""Names of decisions in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.decisions.mentions import find_mentions


def named(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], number) for start, end, number in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("See ADR-012.", "ADR-012", "012"),
        ("See ADR 12, please", "ADR 12", "12"),
        ("(ADR012)", "ADR012", "012"),
        ("adr-0004's reasons", "adr-0004", "0004"),
        ("ADR #7 says", "ADR #7", "7"),
        ("ADR\u00a07", "ADR\u00a07", "7"),
        ("ADR\u201112", "ADR\u201112", "12"),
        ("ADR_3", "ADR_3", "3"),
        ("参照ADR-012的决定", "ADR-012", "012"),
        ("ADR-20230102", "ADR-20230102", "20230102"),
        ("ends with ADR-5.", "ADR-5", "5"),
        ("cf.: ADR-5: yes", "ADR-5", "5"),
    ],
)
def test_a_name_is_found_however_its_number_is_joined(text: str, words: str, number: str) -> None:
    assert named(text) == [(words, number)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ADR",
        "an ADR has 3 parts",
        "MADR 4",
        "ADR 1.2",
        "ADR-2023-01-02",
        "adr-0012-use-x.md",
        "docs/adr-012",
        "adr-012/index",
        "#adr-012",
        "PAY-ADR-3",
        "ADR-012b",
        "ADR-123456789",
        "quadrant ADR-x1",
        "ADR ١٢",
    ],
)
def test_what_only_begins_like_a_name_is_passed_over(text: str) -> None:
    assert named(text) == []


def test_each_name_of_a_row_is_found() -> None:
    assert [number for _, number in named("ADR-1/ADR-2, ADR 3 and ADR4")] == ["1", "2", "3", "4"]


def test_the_plural_takes_a_list_and_each_number_has_its_own_place() -> None:
    assert named("ADRs 3, 4 and 5 or #6") == [("ADRs 3", "3"), ("4", "4"), ("5", "5"), ("6", "6")]


def test_the_singular_takes_no_list() -> None:
    assert named("ADR 3 and 4 others") == [("ADR 3", "3")]


@given(st.text(alphabet="ADRs -#/.,and0123é\n", max_size=60))
def test_places_are_in_order_and_hold_their_number(text: str) -> None:
    last = 0
    for start, end, number in find_mentions(text):
        assert last <= start < end <= len(text)
        assert text[start:end].endswith(number)
        last = end
