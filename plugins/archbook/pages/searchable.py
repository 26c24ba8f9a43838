"""What a site's search is to read of a decision: its words by section, and nothing beside them.

A search takes a page apart by its tags, which for a thousand pages takes longer than making them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from archbook.pages.panel import Row

__all__ = ["plain", "searchable"]

_HEADING = re.compile(r'<h[1-6] id="(?P<id>[^"]*)"[^>]*>(?P<text>.*?)</h[1-6]>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_BLOCK = re.compile(r"</?(?:br|d[dlt]|div|h[1-6]|hr|li|ol|p|pre|summary|t[dhr]|table|ul)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def searchable(
    title: str, facts: str, rows: Sequence[Row], body: str, *, spellings: Sequence[str] = ()
) -> str:
    """Return the words of a decision's page as plain sections.

    Args:
        title: Its title.
        facts: What is to stand as the heading of its panel, empty where it has none.
        rows: The panel.
        body: HTML of the body.
        spellings: Other names that it is looked for by.
    """
    parts = [f"<p>{html.escape(title)}</p>\n"]
    if facts:
        words = " ".join(_words(row) for row in rows if row.items and not row.unsearched)
        words += " " + ", ".join(spellings)
        parts.append(f'<h2 id="ab-facts">{html.escape(facts)}</h2>\n{html.escape(words)}\n')
    at = 0
    for heading in _HEADING.finditer(body):
        parts.append(plain(body[at : heading.start()]))
        text = plain(_PERMALINK.sub("", heading["text"]))
        parts.append(f'<h2 id="{heading["id"]}">{text}</h2>\n')
        at = heading.end()
    parts.append(plain(body[at:]))
    return "".join(parts)


def _words(row: Row) -> str:
    return " ".join([row.label, *(f"{item.text} {item.note}".strip() for item in row.items)])


def plain(text: str) -> str:
    """Return HTML without its tags, its characters still escaped."""
    return _TAG.sub("", _BLOCK.sub(" ", text))
