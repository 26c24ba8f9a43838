"""The form `title`: the heading of the file with its number, and a status written into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.headings import heading_value
from archbook.decisions.reader.statements import Statement
from archbook.decisions.vocabulary.fields import Field
from archbook.source.blocks import BlockKind
from archbook.source.text_lines import TextLine

__all__ = ["split_status", "statements"]

_STATUS_END = re.compile(r"\s*[(\[\uff08\u3010](?P<word>[^()\[\]]{3,40})[)\]\uff09\u3011]\s*$")
_STATUS_START = re.compile(r"^\s*[(\[\u3010](?P<word>[^()\[\]]{3,40})[)\]\u3011]\s*[:\-\u2013]?\s*")
_NAMED = re.compile(r"\s*(?:\[\s*)?adrs?[ -_#]?\d", re.IGNORECASE)


def statements(document: Document) -> Iterator[Statement]:
    """Yield title, and the bracketed word in it that may be a status."""
    heading = document.title_heading
    if heading is not None:
        value = heading_value(heading)
        line = heading.lines[0]
        if value is not None and value[0] is Field.TITLE:
            line = value[2]
        elif len(heading.lines) > 1:
            line = TextLine(heading.text, line.line)
        yield Statement(field=Field.TITLE, value=(line,), form=Form.HEADING, line=heading.line)
        _, word = split_status(line.text)
        if word:
            yield Statement(
                field=Field.STATUS,
                value=(TextLine(word, line.line),),
                form=Form.TITLE,
                line=heading.line,
            )
        return
    yield from _without_heading(document)


def _without_heading(document: Document) -> Iterator[Statement]:
    for section in document.sections[:4]:
        named = (
            section.heading is not None and section.field is Field.TITLE and section.value is None
        )
        for block in section.blocks[:1]:
            first = block.kind is BlockKind.PARAGRAPH and section.heading is None and block.lines
            if (first and _NAMED.match(block.lines[0].text)) or (named and block.lines):
                yield Statement(
                    field=Field.TITLE, value=block.lines[:1], form=Form.LINE, line=block.line
                )
                return


def split_status(title: str) -> tuple[str, str]:
    """Split a bracketed word from the end or the head of a title.

    Returns:
        The title without it, and the word; whether that is a status the caller has to say.
    """
    for pattern in (_STATUS_END, _STATUS_START):
        if found := pattern.search(title):
            rest = title[: found.start()] + title[found.end() :]
            if rest.strip():
                return rest.strip(), found["word"].strip()
    return title, ""
