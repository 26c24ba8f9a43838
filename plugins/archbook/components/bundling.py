"""Calms a picture: lines of control that reach everything in a box become one line to the box."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from archbook.components.picture import Picture, PictureEdge, PictureGroup, edge_label
from archbook.components.vocabulary import Mode

__all__ = ["bundled"]


def bundled(picture: Picture, *, least: int = 3) -> Picture:
    """Return a picture in which control lines to all nodes of a box end at the box.

    Lines are put together only where the source has a line to every node in the box, by the same
    verbs, so that the picture says no more than the map does; outer boxes before inner ones.

    Args:
        picture: The picture.
        least: How many lines there must be.
    """
    groups = {group.id: group for group in picture.groups}
    inside: dict[str, set[str]] = {name: set() for name in groups}
    for node in picture.nodes:
        for box in _around(node.group, groups):
            inside[box].add(node.id)
    kept = [edge for edge in picture.edges if edge.mode is not Mode.CONTROL]
    by_source: dict[tuple[str, tuple[str, ...]], dict[str, PictureEdge]] = {}
    for edge in picture.edges:
        if edge.mode is Mode.CONTROL:
            by_source.setdefault((edge.source, edge.verbs), {})[edge.target] = edge
    for (source, _), lines in by_source.items():
        left = dict(lines)
        for group in picture.groups:  # outer before inner
            nodes = inside[group.id]
            if len(nodes) >= least and nodes <= left.keys() and source not in nodes:
                kept.append(_to_box(group, [left.pop(node) for node in sorted(nodes)]))
        kept.extend(left.values())
    return dataclasses.replace(
        picture, edges=tuple(sorted(kept, key=lambda e: (e.source, e.target, e.mode)))
    )


def _around(group: str | None, groups: Mapping[str, PictureGroup]) -> list[str]:
    boxes = []
    while group is not None:
        boxes.append(group)
        group = groups[group].parent
    return boxes


def _to_box(group: PictureGroup, lines: list[PictureEdge]) -> PictureEdge:
    first = lines[0]
    return dataclasses.replace(
        first,
        target=group.id,
        to_group=True,
        label=edge_label(first.verbs),
        edges=tuple(sorted(edge for line in lines for edge in line.edges)),
    )
