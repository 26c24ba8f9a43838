"""A picture of a part of the map as a plain value: what drawing renders and tables repeat."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archbook.components.vocabulary import Lifecycle, Mode, Plane, Shape

__all__ = [
    "NodeKind",
    "Picture",
    "PictureEdge",
    "PictureGroup",
    "PictureNode",
    "PictureStep",
    "Side",
    "ViewKind",
    "edge_label",
]


class ViewKind(StrEnum):
    """What a view is made for."""

    DATA_PLANE = "data-plane"
    CONTROL_PLANE = "control-plane"
    BOTH_PLANES = "both-planes"
    ZONE = "zone"
    OWNER = "owner"
    PLACE = "place"
    JOURNEY = "journey"
    NEIGHBOURHOOD = "component"
    OWN = "own"


class NodeKind(StrEnum):
    """What a node stands for: one component, a whole with parts folded in, or a group of many."""

    COMPONENT = "component"
    WHOLE = "whole"
    GROUP = "group"


class Side(StrEnum):
    """Where a node belongs in a picture: people and clients left, third parties right."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureNode:
    """A node.

    Attributes:
        id: Unique in the picture: the component's id, or `group:` and a name.
        kind: What it stands for.
        title: The name to show.
        caption: What it is: the kind's title, or how many components it stands for.
        owner: The owner's name, where one is stated.
        plane: The band it belongs in.
        side: Where in the band.
        icon: Resource of the `diagrams` library without its ending.
        technology: What it is made with, where that may tell a better icon.
        shape: Outline where there is no icon.
        component: Id of the component, None for a group.
        stands_for: Ids of all components it stands for, the component itself included.
        lifecycle: Planned and retired ones are drawn apart.
        tier: The component's tier.
        replicas: Stated number of replicas.
        outside: Whether it is context only and not of the view's selection.
        centre: Whether the view is about it.
        group: Id of the innermost box it lies in.
        picture: Id of the picture that shows what a group stands for.
    """

    id: str
    kind: NodeKind = NodeKind.COMPONENT
    title: str
    caption: str
    owner: str | None = None
    plane: Plane
    side: Side = Side.CENTRE
    icon: str
    technology: str = ""
    shape: Shape
    component: str | None = None
    stands_for: tuple[str, ...]
    lifecycle: Lifecycle = Lifecycle.LIVE
    tier: int | None = None
    replicas: int | None = None
    outside: bool = False
    centre: bool = False
    group: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureEdge:
    """A line between two nodes: all edges of one mode between what they stand for.

    Attributes:
        source: Id of the node it begins at.
        target: Id of the node or box it ends at.
        mode: How it is drawn: solid, dashed, dotted.
        plane: The plane it belongs to; control where any of its edges does.
        label: What to write on it, short.
        verbs: The verbs of its edges.
        edges: Ids of the edges it stands for; none for a hop of a journey without an edge.
        numbers: Numbers of the steps of a journey that take it.
        to_group: Whether `target` is a box.
    """

    source: str
    target: str
    mode: Mode
    plane: Plane
    label: str
    verbs: tuple[str, ...]
    edges: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    to_group: bool = False

    @property
    def count(self) -> int:
        """How many edges it stands for."""
        return len(self.edges)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureGroup:
    """A box around nodes and other boxes.

    Attributes:
        id: Unique in the picture, such as `data/zone/private` or `whole/shop`.
        kind: `zone`, `owner`, `place`, `whole` or `outside`.
        title: The name to show.
        subject: Id of the zone, owner, place or component; None for what states none.
        plane: The band it lies in.
        parent: Id of the box around it.
    """

    id: str
    kind: str
    title: str
    subject: str | None = None
    plane: Plane | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStep:
    """A step of a journey, for the numbers in the picture and the table below it.

    Attributes:
        number: `1`, `2`, `3a`.
        component: Id of the component that is reached.
        via: Id of the edge it is reached by, None where the map has none.
        start: Id of the component it is reached from, None for the first.
        words: The step in words.
    """

    number: str
    component: str
    via: str | None = None
    start: str | None = None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture.

    Attributes:
        id: Its address: the view's id, and for a part of a split view what it shows.
        view: Id of the view.
        kind: What the view is made for.
        title: Its title.
        does: What it shows, in a sentence or two.
        nodes: Its nodes, by id.
        edges: Its lines, by their ends.
        groups: Its boxes, outer before inner.
        steps: The steps of a journey, in order.
        notes: What was folded, split or left out, one sentence each.
        parts: Ids of the pictures it was split into.
        part_of: Id of the picture it is a part of.
    """

    id: str
    view: str
    kind: ViewKind
    title: str
    does: str = ""
    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...]
    groups: tuple[PictureGroup, ...] = ()
    steps: tuple[PictureStep, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    part_of: str | None = None


def edge_label(verbs: tuple[str, ...]) -> str:
    """Return what a line says of the verbs of all its edges: `calls`, or `5 uses`."""
    words = tuple(dict.fromkeys(verbs))
    if len(words) == 1:
        return words[0] if len(verbs) == 1 else f"{words[0]} \N{MULTIPLICATION SIGN}{len(verbs)}"
    return ", ".join(words) if len(words) == len(verbs) == 2 else f"{len(verbs)} uses"  # noqa: PLR2004 - two verbs can still be read
