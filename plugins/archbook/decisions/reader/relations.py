"""Typed relations: who supersedes whom, in fields, status lines, link lists and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archbook.decisions.dates import find_dates
from archbook.decisions.model import Form, Relation, RelationKind, Target
from archbook.decisions.reader.targets import NEAR, NOT_A_TARGET, direct, leads, targets_in
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
    "names_nothing",
    "opened_relation",
    "part_of",
    "relations_of_line",
    "relations_of_lines",
]

_MAX_LINE = 2000
_LONGEST_ADVERB = 12
_PART = {
    RelationKind.SUPERSEDES: RelationKind.AMENDS,
    RelationKind.SUPERSEDED_BY: RelationKind.AMENDED_BY,
}


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
        for target, words, href in targets_in(direct(rest)):
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
            near = direct(line)
        else:
            near = line
        if opened is not None:
            going = opened
        if going is not None and (opened is None or ended is not None) and leads(near, opened):
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
    if match.start() <= NEAR:
        return part_of(
            relation_of_phrase(match.group()),
            partial=is_partial(folded, match.start(), match.end()),
        )
    return None


def names_nothing(line: TextLine) -> bool:
    """Say whether a line says of a relation that there is none, `Superseded by: (none)`."""
    folded = fold(line.text[: NEAR * 2])
    match = relation_pattern().match(folded)
    if match is None or line.marked(Mark.LINK):
        return False
    rest = folded[match.end() :].strip(" :*()[]_.\u2013\u2014-")
    return bool(folded[match.end() :].strip(" :.")) and rest in NOT_A_TARGET


def field_relations(
    value: Sequence[TextLine], kind: RelationKind, *, partial: bool
) -> Iterator[Found]:
    """Yield the relations of a field whose name says which: `supersedes: ["0008", "0016"]`."""
    whole = kind
    for line in value:
        kind = part_of(whole, partial=partial or _of_section(line))
        if fold(line.text).strip(" .-") in NOT_A_TARGET and not line.spans:
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
