"""Markdown parsed once: GitHub-flavoured CommonMark tokens with line numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from archbook.source.autolinks import autolink_plugin
from archbook.source.front_matter import FrontMatter, split_front_matter
from archbook.source.running_text import running_text_plugin

__all__ = ["MAX_DEPTH", "MarkdownText", "gfm_parser", "parse_markdown"]

_CHECK_BOX = re.compile(r"\[(?P<tick>[ xX])\][ \t]+(?=\S)")

MAX_DEPTH = 40
"""How deep blocks may lie in each other (a list and its item are two); what is deeper is text."""


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
    parser = _Parser("commonmark").enable(["table", "strikethrough"])
    parser.options["alerts"] = True
    parser.options["strikethrough_single_tilde"] = True
    parser.options["maxNesting"] = MAX_DEPTH + 20
    parser.block.ruler.before("table", "depth_limit", _depth_limit)
    parser.use(running_text_plugin)
    parser.core.ruler.before("inline", "task_lists", _mark_tasks)
    parser.use(autolink_plugin).use(footnote_plugin, inline=False)
    return parser


def _mark_tasks(state: StateCore) -> None:
    """Mark the items that begin with a check box, `checked` in their `meta`, and take it out.

    What stands behind the box is text to the code host, though it look like a heading or a list;
    the library's own rule would parse it as blocks.
    """
    lists: list[Token] = []
    for place, token in enumerate(state.tokens):
        if token.tag in {"ul", "ol"}:
            if token.nesting > 0:
                lists.append(token)
            else:
                lists.pop()
        if token.type != "list_item_open" or state.tokens[place + 1].type != "paragraph_open":
            continue
        text = state.tokens[place + 2]
        if box := _CHECK_BOX.match(text.content):
            token.meta = {"checked": box["tick"] != " "}
            token.attrJoin("class", "task-list-item")
            if "class" not in lists[-1].attrs:
                lists[-1].attrJoin("class", "contains-task-list")
            text.content = text.content[box.end() :]


class _Parser(MarkdownIt):
    """The parser, with addresses in the text left as they are written."""

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the name is the library's
        """Return the text of an automatic link: the code host decodes nothing in it."""
        return link


def _depth_limit(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001 - the library calls it so
) -> bool:
    """Make everything below a depth one paragraph, where the parser alone would drop it."""
    if silent or state.level < MAX_DEPTH:
        return False
    text = state.getLines(start, end, state.blkIndent, keepLastLF=False).strip()
    state.line = end
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [start, end], []
    state.push("paragraph_close", "p", -1)
    return True


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
