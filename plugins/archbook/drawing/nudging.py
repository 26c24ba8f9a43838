"""Setting lines apart.

The engine squeezes lines that share a narrow passage together, and puts them close to cards, even
where there is room beside the passage. Here every straight stretch is moved a little, away from
its neighbours and from cards, never past either, so no line changes its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from archbook.drawing.geometry import Box, Path
from archbook.drawing.stepping import step_aside

__all__ = ["Ends", "set_apart"]

_Span = tuple[float, float, float, float]  # a box: sides across a stretch, then along it
Ends = tuple[Box | None, Box | None]  # what a path begins and ends at; None for a fixed point
_APART = 12.0  # wished distance between lines
_CLEAR = 9.0  # wished distance from cards
_KEEP = 4.0  # no line comes nearer to a card that it does not end at, where it can pass at all
_CORNER = 5.0  # a line meets a card this far from its corners, if it can
_EASE = 10.0  # wished on top of these where there is room
_ROUNDS = 2
_FAR = 1e9
_MARGIN = 30.0
_ACROSS, _DOWN = 0, 1


class _Stretch:
    """One straight stretch of a path, movable across its direction between two limits."""

    __slots__ = (
        "after",
        "at",
        "axis",
        "before",
        "first",
        "fixed",
        "free",
        "high",
        "index",
        "kin",
        "last",
        "low",
        "near",
        "path",
        "reach",
        "sides",
        "still",
        "stuck",
        "walls",
    )

    def __init__(self, path: list[list[float]], index: int, axis: int) -> None:
        self.path, self.index, self.axis = path, index, axis
        self.at = path[index][axis]
        self.low, self.high = -_FAR, _FAR
        self.fixed = self.still = self.stuck = False
        self.sides: list[tuple[float, float] | None] = [None, None]  # of what it is attached to
        self.kin: list[_Stretch] = []  # those it meets at its ends
        self.near: list[_Span] = []
        self.reach = self.free = _FAR, -_FAR
        self.walls = -_FAR, _FAR
        self.first = self.last = 0.0
        # Ends touch the cards they are attached to; bends keep their distance.
        ends = (-1.0 if not index else _KEEP), (-1.0 if index == len(path) - 2 else _KEEP)
        along = 1 - axis
        turned = path[index][along] > path[index + 1][along]
        self.before, self.after = ends[::-1] if turned else ends
        self.measure()

    def measure(self) -> None:
        """Take over where the stretch begins and ends along its direction."""
        along = 1 - self.axis
        first, last = self.path[self.index][along], self.path[self.index + 1][along]
        self.first, self.last = (first, last) if first < last else (last, first)

    def between(self, spans: Sequence[_Span]) -> tuple[float, float]:
        """Return between which boxes it may move: it never gets past one, so they stay the same."""
        first, last = where = self.first - self.before, self.last + self.after
        if where != self.free:
            if first < self.reach[0] or last > self.reach[1]:
                low, high = first - _MARGIN, last + _MARGIN
                self.near = [span for span in spans if span[2] < high and span[3] > low]
                self.reach = low, high
            at = self.at
            beside = [span for span in self.near if span[2] < last and span[3] > first]
            lower = [far for _, far, _, _ in beside if far <= at + 1]
            upper = [near for near, far, _, _ in beside if near >= at - 1 and far > at + 1]
            self.walls = max(lower, default=-_FAR), min(upper, default=_FAR)
            self.free = where
        return self.walls

    def move(self, to: float) -> None:
        """Move the stretch, and with it the ends of those it meets."""
        self.at = to
        self.path[self.index][self.axis] = to
        self.path[self.index + 1][self.axis] = to
        for other in self.kin:
            other.measure()
            other.still = False

    def step(self) -> None:
        """Run clear of cards, with a step where it cannot do so from end to end."""
        low, high = self.walls[0] + _KEEP, self.walls[1] - _KEEP
        to = min(max(self.at, low), high) if low <= high else (low + high) / 2
        along, across = 1 - self.axis, self.axis
        (a, b), index = self.path[self.index : self.index + 2], self.index
        close = [span for span in self.near if span[0] - _KEEP < self.at < span[1] + _KEEP]
        ends = (a[along], a[across]), (b[along], b[across])
        points = step_aside(ends, to, self.sides, close)
        self.path[index : index + 2] = [[at, on] if along == 0 else [on, at] for at, on in points]


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
        last: _Stretch | None = None
        for index in range(len(path) - 1):
            a, b = path[index], path[index + 1]
            if abs(a[0] - b[0]) > 1 and abs(a[1] - b[1]) > 1:
                break
            axis = _ACROSS if abs(a[0] - b[0]) <= abs(a[1] - b[1]) else _DOWN
            stretch = _Stretch(path, index, axis)
            _attach(stretch, attached, len(path))
            (upright if axis == _ACROSS else level).append(stretch)
            if last:
                last.kin.append(stretch)
                stretch.kin.append(last)
            last = stretch
    across = [(box.x, box.right, box.y, box.bottom) for box in boxes]
    down = [(box.y, box.bottom, box.x, box.right) for box in boxes]
    for _ in range(_ROUNDS):
        moved = _relax(upright, across)
        moved |= _relax(level, down)
        if not moved:
            break
    stuck = [stretch for stretch in (*upright, *level) if stretch.stuck]
    for stretch in sorted(stuck, key=attrgetter("index"), reverse=True):
        stretch.step()
    return [tuple((x, y) for x, y in path) for path in points]


def _attach(stretch: _Stretch, attached: Ends, count: int) -> None:
    """Keep the outer stretches of a path on the side of the card they are attached to."""
    outer = stretch.index == 0, stretch.index == count - 2
    for end in (0, 1):
        box = attached[end]
        if not outer[end]:
            continue
        if box is None:
            stretch.fixed = True
        else:
            low, high = (box.x, box.right) if stretch.axis == _ACROSS else (box.y, box.bottom)
            stretch.low, stretch.high = max(stretch.low, low + 1), min(stretch.high, high - 1)
            stretch.sides[end] = low + 1, high - 1


def _relax(stretches: list[_Stretch], spans: Sequence[_Span]) -> bool:
    """Move every stretch a step towards a place with room on both sides; say if any moved."""
    moved = False
    stretches.sort(key=attrgetter("at"))
    for place, stretch in enumerate(stretches):
        if stretch.fixed or stretch.still:
            continue
        stretch.still = True
        least, most = stretch.between(spans)
        under, over = _neighbour(stretches, place, -1), _neighbour(stretches, place, 1)
        low = max(least + _CLEAR, stretch.low + _CORNER, under.at + _APART if under else -_FAR)
        high = min(most - _CLEAR, stretch.high - _CORNER, over.at - _APART if over else _FAR)
        # Room is a wish; to stay clear of cards, and on the side it is attached to, is not.
        least, most = max(least + _KEEP, stretch.low), min(most - _KEEP, stretch.high)
        stretch.stuck = least > most
        to = stretch.at
        if not stretch.stuck:
            to = min(max(_between(stretch.at, low, high), least), most)
        if abs(to - stretch.at) > 0.25:  # noqa: PLR2004 - a quarter of a pixel is no move
            stretch.move(to)
            moved = True
            for other in (stretch, under, over):
                if other:
                    other.still = False
    return moved


def _between(at: float, low: float, high: float) -> float:
    """Return the place nearest to `at` with room on both sides, the middle if there is none."""
    if low > high:
        return (low + high) / 2
    ease = min(_EASE, (high - low) / 3)
    return min(max(at, low + ease), high - ease)


def _neighbour(stretches: Sequence[_Stretch], place: int, step: int) -> _Stretch | None:
    """Return the next stretch of another line, of those that run close by."""
    stretch = stretches[place]
    path, first, last = stretch.path, stretch.first - 1, stretch.last + 1
    least, most = stretch.at - 2 * _APART, stretch.at + 2 * _APART
    index = place + step
    while 0 <= index < len(stretches):
        other = stretches[index]
        if not least <= other.at <= most:
            break
        if other.first < last and first < other.last and other.path is not path:
            return other
        index += step
    return None
