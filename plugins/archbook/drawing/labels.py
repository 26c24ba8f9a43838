"""Words beside lines: each where it covers no card, no title, no other words and few lines.

Words take the best place left, those with least room first. Where one finds none, the words that
stand in its way give up their place if they have another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archbook.drawing.bundles import Bundle
from archbook.drawing.cards import LINE, SMALL, STEP, step_width, words_of
from archbook.drawing.gates import captions, titles
from archbook.drawing.geometry import Box, Path, Point, around
from archbook.drawing.model import Area, Edge
from archbook.drawing.planes import Scene
from archbook.drawing.routing import Route
from archbook.drawing.text import width, wrap

__all__ = ["Label", "collisions", "label_words", "place_labels"]

_WIDTHS = (116.0, 72.0, 180.0)
_REWRAP = 25.0  # price of words wrapped otherwise
_HARD = 1e6  # price of covering a card or words
_SOFT = 400.0  # price of covering another line
_ELSEWHERE = 150.0  # price of words of a line between the bands that stand inside a band
_PACE = 14.0  # distance between places that are tried along a line
_BARE = 2.0
_SHIFT = 4.0  # where a line runs close to a card, its words stand on it off its middle
_ROUNDS = 3
_HOPELESS = 3  # with more words in each other's way, moving them is not enough
_FAR = 40  # as many paces apart from its line words may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words with a place.

    Attributes:
        lines: The words.
        steps: Numbers in circles before them.
        box: Where they stand.
        route: Index of the line they belong to.
        leader: A line from words that stand apart to the line they belong to, or nothing.
    """

    lines: tuple[str, ...]
    steps: tuple[str, ...]
    box: Box
    route: int
    leader: tuple[Point, ...] = ()


def label_words(edge: Edge, wide: float) -> tuple[str, ...]:
    """Return the words of a line, wrapped."""
    return tuple(line for text in words_of(edge) for line in wrap(text, wide, SMALL))


def place_labels(
    scene: Scene, routes: Sequence[Route], *, apart: bool = False
) -> tuple[Label, ...]:
    """Find a place for the words of every line.

    Args:
        scene: Where everything stands.
        routes: The lines with their ways.
        apart: Whether words that find no room beside their line may stand apart from it.
    """
    ground = _Ground.of(scene, routes)
    order = sorted(range(len(routes)), key=lambda index: (_length(routes[index].path), index))
    found: dict[int, Label] = {}
    crowded: list[int] = []
    for index in order:
        if words_of(routes[index].bundle.edge) or routes[index].bundle.edge.steps:
            found[index], price = ground.best(index, found)
            crowded += [index] if price >= _HARD else []
    for _ in range(_ROUNDS):
        if len(crowded) > _HOPELESS:
            break
        if not any([_eased(ground, index, found) for index in crowded]):  # noqa: C419 - all of them are tried
            break
        crowded = [index for index in order if index in found and ground.bumps(index, found)]
    if apart:
        for index in order:
            if index in found and ground.bumps(index, found):
                found[index] = ground.nearest(index, found)
    return tuple(found[index] for index in sorted(found))


def _eased(ground: _Ground, index: int, found: dict[int, Label]) -> bool:
    """Move what stands in the way of some words, and these; keep that if fewer collide then."""
    tried = dict(found)
    tried[index] = ground.best(index, {})[0]
    box = tried[index].box.grown(2)
    pushed = [at for at, other in found.items() if at != index and other.box.meets(box)]
    for at in pushed:
        del tried[at]
    for at in pushed:
        tried[at] = ground.best(at, tried)[0]
    moved = [index, *pushed]
    better = sum(ground.bumps(at, tried) for at in moved) < sum(
        ground.bumps(at, found) for at in moved
    )
    if better:
        found.update(tried)
    return better


def _bumps(ground: _Ground, found: Mapping[int, Label]) -> int:
    return sum(ground.bumps(index, found) for index in found)


