"""From a picture of the component map to a drawing.

The map says who depends on whom. Lines of events and copies are drawn the way the data goes, from
the topic to its consumer and from the store to its copy, and their words turn with them; all
other lines run from the one that acts to the one it acts on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from archbook.components.picture import (
    NodeKind,
    Picture,
    PictureEdge,
    PictureGroup,
    PictureNode,
    Side,
)
from archbook.components.vocabulary import Lifecycle, Mode, Plane
from archbook.components.vocabulary import Shape as Outline
from archbook.drawing.icons import find_icon
from archbook.drawing.marks import mark_of
from archbook.drawing.model import Area, Drawing, Edge, Group, Line, Node, Shape, State
from archbook.source.findings import Finding

__all__ = ["LinkTo", "to_drawing"]

LinkTo = Callable[[str, str], str]
"""Gives the site-relative address of a `component`, `zone`, `owner`, `place` or `picture`."""

_LINES = {Mode.SYNC: Line.SYNC, Mode.ASYNC: Line.ASYNC, Mode.CONTROL: Line.CONTROL}
_SHAPES = {
    Outline.PERSON: Shape.PERSON,
    Outline.CYLINDER: Shape.STORE,
    Outline.QUEUE: Shape.QUEUE,
    Outline.CLOUD: Shape.EXTERNAL,
}
_STATES = {Lifecycle.PLANNED: State.PLANNED, Lifecycle.RETIRED: State.RETIRED}
# Drawn the way the data goes, and what they read as from that end.
_TURNED = {"consumes": "consumed by", "replicates": "copied to"}
_PLAIN = "calls"  # what a solid line says without words
_MOST_VERBS = 2


def to_drawing(
    picture: Picture,
    *,
    link: LinkTo | None = None,
    states: Mapping[str, State] | None = None,
    findings: Mapping[str, Sequence[Finding]] | None = None,
) -> Drawing:
    """Return the drawing of a picture.

    Args:
        picture: The picture. Its control lines are better not bundled yet: that is done here, for
            parts of a frame too, with words that say how many.
        link: Where each thing's page is; without it nothing is a link.
        states: What has become of components and, by the ids of their edges, of lines.
        findings: What rules found about each component, by its id: cards are marked with it. A
            card that stands for several counts a finding about many of them once.
    """
    to = link or (lambda _kind, _name: "")
    told = states or {}
    return Drawing(
        id=picture.id,
        title=picture.title,
        description=picture.does,
        kind=picture.kind.value,
        nodes=tuple(_node(node, to, told, findings or {}) for node in picture.nodes),
        groups=tuple(_group(group, to, findings or {}) for group in picture.groups),
        edges=tuple(_edge(edge, told) for edge in picture.edges),
        notes=picture.notes,
    )


def _group(group: PictureGroup, to: LinkTo, findings: Mapping[str, Sequence[Finding]]) -> Group:
    whole = group.subject if group.kind == "whole" else None
    return Group(
        id=_box(group.id),
        label=group.title,
        detail="" if group.kind == "outside" else group.kind,
        parent=_box(group.parent) if group.parent else "",
        link=_group_link(group.kind, group.subject, to),
        mark=mark_of(findings.get(whole, ())) if whole else None,
    )


def _box(name: str) -> str:
    """Return a frame's id: no id of a component holds a space."""
    return f"box {name}"


def _group_link(kind: str, subject: str | None, to: LinkTo) -> str:
    if subject is None or kind == "outside":
        return ""
    return to("component" if kind == "whole" else kind, subject)


def _node(
    node: PictureNode,
    to: LinkTo,
    states: Mapping[str, State],
    findings: Mapping[str, Sequence[Finding]],
) -> Node:
    badges = []
    if node.replicas is not None and node.replicas > 1:
        badges.append(f"\N{MULTIPLICATION SIGN}{node.replicas}")
    classes = [
        name for name, holds in (("outside", node.outside), ("centre", node.centre)) if holds
    ]
    if node.component:
        address = to("component", node.component)
    else:
        address = to("picture", node.picture) if node.picture else ""
    return Node(
        id=node.id,
        name=node.title,
        kind=node.caption,
        owner=node.owner or "",
        icon=find_icon(node.technology) or node.icon,
        shape=_SHAPES.get(node.shape, Shape.CARD)
        if node.kind is NodeKind.COMPONENT
        else Shape.WHOLE,
        area=_area(node),
        group=_box(node.group) if node.group else "",
        link=address,
        state=states.get(node.id, _STATES.get(node.lifecycle, State.NORMAL)),
        badges=tuple(badges),
        classes=tuple(classes),
        mark=mark_of(each for name in node.stands_for for each in findings.get(name, ())),
    )


def _area(node: PictureNode) -> Area:
    if node.side is Side.LEFT:
        return Area.PEOPLE
    if node.side is Side.RIGHT:
        return Area.EXTERNAL
    return Area.CONTROL if node.plane is Plane.CONTROL else Area.DATA


def _edge(edge: PictureEdge, states: Mapping[str, State]) -> Edge:
    turned = bool(edge.verbs) and all(verb in _TURNED for verb in edge.verbs) and not edge.to_group
    source, target = edge.source, _box(edge.target) if edge.to_group else edge.target
    if turned:
        source, target = target, source
    found = {states[name] for name in edge.edges if name in states}
    worst = next((state for state in State if state in found), State.NORMAL)
    return Edge(
        source=source,
        target=target,
        line=_LINES[edge.mode],
        label=_words(edge, turned=turned),
        count=max(edge.count, 1),
        steps=edge.numbers,
        state=worst,
    )


def _words(edge: PictureEdge, *, turned: bool) -> str:
    """Return what a line says; its count is written beside it."""
    verbs = list(dict.fromkeys(_TURNED.get(verb, verb) if turned else verb for verb in edge.verbs))
    if verbs == [_PLAIN]:
        return ""
    return ", ".join(verbs) if len(verbs) <= _MOST_VERBS else "uses"
