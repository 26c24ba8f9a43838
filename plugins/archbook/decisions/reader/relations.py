"""Typed relations: who supersedes whom, in fields, status lines, link lists and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archbook.decisions.dates import find_dates
from archbook.decisions.mentions import find_mentions
from archbook.decisions.model import Form, Relation, RelationKind, Target
from archbook.decisions.reader.identity import (
    as_target,
    href_target,
    named_number,
    numbered_by_host,
)
from archbook.decisions.vocabulary.folding import fold, fold_in_place
from archbook.decisions.vocabulary.relations import (
    is_denied,
    is_partial,
    relation_of_phrase,
    relation_pattern,
)
from archbook.source.text_lines import Mark, TextLine

__all__ = [
    "Found",
    "as_relation",
    "field_relations",
    "opened_relation",
    "part_of",
    "relations_of_line",
    "relations_of_lines",
    "targets_in",
]

_MAX_LINE = 2000
_LONGEST_ADVERB = 12
_PART = {
    RelationKind.SUPERSEDES: RelationKind.AMENDS,
    RelationKind.SUPERSEDED_BY: RelationKind.AMENDED_BY,
}
_NUMBERS = re.compile(r"[\s\[\"'`#(]*(?P<number>\d{1,8})(?![\w.%:/-]*\w)")
_FURTHER = re.compile(
    r"[\]\"'`)]*\s*(?:[,;&/+]|\b(?:and|und|et|y|e|en|i|och|og|ja)\b)[\s\[\"'`#]*"
    r"(?P<number>\d{1,4})(?![\w.%:/-]*\w)"
)
_NAMES = re.compile(
    r"(?<![\w/.-])(?P<name>(?:M?ADR[ -]|(?:[A-Z][A-Z0-9]*-){1,3})\d{1,6}(?!-?\d)"
    r"|\d{3,8}-(?=[\w-]*[^\W\d_])[\w-]{3,})"
)
_NOT_A_TARGET = frozenset({"n/a", "na", "none", "-", "tbd", "null", "nothing", "", "keine", "no"})
_SLUG = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A relation found in a line."""

    kind: RelationKind
    target: Target
    text: str
    href: str
    line: int


def part_of(kind: RelationKind, *, partial: bool) -> RelationKind:
    """Return the relation that holds where one holds only in part: to supersede so is to amend."""
    return _PART.get(kind, kind) if partial else kind


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
        if not _SLUG.fullmatch(word) or fold(word) in _NOT_A_TARGET:
            continue
        named = href_target(word) if any(char.isdigit() for char in word) else None
        yield (named.target if named else word), word, ""


def relations_of_line(line: TextLine, *, anywhere: bool = True) -> list[Found]:
    """Return the relations that a line states in words, `superseded by [12. X](0012-x.md)`.

    Args:
        line: The line.
        anywhere: Whether the words may stand anywhere in it, not only at its head.
    """
    text = line.text[:_MAX_LINE]
    folded = _dateless(fold_in_place(text))
    matches = [m for m in relation_pattern().finditer(folded) if not _in_link(line, m.start())]
    found: list[Found] = []
    for index, match in enumerate(matches):
        before = folded[: match.start()].strip(" *-\u2022([:\u2b06\ufe0f")
        if not anywhere and index == 0 and len(before) > _LONGEST_ADVERB:
            return []
        if is_denied(folded, match.start()):
            continue
        stop = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        rest = line.cut(match.end(), _sentence_end(line, match.end(), stop))
        kind = part_of(
            relation_of_phrase(match.group()),
            partial=is_partial(folded, match.start(), match.end()) or _of_section(rest),
        )
        for target, words, href in targets_in(_direct(rest)):
            found.append(Found(kind=kind, target=target, text=words, href=href, line=line.line))
    return found


_DATED_VERB = re.compile(r"(?:super\w+ed|replaced|amended|deprecated)(?P<gap>[\s:(,]*(?:on\s+)?)$")
_BY = re.compile(r"[\s),:]*(?=by\b)")


def _dateless(folded: str) -> str:
    """Blank a date between verb and `by` (`superseded 2024-05-06 by ADR-9`), all else in place."""
    if " by " not in folded:
        return folded
    for date in find_dates(folded):
        verb = _DATED_VERB.search(folded[: date.start])
        after = _BY.match(folded, date.end)
        if verb and after:
            start, end = verb.start("gap"), after.end()
            folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


_SECTION = re.compile(r"\u00a7|\bsections?\s\d|\bsect?\.\s?\d|\bparts? of\b", re.IGNORECASE)


