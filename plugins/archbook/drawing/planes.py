"""Composing a picture: the control plane as a band on top, the data plane as a band below it,
people and clients in a column on the left, third parties in a column on the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archbook.drawing.bundles import BAND, Bundle, bundled
from archbook.drawing.cards import Card, make_card
from archbook.drawing.engine import Engine
from archbook.drawing.geometry import Box, around
from archbook.drawing.model import Area, Drawing
from archbook.drawing.placing import FRAME_SIDE, FRAME_TOP, ROOT, Block, Contents, place
from archbook.drawing.shelves import fill_band

__all__ = ["CAPTIONS", "Scene", "compose"]

CAPTIONS = {
    Area.PEOPLE: "People and clients",
    Area.CONTROL: "Control plane",
    Area.DATA: "Data plane",
    Area.EXTERNAL: "Third parties",
}
BAND_TOP = 36.0
BAND_SIDE = 14.0
_BETWEEN = 22.0  # bands without lines between them
_CORRIDOR = 76.0  # bands with lines between them: room for two lines of words
_GUTTER = 52.0  # between a column and the bands
_STACK = 26.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that has a place, before lines are drawn.

    Attributes:
        drawing: What is drawn.
        cards: The card of each node.
        nodes: Boxes of the nodes.
        frames: Boxes of the frames, by area and id, outermost first.
        areas: Boxes of the areas that hold anything.
        lines: The lines to draw.
        homes: Of each area, the frames around each node and frame.
    """

    drawing: Drawing
    cards: Mapping[str, Card]
    nodes: Mapping[str, Box]
    frames: Mapping[tuple[Area, str], Box]
    areas: Mapping[Area, Box]
    lines: tuple[Bundle, ...]
    homes: Mapping[Area, Mapping[str, tuple[str, ...]]]

    def box(self, end: str) -> Box:
        """Return the box of a line's end: a node, a frame, or the data band."""
        if end == BAND:
            return self.areas[Area.DATA]
        if end in self.nodes:
            return self.nodes[end]
        return next(box for (_, name), box in self.frames.items() if name == end)


def compose(drawing: Drawing, engine: Engine) -> Scene:
    """Give everything but the lines a place.

    Args:
        drawing: What to draw.
        engine: Graphviz, which places what stands inside a band.
    """
    cards = {node.id: make_card(node) for node in drawing.nodes}
    present = [area for area in Area if any(node.area is area for node in drawing.nodes)]
    columns = (Area.PEOPLE, Area.EXTERNAL)
    contents = {
        area: Contents.of(drawing, area, flat=area in columns) for area in present
    }
    homes = {area: each.home for area, each in contents.items()}
    lines = bundled(drawing, homes)
    blocks: dict[Area, Block] = {}
    if Area.DATA in present:
        blocks[Area.DATA] = place(drawing, contents[Area.DATA], cards, engine)
    if Area.CONTROL in present:
        held = contents[Area.CONTROL]
        if Area.DATA in present:
            busy = _crossing(drawing, homes)
            blocks[Area.CONTROL] = fill_band(
                drawing, held, cards, max(blocks[Area.DATA].w, 1100.0), busy
            )
        else:
            blocks[Area.CONTROL] = place(drawing, held, cards, engine)
    scene = _Bench(drawing=drawing, cards=cards, contents=contents, lines=lines)
    return scene.assembled(blocks)


