"""The form `badge`: an image whose address or alternative text says `status-accepted-green`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.statements import Statement
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.decisions.vocabulary.folding import label_key
from archbook.source.anatomy import block_lines
from archbook.source.text_lines import Mark, Span, TextLine

__all__ = ["statements"]

_READ = frozenset({Field.STATUS, Field.DATE, Field.DECIDED, Field.CREATED})
_BY_STATUS = frozenset({Field.DECIDED, Field.CREATED})
"""Fields named by a word for a status, which in a badge is the status itself."""
_OF_DECISIONS = frozenset({"adr", "madr", "decision", "record", "rfc"})
_DASH = "\0"


def statements(document: Document) -> Iterator[Statement]:
    """Yield the fields that badges in the head and in the status section show."""
    for section in document.sections:
        if not section.zone:
            continue
        for block in section.blocks:
            for line in block_lines(block):
                for span in line.spans:
                    if span.mark is Mark.IMAGE and (found := _badge(span)):
                        field, text = found
                        stated = section.field is Field.STATUS or _bare(text)
                        if field is Field.OTHER and stated:
                            field = Field.STATUS
                        if field in _READ:
                            yield Statement(
                                field=field,
                                value=(TextLine(text, line.line),),
                                form=Form.BADGE,
                                line=line.line,
                            )


def _bare(text: str) -> bool:
    """Say whether a badge without a label shows a word for a status and nothing else."""
    word = leading_status(text)
    return word is not None and word.bare


def _badge(span: Span) -> tuple[Field, str] | None:
    """Return field and value of a badge; its field is OTHER where it has a message alone."""
    address = urlsplit(span.target) if len(span.target) < 2000 else urlsplit("")  # noqa: PLR2004 - no badge is longer
    label, message = "", ""
    if "/badge/" in address.path:
        # shields.io: label-message-colour, where -- is a hyphen and _ or %20 a blank.
        parts = address.path.split("/badge/", 1)[1].replace("--", _DASH).split("-")
        parts = [_unescape(part) for part in parts]
        label, message = ("", parts[0]) if len(parts) < 3 else (parts[0], parts[1])  # noqa: PLR2004
    if address.query:
        query = parse_qs(address.query)
        label = (query.get("label") or [label])[0]
        message = (query.get("message") or [message])[0]
    field = field_of(label)
    if label_key(label) in _OF_DECISIONS:
        return Field.OTHER, message
    if field is not None and message:
        return field, message
    named = re.split(r"\s*[:\uff1a=]\s*|\s+[-\u2013]\s+|\s", span.label.strip(), maxsplit=1)
    if (field := field_of(named[0])) is not None and field not in _BY_STATUS:
        text = message or (named[1] if len(named) > 1 else "")
        return (field, text) if text else None
    if message:
        return None if label else (Field.OTHER, message)
    return (Field.OTHER, span.label) if span.label else None


def _unescape(text: str) -> str:
    text = re.sub(r"\.(?:svg|png)$", "", text)
    return (
        unquote(text).replace("__", "\1").replace("_", " ").replace("\1", "_").replace(_DASH, "-")
    )
