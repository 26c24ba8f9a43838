"""Running text parsed at once: what no rule of the parser can have a say in asks none.

Most of a decision is prose. The parser would ask a dozen rules about each of its lines and at each
of its punctuation marks; the tokens made here are those that it would make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

__all__ = ["MAX_DELIMITERS", "running_text_plugin"]

MAX_DELIMITERS = 20_000
"""How many brackets, asterisks and the like one paragraph may hold to be more than plain text."""

# Where running text may stop being plain: the library's set has every punctuation mark in it.
_MARKS = r"\n\\`*_~\[\]!<&@"
_STOP = re.compile(rf"[{_MARKS}]|:(?=//)|www\.")
_LINE_END = re.compile(r" ?\n[ \t]*")
_BOLD = re.compile(
    rf"(?:[^{_MARKS}]*+ \*\* (?=[^\W_])[^{_MARKS}]++(?<=[^\W_]) \*\*)++ [^{_MARKS}]*+", re.VERBOSE
)

# How lines begin that start nothing but a paragraph and end none: with no marker of a heading, a
# list, a quote, a rule, a fence, HTML, a definition, or the line below a heading or a table's head.
_PROSE = re.compile(
    r"""  [^\s\#>\-+*_=`~|:<\[\d]
        | \*\*?[^\s*] | __?[^\s_] | ``?[^\s`] | ~~?[^\s~]
        | \d+(?![\d.)])
        | \[ [^\s\[\]\\^] [^\n\[\]\\]* \] (?!:)""",
    re.VERBOSE,
)
_INDENTED_CODE = 4


def running_text_plugin(md: MarkdownIt) -> None:
    """Add the rules to a parser whose other rules are there.

    Args:
        md: The parser; its rule `depth_limit` has a say before these.
    """
    md.block.ruler.after("depth_limit", "prose", _prose)
    md.core.ruler.at("inline", _parse_inline)
    md.inline.terminator_re = _STOP


def _prose(
    state: StateBlock,
    start: int,
    _end: int,
    silent: bool,  # noqa: FBT001 - the library calls it so
) -> bool:
    """Make a paragraph of the lines up to the next empty one, if all of them are prose."""
    if silent or state.sCount[start] - state.blkIndent >= _INDENTED_CODE:
        return False
    source, begins, ends, indents = state.src, state.bMarks, state.eMarks, state.tShift
    line, last = start, state.lineMax
    while line < last and (at := begins[line] + indents[line]) < ends[line]:
        if not _PROSE.match(source, at, ends[line]):
            return False
        line += 1
    if line - start == 1:
        text = source[begins[start] + indents[start] : ends[start]]
    else:
        text = state.getLines(start, line, state.blkIndent, keepLastLF=False)
    level = state.level
    state.tokens += (
        Token("paragraph_open", "p", 1, map=[start, line], level=level, block=True),
        Token(
            "inline",
            "",
            0,
            map=[start, line],
            level=level + 1,
            children=[],
            content=mdTrim(text),
            block=True,
        ),
        Token("paragraph_close", "p", -1, level=level, block=True),
    )
    state.line = line
    return True


def _parse_inline(state: StateCore) -> None:
    """Parse the text of each block; one that would take minutes stays plain text.

    Delimiters are what costs: the work grows with the square of their number, while a picture of
    a megabyte in one line has none.
    """
    for token in state.tokens:
        if token.type != "inline":
            continue
        children: list[Token] = []
        text = token.content
        stop = _STOP.search(text)
        if stop is None:
            children.extend([_text(text)] if text else [])
        elif text[stop.start()] == "\n" and _is_plain(text):
            children.extend(_plain_lines(text))
        elif text[stop.start()] == "*" and _is_bold(text):
            children.extend(_bold_pieces(text))
        elif len(text) > MAX_DELIMITERS and sum(map(text.count, "[]*_`<~")) > MAX_DELIMITERS:
            children.append(_text(text))
        else:
            state.md.inline.parse(text, state.md, state.env, children)
        token.children = children


def _text(text: str, level: int = 0) -> Token:
    return Token("text", "", 0, level=level, content=text)


def _is_plain(text: str) -> bool:
    """Say whether lines of text hold nothing to parse, no hard line break either."""
    return "  \n" not in text and all(stop[0] == "\n" for stop in _STOP.finditer(text))


def _plain_lines(text: str) -> Iterator[Token]:
    """Yield what the rules would make of lines that hold nothing to parse."""
    for number, line in enumerate(_LINE_END.split(text)):
        if number:
            yield Token("softbreak", "br", 0)
        if line:
            yield _text(line)


def _is_bold(text: str) -> bool:
    """Say whether a line holds nothing to parse but bold words: `**Cost**: low`."""
    return _BOLD.fullmatch(text) is not None and "://" not in text and "www." not in text


def _bold_pieces(text: str) -> Iterator[Token]:
    """Yield what the rules would make of such a line."""
    for place, piece in enumerate(text.split("**")):
        if place % 2:
            yield Token("strong_open", "strong", 1, markup="**")
            yield _text(piece, level=1)
            yield Token("strong_close", "strong", -1, markup="**")
        elif piece:
            yield _text(piece)
