"""Inline tokens as lines of plain text that know where their links, images and marks are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from html import unescape

from markdown_it.token import Token

__all__ = ["Mark", "Span", "TextLine", "html_attribute", "inline_lines", "plain_text"]


class Mark(Enum):
    """What a span of a line is."""

    LINK = auto()
    IMAGE = auto()
    CODE = auto()
    STRONG = auto()
    STRUCK = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A marked part of a line.

    Attributes:
        mark: What it is.
        start: Where it begins in the line's text.
        end: Where it ends; an image has no text in the line, so that start and end are one.
        target: Target of a link, source of an image.
        label: The alternative text of an image.
        raw: Whether it was written as HTML.
    """

    mark: Mark
    start: int
    end: int
    target: str = ""
    label: str = ""
    raw: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text as a reader sees it.

    Attributes:
        text: Plain text without marks, comments and images.
        line: Line of the file, from 1.
        spans: Its links, images, code, bold and struck parts, in order of their end.
    """

    text: str
    line: int
    spans: tuple[Span, ...] = ()

    def marked(self, mark: Mark) -> list[Span]:
        """Return the spans of one kind."""
        return [span for span in self.spans if span.mark is mark]

    def cut(self, start: int, end: int | None = None) -> TextLine:
        """Return the part of the line between two places, white space at its ends left out."""
        outer = len(self.text) if end is None else end
        part = self.text[start:outer]
        first = start + len(part) - len(part.lstrip())
        last = first + len(part.strip())
        spans = []
        for span in self.spans:
            if span.mark is Mark.IMAGE:
                inside = start <= span.start <= outer
            else:
                inside = span.start < last and span.end > first
            if inside:
                begin = min(max(span.start, first), last) - first
                close = max(min(span.end, last) - first, begin)
                spans.append(Span(span.mark, begin, close, span.target, span.label, span.raw))
        return TextLine(part.strip(), self.line, tuple(spans))

    def without(self, mark: Mark) -> str:
        """Return the text with the spans of one kind left out."""
        kept, at = [], 0
        for span in sorted(self.marked(mark), key=lambda span: span.start):
            kept.append(self.text[at : max(at, span.start)])
            at = max(at, span.end)
        kept.append(self.text[at:])
        return "".join(kept).strip()


_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>[a-z-]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""",
    re.IGNORECASE,
)
_MARKS = {"link_open": Mark.LINK, "strong_open": Mark.STRONG, "s_open": Mark.STRUCK}
_CLOSES = {"link_close", "strong_close", "s_close"}


def html_attribute(tag: str, name: str) -> str:
    """Return the value of an attribute of a raw HTML tag, empty where it has none."""
    for found in _ATTRIBUTE.finditer(tag):
        if found["name"].lower() == name:
            return unescape(found["a"] or found["b"] or found["c"] or "")
    return ""


def inline_lines(children: Iterable[Token], line: int) -> tuple[TextLine, ...]:
    """Turn the children of an inline token into lines of text.

    Args:
        children: Inline tokens.
        line: Line of the file on which they begin.

    Returns:
        A line for each line of the source and after each `<br>`, empty ones left out.
    """
    tokens = list(children)
    if len(tokens) == 1 and tokens[0].type == "text":
        text = tokens[0].content.strip()
        return (TextLine(text, line),) if text else ()
    writer = _Writer(line)
    for token in tokens:
        kind = token.type
        if kind == "text":
            writer.parts.append(token.content)
            writer.length += len(token.content)
        elif kind in {"softbreak", "hardbreak"}:
            writer.new_line()
            writer.line += 1
        elif kind in _MARKS:
            writer.open(_MARKS[kind], str(token.attrGet("href") or ""))
        elif kind in _CLOSES:
            writer.close()
        else:
            _leaf(writer, token)
    return writer.done()


def _leaf(writer: _Writer, token: Token) -> None:
    kind = token.type
    if kind == "code_inline":
        writer.open(Mark.CODE)
        writer.write(token.content)
        writer.close()
    elif kind == "image":
        writer.image(str(token.attrGet("src") or ""), token.content)
    elif kind == "html_inline":
        _raw(writer, token.content)
    elif kind == "text_special":
        writer.write(token.content)


def _raw(writer: _Writer, tag: str) -> None:
    head = tag[:6].lower()
    if _BREAK.match(tag):
        writer.new_line()
    elif head.startswith("<img"):
        writer.image(html_attribute(tag, "src"), html_attribute(tag, "alt"), raw=True)
    elif head.startswith(("<a ", "<a\n")):
        writer.open(Mark.LINK, html_attribute(tag, "href"), raw=True)
    elif head.startswith(("<del>", "<s>")):
        writer.open(Mark.STRUCK, raw=True)
    elif head.startswith(("<b>", "<stron")):
        writer.open(Mark.STRONG, raw=True)
    elif head.startswith(("</a", "</del", "</s>", "</b>", "</stro")):
        writer.close()
    writer.skipped += tag.count("\n")


class _Writer:
    """Collects text and spans line by line; a mark that spans lines is continued on each."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.skipped = 0  # line ends within a tag of the line that is being written
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.stack: list[tuple[Mark, int, str, bool]] = []
        self.lines: list[TextLine] = []

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def open(self, mark: Mark, target: str = "", *, raw: bool = False) -> None:
        self.stack.append((mark, self.length, target, raw))

    def close(self) -> None:
        if self.stack:
            mark, start, target, raw = self.stack.pop()
            if self.length > start:
                self.spans.append(Span(mark, start, self.length, target, "", raw))

    def image(self, source: str, label: str, *, raw: bool = False) -> None:
        self.spans.append(Span(Mark.IMAGE, self.length, self.length, source, label, raw))

    def new_line(self) -> None:
        for mark, start, target, raw in self.stack:
            if self.length > start:
                self.spans.append(Span(mark, start, self.length, target, "", raw))
        text = "".join(self.parts)
        if self.spans or text.strip():
            line = TextLine(text, self.line, tuple(self.spans))
            self.lines.append(line if text == text.strip() else line.cut(0))
        self.line += self.skipped
        self.skipped = 0
        self.parts, self.spans, self.length = [], [], 0
        self.stack = [(mark, 0, target, raw) for mark, _, target, raw in self.stack]

    def done(self) -> tuple[TextLine, ...]:
        self.new_line()
        return tuple(self.lines)


def plain_text(lines: Sequence[TextLine]) -> str:
    """Return lines joined to one text."""
    return " ".join(line.text for line in lines if line.text)
