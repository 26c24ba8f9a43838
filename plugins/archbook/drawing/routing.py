"""Lines: orthogonal, round the cards, by Graphviz (`neato -n2`, `splines=ortho`).

Everything has its place by now, so the engine only routes. Titles of frames are given to it as
boxes too, so no line runs through words. A line to a frame ends at a gate: a point just outside
of the frame's border, chosen by us, from which a short straight stretch leads to the border.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archbook.drawing.bundles import BAND, Bundle
from archbook.drawing.cards import SMALL
from archbook.drawing.engine import Engine, EngineError
from archbook.drawing.geometry import Box, Path, Point, tidy
from archbook.drawing.graph import Arrow, Laid, Spot, read_plain, write_graph
from archbook.drawing.model import Area
from archbook.drawing.placing import FRAME_SIDE, frame_title
from archbook.drawing.planes import CAPTIONS, Scene
from archbook.drawing.text import clean, width

__all__ = ["Route", "captions", "route", "titles"]

_REACH = 14.0  # from a gate to its border
_PITCH = 112.0  # between gates on an upper or lower border: room for words beside each line
_ORTHO_LIMIT = 130  # boxes above which orthogonal routing takes seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A line with its way.

    Attributes:
        bundle: The line.
        path: From its source to its target.
    """

    bundle: Bundle
    path: Path


def titles(scene: Scene) -> dict[tuple[Area, str], Box]:
    """Return the boxes of the words in the frames' corners."""
    words = frame_title(scene.drawing)
    return {
        key: Box(
            box.x + FRAME_SIDE - 2,
            box.y + 6,
            width("  ".join(words[key[1]]), SMALL, bold=True) + 4,
            18,
        )
        for key, box in scene.frames.items()
    }


def captions(scene: Scene) -> dict[Area, tuple[str, Box]]:
    """Return the caption of each area and the box of its words."""
    told = CAPTIONS | {area: clean(text) for area, text in scene.drawing.areas}
    return {
        area: (told[area], Box(box.x + 16, box.y + 8, width(told[area], 14, bold=True) + 4, 20))
        for area, box in scene.areas.items()
    }


def route(scene: Scene, engine: Engine) -> tuple[tuple[Route, ...], tuple[str, ...]]:
    """Return the way of every line, and what the engine had to say.

    Args:
        scene: Where everything stands.
        engine: Graphviz.
    """
    table = _Table.of(scene)
    arrows: list[Arrow] = []
    asked: list[int] = []
    for index, (tail, head) in enumerate(table.ends):
        if tail != head:
            arrows.append(Arrow(tail=tail, head=head))
            asked.append(index)
    found: dict[int, tuple[Point, ...]] = {}
    warnings: tuple[str, ...] = ()
    if arrows:
        splines = "ortho" if len(table.spots) <= _ORTHO_LIMIT else "polyline"
        try:
            done = engine.run(
                write_graph(table.spots, arrows, splines=splines), layout="neato", fixed=True
            )
            laid = read_plain(done.text, [(len(table.spots), arrows)])[0]
            dx, dy = _shift(table.spots, laid)
            found = {
                index: tuple((x + dx, y + dy) for x, y in laid.paths[at])
                for at, index in enumerate(asked)
            }
            warnings = done.warnings
        except EngineError as error:
            warnings = (f"{scene.drawing.id}: lines are drawn straight, for {error}",)
    routes = [
        Route(bundle=line, path=table.path(index, found.get(index, ())))
        for index, line in enumerate(scene.lines)
    ]
    return tuple(routes), warnings


