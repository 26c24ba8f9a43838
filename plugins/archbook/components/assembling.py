"""Puts a picture together: nodes, lines and boxes for what is to be shown."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archbook.components.component_map import ComponentMap
from archbook.components.model import Component, Edge
from archbook.components.picture import (
    NodeKind,
    Picture,
    PictureEdge,
    PictureGroup,
    PictureNode,
    Side,
    ViewKind,
    edge_label,
)
from archbook.components.views import MapView
from archbook.components.vocabulary import GroupBy, Lifecycle, Mode, Plane, Shape

__all__ = ["ZONE_CARD", "Draught", "assemble", "component_node", "merged_edges"]

ZONE_CARD = "/zone"
"""How the id of a card ends that stands for all of a zone."""
_NO_TIER = 9
_NAMES = 76  # letters of names that a card has room for


@dataclass(frozen=True, slots=True, kw_only=True)
class Draught:
    """What a picture is to show.

    Attributes:
        id: The picture's id.
        title: Its title.
        inside: Components it is about.
        outside: Components around them.
        into: For components that are folded, the node that stands for them.
        titles: Titles of nodes that stand for many.
        pictures: Pictures that show what such nodes stand for.
        part_of: The picture it is a part of.
    """

    id: str
    title: str
    inside: frozenset[str]
    outside: frozenset[str] = frozenset()
    into: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)
    part_of: str | None = None

    def node(self, component: str) -> str:
        """Return the node that stands for a component."""
        return self.into.get(component, component)


def assemble(
    of: ComponentMap,
    view: MapView,
    draught: Draught,
    *,
    notes: Iterable[str],
    parts: tuple[str, ...] = (),
) -> Picture:
    """Return the picture of a draught.

    Args:
        of: The map.
        view: The view it is made for.
        draught: What it shows, folded as far as is needed.
        notes: What was folded, split or left out.
        parts: The pictures it was split into.
    """
    stands: dict[str, set[str]] = {}
    for name in draught.inside | draught.outside:
        stands.setdefault(draught.node(name), set()).add(name)
    edges = merged_edges(of, draught)
    boxed = _boxed_wholes(of, view, stands, edges)
    nodes: list[PictureNode] = []
    groups: dict[str, PictureGroup] = {}
    for node, members in sorted(stands.items()):
        if node in boxed:
            continue
        outside = not members & draught.inside
        if node in of.components:
            group = _box(of, view, node, boxed, groups, outside=outside)
            nodes.append(
                component_node(
                    of,
                    of.components[node],
                    stands_for=members | {node} if members != {node} else members,
                    outside=outside,
                    centre=view.kind is ViewKind.NEIGHBOURHOOD and node == view.subject,
                    group=group,
                )
            )
        else:
            nodes.append(_group_node(of, draught, node, members, outside=outside))
            # The card of a whole zone needs no box that says the zone again.
            if not outside and view.group_by is not None and not node.endswith(ZONE_CARD):
                box = _shared_box(of, view.group_by, members, groups)
                nodes[-1] = dataclasses.replace(nodes[-1], group=box)
    return Picture(
        id=draught.id,
        view=view.id,
        kind=view.kind,
        title=draught.title,
        does=view.does,
        nodes=tuple(nodes),
        edges=edges,
        groups=tuple(sorted(groups.values(), key=lambda g: (_depth(g, groups), g.id))),
        notes=(*notes, *_undrawn(of, draught)),
        parts=parts,
        part_of=draught.part_of,
    )


def _undrawn(of: ComponentMap, draught: Draught) -> tuple[str, ...]:
    """Return a note of the edges that lie within what is folded."""
    count = sum(
        1
        for name in draught.inside
        for edge in of.edges_from(name)
        if edge.target != name
        and edge.target in draught.inside
        and draught.node(name) == draught.node(edge.target)
    )
    if not count:
        return ()
    edges = "1 edge" if count == 1 else f"{count} edges"
    return (f"Not drawn: {edges} within what is put together.",)


def component_node(
    of: ComponentMap,
    component: Component,
    *,
    stands_for: Iterable[str] = (),
    outside: bool = False,
    centre: bool = False,
    group: str | None = None,
) -> PictureNode:
    """Return the node of a component, and of what is folded into it."""
    members = tuple(sorted(stands_for)) or (component.id,)
    owner = of.owners[component.owner].name if component.owner else None
    redundancy = component.redundancy
    return PictureNode(
        id=component.id,
        kind=NodeKind.WHOLE if len(members) > 1 else NodeKind.COMPONENT,
        title=component.name,
        caption=component.kind.title,
        owner=owner,
        plane=component.plane,
        side=_side(component),
        icon=component.icon or component.kind.icon,
        # What the map chose stays; else the picture may know a better one by the technology.
        technology="" if component.icon else component.technology or "",
        shape=component.kind.shape,
        component=component.id,
        stands_for=members,
        lifecycle=component.lifecycle,
        tier=component.tier,
        replicas=redundancy.replicas if redundancy else None,
        outside=outside,
        centre=centre,
        group=group,
    )


def _side(component: Component) -> Side:
    if component.kind.actor:
        return Side.LEFT
    return Side.RIGHT if component.kind.third_party else Side.CENTRE


def _group_node(
    of: ComponentMap, draught: Draught, node: str, members: set[str], *, outside: bool
) -> PictureNode:
    planes = {of.components[name].plane for name in members}
    sides = {_side(of.components[name]) for name in members}
    several = sorted(
        (of.components[name] for name in members),
        key=lambda c: (c.tier or _NO_TIER, -len(of.edges_to(c.id)), c.id),
    )
    owners = {component.owner for component in several}
    owner = owners.pop() if len(owners) == 1 else None
    title = draught.titles.get(node)
    if title is None:
        zone = node.partition("/zone/")[2]
        title = f"Zone {of.zones[zone].name}" if zone in of.zones else "no zone stated"
    return PictureNode(
        id=node,
        kind=NodeKind.GROUP,
        title=title,
        caption=_caption(of, draught, node, members),
        owner=of.owners[owner].name if owner else None,
        plane=Plane.CONTROL if planes == {Plane.CONTROL} else Plane.DATA,
        side=sides.pop() if len(sides) == 1 else Side.CENTRE,
        icon=several[0].icon or several[0].kind.icon,
        technology="" if several[0].icon else several[0].technology or "",
        shape=Shape.BOX,
        stands_for=tuple(sorted(members)),
        lifecycle=Lifecycle.LIVE,
        outside=outside,
        picture=draught.pictures.get(node),
    )


def _caption(of: ComponentMap, draught: Draught, node: str, members: set[str]) -> str:
    """Return how many components a card stands for, with their names where these are short."""
    count = "1 component" if len(members) == 1 else f"{len(members)} components"
    if node not in draught.titles:
        return count
    names = ", ".join(of.components[name].name for name in sorted(members))
    return f"{len(members)}: {names}" if len(names) <= _NAMES else count


def _shared_box(
    of: ComponentMap, by: GroupBy, members: set[str], groups: dict[str, PictureGroup]
) -> str | None:
    """Return the box that everything a card stands for lies in, None where it is not one."""
    seen: dict[str, PictureGroup] = {}
    boxes = {
        None if of.components[name].kind.actor else _outer_box(of, by, of.components[name], seen)
        for name in members
    }
    box = boxes.pop() if len(boxes) == 1 else None
    if box is not None:
        groups.setdefault(box, seen[box])
    return box


def merged_edges(of: ComponentMap, draught: Draught) -> tuple[PictureEdge, ...]:
    """Return the lines between the nodes: one for each pair, direction and mode.

    Edges between two things that are only context are none of the picture's.
    """
    shown = draught.inside | draught.outside
    lines: dict[tuple[str, str, Mode], list[Edge]] = {}
    for name in sorted(shown):
        for edge in of.edges_from(name):
            if edge.target not in shown:
                continue
            if name in draught.outside and edge.target in draught.outside:
                continue
            source, target = draught.node(name), draught.node(edge.target)
            if source != target or name == edge.target:
                lines.setdefault((source, target, edge.mode), []).append(edge)
    return tuple(
        PictureEdge(
            source=source,
            target=target,
            mode=mode,
            plane=max((edge.plane for edge in edges), key=lambda p: p is Plane.CONTROL),
            label=edge_label(tuple(edge.verb.name for edge in edges)),
            verbs=tuple(dict.fromkeys(edge.verb.name for edge in edges)),
            edges=tuple(sorted(edge.id for edge in edges)),
        )
        for (source, target, mode), edges in sorted(lines.items())
    )


def _boxed_wholes(
    of: ComponentMap,
    view: MapView,
    stands: Mapping[str, set[str]],
    edges: Iterable[PictureEdge],
) -> frozenset[str]:
    """Return the wholes that are boxes around their parts and need no node of their own."""
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    wholes = {of.components[node].within for node in stands if node in of.components}
    return frozenset(
        whole
        for whole in wholes
        if whole is not None
        and stands.get(whole) == {whole}
        and whole not in ends
        and not (view.kind is ViewKind.NEIGHBOURHOOD and whole == view.subject)
    )


def _box(
    of: ComponentMap,
    view: MapView,
    node: str,
    boxed: frozenset[str],
    groups: dict[str, PictureGroup],
    *,
    outside: bool,
) -> str | None:
    """Return the box that a component lies in, adding it and those around it."""
    component = of.components[node]
    whole = component.within
    if whole is not None and whole in boxed:
        name = f"whole/{whole}"
        if name not in groups:
            parent = _box(of, view, whole, boxed, groups, outside=outside)
            groups[name] = PictureGroup(
                id=name,
                kind="whole",
                title=of.components[whole].name,
                subject=whole,
                plane=component.plane,
                parent=parent,
            )
        return name
    if outside or view.group_by is None or component.kind.actor:
        return None
    return _outer_box(of, view.group_by, component, groups)


def _outer_box(
    of: ComponentMap, by: GroupBy, component: Component, groups: dict[str, PictureGroup]
) -> str | None:
    title: str
    match by:
        case GroupBy.ZONE:
            subject = component.zone
            title = of.zones[subject].name if subject else ""
        case GroupBy.OWNER:
            subject = component.owner
            title = of.owners[subject].name if subject else ""
        case GroupBy.PLACE:
            subject = component.at[0] if component.at and len(component.at) == 1 else None
            title = of.places[subject].name if subject else ""
    if subject is None:
        return None
    name = f"{component.plane}/{by}/{subject}"
    groups.setdefault(
        name,
        PictureGroup(id=name, kind=by.value, title=title, subject=subject, plane=component.plane),
    )
    return name


def _depth(group: PictureGroup, groups: Mapping[str, PictureGroup]) -> int:
    depth, parent = 0, group.parent
    while parent is not None:
        depth, parent = depth + 1, groups[parent].parent
    return depth
