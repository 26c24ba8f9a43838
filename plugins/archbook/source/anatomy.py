"""The anatomy of a Markdown text: its blocks with their places, and every link in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from archbook.source.blocks import Block, BlockKind, Cell
from archbook.source.markdown import MarkdownText, gfm_parser
from archbook.source.raw_html import html_blocks
from archbook.source.text_lines import Mark, TextLine, inline_lines

__all__ = ["LinkUse", "block_lines", "links_of", "markdown_blocks", "read_inline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkUse:
    """A link or an image where it stands.

    Attributes:
        href: Its target as written.
        text: Its words, or the alternative text of an image.
        line: Line of the file, from 1.
        image: Whether it is an image.
        raw: Whether it was written as HTML.
    """

    href: str
    text: str
    line: int
    image: bool = False
    raw: bool = False


_MARKUP = frozenset("[]<>*_`~!\\&")


def read_inline(text: str, line: int) -> tuple[TextLine, ...]:
    """Read a text that stands alone, such as a value of the front matter, as inline Markdown.

    Args:
        text: The text.
        line: Line of the file on which it begins.
    """
    if _MARKUP.isdisjoint(text) and "\n" not in text:
        text = text.strip()
        return (TextLine(text, line),) if text else ()
    lines: list[TextLine] = []
    for offset, part in enumerate(text.split("\n")):
        tokens = gfm_parser().parseInline(part.strip(), {})
        lines += inline_lines(tokens[0].children or (), line + offset)
    return tuple(lines)


def markdown_blocks(markdown: MarkdownText) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text in order, one walk over its tokens.

    Args:
        markdown: The parsed text.
    """
    return tuple(_Walk(markdown).blocks())


class _Walk:
    """One walk over block tokens, knowing the lists and quotes around the current one."""

    def __init__(self, markdown: MarkdownText) -> None:
        self.first = markdown.front_matter.body_line
        self.tokens = markdown.tokens
        self.depth = 0
        self.quotes = 0
        self.admonitions: list[str] = []
        self.item: tuple[bool, bool | None] = (False, None)

    def blocks(self) -> Iterator[Block]:
        tokens = self.tokens
        index, end = 0, len(tokens)
        while index < end:
            token = tokens[index]
            kind = token.type
            if kind == "heading_open":
                yield self._text(BlockKind.HEADING, token, tokens[index + 1], int(token.tag[1]))
                index += 2
            elif kind == "paragraph_open":
                yield self._paragraph(token, tokens[index + 1])
                index += 2
            elif kind == "table_open":
                close = _close(tokens, index, "table_close")
                yield self._table(tokens[index:close])
                index = close
            elif kind in {"fence", "code_block"}:
                yield Block(BlockKind.CODE, self._line(token), (), self.depth, self.quotes > 0)
            elif kind == "hr":
                yield Block(BlockKind.RULE, self._line(token))
            elif kind == "html_block":
                if not _only_comment(token.content):
                    yield from html_blocks(token.content, self._line(token))
            else:
                self._around(kind, token)
            index += 1

    def _around(self, kind: str, token: Token) -> None:
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self.depth += 1
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self.depth -= 1
        elif kind == "list_item_open":
            self.item = (True, token.meta.get("checked"))
        elif kind == "list_item_close":
            self.item = (False, None)
        elif kind in {"blockquote_open", "footnote_open"}:
            self.quotes += 1
        elif kind in {"blockquote_close", "footnote_close"}:
            self.quotes -= 1
        elif kind == "alert_open":
            self.quotes += 1
            self.admonitions.append(str(token.meta.get("kind", "note")).lower())
        elif kind == "alert_close":
            self.quotes -= 1
            self.admonitions.pop()

    def _line(self, token: Token) -> int:
        return self.first + (token.map[0] if token.map else 0)

    def _text(self, kind: BlockKind, token: Token, inline: Token, level: int) -> Block:
        line = self._line(token)
        lines = inline_lines(inline.children or (), line)
        admonition = self.admonitions[-1] if self.admonitions else ""
        return Block(kind, line, lines, level, self.quotes > 0, admonition)

    def _paragraph(self, token: Token, inline: Token) -> Block:
        first, checked = self.item
        self.item = (False, None)
        if not first:
            return self._text(BlockKind.PARAGRAPH, token, inline, self.depth)
        block = self._text(BlockKind.ITEM, token, inline, self.depth)
        if checked is None:
            return block
        return Block(
            block.kind, block.line, block.lines, block.level, block.quoted, "", checked=checked
        )

    def _table(self, tokens: Sequence[Token]) -> Block:
        rows: list[tuple[Cell, ...]] = []
        cells: list[Cell] = []
        for token in tokens:
            if token.type == "inline":
                cells.append(inline_lines(token.children or (), self._line(token)))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        line = self._line(tokens[0])
        return Block(BlockKind.TABLE, line, quoted=self.quotes > 0, rows=tuple(rows))


def _close(tokens: Sequence[Token], start: int, kind: str) -> int:
    index = start
    while index < len(tokens) - 1 and tokens[index].type != kind:
        index += 1
    return index


def _only_comment(html: str) -> bool:
    text = html.strip()
    return text.startswith("<!--") and text.find("-->") in {-1, len(text) - 3}


def block_lines(block: Block) -> Iterator[TextLine]:
    """Yield every line of a block, those of a table row by row."""
    yield from block.lines
    for row in block.rows:
        for cell in row:
            yield from cell


def links_of(blocks: Iterable[Block]) -> Iterator[LinkUse]:
    """Yield every link and image of some blocks, raw HTML included, in order."""
    for block in blocks:
        for line in block_lines(block):
            if not line.spans:
                continue
            for span in sorted(line.spans, key=lambda span: (span.start, span.end)):
                if span.mark is Mark.LINK or span.mark is Mark.IMAGE:
                    image = span.mark is Mark.IMAGE
                    text = span.label if image else line.text[span.start : span.end]
                    yield LinkUse(
                        href=span.target, text=text, line=line.line, image=image, raw=span.raw
                    )
