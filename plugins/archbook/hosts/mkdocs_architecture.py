"""The component map in a MkDocs site: its pictures drawn, its problems told."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from archbook.handbook import Handbook
from archbook.hosts.mkdocs_site import ASSETS
from archbook.pages.model import Asset
from archbook.pages.shelf import Shelf
from archbook.settings import DEFAULT_MAP_FOLDER
from archbook.source.findings import Finding, Severity

if TYPE_CHECKING:
    from archbook.drawing.render import Progress
    from archbook.pages.architecture.chapter import ArchitectureChapter

__all__ = ["CACHE_FOLDER", "PICTURE_STYLE", "draw", "has_scripts", "map_errors", "picture_style"]
__all__ += ["show_map", "told", "watched"]

CACHE_FOLDER = ".cache/archbook"
"""Where pictures are kept between builds, below the handbook's folder."""

PICTURE_STYLE = ASSETS + "pictures.css"
"""The style sheet of pictures inside pages."""

_EVERY = 2.0  # seconds between two words on progress


def has_scripts(handbook: Handbook) -> bool:
    """Say whether there are scripts of hand-drawn diagrams that may be run."""
    folders = (handbook.root / name for name in _folders(handbook))
    allowed = handbook.settings.components.enabled and handbook.settings.components.scripts
    return allowed and any(True for folder in folders for _ in folder.glob("*.py"))


def _folders(handbook: Handbook) -> tuple[str, ...]:
    return handbook.settings.folders.components or (DEFAULT_MAP_FOLDER,)


def watched(handbook: Handbook) -> Iterator[str]:
    """Yield the files and folders of the component map that are there."""
    for name in _folders(handbook):
        if (handbook.root / name).exists():
            yield str(handbook.root / name)


def map_errors(handbook: Handbook) -> tuple[Finding, ...]:
    """Return what keeps the component map from being shown at all."""
    if handbook.components is None:
        return ()
    return tuple(f for f in handbook.components.findings if f.severity is Severity.ERROR)


def show_map(handbook: Handbook, config: MkDocsConfig) -> None:
    """Name the style sheet of pictures, before all others, so that those win."""
    shown = handbook.components is not None or has_scripts(handbook)
    if shown and PICTURE_STYLE not in config.extra_css:
        config.extra_css.insert(0, PICTURE_STYLE)


def draw(
    handbook: Handbook,
    shelf: Shelf,
    findings: Iterable[Finding],
    log: logging.LoggerAdapter[logging.Logger],
) -> ArchitectureChapter | None:
    """Make the chapter of the component map, its pictures drawn; None where there is no map.

    Hand-drawn diagrams make a chapter without a map too.

    Args:
        handbook: The handbook.
        shelf: The decision logs in the site.
        findings: What the rules found.
        log: Where progress is told.
    """
    if handbook.components is None and not has_scripts(handbook):
        return None
    # Half of what the plugin would load; a handbook of decisions alone does without.
    from archbook.components.loading import read_map  # noqa: PLC0415 - as above
    from archbook.drawing.cache import Cache  # noqa: PLC0415 - as above
    from archbook.pages.architecture.chapter import architecture_chapter  # noqa: PLC0415 - as above

    return architecture_chapter(
        handbook.components or read_map({}),
        shelf,
        findings,
        cache=Cache(handbook.root / CACHE_FOLDER),
        progress=told(log, "Drawing pictures"),
    )


def told(log: logging.LoggerAdapter[logging.Logger], words: str) -> Progress:
    """Return a progress function that writes a line into the build's log every two seconds."""
    last = time.monotonic()

    def progress(done: int, count: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            log.info("%s: %d of %d", words, done, count)

    return progress


def picture_style() -> Asset:
    """Return the style sheet of pictures as a file of the site."""
    from archbook.drawing import style  # noqa: PLC0415 - as in `draw`

    return Asset(uri=PICTURE_STYLE, content=style.inline().encode())
