"""Boxes and polylines, in pixels from the upper left corner, y downwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Box", "Path", "Point", "around", "number", "tidy"]

Point = tuple[float, float]
Path = tuple[Point, ...]


class Box(NamedTuple):
    """A rectangle; a tuple, for thousands are made of it for each picture.

    Attributes:
        x: Left side.
        y: Upper side.
        w: Width.
        h: Height.
    """

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower side."""
        return self.y + self.h

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.w / 2, self.y + self.h / 2

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box shifted."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, by: float) -> Box:
        """Return the box with a margin on every side."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def holds(self, other: Box) -> bool:
        """Say whether another box lies inside this one."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        """Say whether the two boxes share more than a border."""
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )

    def overlap(self, other: Box) -> float:
        """Return the area the two boxes share."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across * down if across > 0 and down > 0 else 0.0


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all the boxes, an empty one for none."""
    found = tuple(boxes)
    if not found:
        return Box(0, 0, 0, 0)
    left, top = min(box.x for box in found), min(box.y for box in found)
    right, bottom = max(box.right for box in found), max(box.bottom for box in found)
    return Box(left, top, right - left, bottom - top)


def tidy(points: Sequence[Point]) -> Path:
    """Return a polyline without repeated points and without points inside a straight stretch."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < 0.5 and abs(point[1] - kept[-1][1]) < 0.5:  # noqa: PLR2004 - half a pixel
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _straight(a: Point, b: Point, c: Point) -> bool:
    half = 0.5
    return (abs(a[0] - b[0]) < half and abs(b[0] - c[0]) < half) or (
        abs(a[1] - b[1]) < half and abs(b[1] - c[1]) < half
    )


def number(value: float) -> str:
    """Return a coordinate with at most one decimal, `-0` and trailing zeros left out."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text