def collisions(scene: Scene, labels: Sequence[Label]) -> int:
    """Return how many words cover a card, a title or other words.

    Args:
        scene: Where everything stands.
        labels: The words.
    """
    ground = _Ground.of(scene, ())
    return _bumps(ground, dict(enumerate(labels)))


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

    scene: Scene
    routes: Sequence[Route]
    solid: Sequence[Box]  # with the distance that words keep
    bare: Sequence[Box]  # the same without
    segments: Sequence[Sequence[Box]]
    borders: Sequence[Box]

    @classmethod
    def of(cls, scene: Scene, routes: Sequence[Route]) -> _Ground:
        """Return the ground of a scene."""
        solid = [box.grown(3) for box in scene.nodes.values()]
        solid += [box.grown(2) for box in titles(scene).values()]
        solid += [box.grown(2) for _, box in captions(scene).values()]
        framed = (*scene.frames.values(), *scene.areas.values())
        return cls(
            scene=scene,
            routes=routes,
            solid=solid,
            bare=[box.grown(-_BARE) for box in solid],
            segments=[_segments(each.path) for each in routes],
            borders=[strip for box in framed for strip in _outline(box)],
        )

    def bumps(self, index: int, found: Mapping[int, Label]) -> int:
        """Return how many cards, titles and other words some words cover."""
        box = found[index].box
        others = _within(box, (label.box for at, label in found.items() if at != index))
        return len(_within(box, self.bare)) + len(others)

    def best(self, index: int, found: Mapping[int, Label]) -> tuple[Label, float]:
        """Return the words of a line at the best place that others leave, and its price."""
        bundle, path = self.routes[index].bundle, self.routes[index].path
        forms = _forms(bundle)
        margin = max(max(wide, high) for _, wide, high in forms) + _PACE
        near = around(self.segments[index]).grown(margin)
        words = [label.box.grown(2) for at, label in found.items() if at != index]
        lines = [strip for at, each in enumerate(self.segments) if at != index for strip in each]
        around_it = (
            (_HARD, _within(near, [*self.solid, *words])),
            (_SOFT, _within(near, lines)),
            (_SOFT / 4, _within(near, self.borders)),
        )
        # What lies beside each stretch, found once for all places along it.
        beside = [
            tuple((each, _near(strip.grown(margin), several)) for each, several in around_it)
            for strip in self.segments[index]
        ]
        home = _corridor(self.scene, bundle)
        least, chosen, said = float("inf"), Box(0, 0, 0, 0), forms[0][0]
        for rank, (told, wide, high) in enumerate(forms):
            for bound, places in _candidates(path, wide, high, rank * _REWRAP):
                if bound >= least:
                    break
                for base, x, y, stretch in places:
                    price = base
                    right, bottom = x + wide, y + high
                    if home and not _inside(home, x, y, right, bottom):
                        price += _ELSEWHERE
                    for each, several in beside[stretch]:
                        if price >= least:
                            break
                        enough = (least - price) / each
                        price += each * _covered(several, (x, y, right, bottom), enough)
                    if price < least:
                        least, chosen, said = price, Box(x, y, wide, high), told
        return Label(lines=said, steps=bundle.edge.steps, box=chosen, route=index), least

    def nearest(self, index: int, found: Mapping[int, Label]) -> Label:
        """Return the words of a line at the free place nearest to its middle."""
        words, wide, high = _forms(self.routes[index].bundle)[0]
        taken = [*self.solid, *(each.box.grown(2) for at, each in found.items() if at != index)]
        path = self.routes[index].path
        a, b = max(pairwise(path), key=_length, default=(path[0], path[0]))
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        box = Box(x - wide / 2, y - high / 2, wide, high)
        for dx, dy in _rings():
            place = box.moved(dx, dy)
            if not any(place.meets(each) for each in taken):
                box = place
                break
        return Label(
            lines=words,
            steps=self.routes[index].bundle.edge.steps,
            box=box,
            route=index,
            leader=(_border(box, (x, y)), (x, y)),
        )


