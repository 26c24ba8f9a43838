"""reStructuredText as the same blocks that Markdown has, read by docutils.

docutils is slower than a reader of lines would be (some milliseconds a file), but knows titles,
field lists, tables, admonitions and links by the rules of the format, and the same parser renders
the page. Files and raw input are never inserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.source.blocks import Block, BlockKind, Cell
from archbook.source.text_lines import Mark, Span, TextLine

__all__ = ["restructured_blocks"]

_MAX_TEXT = 100_000
"""docutils takes more than a second for longer texts; their head says what the reader needs."""

_SETTINGS: dict[str, Any] = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 5,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "sectsubtitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "line_length_limit": 1_000_000,
    "_disable_config": True,
    "warning_stream": "",
}
_SILENT = frozenset(
    {"comment", "system_message", "substitution_definition", "target", "raw", "problematic"}
)
_CODE = frozenset({"literal_block", "doctest_block", "math_block"})
_QUOTES = frozenset({"block_quote", "footnote", "citation", "sidebar", "topic"})
_ADMONITIONS = frozenset(
    {
        "admonition",
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "note",
        "tip",
        "warning",
    }
)
_LISTS = frozenset({"bullet_list", "enumerated_list"})
_ROLE = re.compile(r":(?:(?P<doc>doc)|ref):`(?P<text>[^`<]+)(?:<(?P<target>[^`>]+)>)?`")
"""Roles of Sphinx that link to other documents and sections; docutils alone knows none."""
_MARKS = {"strong": Mark.STRONG, "literal": Mark.CODE, "reference": Mark.LINK}


@lru_cache(maxsize=8)
def restructured_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a reStructuredText.

    Args:
        text: The whole text, each line end a line feed.
    """
    from docutils.core import publish_doctree  # noqa: PLC0415 - slow to import, seldom needed

    try:
        tree = publish_doctree(_opened(text[:_MAX_TEXT]), settings_overrides=_SETTINGS)
    except RecursionError:  # nested deeper than docutils can follow
        return ()
    return tuple(_Walk().children(tree))


_DIRECTIVE = re.compile(
    r"^\.\. [\w-]+::(?P<words>[^\n]*)\n(?P<options>(?:[ \t]+:[\w-]+:[^\n]*\n)+)", re.MULTILINE
)


def _opened(text: str) -> str:
    """Turn a directive of an extension that has a status into the field list of its options.

    docutils alone does not know `.. adr::` and the like and would drop them with all they say.
    """

    def fields(match: re.Match[str]) -> str:
        options = match["options"].splitlines()
        names = [option.split(":")[1] for option in options]
        if not any(field_of(name) is Field.STATUS for name in names):
            return match.group()
        return "\n" + "".join(f"{option.strip()}\n" for option in options)

    return _DIRECTIVE.sub(fields, text)


