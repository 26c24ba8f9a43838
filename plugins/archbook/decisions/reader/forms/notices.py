"""The form `text`: a note in the head such as `> Superseded by ADR-12`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.statements import Statement
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
        for block in section.blocks:
            if (line := _notice(block)) is not None:
                yield Statement(
                    field=Field.STATUS, value=(line,), form=Form.TEXT, line=line.line, weak=True
                )


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
