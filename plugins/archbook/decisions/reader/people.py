"""Lists of people, tags and components as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archbook.decisions.vocabulary.folding import fold
from archbook.source.text_lines import TextLine

__all__ = ["names", "words"]

_APART = re.compile(r"\s*[;|\u3001\uff0c\uff1b]\s*|\s*,\s*|\s+(?:and|und|et|y|&|i|och|og|en)\s+(?=\S)")
_INSIDE = re.compile(r"\([^()]*\)")
_PLACEHOLDER = re.compile(
    r"^\s*[\[{<].*[\]}>]\s*$|\blist (?:of )?every(?:one|body)|^\.{3}$|^\u2026$", re.IGNORECASE
)
_FILLED = re.compile(r"^\s*[\[{<]\s*[\w@.-]+(?:\s*,\s*[\w@. -]+)*\s*[\]}>]\s*$")
_MAIL = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>|\s*\([^()\s]+@[^()\s]+\)")
_DATED = re.compile(r"\s*[-\u2013:(]\s*\d{4}-\d\d?-\d\d?\)?\s*$")
_NOBODY = frozenset({"", "n/a", "na", "none", "-", "tbd", "null", "todo", "keine", "\u2026", "..."})
_LONGEST = 120


def names(value: Sequence[TextLine]) -> tuple[str, ...]:
    """Return the people of a field, in order, each once.

    Args:
        value: Its lines: separated by commas, semicolons, `and`, or one on each line. `@`,
            addresses and placeholders such as `[list everyone involved]` are left out.
    """
    found: dict[str, None] = {}
    for line in value:
        text = _MAIL.sub("", line.text).strip()
        if _PLACEHOLDER.search(text) and not _FILLED.match(text):
            continue
        for part in _split(text.strip("[]{}")):
            name = _DATED.sub("", part).strip(" @*_`'\".:")
            if fold(name) not in _NOBODY and len(name) <= _LONGEST:
                found.setdefault(" ".join(name.split()))
    return tuple(found)


def words(value: Sequence[TextLine]) -> tuple[str, ...]:
    """Return the tags or component ids of a field, in order, each once.

    Args:
        value: Its lines, separated like people; words with `#` before them by blanks alone.
    """
    found: dict[str, None] = {}
    for line in value:
        text = line.text.strip()
        if _PLACEHOLDER.search(text) and not _FILLED.match(text):
            continue
        parts = text.split() if text.startswith("#") else _split(text.strip("[]{}"))
        for part in parts:
            word = part.strip(" #`'\".,")
            if fold(word) not in _NOBODY and word != "*" and len(word) <= _LONGEST:
                found.setdefault(word)
    return tuple(found)


def _split(text: str) -> Iterator[str]:
    """Split at separators that stand outside of brackets."""
    brackets = [match.span() for match in _INSIDE.finditer(text)]
    at = 0
    for match in _APART.finditer(text):
        if not any(start < match.start() < end for start, end in brackets):
            yield text[at : match.start()]
            at = match.end()
    yield text[at:]
