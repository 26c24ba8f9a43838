"""The first words of a decision's prose."""

from __future__ import annotations

from archbook.decisions.reader.document import Document
from archbook.decisions.reader.labels import labelled_parts
from archbook.decisions.vocabulary.fields import Field
from archbook.decisions.vocabulary.sections import Topic
from archbook.source.blocks import BlockKind

__all__ = ["summary_of"]

_LONGEST = 200
_SHORTEST = 20


def summary_of(document: Document) -> str:
    """Return the first paragraph of prose as plain text of at most 200 characters.

    Fields, changelogs, notes and lists are passed over; a longer paragraph ends in an ellipsis
    after a whole word.
    """
    for section in document.sections:
        if section.topic in {Topic.HISTORY, Topic.LINKS, Topic.METADATA} or section.relation:
            continue
        if section.field not in {None, Field.OTHER}:
            continue
        for block in section.blocks:
            if block.kind is not BlockKind.PARAGRAPH or block.quoted or block.level:
                continue
            text = block.text
            if len(text) < _SHORTEST or labelled_parts(block.lines[0], item=False):
                continue
            return _cut(" ".join(text.split()))
    return ""


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    head = text[: _LONGEST - 1]
    return head[: head.rfind(" ")].rstrip(" ,;:") + "…" if " " in head else head + "…"
