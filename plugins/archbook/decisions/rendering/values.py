"""What rendering is told and what it gives back, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from archbook.source.findings import Finding

__all__ = ["Links", "RenderedBody", "TocItem"]


class Links(Protocol):
    """How the links of one file are to be written in the site.

    Addresses arrive as the file states them, percent-encoded where the file needs it. Those
    within the same page (`#context`) are settled by the renderer and never asked for.
    """

    def link(self, href: str) -> str | None:
        """Return the final address; None where it leads nowhere and only its text is shown."""
        ...

    def image(self, href: str) -> str | None:
        """Return the final address of a picture; None to show its text in its place."""
        ...

    def mention(self, text: str) -> tuple[str, str] | None:
        """Return address and title of a decision named in the text; None where there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TocItem:
    """A heading in the table of contents.

    Attributes:
        level: From 1 to 6.
        text: Its text, plain.
        anchor: Its id.
    """

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBody:
    """A body as HTML.

    Attributes:
        title_html: Inline HTML of the first heading where that is of level 1, else empty.
        title_anchor: The id that this heading's links lead to, for the page's own heading.
        html: The body without that heading.
        toc: Its other headings in order.
        anchors: All ids that a link may lead to, the title's included.
        problems: What could not be rendered as meant.
    """

    html: str
    title_html: str = ""
    title_anchor: str = ""
    toc: tuple[TocItem, ...] = ()
    anchors: frozenset[str] = frozenset()
    problems: tuple[Finding, ...] = ()
