"""Lines told in words on a card.

What observes or deploys most of its own band would draw a fan of lines over everything in it. From
four lines of one meaning on, such a fan is a line of words on the card instead: `observes 9 of 12
here`. The table beside a picture lists the lines one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archbook.drawing.model import Area, Drawing, Edge, Line, State
from archbook.drawing.text import clean

__all__ = ["ARROW", "Folded", "fold_fans"]

ARROW = "\N{RIGHTWARDS ARROW}"
_LEAST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A drawing without its fans.

    Attributes:
        drawing: The drawing, with the lines that remain.
        words: What is told on the card of each node.
        lines: The lines told so.
    """

    drawing: Drawing
    words: Mapping[str, tuple[str, ...]]
    lines: tuple[Edge, ...]


def fold_fans(drawing: Drawing) -> Folded:
    """Return a drawing with the fans of control lines inside a band put into words."""
    areas = {node.id: node.area for node in drawing.nodes}
    fans: dict[tuple[str, str], list[Edge]] = {}
    for edge in drawing.edges:
        inside = {areas.get(edge.source), areas.get(edge.target)}
        plain = edge.line is Line.CONTROL and not edge.steps and edge.state is State.NORMAL
        if plain and edge.source != edge.target and inside in ({Area.CONTROL}, {Area.DATA}):
            fans.setdefault((edge.source, edge.label), []).append(edge)
    words: dict[str, list[str]] = {}
    folded: list[Edge] = []
    for (source, label), lines in fans.items():
        reached = {line.target for line in lines}
        if len(reached) < _LEAST:
            continue
        others = sum(area is areas[source] for area in areas.values()) - 1
        which = f"all {others}" if len(reached) == others else f"{len(reached)} of {others}"
        words.setdefault(source, []).append(f"{ARROW} {clean(label)} {which} here")
        folded += lines
    gone = set(map(id, folded))
    rest = tuple(edge for edge in drawing.edges if id(edge) not in gone)
    return Folded(
        drawing=replace(drawing, edges=rest),
        words={source: tuple(said) for source, said in words.items()},
        lines=tuple(folded),
    )
