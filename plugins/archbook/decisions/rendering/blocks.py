"""Block Markdown tokens as HTML, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from markdown_it.token import Token

from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.code import code_block
from archbook.decisions.rendering.inline import InlineWriter, plain_text, reference_place
from archbook.decisions.rendering.sanitise import Sanitiser
from archbook.decisions.rendering.values import Links, TocItem

__all__ = ["BlockWriter"]

# Theme classes first (MkDocs themes style admonitions), ours after them.
_ALERTS = {
    "NOTE": "note",
    "TIP": "tip",
    "IMPORTANT": "info",
    "WARNING": "warning",
    "CAUTION": "danger",
}

_FIXED = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_close": "</li>\n",
    "blockquote_open": "<blockquote>\n",
    "blockquote_close": "</blockquote>\n",
    "hr": "<hr>\n",
    "table_open": "<table>\n",
    "table_close": "</table>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "th_close": "</th>\n",
    "td_close": "</td>\n",
    "alert_title_close": "</p>\n",
    "alert_close": "</div>\n",
    "footnote_block_close": "</ol>\n</section>\n",
    "footnote_close": "</li>\n",
}


class BlockWriter(InlineWriter):
    """Writes the tokens of one body.

    Attributes:
        toc: Headings written so far.
        title: The first heading's inline HTML, where it was to be taken out.
        title_anchor: Its id.
    """

    def __init__(
        self,
        *,
        links: Links,
        anchors: Anchors,
        sanitiser: Sanitiser | None,
        permalink: str = "",
    ) -> None:
        """Prepare for one body.

        Args:
            links: Settles addresses and mentions.
            anchors: Takes the ids of headings.
            sanitiser: Gives the mark and takes trusted pieces where the body may hold raw HTML.
            permalink: Text of the link beside each heading, empty for none.
        """
        super().__init__(links=links, anchors=anchors, sanitiser=sanitiser)
        self.toc: list[TocItem] = []
        self.title = ""
        self.title_anchor = ""
        self._permalink = permalink
        self._anchor_of: dict[int, str] = {}
        self._block_rules: dict[str, Callable[[Token], None]] = {
            "fence": self._fence,
            "code_block": self._fence,
            "html_block": self._html,
            "bullet_list_open": self._list_open,
            "ordered_list_open": self._list_open,
            "list_item_open": self._item_open,
            "th_open": self._cell_open,
            "td_open": self._cell_open,
            "alert_open": self._alert_open,
            "alert_title_open": self._alert_title_open,
            "footnote_block_open": self._footnote_block_open,
            "footnote_open": self._footnote_open,
            "footnote_anchor": self._footnote_anchor,
        }

    def write(self, tokens: Sequence[Token], *, take_title: bool) -> None:
        """Write block tokens.

        Args:
            tokens: The tokens of the whole body.
            take_title: Whether the first heading, being of level 1, is to be kept apart.
        """
        title_at = self._give_anchors(tokens)
        if not take_title:
            title_at = -1
        index, end, rules = 0, len(tokens), self._block_rules
        while index < end:
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                self.inline(token.children or ())
            elif kind in _FIXED:
                # A hidden paragraph is that of a tight list: its text stands without the element.
                if not token.hidden:
                    self.out.append(_FIXED[kind])
                elif kind == "paragraph_close":
                    self.out.append("\n")
            elif kind == "heading_open":
                self._heading(tokens, index, is_title=index == title_at)
                index += 2
            else:
                rules.get(kind, self._unknown)(token)
            index += 1

    def _unknown(self, token: Token) -> None:
        self.out.append(escape(token.content, quote=False))

    def _give_anchors(self, tokens: Sequence[Token]) -> int:
        """Give all headings their ids, since links may stand before them; find the title."""
        title_at = -1
        first = True
        for index, token in enumerate(tokens):
            if token.type != "heading_open":
                continue
            children = tokens[index + 1].children
            if not children:
                continue
            if first and token.level == 0:
                first = False
                if token.tag == "h1":
                    title_at = index
            self._anchor_of[index] = self._anchors.heading(plain_text(children))
        return title_at

    def _heading(self, tokens: Sequence[Token], index: int, *, is_title: bool) -> None:
        """Write a heading; an empty one is left out, since it would be announced as nothing."""
        token = tokens[index]
        children = tokens[index + 1].children or ()
        anchor = self._anchor_of.get(index)
        if anchor is None:
            return
        body, self.out = self.out, []
        self._quiet += 1
        self.inline(children)
        self._quiet -= 1
        inner, self.out = "".join(self.out), body
        if is_title:
            self.title, self.title_anchor = inner, anchor
            return
        text = " ".join(plain_text(children, images=True).split())
        if text:
            self.toc.append(TocItem(level=int(token.tag[1]), text=text, anchor=anchor))
        quoted = escape(anchor)
        link = ""
        if self._permalink:
            link = (
                f'<a class="{self._mark}headerlink" href="{self._mark}#{quoted}"'
                f' title="Permanent link">{escape(self._permalink)}</a>'
            )
        self.out.append(f'<{token.tag} id="{self._mark}{quoted}">{inner}{link}</{token.tag}>\n')

    def _fence(self, token: Token) -> None:
        self._trusted(code_block(token.content, token.info), block=True)

    def _list_open(self, token: Token) -> None:
        attributes = ""
        if "class" in token.attrs:
            attributes = f' class="{self._mark}contains-task-list task-list"'
        if "start" in token.attrs:
            attributes += f' start="{self._mark}{int(token.attrs["start"])}"'
        self.out.append(f"<{token.tag}{attributes}>\n")

    def _item_open(self, token: Token) -> None:
        checked = token.meta.get("checked") if token.meta else None
        if checked is None:
            self.out.append("<li>")
            return
        self.out.append(f'<li class="{self._mark}task-list-item">')
        state = ' aria-label="Done" checked' if checked else ' aria-label="To do"'
        self._trusted(f'<input type="checkbox" disabled{state}>', block=False)
        self.out.append(" ")

    def _cell_open(self, token: Token) -> None:
        style = str(token.attrs.get("style", ""))
        align = f' align="{self._mark}{style.rpartition(":")[2]}"' if style else ""
        self.out.append(f"<{token.tag}{align}>")

    def _alert_open(self, token: Token) -> None:
        kind = token.info.upper()
        self.out.append(
            f'<div class="{self._mark}admonition {_ALERTS.get(kind, "note")}'
            f' ab-alert ab-alert--{escape(kind.lower())}">\n'
        )

    def _alert_title_open(self, _: Token) -> None:
        self.out.append(f'<p class="{self._mark}admonition-title">')

    def _footnote_block_open(self, _: Token) -> None:
        self.out.append(
            f'<section class="{self._mark}footnote footnotes" role="{self._mark}doc-endnotes"'
            f' aria-label="{self._mark}Footnotes">\n<ol>\n'
        )

    def _footnote_open(self, token: Token) -> None:
        self.out.append(f'<li id="{self._mark}fn:{token.meta["id"] + 1}">')

    def _footnote_anchor(self, token: Token) -> None:
        mark, place = self._mark, reference_place(token)
        self.out.append(
            f' <a class="{mark}footnote-backref" href="{mark}#fnref:{place}"'
            f' aria-label="{mark}Back to reference {place}">\u21a9\ufe0e</a>'
        )
