"""A glossary: a Markdown page with a definition list, one entry for each term.

The form is that of PHP Markdown Extra, as Python-Markdown's extension `def_list` reads it: a line
with the term, below it the definition after a colon and blanks; more lines of it are indented.
Source: https://michelf.ca/projects/php-markdown/extra/#def-list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from archbook.source.wording import one_line

__all__ = ["Term", "anchor_of", "read_glossary"]

_MEANS = re.compile(r":[ \t]+(?=\S)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_SHORT = re.compile(r"(?P<long>.*\S)\s+\((?P<short>[^()]{1,40})\)$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_LONGEST_TERM = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of a glossary.

    Attributes:
        name: The term as it is written.
        names: What it is called in running text: of `Service level objective (SLO)` both.
        meaning: Its definition as plain text in one line.
        anchor: Id of the entry on its page.
        line: Line of the term from 1.
    """

    name: str
    names: tuple[str, ...]
    meaning: str
    anchor: str
    line: int


def read_glossary(text: str) -> tuple[Term, ...]:
    """Return the terms of a glossary in their order; a term that comes twice keeps its first place.

    Args:
        text: The page's Markdown.
    """
    lines = text.splitlines()
    terms: dict[str, Term] = {}
    for number, name, meaning in _entries(lines):
        anchor = anchor_of(name)
        if anchor not in terms:
            terms[anchor] = Term(
                name=name,
                names=_names(name),
                meaning=_plain(meaning),
                anchor=anchor,
                line=number,
            )
    return tuple(terms.values())


def anchor_of(name: str) -> str:
    """Return the id of a term's entry on its page."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "term-" + (re.sub(r"[\W_]+", "-", plain).strip("-") or "x")


def _entries(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield line, term and definition of each entry that stands outside of code."""
    fence = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if found := _FENCE.match(line):
            fence = "" if fence == found[1] else fence or found[1]
        begins = at < len(lines) and _MEANS.match(lines[at])
        if (
            fence
            or not begins
            or not line.strip()
            or line[:1] in " \t:"
            or len(line) > _LONGEST_TERM
        ):
            continue
        first = at
        words = [lines[at][begins.end() :]]
        at += 1
        while at < len(lines) and lines[at].strip() and not _MEANS.match(lines[at]):
            words.append(lines[at].strip())
            at += 1
        yield first, _plain(line), " ".join(words)


def _names(name: str) -> tuple[str, ...]:
    found = _SHORT.match(name)
    return (found["long"], found["short"]) if found else (name,)


def _plain(markdown: str) -> str:
    """Return running text without the marks of links, emphasis and code."""
    text = _LINK.sub(r"\1", markdown)
    return one_line(_MARKS.sub(r"\2", text)).strip()
