"""Hand-written pages and decisions are spelled rightly.

A word that the dictionary does not have is either a mistake or one of ours, and those are listed in
`words.txt` beside this file. Code, addresses, macros and names in capitals are no words.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spellchecker import SpellChecker

ROOT = Path(__file__).parents[2]
WORDS = Path(__file__).with_name("words.txt")
PAGES = sorted(
    [
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "adr").glob("*.md"),
        *ROOT.glob("*.md"),
    ]
)

# What in Markdown is no prose, in the order in which it is taken out.
NO_PROSE = (
    (r"\A---\n.*?^---$", ""),
    (r"^ *(`{3,}|~{3,}).*?^ *\1", ""),
    (r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", " "),
    (r"`[^`\n]*(?:\n[^`\n]+)?`", " "),
    (r"\]\([^)]*\)|\]\[[^\]]*\]|^\[[^\]]+\]: [^\n]*", "]"),
    (r"<[^>]*>|https?://\S+|\S+@\S+", " "),
    (r"\{[:#.][^}]*\}", " "),
    (r"\w+(?:[./_]\w+)+", " "),
)
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
SHORTEST = 3


def listed() -> set[str]:
    """Return our own words."""
    lines = WORDS.read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def words(text: str) -> set[str]:
    """Return the words of a page's prose, names in capitals apart."""
    for pattern, put in NO_PROSE:
        text = re.sub(pattern, put, text, flags=re.DOTALL | re.MULTILINE)
    found = (re.sub(r"['\u2019]s$", "", word) for word in WORD.findall(text))
    return {word for word in found if len(word) >= SHORTEST and word[1:].islower()}


@pytest.fixture(scope="module")
def dictionary() -> SpellChecker:
    """Return a dictionary of English with our own words."""
    checker = SpellChecker(language="en")
    checker.word_frequency.load_words(word.lower() for word in listed())
    return checker


def misspelt(text: str, dictionary: SpellChecker) -> dict[str, str]:
    """Return the words that the dictionary does not have, each with the nearest that it has."""
    unknown = dictionary.unknown(words(text))
    return {word: dictionary.correction(word) or "" for word in sorted(unknown)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_is_spelled_rightly(path: Path, dictionary: SpellChecker) -> None:
    assert misspelt(path.read_text("utf-8"), dictionary) == {}


def test_a_misspelt_word_is_found_and_code_is_not_asked(dictionary: SpellChecker) -> None:
    text = "Recieve it, `recieve` it, [recieve](recieve.md).\n\n```text\nrecieve\n```\n"
    assert misspelt(text, dictionary) == {"recieve": "receive"}
    assert words("---\ntitle: xyzzy\n---\n{{ qwerty() }} ABC eu-west-a.example") <= {"west"}


def test_our_own_words_are_none_of_the_dictionary_s() -> None:
    known = SpellChecker(language="en").known(word.lower() for word in listed())
    assert known == set()
