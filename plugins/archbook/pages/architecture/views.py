"""Pages that show a view: the chapter's first page, the planes, the map's own views."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from archbook.components.views import MapView
from archbook.components.vocabulary import Lifecycle, Plane
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.figures import Figure, figures, sketch_figure
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.architecture.lists import list_components
from archbook.pages.architecture.sketches import Sketch
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill

__all__ = ["INDEX_TITLES", "render_overview", "render_sketch", "render_view"]

INDEX_TITLES = {
    "journey": "Journeys",
    "component": "Components",
    "owner": "Owners",
    "zone": "Trust zones",
    "boundary": "Boundaries",
    "place": "Places",
    "view": "Views",
    "sketch": "Hand-drawn",
}
"""What the index of each kind of page is called."""

_ABOUT = {
    "journey": "the ways through the system that somebody cares about, step by step",
    "component": "every part, to be sorted and filtered",
    "owner": "who answers for what, and who is on call",
    "zone": "what is trusted how far, and which data may rest where",
    "boundary": "what crosses from zone to zone, what could go wrong, what answers it",
    "place": "what fails together",
    "view": "further pictures of this map",
    "sketch": "pictures that somebody drew",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Door:
    """A way on from the chapter's first page."""

    title: str
    href: str
    count: int
    about: str


def render_overview(gallery: Gallery, here: Here) -> RenderedPage:
    """Render the chapter's first page: the picture of both planes and the ways on from it.

    Args:
        gallery: The pictures.
        here: The page.
    """
    atlas, of = here.atlas, here.of
    live = [c for c in of.components.values() if c.lifecycle is not Lifecycle.RETIRED]
    planes = Counter(component.plane for component in live)
    shown = figures(atlas.overview.id, gallery, here, first=True) if live else []
    parts = atlas.drawn[atlas.overview.id][1:]
    text = fill(
        "architecture/overview.html",
        title="Architecture",
        figures=shown,
        more=here.to("view", atlas.overview.id) if parts else "",
        parts=len(parts),
        planes=[
            _Door(
                title="Data plane",
                href=here.to("plane", "data-plane"),
                count=planes[Plane.DATA],
                about="what serves",
            ),
            _Door(
                title="Control plane",
                href=here.to("plane", "control-plane"),
                count=planes[Plane.CONTROL],
                about="what changes and watches what serves",
            ),
        ],
        doors=[
            _Door(
                title=title,
                href=here.to("index", kind),
                count=sum(1 for _ in atlas.named(kind)),
                about=_ABOUT[kind],
            )
            for kind, title in INDEX_TITLES.items()
            if atlas.uri("index", kind)
        ],
        sources=_sources(here),
        words=here.to("words", ""),
        schema=here.to_uri(f"{atlas.at}/component-map.schema.json"),
        data=here.to_uri(f"{atlas.at}/components.json"),
    )
    return RenderedPage(
        html=text,
        toc=_toc("Architecture", shown),
        anchors=frozenset({"ab-top", *(one.anchor for one in shown)}),
        search=f"<p>Architecture</p>\n{escape(', '.join(c.name for c in live))}",
    )


def _sources(here: Here) -> tuple[str, str]:
    """Return where the map is read from, in words, and where the code host shows that."""
    files, host = here.of.files, here.site.code_host
    if not files:
        return "", ""
    if len(files) == 1:
        return files[0], (host.url(files[0]) or "" if host else "")
    folder = posixpath.commonpath(files)
    words = f"{len(files)} files in {folder}/" if folder else f"{len(files)} files"
    return words, (host.url(folder, folder=True) or "" if host else "")


def render_view(view: MapView, gallery: Gallery, here: Here, *, kicker: str = "") -> RenderedPage:
    """Render the page of a plane or of one of the map's own views.

    Args:
        view: The view.
        gallery: The pictures.
        here: The page.
        kicker: What sort of page it is, in small print above the title.
    """
    shown = figures(view.id, gallery, here)
    text = fill(
        "architecture/view.html",
        title=view.title,
        kicker=kicker,
        does=view.does,
        figures=shown,
        rows=list_components(view.components, here),
        stated=here.stated(f"view:{view.id}") if view.id in here.of.views else None,
    )
    return RenderedPage(
        html=text,
        toc=(
            *_toc(view.title, shown),
            TocItem(level=2, text="Components", anchor="ab-components"),
        ),
        anchors=frozenset({"ab-top", "ab-components", *(one.anchor for one in shown)}),
        search=f"<p>{escape(view.title)} {escape(view.does)}</p>\n",
    )


def render_sketch(sketch: Sketch, gallery: Gallery, here: Here) -> RenderedPage:
    """Render the page of a hand-drawn diagram.

    Args:
        sketch: The diagram.
        gallery: The pictures.
        here: The page.
    """
    shown = [sketch_figure(sketch.id, gallery, here)]
    host = here.site.code_host
    href = host.url(sketch.script) if host else None
    text = fill(
        "architecture/view.html",
        title=sketch.title,
        kicker="Hand-drawn",
        does="",
        figures=shown,
        rows=(),
        stated=Stated(text=sketch.script, href=href or ""),
    )
    return RenderedPage(
        html=text,
        toc=_toc(sketch.title, shown),
        anchors=frozenset({"ab-top", shown[0].anchor}),
        search=f"<p>{escape(sketch.title)}</p>\n",
    )


def _toc(title: str, shown: Sequence[Figure]) -> tuple[TocItem, ...]:
    top = TocItem(level=1, text=title, anchor="ab-top")
    return (top, *(TocItem(level=2, text=one.title, anchor=one.anchor) for one in shown[1:]))
