"""The README of a log as the introduction of its index."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archbook.decisions.model import Decision
from archbook.decisions.rendering import RenderedBody, render_fragment
from archbook.pages.links import PageLinks

__all__ = ["Introduction", "introduction"]

_HEADING = re.compile(r"^<h[1-6][ >]", re.MULTILINE)
_BLOCK = re.compile(
    r"<(?P<close>/?)(?:article|aside|blockquote|center|dd|details|div|dl|dt|figure|footer|header"
    r"|li|main|nav|ol|pre|section|table|tbody|td|th|thead|tr|ul)\b"
)
# A lead longer than this follows the table, so that the decisions are seen first.
_LONG = 3000
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A README in two parts.

    Attributes:
        rendered: The whole of it.
        lead: HTML that stands above the table of decisions: what comes before the first section.
        rest: HTML that stands below it.
    """

    rendered: RenderedBody
    lead: str
    rest: str


def introduction(source: Decision | None, links: PageLinks) -> Introduction | None:
    """Render a README, its title apart.

    Args:
        source: The README, or an index kept by hand; None for none.
        links: Links of the page it stands on.
    """
    if source is None or source.markdown is None:
        return None
    rendered = render_fragment(
        source.markdown, links, take_title=True, permalink=links.site.permalinks
    )
    lead, rest = _parted(rendered.html)
    if len(_TAGS.sub("", lead)) > _LONG:
        lead, rest = "", rendered.html
    return Introduction(rendered=rendered, lead=lead, rest=rest)


def _parted(html: str) -> tuple[str, str]:
    """Part HTML at its first heading that stands in no other block."""
    for heading in _HEADING.finditer(html):
        lead = html[: heading.start()]
        depth = sum(-1 if tag["close"] else 1 for tag in _BLOCK.finditer(lead))
        if depth == 0:
            return lead, html[heading.start() :]
    return html, ""
