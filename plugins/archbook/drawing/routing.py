"""Lines: orthogonal, round the cards, by Graphviz (`neato -n2`, `splines=ortho`).

Everything has its place by now, so the engine only routes. Titles of frames are given to it as
boxes too, so no line runs through words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archbook.drawing.bundles import Bundle
from archbook.drawing.engine import Engine, EngineError
from archbook.drawing.gates import Gate, captions, find_gates, titles
from archbook.drawing.geometry import Box, Path, Point, tidy
from archbook.drawing.graph import Arrow, Laid, Spot, read_plain, write_graph
from archbook.drawing.model import Area
from archbook.drawing.nudging import Ends, set_apart
from archbook.drawing.planes import Scene

__all__ = ["Route", "obstacles", "route"]

_NEAR = 60.0  # cards with a wider gap have room for arrowheads in it
_BAR = 3.0
_ROUND = 12.0  # of a frame's corners, where no line ends
_SLIT = 2.0  # boxes that touch are more than the engine can take
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


def obstacles(scene: Scene) -> list[Box]:
    """Return what lines are to keep clear of besides cards: the words of frames and areas."""
    return [*titles(scene).values(), *(box for _, box in captions(scene).values())]


def _closed(scene: Scene) -> list[Box]:
    """Return what the engine is to lead no line into.

    The gaps between cards of the columns at the sides, which lines reach from the bands; and thin
    bars along the facing sides of cards that stand one above the other without a line between
    them: a line may pass through such a gap but not end in it, where there is no room for its
    arrowhead.
    """
    found: list[Box] = []
    joined = {frozenset((line.edge.source, line.edge.target)) for line in scene.lines}
    for area, home in scene.homes.items():
        inside: dict[tuple[str, ...], list[tuple[float, str]]] = {}
        for name, around in home.items():
            if name in scene.nodes:
                inside.setdefault(around, []).append((scene.nodes[name].y, name))
        for column in map(sorted, inside.values()):
            for place, (_, name) in enumerate(column):
                below = _under(scene, name, column[place + 1 :])
                if below and frozenset((name, below)) not in joined:
                    found += _bars(scene.nodes[name], scene.nodes[below], area)
    return found


def _under(scene: Scene, name: str, lower: Sequence[tuple[float, str]]) -> str:
    """Return the first of some cards further down that is close below a card, or nothing."""
    upper = scene.nodes[name]
    for y, other in lower:
        box, gap = scene.nodes[other], y - upper.bottom
        if gap >= _NEAR:
            break
        if gap > 0 and min(box.right, upper.right) - max(box.x, upper.x) > upper.w / 2:
            return other
    return ""


def _bars(above: Box, below: Box, area: Area) -> list[Box]:
    """Return what bars the gap between two cards: all of it in a column, else its two sides."""
    left, right = max(above.x, below.x), min(above.right, below.right)
    top, high, wide = above.bottom + _SLIT, below.y - above.bottom - 2 * _SLIT, right - left
    if high <= 2 * _BAR:
        return []
    if area in {Area.PEOPLE, Area.EXTERNAL}:
        return [Box(left, top, wide, high)]
    return [Box(above.x, top, above.w, _BAR), Box(below.x, top + high - _BAR, below.w, _BAR)]


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
            laid = read_plain(done.text, [(table.spots, arrows)])[0]
            dx, dy = _shift(table.spots, laid)
            found = {
                index: tuple((x + dx, y + dy) for x, y in laid.paths[at])
                for at, index in enumerate(asked)
            }
            warnings = done.warnings
        except EngineError as error:
            warnings = (f"{scene.drawing.id}: lines are drawn straight, for {error}",)
    paths = set_apart(
        [table.path(index, found.get(index, ())) for index in range(len(scene.lines))],
        [table.attached(index) for index in range(len(scene.lines))],
        [*scene.nodes.values(), *table.walls],
    )
    routes = [
        Route(bundle=line, path=tidy(path)) for line, path in zip(scene.lines, paths, strict=True)
    ]
    return tuple(routes), warnings


def _shift(spots: Sequence[Spot], laid: Laid) -> Point:
    """Return what brings the engine's coordinates back: it moves its output to the origin."""
    given, got = spots[0].at or (0.0, 0.0), laid.boxes[0].middle
    return given[0] - got[0], given[1] - got[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The boxes given to the engine, and the ends of each line among them."""

    scene: Scene
    walls: tuple[Box, ...]
    spots: tuple[Spot, ...]
    ends: tuple[tuple[int, int], ...]
    gates: Mapping[tuple[int, bool], Gate]

    @classmethod
    def of(cls, scene: Scene) -> _Table:
        numbers = {name: index for index, name in enumerate(scene.nodes)}
        gates = find_gates(scene, numbers)
        doors = [Box(gate.outside[0] - 2, gate.outside[1] - 2, 4, 4) for gate in gates.values()]
        walls = obstacles(scene)
        solid = [(box.x, box.y, box.right, box.bottom) for box in (*doors, *scene.nodes.values())]
        apart = [box for box in (*walls, *_closed(scene)) if not _meets(box, solid)]
        spots = [_spot(box) for box in (*scene.nodes.values(), *apart)]
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
        return cls(
            scene=scene, walls=tuple(walls), spots=tuple(spots), ends=tuple(ends), gates=gates
        )

    def attached(self, index: int) -> Ends:
        """Return what the ends of a line can slide along: cards, frames but for their corners."""
        edge = self.scene.lines[index].edge
        if edge.source == edge.target:
            return None, None
        source, target = self.scene.box(edge.source), self.scene.box(edge.target)
        return (
            source.grown(-_ROUND) if (index, False) in self.gates else source,
            target.grown(-_ROUND) if (index, True) in self.gates else target,
        )

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


def _meets(box: Box, solid: Sequence[tuple[float, float, float, float]]) -> bool:
    """Say whether a box shares more than a border with one of several others."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    for left, top, far, low in solid:
        if left < right and x < far and y < low and top < bottom:
            return True
    return False


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
