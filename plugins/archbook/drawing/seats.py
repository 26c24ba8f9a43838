"""Where words may stand beside a line, and what each place would cover.

Places lie in rows: along one stretch of a line, at one distance from it. Of what lies near, only
that at the height of a row matters to it, and there it is an interval which words must not begin
in. So a row's places are compared by numbers alone, and rows that cannot be better are not tried.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from math import ceil
from operator import itemgetter
from typing import NamedTuple

from archbook.drawing.geometry import Box, Path

__all__ = ["PACE", "Clutter", "Covered", "Form", "Seat", "best_seat", "covered"]

PACE = 14.0  # distance between places that are tried along a line
_STEP = 4.0  # price of every pace off the middle of a stretch
_LAST_STEP = 20  # from as many paces on the price stays the same
_SHIFT = 4.0  # where a line runs close to a card, its words stand on it off its middle
_ASIDE = 3.0  # as far off their line words stand at most
_SHORT = 22.0  # a stretch is as much longer than its words where they stand well
_BLOCKED = 1e6  # what costs more covers what must not be covered
_FAR = 1e9
_SLANT = 1.0  # what goes aside by less is straight
_LEVEL, _UPRIGHT = True, False


class Covered(NamedTuple):
    """Something in the picture that words had better not cover.

    Attributes:
        left: Its left side.
        top: Its upper side.
        right: Its right side.
        bottom: Its lower side.
        price: What it costs to cover it.
        line: The line it is a part of, or -1.
    """

    left: float
    top: float
    right: float
    bottom: float
    price: float
    line: int


class Form(NamedTuple):
    """The words of a line in one wrapping.

    Attributes:
        lines: The words.
        wide: How wide they are.
        high: How high they are.
        price: What it costs to wrap them so.
    """

    lines: tuple[str, ...]
    wide: float
    high: float
    price: float


class Seat(NamedTuple):
    """A place for words.

    Attributes:
        price: What it costs.
        form: The words as they are wrapped there.
        left: Left side.
        top: Upper side.
    """

    price: float
    form: Form
    left: float
    top: float


def covered(box: Box, price: float, line: int = -1) -> Covered:
    """Return a box as something not to cover."""
    return Covered(box.x, box.y, box.x + box.w, box.y + box.h, price, line)


class Clutter:
    """What words may cover in a picture, found by where it lies.

    Almost everything is low (cards, titles, level lines) or narrow (upright lines), so one side
    of a part of the picture decides which of it can lie in there.
    """

    __slots__ = ("_high", "_lefts", "_low", "_narrow", "_tops", "_wide")

    def __init__(self, things: Iterable[Covered]) -> None:
        low: list[Covered] = []
        narrow: list[Covered] = []
        for each in things:
            (narrow if each[2] - each[0] < each[3] - each[1] else low).append(each)
        self._low = sorted(low, key=itemgetter(1))
        self._narrow = sorted(narrow)
        self._tops = [each[1] for each in self._low]
        self._lefts = [each[0] for each in self._narrow]
        self._high = max((each[3] - each[1] for each in low), default=0.0)
        self._wide = max((each[2] - each[0] for each in narrow), default=0.0)

    def near(self, path: Path, margin: float, more: Iterable[Covered], line: int) -> list[Covered]:
        """Return what lies near a line, its own parts left out.

        Args:
            path: The line's way.
            margin: How near.
            more: What else there is.
            line: The line.
        """
        across, down = [x for x, _ in path], [y for _, y in path]
        left, right = min(across) - margin, max(across) + margin
        top, bottom = min(down) - margin, max(down) + margin
        first, last = bisect(self._tops, top - self._high), bisect(self._tops, bottom)
        begin, end = bisect(self._lefts, left - self._wide), bisect(self._lefts, right)
        return [
            each
            for each in chain(self._low[first:last], self._narrow[begin:end], more)
            if each[1] < bottom
            and each[3] > top
            and each[0] < right
            and each[2] > left
            and each[5] != line
        ]


def best_seat(path: Path, forms: Sequence[Form], things: Sequence[Covered]) -> Seat:
    """Return the place along a line that costs least.

    Args:
        path: The line's way.
        forms: Its words, in one or several wrappings.
        things: What lies near.
    """
    stretches = tuple(_stretches(path))
    search = _Search([(each, form) for form in forms for each in stretches], things)
    seat = search.best(_rows, Seat(_FAR, forms[0], *path[0]))
    return search.best(_shifted, seat) if seat.price >= _BLOCKED else seat


class _Stretch(NamedTuple):
    """A straight part of a line."""

    level: bool  # or else upright
    middle: float  # along its direction
    half: float  # of its length
    across: float  # where it runs
    price: float  # of standing at it
    room: float  # how much it has for words


def _stretches(path: Path) -> Iterator[_Stretch]:
    """Yield the straight parts of a line; one that is at a slant point by point."""
    for price, (a, b) in enumerate(pairwise(path)):
        across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
        x, y, room = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, across + down
        if down < _SLANT:
            yield _Stretch(_LEVEL, x, across / 2, a[1], price, room)
        elif across < _SLANT:
            yield _Stretch(_UPRIGHT, y, down / 2, a[0], price, room)
        else:
            count = _paces(room)
            for place in range(-count, count + 1):
                share, off = place / count / 2, min(2 * abs(place), _LAST_STEP) * _STEP
                dx, dy = (b[0] - a[0]) * share, (b[1] - a[1]) * share
                yield _Stretch(_UPRIGHT, y + dy, 0.0, x + dx, price + off, room)


_Span = tuple[float, float, float, float, float]
"""What lies beside a stretch: words that begin between the first two (distances from where they
begin in the middle) cover it, at a price, if across the stretch they meet the last two."""


_Pair = tuple[_Stretch, Form]


def _base(stretch: _Stretch, form: Form) -> float:
    """Return what it costs to stand at the middle of a stretch."""
    size = form.wide if stretch.level else form.high
    return form.price + stretch.price + max(0.0, size + _SHORT - stretch.room) * 3


def _rows(stretch: _Stretch, form: Form) -> tuple[tuple[float, float], ...]:
    """Return rows of places: prices, and where the words begin across the stretch."""
    base, at, wide, high = _base(stretch, form), stretch.across, form.wide, form.high
    if stretch.level:
        return (base, at - high - 1), (base + 6, at + 2), (base + 20, at - high / 2)
    return (base, at + 3), (base + 5, at - wide - 3), (base + 12, at - wide / 2)


def _shifted(stretch: _Stretch, form: Form) -> tuple[tuple[float, float], ...]:
    """Return rows on the stretch a little off its middle."""
    if not stretch.level:
        return ()
    price, middle = _base(stretch, form) + 26, stretch.across - form.high / 2
    return (price, middle - _SHIFT), (price, middle + _SHIFT)


class _Search:
    """The search for the best place among some things that words may cover."""

    def __init__(self, pairs: Sequence[_Pair], things: Sequence[Covered]) -> None:
        self._pairs, self._things = pairs, things
        self._sides: dict[int, _Side] = {}

    def best(
        self,
        rows: Callable[[_Stretch, Form], tuple[tuple[float, float], ...]],
        seat: Seat,
    ) -> Seat:
        """Return the place in some rows that costs less than a seat, or that seat."""
        order = sorted(
            [
                (price, at, aside)
                for at, pair in enumerate(self._pairs)
                for price, aside in rows(*pair)
            ]
        )
        for base, at, aside in order:
            if base >= seat.price:
                break
            stretch, form = self._pairs[at]
            side = self._sides.get(at)
            if side is None:
                side = self._sides[at] = _side(stretch, form, self._things)
            price, place = side.best(base, aside, seat.price)
            if price < seat.price:
                along = stretch.middle + place
                corner = along - form.wide / 2, aside
                if not stretch.level:
                    corner = aside, along - form.high / 2
                seat = Seat(price, form, *corner)
        return seat


class _Side(NamedTuple):
    """What words of a form might cover beside a stretch."""

    thick: float  # how much room they need across the stretch
    half: float  # of the length of the stretch
    whole: Sequence[_Span]  # all along the stretch
    behind: Sequence[_Span]  # on one side of its middle
    before: Sequence[_Span]  # on the other side, mirrored

    def best(self, base: float, aside: float, least: float) -> tuple[float, float]:
        """Return the price of the best place of a row, and the place, if it costs less."""
        last = aside + self.thick
        for _, _, more, first, end in self.whole:
            if first < last and aside < end:
                base += more
        if base >= least:
            return _FAR, 0.0
        behind = [span for span in self.behind if span[3] < last and aside < span[4]]
        before = [span for span in self.before if span[3] < last and aside < span[4]]
        price, place = _outwards(behind, base, least, self.half)
        other, back = _outwards(before, base, min(price, least), self.half)
        return (other, -back) if other < price else (price, place)


def _side(stretch: _Stretch, form: Form, things: Iterable[Covered]) -> _Side:
    """Return what words of a form might cover beside a stretch."""
    level, middle, half, at, _, _ = stretch
    size, thick = (form.wide, form.high) if level else (form.high, form.wide)
    first, least, most = middle - size / 2, at - thick - _ASIDE, at + thick + _ASIDE
    low, high = first - half, first + half
    whole: list[_Span] = []
    behind: list[_Span] = []
    before: list[_Span] = []
    near = (
        [each for each in things if each[1] < most and each[3] > least]
        if level
        else [
            (top, left, bottom, right, more, line)
            for left, top, right, bottom, more, line in things
            if left < most and right > least
        ]
    )
    for left, top, right, bottom, more, _ in near:
        start = left - size
        if start < high and right > low:
            if start < low and high < right:
                whole.append((start, right, more, top, bottom))
                continue
            if right > first:
                behind.append((start - first, right - first, more, top, bottom))
            if start < first:
                before.append((first - right, first - start, more, top, bottom))
    return _Side(thick, half, whole, behind, before)


def _outwards(
    spans: Sequence[_Span], base: float, least: float, half: float
) -> tuple[float, float]:
    """Return the best place from the middle of a row to one side: its price and its distance.

    Prices fall only behind something that is covered, so places up to there are left out.
    """
    found, best, place, count = _FAR, 0.0, 0, _paces(2 * half)
    while place <= count:
        at = half * place / count
        price = base + min(2 * place, _LAST_STEP) * _STEP
        if price >= least:
            break
        over = [(span[1], span[2]) for span in spans if span[0] < at < span[1]]
        for _, more in over:
            price += more
        if price < least:
            found, best, least = price, at, price
        if not over:
            break
        over.sort()
        end = 0.0
        for end, more in over:  # noqa: B007 - up to where the price is low enough
            price -= more
            if price < least:
                break
        place = max(place + 1, ceil(end * count / half)) if half else count + 1
    return found, best


def _paces(length: float) -> int:
    """Return how many places are tried on either side of the middle of a stretch."""
    return max(3, int(length / 2 / PACE))
