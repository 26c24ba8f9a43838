"""Boundaries between trust zones, and the threats that are named at each.

Definition. A *boundary* is an ordered pair of zones that an edge crosses, its source in the one and
its target in the other; who is in no zone crosses none. Named at it are the threats that the edges
across it state, those of the components that they end at, and those of its two zones. A zone's
threat counts at all its boundaries, or where it says so only for what comes in `from` some zones or
goes out `to` some.

Source: Shostack, "Threat Modeling: Designing for Security", 2014, chapter 1 (what are you building,
what can go wrong, what are you going to do about it, did you do a good job).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from archbook.components.component_map import ComponentMap
from archbook.components.model import Edge, Zone
from archbook.components.threats import Threat, ThreatStatus

__all__ = ["Boundary", "Holder", "HolderKind", "StatedThreat", "boundaries", "stated_threats"]


class HolderKind(StrEnum):
    """What holds the answer to a threat."""

    DECISION = "decision"
    RULE = "rule"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """What holds the answer to a threat: it settles it, or checks that it is there.

    Attributes:
        kind: What it is.
        id: Its id, as the map names it.
    """

    kind: HolderKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedThreat:
    """A threat and where it is stated.

    Attributes:
        subject: What states it: `zone:ID`, `component:ID` or `edge:ID`.
        number: Its place among the threats stated there, from 0.
        threat: The threat.
    """

    subject: str
    number: int
    threat: Threat

    @property
    def status(self) -> ThreatStatus | None:
        """How far it is answered; None where that is not stated."""
        return self.threat.standing

    @property
    def field(self) -> str:
        """The field of its subject that states it, for its place in the file."""
        return f"threats.{self.number}"

    @property
    def holders(self) -> tuple[Holder, ...]:
        """What holds its answer: decisions, then rules, then items of checklists."""
        named = (
            (HolderKind.DECISION, self.threat.decisions),
            (HolderKind.RULE, self.threat.rules),
            (HolderKind.ITEM, self.threat.items),
        )
        return tuple(Holder(kind=kind, id=name) for kind, names in named for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A boundary between two zones.

    Attributes:
        source: The zone that is left.
        target: The zone that is entered.
        edges: The edges across it, by id.
        threats: The threats named at it: of the zones, of the components entered, of the edges.
    """

    source: Zone
    target: Zone
    edges: tuple[Edge, ...]
    threats: tuple[StatedThreat, ...]

    @property
    def words(self) -> str:
        """The boundary as a way: `edge -> private`."""
        return f"{self.source.id} -> {self.target.id}"

    @property
    def answered(self) -> bool:
        """Whether at least one threat named at it is answered, or accepted as it is."""
        done = {ThreatStatus.ANSWERED, ThreatStatus.ACCEPTED}
        return any(stated.status in done for stated in self.threats)


def boundaries(of: ComponentMap) -> tuple[Boundary, ...]:
    """Return the boundaries of a map that something which runs crosses, by their zones.

    Args:
        of: The map.
    """
    crossing: dict[tuple[str, str], list[Edge]] = {}
    for _, edge in sorted(of.edges.items()):
        source, target = of.components[edge.source], of.components[edge.target]
        if not (source.live and target.live) or source.zone is None or target.zone is None:
            continue
        if source.zone != target.zone:
            crossing.setdefault((source.zone, target.zone), []).append(edge)
    return tuple(
        Boundary(
            source=of.zones[source],
            target=of.zones[target],
            edges=tuple(edges),
            threats=tuple(_named_at(of, source, target, edges)),
        )
        for (source, target), edges in sorted(crossing.items())
    )


def stated_threats(of: ComponentMap) -> tuple[StatedThreat, ...]:
    """Return all threats that a map states, of zones, components and edges, by their ids.

    Args:
        of: The map.
    """
    return (
        *(each for name in sorted(of.zones) for each in _of(f"zone:{name}", of.zones[name])),
        *(
            each
            for name in sorted(of.components)
            for each in _of(f"component:{name}", of.components[name])
        ),
        *(each for name in sorted(of.edges) for each in _of(f"edge:{name}", of.edges[name])),
    )


def _of(subject: str, thing: object) -> Iterator[StatedThreat]:
    threats: tuple[Threat, ...] = getattr(thing, "threats", None) or ()
    for number, threat in enumerate(threats):
        yield StatedThreat(subject=subject, number=number, threat=threat)


def _named_at(
    of: ComponentMap, source: str, target: str, edges: list[Edge]
) -> Iterator[StatedThreat]:
    for name in (source, target):
        for stated in _of(f"zone:{name}", of.zones[name]):
            if _counts(stated.threat, name, source, target):
                yield stated
    for name in dict.fromkeys(edge.target for edge in edges):
        yield from _of(f"component:{name}", of.components[name])
    for edge in edges:
        yield from _of(f"edge:{edge.id}", edge)


def _counts(threat: Threat, zone: str, source: str, target: str) -> bool:
    """Say whether a zone's threat counts at a boundary of that zone."""
    if not threat.from_ and not threat.to:
        return True
    return source in threat.from_ if zone == target else target in threat.to
