"""Telling lines that run on top of each other, which nobody can follow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from archbook.drawing.geometry import Path

__all__ = ["merged"]

_NEAR = 3.0  # lines closer than this look like one
_ALONG = 8.0  # over more than this length


def merged(paths: Sequence[Path]) -> int:
    """Return how many pairs of stretches of different lines run on top of each other.

    Args:
        paths: Ways of level and upright stretches.
    """
    level: list[tuple[float, float, float, int]] = []
    upright: list[tuple[float, float, float, int]] = []
    for line, path in enumerate(paths):
        for (x, y), (far, low) in pairwise(path):
            if abs(y - low) < 1 and abs(far - x) > _ALONG:
                level.append((y, min(x, far), max(x, far), line))
            elif abs(x - far) < 1 and abs(low - y) > _ALONG:
                upright.append((x, min(y, low), max(y, low), line))
    return _pairs(sorted(level)) + _pairs(sorted(upright))


def _pairs(stretches: Sequence[tuple[float, float, float, int]]) -> int:
    found = 0
    for place, (at, first, last, line) in enumerate(stretches):
        for index in range(place + 1, len(stretches)):
            across, begins, ends, other = stretches[index]
            if across - at >= _NEAR:
                break
            if other != line and min(last, ends) - max(first, begins) > _ALONG:
                found += 1
    return found
