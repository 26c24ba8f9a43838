"""Steps in lines that would else graze a card on their way to the one they end at.

A line that leaves a card close to its corner may have another card right beside its way: it cannot
slide away from that one, for its own card does not reach so far. So it makes a step between both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archbook.drawing.geometry import Point

__all__ = ["step_aside"]

_Span = tuple[float, float, float, float]  # a box: sides across a stretch, then along it
_MOST = 24.0  # as far from its card a step stands at most


def step_aside(
    ends: tuple[Point, Point],
    to: float,
    sides: Sequence[tuple[float, float] | None],
    cards: Iterable[_Span],
) -> list[Point]:
    """Return a stretch moved aside, with steps where it ends at cards that it would then miss.

    Args:
        ends: Where it begins and ends, each as a place along it and one across it.
        to: Where it is to run, across.
        sides: What each end can slide along without leaving its card, None for a bend.
        cards: What is in the way.
    """
    near = list(cards)
    points: list[list[Point]] = [[], []]
    for place, ((start, at), side) in enumerate(zip(ends, sides, strict=True)):
        if side is None or side[0] <= to <= side[1]:
            points[place] = [(start, to)]
            continue
        other = ends[1 - place][0]
        way = 1.0 if other > start else -1.0
        gaps = [(low if way > 0 else -high) - way * start for _, _, low, high in near]
        room = min([gap for gap in gaps if gap > 0], default=_MOST)
        turn = start + way * min(room, abs(other - start), _MOST) / 2
        on = min(max(at, side[0]), side[1])
        points[place] = [(start, on), (turn, on), (turn, to)]
    return [*points[0], *reversed(points[1])]
