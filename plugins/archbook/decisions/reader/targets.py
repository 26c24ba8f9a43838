"""The decisions that a line names: links, mentions, names and bare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archbook.decisions.mentions import find_mentions
from archbook.decisions.model import RelationKind, Target
from archbook.decisions.reader.identity import (
    as_target,
    href_target,
    named_number,
    numbered_by_host,
)
from archbook.decisions.vocabulary.folding import fold
from archbook.source.text_lines import Mark, TextLine

__all__ = ["NEAR", "NOT_A_TARGET", "direct", "leads", "targets_in"]

_MAX_LINE = 2000
NEAR = 32
"""So far behind relation words the first target may stand."""
_NUMBERS = re.compile(r"[\s\[\"'`(]*(?:#(?![1-9]\d{3}))?(?P<number>\d{1,8})(?![\w.%:/-]*\w)")
_FURTHER = re.compile(
    r"[\]\"'`)]*\s*(?:[,;&/+]|\b(?:and|und|et|y|e|en|i|och|og|ja)\b)[\s\[\"'`#]*"
    r"(?P<number>\d{1,4})(?![\w.%:/-]*\w)"
)
_NAMES = re.compile(
    r"(?<![\w/.-])(?P<name>(?:M?ADR[ -]|(?:[A-Z][A-Z0-9]*-){1,3})\d{1,6}(?!-?\d)"
    r"|\d{3,8}-(?=[\w-]*[^\W\d_])[\w-]{3,})"
)
NOT_A_TARGET = frozenset({"n/a", "na", "none", "-", "tbd", "null", "nothing", "", "keine", "no"})
_SLUG = re.compile(r"[\w./-]+")


def targets_in(line: TextLine, *, field: bool = False) -> Iterator[tuple[Target, str, str]]:
    """Yield target, words and link of each decision that a line names.

    Args:
        line: The line, or the part of one behind the relation words.
        field: Whether the line is the value of a field, where any word or link is a name.
    """
    found = list(_linked(line, field=field))
    plain = line.text
    for span in line.spans:
        if span.mark in {Mark.LINK, Mark.STRUCK}:
            plain = plain[: span.start] + " " * (span.end - span.start) + plain[span.end :]
    for start, end, number in list(find_mentions(plain)):
        found.append((as_target(number), plain[start:end], ""))
        further = list(_numbers(plain, end, joined=True))
        found += [(as_target(number), number, "") for number, _ in further]
        stop = further[-1][1] if further else end
        plain = plain[:start] + " " * (stop - start) + plain[stop:]
    for match in _NAMES.finditer(plain):
        if (named := named_number(match["name"])) is not None:
            found.append((named.target, match["name"], ""))
    if not found:
        numbers = list(_numbers(plain, 0, joined=False))
        if numbers and re.match(r"[^\w]*(?:$|[.,;:()])", plain[numbers[-1][1] :]):
            found = [(as_target(number), number, "") for number, _ in numbers]
        elif field and not numbers:
            found = list(_words(plain))
    yield from found


def _linked(line: TextLine, *, field: bool) -> Iterator[tuple[Target, str, str]]:
    for span in line.marked(Mark.LINK):
        words = line.text[span.start : span.end]
        if (named := href_target(span.target)) is not None:
            yield named.target, words, span.target
        elif (mention := next(find_mentions(words), None)) is not None:
            yield as_target(mention[2]), words, span.target
        elif field and (number := re.match(r"#?(\d{1,8})\b", words)):
            yield as_target(number[1]), words, span.target
        elif field and not span.target.startswith("#") and not numbered_by_host(span.target):
            yield words, words, span.target


def _numbers(plain: str, at: int, *, joined: bool) -> Iterator[tuple[str, int]]:
    """Yield the bare numbers that stand one after the other from a place, and where they end."""
    while match := (_FURTHER if joined else _NUMBERS).match(plain, at):
        yield match["number"], match.end()
        at = match.end()
        joined = True


def _words(plain: str) -> Iterator[tuple[Target, str, str]]:
    for part in plain.split(","):
        word = part.strip(" \"'`.[]")
        if not _SLUG.fullmatch(word) or fold(word) in NOT_A_TARGET:
            continue
        named = href_target(word) if any(char.isdigit() for char in word) else None
        yield (named.target if named else word), word, ""


def direct(rest: TextLine) -> TextLine:
    """Return the text up to where it stops naming targets: the first must stand near its head."""
    links = [span.start for span in rest.marked(Mark.LINK)]
    mentions = [start for start, _, _ in find_mentions(rest.text)]
    names = [match.start() for match in _NAMES.finditer(rest.text)]
    number = _NUMBERS.match(rest.text)
    first = min([*links, *mentions, *names, 0 if number else _MAX_LINE])
    return rest if first <= NEAR else rest.cut(0, 0)


def leads(line: TextLine, opened: RelationKind | None) -> bool:
    """Say whether a line begins with a target, or names one near the word that opens it."""
    starts = [span.start for span in line.marked(Mark.LINK)]
    starts += [start for start, _, _ in find_mentions(line.text)]
    return bool(starts) and min(starts) <= (NEAR if opened else 2)
