"""Inline Markdown tokens as HTML: text with its mentions, links, pictures, code, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import unquote

from markdown_it.token import Token

from archbook.decisions.mentions import find_mentions
from archbook.decisions.rendering.addresses import is_safe
from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.sanitise import Sanitiser, show_filtered_tags
from archbook.decisions.rendering.values import Links

__all__ = ["InlineWriter", "plain_text", "reference_place"]

_FIXED = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<del>",
    "s_close": "</del>",
    "softbreak": "\n",
    "hardbreak": "<br>\n",
}

# Raw elements in which a name stays a name. Those of the first group are closed with their
# paragraph at the latest, so that an `<a name="x">` left open silences no more than that.
_QUIET_TAG = re.compile(
    r"<(?P<close>/?)(?:(?P<inline>a|code|kbd|samp|tt)|pre|summary|h[1-6])\b", re.IGNORECASE
)


def plain_text(tokens: Sequence[Token] | None, *, images: bool = False) -> str:
    """Return the text of inline tokens without markup.

    Args:
        tokens: Children of an inline token.
        images: Whether the alternative text of pictures counts.
    """
    parts: list[str] = []
    for token in tokens or ():
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif images and token.type == "image":
            parts.append(plain_text(token.children, images=True))
    return "".join(parts)


class InlineWriter:
    """Writes inline tokens.

    Attributes:
        out: The pieces written so far.
        raw: Whether raw HTML was written, so that the whole needs cleaning.
    """

    def __init__(self, *, links: Links, anchors: Anchors, sanitiser: Sanitiser | None) -> None:
        """Prepare for one body.

        Args:
            links: Settles addresses and mentions.
            anchors: Knows the ids of headings.
            sanitiser: Gives the mark and takes trusted pieces where the body may hold raw HTML;
                without it raw HTML is shown as text.
        """
        self.out: list[str] = []
        self.raw = False
        self._links = links
        self._anchors = anchors
        self._sanitiser = sanitiser
        self._mark = sanitiser.mark if sanitiser else ""
        self._quiet = 0
        self._raw_quiet = 0
        self._raw_quiet_blocks = 0
        self._linked: list[bool] = []
        self._inline_rules: dict[str, Callable[[Token], None]] = {
            "link_close": self._link_close,
            "image": self._image,
            "html_inline": self._html,
            "footnote_ref": self._footnote_ref,
        }

    def inline(self, tokens: Sequence[Token]) -> None:
        """Write inline tokens."""
        out, rules = self.out, self._inline_rules
        self._raw_quiet = 0
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                if token.content:
                    self._text(token.content)
            elif kind in _FIXED:
                out.append(_FIXED[kind])
            elif kind == "code_inline":
                out.append(f"<code>{escape(token.content, quote=False)}</code>")
            elif kind == "link_open":
                self._link_open(tokens, index)
            elif rule := rules.get(kind):
                rule(token)
            elif token.content:
                out.append(escape(token.content, quote=False))

    def _text(self, text: str) -> None:
        quiet = self._quiet or self._raw_quiet or self._raw_quiet_blocks
        if quiet or ("DR" not in text and "dr" not in text):
            self.out.append(escape(text, quote=False))
            return
        at = 0
        for start, end, _ in find_mentions(text):
            words = text[start:end]
            target = self._links.mention(words)
            if target is None or not is_safe(target[0]):
                continue
            href, title = target
            self.out.append(escape(text[at:start], quote=False))
            self.out.append(
                f'<a class="{self._mark}ab-mention" href="{self._mark}{escape(href)}"'
                f' title="{self._mark}{escape(title)}">{escape(words, quote=False)}</a>'
            )
            at = end
        self.out.append(escape(text[at:], quote=False))

    def _link_open(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        stated = str(token.attrs.get("href", ""))
        if stated.startswith("#"):
            href: str | None = "#" + self._anchors.fragment(stated[1:])
        else:
            href = self._links.link(stated)
        linked = href is not None and is_safe(href)
        self._linked.append(linked)
        if not linked or href is None:
            return
        self._quiet += 1
        attributes = f' href="{self._mark}{escape(href)}"'
        if title := token.attrs.get("title"):
            attributes += f' title="{self._mark}{escape(str(title))}"'
        if not _speaks(tokens, index + 1):
            name = escape(unquote(stated)) or "Link"
            attributes += f' aria-label="{self._mark}{name}"'
        self.out.append(f"<a{attributes}>")

    def _link_close(self, _: Token) -> None:
        if self._linked and self._linked.pop():
            self._quiet -= 1
            self.out.append("</a>")

    def _image(self, token: Token) -> None:
        alt = " ".join(plain_text(token.children, images=True).split())
        src = self._links.image(str(token.attrs.get("src", "")))
        if src is None or not is_safe(src):
            self.out.append(escape(alt, quote=False))
            return
        title = token.attrs.get("title")
        extra = f' title="{self._mark}{escape(str(title))}"' if title else ""
        self.out.append(
            f'<img src="{self._mark}{escape(src)}" alt="{self._mark}{escape(alt)}"{extra}>'
        )

    def _html(self, token: Token) -> None:
        if self._sanitiser is None:
            self.out.append(escape(token.content, quote=False))
            return
        self.raw = True
        for found in _QUIET_TAG.finditer(token.content):
            step = -1 if found["close"] else 1
            if found["inline"]:
                self._raw_quiet = max(0, self._raw_quiet + step)
            else:
                self._raw_quiet_blocks = max(0, self._raw_quiet_blocks + step)
        self.out.append(show_filtered_tags(token.content))

    def _trusted(self, html: str, *, block: bool) -> None:
        if self._sanitiser is None:
            self.out.append(html)
        elif block:
            self.out.append(self._sanitiser.keep_block(html))
        else:
            self.out.append(self._sanitiser.keep(html))

    def _footnote_ref(self, token: Token) -> None:
        mark, number, place = self._mark, token.meta["id"] + 1, reference_place(token)
        self.out.append(
            f'<sup id="{mark}fnref:{place}"><a class="{mark}footnote-ref" href="{mark}#fn:{number}"'
            f' aria-label="{mark}Footnote {number}">{number}</a></sup>'
        )


def reference_place(token: Token) -> str:
    """Return what tells the references to one footnote apart: `1`, `1-2` for the second."""
    number, place = token.meta["id"] + 1, token.meta.get("subId", 0)
    return f"{number}-{place + 1}" if place > 0 else str(number)


def _speaks(tokens: Sequence[Token], start: int) -> bool:
    """Say whether the link whose content begins at `start` has a text to be called by."""
    for index in range(start, len(tokens)):
        token = tokens[index]
        if token.type == "link_close":
            break
        if token.type in {"text", "code_inline"} and token.content.strip():
            return True
        if token.type == "image" and plain_text(token.children, images=True).strip():
            return True
        if token.type == "html_inline":
            return True
    return False
