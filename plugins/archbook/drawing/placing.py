"""Placing cards and frames inside one area, from the innermost frame outwards.

Each frame is laid out apart, its contents being boxes of a known size, and becomes such a box
itself. Frames take turns in their direction (a row inside a column inside a row), which keeps
pictures compact where one layout of everything would sprawl along its longest path. All frames of
one depth share a single run of the engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archbook.drawing.cards import SMALL, Card, step_width
from archbook.drawing.engine import Engine
from archbook.drawing.geometry import Box, around
from archbook.drawing.graph import Arrow, Spot, read_plain, write_graph
from archbook.drawing.marks import mark_width
from archbook.drawing.model import Area, Drawing, Edge
from archbook.drawing.text import clean, width, wrap

__all__ = [
    "CAPTIONS",
    "FRAME_SIDE",
    "FRAME_TOP",
    "Block",
    "Contents",
    "frame_title",
    "place",
    "title_widths",
    "words_width",
]

FRAME_TOP = 30.0
FRAME_SIDE = 14.0
GAP_ACROSS = 26.0  # between boxes side by side in one rank
GAP_ALONG = 46.0  # between ranks: room for arrowheads, bends and short words
_LEVEL, _DOWN = "LR", "TB"
_PAGE = 1200.0  # width of a page's text without its side bars
_SHRINK_PRICE = 1.2
_TURN_PRICE = 0.5  # of a picture whose outermost frames follow each other downwards
_NEVER = 1e6
_NARROW = 72.0  # words of lines are wrapped to this where there is little room
_ROOM = 30.0  # for arrowhead and bend beside them
_GAP_MOST = 124.0
CAPTIONS = {
    Area.PEOPLE: "People and clients",
    Area.CONTROL: "Control plane",
    Area.DATA: "Data plane",
    Area.EXTERNAL: "Third parties",
}
ROOT = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Boxes placed relative to their common corner; nodes and frames by id.

    Attributes:
        boxes: The boxes.
        w: Width of the whole.
        h: Its height.
        way: The direction in which the outermost items follow each other.
    """

    boxes: Mapping[str, Box]
    w: float
    h: float
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What one area holds: the items of every frame, and who contains whom.

    Attributes:
        items: Ids of nodes and frames directly inside each frame, the area itself being `""`.
        depth: How deep each frame lies, the area itself at 0.
        home: The frames around each node and frame, innermost first, ending with `""`.
    """

    items: Mapping[str, tuple[str, ...]]
    depth: Mapping[str, int]
    home: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, drawing: Drawing, area: Area, *, flat: bool = False) -> Contents:
        """Return the contents of one area; frames without a card in it do not exist there."""
        parents = {group.id: group.parent for group in drawing.groups}
        home: dict[str, tuple[str, ...]] = {}
        items: dict[str, list[str]] = {ROOT: []}
        depth = {ROOT: 0}
        for node in drawing.nodes:
            if node.area is not area:
                continue
            chain = [] if flat else _chain(node.group, parents)
            home[node.id] = (*chain, ROOT)
            inner = node.id
            for place, frame in enumerate(home[node.id]):
                held = items.setdefault(frame, [])
                if inner in held:
                    break
                held.append(inner)
                depth[frame] = len(home[node.id]) - 1 - place
                if frame:
                    home[frame] = home[node.id][place + 1 :]
                inner = frame
        return cls(
            items={key: tuple(value) for key, value in items.items()}, depth=depth, home=home
        )


def _chain(group: str, parents: Mapping[str, str]) -> list[str]:
    chain = []
    while group:
        chain.append(group)
        group = parents[group]
    return chain


def frame_title(drawing: Drawing) -> dict[str, tuple[str, str]]:
    """Return label and detail of every frame, as one line each."""
    return {
        group.id: (clean(group.label or group.id), clean(group.detail)) for group in drawing.groups
    }


def title_widths(drawing: Drawing) -> dict[str, float]:
    """Return how wide the title of every frame is, its mark included."""
    words = frame_title(drawing)
    return {
        group.id: width("  ".join(words[group.id]), SMALL, bold=True)
        + (8 + mark_width(group.mark) if group.mark else 0)
        + 4
        for group in drawing.groups
    }


def place(
    drawing: Drawing,
    contents: Contents,
    cards: Mapping[str, Card],
    engine: Engine,
    *,
    beside: float = 0.0,
) -> Block:
    """Place everything of one area.

    Args:
        drawing: The drawing.
        contents: What the area holds.
        cards: The card of every node.
        engine: Graphviz.
        beside: How wide everything beside the area is.

    Returns:
        The boxes of its nodes and frames.
    """
    titles = title_widths(drawing)
    pairs = [
        (edge.source, edge.target, words_width(edge))
        for edge in drawing.edges
        if edge.source in contents.home and edge.target in contents.home
    ]
    done: dict[str, list[Block]] = {}
    for depth in range(max(contents.depth.values()), -1, -1):
        frames = [frame for frame, at in contents.depth.items() if at == depth]
        jobs = [
            _Job.of(frame, way, contents, shapes, pairs)
            for frame in frames
            for way in (_LEVEL, _DOWN)
            for shapes in _shapes(contents.items[frame], way, cards, done)
        ]
        for job, block in zip(jobs, _run(jobs, engine), strict=True):
            whole = _framed(block, job.frame, titles) if job.frame else block
            done.setdefault(job.frame, []).append(whole)
    return min(done[ROOT], key=lambda block: _cost(block, beside))


def words_width(edge: Edge) -> float:
    """Return how wide the words of a line are, wrapped as narrowly as they may be."""
    counted = f"{edge.label} ({edge.count})" if edge.count > 1 else edge.label
    texts = [counted, f"if lost: {edge.mark}" if edge.mark else ""]
    lines = [line for text in texts for line in wrap(text, _NARROW, SMALL)]
    numbers = sum(step_width(step) + 2 for step in edge.steps)
    return max((width(line, SMALL) for line in lines), default=0.0) + numbers


def _cost(block: Block, beside: float) -> float:
    """Return how unsuited a block is for a page, which is narrow and scrolls downwards.

    What is wider than the page is shown smaller: that counts, and the height it then has.
    """
    shrunk = max(1.0, (block.w + beside) / _PAGE)
    turned = _TURN_PRICE if block.way == _DOWN else 0.0
    return turned + _SHRINK_PRICE * (shrunk - 1.0) + block.h / shrunk / 1000


def _alone(item: str, card: Card) -> Block:
    """Return the block of a single card."""
    return Block(boxes={item: Box(0, 0, card.w, card.h)}, w=card.w, h=card.h)


def _shapes(
    items: Sequence[str],
    way: str,
    cards: Mapping[str, Card],
    done: Mapping[str, Sequence[Block]],
) -> list[dict[str, Block]]:
    """Return the ways worth trying to fill a frame: its frames across, narrow, low, small."""
    tries: list[dict[str, Block]] = []
    if not any(item in done for item in items):
        return [{item: _alone(item, cards[item]) for item in items}]
    measures: tuple[Callable[[Block], float], ...] = (
        lambda block: block.w + block.h + (_NEVER if block.way == way else 0.0),
        lambda block: block.w,
        lambda block: block.h,
        lambda block: block.w + block.h,
    )
    for measure in measures:
        chosen = {
            item: min(done[item], key=measure) if item in done else _alone(item, cards[item])
            for item in items
        }
        if chosen not in tries:
            tries.append(chosen)
    return tries


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One frame to lay out in one direction."""

    frame: str
    way: str
    blocks: tuple[Block, ...]
    joined: tuple[int, ...]  # items with lines among each other: the engine places them
    single: tuple[int, ...]  # items without: a plain grid
    arrows: tuple[Arrow, ...]
    gap: float

    @classmethod
    def of(
        cls,
        frame: str,
        way: str,
        contents: Contents,
        shapes: Mapping[str, Block],
        pairs: Sequence[tuple[str, str, float]],
    ) -> _Job:
        items = contents.items[frame]
        weights: dict[tuple[int, int], int] = {}
        where = {item: index for index, item in enumerate(items)}
        gap = GAP_ALONG
        for source, target, words in pairs:
            ends = _item(source, frame, contents, where), _item(target, frame, contents, where)
            if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
                key = ends[0], ends[1]
                weights[key] = weights.get(key, 0) + 1
                if way == _LEVEL:
                    gap = max(gap, min(words + _ROOM, _GAP_MOST))
        joined = tuple(sorted({end for pair in weights for end in pair}))
        renumbered = {old: new for new, old in enumerate(joined)}
        return cls(
            frame=frame,
            way=way,
            gap=gap,
            blocks=tuple(shapes[item] for item in items),
            joined=joined,
            single=tuple(index for index in range(len(items)) if index not in renumbered),
            arrows=tuple(
                Arrow(tail=renumbered[tail], head=renumbered[head], weight=weight)
                for (tail, head), weight in weights.items()
            ),
        )


