"""Words beside lines: each where it covers no card, no title, no other words and few lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archbook.drawing.bundles import Bundle
from archbook.drawing.cards import LINE, SMALL, STEP, state_word, step_width
from archbook.drawing.gates import captions, titles
from archbook.drawing.geometry import Box, Path
from archbook.drawing.model import Area, Edge
from archbook.drawing.planes import Scene
from archbook.drawing.routing import Route
from archbook.drawing.text import clean, width, wrap

__all__ = ["Label", "label_words", "place_labels", "words_of"]

_WIDTHS = (116.0, 72.0, 180.0)
_REWRAP = 25.0  # price of words wrapped otherwise
_HARD = 1e6  # price of covering a card or words
_SOFT = 400.0  # price of covering another line
_ELSEWHERE = 150.0  # price of words of a line between the bands that stand inside a band
_FRACTIONS = (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9)


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
    steps: tuple[str, ...]
    box: Box
    route: int


def words_of(edge: Edge) -> list[str]:
    """Return what is said beside a line: label and count, what its loss does, its state."""
    words = edge.label
    if edge.count > 1:
        words = f"{words} ({edge.count})".strip()
    lost = f"if lost: {edge.mark}" if edge.mark else ""
    return [text for text in map(clean, (words, lost, state_word(edge.state))) if text]


def label_words(edge: Edge, wide: float) -> tuple[str, ...]:
    """Return the words of a line, wrapped."""
    return tuple(line for text in words_of(edge) for line in wrap(text, wide, SMALL))


def place_labels(scene: Scene, routes: Sequence[Route]) -> tuple[Label, ...]:
    """Find a place for the words of every line, those with least room first."""
    blocked = [box.grown(3) for box in scene.nodes.values()]
    blocked += [box.grown(2) for box in titles(scene).values()]
    blocked += [box.grown(2) for _, box in captions(scene).values()]
    segments = [_segments(each.path) for each in routes]
    borders = [
        strip for box in (*scene.frames.values(), *scene.areas.values()) for strip in _outline(box)
    ]
    order = sorted(range(len(routes)), key=lambda index: (_length(routes[index].path), index))
    found: dict[int, Label] = {}
    for index in order:
        steps = routes[index].bundle.edge.steps
        forms = _forms(routes[index].bundle)
        if not forms[0][0] and not steps:
            continue
        others = [strip for at, strips in enumerate(segments) if at != index for strip in strips]
        home = _corridor(scene, routes[index].bundle)
        ground = _Ground(blocked=blocked, lines=others, borders=borders, home=home)
        best, words = _cheapest(forms, routes[index].path, ground)
        found[index] = Label(lines=words, steps=steps, box=best, route=index)
        blocked.append(best.grown(2))
    return tuple(found[index] for index in sorted(found))


def _forms(bundle: Bundle) -> list[tuple[tuple[str, ...], float, float]]:
    """Return the words of a line in several wrappings, with the width and height of each."""
    steps = bundle.edge.steps
    forms = []
    for limit in _WIDTHS:
        words = label_words(bundle.edge, limit)
        wide = max((width(line, SMALL) for line in words), default=0) + 6
        high = max(len(words) * (LINE - 2), STEP if steps else 0) + 2
        form = words, wide + sum(step_width(step) + 2 for step in steps), high
        if form not in forms:
            forms.append(form)
    return forms


def _corridor(scene: Scene, bundle: Bundle) -> Box | None:
    """Return the strip between the bands, for a line that crosses it."""
    if not {Area.CONTROL, Area.DATA} <= scene.areas.keys():
        return None
    control, data = scene.areas[Area.CONTROL], scene.areas[Area.DATA]
    middles = [scene.box(end).middle[1] for end in (bundle.edge.source, bundle.edge.target)]
    if min(middles) > control.bottom or max(middles) < data.y:
        return None
    return Box(control.x, control.bottom, control.w, data.y - control.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What words may cover, and at which price."""

    blocked: Sequence[Box]
    lines: Sequence[Box]
    borders: Sequence[Box]
    home: Box | None

    def price(self, box: Box, most: float) -> float:
        """Return how bad a place is; no more is reckoned once it is worse than `most`."""
        price = _ELSEWHERE if self.home and not self.home.holds(box) else 0.0
        for others, each, by_area in (
            (self.blocked, _HARD, True),
            (self.lines, _SOFT, False),
            (self.borders, _SOFT / 4, False),
        ):
            for other in others:
                if price >= most:
                    return price
                if box.meets(other):
                    price += each + (box.overlap(other) if by_area else 0.0)
        return price


def _cheapest(
    forms: Sequence[tuple[tuple[str, ...], float, float]], path: Path, ground: _Ground
) -> tuple[Box, tuple[str, ...]]:
    """Return the best place for words, and their wrapping there."""
    choices = [
        (base, rank, number, box)
        for rank, (_, wide, high) in enumerate(forms)
        for number, (box, base) in enumerate(_candidates(path, wide, high, rank * _REWRAP))
    ]
    choices.sort()
    least, best = float("inf"), choices[0]
    for choice in choices:
        if choice[0] >= least:
            break
        price = choice[0] + ground.price(choice[3], least - choice[0])
        if price < least:
            least, best = price, choice
    return best[3], forms[best[1]][0]


def _candidates(path: Path, wide: float, high: float, price: float) -> Iterator[tuple[Box, float]]:
    """Yield places for words along a path with a price for each, the natural ones cheap."""
    pairs = list(pairwise(path))
    for place, (a, b) in enumerate(pairs):
        level = abs(a[1] - b[1]) < 1
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        short = max(0.0, (wide if level else high) + 22 - length) * 3
        for rank, fraction in enumerate(_FRACTIONS):
            x, y = a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction
            base = price + short + rank * 4 + place
            if level:
                yield Box(x - wide / 2, y - high - 1, wide, high), base
                yield Box(x - wide / 2, y + 2, wide, high), base + 6
                yield Box(x - wide / 2, y - high / 2, wide, high), base + 20
            else:
                yield Box(x + 3, y - high / 2, wide, high), base
                yield Box(x - wide - 3, y - high / 2, wide, high), base + 5
                yield Box(x - wide / 2, y - high / 2, wide, high), base + 12


def _length(path: Path) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(path))


def _segments(path: Path) -> list[Box]:
    """Return a line's stretches as thin boxes."""
    return [
        Box(min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, abs(a[0] - b[0]) + 2, abs(a[1] - b[1]) + 2)
        for a, b in pairwise(path)
    ]


def _outline(box: Box) -> list[Box]:
    return [
        Box(box.x, box.y - 1, box.w, 2),
        Box(box.x, box.bottom - 1, box.w, 2),
        Box(box.x - 1, box.y, 2, box.h),
        Box(box.right - 1, box.y, 2, box.h),
    ]
