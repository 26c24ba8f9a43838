"""The pictures of the chapter: drawn through the cache, ready for pages and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archbook.components.picture import Picture
from archbook.drawing import finish
from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.icons import small_icon
from archbook.drawing.mermaid import write_mermaid
from archbook.drawing.model import Drawing
from archbook.drawing.render import Progress, Rendered, render_all
from archbook.drawing.svg import slug
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.sketches import Sketch
from archbook.source.findings import Finding, Location, in_order

__all__ = ["ICON_FOLDER", "Gallery", "Piece", "draw_pictures", "picture_anchor"]

ICON_FOLDER = "assets/archbook/icons/"
"""Where the icons of pictures inside pages stand in the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One picture of the chapter.

    Attributes:
        picture: The picture, finished; None where it could not be drawn.
        drawing: What it was drawn of; None for a hand-drawn one.
    """

    picture: finish.Picture | None
    drawing: Drawing | None = None


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """Every picture, drawn.

    Attributes:
        atlas: The chapter.
        cache: Where pictures are kept.
        rendered: What became of each picture, by its id.
        findings: What went wrong, each said once.
        png: Whether PNG is written.
        sketches: Hand-drawn pictures by their ids.
    """

    atlas: Atlas
    cache: Cache
    rendered: Mapping[str, Rendered]
    findings: tuple[Finding, ...]
    png: bool
    sketches: Mapping[str, finish.Picture] = field(default_factory=dict)

    @cached_property
    def pieces(self) -> Mapping[str, Piece]:
        """All of them by their ids."""
        drawn = {
            name: Piece(picture=one.picture, drawing=one.drawing)
            for name, one in self.rendered.items()
        }
        return drawn | {name: Piece(picture=one) for name, one in self.sketches.items()}

    def inline(self, picture: str, here: Here, *, salt: str = "") -> str:
        """Return a picture as SVG for a page; empty where it could not be drawn.

        Args:
            picture: Its id.
            here: The page.
            salt: Keeps ids apart where a page may show the picture twice.
        """
        drawn = self.pieces[picture].picture
        if drawn is None:
            return ""
        icons = here.to_root(ICON_FOLDER)
        return drawn.inline(salt=slug(salt or picture), links=here.to_uri, icons=icons)

    def width(self, picture: str) -> float:
        """Return how wide a picture is in pixels; nought where it could not be drawn."""
        drawn = self.pieces[picture].picture
        return drawn.w if drawn else 0.0

    def mermaid(self, picture: str, here: Here | None = None) -> str:
        """Return a picture as Mermaid text; empty for a hand-drawn one.

        Args:
            picture: Its id.
            here: Where the text stands, for links; without it nothing is a link.
        """
        drawing = self.pieces[picture].drawing
        return write_mermaid(drawing, here.to_uri if here else None) if drawing else ""

    def formats(self, picture: str) -> Sequence[str]:
        """Return the endings of a picture's files.

        Of the parts of a split view there is no PNG: they would outweigh all other pictures, and
        `archbook draw` makes it on demand.
        """
        piece = self.pieces[picture]
        there = {
            "svg": piece.picture is not None,
            "png": piece.picture is not None and self.png and "~" not in picture,
            "mmd": piece.drawing is not None,
        }
        return [ending for ending, holds in there.items() if holds]

    @cached_property
    def icons(self) -> Mapping[str, bytes]:
        """The icons that the pictures show, by name."""
        names = {icon for one in self.pieces.values() if one.picture for icon in one.picture.icons}
        return {name: small_icon(name, self.cache) for name in sorted(names)}

    def page_of(self, picture: str) -> str:
        """Return the source uri of the page that shows a picture, with the picture's anchor."""
        return f"{self.atlas.pages[picture]}#{picture_anchor(picture)}"


def picture_anchor(picture: str) -> str:
    """Return the id of a picture on its page."""
    return f"ab-picture-{slug(picture)}"


def draw_pictures(
    atlas: Atlas,
    *,
    engine: Engine | None,
    cache: Cache,
    sketches: Mapping[str, Sketch],
    progress: Progress | None = None,
) -> Gallery:
    """Draw every picture of the chapter that is not known yet.

    Args:
        atlas: The chapter.
        engine: Graphviz; without it there are tables and Mermaid text.
        cache: Where pictures are kept.
        sketches: The hand-drawn ones, drawn already.
        progress: Called while pictures are drawn, once that takes more than a second.
    """
    shown = {name: one for name, one in atlas.pictures.items() if name in atlas.files}

    def link(kind: str, name: str) -> str:
        if kind == "picture":
            return f"{atlas.pages[name]}#{picture_anchor(name)}" if name in atlas.pages else ""
        return atlas.uri(kind, name)

    rendered = render_all(
        [to_drawing(picture, link=link, findings=atlas.findings) for picture in shown.values()],
        engine=engine,
        cache=cache,
        places={name: _place(atlas, picture) for name, picture in shown.items()},
        progress=progress,
    )
    # One word on a missing engine is enough for all pictures.
    said = {(f.rule, f.subject): f for one in reversed(rendered) for f in one.findings}
    return Gallery(
        atlas=atlas,
        cache=cache,
        rendered=dict(zip(shown, rendered, strict=True)),
        findings=in_order(said.values()),
        png=atlas.shelf.handbook.settings.components.png,
        sketches={name: sketch.picture for name, sketch in sketches.items()},
    )


def _place(atlas: Atlas, picture: Picture) -> Location:
    """Return where what a picture shows is defined."""
    view = atlas.views[picture.view]
    subject = f"view:{view.id}" if view.id in atlas.of.views else f"{view.kind}:{view.subject}"
    found = atlas.of.location(subject)
    return found if found.file else Location(file=next(iter(atlas.of.files), atlas.at))
