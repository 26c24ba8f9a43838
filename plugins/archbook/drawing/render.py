"""Drawing many pictures: from the cache where they are known, on all cores where they are not."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine, EngineError
from archbook.drawing.finish import Picture
from archbook.drawing.icons import icon_file, near_icons
from archbook.drawing.model import Drawing
from archbook.drawing.picture import DRAWING_VERSION, draw
from archbook.source.findings import Finding, Location, Severity, in_order

__all__ = ["Progress", "Rendered", "render", "render_all"]

Progress = Callable[[int, int], None]
_PATIENCE = 1.0  # seconds before progress is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What became of a drawing.

    Attributes:
        drawing: The drawing.
        picture: The picture, or None where there is no engine or it failed.
        findings: What went wrong; an error where the picture is missing or incomplete.
        cached: Whether the picture was known already.
    """

    drawing: Drawing
    picture: Picture | None
    findings: tuple[Finding, ...] = ()
    cached: bool = False


def render(
    drawing: Drawing, *, engine: Engine | None, cache: Cache, at: Location | None = None
) -> Rendered:
    """Draw one picture, or take it from the cache.

    Args:
        drawing: What to draw.
        engine: Graphviz; without it there is no picture, and a note says so.
        cache: Where pictures are kept.
        at: Where the drawing is defined, for findings.
    """
    place = at or Location(file=drawing.id)
    drawing, findings = _with_icons(drawing, place)
    if engine is None:
        return Rendered(drawing=drawing, picture=None, findings=(*findings, _no_engine(place)))
    key = cache.key("picture", DRAWING_VERSION, engine.version, drawing.digest())
    kept = cache.get(key)
    if kept is not None:
        picture = Picture.load(kept)
        findings += tuple(_said(drawing, place, said) for said in picture.warnings)
        return Rendered(drawing=drawing, picture=picture, findings=findings, cached=True)
    try:
        picture = draw(drawing, engine)
    except (EngineError, ValueError) as error:
        return Rendered(
            drawing=drawing, picture=None, findings=(*findings, _failed(drawing, place, error))
        )
    cache.put(key, picture.dump())
    findings += tuple(_said(drawing, place, said) for said in picture.warnings)
    return Rendered(drawing=drawing, picture=picture, findings=findings)


def render_all(
    drawings: Sequence[Drawing],
    *,
    engine: Engine | None,
    cache: Cache,
    jobs: int | None = None,
    places: Mapping[str, Location] | None = None,
    progress: Progress | None = None,
) -> tuple[Rendered, ...]:
    """Draw pictures side by side; the results stand in the order of the drawings.

    Args:
        drawings: What to draw.
        engine: Graphviz, or None.
        cache: Where pictures are kept.
        jobs: How many at once, as many as there are processors by default.
        places: Where each drawing is defined, by its id.
        progress: Called with how many are done and how many there are, from the second second on.
    """
    where = places or {}
    cache.sweep()
    started = time.monotonic()
    done = 0

    def one(drawing: Drawing) -> Rendered:
        return render(drawing, engine=engine, cache=cache, at=where.get(drawing.id))

    with ThreadPoolExecutor(max_workers=jobs or (os.cpu_count() or 1) + 1) as pool:
        waiting: list[Future[Rendered]] = [pool.submit(one, drawing) for drawing in drawings]
        results = []
        for future in waiting:
            results.append(future.result())
            done += 1
            if progress and time.monotonic() - started > _PATIENCE:
                progress(done, len(waiting))
    return tuple(results)


def _with_icons(drawing: Drawing, place: Location) -> tuple[Drawing, tuple[Finding, ...]]:
    """Return the drawing without icons that do not exist, and a finding for each of them."""
    missing = sorted(
        {node.icon for node in drawing.nodes if node.icon and not icon_file(node.icon)}
    )
    if not missing:
        return drawing, ()
    findings = []
    for icon in missing:
        near = near_icons(icon)
        findings.append(
            Finding(
                rule="icon-missing",
                severity=Severity.ERROR,
                subject=f"icon:{icon}",
                message=f'There is no icon "{icon}" in the diagrams library',
                location=place,
                mend=f"Write one of {', '.join(near)}." if near else "Leave the icon out.",
                components=tuple(node.id for node in drawing.nodes if node.icon == icon),
            )
        )
    nodes = tuple(
        replace(node, icon="") if node.icon in missing else node for node in drawing.nodes
    )
    return replace(drawing, nodes=nodes), in_order(findings)


def _failed(drawing: Drawing, place: Location, error: Exception) -> Finding:
    return Finding(
        rule="picture-failed",
        severity=Severity.ERROR,
        subject=f"picture:{drawing.id}",
        message=f"The picture of {drawing.title} could not be drawn: {error}",
        location=place,
        mend="Draw fewer things in one picture, or report the drawing together with this message.",
    )


def _said(drawing: Drawing, place: Location, words: str) -> Finding:
    return Finding(
        rule="picture-warning",
        severity=Severity.WARNING,
        subject=f"picture:{drawing.id}",
        message=f"Graphviz says of the picture of {drawing.title}: {words}",
        location=place,
    )


def _no_engine(place: Location) -> Finding:
    return Finding(
        rule="no-engine",
        severity=Severity.WARNING,
        subject="graphviz",
        message="There is no Graphviz here, so tables and Mermaid text stand in for pictures",
        location=Location(file=place.file),
        mend="Run `pip install graphviz-pure`, or install Graphviz so that `dot` is on the PATH.",
    )
