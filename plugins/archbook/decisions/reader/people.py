"""Lists of people, tags and components as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archbook.decisions.vocabulary.folding import fold
from archbook.source.text_lines import Mark, TextLine

__all__ = ["names", "words"]

_APART = re.compile(r"\s+(?=@)|\s*[,;|\u3001\uff0c\uff1b]\s*(?:(?:and|und|et|&)\s+)?")
_AND = re.compile(r"\s+(?:and|und|et|y|e|&|\+|i|och|og|en)\s+")
_INSIDE = re.compile(r"\([^()]*\)")
_PLACEHOLDER = re.compile(
    r"^\s*[\[{<].*[\]}>]\s*$|\blist (?:of )?every(?:one|body)|^\.{3}$|^\u2026$", re.IGNORECASE
)
_FILLED = re.compile(
    r"^\s*[\[{<]\s*(?:[\w@.-]+|(?:[^\W\d_a-z][\w.'-]*\s*){1,4})"
    r"(?:\s*,\s*(?:[\w@.-]+|(?:[^\W\d_a-z][\w.'-]*\s*){1,4}))*\s*[\]}>]\s*$"
)
_MAIL = re.compile(r"\s*<[^<>\s]+@[^<>\s,;]+(?:>|$)|\s*\([^()\s]+@[^()\s]+\)")
_DATED = re.compile(r"\s*[-\u2013:(]\s*\d{4}-\d\d?-\d\d?\)?\s*$")
_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
_TO_FILL_IN = re.compile(
    r"\b(?:lists?|names?|everyone|everybody|people|persons?|who|whom|involved|your|roles?|tbd|todo"
    r"|e\.g|etc|optional|deciders?|decision.makers?|approvers?|authors?|handles?|usernames?"
    r"|stakeholders?|namen?|noms?|nombres?|nomes?|personen|personnes)\b|\.\.\.|\u2026|\|",
    re.IGNORECASE,
)
_WORDS = 12
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
        text = line.text
        for span in sorted(line.marked(Mark.LINK), key=lambda span: -span.start):
            if span.target.startswith("mailto:") and "@" in text[span.start : span.end]:
                text = text[: span.start] + text[span.end :]
        text = _unbracketed(_MAIL.sub("", text).strip())
        if _PLACEHOLDER.search(text) and not _FILLED.match(text):
            continue
        for part in _split(text.strip("[]{}")):
            name = _DATED.sub("", part).strip(" @*_`'\".:<>")
            if fold(name) not in _NOBODY and len(name) <= _LONGEST:
                found.setdefault(" ".join(name.split()))
    return tuple(found)


def _unbracketed(text: str) -> str:
    """Return `[Platform team], [Ann]` without brackets; what is to be filled in keeps them."""
    inner = _BRACKETS.findall(text)
    if not inner or any(_TO_FILL_IN.search(part) or part.count(" ") > _WORDS for part in inner):
        return text
    return _BRACKETS.sub(r"\1", text)


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
    parts, at = [], 0
    for match in _APART.finditer(text):
        if not any(start < match.start() < end for start, end in brackets):
            parts.append(text[at : match.start()])
            at = match.end()
    parts.append(text[at:])
    for index, part in enumerate(parts):
        pair = _AND.split(part)
        # "Ann Lee and Bo Day" are two, "Documentation & Knowledge Curator" is one: two people
        # are named alike, in so many words each; at the end of a list "and" joins anyway.
        alike = len({len(name.split()) for name in pair}) == 1
        if len(pair) > 1 and (alike or (index and index == len(parts) - 1)):
            yield from pair
        else:
            yield part
