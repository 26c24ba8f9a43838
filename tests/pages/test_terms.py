"""Terms of the glossary where they stand in running text."""

from __future__ import annotations

import pytest

from archbook.pages.terms import Terms, meaning
from archbook.source.glossary import read_glossary

GLOSSARY = """\
Error budget
:   What may fail.

Error budget policy
:   What follows when it is spent.

Service level objective (SLO)
:   A promise in figures.

Zone
:   A part of the system that is trusted alike.
"""


@pytest.fixture
def terms() -> Terms:
    return Terms(uri="glossary.md", terms=read_glossary(GLOSSARY))


def found(terms: Terms, text: str, seen: set[str] | None = None) -> list[str]:
    marked = terms.find(text, set() if seen is None else seen, lambda _: True)
    return [text[each.start : each.stop] for each in marked]


def test_the_longest_term_counts(terms: Terms) -> None:
    assert found(terms, "Our error budget policy says so.") == ["error budget policy"]


def test_a_term_is_explained_once_on_a_page(terms: Terms) -> None:
    seen: set[str] = set()
    assert found(terms, "A zone, a Zone.", seen) == ["zone"]
    assert found(terms, "Two zones.", seen) == []


def test_plurals_count_and_parts_of_other_words_do_not(terms: Terms) -> None:
    assert found(terms, "ozone, zone-wide, zones") == ["zones"]


def test_an_abbreviation_counts_as_it_is_written(terms: Terms) -> None:
    assert found(terms, "so slow; two SLOs") == ["SLOs"]
    assert found(terms, "slo") == []


def test_a_term_over_two_lines_is_one(terms: Terms) -> None:
    assert found(terms, "the error\nbudget") == ["error\nbudget"]


def test_places_that_do_not_count_are_passed_over(terms: Terms) -> None:
    text = "zone here, zone there"
    marked = terms.find(text, set(), lambda at: at > 5)
    assert [each.start for each in marked] == [11]


def test_without_a_glossary_nothing_is_found() -> None:
    assert found(Terms(), "error budget") == []


def test_a_long_meaning_is_cut_at_a_word() -> None:
    (term,) = read_glossary("A\n: " + "word " * 200 + "\n")
    assert meaning(term).endswith("word…")
    assert len(meaning(term)) < 330
