"""Numbers of decisions: their order, their scope, and the next one of a log."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.decisions.model import Decision, FileKind, Target
from archbook.decisions.numbering import duplicates, naming_of, next_number, order_key, scopes
from archbook.source.front_matter import FrontMatter

DAY = dt.date(2026, 3, 2)


def decision(path: str, number: Target | None, *, stated_id: str = "") -> Decision:
    return Decision(
        path=path,
        file=f"adr/{path}",
        kind=FileKind.ADR,
        id=stated_id or f"ADR-{number}",
        number=number,
        title=None,
        display_title=path,
        front_matter=FrontMatter(data={"id": stated_id} if stated_id else {}),
    )


def test_plain_numbers_come_before_dates_before_other_identifiers_before_none() -> None:
    numbers: list[Target | None] = [None, "be-10", "20260302", 12, "be-9", "20250101", 2]
    ordered = sorted(numbers, key=lambda number: order_key(number, "x.md"))
    assert ordered == [2, 12, "20250101", "20260302", "be-9", "be-10", None]


@given(st.lists(st.one_of(st.none(), st.integers(min_value=0), st.text(max_size=20))))
def test_any_numbers_can_be_put_in_order(numbers: list[Target | None]) -> None:
    keys = [order_key(number, str(at)) for at, number in enumerate(numbers)]
    keys_twice = sorted([*keys, *keys])
    assert keys_twice[::2] == sorted(keys)


def test_two_files_of_one_number_in_a_folder_are_duplicates() -> None:
    log = [decision("0002-b.md", 2), decision("0002-a.md", 2), decision("0003-c.md", 3)]
    assert [[d.path for d in group] for group in duplicates(log)] == [["0002-a.md", "0002-b.md"]]


def test_a_number_used_again_in_a_sub_folder_of_the_same_sequence_is_a_duplicate() -> None:
    log = [decision("0001-a.md", 1), decision("0007-b.md", 7), decision("old/0007-c.md", 7)]
    assert len(duplicates(log)) == 1


def test_a_sub_folder_that_counts_from_the_beginning_has_numbers_of_its_own() -> None:
    log = [
        *(decision(f"000{n}-x.md", n) for n in (1, 2, 3)),
        *(decision(f"web/000{n}-x.md", n) for n in (1, 2)),
    ]
    assert scopes(log)["web/0002-x.md"] == "web"
    assert duplicates(log) == ()


def test_folders_that_share_half_of_their_numbers_count_for_themselves() -> None:
    log = [decision(f"{folder}/{n:04}-x.md", n) for folder in "ab" for n in (7, 8, 9)]
    assert set(scopes(log).values()) == {"a", "b"}
    assert duplicates(log) == ()


def test_folders_that_go_on_with_one_sequence_are_one_scope() -> None:
    log = [decision(f"2025/{n:04}-x.md", n) for n in (7, 8, 9)]
    log += [decision(f"2026/{n:04}-x.md", n) for n in (9, 10, 11)]
    assert set(scopes(log).values()) == {""}
    assert len(duplicates(log)) == 1


def test_several_decisions_of_one_day_are_no_duplicates() -> None:
    log = [decision("20260302-a.md", "20260302"), decision("20260302-b.md", "20260302")]
    assert duplicates(log) == ()


def test_the_next_number_follows_the_highest_and_fills_no_gap() -> None:
    assert next_number([decision("1.md", 1), decision("9.md", 9), decision("x.md", "be-20")]) == 10
    assert next_number([]) == 1


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], "0007-use-it.md"),
        (["0001-a.md", "0002-b.md"], "0007-use-it.md"),
        (["001-a.md", "002-b.md"], "007-use-it.md"),
        (["adr-001-a.md", "adr-002-b.md", "0003-c.md"], "adr-007-use-it.md"),
        (["ADR-0001-a.md"], "ADR-0007-use-it.md"),
        (["1-a.md", "2-b.md"], "7-use-it.md"),
        (["0001_a.md", "0002_b.md"], "0007_use-it.md"),
        (["20200924-a.md", "20210101-b.md"], "20260302-use-it.md"),
        (["2020-09-24-a.md"], "2026-03-02-use-it.md"),
    ],
)
def test_a_new_file_is_named_as_the_log_names_its_files(names: list[str], expected: str) -> None:
    naming = naming_of(decision(name, 1) for name in names)
    assert naming.file_name(7, "use-it", day=DAY) == expected


def test_ids_follow_those_that_the_log_states() -> None:
    stated = [decision(f"000{n}-x.md", n, stated_id=f"RFC-000{n}") for n in (1, 2)]
    assert naming_of(stated).id(12) == "RFC-0012"
    assert naming_of([]).id(12) == "ADR-012"
