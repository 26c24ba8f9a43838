"""The view of a boundary between trust zones: what crosses it, and no other line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archbook.components.component_map import ComponentMap
from archbook.components.picture import Picture, ViewKind, edge_label
from archbook.components.views import MapView
from archbook.components.vocabulary import GroupBy
from archbook.pages.addresses import slug
from archbook.pages.architecture.overviews import overview_alone
from archbook.rules.analyses.threat_model import Boundary

__all__ = ["boundary_title", "boundary_view", "crossing_only"]


def boundary_title(boundary: Boundary) -> str:
    """Return what a boundary is called: `Edge -> Private`, with an arrow."""
    return f"{boundary.source.name} \N{RIGHTWARDS ARROW} {boundary.target.name}"


def boundary_view(boundary: Boundary, taken: Iterable[str]) -> MapView:
    """Return what crosses a boundary as a view, the zones as boxes.

    Args:
        boundary: The boundary.
        taken: Ids of other views.
    """
    name = f"boundary/{slug(boundary.source.id)}-to-{slug(boundary.target.id)}"
    known = set(taken)
    while name in known:
        name += "-x"
    ends = {end for edge in boundary.edges for end in (edge.source, edge.target)}
    return MapView(
        id=name,
        kind=ViewKind.OWN,
        title=boundary_title(boundary),
        does=f"What crosses from {boundary.source.name} into {boundary.target.name}.",
        components=tuple(sorted(ends)),
        subject=boundary.words,
        group_by=GroupBy.ZONE,
    )


def crossing_only(drawn: Sequence[Picture], boundary: Boundary, of: ComponentMap) -> Picture:
    """Return the picture of a boundary: no other lines than those that cross it.

    Of a large one there is the overview alone; the page's table names every edge.

    Args:
        drawn: The pictures of its view.
        boundary: The boundary.
        of: The map.
    """
    picture = drawn[0]
    crossing = {edge.id for edge in boundary.edges}
    lines = []
    for line in picture.edges:
        kept = tuple(name for name in line.edges if name in crossing)
        if kept:
            verbs = tuple(of.edges[name].verb.name for name in kept)
            lines.append(replace(line, edges=kept, verbs=verbs, label=edge_label(verbs)))
    return overview_alone(replace(picture, edges=tuple(lines)))
