"""The things of a component map as plain values: what is not stated is None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archbook.components.forms import Nothing
from archbook.components.selectors import Selector
from archbook.components.threats import Threat
from archbook.components.units import Duration, Percentage, Rate
from archbook.components.values import (
    Backup,
    Bound,
    Cost,
    Limits,
    MessageSchema,
    Operations,
    Redundancy,
    Replay,
    Slo,
)
from archbook.components.vocabulary import (
    Cached,
    End,
    GroupBy,
    IfLost,
    Kind,
    Lifecycle,
    Mode,
    PlaceKind,
    Plane,
    Switching,
    Verb,
    When,
)
from archbook.source.yamltext import Path

__all__ = [
    "INHERITED",
    "Branch",
    "Component",
    "Edge",
    "Journey",
    "Origin",
    "Owner",
    "PathItem",
    "Place",
    "Step",
    "View",
    "Zone",
]

INHERITED = ("plane", "lifecycle", "owner", "tier", "zone", "at", "technology", "redundancy")
"""What a module has from its whole where it does not state it itself; so it has the single fields
of `operations`. Promises, costs, data held, backup and limits are never inherited: they would be
counted twice."""

_ENCRYPTED = frozenset({"https", "tls", "mtls"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a thing is stated.

    Attributes:
        file: The file as findings show it.
        path: Keys and indexes that lead to it.
    """

    file: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A team or person that answers for components; fields as the map's format has them."""

    id: str
    name: str
    does: str | None = None
    on_call: str | Nothing | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A trust zone; fields as the map's format has them."""

    id: str
    name: str
    does: str | None = None
    trust: int | None = None
    may_hold: tuple[str, ...] | None = None
    threats: tuple[Threat, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A fault container; fields as the map's format has them."""

    id: str
    name: str
    kind: PlaceKind | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A component; fields as the map's format has them, None where not stated.

    Attributes:
        id: Its id.
        kind: Its kind, whole.
        name: As stated, else the id.
        plane: As stated, else inherited, else the kind's.
        lifecycle: As stated, else inherited, else live.
        stated: Names of the fields that it states itself, the parts of `operations` as
            `operations.runbook`.
        inherited: For each field that it has from a whole, that whole's id.
    """

    id: str
    kind: Kind
    name: str
    plane: Plane
    lifecycle: Lifecycle = Lifecycle.LIVE
    does: str | None = None
    owner: str | None = None
    tier: int | None = None
    within: str | None = None
    zone: str | None = None
    at: tuple[str, ...] | None = None
    technology: str | None = None
    icon: str | None = None
    slo: Slo | None = None
    own_availability: Percentage | None = None
    redundancy: Redundancy | None = None
    holds: tuple[str, ...] | None = None
    operations: Operations = field(default_factory=Operations)
    cost: Cost | None = None
    backup: Backup | Nothing | None = None
    limits: Limits | Nothing | None = None
    schema: MessageSchema | Nothing | None = None
    dead_letter: str | Nothing | None = None
    replay: Replay | Nothing | None = None
    bound: Bound | Nothing | None = None
    order: str | Nothing | None = None
    threats: tuple[Threat, ...] | None = None
    tags: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    stated: frozenset[str] = frozenset()
    inherited: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def live(self) -> bool:
        """Whether it takes part in what runs: neither planned nor retired."""
        return self.lifecycle in {Lifecycle.LIVE, Lifecycle.DEPRECATED}

    @property
    def ownerless(self) -> bool:
        """Whether it is stated, here or by its whole, that nobody owns it."""
        return self.owner is None and ("owner" in self.stated or "owner" in self.inherited)

    @property
    def analytics(self) -> bool:
        """Whether it answers questions about the past.

        It does by its kind (a pipeline only in the data plane) or by the tag `analytics`.
        """
        by_kind = self.kind.analytics and not (
            self.kind.base == "pipeline" and self.plane is Plane.CONTROL
        )
        return by_kind or "analytics" in self.tags

    @property
    def replicas(self) -> int:
        """How many run: as stated, else one for each place, else one."""
        if self.redundancy is not None and self.redundancy.replicas is not None:
            return self.redundancy.replicas
        return max(1, len(self.at or ()))

    @property
    def needs(self) -> int:
        """How many must run for it to serve."""
        return (self.redundancy.needs if self.redundancy else None) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge; fields as the map's format has them, None where not stated.

    Attributes:
        id: `source verb target`, with `#name` where two would be alike.
        source: Id of the component that the verb is said of.
        verb: The verb.
        target: Id of the component at the other end.
        plane: Its plane: the verb's, else its source's.
        declared_by: The ends that state it, the source first.
        stated_if_lost: What it states about a loss; see `if_lost`.
        stated_when: When it says it is needed; see `when`.
    """

    id: str
    source: str
    verb: Verb
    target: str
    plane: Plane
    declared_by: tuple[End, ...]
    name: str | None = None
    what: str | None = None
    protocol: str | None = None
    encrypted: bool | None = None
    auth: str | Nothing | None = None
    data: tuple[str, ...] | None = None
    timeout: Duration | Nothing | None = None
    retries: int | None = None
    idempotent: bool | None = None
    stated_if_lost: IfLost | None = None
    fallback: str | Nothing | None = None
    any_of: str | None = None
    stated_when: When | None = None
    stale_for: Duration | Nothing | None = None
    cached: Cached | None = None
    switch: Switching | None = None
    outbox: bool | None = None
    dead_letter: str | Nothing | None = None
    decisions: tuple[str, ...] = ()
    threats: tuple[Threat, ...] | None = None

    @property
    def mode(self) -> Mode:
        """Whether the source waits for the target."""
        return self.verb.mode

    @property
    def if_lost(self) -> IfLost:
        """What a loss does: as stated, else by the verb; an outbox lets publishing continue."""
        if self.stated_if_lost is not None:
            return self.stated_if_lost
        if self.verb.name == "publishes" and self.outbox:
            return IfLost.CONTINUES
        return self.verb.if_lost

    @property
    def when(self) -> When:
        """When it is needed: as stated, else for each request."""
        return self.stated_when or When.REQUEST

    @property
    def sufferer(self) -> str:
        """The component that a loss of the other end affects."""
        return self.source if self.verb.sufferer is End.SOURCE else self.target

    @property
    def cause(self) -> str:
        """The component whose loss affects the other end."""
        return self.target if self.verb.sufferer is End.SOURCE else self.source

    @property
    def alternatives(self) -> tuple[str, str] | None:
        """The group of alternatives it belongs to: who suffers, and the group's name."""
        return (self.sufferer, self.any_of) if self.any_of is not None else None

    @property
    def hard(self) -> bool:
        """Whether losing one end takes the other down while it runs."""
        return self.if_lost is IfLost.FAILS and self.when is When.REQUEST

    @property
    def travels_encrypted(self) -> bool | None:
        """Whether what travels is encrypted: as stated, else by the protocol, else None."""
        if self.encrypted is not None:
            return self.encrypted
        words = (self.protocol or "").casefold().replace(",", " ").replace("/", " ").split()
        return True if _ENCRYPTED.intersection(words) else None

    @property
    def words(self) -> str:
        """The edge as a sentence: `orders calls payments`."""
        return f"{self.source} {self.verb.name} {self.target}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a journey.

    Attributes:
        number: Its place: `1`, `2`, and `3a`, `3b` on branches.
        component: Id of the component.
        what: What happens there.
        if_lost: What losing it does to the journey, where the step says so.
    """

    number: str
    component: str
    what: str | None = None
    if_lost: IfLost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Ways that are all taken, side by side, each one or more steps long."""

    ways: tuple[tuple[PathItem, ...], ...]


PathItem = Step | Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A way through the system; fields as the map's format has them.

    Attributes:
        path: Its steps and branches.
        steps: All its steps in the order in which the map names them.
    """

    id: str
    name: str
    path: tuple[PathItem, ...]
    steps: tuple[Step, ...]
    does: str | None = None
    owner: str | None = None
    slo: Slo | None = None
    volume: Rate | None = None
    tags: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()

    @property
    def components(self) -> tuple[str, ...]:
        """The components of its steps, each once, in order."""
        return tuple(dict.fromkeys(step.component for step in self.steps))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A picture that the map asks for; fields as the map's format has them."""

    id: str
    title: str
    select: Selector
    does: str | None = None
    group_by: GroupBy | None = None
