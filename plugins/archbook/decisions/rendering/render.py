"""From a decision, a Markdown file or a line of Markdown to HTML."""

from __future__ import annotations

from archbook.decisions.model import Decision
from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.blocks import BlockWriter
from archbook.decisions.rendering.sanitise import Sanitiser, may_hold_html
from archbook.decisions.rendering.values import Links, RenderedBody
from archbook.source.markdown import MarkdownText, gfm_parser
from archbook.source.wording import one_line

__all__ = ["render_body", "render_fragment", "render_inline"]


def render_body(decision: Decision, links: Links, *, permalink: str = "") -> RenderedBody:
    """Render the body of a decision.

    Args:
        decision: Markdown or reStructuredText.
        links: Settles its links and the decisions it names.
        permalink: Text of the link beside each heading, such as `¶`; empty for none.

    Returns:
        The body as on the code host, its first heading apart where that is the title.
    """
    if decision.markdown is not None:
        return render_fragment(decision.markdown, links, take_title=True, permalink=permalink)
    if decision.source:
        from archbook.decisions.rendering.restructured import (  # noqa: PLC0415 - loads docutils
            render_restructured,
        )

        return render_restructured(
            decision.source, file=decision.file, links=links, permalink=permalink
        )
    return RenderedBody(html="")


def render_fragment(
    markdown: MarkdownText, links: Links, *, take_title: bool = False, permalink: str = ""
) -> RenderedBody:
    """Render a Markdown file from its tokens.

    Args:
        markdown: The parsed file.
        links: Settles its links and the decisions it names.
        take_title: Whether the first heading, being of level 1, is kept apart from the body.
        permalink: Text of the link beside each heading; empty for none.
    """
    anchors = Anchors()
    sanitiser = None
    if may_hold_html(markdown.body):
        sanitiser = Sanitiser(mark=Sanitiser.mark_for(markdown.body), links=links, anchors=anchors)
    writer = BlockWriter(links=links, anchors=anchors, sanitiser=sanitiser, permalink=permalink)
    writer.write(markdown.tokens, take_title=take_title)
    html, title = "".join(writer.out), writer.title
    if sanitiser:
        html = sanitiser.finish(html, raw=writer.raw)
        title = sanitiser.finish(title, raw=writer.raw)
    return RenderedBody(
        html=html,
        title_html=one_line(title.strip()),
        title_anchor=writer.title_anchor,
        toc=tuple(writer.toc),
        anchors=anchors.given,
    )


class _NoLinks:
    """Leads nowhere: links and pictures are shown as their text."""

    def link(self, href: str) -> str | None:
        """Return None: no link leads anywhere."""

    def image(self, href: str) -> str | None:
        """Return None: no picture is shown."""

    def mention(self, text: str) -> tuple[str, str] | None:
        """Return None: no decision is known."""


def render_inline(text: str) -> str:
    """Render one line of Markdown, such as a title or a list entry of a front matter.

    Emphasis, code and strikethrough are rendered; links and pictures are shown as their text, and
    raw HTML is text too.

    Args:
        text: Markdown without blocks.
    """
    writer = BlockWriter(links=_NoLinks(), anchors=Anchors(), sanitiser=None)
    for token in gfm_parser().parseInline(" ".join(text.split()), {}):
        writer.inline(token.children or ())
    return "".join(writer.out)
