"""The files of the chapter's pictures: SVG, PNG, Mermaid, a page to embed, shared icons."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from archbook.drawing.icons import asset_name
from archbook.drawing.png import make_png
from archbook.drawing.render import Progress
from archbook.pages.architecture.gallery import ICON_FOLDER, Gallery
from archbook.pages.architecture.here import Here
from archbook.pages.model import Asset, Site
from archbook.pages.templates import fill

__all__ = ["picture_files", "shared_icons"]


def shared_icons(gallery: Gallery) -> Iterator[Asset]:
    """Yield the icons that pictures inside pages share."""
    for name, content in gallery.icons.items():
        yield Asset(uri=ICON_FOLDER + asset_name(name), content=content)


def picture_files(
    gallery: Gallery, site: Site, progress: Progress | None = None
) -> Iterator[Asset]:
    """Yield the files of all pictures.

    Args:
        gallery: The pictures.
        site: The site, all of its pages known.
        progress: Called while PNGs are made.
    """
    texts: dict[str, str] = {}
    for name in gallery.pieces:
        stem = gallery.atlas.files[name]
        here = Here(atlas=gallery.atlas, site=site, at=f"{stem}.svg")
        formats = gallery.formats(name)
        if "svg" in formats:
            text = _alone(gallery, name, here)
            yield Asset(uri=f"{stem}.svg", content=text.encode())
            if "~" not in name:
                yield Asset(uri=f"{stem}.html", content=_embed(gallery, name, here))
            if "png" in formats:
                texts[stem] = text
        if "mmd" in formats:
            yield Asset(uri=f"{stem}.mmd", content=gallery.mermaid(name, here).encode())
    if not texts:
        return
    with ThreadPoolExecutor() as pool:
        made = pool.map(lambda text: make_png(text, gallery.cache), texts.values())
        for done, (stem, content) in enumerate(zip(texts, made, strict=True), start=1):
            if progress:
                progress(done, len(texts))
            yield Asset(uri=f"{stem}.png", content=content)


def _alone(gallery: Gallery, name: str, here: Here) -> str:
    """Return a picture as a file that carries everything with it."""
    picture = gallery.pieces[name].picture
    if picture is None:
        raise LookupError(f"there is no picture {name}")
    text = picture.standalone(icon_bytes=gallery.icons, links=here.to_uri)
    # A picture embedded in another page must not open the handbook inside its own frame.
    return text.replace("<a xlink:href=", '<a target="_top" xlink:href=')


def _embed(gallery: Gallery, name: str, here: Here) -> bytes:
    """Return a small page that holds the picture alone, for frames in other documents."""
    stem = gallery.atlas.files[name]
    text = fill(
        "architecture/embed.html",
        picture=gallery.pieces[name].picture,
        svg=stem.rpartition("/")[2] + ".svg",
        page=here.to_uri(gallery.page_of(name)),
        site=here.site.name,
    )
    return text.encode()
