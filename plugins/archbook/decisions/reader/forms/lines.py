"""The forms `bullet`, `bold line`, `line` and `field list`: a label and its value in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document, Section
from archbook.decisions.reader.forms.sections import section_value
from archbook.decisions.reader.labels import Labelled, labelled_parts
from archbook.decisions.reader.statements import Statement, Value
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.decisions.vocabulary.relations import relation_label
from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import TextLine

__all__ = ["statements"]

_NAME = re.compile(r"[^:\uff1a=|\u2013\u2014-]+")
_COLON = re.compile(r"[:\uff1a=]")
_LINED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


def statements(document: Document) -> Iterator[Statement]:
    """Yield the labelled lines of the head and of sections about the decision itself.

    A status that stands in a labelled line elsewhere (some keep such lines at the foot of the
    file) is yielded as weak, with its neighbours.
    """
    elsewhere: list[list[Statement]] = []
    for section in document.sections:
        if section.zone:
            # In a status section `Accepted 2024-05-06` is the status, which the section states.
            stated = section.field is Field.STATUS
            yield from _section(section.blocks, weak=section.nested, stages=not stated)
        else:
            elsewhere += [found] if (found := list(_elsewhere(section))) else []
    if len(elsewhere) == 1:  # of several, as of options or of parts, none is the decision's
        yield from elsewhere[0]


def _elsewhere(section: Section) -> Iterator[Statement]:
    for index, block in enumerate(section.blocks):
        if block.kind not in _LINED or block.level > 1 or not block.lines:
            continue
        head = block.lines[0].text[:40]
        if not (_COLON.search(head) or block.lines[0].spans):
            continue
        name = _NAME.match(head)
        if name is None or field_of(name[0]) is not Field.STATUS:
            continue
        labels = labelled_parts(block.lines[0], item=False)
        if labels and labels[0].field is Field.STATUS:
            last = index
            while last + 1 < len(section.blocks) and section.blocks[last + 1].kind is block.kind:
                last += 1
            yield from _section(section.blocks[index : last + 1], weak=True)
            return


def _section(blocks: Sequence[Block], *, weak: bool, stages: bool = True) -> Iterator[Statement]:
    staged: list[Statement] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.FIELD:
            if statement := _field(block, weak=weak):
                yield statement
        elif block.kind in _LINED and block.lines:
            after = blocks[index + 1 : index + 1 + _FOLLOWING]
            for statement in _block(block, after, weak=weak):
                if not stages and statement.field in _STAGES and any(_staged(statement, [block])):
                    continue
                yield statement
                if statement.field in _STAGES and stages:
                    staged.append(statement)
    if value := tuple(line for stage in staged for line in _staged(stage, blocks)):
        yield Statement(
            field=Field.STATUS, value=value, form=staged[0].form, line=value[0].line, weak=weak
        )


_FOLLOWING = 60
_STAGES = frozenset({Field.DECIDED, Field.CREATED})


def _staged(stage: Statement, blocks: Sequence[Block]) -> Iterator[TextLine]:
    """Yield the lines that name a status by the label of its date: `Accepted: 2024-05-06`."""
    for block in blocks:
        for line in block.lines if block.kind in _LINED else ():
            if line.line == stage.line and (word := leading_status(line.text)) and word.bare:
                yield line


def _field(block: Block, *, weak: bool) -> Statement | None:
    relation = relation_label(block.name)
    field = Field.RELATION if relation else field_of(block.name)
    if field is None or field is Field.OTHER or not block.lines:
        return None
    return Statement(
        field=field,
        value=block.lines,
        form=Form.FIELD_LIST,
        line=block.line,
        relation=relation[0] if relation else None,
        partial=bool(relation and relation[1]),
        weak=weak,
    )


def _block(block: Block, after: Sequence[Block], *, weak: bool) -> Iterator[Statement]:
    lines = block.lines
    found = [labelled_parts(line, item=block.kind is BlockKind.ITEM) for line in lines]
    for index, (line, below) in enumerate(pairwise(lines)):
        if not found[index] and below.text.startswith(":"):
            found[index] = _defined(line, below)
    if len(lines) == 1 and not found[0] and after and after[0].level > block.level > 0:
        found[0] = _heading_item(lines[0])
    for index, parts in enumerate(found):
        for label in parts:
            value: Value = (label.value,) if label.value.text or label.value.spans else ()
            if label is parts[-1]:
                stop = next((n for n in range(index + 1, len(lines)) if found[n]), len(lines))
                value = _continued(value, lines[index + 1 : stop], block)
                if stop == len(lines):
                    value = (*value, *_below(block, after, label, empty=not value))
            if value and label.field is not Field.OTHER:
                yield _statement(label, value, block, weak=weak)


def _continued(value: Value, below: Value, block: Block) -> Value:
    """Return a value with the lines below it that go on with it.

    In a list item all do; in a paragraph one that an empty value, a comma or a semicolon awaits.
    """
    if block.kind is BlockKind.ITEM:
        return (*value, *below)
    for line in below:
        if value and not value[-1].text.endswith((",", ";")):
            break
        value = (*value, line)
    return value


def _defined(line: TextLine, below: TextLine) -> list[Labelled]:
    """Return a label whose value stands below it behind a colon (a definition list)."""
    field = field_of(line.text)
    if field is None:
        return []
    return [Labelled(name=line.text, field=field, relation=None, value=below.cut(1), strong=False)]


def _heading_item(line: TextLine) -> list[Labelled]:
    """Return a label that stands alone in a list item, its value in the list below."""
    field = field_of(line.text)
    if field not in {Field.STATUS, Field.DATE, Field.DECIDERS, Field.CREATED, Field.DECIDED}:
        return []
    return [
        Labelled(name=line.text, field=field, relation=None, value=line.cut(0, 0), strong=False)
    ]


def _below(block: Block, after: Sequence[Block], label: Labelled, *, empty: bool) -> Value:
    """Return the lines below a label: its sub-list, or the list that follows an empty label."""
    lines: list[Block] = []
    for other in after:
        deeper = other.kind in _LINED and other.level > block.level
        listed = label.field in {Field.STATUS, Field.RELATION, Field.HISTORY} or empty
        if deeper and listed and (block.level or empty):
            lines.append(other)
            continue
        alone = empty and not lines and other.kind is BlockKind.PARAGRAPH and not other.quoted
        if alone and other.level == block.level and not labelled_parts(other.lines[0], item=False):
            lines.append(other)
        break
    return section_value(lines)


def _statement(label: Labelled, value: Value, block: Block, *, weak: bool) -> Statement:
    if block.kind is BlockKind.ITEM:
        form = Form.BULLET
    else:
        form = Form.BOLD_LINE if label.strong else Form.LINE
    return Statement(
        field=label.field,
        value=value,
        form=form,
        line=value[0].line,
        relation=label.relation[0] if label.relation else None,
        partial=bool(label.relation and label.relation[1]),
        weak=weak,
    )
