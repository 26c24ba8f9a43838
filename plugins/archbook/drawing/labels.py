"""Words beside lines: each where it covers no card, no title, no other words and few lines.

Words take the best place left, those with least room first. Where one finds none, the words that
stand in its way give up their place if they have another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from archbook.drawing.cards import LINE, SMALL, STEP, step_width, words_of
from archbook.drawing.gates import captions, titles
from archbook.drawing.geometry import Box, Path, Point
from archbook.drawing.model import Area, Edge
from archbook.drawing.planes import Scene
from archbook.drawing.routing import Route
from archbook.drawing.seats import PACE, Clutter, Covered, Form, best_seat, covered
from archbook.drawing.text import width, wrap

__all__ = ["Label", "collisions", "fit_labels", "place_labels"]

_WIDTHS = (116.0, 72.0, 56.0, 180.0)
_REWRAP = 25.0  # price of words wrapped otherwise
_HARD = 1e6  # price of covering a card or words
_SOFT = 400.0  # price of covering another line
_ELSEWHERE = 150.0  # price of words of a line between the bands that stand inside a band
_ENDLESS = 1e9
_BARE = 2.0
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
        taken: The same with the distance that other words keep.
        route: Index of the line they belong to.
        free: Whether the place was free when it was chosen.
        leader: A line from words that stand apart to the line they belong to, or nothing.
    """

    lines: tuple[str, ...]
    steps: tuple[str, ...]
    box: Box
    taken: Covered
    route: int
    free: bool = True
    leader: tuple[Point, ...] = ()


def fit_labels(scene: Scene, routes: Sequence[Route]) -> tuple[Label, ...] | None:
    """Find a place for the words of every line, or None as soon as some have no room at all.

    Args:
        scene: Where everything stands.
        routes: The lines with their ways.
    """
    ground = _Ground.of(scene, routes)
    found: dict[int, Label] = {}
    crowded: list[int] = []
    for index in _in_order(routes):
        found[index], price = ground.best(index, found)
        if price >= _HARD:
            alone = {index: ground.best(index, {})[0]}
            if ground.bumps(index, alone):
                return None
            crowded.append(index)
    _ease(ground, crowded, found)
    return tuple(found[index] for index in sorted(found))


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
    found: dict[int, Label] = {}
    crowded: list[int] = []
    for index in _in_order(routes):
        found[index], price = ground.best(index, found)
        crowded += [index] if price >= _HARD else []
    _ease(ground, crowded, found)
    if apart:
        for index in _in_order(routes):
            if ground.bumps(index, found):
                found[index] = ground.nearest(index, found)
    return tuple(found[index] for index in sorted(found))


def _in_order(routes: Sequence[Route]) -> list[int]:
    """Return the lines with words, those with least room first."""
    worded = [
        (_length(each.path), index)
        for index, each in enumerate(routes)
        if each.bundle.edge.steps or words_of(each.bundle.edge)
    ]
    return [index for _, index in sorted(worded)]


def _ease(ground: _Ground, crowded: Sequence[int], found: dict[int, Label]) -> None:
    """Let words give up their place for those that have found none, a few times over."""
    for _ in range(_ROUNDS):
        if len(crowded) > _HOPELESS:
            break
        if not any([_eased(ground, index, found) for index in crowded]):  # noqa: C419 - all of them are tried
            break
        crowded = [index for index in sorted(found) if ground.bumps(index, found)]


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
    if all(label.free for label in labels):
        return 0
    ground = _Ground.of(scene, ())
    return _bumps(ground, dict(enumerate(labels)))


def _forms(edge: Edge) -> tuple[Form, ...]:
    """Return the words of a line in several wrappings."""
    return _wrapped(tuple(words_of(edge)), edge.steps)


@lru_cache(maxsize=4096)
def _wrapped(texts: tuple[str, ...], steps: tuple[str, ...]) -> tuple[Form, ...]:
    numbers = sum(step_width(step) + 2 for step in steps)
    forms: dict[tuple[str, ...], Form] = {}
    for limit in _WIDTHS:
        words = tuple(line for text in texts for line in wrap(text, limit, SMALL))
        wide = max((width(line, SMALL) for line in words), default=0) + 6
        high = max(len(words) * (LINE - 2), STEP if steps else 0) + 2
        forms.setdefault(words, Form(words, wide + numbers, high, len(forms) * _REWRAP))
    return tuple(forms.values())


