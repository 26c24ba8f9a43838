"""The pictures of the chapter: drawn through the cache, shown in pages, written as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from archbook.components.picture import Picture
from archbook.drawing.cache import Cache
from archbook.drawing.engine import find_engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.icons import asset_name, small_icon
from archbook.drawing.mermaid import write_mermaid
from archbook.drawing.png import make_png
from archbook.drawing.render import Progress, Rendered, render_all
from archbook.drawing.svg import slug
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.here import Here
from archbook.pages.model import Asset, Site
from archbook.pages.templates import fill
from archbook.source.findings import Finding, Location, in_order

__all__ = ["Gallery", "draw_pictures", "picture_anchor"]

_EMBED = "architecture/embed.html"


@dataclass(frozen=True, kw_only=True)
class Gallery:
    """Every picture, drawn.

    Attributes:
        atlas: The chapter.
        cache: Where pictures are kept.
        rendered: What became of each picture, by its id.
        findings: What went wrong, each said once.
        png: Whether PNG is written.
    """

    atlas: Atlas
    cache: Cache
    rendered: Mapping[str, Rendered]
    findings: tuple[Finding, ...]
    png: bool
    icon_folder: str = "assets/archbook/icons/"

    def inline(self, picture: str, here: Here, *, salt: str = "") -> str:
        """Return a picture as SVG for a page; empty where it could not be drawn.

        Args:
            picture: Its id.
            here: The page.
            salt: Keeps ids apart where a page may show the picture twice.
        """
        drawn = self.rendered[picture].picture
        if drawn is None:
            return ""
        icons = here.to_root(self.icon_folder)
        return drawn.inline(salt=slug(salt or picture), links=here.to_uri, icons=icons)

    def width(self, picture: str) -> float:
        """Return how wide a picture is in pixels; nought where it could not be drawn."""
        drawn = self.rendered[picture].picture
        return drawn.w if drawn else 0.0

    def mermaid(self, picture: str, links: Here | None = None) -> str:
        """Return a picture as Mermaid text."""
        return write_mermaid(self.rendered[picture].drawing, links.to_uri if links else None)

    def formats(self, picture: str) -> Sequence[str]:
        """Return the endings of a picture's files."""
        if self.rendered[picture].picture is None:
            return ("mmd",)
        return ("svg", "png", "mmd") if self.png else ("svg", "mmd")

    @cached_property
    def icons(self) -> Mapping[str, bytes]:
        """The icons that the pictures show, by name."""
        names = {
            icon for one in self.rendered.values() if one.picture for icon in one.picture.icons
        }
        return {name: small_icon(name, self.cache) for name in sorted(names)}

    def shared(self) -> Iterator[Asset]:
        """Yield what pictures inside pages share: style sheet and icons."""
        for name, content in self.icons.items():
            yield Asset(uri=self.icon_folder + asset_name(name), content=content)

    def files(self, site: Site, progress: Progress | None = None) -> Iterator[Asset]:
        """Yield the files of all pictures.

        Args:
            site: The site, all of its pages known.
            progress: Called while PNGs are made.
        """
        texts: dict[str, str] = {}
        for name, rendered in self.rendered.items():
            stem = self.atlas.files[name]
            here = Here(atlas=self.atlas, site=site, at=f"{stem}.svg")
            if rendered.picture is not None:
                texts[name] = self._alone(name, here)
                yield Asset(uri=f"{stem}.svg", content=texts[name].encode())
                yield Asset(uri=f"{stem}.html", content=self._embed(name, here))
            yield Asset(uri=f"{stem}.mmd", content=self.mermaid(name, here).encode())
        if self.png:
            with ThreadPoolExecutor() as pool:
                made = pool.map(lambda text: make_png(text, self.cache), texts.values())
                for done, (name, content) in enumerate(zip(texts, made, strict=True), start=1):
                    if progress:
                        progress(done, len(texts))
                    yield Asset(uri=f"{self.atlas.files[name]}.png", content=content)

    def _alone(self, name: str, here: Here) -> str:
        picture = self.rendered[name].picture
        if picture is None:
            raise LookupError(f"there is no picture {name}")
        text = picture.standalone(icon_bytes=self.icons, links=here.to_uri)
        # A picture embedded in another page must not open the handbook inside its own frame.
        return text.replace("<a xlink:href=", '<a target="_top" xlink:href=')

    def _embed(self, name: str, here: Here) -> bytes:
        """Return a small page that holds the picture alone, for frames in other documents."""
        picture = self.rendered[name].picture
        stem = self.atlas.files[name]
        text = fill(
            _EMBED,
            picture=picture,
            svg=stem.rpartition("/")[2] + ".svg",
            page=here.to_uri(self.page_of(name)),
            site=here.site.name,
        )
        return text.encode()

    def page_of(self, picture: str) -> str:
        """Return the source uri of the page that shows a picture, with the picture's anchor."""
        return f"{self.atlas.pages[picture]}#{picture_anchor(picture)}"


def picture_anchor(picture: str) -> str:
    """Return the id of a picture on its page."""
    return f"ab-picture-{slug(picture)}"


def draw_pictures(atlas: Atlas, *, cache: Cache, progress: Progress | None = None) -> Gallery:
    """Draw every picture of the chapter that is not known yet.

    Args:
        atlas: The chapter.
        cache: Where pictures are kept.
        progress: Called while pictures are drawn, once that takes more than a second.
    """
    settings = atlas.shelf.handbook.settings.components
    shown = {p.id: p for each in atlas.drawn.values() for p in each if p.id in atlas.files}

    def link(kind: str, name: str) -> str:
        if kind == "picture":
            return f"{atlas.pages[name]}#{picture_anchor(name)}" if name in atlas.pages else ""
        return atlas.uri(kind, name)

    drawings = [to_drawing(picture, link=link) for picture in shown.values()]
    rendered = render_all(
        drawings,
        engine=find_engine(settings.dot),
        cache=cache,
        places={name: _place(atlas, picture) for name, picture in shown.items()},
        progress=progress,
    )
    findings = {(f.rule, f.subject): f for one in reversed(rendered) for f in one.findings}
    return Gallery(
        atlas=atlas,
        cache=cache,
        rendered=dict(zip(shown, rendered, strict=True)),
        findings=in_order(findings.values()),
        png=settings.png,
    )


def _place(atlas: Atlas, picture: Picture) -> Location:
    """Return where what a picture shows is defined."""
    view = atlas.views[picture.view]
    subject = f"view:{view.id}" if view.id in atlas.of.views else f"{view.kind}:{view.subject}"
    found = atlas.of.location(subject)
    return found if found.file else Location(file=atlas.of.files[0])