def _shift(spots: Sequence[Spot], laid: Laid) -> Point:
    """Return what brings the engine's coordinates back: it moves its output to the origin."""
    given, got = spots[0].at or (0.0, 0.0), laid.boxes[0].middle
    return given[0] - got[0], given[1] - got[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gate:
    """Where a line meets a frame: a point outside, and the point on the border."""

    outside: Point
    border: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The boxes given to the engine, and the ends of each line among them."""

    scene: Scene
    spots: tuple[Spot, ...]
    ends: tuple[tuple[int, int], ...]
    gates: Mapping[tuple[int, bool], _Gate]

    @classmethod
    def of(cls, scene: Scene) -> _Table:
        numbers = {name: index for index, name in enumerate(scene.nodes)}
        spots = [_spot(box) for box in scene.nodes.values()]
        spots += [_spot(box) for box in titles(scene).values()]
        spots += [_spot(box) for _, box in captions(scene).values()]
        gates = _gates(scene, numbers)
        ends: list[tuple[int, int]] = []
        for index, line in enumerate(scene.lines):
            pair = []
            for last, end in ((False, line.edge.source), (True, line.edge.target)):
                gate = gates.get((index, last))
                if gate is None:
                    pair.append(numbers[end])
                else:
                    pair.append(len(spots))
                    spots.append(Spot(w=2, h=2, at=gate.outside))
            ends.append((pair[0], pair[1]))
        return cls(scene=scene, spots=tuple(spots), ends=tuple(ends), gates=gates)

    def path(self, index: int, found: Sequence[Point]) -> Path:
        """Return the whole way of a line, its gates and missing parts added."""
        edge = self.scene.lines[index].edge
        points = list(found)
        if not points:
            source, target = self.scene.box(edge.source), self.scene.box(edge.target)
            points = _loop(source) if edge.source == edge.target else [source.middle, target.middle]
            if edge.source != edge.target:
                points = [_edge_of(source, target.middle), _edge_of(target, source.middle)]
        first, last = self.gates.get((index, False)), self.gates.get((index, True))
        if first:
            points = [first.border, first.outside, *points[1:]]
        if last:
            points = [*points[:-1], last.outside, last.border]
        return tidy(points)


def _spot(box: Box) -> Spot:
    return Spot(w=box.w, h=box.h, at=box.middle)


def _loop(box: Box) -> list[Point]:
    """Return the way of a line from a card to itself, round its upper right corner."""
    x, y = box.right, box.y
    return [(x - 26, y), (x - 26, y - 12), (x + 12, y - 12), (x + 12, y + 16), (x, y + 16)]


def _edge_of(box: Box, towards: Point) -> Point:
    """Return where a straight line from the middle of a box leaves it."""
    x, y = box.middle
    dx, dy = towards[0] - x, towards[1] - y
    if not dx and not dy:
        return x, y
    reach = min(
        box.w / 2 / abs(dx) if dx else float("inf"), box.h / 2 / abs(dy) if dy else float("inf")
    )
    return x + dx * min(reach, 1), y + dy * min(reach, 1)


def _gates(scene: Scene, numbers: Mapping[str, int]) -> dict[tuple[int, bool], _Gate]:
    """Return a gate for every end of a line that is a frame."""
    gates: dict[tuple[int, bool], _Gate] = {}
    rows: dict[tuple[str, bool], list[tuple[float, int, bool]]] = {}
    for index, line in enumerate(scene.lines):
        for last in (False, True):
            end, other = line.edge.source, line.edge.target
            if last:
                end, other = other, end
            if end in numbers:
                continue
            box, towards = scene.box(end), scene.box(other)
            if towards.bottom <= box.y or towards.y >= box.bottom:
                above = towards.bottom <= box.y
                rows.setdefault((end, above), []).append((_drop(scene, other), index, last))
            else:
                gates[index, last] = _beside(box, towards)
    for (end, above), wishes in rows.items():
        box = scene.box(end)
        y = box.y if above else box.bottom
        out = y - _REACH if above else y + _REACH
        places = _apart([wish[0] for wish in sorted(wishes)], box.x + 24, box.right - 60)
        for (_, index, last), x in zip(sorted(wishes), places, strict=True):
            gates[index, last] = _Gate(outside=(x, out), border=(x, y))
    return gates


def _beside(box: Box, towards: Box) -> _Gate:
    """Return a gate in the left or right border, at the height of the other end."""
    y = min(max(towards.middle[1], box.y + 40), box.bottom - 10)
    if towards.middle[0] < box.middle[0]:
        return _Gate(outside=(box.x - _REACH, y), border=(box.x, y))
    return _Gate(outside=(box.right + _REACH, y), border=(box.right, y))


def _drop(scene: Scene, end: str) -> float:
    """Return where a line downwards from a card would like to run: straight, or beside cards."""
    box = scene.box(end)
    middle = box.middle[0]
    if end == BAND:
        return middle
    area = next((each for each, home in scene.homes.items() if end in home), Area.DATA)
    below = [
        other
        for name, other in scene.nodes.items()
        if name in scene.homes.get(area, {}) and other.y >= box.bottom and other.x < middle < other.right
    ]
    return max(other.right for other in below) + _REACH if below else middle


def _apart(wishes: Sequence[float], first: float, last: float) -> list[float]:
    """Return sorted places near the wishes, a pitch apart where there is room for it."""
    if not wishes:
        return []
    pitch = min(_PITCH, (last - first) / max(len(wishes) - 1, 1)) if last > first else 0
    places: list[float] = []
    for wish in wishes:
        at = min(max(wish, first), last)
        places.append(max(at, places[-1] + pitch) if places else at)
    for index in range(len(places) - 1, -1, -1):
        limit = last if index == len(places) - 1 else places[index + 1] - pitch
        places[index] = min(places[index], limit)
    return places