_Sides = tuple[float, float, float, float]


def _within(near: Box, boxes: Iterable[Box]) -> list[_Sides]:
    """Return the sides of what lies in a part of the picture."""
    left, top, right, bottom = near.x, near.y, near.right, near.bottom
    return [
        (box.x, box.y, box.x + box.w, box.y + box.h)
        for box in boxes
        if box.x < right and box.y < bottom and box.x + box.w > left and box.y + box.h > top
    ]


def _near(near: Box, several: Sequence[_Sides]) -> list[_Sides]:
    """Return what of several boxes lies in a part of the picture."""
    left, top, right, bottom = near.x, near.y, near.right, near.bottom
    return [
        sides
        for sides in several
        if sides[0] < right and sides[1] < bottom and sides[2] > left and sides[3] > top
    ]


def _covered(several: Sequence[_Sides], place: _Sides, enough: float) -> int:
    """Return how many of several boxes a place covers, counted until that is enough."""
    left, top, right, bottom = place
    found = 0
    for x, y, far, low in several:
        if left < far and x < right and top < low and y < bottom:
            found += 1
            if found >= enough:
                break
    return found


def _inside(home: Box, left: float, top: float, right: float, bottom: float) -> bool:
    return (
        home.x <= left and home.y <= top and right <= home.x + home.w and bottom <= home.y + home.h
    )


def _candidates(
    path: Path, wide: float, high: float, price: float
) -> Iterator[tuple[float, list[tuple[float, float, float, int]]]]:
    """Yield places for words along a path, the natural ones first and cheap.

    Yields:
        A price that no place from here on undercuts, and places: their prices, their
        corners, and which stretch of the path they stand at.
    """
    stretches = []
    for place, (a, b) in enumerate(pairwise(path)):
        level = abs(a[1] - b[1]) < 1
        length = abs(a[0] - b[0]) + abs(a[1] - b[1])
        base = place + max(0.0, (wide if level else high) + 22 - length) * 3
        stretches.append((place, a, b, level, price + base, _fractions(length)))
    for rank in range(max((len(each[5]) for each in stretches), default=0)):
        step = min(rank, 20) * 4
        places = []
        for place, a, b, level, base, fractions in stretches:
            if rank >= len(fractions):
                continue
            x, y = a[0] + (b[0] - a[0]) * fractions[rank], a[1] + (b[1] - a[1]) * fractions[rank]
            if level:
                places.append((base + step, x - wide / 2, y - high - 1, place))
                places.append((base + step + 6, x - wide / 2, y + 2, place))
                places.append((base + step + 20, x - wide / 2, y - high / 2, place))
                places.append((base + step + 26, x - wide / 2, y - high / 2 - _SHIFT, place))
                places.append((base + step + 26, x - wide / 2, y - high / 2 + _SHIFT, place))
            else:
                places.append((base + step, x + 3, y - high / 2, place))
                places.append((base + step + 5, x - wide - 3, y - high / 2, place))
                places.append((base + step + 12, x - wide / 2, y - high / 2, place))
        yield price + step, places


def _rings() -> Iterator[Point]:
    """Yield places around a point, the near ones first."""
    steps = range(-_FAR, _FAR + 1)
    spots = ((_PACE * across, _PACE * down) for across in steps for down in steps)
    yield from sorted(spots, key=lambda spot: (spot[0] ** 2 + spot[1] ** 2, spot))


def _border(box: Box, towards: Point) -> Point:
    """Return the point of a box that is nearest to another point."""
    return (
        min(max(towards[0], box.x), box.right),
        min(max(towards[1], box.y), box.bottom),
    )


def _fractions(length: float) -> list[float]:
    """Return places along a line, the middle first, then to both sides by turns."""
    count = max(3, int(length / 2 / _PACE))
    aside = [step / count / 2 for step in range(1, count + 1)]
    return [0.5, *(place for step in aside for place in (0.5 - step, 0.5 + step))]


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