def _item(end: str, frame: str, contents: Contents, where: Mapping[str, int]) -> int | None:
    """Return which item of a frame an end lies in, None where it lies outside."""
    inner = end
    for around_it in contents.home[end]:
        if around_it == frame:
            return where[inner]
        inner = around_it
    return None


def _run(jobs: Sequence[_Job], engine: Engine) -> list[Block]:
    """Lay the frames of one depth out, in one run of the engine."""
    busy = [job for job in jobs if job.arrows]
    graphs = [
        write_graph(
            [Spot(w=job.blocks[index].w, h=job.blocks[index].h) for index in job.joined],
            job.arrows,
            rankdir=job.way,
            nodesep=f"{GAP_ACROSS / 72:.3f}",
            ranksep=f"{job.gap / 72:.3f}",
            splines="line",
        )
        for job in busy
    ]
    laid = {}
    if busy:
        text = engine.run("\n".join(graphs)).text
        found = read_plain(text, [(len(job.joined), job.arrows) for job in busy])
        laid = {id(job): each.boxes for job, each in zip(busy, found, strict=True)}
    return [_assembled(job, laid.get(id(job), ())) for job in jobs]


def _assembled(job: _Job, boxes: Sequence[Box]) -> Block:
    """Return a frame's contents: what the engine placed, then the rest in a grid behind it."""
    whole = around(boxes)
    corners = {
        index: (box.x - whole.x, box.y - whole.y)
        for index, box in zip(job.joined, boxes, strict=True)
    }
    left, top = 0.0, 0.0
    if boxes and job.way == _LEVEL:
        top = whole.h + GAP_ACROSS
    elif boxes:
        left = whole.w + GAP_ACROSS
    for index, (x, y) in _grid(job, whole).items():
        corners[index] = (left + x, top + y)
    placed = {
        name: box.moved(*corners[index])
        for index, block in enumerate(job.blocks)
        for name, box in block.boxes.items()
    }
    size = around(Box(*corners[index], block.w, block.h) for index, block in enumerate(job.blocks))
    return Block(boxes=placed, w=size.w, h=size.h, way=job.way)


