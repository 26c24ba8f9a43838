"""Hand-drawn diagrams: scripts of the `diagrams` library beside the map, where they may run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine
from archbook.drawing.finish import Picture
from archbook.drawing.handdrawn import draw_script
from archbook.handbook import Handbook
from archbook.settings import DEFAULT_MAP_FOLDER
from archbook.source.files import shown_path
from archbook.source.findings import Finding

__all__ = ["Sketch", "draw_sketches"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A hand-drawn diagram.

    Attributes:
        id: Its id among the pictures, such as `script/network`.
        title: Its title.
        script: The script, relative to the handbook's root.
        picture: The picture.
    """

    id: str
    title: str
    script: str
    picture: Picture


def draw_sketches(
    handbook: Handbook, *, engine: Engine | None, cache: Cache
) -> tuple[Mapping[str, Sketch], tuple[Finding, ...]]:
    """Run the scripts, where the settings allow it and there is an engine.

    Args:
        handbook: The handbook.
        engine: Graphviz.
        cache: Where pictures are kept.

    Returns:
        The diagrams by their ids, and what went wrong.
    """
    settings = handbook.settings.components
    if not settings.scripts or engine is None:
        return {}, ()
    found: dict[str, Sketch] = {}
    findings: list[Finding] = []
    for path in _scripts(handbook):
        shown = shown_path(path, handbook.root)
        drawn = draw_script(
            path, shown=shown, engine=engine, cache=cache, seconds=settings.script_seconds
        )
        findings += drawn.findings
        for picture in drawn.pictures:
            name = _free(f"script/{picture.id}", found)
            found[name] = Sketch(id=name, title=picture.title, script=shown, picture=picture)
    return found, tuple(findings)


def _scripts(handbook: Handbook) -> Iterator[Path]:
    for name in handbook.settings.folders.components or (DEFAULT_MAP_FOLDER,):
        folder = handbook.root / name
        if folder.is_dir():
            yield from sorted(folder.glob("*.py"))


def _free(name: str, taken: Mapping[str, Sketch]) -> str:
    """Return a name, with a counter where two folders have a script of one name."""
    free, count = name, 2
    while free in taken:
        free, count = f"{name}-{count}", count + 1
    return free