def _crossing(drawing: Drawing, homes: Mapping[Area, Mapping[str, tuple[str, ...]]]) -> frozenset[str]:
    """Return the control nodes with a line into the data band."""
    data, control = homes[Area.DATA], homes[Area.CONTROL]
    down = {edge.source for edge in drawing.edges if edge.source in control and edge.target in data}
    up = {edge.target for edge in drawing.edges if edge.target in control and edge.source in data}
    return frozenset(down | up)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What is known while a scene is put together."""

    drawing: Drawing
    cards: Mapping[str, Card]
    contents: Mapping[Area, Contents]
    lines: tuple[Bundle, ...]

    def assembled(self, blocks: Mapping[Area, Block]) -> Scene:
        """Return the scene: bands one above the other, then the columns beside them."""
        placed: dict[str, Box] = {}
        frames: dict[tuple[Area, str], Box] = {}
        areas: dict[Area, Box] = {}
        wide = max([block.w for block in blocks.values()], default=0.0) + 2 * BAND_SIDE
        top = 0.0
        for area in (Area.CONTROL, Area.DATA):
            if area not in blocks:
                continue
            block = blocks[area]
            band = Box(0, top, wide, block.h + BAND_TOP + BAND_SIDE)
            areas[area] = band
            left = (wide - block.w) / 2
            for name, box in block.boxes.items():
                moved = box.moved(left, top + BAND_TOP)
                if name in self.contents[area].depth:
                    frames[area, name] = moved
                else:
                    placed[name] = moved
            top = band.bottom + self._distance()
        for area in (Area.PEOPLE, Area.EXTERNAL):
            if area in self.contents:
                areas[area] = self._column(area, placed, areas)
        order = sorted(frames, key=lambda key: self.contents[key[0]].depth[key[1]])
        return Scene(
            drawing=self.drawing,
            cards=self.cards,
            nodes=placed,
            frames={key: frames[key] for key in order},
            areas=areas,
            lines=self.lines,
            homes={area: each.home for area, each in self.contents.items()},
        )

    def _distance(self) -> float:
        """Return how far the bands stand apart."""
        control = self.contents.get(Area.CONTROL)
        if control is None:
            return _BETWEEN
        crossing = any(
            (line.edge.source in control.home) != (line.edge.target in control.home)
            for line in self.lines
        )
        return _CORRIDOR if crossing else _BETWEEN

    def _column(self, area: Area, placed: dict[str, Box], areas: Mapping[Area, Box]) -> Box:
        """Place the cards of a column beside what they are joined to; return its box."""
        bands = around(areas[each] for each in (Area.CONTROL, Area.DATA) if each in areas)
        items = self.contents[area].items[ROOT]
        wide = max(self.cards[item].w for item in items)
        left = area is Area.PEOPLE
        x = bands.x - _GUTTER - wide - BAND_SIDE if left else bands.right + _GUTTER + BAND_SIDE
        if not bands.h:
            x = 0.0 if left else wide + 2 * (BAND_SIDE + _GUTTER)
        data = areas.get(Area.DATA, bands)
        tops = _spread(
            [(item, self._pull(item, placed, data), self.cards[item].h) for item in items],
            data.y + BAND_TOP,
        )
        for item in items:
            card = self.cards[item]
            placed[item] = Box(x + (wide - card.w) / 2, tops[item], card.w, card.h)
        inner = around(placed[item] for item in items)
        return Box(
            x - BAND_SIDE, inner.y - BAND_TOP, wide + 2 * BAND_SIDE, inner.h + BAND_TOP + BAND_SIDE
        )

    def _pull(self, item: str, placed: Mapping[str, Box], data: Box) -> float:
        """Return the height at which a column's card would like to stand."""
        others = [
            edge.target if edge.source == item else edge.source
            for edge in self.drawing.edges
            if item in (edge.source, edge.target)
        ]
        heights = [placed[other].middle[1] for other in others if other in placed]
        return sum(heights) / len(heights) if heights else data.middle[1]


def _spread(wishes: Iterable[tuple[str, float, float]], top: float) -> dict[str, float]:
    """Return upper sides near the wished middles, in their order and without overlaps.

    Args:
        wishes: Name, wished middle and height of each card.
        top: Nothing stands above this.
    """
    order = sorted(wishes, key=lambda wish: wish[1])
    clusters: list[tuple[list[tuple[str, float, float]], float]] = []
    for wish in order:
        run = [wish]
        at = max(wish[1] - wish[2] / 2, top)
        while clusters and clusters[-1][1] + _height(clusters[-1][0]) + _STACK > at:
            run = [*clusters.pop()[0], *run]
            at = max(_best(run), top)
        clusters.append((run, at))
    tops: dict[str, float] = {}
    for run, start in clusters:
        at = start
        for name, _, high in run:
            tops[name] = at
            at += high + _STACK
    return tops


def _height(run: Sequence[tuple[str, float, float]]) -> float:
    return sum(high for _, _, high in run) + _STACK * (len(run) - 1)


def _best(run: Sequence[tuple[str, float, float]]) -> float:
    """Return where a run of cards begins so that it is nearest to all their wishes."""
    offset, starts = 0.0, []
    for _, middle, high in run:
        starts.append(middle - high / 2 - offset)
        offset += high + _STACK
    return sum(starts) / len(starts)
