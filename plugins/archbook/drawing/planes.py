"""Composing a picture out of two bands and two columns.

The control plane is a band on top, the data plane a band below it; people and clients stand in a
column on the left, third parties in a column on the right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archbook.drawing.bundles import BAND, Bundle, bundled
from archbook.drawing.cards import Card, make_card, words_of
from archbook.drawing.contents import ROOT, Block, Contents
from archbook.drawing.engine import Engine
from archbook.drawing.fans import Folded, fold_fans
from archbook.drawing.geometry import Box, around
from archbook.drawing.model import Area, Drawing, Edge
from archbook.drawing.placing import place
from archbook.drawing.shelves import fill_band

__all__ = ["Scene", "Sketch", "compose", "sketch"]

BAND_TOP = 36.0
BAND_SIDE = 14.0
_BETWEEN = 22.0  # bands without lines between them
_CORRIDOR = 76.0  # bands with lines between them: room for two lines of words
_GUTTER = 44.0  # between a column and the bands
_STACK = 26.0
_PAGE = 1150.0  # width of a control band that stands alone
_LEAST = 620.0  # no band is narrower
_COLUMNS = Area.PEOPLE, Area.EXTERNAL


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
        folded: Lines that are told in words on cards.
    """

    drawing: Drawing
    cards: Mapping[str, Card]
    nodes: Mapping[str, Box]
    frames: Mapping[tuple[Area, str], Box]
    areas: Mapping[Area, Box]
    lines: tuple[Bundle, ...]
    homes: Mapping[Area, Mapping[str, tuple[str, ...]]]
    folded: tuple[Edge, ...] = ()

    def box(self, end: str) -> Box:
        """Return the box of a line's end: a node, a frame, or the data band."""
        if end == BAND:
            return self.areas[Area.DATA]
        if end in self.nodes:
            return self.nodes[end]
        return next(box for (_, name), box in self.frames.items() if name == end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is known of a picture before anything has a place.

    Attributes:
        folded: The drawing, and what of it is told in words on cards.
        contents: What each area holds.
        lines: The lines to draw.
        cards: The card of each node.
    """

    folded: Folded
    contents: Mapping[Area, Contents]
    lines: tuple[Bundle, ...]
    cards: Mapping[str, Card]


def sketch(whole: Drawing) -> Sketch:
    """Return the cards and lines of a drawing.

    Args:
        whole: What to draw.
    """
    folded = fold_fans(whole)
    drawing = folded.drawing
    contents = {
        area: Contents.of(drawing, area, flat=area in _COLUMNS)
        for area in Area
        if any(node.area is area for node in drawing.nodes)
    }
    homes = {area: each.home for area, each in contents.items()}
    lines = bundled(drawing, homes)
    met = Counter(end for line in lines for end in (line.edge.source, line.edge.target))
    parallel = _beside(lines)
    cards = {
        node.id: make_card(node, met[node.id], folded.words.get(node.id, ()), parallel[node.id])
        for node in drawing.nodes
    }
    return Sketch(folded=folded, contents=contents, lines=lines, cards=_even(cards, homes))


def compose(known: Sketch, engine: Engine, *, room: float = 0.0) -> Scene:
    """Give everything but the lines a place.

    Args:
        known: What to draw.
        engine: Graphviz, which places what stands inside a band.
        room: How much more room than usual is left around each card.
    """
    drawing, contents, lines = known.folded.drawing, known.contents, known.lines
    homes = {area: each.home for area, each in contents.items()}
    cards = known.cards
    if room:
        cards = {
            name: replace(card, w=card.w + 2 * room, h=card.h + 2 * room)
            for name, card in cards.items()
        }
    blocks: dict[Area, Block] = {}
    beside = sum(_side(contents[area], cards) for area in _COLUMNS if area in contents)
    if Area.DATA in contents:
        held = contents[Area.DATA]
        blocks[Area.DATA] = place(drawing, held, cards, engine, beside=beside)
    if Area.CONTROL in contents:
        held = contents[Area.CONTROL]
        inner = sum(edge.source in held.home and edge.target in held.home for edge in drawing.edges)
        if Area.DATA in contents:
            wide = max(blocks[Area.DATA].w + beside, _LEAST)
            blocks[Area.CONTROL] = fill_band(drawing, held, cards, wide, _leaving(lines, homes))
        elif inner < len(held.home) / 2:
            blocks[Area.CONTROL] = fill_band(drawing, held, cards, _PAGE - beside, {})
        else:
            blocks[Area.CONTROL] = place(drawing, held, cards, engine, beside=beside)
    scene = _Bench(drawing=drawing, cards=cards, contents=contents, lines=lines).assembled(blocks)
    nodes = {name: box.grown(-room) for name, box in scene.nodes.items()}
    return replace(scene, nodes=nodes, cards=known.cards, folded=known.folded.lines)


def _beside(lines: Sequence[Bundle]) -> Counter[str]:
    """Return of each card how many lines with words join it to one and the same other."""
    pairs = Counter(
        frozenset((line.edge.source, line.edge.target)) for line in lines if words_of(line.edge)
    )
    most: Counter[str] = Counter()
    for pair, count in pairs.items():
        for end in pair:
            most[end] = max(most[end], count)
    return most


def _even(
    cards: Mapping[str, Card], homes: Mapping[Area, Mapping[str, tuple[str, ...]]]
) -> dict[str, Card]:
    """Return the cards, those side by side in one frame of one width: columns get straight."""
    widest: dict[tuple[Area, str], float] = {}
    for name, card in cards.items():
        key = card.node.area, homes[card.node.area][name][0]
        widest[key] = max(widest.get(key, 0.0), card.w)
    return {
        name: replace(card, w=widest[card.node.area, homes[card.node.area][name][0]])
        for name, card in cards.items()
    }


def _side(contents: Contents, cards: Mapping[str, Card]) -> float:
    """Return how much wider a column makes the picture."""
    return max(cards[item].w for item in contents.items[ROOT]) + 2 * BAND_SIDE + _GUTTER


def _leaving(
    lines: Sequence[Bundle], homes: Mapping[Area, Mapping[str, tuple[str, ...]]]
) -> Counter[str]:
    """Return how many lines lead out of the control band from each of its nodes."""
    control = homes[Area.CONTROL]
    met: Counter[str] = Counter()
    for line in lines:
        ends = [end for end in (line.edge.source, line.edge.target) if end in control]
        met.update(ends if len(ends) == 1 else ())
    return met


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
        sides = {
            area: _side(self.contents[area], self.cards)
            for area in _COLUMNS
            if area in self.contents
        }
        inner = blocks[Area.DATA].w + 2 * BAND_SIDE if Area.DATA in blocks else 0.0
        over = blocks[Area.CONTROL].w + 2 * BAND_SIDE if Area.CONTROL in blocks else 0.0
        if inner:
            # The band on top spans the columns too, and whichever band is narrower is widened.
            inner = max(inner, over - sum(sides.values()))
            over = inner + sum(sides.values()) if over else 0.0
        starts = {Area.CONTROL: -sides.get(Area.PEOPLE, 0.0) if inner else 0.0, Area.DATA: 0.0}
        top = 0.0
        for area, wide in ((Area.CONTROL, over), (Area.DATA, inner)):
            if area not in blocks:
                continue
            block = blocks[area]
            band = Box(starts[area], top, wide, block.h + BAND_TOP + BAND_SIDE)
            areas[area] = band
            left = band.x + (wide - block.w) / 2
            for name, box in block.boxes.items():
                moved = box.moved(left, top + BAND_TOP)
                if name in self.contents[area].depth:
                    frames[area, name] = moved
                else:
                    placed[name] = moved
            top = band.bottom + self._distance()
        for area in sides:
            areas[area] = self._column(area, placed, areas)
        areas |= _levelled(areas)
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
        bands = areas.get(Area.DATA) or areas.get(Area.CONTROL) or Box(0, 0, 0, 0)
        items = self.contents[area].items[ROOT]
        wide = max(self.cards[item].w for item in items)
        left = area is Area.PEOPLE
        x = bands.x - _GUTTER - wide - BAND_SIDE if left else bands.right + _GUTTER + BAND_SIDE
        if not bands.h:
            x = 0.0 if left else wide + 2 * (BAND_SIDE + _GUTTER)
        data = bands
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


def _levelled(areas: Mapping[Area, Box]) -> dict[Area, Box]:
    """Return the columns and the band between them, all as high as the highest."""
    level = [area for area in (Area.PEOPLE, Area.DATA, Area.EXTERNAL) if area in areas]
    if Area.DATA not in areas and Area.CONTROL in areas:
        level = [area for area in areas if area in level or area is Area.CONTROL]
    whole = around(areas[area] for area in level)
    return {area: Box(areas[area].x, whole.y, areas[area].w, whole.h) for area in level}


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
