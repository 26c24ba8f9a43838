"""Setting lines apart.

The engine squeezes lines that share a narrow passage together, and puts them close to cards, even
where there is room beside the passage. Here every straight stretch is moved a little, away from
its neighbours and from cards, never past either, so no line changes its way.
"""

from __future__ import annotations

from collections.abc import Sequence

from archbook.drawing.geometry import Box, Path

__all__ = ["Ends", "set_apart"]

_Span = tuple[float, float, float, float]  # a box: sides across a stretch, then along it
Ends = tuple[Box | None, Box | None]  # what a path begins and ends at; None for a fixed point
_APART = 12.0  # wished distance between lines
_CLEAR = 9.0  # wished distance from cards
_CORNER = 5.0  # a line meets a card this far from its corners, if it can
_EASE = 10.0  # wished on top of these where there is room
_ROUNDS = 3
_FAR = 1e9
_MARGIN = 30.0
_ACROSS, _DOWN = 0, 1


class _Stretch:
    """One straight stretch of a path, movable across its direction between two limits."""

    __slots__ = (
        "at",
        "axis",
        "first",
        "fixed",
        "high",
        "index",
        "last",
        "low",
        "near",
        "path",
        "reach",
    )

    def __init__(self, path: list[list[float]], index: int, axis: int) -> None:
        self.path, self.index, self.axis = path, index, axis
        self.at = path[index][axis]
        self.low, self.high = -_FAR, _FAR
        self.fixed = False
        self.first = self.last = 0.0
        self.near: list[_Span] = []
        self.reach = _FAR, -_FAR
        self.measure()

    def measure(self) -> None:
        """Take over where the stretch begins and ends along its direction."""
        along = 1 - self.axis
        a, b = self.path[self.index][along], self.path[self.index + 1][along]
        self.first, self.last = min(a, b), max(a, b)

    def spans(self, spans: Sequence[_Span]) -> list[_Span]:
        """Return the boxes that lie beside it somewhere, or nearly so."""
        if self.first < self.reach[0] or self.last > self.reach[1]:
            low, high = self.first - _MARGIN, self.last + _MARGIN
            self.near = [span for span in spans if span[2] < high and span[3] > low]
            self.reach = low, high
        return self.near

    def move(self, to: float) -> None:
        """Move the stretch, and with it the ends of its neighbours."""
        self.at = to
        self.path[self.index][self.axis] = to
        self.path[self.index + 1][self.axis] = to


def set_apart(paths: Sequence[Path], ends: Sequence[Ends], boxes: Sequence[Box]) -> list[Path]:
    """Return the paths with their stretches set apart.

    Args:
        paths: Ways of level and upright stretches; others are returned as they are.
        ends: What each path is attached to.
        boxes: What no stretch may come near.
    """
    points = [[list(point) for point in path] for path in paths]
    upright: list[_Stretch] = []
    level: list[_Stretch] = []
    for path, attached in zip(points, ends, strict=True):
        for index in range(len(path) - 1):
            a, b = path[index], path[index + 1]
            if abs(a[0] - b[0]) > 1 and abs(a[1] - b[1]) > 1:
                break
            axis = _ACROSS if abs(a[0] - b[0]) <= abs(a[1] - b[1]) else _DOWN
            stretch = _Stretch(path, index, axis)
            _attach(stretch, attached, len(path))
            (upright if axis == _ACROSS else level).append(stretch)
    across = [(box.x, box.right, box.y, box.bottom) for box in boxes]
    down = [(box.y, box.bottom, box.x, box.right) for box in boxes]
    for _ in range(_ROUNDS):
        moved = _relax(upright, _ACROSS, across)
        moved |= _relax(level, _DOWN, down)
        if not moved:
            break
    return [tuple((x, y) for x, y in path) for path in points]


def _attach(stretch: _Stretch, attached: Ends, count: int) -> None:
    """Keep the outer stretches of a path on the side of the card they are attached to."""
    for outer, box in (
        (stretch.index == 0, attached[0]),
        (stretch.index == count - 2, attached[1]),
    ):
        if not outer:
            continue
        if box is None:
            stretch.fixed = True
        else:
            side = (box.x, box.right) if stretch.axis == _ACROSS else (box.y, box.bottom)
            stretch.low = max(stretch.low, side[0] + 1)
            stretch.high = min(stretch.high, side[1] - 1)


def _relax(stretches: list[_Stretch], axis: int, spans: Sequence[_Span]) -> bool:
    """Move every stretch a step towards a place with room on both sides; say if any moved."""
    moved = False
    for stretch in stretches:
        stretch.measure()
        stretch.at = stretch.path[stretch.index][axis]
    stretches.sort(key=lambda stretch: stretch.at)
    for place, stretch in enumerate(stretches):
        if stretch.fixed:
            continue
        least, most = _walls(stretch, stretch.spans(spans))
        low = max(
            least + _CLEAR,
            stretch.low + _CORNER,
            _neighbour(stretches, place, -1, none=-_FAR) + _APART,
        )
        high = min(
            most - _CLEAR,
            stretch.high - _CORNER,
            _neighbour(stretches, place, 1, none=_FAR) - _APART,
        )
        # Room is a wish; to stay clear of cards, and on the side it is attached to, is not.
        least, most = max(least + 1, stretch.low), min(most - 1, stretch.high)
        to = min(max(_between(stretch.at, low, high), least), most) if least <= most else stretch.at
        if abs(to - stretch.at) > 0.25:  # noqa: PLR2004 - a quarter of a pixel is no move
            stretch.move(to)
            moved = True
    return moved


def _between(at: float, low: float, high: float) -> float:
    """Return the place nearest to `at` with room on both sides, the middle if there is none."""
    if low > high:
        return (low + high) / 2
    ease = min(_EASE, (high - low) / 3)
    return min(max(at, low + ease), high - ease)


def _neighbour(stretches: Sequence[_Stretch], place: int, step: int, *, none: float) -> float:
    """Return where the next stretch of another line runs, of those that begin close by."""
    stretch = stretches[place]
    path, at, first, last = stretch.path, stretch.at, stretch.first - 1, stretch.last + 1
    index = place + step
    while 0 <= index < len(stretches):
        other = stretches[index]
        if abs(other.at - at) > 2 * _APART:
            break
        if other.first < last and first < other.last and other.path is not path:
            return other.at
        index += step
    return none


def _walls(stretch: _Stretch, spans: Sequence[_Span]) -> tuple[float, float]:
    """Return between which boxes a stretch may move."""
    low, high = -_FAR, _FAR
    at, first, last = stretch.at, stretch.first + 1, stretch.last - 1
    for near, far, start, end in spans:
        if start >= last or end <= first:
            continue
        if far <= at + 1:
            low = max(low, far)
        elif near >= at - 1:
            high = min(high, near)
    return low, high
