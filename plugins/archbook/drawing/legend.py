"""The legend below a picture: the lines and outlines it uses, in words, then its notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from archbook.drawing.cards import LINE, SMALL, state_word
from archbook.drawing.fans import ARROW
from archbook.drawing.geometry import Box, number
from archbook.drawing.marks import MARK, mark_classes, mark_shape
from archbook.drawing.model import Line, Mark, Shape, State
from archbook.drawing.planes import Scene
from archbook.drawing.svg import line_and_head, outline, step_pills
from archbook.drawing.text import width, wrap
from archbook.source.findings import Severity

__all__ = ["write_legend"]

_LINES = {
    Line.SYNC: "asks and waits for the answer (sync)",
    Line.ASYNC: "passes events or copies on (async)",
    Line.CONTROL: "deploys, configures, observes (control)",
}
_SHAPES = {
    Shape.PERSON: "person",
    Shape.STORE: "keeps data",
    Shape.QUEUE: "topic or queue",
    Shape.WHOLE: "parts folded in",
    Shape.EXTERNAL: "run by others",
}
_MARKS = {
    (False, Severity.ERROR): "open findings, an error among them",
    (False, Severity.WARNING): "open findings, warnings at worst",
    (True, Severity.ERROR): "errors that decisions waive",
    (True, Severity.WARNING): "warnings that decisions waive",
}
_SAMPLE = 40.0
_ROW = 26.0
_n = number


def write_legend(scene: Scene, place: Box) -> tuple[str, float]:
    """Return the legend as SVG, and how high it is.

    Args:
        scene: The picture.
        place: Where it begins, and how wide it may be.
    """
    x, y = place.x, place.y + _ROW / 2
    parts = []
    for sample, words in _entries(scene):
        wide = _SAMPLE + 8 + width(words, SMALL) + 26
        if x > place.x and x + wide > place.right:
            x, y = place.x, y + _ROW
        parts.append(
            f'<g transform="translate({_n(x)} {_n(y)})">{sample}'
            f'<text class="ab-p-small" x="{_n(_SAMPLE + 8)}" y="4">{escape(words)}</text></g>'
        )
        x += wide
    bottom = y + _ROW / 2 if parts else place.y
    for note in scene.drawing.notes:
        for line in wrap(note, max(place.w, 200), SMALL):
            bottom += LINE
            parts.append(
                f'<text class="ab-p-small" x="{_n(place.x)}" y="{_n(bottom)}">{escape(line)}</text>'
            )
    inside = "".join(parts)
    return (f'<g class="ab-p-legend">{inside}</g>' if parts else ""), bottom - place.y


def _entries(scene: Scene) -> Iterator[tuple[str, str]]:
    edges = [line.edge for line in scene.lines]
    for kind, words in _LINES.items():
        if any(edge.line is kind for edge in edges):
            path, head = line_and_head(((0.0, 0.0), (_SAMPLE, 0.0)), kind)
            yield (
                f'<g class="ab-p-edge--{kind}"><path class="ab-p-line" d="{path}"/>{head}</g>',
                words,
            )
    for shape, words in _SHAPES.items():
        if any(node.shape is shape for node in scene.drawing.nodes):
            box = Box(_SAMPLE - 30, -8, 28, 16)
            yield f'<g class="ab-p-card--{shape}">{outline(shape, box)}</g>', words
    if any(edge.count > 1 for edge in edges):
        yield _word("(2)"), "stands for two relations"
    if scene.folded:
        yield _word(ARROW), "lines to so many cards of its band"
    if any(edge.steps for edge in edges) or any(node.steps for node in scene.drawing.nodes):
        yield "".join(step_pills(("1",), _SAMPLE - 22, 0)), "step of the journey"
    marks = [node.mark for node in scene.drawing.nodes]
    marks += [group.mark for group in scene.drawing.groups]
    yield from _marks(mark for mark in marks if mark)
    states = {node.state for node in scene.drawing.nodes} | {edge.state for edge in edges}
    states |= {group.state for group in scene.drawing.groups}
    for state in State:
        if state is not State.NORMAL and state in states:
            box = Box(_SAMPLE - 30, -8, 28, 16)
            yield f'<g class="ab-is-{state}">{outline(Shape.CARD, box)}</g>', state_word(state)


def _marks(marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    """Yield what the marks on the cards mean."""
    seen = {(mark.waived, mark.severity) for mark in marks}
    for (waived, severity), words in _MARKS.items():
        if (waived, severity) in seen:
            sign = Mark(severity=severity, count=1, waived=waived)
            box = Box(_SAMPLE - MARK - 6, -MARK / 2, MARK, MARK)
            yield f'<g class="{mark_classes(sign)}">{mark_shape(sign, box)}</g>', words


def _word(text: str) -> str:
    return f'<text x="{_n(_SAMPLE)}" y="4" text-anchor="end">{text}</text>'
