"""The page that leads to the indexes of several decision logs."""

from __future__ import annotations

from collections import Counter

from archbook.decisions.rendering import RenderedBody, TocItem
from archbook.pages.addresses import relative_url
from archbook.pages.model import RenderedPage, Site
from archbook.pages.shelf import LogView, Shelf
from archbook.pages.status import Pill, status_pill, status_rank
from archbook.pages.templates import fill

__all__ = ["render_overview"]


def render_overview(
    shelf: Shelf, uri: str, site: Site, body: RenderedBody | None = None
) -> RenderedPage:
    """Render the overview of all logs.

    Args:
        shelf: The logs.
        uri: Source uri of the page.
        site: The site.
        body: Nothing; the page has no source.
    """
    del body
    at = site.url_of(uri) or "./"
    logs = [
        {
            "title": view.title,
            "folder": view.log.folder,
            "href": relative_url(site.url_of(view.index_uri) or "./", at),
            "count": len(view.decisions),
            "statuses": _statuses(view),
        }
        for view in shelf.logs
    ]
    return RenderedPage(
        html=fill("overview.html", logs=logs),
        toc=(TocItem(level=1, text="Decisions", anchor="ab-top"),),
        anchors=frozenset({"ab-top"}),
    )


def _statuses(view: LogView) -> list[tuple[Pill, int]]:
    counts = Counter(status_pill(decision).variant for decision in view.decisions)
    return [
        (Pill(variant=one, word=one.replace("-", " ")), counts[one])
        for one in sorted(counts, key=status_rank)
    ]
