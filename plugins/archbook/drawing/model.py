"""What a picture shows, as plain values: cards, the frames around them, the lines between them.

A drawing knows nothing of component maps. Whoever makes one says what each card reads, where it
stands (`Area`) and where it leads; this package finds the positions and writes the picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from archbook.source.findings import Severity

__all__ = [
    "Area",
    "Drawing",
    "DrawingError",
    "Edge",
    "Group",
    "Line",
    "Mark",
    "Node",
    "Shape",
    "State",
    "safe_link",
]

_SCHEMES = frozenset({"", "http", "https", "mailto"})


class DrawingError(ValueError):
    """A drawing that contradicts itself: two things of one id, a line to nowhere, a bad link."""


class Area(StrEnum):
    """Where in the picture a card stands; the same place in every picture."""

    PEOPLE = "people"  # left: people and clients
    CONTROL = "control"  # the band on top
    DATA = "data"  # the band below it
    EXTERNAL = "external"  # right: third parties


class Shape(StrEnum):
    """The outline of a card, which tells what it is without its colour."""

    CARD = "card"
    PERSON = "person"  # round ends
    STORE = "store"  # a stack: something that keeps data
    QUEUE = "queue"  # double bars at its end: something that passes data on
    EXTERNAL = "external"  # dashed: not ours
    WHOLE = "whole"  # a second card behind it: parts are folded into it


class Line(StrEnum):
    """What a line means; each has its own stroke and arrowhead."""

    SYNC = "sync"  # solid, filled arrowhead
    ASYNC = "async"  # dashed, open arrowhead
    CONTROL = "control"  # dotted, small diamond


class State(StrEnum):
    """What has become of a card or a line in a what-if picture, worst first."""

    LOST = "lost"
    DOWN = "down"
    DEGRADED = "degraded"
    DELAYED = "delayed"
    PLANNED = "planned"
    RETIRED = "retired"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    NORMAL = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """That rules found something about what a card stands for.

    Attributes:
        severity: The worst one's: an error or a warning.
        count: How many findings there are.
        waived: Whether decisions waive all of them.
    """

    severity: Severity
    count: int
    waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A card.

    Attributes:
        id: Any text, unique among nodes and groups.
        name: The bold line.
        kind: What it is, in words: the first half of the small line.
        owner: Whose it is: the other half.
        icon: Name of an icon (`archbook.drawing.icons`), or empty for none.
        shape: Its outline.
        area: Where it stands.
        group: Id of the innermost frame around it.
        link: Site-relative address (`components/orders/`), a full one, or empty.
        state: What has become of it.
        steps: Numbers of the steps of a journey that take place here, such as `3a`.
        badges: Further words on the card, such as `x 3` or `tier 1`.
        classes: Names for style sheets and scripts, written as `ab-is-<name>`.
        mark: What rules found about it.
    """

    id: str
    name: str
    kind: str = ""
    owner: str = ""
    icon: str = ""
    shape: Shape = Shape.CARD
    area: Area = Area.DATA
    group: str = ""
    link: str = ""
    state: State = State.NORMAL
    steps: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A frame around cards or other frames.

    Attributes:
        id: Any text, unique among nodes and groups.
        label: What its corner says.
        detail: What it is (`zone`, `modular monolith`), shown small beside the label.
        parent: Id of the frame around it.
        link: As of a node.
        state: What has become of it.
        mark: What rules found about it, where it has no card.
    """

    id: str
    label: str
    detail: str = ""
    parent: str = ""
    link: str = ""
    state: State = State.NORMAL
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from one card or frame to another; whoever makes it merges parallel ones.

    Attributes:
        source: Id of the node or group it leaves.
        target: Id of the node or group it reaches.
        line: What it means.
        label: Words beside it, may be empty.
        count: How many relations it stands for, shown from two on.
        mark: A word on what its loss does (`fails`, `delays`), shown where it is not empty.
        steps: Numbers of the steps of a journey that go along it.
        state: What has become of it.
        classes: As of a node.
    """

    source: str
    target: str
    line: Line = Line.SYNC
    label: str = ""
    count: int = 1
    mark: str = ""
    steps: tuple[str, ...] = ()
    state: State = State.NORMAL
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture before it has positions.

    Attributes:
        id: Its name in addresses, stable over time.
        title: What it shows, in a few words.
        description: The same in a sentence or two, read out by screen readers.
        kind: What sort of picture it is (`planes`, `journey`, ...), for style sheets.
        nodes: The cards, in the order in which equals are placed.
        groups: The frames.
        edges: The lines.
        notes: Sentences below the picture, such as what was folded.
        areas: Captions of areas that differ from the default ones.
    """

    id: str
    title: str
    description: str = ""
    kind: str = "view"
    nodes: tuple[Node, ...] = ()
    groups: tuple[Group, ...] = ()
    edges: tuple[Edge, ...] = ()
    notes: tuple[str, ...] = ()
    areas: tuple[tuple[Area, str], ...] = ()

    def __post_init__(self) -> None:
        _check(self)

    def digest(self) -> str:
        """Return a name made of everything the drawing says."""
        return hashlib.sha256(repr(self).encode(errors="surrogatepass")).hexdigest()


def safe_link(link: str) -> bool:
    """Say whether an address may be linked to: relative, http, https or mailto, nothing hidden."""
    if any(letter <= " " or letter in '<>"\\' for letter in link) or link.startswith("/"):
        return False
    try:
        return urlsplit(link).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _check(drawing: Drawing) -> None:
    """Raise DrawingError for what could only be drawn wrongly."""
    groups = {group.id: group for group in drawing.groups}
    known = [node.id for node in drawing.nodes] + [group.id for group in drawing.groups]
    _unique(drawing.id, known)
    places = [(node.id, node.group, node.link) for node in drawing.nodes]
    places += [(group.id, group.parent, group.link) for group in drawing.groups]
    for name, inside, link in places:
        if inside and inside not in groups:
            raise DrawingError(f'{drawing.id}: "{name}" stands in an unknown frame "{inside}"')
        if link and not safe_link(link):
            raise DrawingError(
                f'{drawing.id}: "{name}" links to "{link}"; write a relative, http, '
                "https or mailto address"
            )
    _no_cycle(drawing.id, groups)
    full = {frame for node in drawing.nodes for frame in _frames_around(node.group, groups)}
    ends = frozenset(node.id for node in drawing.nodes) | full
    for edge in drawing.edges:
        for end in (edge.source, edge.target):
            if end not in ends:
                raise DrawingError(
                    f'{drawing.id}: a line has the end "{end}", which is neither a card nor a '
                    "frame with a card in it"
                )


def _frames_around(frame: str, groups: Mapping[str, Group]) -> list[str]:
    around = []
    while frame:
        around.append(frame)
        frame = groups[frame].parent
    return around


def _unique(drawing: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise DrawingError(f'{drawing}: two things have the id "{each}"')
        seen.add(each)


def _no_cycle(drawing: str, groups: Mapping[str, Group]) -> None:
    for start in groups:
        at, steps = start, 0
        while at:
            at, steps = groups[at].parent, steps + 1
            if steps > len(groups):
                raise DrawingError(f'{drawing}: the frame "{start}" stands inside itself')
