"""The form `title`: the heading of the file with its number, and a status written into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.headings import heading_value, titled_status
from archbook.decisions.reader.identity import split_title
from archbook.decisions.reader.statements import Statement
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field
from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import Mark, TextLine

__all__ = ["split_status", "statements"]

_STATUS_END = re.compile(r"\s*[(\[\uff08\u3010](?P<word>[^()\[\]]{3,40})[)\]\uff09\u3011]\s*$")
_STATUS_START = re.compile(r"^\s*[(\[\u3010](?P<word>[^()\[\]]{3,40})[)\]\u3011]\s*[:\-\u2013]?\s*")
_STATUS_DASH = re.compile(
    r"\s+[-\u2013\u2014|]\s+(?P<word>(?:draft|wip|proposed|accepted|approved|rejected|declined"
    r"|deprecated|obsolete|superseded|withdrawn)(?:\s+by\s[^()]{1,20})?)\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\s*[^\[\]()]{1,20}?\s*(?P<bracket>[(\[](?P<word>[^()\[\]]{3,40})[)\]])\s*[:\-\u2013\u2014]\s*"
)
_BY = re.compile(r"\b(?:by|durch|par|por|da|door|przez|with|in favou?r)\b|ADR|\d", re.IGNORECASE)
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
        _, word = split_status(line)
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
    top = document.blocks[:2]
    if top and _underlined(top[0], top[1:]):
        value, line = top[0].lines[:1], top[0].line
        yield Statement(field=Field.TITLE, value=value, form=Form.HEADING, line=line)
        return
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


def _underlined(block: Block, below: Sequence[Block]) -> bool:
    """Say whether an item is a title, `7. Use queues` above a line of equals signs or stars."""
    if block.kind is not BlockKind.ITEM or not block.lines:
        return False
    if len(block.lines) > 1:
        return _RULER.fullmatch(block.lines[1].text) is not None
    return any(b.kind is BlockKind.RULE and b.line == block.line + 1 for b in below)


_LONGEST = 1000
_RULER = re.compile(r"={3,}|-{3,}")


def split_status(line: TextLine) -> tuple[str, str]:
    """Split a word for a status from the end or the head of a title.

    It stands in brackets, behind a dash, in code or bold at the end, or before a colon.

    Returns:
        The title without it, and the word, which is empty where there is none.
    """
    title = line.text
    if len(title) > _LONGEST:
        return title, ""
    for pattern in (_STATUS_END, _STATUS_START, _STATUS_DASH):
        if found := pattern.search(title):
            rest = title[: found.start()] + title[found.end() :]
            if rest.strip() and _states(found["word"]):
                return rest.strip(), found["word"].strip()
    if (found := titled_status(title)) and title[found.end() :].strip():
        return title[found.end() :].strip(), found["word"]
    for span in line.spans[-1:]:
        marked = span.mark in {Mark.CODE, Mark.STRONG} and span.end == len(title) and span.start
        word = title[span.start : span.end]
        if marked and (read := leading_status(word)) and read.bare and " " not in word.strip():
            return title[: span.start].rstrip(" -\u2013\u2014|:"), word
    if "]" in title[:40] or ")" in title[:40]:
        return _behind_number(title)
    return title, ""


def _behind_number(title: str) -> tuple[str, str]:
    """Split a bracketed status from between number and title: `ADR 7 [accepted]: use queues`."""
    found = _NUMBERED.match(title)
    if (
        found
        and _states(found["word"])
        and split_title(title[: found.start("bracket")] + ": x").number
    ):
        return f"{title[: found.start('bracket')]}: {title[found.end() :]}", found["word"]
    return title, ""


def _states(word: str) -> bool:
    """Say whether bracketed words are a status and not about one: `(deprecated calls)`."""
    read = leading_status(word)
    return read is not None and (read.bare or read.date is not None or bool(_BY.search(word)))
