"""Decision bodies as HTML that looks as on the code host."""

from archbook.decisions.rendering.render import render_body, render_fragment, render_inline
from archbook.decisions.rendering.values import Links, RenderedBody, TocItem

__all__ = ["Links", "RenderedBody", "TocItem", "render_body", "render_fragment", "render_inline"]
