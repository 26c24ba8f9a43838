"""Running text parsed at once: what no rule of the parser can have a say in asks none.

Most of a decision is prose. The parser would ask a dozen rules about each of its lines and at each
of its punctuation marks; the tokens made here are those that it would make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, heading
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
    rf"(?:[^{_MARKS}]*+ \*\*(?=[^\W_])[^{_MARKS}]++(?<=[^\W_])\*\* (?!\*))++ [^{_MARKS}]*+",
    re.VERBOSE,
)

# How lines begin that start nothing but a paragraph and end none: with no marker of a heading, a
# list, a quote, a rule, a fence, HTML, a definition, or the line below a heading or a table's head.
_PROSE_START = r"""(?:
    [^\s\#>\-+*_=`~|:<\[\d]
    | \*\*?[^\s*] | __?[^\s_] | ``?[^\s`] | ~~?[^\s~]
    | \d+(?![\d.)])
    | \[ [^\s\[\]\\^] [^\n\[\]\\]* \] (?!:)
)"""
_PROSE = re.compile(_PROSE_START, re.VERBOSE)
_BULLET = re.compile(rf"[-+*][ ](?={_PROSE_START})", re.VERBOSE)
_BULLET_WIDTH = 2
_INDENTED_CODE = 4
_DEEP = 20  # below this the rules are asked, which have a limit


def running_text_plugin(md: MarkdownIt) -> None:
    """Add the rules to a parser whose other rules are there.

    Args:
        md: The parser; its rule `depth_limit` has a say before these.
    """
    md.block.ruler.after("depth_limit", "prose", _prose)
    md.block.ruler.after("prose", "bullets", _bullets)
    md.block.ruler.after("bullets", "plain_heading", _plain_heading)
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
    state.tokens += _paragraph(text, start, line, state.level)
    state.line = line
    return True


def _bullets(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001 - the library calls it so
) -> bool:
    """Make a list of the lines up to the next empty one, if all are bullets of prose and no more.

    What follows the empty lines may belong to the list too; such lists are left to the rules.
    """
    source, begins, ends, indents = state.src, state.bMarks, state.eMarks, state.tShift
    column, marker_at = state.sCount[start], begins[start] + indents[start]
    if silent or end != state.lineMax or state.level > _DEEP:
        return False
    if not 0 <= column - state.blkIndent < _INDENTED_CODE:
        return False
    if not _BULLET.match(source, marker_at, ends[start]):
        return False
    marker = source[marker_at]
    items: list[int] = []
    line = start
    while line < end and (at := begins[line] + indents[line]) < ends[line]:
        same = source[at] == marker and state.sCount[line] == column
        if same and _BULLET.match(source, at, ends[line]):
            items.append(line)
        elif not _PROSE.match(source, at, ends[line]):
            return False
        line += 1
    after = state.skipEmptyLines(line)
    if after < end:
        inside = state.sCount[after] >= column + _BULLET_WIDTH
        if inside or source[begins[after] + indents[after]] == marker:
            return False
    _push_list(state, items, line, after, marker)
    state.line = after
    return True


def _plain_heading(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001 - the library calls it so
) -> bool:
    """Make a heading before other rules are asked; only a table can begin with the same mark."""
    at, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if silent or not state.src.startswith("#", at) or state.src.find("|", at, stop) >= 0:
        return False
    return heading(state, start, end, silent)


def _push_list(state: StateBlock, items: list[int], line: int, after: int, marker: str) -> None:
    """Push the tokens of a list.

    Args:
        state: The parser's state.
        items: The first line of each item.
        line: The line behind the last item's text.
        after: The line behind the empty ones that follow.
        marker: The bullet.
    """
    level, tokens = state.level, state.tokens
    inner = state.sCount[items[0]] + _BULLET_WIDTH
    tokens.append(
        Token(
            "bullet_list_open",
            "ul",
            1,
            map=[items[0], after],
            level=level,
            markup=marker,
            block=True,
        )
    )
    for first, stop, item_end in zip(items, (*items[1:], line), (*items[1:], after), strict=True):
        at = state.bMarks[first] + state.tShift[first] + _BULLET_WIDTH
        text = state.src[at : state.eMarks[first]]
        if stop - first > 1:
            text += "\n" + state.getLines(first + 1, stop, inner, keepLastLF=False)
        tokens.append(
            Token(
                "list_item_open",
                "li",
                1,
                map=[first, item_end],
                level=level + 1,
                markup=marker,
                block=True,
            )
        )
        tokens += _paragraph(text, first, stop, level + 2, hidden=True)
        tokens.append(
            Token("list_item_close", "li", -1, level=level + 1, markup=marker, block=True)
        )
    tokens.append(Token("bullet_list_close", "ul", -1, level=level, markup=marker, block=True))


def _paragraph(
    text: str, start: int, end: int, level: int, *, hidden: bool = False
) -> tuple[Token, Token, Token]:
    """Return the tokens of a paragraph; the inline rules have not seen its text yet."""
    opened = Token(
        "paragraph_open", "p", 1, map=[start, end], level=level, block=True, hidden=hidden
    )
    inline = Token(
        "inline",
        "",
        0,
        map=[start, end],
        level=level + 1,
        children=[],
        content=mdTrim(text),
        block=True,
    )
    closed = Token("paragraph_close", "p", -1, level=level, block=True, hidden=hidden)
    return opened, inline, closed


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
