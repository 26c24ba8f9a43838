"""Merging lines between the two planes, so that the control plane does not veil what it controls.

A control component usually touches most of what runs. Drawn one by one, its lines hide the
picture; so lines of one meaning from one component to several cards become one line to the frame
that holds them all, with words that say how many or which. The table beside a picture lists them
one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from archbook.drawing.model import Area, Drawing, Edge
from archbook.drawing.text import clean

__all__ = ["BAND", "Bundle", "bundled"]

BAND = "\0band"  # stands for the data band's own frame among ids, which never hold a NUL
_ALONE = 3  # as few lines between the planes as this are drawn one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A line to draw.

    Attributes:
        edge: The line; its ends may be `BAND`, or frames that the original did not name.
        members: The lines it stands for, itself alone mostly.
    """

    edge: Edge
    members: tuple[Edge, ...]


def bundled(
    drawing: Drawing, frames: Mapping[Area, Mapping[str, tuple[str, ...]]]
) -> tuple[Bundle, ...]:
    """Return the lines of a drawing, those between the planes merged.

    Args:
        drawing: The drawing.
        frames: Of each area, the frames around each of its nodes and frames, innermost first and
            the area itself (`""`) last.
    """
    data, control = frames.get(Area.DATA, {}), frames.get(Area.CONTROL, {})
    between: dict[tuple[str, str, str, str, bool], list[Edge]] = {}
    lines: list[Bundle] = []
    crossing = [
        edge
        for edge in drawing.edges
        if (edge.source in control and edge.target in data)
        or (edge.source in data and edge.target in control)
    ]
    for edge in drawing.edges:
        if edge in crossing and len(crossing) > _ALONE and not edge.steps:
            down = edge.source in control
            end = edge.source if down else edge.target
            key = (end, edge.line.value, edge.label, edge.state.value, down)
            between.setdefault(key, []).append(edge)
        else:
            lines.append(Bundle(edge=edge, members=(edge,)))
    names = {node.id: clean(node.name or node.id) for node in drawing.nodes}
    names |= {group.id: clean(group.label or group.id) for group in drawing.groups}
    cards = {node.id for node in drawing.nodes}
    for (_, _, _, _, down), members in between.items():
        if len(members) == 1:
            lines.append(Bundle(edge=members[0], members=tuple(members)))
        else:
            lines.append(_merge(members, down=down, data=data, names=names, cards=cards))
    return tuple(lines)


def _merge(
    members: Sequence[Edge],
    *,
    down: bool,
    data: Mapping[str, tuple[str, ...]],
    names: Mapping[str, str],
    cards: set[str],
) -> Bundle:
    """Return one line for several, to the innermost frame that holds all their ends."""
    ends = [edge.target if down else edge.source for edge in members]
    common = [frame for frame in data[ends[0]] if all(frame in data[end] for end in ends)]
    frame = common[0] or BAND
    inside = sum(1 for end, around in data.items() if end in cards and common[0] in around)
    reached = {
        each for each in cards & data.keys() for end in ends if end == each or end in data[each]
    }
    few = 2
    if len(ends) <= few:
        which = " and ".join(names[end] for end in ends)
    elif len(reached) == inside:
        which = f"all {inside}"
    else:
        which = f"{len(reached)} of {inside}"
    first = members[0]
    marks = {edge.mark for edge in members}
    edge = replace(
        first,
        source=first.source if down else frame,
        target=frame if down else first.target,
        label=f"{first.label or ('to' if down else 'from')} {which}",
        count=1,
        mark=first.mark if len(marks) == 1 else "",
        classes=tuple(dict.fromkeys(name for member in members for name in member.classes)),
    )
    return Bundle(edge=edge, members=tuple(members))
