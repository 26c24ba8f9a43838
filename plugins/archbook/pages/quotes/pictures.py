"""Pictures of the component map on hand-written pages.

With a site of ours a page holds a place that is filled once its Markdown is HTML; where another
generator builds the site, pictures become Mermaid.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from archbook.components.folding import pictures
from archbook.components.views import all_views
from archbook.drawing.from_map import to_drawing
from archbook.drawing.mermaid import write_mermaid
from archbook.pages.architecture.figures import figure, sketch_figure
from archbook.pages.architecture.here import Here
from archbook.pages.model import Site
from archbook.pages.quotes.book import Book, Quoting, UnknownError
from archbook.pages.templates import fill
from archbook.source.findings import did_you_mean

__all__ = ["diagram", "fill_in"]

_SLOT = re.compile(r'(?:<p>\s*)?<div data-ab-slot="(\d+)"></div>(?:\s*</p>)?')


def diagram(at: Quoting, name: str) -> str:
    """Show a picture of the component map.

    Args:
        at: The page.
        name: Id of a view, of a picture it was split into, or of a journey, component, owner,
            zone or place.
    """
    book = at.book
    if book.chapter is None:
        of = at.of
        views = {view.id: view for view in all_views(of)}
        view = views[_picture(str(name), views)]
        drawn = pictures(of, view, limit=book.handbook.settings.components.max_nodes)
        return f"```mermaid\n{write_mermaid(to_drawing(drawn[0]))}```\n"
    book.slots.append(_picture(str(name), book.chapter.gallery.pieces))
    return f'<div data-ab-slot="{len(book.slots) - 1}"></div>'


def _picture(name: str, known: Collection[str]) -> str:
    """Return the id of the picture that a name means among those that are known."""
    if name in known:
        return name
    near = [one for one in known if one.endswith(f"/{name}")]
    if len(near) == 1:
        return near[0]
    if near:
        names = ", ".join(f'"{one}"' for one in sorted(near))
        raise UnknownError(f'"{name}" may be more than one view', f"Write one of {names}.")
    short = {*known, *(one.rpartition("/")[2] for one in known)}
    mend = "`archbook views` lists them." + did_you_mean(name, short)
    raise UnknownError(f'There is no view "{name}"', mend)


def fill_in(html: str, book: Book, *, site: Site, at: str) -> str:
    """Put pictures into the places that `diagram` has left in a page's content.

    Args:
        html: The content.
        book: The handbook.
        site: The site.
        at: Address of the page.
    """
    chapter = book.chapter
    if chapter is None or "data-ab-slot" not in html:
        return html
    here = Here(atlas=chapter.atlas, site=site, at=at)

    def shown(found: re.Match[str]) -> str:
        number = int(found[1])
        if number >= len(book.slots):
            return found[0]
        name = book.slots[number]
        salt = f"{name}-{number}"
        drawn = chapter.atlas.pictures.get(name)
        one = (
            figure(drawn, chapter.gallery, here, salt=salt)
            if drawn
            else sketch_figure(name, chapter.gallery, here, salt=salt)
        )
        return fill("architecture/quote.html", figure=one)

    return _SLOT.sub(shown, html)
