"""Words beside lines: each where it covers no card, no title, no other words and few lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archbook.drawing.bundles import Bundle
from archbook.drawing.cards import LINE, SMALL, state_word
from archbook.drawing.geometry import Box, Path
from archbook.drawing.model import Area, State
from archbook.drawing.planes import Scene
from archbook.drawing.routing import Route, captions, titles
from archbook.drawing.text import width, wrap

__all__ = ["Label", "label_words", "place_labels"]

_WIDE = 116.0
STEP = 18.0  # diameter of a step's number
_HARD = 1e6  # price of covering a card or words
_SOFT = 400.0  # price of covering another line
_ELSEWHERE = 150.0  # price of words of a line between the bands that stand inside a band
_FRACTIONS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words with a place.

    Attributes:
        lines: The words.
        steps: Numbers in circles before them.
        box: Where they stand.
        route: Index of the line they belong to.
    """

    lines: tuple[str, ...]
    steps: tuple[int, ...]
    box: Box
    route: int


def label_words(bundle: Bundle, wide: float = _WIDE) -> tuple[str, ...]:
    """Return the words of a line, wrapped: its label and count, what its loss does, its state."""
    edge = bundle.edge
    words = edge.label
    if edge.count > 1:
        words = f"{words} \N{MULTIPLICATION SIGN}\N{NO-BREAK SPACE}{edge.count}".strip()
    lines = list(wrap(words, wide, SMALL))
    if edge.mark:
        lines += wrap(f"if lost: {edge.mark}", wide, SMALL)
    if edge.state is not State.NORMAL:
        lines += wrap(state_word(edge.state), wide, SMALL)
    return tuple(lines)


def place_labels(scene: Scene, routes: Sequence[Route]) -> tuple[Label, ...]:
    """Find a place for the words of every line, those with least room first."""
    blocked = [box.grown(3) for box in scene.nodes.values()]
    blocked += [box.grown(2) for box in titles(scene).values()]
    blocked += [box.grown(2) for _, box in captions(scene).values()]
    segments = [_segments(each.path) for each in routes]
    borders = [strip for box in (*scene.frames.values(), *scene.areas.values()) for strip in _outline(box)]
    order = sorted(range(len(routes)), key=lambda index: (_length(routes[index].path), index))
    found: dict[int, Label] = {}
    for index in order:
        words = label_words(routes[index].bundle)
        steps = routes[index].bundle.edge.steps
        if not words and not steps:
            continue
        wide = max((width(line, SMALL) for line in words), default=0) + 6
        wide += len(steps) * (STEP + 2)
        high = max(len(words) * (LINE - 2), STEP if steps else 0) + 2
        others = [strip for at, strips in enumerate(segments) if at != index for strip in strips]
        home = _corridor(scene, routes[index].bundle)
        best = min(
            _candidates(routes[index].path, wide, high),
            key=lambda choice: (
                choice[1]
                + _price(choice[0], blocked, others, borders)
                + (_ELSEWHERE if home and not home.holds(choice[0]) else 0)
            ),
        )[0]
        found[index] = Label(lines=words, steps=steps, box=best, route=index)
        blocked.append(best.grown(2))
    return tuple(found[index] for index in sorted(found))


def _corridor(scene: Scene, bundle: Bundle) -> Box | None:
    """Return the strip between the bands, for a line that crosses it."""
    if not {Area.CONTROL, Area.DATA} <= scene.areas.keys():
        return None
    control, data = scene.areas[Area.CONTROL], scene.areas[Area.DATA]
    middles = [scene.box(end).middle[1] for end in (bundle.edge.source, bundle.edge.target)]
    if min(middles) > control.bottom or max(middles) < data.y:
        return None
    return Box(control.x, control.bottom, control.w, data.y - control.bottom)


def _price(
    box: Box, blocked: Sequence[Box], lines: Sequence[Box], borders: Sequence[Box]
) -> float:
    """Return how bad a place is."""
    price = 0.0
    for other in blocked:
        if shared := box.overlap(other):
            price += _HARD + shared
    price += _SOFT * sum(1 for strip in lines if box.overlap(strip))
    price += _SOFT / 4 * sum(1 for strip in borders if box.overlap(strip))
    return price


def _candidates(path: Path, wide: float, high: float) -> Iterator[tuple[Box, float]]:
    """Yield places for words along a path with a price for each, the natural ones cheap."""
    pairs = list(zip(path, path[1:], strict=False))
    for place, (a, b) in enumerate(pairs):
        level = abs(a[1] - b[1]) < 1
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        short = max(0.0, (wide if level else high) + 22 - length) * 3
        for rank, fraction in enumerate(_FRACTIONS):
            x, y = a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction
            base = short + rank * 4 + place
            if level:
                yield Box(x - wide / 2, y - high - 1, wide, high), base
                yield Box(x - wide / 2, y + 2, wide, high), base + 6
                yield Box(x - wide / 2, y - high / 2, wide, high), base + 20
            else:
                yield Box(x + 3, y - high / 2, wide, high), base
                yield Box(x - wide - 3, y - high / 2, wide, high), base + 5
                yield Box(x - wide / 2, y - high / 2, wide, high), base + 12


def _length(path: Path) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in zip(path, path[1:], strict=False))


def _segments(path: Path) -> list[Box]:
    """Return a line's stretches as thin boxes."""
    return [
        Box(min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, abs(a[0] - b[0]) + 2, abs(a[1] - b[1]) + 2)
        for a, b in zip(path, path[1:], strict=False)
    ]


def _outline(box: Box) -> list[Box]:
    return [
        Box(box.x, box.y - 1, box.w, 2),
        Box(box.x, box.bottom - 1, box.w, 2),
        Box(box.x - 1, box.y, 2, box.h),
        Box(box.right - 1, box.y, 2, box.h),
    ]
