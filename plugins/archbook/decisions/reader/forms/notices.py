"""The form `text`: a note in the head such as `> Superseded by ADR-12`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archbook.decisions.dates import DateFound, first_date
from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.statements import Statement
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field
from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import TextLine

__all__ = ["statements"]

_LEAD = re.compile(
    r"^\W*(?:(?:warning|note|caution|important|attention|danger|info|tip|notice|update|hinweis"
    r"|achtung|attention|nota|aviso|nb)\b\W*)*",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:this|the)\s+(?:adr|decision|record|document|proposal|rfc|page)\s+"
    r"(?:is|was|has\s+been|has\s+now\s+been|is\s+now|is\s+currently)\s+(?:now\s+|fully\s+)?",
    re.IGNORECASE,
)
_MAX = 400


def statements(document: Document) -> Iterator[Statement]:
    """Yield the notes above the first section that begin like a status."""
    for section in document.sections:
        if not section.zone or section.field is Field.STATUS:
            continue
        title = section.heading is None or section.heading is document.title_heading
        if title:
            yield from _alone(section.blocks[:_FIRST])
        for block in section.blocks:
            if (line := _notice(block)) is not None:
                yield _statement(Field.STATUS, line, Form.TEXT)


_FIRST = 4
_SHORT = 60


def _alone(blocks: Sequence[Block]) -> Iterator[Statement]:
    """Yield status and date that stand alone, without a label, right below the title."""
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH or block.quoted or block.level:
            continue
        if len(block.lines) > _FIRST or any(len(line.text) > _SHORT for line in block.lines):
            continue
        for line in block.lines:
            if ":" in line.text:
                continue  # a label is read elsewhere
            word, date = leading_status(line.text), first_date(line.text)
            if word is not None and word.bare:
                yield _statement(Field.STATUS, line, Form.LINE)
            elif date is not None and not line.text.replace(_of(line, date), "").strip(" ()*_.,"):
                yield _statement(Field.DATE, line, Form.LINE)


def _of(line: TextLine, date: DateFound) -> str:
    return line.text[date.start : date.end]


def _statement(field: Field, line: TextLine, form: Form) -> Statement:
    weak = field is Field.STATUS
    return Statement(field=field, value=(line,), form=form, line=line.line, weak=weak)


def _notice(block: Block) -> TextLine | None:
    if block.kind is not BlockKind.PARAGRAPH or not block.lines:
        return None
    for line in block.lines[:3]:
        text = line.text[:_MAX]
        lead = _LEAD.match(text)
        at = lead.end() if lead else 0
        subject = _SUBJECT.match(text, at)
        if subject:
            return line.cut(subject.end(), _MAX)
        if block.quoted or text.startswith(":::"):
            if len(text) == at or ":" in text[at : at + 20]:
                continue
            return line.cut(at, _MAX)
        whole = any(span.start == 0 and span.end == len(line.text) for span in line.spans)
        if whole:
            return line.cut(at, _MAX)
    return None