class _Walk:
    """Turns a document tree into blocks."""

    def __init__(self) -> None:
        self.level = 0
        self.depth = 0
        self.quotes = 0
        self.admonition = ""
        self.line = 1
        self.first_in_item = False

    def children(self, node: Any) -> Iterator[Block]:
        for child in node.children:
            yield from self.block(child)

    def block(self, node: Any) -> Iterator[Block]:
        kind = type(node).__name__
        if getattr(node, "line", None):
            self.line = max(self.line, node.line) if kind != "title" else node.line
        if kind in _SILENT or kind == "#text":
            return
        if kind == "section":
            self.level += 1
            yield from self.children(node)
            self.level -= 1
        elif kind == "title":
            yield self._text(node, BlockKind.HEADING, max(self.level, 1))
        elif kind in {"paragraph", "line"}:
            block_kind = BlockKind.ITEM if self.first_in_item else BlockKind.PARAGRAPH
            self.first_in_item = False
            yield self._text(node, block_kind, self.depth)
        elif kind == "field":
            yield self._field(node)
        elif kind in _CODE or kind == "transition":
            yield Block(BlockKind.CODE if kind in _CODE else BlockKind.RULE, self.line)
        elif kind == "table":
            yield self._table(node)
        else:
            yield from self._around(kind, node)

    def _around(self, kind: str, node: Any) -> Iterator[Block]:
        if kind == "image":
            yield Block(BlockKind.PARAGRAPH, self.line, _lines(node, self.line))
        elif kind in _LISTS:
            self.depth += 1
            yield from self.children(node)
            self.depth -= 1
        elif kind == "list_item":
            self.first_in_item = True
            yield from self.children(node)
            self.first_in_item = False
        elif kind in _ADMONITIONS or kind in _QUOTES:
            before, self.admonition = self.admonition, kind if kind in _ADMONITIONS else ""
            self.quotes += 1
            yield from self.children(node)
            self.quotes -= 1
            self.admonition = before
        elif kind == "definition_list_item":
            yield self._definition(node)
        else:
            yield from self.children(node)

    def _text(self, node: Any, kind: BlockKind, level: int) -> Block:
        lines = _lines(node, getattr(node, "line", None) or self.line)
        line = lines[0].line if lines else self.line
        return Block(kind, line, lines, level, self.quotes > 0, self.admonition)

    def _field(self, node: Any) -> Block:
        name, body = node.children[0], node.children[1]
        line = getattr(node, "line", None) or self.line
        lines = tuple(
            part for child in _text_nodes(body) for part in _lines(child, child.line or line)
        )
        return Block(BlockKind.FIELD, line, lines, name=name.astext())

    def _definition(self, node: Any) -> Block:
        term = next((c for c in node.children if type(c).__name__ == "term"), None)
        body = [c for c in node.children if type(c).__name__ == "definition"]
        line = getattr(node, "line", None) or self.line
        lines = tuple(
            part
            for child in body
            for text in _text_nodes(child)
            for part in _lines(text, text.line or line)
        )
        return Block(BlockKind.FIELD, line, lines, name=term.astext() if term else "")

    def _table(self, node: Any) -> Block:
        line = getattr(node, "line", None) or self.line
        rows = tuple(
            tuple(self._cell(entry, line) for entry in row.children)
            for row in node.findall(lambda inner: type(inner).__name__ == "row")
        )
        return Block(BlockKind.TABLE, line, quoted=self.quotes > 0, rows=rows)

    @staticmethod
    def _cell(node: Any, line: int) -> Cell:
        return tuple(part for text in _text_nodes(node) for part in _lines(text, text.line or line))


def _text_nodes(node: Any) -> list[Any]:
    return list(node.findall(lambda inner: type(inner).__name__ in {"paragraph", "line"}))


class _Inline:
    """Writes the text of an inline node, with its links and marks."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[Span] = []

    def write(self, node: Any) -> None:
        kind = type(node).__name__
        start = len(self.text)
        if kind == "Text":
            self.text += node.astext()
        elif kind == "image":
            label = node.get("alt", "")
            self.spans.append(Span(Mark.IMAGE, start, start, node.get("uri", ""), label))
        elif kind == "problematic" and (role := _ROLE.fullmatch(node.astext())):
            target = (role["target"] or role["text"]).strip()
            self.text += role["text"].strip()
            link = f"{target}.rst" if role["doc"] else ""
            self.spans.append(Span(Mark.LINK, start, len(self.text), link))
        elif kind not in _SILENT or kind == "problematic":
            for child in node.children:
                self.write(child)
            target = node.get("refuri", "") if kind == "reference" else ""
            if kind in _MARKS and len(self.text) > start and (target or kind != "reference"):
                self.spans.append(Span(_MARKS[kind], start, len(self.text), target))


def _lines(node: Any, line: int) -> tuple[TextLine, ...]:
    """Return the text of an inline node line by line."""
    inline = _Inline()
    inline.write(node)
    whole = TextLine(inline.text, line, tuple(inline.spans))
    found: list[TextLine] = []
    at = 0
    for offset, part in enumerate(whole.text.split("\n")):
        cut = whole.cut(at, at + len(part))
        if cut.text or cut.spans:
            found.append(TextLine(cut.text, line + offset, cut.spans))
        at += len(part) + 1
    return tuple(found)
