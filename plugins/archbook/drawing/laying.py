"""Laying frames out: many in one run of the engine, each in one direction.

What has lines to each other inside a frame is placed by the engine; the rest stands in a plain
grid below it or beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from archbook.drawing.contents import GAP_ACROSS, GAP_ALONG, Block, Contents
from archbook.drawing.engine import Engine
from archbook.drawing.geometry import Box, around
from archbook.drawing.graph import Arrow, Spot, read_plain, write_graph
from archbook.drawing.layering import narrowed
from archbook.drawing.towers import Stacks, stacked

__all__ = ["DOWN", "LEVEL", "Job", "run_jobs"]

LEVEL, DOWN = "LR", "TB"
_ROOM = 30.0  # for arrowhead and bend beside the words of a line
_GAP_MOST = 124.0
_GAP_FRAMES = 62.0  # words of lines between frames find room inside of them
_MANY = 5  # frames with more items than this may be laid out in narrower layers
_LAYERS = (4, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One frame to lay out in one direction."""

    frame: str
    way: str
    blocks: tuple[Block, ...]
    joined: tuple[int, ...]  # items with lines among each other: the engine places them
    single: tuple[int, ...]  # items without: a plain grid
    arrows: tuple[Arrow, ...]
    gap: float

    below: bool  # whether the grid stands below what the engine places, or right of it

    @classmethod
    def each(
        cls,
        frame: str,
        way: str,
        contents: Contents,
        links: Sequence[tuple[str, str, float]],
        *,
        shapes: Mapping[str, Block],
        stacks: Stacks,
    ) -> Iterator[Job]:
        """Yield the ways to lay a frame out in one direction.

        Args:
            frame: The frame.
            way: The direction in which joined items follow each other.
            contents: What the area holds.
            links: The lines among its items, and how wide their words are.
            shapes: The block of every item of the frame.
            stacks: Which items stand above or below others.
        """
        blocks = stacked(shapes, stacks)
        items = [item for item in contents.items[frame] if item not in stacks]
        weights: dict[tuple[int, int], int] = {}
        where = {item: index for index, item in enumerate(items)}
        where |= {guest: where[host] for guest, (host, _) in stacks.items()}
        gap = GAP_ALONG
        for source, target, words in links:
            tail, head = where[source], where[target]
            if tail != head:
                weights[tail, head] = weights.get((tail, head), 0) + 1
                if way == LEVEL:
                    framed = items[tail] in contents.depth or items[head] in contents.depth
                    gap = max(gap, min(words + _ROOM, _GAP_FRAMES if framed else _GAP_MOST))
        joined = tuple(sorted({end for pair in weights for end in pair}))
        renumbered = {old: new for new, old in enumerate(joined)}
        single = tuple(index for index in range(len(items)) if index not in renumbered)
        first = cls(
            frame=frame,
            way=way,
            gap=gap,
            below=way == LEVEL,
            blocks=tuple(blocks[item] for item in items),
            joined=joined,
            single=single,
            arrows=tuple(
                Arrow(tail=renumbered[tail], head=renumbered[head], weight=weight)
                for (tail, head), weight in weights.items()
            ),
        )
        yield first
        if way == DOWN and joined and single:
            yield replace(first, below=True)
        if way == DOWN and len(joined) > _MANY:
            for most in _LAYERS:
                arrows = narrowed(first.arrows, most)
                if arrows != first.arrows:
                    yield replace(first, arrows=arrows, below=bool(single))


def run_jobs(jobs: Sequence[Job], engine: Engine) -> list[Block]:
    """Lay frames out, in one run of the engine; what differs in its grid only is laid out once.

    Args:
        jobs: The frames.
        engine: Graphviz.
    """
    asked = {_asked(job): None for job in jobs if job.arrows}
    laid: dict[_Asked, tuple[Box, ...]] = {}
    if asked:
        done = engine.run("\n".join(map(_graph, asked))).text
        found = read_plain(done, [(each.spots, each.arrows) for each in asked])
        laid = {each: answer.boxes for each, answer in zip(asked, found, strict=True)}
    return [_assembled(job, laid[_asked(job)] if job.arrows else ()) for job in jobs]


class _Asked(NamedTuple):
    """What the engine is asked for a job."""

    way: str
    gap: float
    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]


def _asked(job: Job) -> _Asked:
    spots = tuple(Spot(w=job.blocks[index].w, h=job.blocks[index].h) for index in job.joined)
    return _Asked(job.way, job.gap, spots, job.arrows)


def _graph(job: _Asked) -> str:
    return write_graph(
        job.spots,
        job.arrows,
        rankdir=job.way,
        nodesep=f"{GAP_ACROSS / 72:.3f}",
        ranksep=f"{job.gap / 72:.3f}",
        splines="none",
    )


def _assembled(job: Job, boxes: Sequence[Box]) -> Block:
    """Return a frame's contents: what the engine placed, then the rest in a grid behind it."""
    whole = around(boxes)
    corners = {
        index: (box.x - whole.x, box.y - whole.y)
        for index, box in zip(job.joined, boxes, strict=True)
    }
    left, top = 0.0, 0.0
    if boxes and job.below:
        top = whole.h + GAP_ACROSS
    elif boxes:
        left = whole.w + GAP_ACROSS
    for index, (x, y) in _grid(job, whole).items():
        corners[index] = (left + x, top + y)
    placed = tuple((*corners[index], block) for index, block in enumerate(job.blocks))
    size = around(Box(*corners[index], block.w, block.h) for index, block in enumerate(job.blocks))
    return Block(inner=placed, w=size.w, h=size.h, way=job.way)


def _grid(job: Job, beside: Box) -> dict[int, tuple[float, float]]:
    """Return corners for the items without lines: rows in a row, columns in a column."""
    single = [job.blocks[index] for index in job.single]
    if not single:
        return {}
    count = len(single)
    low = min(count, max(4, math.ceil(count / 6)))
    if job.below:
        across = max(block.w for block in single) + GAP_ACROSS
        least = low if job.way == LEVEL else 1
        columns = max(least, min(count, int((beside.w + GAP_ACROSS) // across)))
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
