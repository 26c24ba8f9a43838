"""From the lines of a status to the status in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archbook.decisions.dates import DateFound, first_date
from archbook.decisions.model import Status, StatusChange
from archbook.decisions.reader.changes import changes_of
from archbook.decisions.reader.entries import (
    PROSE,
    Entry,
    choices,
    in_force,
    kept,
    other_field,
    read_entries,
)
from archbook.decisions.reader.relations import relations_of_line
from archbook.decisions.reader.statements import Value
from archbook.decisions.reader.status import mentioned_statuses, plain_other, status_options
from archbook.decisions.vocabulary.folding import fold
from archbook.source.text_lines import TextLine

__all__ = ["StatusReading", "read_status"]


_MAX_LINES = 40


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
    entries, superseded = read_entries(lines, further)
    if superseded is not None:
        word = next((e.word for e in entries if e.line is superseded), None)
        return StatusReading(
            status=Status.SUPERSEDED,
            written=superseded.text,
            line=superseded.line,
            date=word.date if word else first_date(kept(superseded)[:PROSE]),
            changes=changes_of(entries),
        )
    if choices(entries, lines):
        return None
    other = None if strict else _first_word(lines, entries, further)
    if other is not None:
        return other
    if entries:
        entry = in_force(entries)
        return StatusReading(
            status=entry.word.status,
            written=entry.line.text,
            line=entry.line.line,
            date=entry.word.date,
            changes=changes_of(entries),
        )
    return None if strict else _unlisted(lines, further)


def _first_word(
    lines: Sequence[TextLine], entries: Sequence[Entry], further: Mapping[str, Status]
) -> StatusReading | None:
    """Return an unknown word that stands alone in the first line, before lines that say more."""
    said = [line for line in lines if not other_field(line)]
    if not said or not entries or any(e.line is said[0] or e.word.bare for e in entries):
        return None
    text = kept(said[0])
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
        line for line in lines if not other_field(line) and not status_options(kept(line), further)
    ]
    for line in said[:3]:
        text = kept(line)[:PROSE]
        found = mentioned_statuses(text, further)
        if len(set(found)) != 1 or _denied(text):
            continue
        if relations_of_line(line):
            continue
        return StatusReading(status=found[0], written=line.text, line=line.line)
    for line in said[:1]:
        if relations_of_line(line):
            continue
        if (word := plain_other(kept(line))) is not None:
            return _other(line, word)
    return None


_DENIALS = (" not ", " never ", " nicht ", " pas ", " may ", " will ", " if ", " once ", " until ")


def _denied(text: str) -> bool:
    folded = f" {fold(text)} "
    return any(word in folded for word in _DENIALS)
