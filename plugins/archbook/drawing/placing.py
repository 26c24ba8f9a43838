"""Placing cards and frames inside one area, from the innermost frame outwards.

Each frame is laid out apart, its contents being boxes of a known size, and becomes such a box
itself. Frames take turns in their direction (a row inside a column inside a row), which keeps
pictures compact where one layout of everything would sprawl along its longest path. All frames of
one depth share a single run of the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from archbook.drawing.cards import Card
from archbook.drawing.contents import (
    FRAME_SIDE,
    FRAME_TOP,
    ROOT,
    Block,
    Contents,
    item_of,
    title_widths,
    words_width,
)
from archbook.drawing.engine import Engine
from archbook.drawing.geometry import Box
from archbook.drawing.laying import DOWN, LEVEL, Job, run_jobs
from archbook.drawing.model import Drawing
from archbook.drawing.towers import Stacks, towers

__all__ = ["place"]

_PAGE = 1200.0  # what a column of text can show at a size that reads well
_MOST = 1460.0  # what a wide one can show at a size that can still be read
_SHRINK_PRICE = 0.7
_SCROLL_PRICE = 2.5
_TURN_PRICE = 0.5  # of a picture whose outermost frames follow each other downwards
_NEVER = 1e6


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
    alone = {
        item: Block(own={item: Box(0, 0, card.w, card.h)}, w=card.w, h=card.h)
        for item, card in cards.items()
        if item in contents.home
    }
    for depth in range(max(contents.depth.values()), -1, -1):
        frames = [frame for frame, at in contents.depth.items() if at == depth]
        links = {frame: tuple(_links(frame, contents, pairs)) for frame in frames}
        jobs = [
            job
            for frame in frames
            for stacks in (towers(contents, pairs) if frame == ROOT else ({},))
            for way in (LEVEL, DOWN)
            for shapes in _fitting(_shapes(contents.items[frame], way, alone, done), stacks, done)
            for job in Job.each(frame, way, contents, links[frame], shapes=shapes, stacks=stacks)
        ]
        for job, block in zip(jobs, run_jobs(jobs, engine), strict=True):
            whole = _framed(block, job.frame, titles) if job.frame else block
            done.setdefault(job.frame, []).append(whole)
    return min(done[ROOT], key=lambda block: _cost(block, beside))


def _links(
    frame: str, contents: Contents, pairs: Sequence[tuple[str, str, float]]
) -> Iterator[tuple[str, str, float]]:
    """Yield the lines among the items of a frame, and how wide their words are."""
    names = {item: item for item in contents.items[frame]}
    for source, target, words in pairs:
        tail, head = (item_of(end, frame, contents, names) for end in (source, target))
        if tail is not None and head is not None and tail != head:
            yield tail, head, words


def _fitting(
    tries: Sequence[dict[str, Block]],
    stacks: Stacks,
    done: Mapping[str, Sequence[Block]],
) -> Iterator[dict[str, Block]]:
    """Yield ways to fill a frame in which what is stacked is as low as its host's width allows."""
    for shapes in tries:
        low = dict(shapes)
        for guest, (host, _) in stacks.items():
            fit = [block for block in done.get(guest, ()) if block.w <= shapes[host].w]
            if fit:
                low[guest] = min(fit, key=lambda block: (block.h, block.w))
        yield low


def _cost(block: Block, beside: float) -> float:
    """Return how unsuited a block is for a page, which is narrow and scrolls downwards.

    What is wider than the page is shown smaller: that counts, and the height it then has. What is
    wider than can be shrunk has to be scrolled sideways, which is worse than any height.
    """
    wide = block.w + beside
    shrunk = max(1.0, wide / _PAGE)
    turned = _TURN_PRICE if block.way == DOWN else 0.0
    scrolled = _SCROLL_PRICE * max(0.0, wide / _MOST - 1.0)
    return turned + scrolled + _SHRINK_PRICE * (shrunk - 1.0) + block.h / shrunk / 1000


def _shapes(
    items: Sequence[str],
    way: str,
    alone: Mapping[str, Block],
    done: Mapping[str, Sequence[Block]],
) -> list[dict[str, Block]]:
    """Return the ways worth trying to fill a frame: its frames across, narrow, low, small."""
    tries: list[dict[str, Block]] = []
    if not any(item in done for item in items):
        return [{item: alone[item] for item in items}]
    measures: tuple[Callable[[Block], float], ...] = (
        lambda block: block.w + block.h + (_NEVER if block.way == way else 0.0),
        lambda block: block.w,
        lambda block: block.h,
        lambda block: block.w + block.h,
    )
    for measure in measures:
        chosen = {
            item: min(done[item], key=measure) if item in done else alone[item] for item in items
        }
        if chosen not in tries:
            tries.append(chosen)
    return tries


def _framed(block: Block, frame: str, titles: Mapping[str, float]) -> Block:
    """Return a block with its frame around it and room for the frame's title."""
    wide = max(block.w, titles[frame]) + 2 * FRAME_SIDE
    left = (wide - block.w) / 2
    high = block.h + FRAME_TOP + FRAME_SIDE
    own = {frame: Box(0, 0, wide, high)}
    return Block(own=own, inner=((left, FRAME_TOP, block),), w=wide, h=high, way=block.way)