def _of_section(rest: TextLine) -> bool:
    """Say whether a relation is to a section of a decision only (`ADR 53 §7`)."""
    return bool(_SECTION.search(rest.without(Mark.LINK) if rest.spans else rest.text))


_FAR = re.compile(r"[.;](?=\s)|\s(?:because|which|since|whose|when|where|due to|as it)\s")


def _sentence_end(line: TextLine, start: int, stop: int) -> int:
    at = start
    while end := _FAR.search(line.text, at, stop):
        inside = any(s.mark is Mark.LINK and s.start < end.start() < s.end for s in line.spans)
        if not inside and not line.text[start : end.start()].strip().isdigit():
            return end.start()
        at = end.end()
    return stop


_MAX_BETWEEN = 32


def _direct(rest: TextLine) -> TextLine:
    """Return the text up to where it stops naming targets: the first must stand near its head."""
    links = [span.start for span in rest.marked(Mark.LINK)]
    mentions = [start for start, _, _ in find_mentions(rest.text)]
    names = [match.start() for match in _NAMES.finditer(rest.text)]
    number = _NUMBERS.match(rest.text)
    first = min([*links, *mentions, *names, 0 if number else _MAX_LINE])
    return rest if first <= _MAX_BETWEEN else rest.cut(0, 0)


def _in_link(line: TextLine, at: int) -> bool:
    for span in line.spans:
        if span.mark is Mark.LINK and span.start <= at < span.end:
            # `[Superseded by ADR-12](0012-x.md)` says it inside the link.
            return span.start != at
    return False


def relations_of_lines(
    lines: Iterable[TextLine],
    *,
    anywhere: bool = True,
    ended: Callable[[TextLine], bool] | None = None,
) -> Iterator[Found]:
    """Yield the relations of several lines; one without words goes on with those above it.

    `Supersedes:` on a line of its own, or a status that ends in it, is followed by its targets.

    Args:
        lines: The lines.
        anywhere: Whether the words may stand anywhere in a line, not only at its head.
        ended: Says of a line without relation words whether it ends the decision (`Superseded
            [0019](...)`), so that what it or the next lines name is what supersedes it.
    """
    going: RelationKind | None = None
    for line in lines:
        found = relations_of_line(line, anywhere=anywhere)
        if found:
            yield from found
            going = found[-1].kind
            continue
        opened = opened_relation(line)
        if opened is None and ended is not None and ended(line):
            opened = RelationKind.SUPERSEDED_BY
            near = _direct(line)
        else:
            near = line
        if opened is not None:
            going = opened
        if going is not None and (opened is None or ended is not None) and _leads(near, opened):
            for target, words, href in targets_in(near):
                yield Found(kind=going, target=target, text=words, href=href, line=line.line)
        elif opened is None:
            going = None


def opened_relation(line: TextLine) -> RelationKind | None:
    """Return the relation that a line ends in, so that its targets follow on the next lines."""
    folded = fold(line.text).strip(" :.*-")
    match = relation_pattern().search(folded)
    if not match or match.end() != len(folded) or is_denied(folded, match.start()):
        return None
    if match.start() <= _MAX_BETWEEN:
        return part_of(
            relation_of_phrase(match.group()),
            partial=is_partial(folded, match.start(), match.end()),
        )
    return None


def _leads(line: TextLine, opened: RelationKind | None) -> bool:
    """Say whether a line begins with a target, or names one near the word that opens it."""
    starts = [span.start for span in line.marked(Mark.LINK)]
    starts += [start for start, _, _ in find_mentions(line.text)]
    return bool(starts) and min(starts) <= (_MAX_BETWEEN if opened else 2)


def field_relations(
    value: Sequence[TextLine], kind: RelationKind, *, partial: bool
) -> Iterator[Found]:
    """Yield the relations of a field whose name says which: `supersedes: ["0008", "0016"]`."""
    whole = kind
    for line in value:
        kind = part_of(whole, partial=partial or _of_section(line))
        if fold(line.text).strip(" .-") in _NOT_A_TARGET and not line.spans:
            continue
        said = relations_of_line(line)
        if said:
            yield from said
            continue
        for target, words, href in targets_in(line, field=True):
            yield Found(kind=kind, target=target, text=words, href=href, line=line.line)


def as_relation(found: Found, form: Form) -> Relation:
    """Return a relation of the model."""
    return Relation(
        kind=found.kind,
        target=found.target,
        text=found.text,
        href=found.href,
        line=found.line,
        form=form,
    )