def _grid(job: _Job, beside: Box) -> dict[int, tuple[float, float]]:
    """Return corners for the items without lines: rows in a row, columns in a column."""
    single = [job.blocks[index] for index in job.single]
    if not single:
        return {}
    count = len(single)
    low = min(count, max(4, math.ceil(count / 6)))
    if job.way == _LEVEL:
        across = max(block.w for block in single) + GAP_ACROSS
        columns = max(low, min(count, int((beside.w + GAP_ACROSS) // across)))
    else:
        down = max(block.h for block in single) + GAP_ACROSS
        columns = math.ceil(count / max(low, min(count, int((beside.h + GAP_ACROSS) // down))))
    lefts = _steps([max(block.w for block in single[at::columns]) for at in range(columns)])
    rows = [single[at : at + columns] for at in range(0, count, columns)]
    tops = _steps([max(block.h for block in row) for row in rows])
    return {
        index: (lefts[place % columns], tops[place // columns])
        for place, index in enumerate(job.single)
    }


def _steps(sizes: Sequence[float]) -> list[float]:
    """Return where each of some sizes begins, one behind the other with gaps."""
    starts = [0.0]
    for size in sizes:
        starts.append(starts[-1] + size + GAP_ACROSS)
    return starts


def _framed(block: Block, frame: str, titles: Mapping[str, float]) -> Block:
    """Return a block with its frame around it and room for the frame's title."""
    wide = max(block.w, titles[frame]) + 2 * FRAME_SIDE
    left = (wide - block.w) / 2
    high = block.h + FRAME_TOP + FRAME_SIDE
    inner = {name: box.moved(left, FRAME_TOP) for name, box in block.boxes.items()}
    return Block(boxes={frame: Box(0, 0, wide, high), **inner}, w=wide, h=high, way=block.way)
