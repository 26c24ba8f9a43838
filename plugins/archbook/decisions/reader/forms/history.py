"""The form `history`: a changelog or a table of dated changes; its entries are read later."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.forms.tables import is_history_table
from archbook.decisions.reader.statements import Statement, Value
from archbook.decisions.vocabulary.fields import Field
from archbook.decisions.vocabulary.sections import Topic
from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import TextLine, plain_text

__all__ = ["statements"]

_MAX_ENTRIES = 200


def statements(document: Document) -> Iterator[Statement]:
    """Yield each changelog as one statement, a line for each of its entries."""
    for section in document.sections:
        listed = section.topic is Topic.HISTORY or section.field is Field.HISTORY
        value: list[TextLine] = []
        for block in section.blocks[:_MAX_ENTRIES]:
            if block.kind is BlockKind.TABLE and (
                listed or (section.zone and is_history_table(block))
            ):
                value += _rows(block)
            elif listed and block.kind in {BlockKind.ITEM, BlockKind.PARAGRAPH}:
                value += block.lines
        if value:
            yield Statement(
                field=Field.HISTORY,
                value=tuple(value),
                form=Form.HISTORY,
                line=value[0].line,
            )


def _rows(block: Block) -> Value:
    """Return the rows of a table as lines `2024-05-06: accepted ...`."""
    lines = []
    for row in block.rows[1:]:
        cells = [text for cell in row if (text := plain_text(cell))]
        first = next((cell[0].line for cell in row if cell), block.line)
        lines.append(TextLine(" | ".join(cells), first))
    return tuple(lines)
