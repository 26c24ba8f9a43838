"""The form `section`: a heading (or a bold line) names the field, its text is the value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document, Section
from archbook.decisions.reader.statements import Statement, Value
from archbook.decisions.vocabulary.fields import Field
from archbook.source.blocks import Block, BlockKind

__all__ = ["statements"]

_READ = frozenset(Field) - {Field.OTHER, Field.TITLE, Field.HISTORY, Field.ID}
_MAX_BLOCKS = 60


def statements(document: Document) -> Iterator[Statement]:
    """Yield a statement for each section whose heading names a field or a relation."""
    sections = document.sections
    for index, section in enumerate(sections):
        if section.heading is None or not (section.field in _READ or section.relation):
            continue
        form = Form.SECTION
        value = section_value(section.blocks)
        if section.value is not None:
            form = Form.HEADING
            value = (section.value, *value)
        elif not value and section.field is Field.STATUS and index + 1 < len(sections):
            below = sections[index + 1]
            if below.heading is not None and below.level == section.level + 1:
                value = below.heading.lines
        if not value:
            continue
        yield _statement(section, value, form)


def _statement(section: Section, value: Value, form: Form) -> Statement:
    relation = section.relation
    return Statement(
        field=Field.RELATION if relation else section.field or Field.OTHER,
        value=value,
        form=form,
        line=value[0].line,
        relation=relation[0] if relation else None,
        partial=bool(relation and relation[1]),
        weak=section.nested,
    )


def section_value(blocks: Sequence[Block]) -> Value:
    """Return the lines of a section that count as its value.

    Of a task list only the ticked items count; a list with nothing ticked is an unfilled
    placeholder. Code, tables and block quotes are left to other forms.
    """
    read = [
        block
        for block in blocks[:_MAX_BLOCKS]
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and not block.quoted
    ]
    if not read:
        read = [block for block in blocks[:_MAX_BLOCKS] if block.lines and block.quoted]
    return tuple(line for block in read if block.checked is not False for line in block.lines)
