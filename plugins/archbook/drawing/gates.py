"""Where lines meet frames.

A line to a frame ends at a gate: a point just outside of the frame's border, from which a short
straight stretch leads to the border. Lines from above or below come straight down where they can,
spaced so that there is room for words beside each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archbook.drawing.bundles import BAND
from archbook.drawing.contents import CAPTIONS, FRAME_SIDE, title_widths
from archbook.drawing.geometry import Box, Point
from archbook.drawing.model import Area
from archbook.drawing.planes import Scene
from archbook.drawing.text import clean, width

__all__ = ["Gate", "captions", "find_gates", "titles"]

_REACH = 14.0  # from a gate to its border
_PITCH = 112.0  # between gates on an upper or lower border: room for words beside each line


def titles(scene: Scene) -> dict[tuple[Area, str], Box]:
    """Return the boxes of the words in the frames' corners."""
    wide = title_widths(scene.drawing)
    return {
        key: Box(box.x + FRAME_SIDE, box.y + 6, wide[key[1]], 18)
        for key, box in scene.frames.items()
    }


def captions(scene: Scene) -> dict[Area, tuple[str, Box]]:
    """Return the caption of each area and the box of its words."""
    told = CAPTIONS | {area: clean(text) for area, text in scene.drawing.areas}
    return {
        area: (told[area], Box(box.x + 16, box.y + 8, width(told[area], 14, bold=True) + 4, 20))
        for area, box in scene.areas.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A point outside of a frame, and the point on its border that belongs to it."""

    outside: Point
    border: Point


def find_gates(scene: Scene, cards: Mapping[str, int]) -> dict[tuple[int, bool], Gate]:
    """Return a gate for every end of a line that is a frame.

    Args:
        scene: Where everything stands.
        cards: The ends that are cards.

    Returns:
        The gates by the line's place in the scene, and whether it is the line's last end.
    """
    gates: dict[tuple[int, bool], Gate] = {}
    rows: dict[tuple[str, bool], list[tuple[float, int, bool]]] = {}
    for index, line in enumerate(scene.lines):
        for last in (False, True):
            end, other = line.edge.source, line.edge.target
            if last:
                end, other = other, end
            if end in cards:
                continue
            box, towards = scene.box(end), scene.box(other)
            if towards.bottom <= box.y or towards.y >= box.bottom:
                above = towards.bottom <= box.y
                rows.setdefault((end, above), []).append((_drop(scene, other), index, last))
            else:
                gates[index, last] = _beside(box, towards)
    words = [*titles(scene).values(), *(place for _, place in captions(scene).values())]
    for (end, above), wishes in rows.items():
        box = scene.box(end)
        y = box.y if above else box.bottom
        out = y - _REACH if above else y + _REACH
        places = _apart([wish[0] for wish in sorted(wishes)], box.x + 24, box.right - 30)
        places = [_clear(x, out, words, box) for x in places]
        for (_, index, last), x in zip(sorted(wishes), places, strict=True):
            gates[index, last] = Gate(outside=(x, out), border=(x, y))
    return gates


def _clear(x: float, y: float, words: Sequence[Box], box: Box) -> float:
    """Return a place for a gate at or behind `x` that is not under a frame's title."""
    door = Box(x - 6, y - _REACH, 12, 2 * _REACH)
    for title in words:
        if door.meets(title) and title.right + 10 < box.right:
            return title.right + 10
    return x


def _beside(box: Box, towards: Box) -> Gate:
    """Return a gate in the left or right border, at the height of the other end."""
    y = min(max(towards.middle[1], box.y + 40), box.bottom - 10)
    if towards.middle[0] < box.middle[0]:
        return Gate(outside=(box.x - _REACH, y), border=(box.x, y))
    return Gate(outside=(box.right + _REACH, y), border=(box.right, y))


def _drop(scene: Scene, end: str) -> float:
    """Return where a line downwards from a card would like to run: straight, or beside cards."""
    box = scene.box(end)
    middle = box.middle[0]
    if end == BAND:
        return middle
    area = next((each for each, home in scene.homes.items() if end in home), Area.DATA)
    below = [
        other
        for name, other in scene.nodes.items()
        if name in scene.homes.get(area, {})
        and other.y >= box.bottom
        and other.x < middle < other.right
    ]
    return max(other.right for other in below) + _REACH if below else middle


def _apart(wishes: Sequence[float], first: float, last: float) -> list[float]:
    """Return sorted places near the wishes, a pitch apart where there is room for it."""
    if not wishes:
        return []
    pitch = min(_PITCH, (last - first) / max(len(wishes) - 1, 1)) if last > first else 0
    places: list[float] = []
    for wish in wishes:
        at = min(max(wish, first), last)
        places.append(max(at, places[-1] + pitch) if places else at)
    for index in range(len(places) - 1, -1, -1):
        limit = last if index == len(places) - 1 else places[index + 1] - pitch
        places[index] = min(places[index], limit)
    return places
