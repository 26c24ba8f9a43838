"""From the lines of a status to the status in force, and the history they tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archbook.decisions.dates import DateFound, first_date
from archbook.decisions.model import AMBIGUOUS, RelationKind, Status, StatusChange
from archbook.decisions.reader.labels import labelled_parts
from archbook.decisions.reader.relations import opened_relation, relations_of_line
from archbook.decisions.reader.statements import Value
from archbook.decisions.reader.status import (
    Word,
    leading_status,
    mentioned_statuses,
    plain_other,
    status_options,
)
from archbook.decisions.vocabulary.fields import Field
from archbook.decisions.vocabulary.folding import fold
from archbook.source.text_lines import Mark, TextLine

__all__ = ["StatusReading", "history_entries", "read_status"]

_RANK = (
    Status.DRAFT,
    Status.PROPOSED,
    Status.ACCEPTED,
    Status.REJECTED,
    Status.WITHDRAWN,
    Status.DEPRECATED,
    Status.SUPERSEDED,
)
"""From the beginning of a decision's life to its end."""

_MAX_LINES = 40
_PROSE = 300
_BOX = re.compile(r"\[([ xX\u2713\u2714])\]\s+")
"""A box to tick in a line that is no list item: `[ ] proposed [x] accepted`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """A status as read.

    Attributes:
        status: The status.
        other: The word where it is none of the known ones.
        written: The words of the file.
        line: Line of the file.
        date: The date that stands with it, None where there is none.
        changes: The dated changes that its lines list.
    """

    status: Status
    other: str = ""
    written: str = ""
    line: int = 0
    date: DateFound | None = None
    changes: tuple[StatusChange, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    word: Word
    line: TextLine
    text: str


def read_status(
    value: Value, further: Mapping[str, Status], *, strict: bool = False
) -> StatusReading | None:
    """Read the lines that stand where a status does.

    Args:
        value: The lines.
        further: Further words for a status, folded.
        strict: Whether only a known word at the head of a line counts: for places in which
            other things stand too.

    Returns:
        The status in force: of dated lines the latest, else the word of the first line unless a
        later one says that the decision has ended; None where nothing but prose, alternatives to
        choose from or an unfilled placeholder stands there.
    """
    lines = [line for line in value[:_MAX_LINES] if line.text]
    entries: list[_Entry] = []
    superseded: TextLine | None = None
    for line in lines:
        text = _kept(line)
        if not text or _other_field(line) or status_options(text, further):
            continue
        if opened_relation(line) not in {None, RelationKind.SUPERSEDED_BY}:
            continue  # `Supersedes:` above a list of links is no misspelt status
        relations = relations_of_line(line)
        ended = [r for r in relations if r.kind is RelationKind.SUPERSEDED_BY]
        if ended and superseded is None:
            superseded = line
        word = leading_status(text, further)
        if word and not (relations and word.status is Status.SUPERSEDED and not ended):
            entries.append(_Entry(word, line, text))
    if superseded is not None:
        word = next((e.word for e in entries if e.line is superseded), None)
        return StatusReading(
            status=Status.SUPERSEDED,
            written=superseded.text,
            line=superseded.line,
            date=word.date if word else first_date(_kept(superseded)[:_PROSE]),
            changes=_changes(entries),
        )
    other = None if strict else _first_word(lines, entries, further)
    if other is not None:
        return other
    if entries:
        entry = _in_force(entries)
        return StatusReading(
            status=entry.word.status,
            written=entry.line.text,
            line=entry.line.line,
            date=entry.word.date,
            changes=_changes(entries),
        )
    return None if strict else _unlisted(lines, further)


def _kept(line: TextLine) -> str:
    """Return the text without what is struck out; of alternatives the one that is bold."""
    line = _dateless_links(line)
    text = line.without(Mark.STRUCK) if line.spans else line.text
    if "[" in text and _BOX.search(text):
        first, *boxes = _BOX.split(text)
        pairs = zip(boxes[::2], boxes[1::2], strict=True)
        text = " ".join((first, *(words for mark, words in pairs if mark.strip()))).strip()
    if "|" in text or "/" in line.without(Mark.CODE):
        strong = line.marked(Mark.STRONG)
        if len(strong) == 1 and leading_status(line.text[strong[0].start : strong[0].end]):
            return line.text[strong[0].start : strong[0].end]
    return text


def _dateless_links(line: TextLine) -> TextLine:
    """Hide the dates in the words of links: they name files, `[20240506-x](20240506-x.md)`."""
    text = line.text
    for span in line.marked(Mark.LINK):
        words = text[span.start : span.end]
        date = first_date(words)
        if date is None or len(words) > date.end - date.start:
            hidden = "".join("#" if char.isdigit() else char for char in words)
            text = text[: span.start] + hidden + text[span.end :]
    return line if text == line.text else TextLine(text, line.line, line.spans)


_STATUS_LIKE = frozenset({Field.STATUS, Field.RELATION, Field.DECIDED, Field.CREATED})
"""`Accepted: 2024-05-06` states a date and a status at once."""


def _other_field(line: TextLine) -> bool:
    parts = labelled_parts(line, item=False)
    return bool(parts) and parts[0].field not in _STATUS_LIKE


def _in_force(entries: Sequence[_Entry]) -> _Entry:
    undated = [entry for entry in entries if entry.word.date is None]
    dated = [entry for entry in entries if entry.word.date and entry.word.date.value != AMBIGUOUS]
    if not undated and len(dated) > 1:
        falling = dated[0].word.date.value > dated[-1].word.date.value  # type: ignore[union-attr]
        ordered = list(reversed(dated)) if falling else dated
        latest = max(entry.word.date.value for entry in ordered if entry.word.date)
        return [e for e in ordered if e.word.date and e.word.date.value == latest][-1]
    current = undated[0] if undated else entries[0]
    for entry in entries:
        later = _RANK.index(entry.word.status) > _RANK.index(current.word.status)
        ends = entry.word.status in _RANK[3:] or entry.word.bare
        if entry is not current and later and ends and (entry.word.bare or not entry.word.date):
            current = entry
    return current


def _changes(entries: Sequence[_Entry]) -> tuple[StatusChange, ...]:
    if not any(entry.word.date for entry in entries):
        return ()
    changes = [
        StatusChange(
            date=entry.word.date.value if entry.word.date else None,
            status=entry.word.status,
            as_written=entry.text,
            line=entry.line.line,
        )
        for entry in entries
    ]
    return oldest_first(changes)


def oldest_first(changes: Sequence[StatusChange]) -> tuple[StatusChange, ...]:
    """Return changes in order of time; a list that runs from new to old is turned round first."""
    dates = [change.date for change in changes if change.date and change.date != AMBIGUOUS]
    listed = list(changes)
    if len(dates) > 1 and dates[0] > dates[-1]:
        listed.reverse()
    return tuple(sorted(listed, key=lambda change: change.date or ""))


def _first_word(
    lines: Sequence[TextLine], entries: Sequence[_Entry], further: Mapping[str, Status]
) -> StatusReading | None:
    """Return an unknown word that stands alone in the first line, before lines that say more."""
    said = [line for line in lines if not _other_field(line)]
    if not said or not entries or any(e.line is said[0] or e.word.bare for e in entries):
        return None
    text = _kept(said[0])
    word = plain_other(text)
    if word is None or word.count(" ") > 1 or status_options(text, further):
        return None
    return _other(said[0], word)


def _other(line: TextLine, word: str) -> StatusReading:
    return StatusReading(
        status=Status.OTHER,
        other=word,
        written=line.text,
        line=line.line,
        date=first_date(line.text),
    )


def _unlisted(lines: Sequence[TextLine], further: Mapping[str, Status]) -> StatusReading | None:
    """Read a status that stands within a sentence, or a word that is not known."""
    said = [
        line
        for line in lines
        if not _other_field(line) and not status_options(_kept(line), further)
    ]
    for line in said[:3]:
        text = _kept(line)[:_PROSE]
        found = mentioned_statuses(text, further)
        if len(set(found)) != 1 or _denied(text):
            continue
        if relations_of_line(line):
            continue
        return StatusReading(status=found[0], written=line.text, line=line.line)
    for line in said[:1]:
        if relations_of_line(line):
            continue
        if (word := plain_other(_kept(line))) is not None:
            return _other(line, word)
    return None


_DENIALS = (" not ", " never ", " nicht ", " pas ", " may ", " will ", " if ", " once ", " until ")


def _denied(text: str) -> bool:
    folded = f" {fold(text)} "
    return any(word in folded for word in _DENIALS)


def history_entries(value: Value, further: Mapping[str, Status]) -> tuple[StatusChange, ...]:
    """Return the changes of status that a changelog lists, oldest first."""
    changes: list[StatusChange] = []
    for line in value:
        text = _kept(line)[:_PROSE]
        word = leading_status(text, further)
        if word is None or word.date is None:
            continue
        changes.append(
            StatusChange(
                date=word.date.value,
                status=word.status,
                as_written=line.text[:200],
                line=line.line,
            )
        )
    return oldest_first(changes)
