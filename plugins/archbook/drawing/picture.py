"""From a drawing to a picture: placing, routing, words, legend."""

from __future__ import annotations

from html import escape
from operator import attrgetter
from typing import NamedTuple

from archbook.drawing.engine import Engine
from archbook.drawing.finish import Picture
from archbook.drawing.geometry import Box, around, number
from archbook.drawing.labels import Label, collisions, fit_labels, place_labels
from archbook.drawing.legend import write_legend
from archbook.drawing.merging import merged
from archbook.drawing.model import Drawing
from archbook.drawing.planes import Scene, compose, sketch
from archbook.drawing.routing import Route, route
from archbook.drawing.svg import write_body
from archbook.drawing.text import clean, wrap

__all__ = ["DRAWING_VERSION", "draw", "lay_out"]

# Part of the cache's keys: raise it with every change of what pictures look like.
DRAWING_VERSION = "10"
_MARGIN = 16.0
_LEAST = 480.0
_ROOMS = (0.0, 6.0, 14.0, 26.0)
_WORDS_ONLY = 44.0  # where words find no room else
_ROOM_PRICE = 0.25  # in pairs of lines on top of each other
_TANGLE = 16.0  # with more of them a little more room is no help


def draw(drawing: Drawing, engine: Engine) -> Picture:
    """Lay a drawing out and write it.

    Args:
        drawing: What to draw.
        engine: Graphviz.

    Raises:
        EngineError: Graphviz could not place the cards.
    """
    scene, routes, labels, warnings = lay_out(drawing, engine)
    drawn = around(
        [*scene.areas.values(), *(label.box for label in labels)]
        + [Box(x, y, 0, 0).grown(8) for each in routes for x, y in each.path]
    )
    wide = max(drawn.w, _LEAST)
    legend, high = write_legend(scene, Box(drawn.x, drawn.bottom + 14, wide, 0))
    body = write_body(scene, routes, labels) + legend
    head, head_h = _head(drawing, drawn.x, drawn.y, wide)
    return Picture(
        id=drawing.id,
        title=clean(drawing.title),
        description=clean(drawing.description),
        kind=drawing.kind,
        body=body,
        x=drawn.x - _MARGIN,
        y=drawn.y - _MARGIN,
        w=wide + 2 * _MARGIN,
        h=drawn.h + 14 + high + 2 * _MARGIN,
        head=head,
        head_h=head_h,
        icons=tuple(sorted({node.icon for node in drawing.nodes if node.icon})),
        warnings=warnings,
    )


class _Laid(NamedTuple):
    """A layout without words, and what speaks against it."""

    price: float
    room: float
    scene: Scene
    routes: tuple[Route, ...]
    warnings: tuple[str, ...]


def lay_out(
    drawing: Drawing, engine: Engine
) -> tuple[Scene, tuple[Route, ...], tuple[Label, ...], tuple[str, ...]]:
    """Place cards, lines and words, with more room between cards where lines or words need it.

    Lines that run on top of each other and words without a place are what more room is for. It
    has its price, for large pictures are shown small.

    Args:
        drawing: What to draw.
        engine: Graphviz.

    Returns:
        The scene, the ways of its lines, their words, and what the engine had to say.

    Raises:
        EngineError: Graphviz could not place the cards.
    """
    known = sketch(drawing)
    waiting: list[_Laid] = []
    failed: list[_Laid] = []
    for room in (*_ROOMS, _WORDS_ONLY):
        waiting.sort(key=attrgetter("price", "room"))
        while waiting and (waiting[0].price <= room * _ROOM_PRICE or room == _WORDS_ONLY):
            laid = waiting.pop(0)
            labels = fit_labels(laid.scene, laid.routes)
            if labels is not None and not collisions(laid.scene, labels):
                return laid.scene, laid.routes, labels, laid.warnings
            failed.append(laid)
        if waiting and waiting[0].price > _TANGLE and room < _ROOMS[-1]:
            continue
        scene = compose(known, engine, room=room)
        routes, warnings = route(scene, engine)
        price = room * _ROOM_PRICE + merged([each.path for each in routes])
        waiting.append(_Laid(price, room, scene, routes, warnings))
    best = min([*failed, *waiting], key=_crowd)
    labels = place_labels(best.scene, best.routes, apart=True)
    return best.scene, best.routes, labels, best.warnings


def _crowd(laid: _Laid) -> tuple[int, float]:
    """Return how many words find no room in a layout, and how large it is."""
    return collisions(laid.scene, place_labels(laid.scene, laid.routes)), laid.room


def _head(drawing: Drawing, x: float, y: float, wide: float) -> tuple[str, float]:
    """Return title and description as SVG above the picture, and how high that is."""
    lines = [("title", line, 26.0) for line in wrap(drawing.title, wide, 20, bold=True)]
    lines += [("about", line, 18.0) for line in wrap(drawing.description, wide, 13)]
    high = sum(line[2] for line in lines) + 14
    at = y - _MARGIN - high + 14 + 6
    parts = []
    for name, line, step in lines:
        at += step
        parts.append(
            f'<text class="ab-p-{name}" x="{number(x)}" y="{number(at - 6)}">{escape(line)}</text>'
        )
    return "".join(parts), high
