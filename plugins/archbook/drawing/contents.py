"""What an area holds: which cards and frames lie in which frame, and what frames are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from archbook.drawing.cards import SMALL, step_width
from archbook.drawing.geometry import Box
from archbook.drawing.marks import mark_width
from archbook.drawing.model import Area, Drawing, Edge
from archbook.drawing.text import clean, width, wrap

__all__ = [
    "CAPTIONS",
    "FRAME_SIDE",
    "FRAME_TOP",
    "GAP_ACROSS",
    "GAP_ALONG",
    "ROOT",
    "Block",
    "Contents",
    "frame_title",
    "item_of",
    "title_widths",
    "words_width",
]

FRAME_TOP = 30.0
FRAME_SIDE = 14.0
GAP_ACROSS = 26.0  # between boxes side by side in one rank
GAP_ALONG = 46.0  # between ranks: room for arrowheads, bends and short words
_NARROW = 72.0  # words of lines are wrapped to this where there is little room
CAPTIONS = {
    Area.PEOPLE: "People and clients",
    Area.CONTROL: "Control plane",
    Area.DATA: "Data plane",
    Area.EXTERNAL: "Third parties",
}
ROOT = ""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Boxes placed relative to their common corner.

    Many blocks are tried for each that is drawn, so their boxes are found when asked for.

    Attributes:
        own: Boxes of nodes and frames by id.
        inner: Other blocks inside of it, each with the place of its corner.
        w: Width of the whole.
        h: Its height.
        way: The direction in which the outermost items follow each other.
    """

    own: Mapping[str, Box] = field(default_factory=dict)
    inner: tuple[tuple[float, float, Block], ...] = ()
    w: float
    h: float
    way: str = ""

    @property
    def boxes(self) -> dict[str, Box]:
        """The boxes of all nodes and frames by id, its own first."""
        found = dict(self.own)
        for x, y, block in self.inner:
            found |= {name: box.moved(x, y) for name, box in block.boxes.items()}
        return found


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


def words_width(edge: Edge) -> float:
    """Return how wide the words of a line are, wrapped as narrowly as they may be."""
    counted = f"{edge.label} ({edge.count})" if edge.count > 1 else edge.label
    texts = [counted, f"if lost: {edge.mark}" if edge.mark else ""]
    lines = [line for text in texts for line in wrap(text, _NARROW, SMALL)]
    numbers = sum(step_width(step) + 2 for step in edge.steps)
    return max((width(line, SMALL) for line in lines), default=0.0) + numbers


def item_of(end: str, frame: str, contents: Contents, where: Mapping[str, _T]) -> _T | None:
    """Return which item of a frame an end lies in, None where it lies outside.

    Args:
        end: A node or frame.
        frame: The frame.
        contents: What the area holds.
        where: What stands for each item of the frame, such as its position.
    """
    inner = end
    for around_it in contents.home[end]:
        if around_it == frame:
            return where[inner]
        inner = around_it
    return None