def _elsewhere(scene: Scene) -> tuple[Covered, ...]:
    """Return all but the strip between the bands, for words of lines that cross it."""
    if not {Area.CONTROL, Area.DATA} <= scene.areas.keys():
        return ()
    control, data = scene.areas[Area.CONTROL], scene.areas[Area.DATA]
    return (
        Covered(-_ENDLESS, -_ENDLESS, _ENDLESS, control.bottom, _ELSEWHERE, -1),
        Covered(-_ENDLESS, data.y, _ENDLESS, _ENDLESS, _ELSEWHERE, -1),
        Covered(-_ENDLESS, control.bottom, control.x, data.y, _ELSEWHERE, -1),
        Covered(control.right, control.bottom, _ENDLESS, data.y, _ELSEWHERE, -1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What words may cover, and at which price."""

    scene: Scene
    routes: Sequence[Route]
    solid: Sequence[Box]  # with the distance that words keep
    bare: Sequence[Covered]  # the same without
    clutter: Clutter
    elsewhere: Sequence[Covered]

    @classmethod
    def of(cls, scene: Scene, routes: Sequence[Route]) -> _Ground:
        """Return the ground of a scene."""
        solid = [box.grown(3) for box in scene.nodes.values()]
        solid += [box.grown(2) for box in titles(scene).values()]
        solid += [box.grown(2) for _, box in captions(scene).values()]
        framed = (*scene.frames.values(), *scene.areas.values())
        things = [covered(box, _HARD) for box in solid]
        for index, each in enumerate(routes):
            things += _strips(each.path, index)
        things += [covered(strip, _SOFT / 4) for box in framed for strip in _outline(box)]
        bare = [covered(box.grown(-_BARE), _HARD) for box in solid]
        return cls(
            scene=scene,
            routes=routes,
            solid=solid,
            bare=bare,
            clutter=Clutter(things),
            elsewhere=_elsewhere(scene),
        )

    def bumps(self, index: int, found: Mapping[int, Label]) -> int:
        """Return how many cards, titles and other words some words cover."""
        box = found[index].box
        others = sum(box.meets(label.box) for at, label in found.items() if at != index)
        left, top, right, bottom = box.x, box.y, box.x + box.w, box.y + box.h
        return others + sum(
            each[0] < right and each[1] < bottom and each[2] > left and each[3] > top
            for each in self.bare
        )

    def best(self, index: int, found: Mapping[int, Label]) -> tuple[Label, float]:
        """Return the words of a line at the best place that others leave, and its price."""
        bundle, path = self.routes[index].bundle, self.routes[index].path
        forms = _forms(bundle.edge)
        margin = max(max(form.wide, form.high) for form in forms) + PACE
        words = [label.taken for at, label in found.items() if at != index]
        things = self.clutter.near(path, margin, words, index)
        if self.elsewhere and self.crosses(bundle.edge):
            things += self.elsewhere
        seat = best_seat(path, forms, things)
        box = Box(seat.left, seat.top, seat.form.wide, seat.form.high)
        label = Label(
            lines=seat.form.lines,
            steps=bundle.edge.steps,
            box=box,
            taken=covered(box.grown(2), _HARD),
            route=index,
            free=seat.price < _HARD,
        )
        return label, seat.price

    def crosses(self, edge: Edge) -> bool:
        """Say whether a line crosses the strip between the bands."""
        middles = [self.scene.box(end).middle[1] for end in (edge.source, edge.target)]
        control, data = self.scene.areas[Area.CONTROL], self.scene.areas[Area.DATA]
        return min(middles) <= control.bottom and max(middles) >= data.y

    def nearest(self, index: int, found: Mapping[int, Label]) -> Label:
        """Return the words of a line at the free place nearest to its middle."""
        words, wide, high, _ = _forms(self.routes[index].bundle.edge)[0]
        others = (each.box.grown(2) for at, each in found.items() if at != index)
        taken = [*self.solid, *others]
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
            taken=covered(box.grown(2), _HARD),
            route=index,
            leader=(_border(box, (x, y)), (x, y)),
        )


def _rings() -> Iterator[Point]:
    """Yield places around a point, the near ones first."""
    steps = range(-_FAR, _FAR + 1)
    spots = ((PACE * across, PACE * down) for across in steps for down in steps)
    yield from sorted(spots, key=lambda spot: (spot[0] ** 2 + spot[1] ** 2, spot))


def _border(box: Box, towards: Point) -> Point:
    """Return the point of a box that is nearest to another point."""
    return (
        min(max(towards[0], box.x), box.right),
        min(max(towards[1], box.y), box.bottom),
    )


def _length(path: Path) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(path))


def _strips(path: Path, line: int) -> Iterator[Covered]:
    """Yield a line's stretches as thin boxes."""
    for a, b in pairwise(path):
        left, right = (a[0], b[0]) if a[0] < b[0] else (b[0], a[0])
        top, bottom = (a[1], b[1]) if a[1] < b[1] else (b[1], a[1])
        yield Covered(left - 1, top - 1, right + 1, bottom + 1, _SOFT, line)


def _outline(box: Box) -> list[Box]:
    return [
        Box(box.x, box.y - 1, box.w, 2),
        Box(box.x, box.bottom - 1, box.w, 2),
        Box(box.x - 1, box.y, 2, box.h),
        Box(box.right - 1, box.y, 2, box.h),
    ]
