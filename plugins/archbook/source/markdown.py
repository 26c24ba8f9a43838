"""Markdown parsed once: GitHub-flavoured CommonMark tokens with line numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.gfm import gfm_plugin

from archbook.source.front_matter import FrontMatter, split_front_matter

__all__ = ["MarkdownText", "gfm_parser", "parse_markdown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownText:
    """A Markdown file, split and parsed.

    Attributes:
        file: How findings name it.
        front_matter: Its front matter.
        body: The Markdown below the front matter.
        tokens: Block tokens of the body, inline tokens as their children; `token.map` counts lines
            from 0 at the head of the body, `line_of` gives the line of the file.
    """

    file: str
    front_matter: FrontMatter
    body: str
    tokens: Sequence[Token]

    def line_of(self, token: Token) -> int:
        """Return the line of the file, from 1, on which a block token begins."""
        return self.front_matter.body_line + (token.map[0] if token.map else 0)


@cache
def gfm_parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables, strikethrough, task lists, alerts, footnotes.

    Source: GitHub Flavored Markdown Spec, https://github.github.com/gfm/.
    """
    return MarkdownIt("commonmark").use(gfm_plugin)


def parse_markdown(text: str, *, file: str) -> MarkdownText:
    """Split and parse a Markdown file.

    Args:
        text: The whole file, each line end a line feed.
        file: How findings name it.
    """
    front_matter, body = split_front_matter(text, file=file)
    return MarkdownText(
        file=file, front_matter=front_matter, body=body, tokens=gfm_parser().parse(body, {})
    )
