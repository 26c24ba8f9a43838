"""The changes of status that lines tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archbook.decisions.model import AMBIGUOUS, Status, StatusChange
from archbook.decisions.reader.entries import PROSE, Entry, kept
from archbook.decisions.reader.statements import Value
from archbook.decisions.reader.status import leading_status

__all__ = ["changes_of", "history_entries", "oldest_first"]


def changes_of(entries: Sequence[Entry]) -> tuple[StatusChange, ...]:
    """Return the changes that the lines of a status tell of, where one of them is dated."""
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


def history_entries(value: Value, further: Mapping[str, Status]) -> tuple[StatusChange, ...]:
    """Return the changes of status that a changelog lists, oldest first."""
    changes: list[StatusChange] = []
    for line in value:
        text = kept(line)[:PROSE]
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
