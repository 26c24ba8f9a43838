"""Addresses in running text become links where the code host makes them so.

The rules are those of cmark-gfm, the code host's renderer, which the GFM specification
(https://github.github.com/gfm/#autolinks-extension-) states only in part: an address with a scheme
may follow anything but a letter, such as a quotation mark or a Chinese character.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

__all__ = ["autolink_plugin"]

_SCHEME = re.compile(r"(?:^|[^A-Za-z])(?P<scheme>https?|ftp)$", re.IGNORECASE)
_SCHEME_REACH = 6
_AFTER_SCHEME = re.compile(r"://(?=[A-Za-z0-9]|[^\x00-\x7f])")
_HOST = re.compile(r"[\w.-]{1,300}")  # a name has 253 characters at most
_REST = re.compile(r"[^\s<]*", re.ASCII)
_LOCAL_PART = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_"
_LOCAL_REACH = 320
_BRACKET_REACH = 1000
_DOMAIN = re.compile(
    r"@(?P<domain>[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++)(?!@)(?:/[A-Za-z0-9@.]+)?"
)
_MAIL_SCHEME = re.compile(r"(?:^|[^A-Za-z])(?P<scheme>mailto:|xmpp:)$")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")
_TRAILING = "?!.,:*_~'\""


def autolink_plugin(md: MarkdownIt) -> None:
    """Add the rules to a parser: `https://x.y`, `www.x.y`, `someone@x.y`."""
    md.inline.ruler.push("autolink_www", _www)
    md.inline.ruler.push("autolink_scheme", _scheme)
    md.inline.ruler.push("autolink_email", _email)


def _www(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    source, start = state.src, state.pos
    if silent or state.linkLevel > 0 or not source.startswith("www.", start, state.posMax):
        return False
    if (start and source[start - 1] not in " \t\n*_~(") or _in_brackets(source, start):
        return False
    host = _HOST.match(source, start, state.posMax)
    if host is None or not _is_domain(host[0]):
        return False
    end = _end(source, start, state.posMax)
    return _write(state, start, end, "http://" + source[start:end])


def _scheme(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    source, colon = state.src, state.pos
    if silent or state.linkLevel > 0 or not source.startswith("://", colon, state.posMax):
        return False
    scheme = _SCHEME.search(state.pending[-_SCHEME_REACH:])
    opened = _AFTER_SCHEME.match(source, colon, state.posMax)
    if not scheme or not opened or _in_brackets(source, colon):
        return False
    host = _HOST.match(source, opened.end(), state.posMax)
    if host is None or not _is_domain(host[0], short=True):
        return False
    start = colon - len(scheme["scheme"])
    end = _end(source, start, state.posMax)
    return _write(state, start, end, source[start:end])


def _email(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library calls it so
    source, sign = state.src, state.pos
    if silent or state.linkLevel > 0 or source[sign] != "@":
        return False
    found = _DOMAIN.match(source, sign, state.posMax)
    if not found or not found["domain"][-1].isalpha():
        return False
    before = state.pending[-_LOCAL_REACH:]
    rest = before.rstrip(_LOCAL_PART)
    start = sign - (len(before) - len(rest))
    if start == sign:
        return False
    scheme = _MAIL_SCHEME.search(rest)
    if scheme is None:
        end = found.end("domain")
        return _write(state, start, end, "mailto:" + source[start:end])
    start -= len(scheme["scheme"])
    end = found.end() if scheme["scheme"] == "xmpp:" else found.end("domain")
    return _write(state, start, end, source[start:end])


def _is_domain(host: str, *, short: bool = False) -> bool:
    """Say whether a host may be linked: no underscore in its last two labels, and a dot in it."""
    labels = host.rstrip("._").split(".")
    return (short or len(labels) > 1) and "_" not in "".join(labels[-2:])


def _in_brackets(source: str, at: int) -> bool:
    """Say whether a bracket is open, which may yet become a link and so holds no other."""
    reach = max(0, at - _BRACKET_REACH)
    bracket = source.rfind("[", reach, at)
    if bracket < 0 or source.rfind("]", reach, at) > bracket:
        return False
    in_code = source.count("`", bracket, at) % 2 == 1
    return not in_code and source[max(0, bracket - 1)] != "\\"


def _end(source: str, start: int, limit: int) -> int:
    """Return where the address ends, closing punctuation left out."""
    rest = _REST.match(source, start, limit)
    end = rest.end() if rest else start
    opening, closing = source.count("(", start, end), source.count(")", start, end)
    while end > start:
        last = source[end - 1]
        if last == ";":
            entity = _ENTITY.search(source[max(start, end - 40) : end])
            end -= len(entity[0]) if entity else 1
        elif last == ")" and closing > opening:
            closing -= 1
            end -= 1
        elif last in _TRAILING:
            end -= 1
        else:
            break
    return end


def _write(state: StateInline, start: int, end: int, address: str) -> bool:
    """Write a link over a piece of the source, of which the text before `state.pos` is pending."""
    address = state.md.normalizeLink(address)
    if not state.md.validateLink(address):
        return False
    taken = state.pos - start
    if taken:
        state.pending = state.pending[:-taken]
    opened = state.push("link_open", "a", 1)
    opened.attrs = {"href": address}
    opened.markup, opened.info = "autolink", "auto"
    state.push("text", "", 0).content = state.src[start:end]
    closed = state.push("link_close", "a", -1)
    closed.markup, closed.info = "autolink", "auto"
    state.pos = end
    return True
