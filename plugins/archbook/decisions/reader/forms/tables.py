"""The form `table`: field names in the first column, or in the header with the values below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.statements import Statement, Value
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.decisions.vocabulary.folding import label_key
from archbook.decisions.vocabulary.relations import relation_label
from archbook.source.blocks import Block, BlockKind, Cell
from archbook.source.text_lines import plain_text

__all__ = ["is_history_table", "statements"]

_MAX_ROWS = 40
_VALUE = frozenset(
    {"value", "values", "content", "wert", "valeur", "valor", "valore", "waarde", "wartosc"}
    | {"значение", "значення", "varde", "verdi", "deger", "hodnota", "\u503c", "\u5024", "detail"}
    | {"details", "description", "beschreibung", "inhalt"}
)


def statements(document: Document) -> Iterator[Statement]:
    """Yield what the tables in the head and in sections about the decision itself state."""
    for section in document.sections:
        if not section.zone:
            continue
        for block in section.blocks:
            if block.kind is BlockKind.TABLE and not is_history_table(block):
                yield from _table(block, weak=section.nested)


def is_history_table(block: Block) -> bool:
    """Say whether a table lists changes: dates in one column, several rows of them."""
    if len(block.rows) < 3:  # noqa: PLR2004 - a header and two changes
        return False
    header = [field_of(plain_text(cell)) for cell in block.rows[0]]
    return Field.DATE in header and field_of(plain_text(block.rows[1][0])) is None


def _table(block: Block, *, weak: bool) -> Iterator[Statement]:
    rows = block.rows[:_MAX_ROWS]
    if not rows:
        return
    header = [plain_text(cell) for cell in rows[0]]
    first_column = sum(bool(row) and _is_name(plain_text(row[0])) for row in rows[1:])
    named = 1 if first_column and _is_pair(header) else sum(_is_name(text) for text in header)
    below = len(rows) > 1 and named and (named > 1 or len(header) == 1 or not first_column)
    if named == 1 and len(header) > 2 and below:  # noqa: PLR2004 - a list of many things
        below = len(rows) == 2 and any(leading_status(plain_text(c)) for c in rows[1])  # noqa: PLR2004
    if below and _is_value_row(rows[1]) and (len(header) != 2 or named == 2 or not first_column):  # noqa: PLR2004 - name and value
        for text, cell in zip(header, rows[1], strict=False):
            if statement := _statement(text, cell, block, weak=weak):
                yield statement
        return
    legend = _is_legend(header) or (first_column and named == len(header))
    for row in rows[1 if legend else 0 :]:
        # Pairs side by side: | Status | accepted | Date | 2024-05-06 |
        for index in range(0, len(row) - 1, 2):
            rest: Sequence[Cell] = row[1:] if index == 0 and len(row) == 3 else (row[index + 1],)  # noqa: PLR2004
            value = tuple(line for cell in rest for line in cell)
            if statement := _statement(plain_text(row[index]), value, block, weak=weak):
                yield statement


def _is_pair(header: Sequence[str]) -> bool:
    """Say whether a header is a name and its value, the first row of a table of such."""
    if len(header) != 2:  # noqa: PLR2004 - as said
        return False
    word = leading_status(label_key(header[1]) or header[1])
    if word is None or field_of(header[0]) is not Field.STATUS:
        return False
    return word.bare or not _is_name(header[1])


def _is_legend(header: Sequence[str]) -> bool:
    """Say whether a header names no field but the columns: `Field | Value`."""
    return len(header) > 1 and label_key(header[1]) in _VALUE


def _is_name(text: str) -> bool:
    return field_of(text) is not None or relation_label(text) is not None


def _is_value_row(row: Sequence[Cell]) -> bool:
    """Say whether the cells of a row are values; `accepted` is one here, and so is one `ADR`."""
    texts = [plain_text(cell) for cell in row if cell]
    names = sum(_is_name(text) and leading_status(text) is None for text in texts)
    return names == 0 or (names == 1 and len(texts) > 2)  # noqa: PLR2004 - name and value


def _statement(name: str, value: Value, block: Block, *, weak: bool) -> Statement | None:
    relation = relation_label(name)
    field = Field.RELATION if relation else field_of(name)
    if field in {None, Field.OTHER} or not value:
        return None
    assert field is not None  # noqa: S101 - for the type checker, excluded above
    return Statement(
        field=field,
        value=value,
        form=Form.TABLE,
        line=value[0].line or block.line,
        relation=relation[0] if relation else None,
        partial=bool(relation and relation[1]),
        weak=weak,
    )
