"""Graphs for the engine, built with the `diagrams` library, and the reading of what comes back.

The library's `Diagram` renders and writes files by itself, even half-built ones; `Sheet` only
collects. Cards reach the engine as bare boxes named `n0`, `n1`, ... and sized to the words that
were measured beforehand: no id, label or icon of a map is ever part of the DOT text, so nothing
in them can break it. Positions come back as Graphviz's `plain` format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from types import TracebackType
from typing import NamedTuple

from diagrams import Diagram, Edge, Node, setdiagram

from archbook.drawing.geometry import Box, Point

__all__ = ["Arrow", "Laid", "Sheet", "Spot", "read_plain", "write_graph"]

_INCH = 72.0
_NODE = re.compile(r"^node n(\d+) (\S+) (\S+)", re.MULTILINE)
_EDGE = re.compile(r"^edge n(\d+) n(\d+) (\d+) (.*)", re.MULTILINE)


class Spot(NamedTuple):
    """A box of the graph: its size, and its place where that is settled already."""

    w: float
    h: float
    at: Point | None = None


class Arrow(NamedTuple):
    """A line of the graph between two spots, by their positions in the list.

    Attributes:
        tail: Where it begins.
        head: Where it ends.
        weight: How much it wants to be straight and short.
        ranks: How many ranks it spans at least.
    """

    tail: int
    head: int
    weight: int = 1
    ranks: int = 1


class Laid(NamedTuple):
    """What the engine found: a box for every spot, a path for every arrow (empty if none)."""

    boxes: tuple[Box, ...]
    paths: tuple[tuple[Point, ...], ...]


class Sheet(Diagram):  # type: ignore[misc]  # the library has no types
    """A `Diagram` that is only ever text: nothing is rendered, opened, written or removed."""

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        setdiagram(None)

    def render(self) -> None:
        """Do nothing: the engine runs once, for the finished graph."""

    def node(self, nodeid: str, label: str, **attributes: str) -> None:
        """Add a box; its words are ours to write, and its attributes numbers that need no quotes.

        Args:
            nodeid: Its name.
            label: Not used.
            attributes: Size and place.
        """
        del label
        self.dot.body.append(_statement(nodeid, attributes))

    def connect(self, node: Node, node2: Node, edge: Edge) -> None:
        """Add a line, which has a weight and a least length at most.

        Args:
            node: Where it begins.
            node2: Where it ends.
            edge: The line.
        """
        known = edge.attrs
        attributes = {name: known[name] for name in ("weight", "minlen") if name in known}
        self.dot.body.append(_statement(f"{node.nodeid} -> {node2.nodeid}", attributes))


def _statement(subject: str, attributes: dict[str, str]) -> str:
    told = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"\t{subject} [{told}]\n"


def write_graph(spots: Sequence[Spot], arrows: Sequence[Arrow], **attributes: str) -> str:
    """Return the DOT text of a graph.

    Args:
        spots: Its boxes.
        arrows: Its lines.
        attributes: Attributes of the graph itself, such as `rankdir`.
    """
    with Sheet("sheet") as sheet:
        nodes = [Node("", nodeid=f"n{index}", **_place(spot)) for index, spot in enumerate(spots)]
        for arrow in arrows:
            nodes[arrow.tail].connect(nodes[arrow.head], _line(arrow.weight, arrow.ranks))
    head, tail = _around(tuple(attributes.items()))
    return f"{head}{''.join(sheet.dot.body)}{tail}"


@cache
def _line(weight: int, ranks: int) -> Edge:
    """Return a line of some weight that spans at least so many ranks."""
    told = {"weight": str(weight)} if weight > 1 else {}
    return Edge(**told, **({"minlen": str(ranks)} if ranks > 1 else {}))


@cache
def _around(attributes: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """Return what stands before and behind the statements of graphs with some attributes."""
    bare = {"shape": "box", "fixedsize": "true", "label": "", "fontname": "Arial"}
    sheet = Sheet("sheet", graph_attr={"pad": "0", "margin": "0", "label": "", **dict(attributes)})
    sheet.dot.node_attr.clear()
    sheet.dot.node_attr.update(bare)
    sheet.dot.edge_attr.clear()
    sheet.dot.edge_attr.update({"dir": "none"})
    head, brace, tail = str(sheet.dot.source).rpartition("}")
    return head, brace + tail


def _place(spot: Spot) -> dict[str, str]:
    """Return the attributes of a box; the engine's y axis points upwards."""
    size = _size(spot.w, spot.h)
    return size if spot.at is None else {**size, "pos": f"{spot.at[0]:.2f},{-spot.at[1]:.2f}"}


@lru_cache(maxsize=4096)
def _size(w: float, h: float) -> dict[str, str]:
    return {"width": f"{w / _INCH:.4f}", "height": f"{h / _INCH:.4f}"}


def read_plain(
    text: str, graphs: Sequence[tuple[Sequence[Spot], Sequence[Arrow]]]
) -> tuple[Laid, ...]:
    """Read the output of a run over several graphs.

    Args:
        text: Graphviz's `plain` format.
        graphs: The spots and arrows of each graph in turn.

    Raises:
        ValueError: The output does not hold these graphs.
    """
    blocks = text.split("\nstop\n")[:-1]
    return tuple(
        _read_graph(block, spots, arrows)
        for block, (spots, arrows) in zip(blocks, graphs, strict=True)
    )


def _read_graph(text: str, spots: Sequence[Spot], arrows: Sequence[Arrow]) -> Laid:
    boxes: dict[int, Box] = {}
    for name, x, y in _NODE.findall(text):
        w, h, _ = spots[int(name)]
        boxes[int(name)] = Box(float(x) * _INCH - w / 2, -float(y) * _INCH - h / 2, w, h)
    paths: list[tuple[Point, ...]] = [()] * len(arrows)
    waiting: dict[tuple[int, int], list[int]] = {}
    for index, arrow in enumerate(arrows):
        waiting.setdefault((arrow.tail, arrow.head), []).append(index)
    for tail, head, points, rest in _EDGE.findall(text):
        # Straight parts as Bezier curves: every third point is a bend, those between are not.
        words, last = rest.split(), 2 * int(points)
        across, down = words[0:last:6], words[1:last:6]
        path = [(float(x) * _INCH, -float(y) * _INCH) for x, y in zip(across, down, strict=True)]
        paths[waiting[int(tail), int(head)].pop(0)] = tuple(path)
    return Laid(boxes=tuple(boxes[index] for index in range(len(spots))), paths=tuple(paths))
