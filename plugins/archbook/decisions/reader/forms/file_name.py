"""The form `file name`: `0012-use-x.md`, `20200924-use-x.md`, `2020-09-24-use-x.md`."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.identity import named_number
from archbook.decisions.reader.statements import Statement
from archbook.decisions.vocabulary.fields import Field
from archbook.source.text_lines import TextLine

__all__ = ["statements"]


def statements(document: Document) -> Iterator[Statement]:
    """Yield the number and the date that the name of the file holds."""
    found = named_number(document.stem)
    if found is None:
        return
    yield Statement(
        field=Field.NUMBER, value=(TextLine(found.written, 0),), form=Form.FILE_NAME, line=0
    )
    if found.date:
        yield Statement(
            field=Field.DATE, value=(TextLine(found.date, 0),), form=Form.FILE_NAME, line=0
        )
