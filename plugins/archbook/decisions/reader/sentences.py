"""Relations outside of fields: lists of links, and sentences such as `This ADR replaces ADR-3`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archbook.decisions.model import Form, Relation, RelationKind
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.labels import labelled_parts
from archbook.decisions.reader.relations import (
    Found,
    as_relation,
    field_relations,
    relations_of_line,
    relations_of_lines,
)
from archbook.decisions.reader.targets import targets_in
from archbook.decisions.vocabulary.sections import Topic
from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import TextLine

__all__ = ["sentence_relations"]

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_SUBJECT = re.compile(
    r"(?:^|(?<=[.:;!?]\s)|(?<=\*\s))\W{0,4}(?:this|the present)\s+"
    r"(?:adr|decision(?:\s+record)?|record|document|proposal|rfc)\b(?:\s+\w+ly|\s+also|\s+has\s+been"
    r"|\s+is|\s+was|\s+in\s+part|\s+now){0,3}\s+",
    re.IGNORECASE,
)
_MAX_LINE = 4000


def sentence_relations(document: Document) -> Iterator[Relation]:
    """Yield the relations that stand in lists of links, in the head, and in sentences.

    In a list of links and in the head the relation words have to begin the line; a sentence has
    to speak of the decision itself (`This decision supersedes ...`).
    """
    for section in document.sections:
        listed = section.zone or section.topic is Topic.LINKS
        if listed:
            lines = [
                line for block in section.blocks if block.kind in _TEXT for line in block.lines
            ]
            for found in relations_of_lines(lines, anywhere=False):
                yield as_relation(found, Form.TEXT if not section.zone else Form.LINE)
        for block in section.blocks:
            if block.kind in _TEXT:
                yield from _sentences(block)
                if not section.zone and not block.quoted:
                    yield from _labelled(block)


_SUPERSESSION = re.compile(r"\W*(?:super[sc]|replac|amend|extend)", re.IGNORECASE)


def _labelled(block: Block) -> Iterator[Relation]:
    """Yield the relations of lines with a label, `**Supersedes**: ADR-3`, wherever they stand."""
    for line in block.lines:
        if not _SUPERSESSION.match(line.text):
            continue
        for label in labelled_parts(line, item=False)[:1]:
            if label.relation is not None:
                kind, partial = label.relation
                for found in field_relations((label.value,), kind, partial=partial):
                    if not isinstance(found.target, str) or found.href or found.target.isdigit():
                        yield as_relation(found, Form.TEXT)


def _sentences(block: Block) -> Iterator[Relation]:
    for line in block.lines:
        yield from _reversed(line)
        if "his " not in line.text and "he present" not in line.text:
            continue
        if match := _SUBJECT.search(line.text[:_MAX_LINE]):
            for found in relations_of_line(_joined(line, match.end())):
                if found.kind is not RelationKind.RELATES_TO:
                    yield as_relation(found, Form.TEXT)


_BY_THIS = re.compile(
    r"\b(?:is|are|was|were|been|be)\s+(?:now\s+|hereby\s+)?"
    r"(?P<verb>super\w+ed|replaced|amended|extended)\s+by\s+this\b(?!\s+(?:new\s+)?\w+\s+of\b)",
    re.IGNORECASE,
)


def _reversed(line: TextLine) -> Iterator[Relation]:
    """Yield what a sentence says of another decision: `ADR 7 is superseded by this one`."""
    match = _BY_THIS.search(line.text[:_MAX_LINE]) if " by this" in line.text else None
    if match is None:
        return
    start = line.text.rfind(". ", 0, match.start()) + 1
    named = list(targets_in(line.cut(start, match.start())))
    if len({target for target, _, _ in named}) == 1:
        verb = match["verb"].lower()
        kind = {"a": RelationKind.AMENDS, "e": RelationKind.EXTENDS}.get(
            verb[0], RelationKind.SUPERSEDES
        )
        target, words, href = named[0]
        found = Found(kind=kind, target=target, text=words, href=href, line=line.line)
        yield as_relation(found, Form.TEXT)


def _joined(line: TextLine, at: int) -> TextLine:
    """Return the line from its subject on, an adverb before the verb included."""
    start = max(line.text.rfind(".", 0, at), 0)
    return line.cut(start if at - start < 60 else at)  # noqa: PLR2004 - the subject and its adverbs
