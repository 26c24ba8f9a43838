"""Pages that link to the map: made with what they know of the site, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from archbook.decisions.rendering import RenderedBody
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.here import Here
from archbook.pages.model import Page, RenderedPage, Site

__all__ = ["Render", "Spot", "map_page", "spots"]

T = TypeVar("T")

Render = Callable[[Here], RenderedPage]
"""Makes the content of a page that knows what it links to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a page stands.

    Attributes:
        uri: Its source uri.
        parent: That of the page above it, empty for a chapter's first page.
        previous: That of the page before it, or empty.
        after: That of the page after it, or empty.
    """

    uri: str
    parent: str = ""
    previous: str = ""
    after: str = ""


def spots(index: str, things: Iterable[T], uri_of: Callable[[T], str]) -> Iterator[tuple[T, Spot]]:
    """Yield things with the places of their pages, which follow their index one by one.

    Args:
        index: Uri of the index.
        things: The things in their order.
        uri_of: Returns the uri of a thing's page.
    """
    every: Sequence[T] = tuple(things)
    uris = [index, *map(uri_of, every), ""]
    for place, thing in enumerate(every):
        yield (
            thing,
            Spot(
                uri=uris[place + 1],
                parent=index,
                previous=uris[place],
                after=uris[place + 2],
            ),
        )


def map_page(
    atlas: Atlas,
    spot: Spot,
    title: str,
    render: Render,
    *,
    source: str = "",
    description: str = "",
    boost: float = 1.0,
    wide: bool = False,
    landing: bool = False,
) -> Page:
    """Return a page that links to the map.

    Args:
        atlas: The map, for its links.
        spot: Where the page stands.
        title: Its title.
        render: Makes its content.
        source: The file it is made of; as the rest below, see `Page`.
        description: What it says.
        boost: How much it counts in the search.
        wide: Whether it wants more width.
        landing: Whether it opens a chapter, and so is wide too.
    """

    def rendered(site: Site, _body: RenderedBody | None) -> RenderedPage:
        return render(Here(atlas=atlas, site=site, at=site.url_of(spot.uri) or "./"))

    return Page(
        uri=spot.uri,
        title=title,
        render=rendered,
        source=source,
        parent=spot.parent,
        previous=spot.previous,
        next=spot.after,
        description=description,
        boost=boost,
        wide=wide or landing,
        landing=landing,
    )
