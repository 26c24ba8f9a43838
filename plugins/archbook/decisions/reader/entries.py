"""The lines of a status: what of them counts, and which of them is in force."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archbook.decisions.dates import first_date
from archbook.decisions.model import AMBIGUOUS, RelationKind, Status
from archbook.decisions.reader.labels import labelled_parts
from archbook.decisions.reader.relations import names_nothing, opened_relation, relations_of_line
from archbook.decisions.reader.status import Word, leading_status, status_options
from archbook.decisions.vocabulary.fields import Field
from archbook.source.text_lines import Mark, TextLine

__all__ = ["PROSE", "Entry", "choices", "in_force", "kept", "other_field", "read_entries"]

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
PROSE = 300
_BOX = re.compile(r"\[([ xX\u2713\u2714])\]\s+")
"""A box to tick in a line that is no list item: `[ ] proposed [x] accepted`."""
_TICKED = re.compile("[\u2610-\u2612\u25a1\u25a2\U0001f5f9\U0001f5f8]")
_EMPTY = frozenset("\u2610\u25a1\u25a2")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that begins like a status.

    Attributes:
        word: The status.
        line: The line.
        text: What of it counts.
    """

    word: Word
    line: TextLine
    text: str


def kept(line: TextLine) -> str:
    """Return the text without what is struck out; of alternatives the one that is bold."""
    line = _dateless_links(line)
    text = line.without(Mark.STRUCK) if line.spans else line.text
    if _TICKED.search(text):
        text = _TICKED.sub(lambda match: "[ ] " if match[0] in _EMPTY else "[x] ", text)
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


def other_field(line: TextLine) -> bool:
    """Say whether a line states another field than the status."""
    parts = labelled_parts(line, item=False)
    return bool(parts) and parts[0].field not in _STATUS_LIKE


def read_entries(
    lines: Sequence[TextLine], further: Mapping[str, Status]
) -> tuple[list[Entry], TextLine | None]:
    """Return the lines that begin like a status, and the first that names a successor.

    Args:
        lines: The lines.
        further: Further words for a status, folded.
    """
    entries: list[Entry] = []
    superseded: TextLine | None = None
    for line in lines:
        text = kept(line)
        if not text or other_field(line) or status_options(text, further):
            continue
        if opened_relation(line) not in {None, RelationKind.SUPERSEDED_BY}:
            continue  # `Supersedes:` above a list of links is no misspelt status
        if names_nothing(line):
            continue  # `Superseded by: none`
        relations = relations_of_line(line)
        ended = any(found.kind is RelationKind.SUPERSEDED_BY for found in relations)
        if ended and superseded is None:
            superseded = line
        word = leading_status(text, further)
        if word and not (relations and word.status is Status.SUPERSEDED and not ended):
            entries.append(Entry(word, line, text))
    return entries, superseded


_MIN_CHOICES = 3


def choices(entries: Sequence[Entry], lines: Sequence[TextLine]) -> bool:
    """Say whether lines list the statuses there are, one on each, accepted and rejected too."""
    if len(entries) < _MIN_CHOICES or len(entries) < len(lines):
        return False
    known = {entry.word.status for entry in entries if entry.word.bare and not entry.word.date}
    return len(known) == len(entries) and {Status.ACCEPTED, Status.REJECTED} <= known


def in_force(entries: Sequence[Entry]) -> Entry:
    """Return the entry in force: of dated ones the latest, else the first one not ended since."""
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
