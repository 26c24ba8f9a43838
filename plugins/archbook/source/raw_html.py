"""Raw HTML blocks as blocks of text: headings, tables, links and images that readers see."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from archbook.source.blocks import Block, BlockKind
from archbook.source.text_lines import Mark, Span, TextLine

__all__ = ["html_blocks"]

_BREAKS = re.compile(
    r"(?:address|article|aside|blockquote|br|center|dd|details|div|dl|dt|figcaption|figure|footer"
    r"|header|hr|li|main|nav|ol|p|section|summary|table|tr|ul)"
)
_COMPONENT = re.compile(r"<(?:[A-Z]|[a-z]+-[a-z])")
"""Tags of no HTML element, such as those of MDX and of web components."""
_SILENT = frozenset({"script", "style", "template", "svg"})
_MARKED = {"a": Mark.LINK, "b": Mark.STRONG, "strong": Mark.STRONG, "code": Mark.CODE} | {
    "del": Mark.STRUCK,
    "s": Mark.STRUCK,
    "strike": Mark.STRUCK,
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def html_blocks(html: str, line: int) -> list[Block]:
    """Read a block of raw HTML.

    Args:
        html: The HTML; comments, scripts and styles in it are passed over.
        line: Line of the file on which it begins.

    Returns:
        Headings, tables (a description list is a table of two columns) and paragraphs.
    """
    reader = _Reader(line)
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # html.parser on a malformed declaration
        return reader.blocks
    reader.end_paragraph()
    return reader.blocks


class _Reader(HTMLParser):
    """Writes the visible text of HTML into blocks."""

    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first = line
        self.blocks: list[Block] = []
        self.lines: list[TextLine] = []
        self.text = ""
        self.at = line
        self.spans: list[Span] = []
        self.open: list[tuple[str, int, str]] = []
        self.heading = 0
        self.silent = 0
        self.rows: list[list[tuple[TextLine, ...]]] | None = None
        self.rows_line = line

    @property
    def line(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "status" in values and _COMPONENT.match(self.get_starttag_text() or ""):
            self.fields(values)
        if tag in _SILENT:
            self.silent += 1
        elif tag in _HEADINGS:
            self.end_paragraph()
            self.heading = _HEADINGS[tag]
        elif tag in {"table", "dl"}:
            self.end_paragraph()
            self.rows, self.rows_line = [], self.line
        elif self.rows is not None and tag in {"tr", "dt"}:
            self.end_cell()
            self.rows.append([])
        elif self.rows is not None and tag in {"td", "th", "dd"}:
            self.end_cell()
        elif tag == "img":
            at = len(self.text)
            self.at = self.at if self.text or self.spans else self.line
            self.spans.append(
                Span(Mark.IMAGE, at, at, values.get("src", ""), values.get("alt", ""), raw=True)
            )
        elif tag in _MARKED:
            self.open.append((tag, len(self.text), values.get("href", "")))
        if _BREAKS.fullmatch(tag):
            self.end_line()

    def fields(self, values: dict[str, str]) -> None:
        """Write the attributes of a component, `<Record status="accepted" />`, as fields."""
        for name, value in values.items():
            if value and "{" not in value:
                line = TextLine(value.strip(), self.line)
                self.blocks.append(Block(BlockKind.FIELD, self.line, (line,), name=name, raw=True))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _HEADINGS:
            self.end_paragraph()
        elif self.rows is not None and tag in {"table", "dl"}:
            self.end_cell()
            rows = tuple(tuple(row) for row in self.rows if row)
            self.rows = None
            if rows:
                self.blocks.append(Block(BlockKind.TABLE, self.rows_line, rows=rows, raw=True))
        elif self.rows is not None and tag in {"td", "th", "dt", "dd"}:
            self.end_cell(always=True)
        elif tag in _MARKED and self.open and self.open[-1][0] == tag:
            _, start, target = self.open.pop()
            self.spans.append(
                Span(_MARKED[tag], min(start, len(self.text)), len(self.text), target, raw=True)
            )
        elif _BREAKS.fullmatch(tag):
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        for index, part in enumerate(data.split("\n")):
            if index and self.text.strip():
                self.end_line()
            words = " ".join(part.split())
            if not words:
                continue
            if not self.text and not self.spans:
                self.at = self.line + index
            elif part[0].isspace() and not self.text.endswith(" "):
                self.text += " "
            self.text += words + (" " if part[-1].isspace() else "")

    def end_line(self) -> None:
        if self.text.strip() or self.spans:
            self.lines.append(TextLine(self.text, self.at, tuple(self.spans)).cut(0))
        self.text, self.spans = "", []
        self.open = [(tag, 0, target) for tag, _, target in self.open]

    def end_cell(self, *, always: bool = False) -> None:
        self.end_line()
        if self.rows and (self.lines or always):
            self.rows[-1].append(tuple(self.lines))
            self.lines = []

    def end_paragraph(self) -> None:
        self.end_line()
        if self.lines:
            kind = BlockKind.HEADING if self.heading else BlockKind.PARAGRAPH
            self.blocks.append(
                Block(kind, self.lines[0].line, tuple(self.lines), self.heading, raw=True)
            )
        self.lines, self.heading = [], 0
