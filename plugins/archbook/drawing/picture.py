"""From a drawing to a picture: placing, routing, words, legend."""

from __future__ import annotations

from html import escape

from archbook.drawing.engine import Engine
from archbook.drawing.finish import Picture
from archbook.drawing.geometry import Box, around, number
from archbook.drawing.labels import Label, collisions, fit_labels, place_labels
from archbook.drawing.legend import write_legend
from archbook.drawing.model import Drawing
from archbook.drawing.planes import Scene, compose
from archbook.drawing.routing import Route, route
from archbook.drawing.svg import write_body
from archbook.drawing.text import clean, wrap

__all__ = ["DRAWING_VERSION", "draw", "lay_out"]

# Part of the cache's keys: raise it with every change of what pictures look like.
DRAWING_VERSION = "9"
_MARGIN = 16.0
_LEAST = 480.0
_ROOMS = (0.0, 6.0, 14.0, 26.0, 44.0)


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


def lay_out(
    drawing: Drawing, engine: Engine
) -> tuple[Scene, tuple[Route, ...], tuple[Label, ...], tuple[str, ...]]:
    """Place cards, lines and words, with more room between cards until no words collide.

    Args:
        drawing: What to draw.
        engine: Graphviz.

    Returns:
        The scene, the ways of its lines, their words, and what the engine had to say.

    Raises:
        EngineError: Graphviz could not place the cards.
    """
    tries = []
    for room in _ROOMS:
        scene = compose(drawing, engine, room=room)
        routes, warnings = route(scene, engine)
        labels = fit_labels(scene, routes)
        if labels is not None and not collisions(scene, labels):
            return scene, routes, labels, warnings
        tries.append((scene, routes, warnings))
    scene, routes, warnings = min(
        tries, key=lambda each: collisions(each[0], place_labels(each[0], each[1]))
    )
    return scene, routes, place_labels(scene, routes, apart=True), warnings


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
