"""Blocks as their author means them, where Markdown takes them for something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archbook.decisions.vocabulary.fields import field_of
from archbook.decisions.vocabulary.sections import topic_of
from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import TextLine

__all__ = ["as_meant"]


def as_meant(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks with tight headings, late front matter and admonitions told apart.

    Args:
        blocks: The blocks as the parser gives them.
    """
    return _with_admonitions(_with_tight_headings(_with_late_front_matter(blocks)))


_TIGHT = re.compile(r"(#{1,6})(?=[^\s#!])")


def _with_tight_headings(blocks: Sequence[Block]) -> Sequence[Block]:
    """Take `##Status` for the heading it is meant to be; Markdown asks for a blank there."""
    if not any(b.lines and b.lines[0].text.startswith("#") for b in blocks):
        return blocks
    found: list[Block] = []
    for block in blocks:
        tight = _TIGHT.match(block.lines[0].text) if block.lines else None
        if tight is None or block.kind is not BlockKind.PARAGRAPH or block.level:
            found.append(block)
            continue
        line = block.lines[0].cut(tight.end())
        if len(tight[1]) == 1 and not (field_of(line.text) or topic_of(line.text)):
            found.append(block)  # `#12` and `#tag` are no headings
            continue
        found.append(Block(BlockKind.HEADING, line.line, (line,), len(tight[1]), block.quoted))
        if block.lines[1:]:
            rest = block.lines[1:]
            found += _with_tight_headings([replace(block, line=rest[0].line, lines=rest)])
    return found


_KEY = re.compile(r"[A-Za-z][\w -]{0,40}:(?:\s|$)")


_LATE = 3
"""So many blocks may end before late front matter begins."""


def _with_late_front_matter(blocks: Sequence[Block]) -> Sequence[Block]:
    """Read front matter that stands below a comment or a title as the lines it is meant to be.

    Below the comment of a licence, or below the title, `---` is a rule for Markdown, and
    the lines down to the next `---` are a heading.
    """
    for index, rule in enumerate(blocks[:_LATE]):
        if rule.kind is not BlockKind.RULE or index + 1 == len(blocks):
            continue
        lines = blocks[index + 1]
        if lines.kind is not BlockKind.HEADING or lines.level != 2:  # noqa: PLR2004 - `---`
            continue
        if all(_KEY.match(line.text) for line in lines.lines):
            meant = replace(lines, kind=BlockKind.PARAGRAPH, level=0)
            return [*blocks[:index], meant, *blocks[index + 2 :]]
    return blocks


_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|:{3,})[ \t]*\w+[ \t]*\[?\"?")


def _with_admonitions(blocks: Sequence[Block]) -> Sequence[Block]:
    """Read `!!! note "Status: accepted"` and `:::info Status` as the line of their title.

    The fences of admonitions that Markdown does not know are text for it.
    """
    found = list(blocks)
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH or not block.lines:
            continue
        first = block.lines[0]
        if first.text[:3] not in _FENCES or not (opened := _ADMONITION.match(first.text)):
            continue
        title = first.cut(opened.end(), len(first.text.rstrip(' "]')))
        named = field_of(title.text) is not None
        lines = [line for line in block.lines[1:] if line.text.strip(": ")]
        if named and lines:
            title = TextLine(f"{title.text}:", title.line)
        if named or _KEY.match(title.text):
            lines = [title, *lines]
        elif not lines or not _KEY.match(lines[0].text):
            continue
        found[index] = replace(block, line=lines[0].line, lines=tuple(lines))
    return found


_FENCES = frozenset({"!!!", "???", ":::"})
