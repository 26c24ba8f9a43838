"""Filling the control band: its frames side by side, as wide as the band below it.

The parts of a control plane have few lines among each other and many into the data plane. They
stand in short rows inside their frames; what has a line downwards stands in the lowest row where
no chain of lines decides otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archbook.drawing.cards import Card
from archbook.drawing.contents import (
    FRAME_SIDE,
    FRAME_TOP,
    GAP_ACROSS,
    ROOT,
    Block,
    Contents,
    title_widths,
    words_width,
)
from archbook.drawing.geometry import Box
from archbook.drawing.model import Drawing

__all__ = ["fill_band"]

_GAP = 30.0  # between neighbours in a row, wide enough for an arrow
_GAP_TIGHT = 60.0  # between neighbours whose lines have words, where there is little room
_GAP_WORDS = 58.0  # between rows, where lines inside the band have words
_LITTLE = 16.0
_ROOM = 34.0  # beside the words of a line, for its arrowhead
_LANE = 12.0  # between lines that pass a row side by side
_SHELF = 22.0
_ROWS = (1, 2, 3, 4)
_OVER = 1.03  # a band may be this much wider than asked for before it gets another row


def fill_band(
    drawing: Drawing,
    contents: Contents,
    cards: Mapping[str, Card],
    wide: float,
    busy: Mapping[str, int],
) -> Block:
    """Place the cards and frames of the control band.

    Args:
        drawing: The drawing.
        contents: What the band holds.
        cards: The card of each node.
        wide: How wide the band is to be.
        busy: How many lines lead out of the band from each node.
    """
    inner = [
        edge
        for edge in drawing.edges
        if edge.source in contents.home and edge.target in contents.home
    ]
    words = max((words_width(edge) for edge in inner), default=0.0)
    loose = _Shop(
        contents=contents,
        cards=cards,
        busy=busy,
        titles=title_widths(drawing),
        pairs=tuple((edge.source, edge.target) for edge in inner),
        across=words + _ROOM if words else _GAP,
        down=_GAP_WORDS if words else GAP_ACROSS,
    )
    tight = replace(loose, across=min(loose.across, max(_GAP_TIGHT, words + _LITTLE)))
    blocks: list[Block] = []
    for rows in _ROWS:
        for shop in (loose, tight):
            blocks = shop.blocks(rows)
            used = sum(block.w for block in blocks) + _SHELF * (len(blocks) - 1)
            if used <= wide * _OVER:
                return _in_row(blocks, max(wide, used))
    return _in_shelves(blocks, wide)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shop:
    """What is needed to make the blocks of the band."""

    contents: Contents
    cards: Mapping[str, Card]
    busy: Mapping[str, int]
    titles: Mapping[str, float]
    pairs: tuple[tuple[str, str], ...]
    across: float
    down: float

    def blocks(self, rows: int) -> list[Block]:
        """Return one block for each frame of the band, one for all cards outside of frames."""
        items = self.contents.items[ROOT]
        frames = [self._block(item, rows) for item in items if item in self.contents.depth]
        loose = [item for item in items if item not in self.contents.depth]
        return frames + ([self._rows(loose, rows)] if loose else [])

    def _block(self, item: str, rows: int) -> Block:
        if item not in self.contents.depth:
            card = self.cards[item]
            return Block(own={item: Box(0, 0, card.w, card.h)}, w=card.w, h=card.h)
        inner = self._rows(list(self.contents.items[item]), rows)
        wide = max(inner.w, self.titles[item]) + 2 * FRAME_SIDE
        high = inner.h + FRAME_TOP + FRAME_SIDE
        left = (wide - inner.w) / 2
        boxes = {name: box.moved(left, FRAME_TOP) for name, box in inner.boxes.items()}
        return Block(own={item: Box(0, 0, wide, high), **boxes}, w=wide, h=high)

    def _rows(self, items: Sequence[str], rows: int) -> Block:
        """Return items in rows: a chain goes there and back, the rest has its busy ones below."""
        chain = self._chain(items)
        columns = math.ceil(len(items) / rows)
        if chain:
            lines = [list(chain[at : at + columns]) for at in range(0, len(chain), columns)]
            lines = [line[::-1] if index % 2 else line for index, line in enumerate(lines)]
            right = {index for index in range(len(lines)) if index % 2}
        else:
            order = sorted(items, key=lambda item: self.busy.get(item, 0))
            first = len(order) % columns or columns
            lines = [order[:first]] + [
                order[at : at + columns] for at in range(first, len(order), columns)
            ]
            lines = [sorted(line, key=items.index) for line in lines]
            right = set()
        blocks = [[self._block(item, rows) for item in line] for line in lines]
        # Lines out of the band pass the rows below between their cards.
        passing = sum(self.busy.get(item, 0) for line in lines[:-1] for item in line)
        gap = max(self.across, _LANE * (math.ceil(passing / columns) + 1))
        across = max((block.w for line in blocks for block in line), default=0.0) + gap
        wide = columns * across - gap
        boxes: dict[str, Box] = {}
        top = 0.0
        for index, line in enumerate(blocks):
            start = wide + gap - len(line) * across if index in right else 0.0
            for place, block in enumerate(line):
                dx = start + place * across + (across - gap - block.w) / 2
                boxes |= {name: box.moved(dx, top) for name, box in block.boxes.items()}
            top += max(block.h for block in line) + self.down
        return Block(own=boxes, w=wide, h=top - self.down)

    def _chain(self, items: Sequence[str]) -> list[str]:
        """Return all items in the order of one line through them, or nothing."""
        inside = set(items)
        after: dict[str, list[str]] = {item: [] for item in items}
        before: dict[str, int] = dict.fromkeys(items, 0)
        for source, target in self.pairs:
            if source in inside and target in inside and source != target:
                after[source].append(target)
                before[target] += 1
        heads = [item for item in items if not before[item] and after[item]]
        order: list[str] = []
        at = heads[0] if len(heads) == 1 else None
        while at is not None and at not in order:
            order.append(at)
            at = after[at][0] if after[at] else None
        return order if len(order) == len(items) > 1 else []


def _in_row(blocks: Sequence[Block], wide: float) -> Block:
    """Return blocks side by side over the whole width, their lower sides in line."""
    used = sum(block.w for block in blocks)
    gap = (wide - used) / (len(blocks) - 1) if len(blocks) > 1 else 0.0
    gap = min(gap, 3 * _SHELF)
    high = max(block.h for block in blocks)
    left = (wide - used - gap * (len(blocks) - 1)) / 2
    boxes: dict[str, Box] = {}
    for block in blocks:
        boxes |= _stretched(block, left, high)
        left += block.w + gap
    return Block(own=boxes, w=wide, h=high)


def _stretched(block: Block, left: float, high: float) -> dict[str, Box]:
    """Return a block's boxes moved; its own frame, the first box, takes the whole height."""
    boxes = {name: box.moved(left, 0) for name, box in block.boxes.items()}
    first = next(iter(boxes))
    if (boxes[first].w, boxes[first].h) == (block.w, block.h) and len(boxes) > 1:
        boxes[first] = Box(left, 0, block.w, high)
    return boxes


def _in_shelves(blocks: Sequence[Block], wide: float) -> Block:
    """Return blocks in several rows, as many in each as fit."""
    shelves: list[list[Block]] = [[]]
    for block in blocks:
        used = sum(each.w + _SHELF for each in shelves[-1])
        if shelves[-1] and used + block.w > wide:
            shelves.append([])
        shelves[-1].append(block)
    wide = max(wide, *(block.w for block in blocks))
    boxes: dict[str, Box] = {}
    top = 0.0
    for shelf in shelves:
        row = _in_row(shelf, wide)
        boxes |= {name: box.moved(0, top) for name, box in row.boxes.items()}
        top += row.h + _SHELF
    return Block(own=boxes, w=wide, h=top - _SHELF)
