"""The form of a map file: one model for each thing in it."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from archbook.components.forms import (
    ID_SCHEMA,
    TEXT_SCHEMA,
    Flag,
    Id,
    Line,
    Link,
    Listed,
    Maybe,
    OrNone,
    Prose,
    Share,
    Short,
    Span,
    Throughput,
    wrong,
)
from archbook.components.rule_forms import Statement
from archbook.components.selectors import Selector
from archbook.components.threats import Threat
from archbook.components.values import (
    Backup,
    Bound,
    Cost,
    Limits,
    MessageSchema,
    OneBound,
    Operations,
    Redundancy,
    Replay,
    Slo,
    hyphenated,
    read_bound,
    read_limits,
    read_replay,
)
from archbook.components.vocabulary import (
    KINDS,
    REVERSED,
    VERBS,
    Cached,
    GroupBy,
    IfLost,
    Lifecycle,
    PlaceKind,
    Plane,
    Shape,
    Switching,
    When,
)
from archbook.source.findings import Death, Dimension, Severity

__all__ = [
    "VERB_KEYS",
    "ComponentEntry",
    "EdgeFields",
    "JourneyEntry",
    "KindEntry",
    "MapFile",
    "OwnerEntry",
    "PlaceEntry",
    "RuleEntry",
    "StepEntry",
    "UseEntry",
    "ViewEntry",
    "ZoneEntry",
]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=hyphenated)


Threats = Listed[Annotated[Threat, Short("what")]]
Classes = Annotated[
    Listed[Id], Short(lambda value: [] if value == "none" else value, {"const": "none"})
]
KindName = Annotated[
    Id,
    Field(
        json_schema_extra={
            "anyOf": [
                *({"const": k.name, "description": k.meaning} for k in KINDS.values()),
                {**ID_SCHEMA, "description": "A kind that the map adds under `kinds:`."},
            ]
        }
    ),
]


class KindEntry(_Entry):
    """A kind of component that the map adds."""

    like: Maybe[KindName] = None
    """The kind it is a special case of: it has everything from it that is not stated here."""
    title: Maybe[Line] = None
    """The word a reader sees."""
    meaning: Maybe[Line] = None
    """One line on what it is."""
    plane: Maybe[Plane] = None
    """The plane of a component that states none."""
    icon: Maybe[Line] = None
    """Resource of the `diagrams` library without its ending, such as `onprem/queue/kafka`."""
    shape: Maybe[Shape] = None
    """Outline of the node where there is no icon."""


class OwnerEntry(_Entry):
    """A team or person that answers for components."""

    name: Maybe[Line] = None
    """The name a reader sees. Default: the id."""
    does: Maybe[Prose] = None
    """What it answers for."""
    on_call: Maybe[OrNone[Link]] = None
    """Where it is reached at any hour, or `none`."""
    contact: Maybe[Link] = None
    """Where it is reached otherwise."""


class ZoneEntry(_Entry):
    """A trust zone."""

    name: Maybe[Line] = None
    """The name a reader sees. Default: the id."""
    does: Maybe[Prose] = None
    """What it is for."""
    trust: Maybe[Annotated[int, Field(strict=True, ge=0, le=1_000)]] = None
    """How far it is trusted: 0 is the outside world, higher is more."""
    may_hold: Maybe[Classes] = None
    """Classes of data that may rest in it. An empty list says: none."""
    threats: Maybe[Threats] = None
    """What can go wrong at its boundaries by somebody's will, and what answers it."""


class PlaceEntry(_Entry):
    """A fault container: what fails together."""

    name: Maybe[Line] = None
    """The name a reader sees. Default: the id."""
    kind: Maybe[PlaceKind] = None
    """How large it is."""
    within: Maybe[Id] = None
    """The place it lies in."""


class EdgeFields(_Entry):
    """What is stated of an edge besides its verb and target."""

    name: Maybe[Id] = None
    """Tells edges apart that have the same source, verb and target."""
    what: Maybe[Prose] = None
    """What it is for."""
    protocol: Maybe[Line] = None
    """Such as `HTTPS`, `gRPC`, `AMQP`. HTTPS, TLS and mTLS imply `encrypted: true`."""
    encrypted: Maybe[Flag] = None
    """Whether what travels is encrypted."""
    auth: Maybe[OrNone[Line]] = None
    """How the source proves who it is; `none` is a statement too."""
    data: Maybe[Classes] = None
    """Classes of data that travel. An empty list says: none."""
    timeout: Maybe[OrNone[Span]] = None
    """How long the source waits for one try."""
    retries: Maybe[Annotated[int, Field(strict=True, ge=0, le=1_000_000)]] = None
    """How often it tries again after the first try; redeliveries on a `consumes` edge."""
    idempotent: Maybe[Flag] = None
    """Whether doing it twice is the same as doing it once."""
    if_lost: Maybe[IfLost] = None
    """What a loss does to the end that suffers it. Default: by the verb."""
    fallback: Maybe[OrNone[Prose]] = None
    """What is done instead when it is lost."""
    any_of: Maybe[Id] = None
    """Edges suffered by one component with the same name here are alternatives with automatic
    failover, each able to carry the load alone."""
    when: Maybe[When] = None
    """`startup`: needed to start, not to run. Default: `request`."""
    stale_for: Maybe[OrNone[Span]] = None
    """How old a copy may get, or how long `continues` lasts; `none` says that nothing limits it."""
    cached: Maybe[Cached] = None
    """Whether answers are kept, for everybody or for one user."""
    switch: Maybe[Switching] = None
    """How an alternative takes over."""
    outbox: Maybe[Flag] = None
    """Whether the message is kept in one transaction with the change it tells of."""
    dead_letter: Maybe[OrNone[Id]] = None
    """The component that takes messages which cannot be processed."""
    decisions: Maybe[Listed[Id]] = None
    """Decisions that this edge follows from, such as `ADR-004`."""
    threats: Maybe[Threats] = None
    """What can go wrong here by somebody's will, and what answers it."""


_VERB_WORDS = {
    **{verb.name: (verb, verb.meaning, verb.example) for verb in VERBS.values()},
    **{
        word: (
            verb,
            f"`{verb.name}` said from the other end: source and target change places.",
            "",
        )
        for word, verb in REVERSED.items()
    },
}
VERB_KEYS: tuple[str, ...] = tuple(_VERB_WORDS)
"""The keys of which an edge has exactly one: the verbs, and their forms at the other end."""


def _verb_fields() -> dict[str, Any]:
    targets = Maybe[Listed[Id]]
    return {
        word.replace("-", "_"): (
            targets,
            Field(default=None, description=f"{meaning} {example and f'`{example}`'}".strip()),
        )
        for word, (_, meaning, example) in _VERB_WORDS.items()
    }


UseEntry: type[EdgeFields] = create_model(
    "Use",
    __base__=EdgeFields,
    __doc__="An edge, or several alike: a verb with its target or targets, and what is stated.",
    **_verb_fields(),
)


class ComponentEntry(_Entry):
    """A component. Only its kind is required; what is not stated is not stated."""

    kind: KindName
    """What it is."""
    name: Maybe[Line] = None
    """The name a reader sees. Default: the id."""
    does: Maybe[Prose] = None
    """What it does, in a sentence or two."""
    plane: Maybe[Plane] = None
    """`data` serves, `control` changes what serves. Default: by the kind."""
    lifecycle: Maybe[Lifecycle] = None
    """Where it stands in its life. Default: `live`."""
    owner: Maybe[OrNone[Id]] = None
    """The owner that answers for it; `none` says that nobody does."""
    tier: Maybe[Annotated[int, Field(strict=True, ge=1, le=9)]] = None
    """How critical it is; 1 is most critical."""
    within: Maybe[Id] = None
    """The component it is a part of. A module inherits from its whole what it does not state."""
    zone: Maybe[Id] = None
    """The trust zone it runs in."""
    at: Maybe[Listed[Id]] = None
    """The places its replicas run in."""
    technology: Maybe[Line] = None
    """What it is made with."""
    icon: Maybe[Line] = None
    """Resource of the `diagrams` library without its ending. Default: by the kind."""
    slo: Maybe[Slo] = None
    """What is promised, dependencies included."""
    own_availability: Maybe[Share] = None
    """All replicas together, without its dependencies."""
    redundancy: Maybe[Redundancy] = None
    """How many run, and how many are needed."""
    holds: Maybe[Classes] = None
    """Classes of data that rest in it. An empty list says: none."""
    operations: Maybe[Operations] = None
    """What those who run it have at hand."""
    cost: Maybe[Cost] = None
    """What it costs to run."""
    backup: Maybe[OrNone[Backup]] = None
    """On stores: how the data comes back."""
    limits: Maybe[OrNone[Annotated[Limits, Short(read_limits)]]] = None
    """On entries: what it lets through."""
    schema_: Maybe[OrNone[Annotated[MessageSchema, Short("at", Link)]]] = None
    """On topics and queues: the form of the messages."""
    dead_letter: Maybe[OrNone[Id]] = None
    """On topics and queues: the component that takes what cannot be processed."""
    replay: Maybe[
        OrNone[Annotated[Replay, Short(read_replay, {"anyOf": [TEXT_SCHEMA, {"const": True}]})]]
    ] = None
    """On topics and queues: how messages are processed once more."""
    bound: Maybe[OrNone[Annotated[Bound, Short(read_bound, OneBound)]]] = None
    """On topics and queues: how much it holds."""
    order: Maybe[OrNone[Line]] = None
    """On topics and queues: by which key messages keep their order, or `none`."""
    threats: Maybe[Threats] = None
    """What can go wrong by somebody's will, and what answers it."""
    tags: Maybe[Listed[Id]] = None
    """Words to select it by."""
    decisions: Maybe[Listed[Id]] = None
    """Decisions that it follows from, such as `ADR-004`."""
    links: Maybe[dict[Line, Link]] = None
    """Further places to read: title and address."""
    uses: Maybe[Listed[UseEntry]] = None  # type: ignore[valid-type]
    """The edges that begin here, and those said from their other end."""


def _step(value: Any) -> Any:
    return {"branch": value} if isinstance(value, list) else {"step": value}


_STEP_SCHEMA = {
    "anyOf": [
        {**ID_SCHEMA, "description": "A component."},
        {"type": "array", "description": "Branches: all of them are taken."},
    ]
}


class StepEntry(_Entry):
    """A step of a journey."""

    step: Maybe[Id] = None
    """The component."""
    what: Maybe[Prose] = None
    """What happens there."""
    if_lost: Maybe[IfLost] = None
    """What losing it does to the journey. Default: by how earlier steps depend on it."""
    branch: Maybe[tuple[PathItem, ...]] = None
    """Steps of which all are taken, side by side; a list among them is taken one by one."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.step is None) == (self.branch is None):
            raise wrong("is no step", "Write a component, `step: component`, or a list of steps.")
        return self


PathItem = Annotated[StepEntry, Short(_step, _STEP_SCHEMA)]


class JourneyEntry(_Entry):
    """A way through the system that somebody cares about."""

    name: Maybe[Line] = None
    """The name a reader sees. Default: the id."""
    does: Maybe[Prose] = None
    """What it is for whom."""
    owner: Maybe[Id] = None
    """The owner that answers for it."""
    slo: Maybe[Slo] = None
    """What is promised to those who take it."""
    volume: Maybe[Throughput] = None
    """How often it is taken."""
    path: Annotated[
        tuple[PathItem, ...],
        Field(json_schema_extra={"minItems": 1, "examples": [["shopper", ["orders", "search"]]]}),
    ]
    """The components in the order in which they are reached. A list in it is a branch: all of it
    is taken."""
    tags: Maybe[Listed[Id]] = None
    """Words to tell it by."""
    decisions: Maybe[Listed[Id]] = None
    """Decisions that it follows from."""


class ViewEntry(_Entry):
    """A picture of the map's own."""

    title: Maybe[Line] = None
    """The title a reader sees. Default: the id."""
    does: Maybe[Prose] = None
    """What it shows, for those who cannot see it too."""
    select: Selector
    """The components it shows."""
    group_by: Maybe[GroupBy] = None
    """What its boxes are. Default: zones."""


class RuleEntry(_Entry):
    """A rule of the map's own: what it forbids or requires, and what it says where that fails."""

    forbid: Maybe[Statement] = None
    """What there may not be."""
    require: Maybe[Statement] = None
    """What there has to be."""
    message: Line
    """What is wrong where it is broken, one sentence without a full stop."""
    severity: Maybe[Severity] = None
    """How much that matters. Default: `warning`."""
    dimension: Maybe[Dimension] = None
    """The quality it guards. Default: `correctness`."""
    death: Maybe[Death] = None
    """The death of a system it guards against: rollback, explain, duplicate, green or cost."""
    why: Maybe[Prose] = None
    """What goes wrong where it is not kept."""
    mend: Maybe[Prose] = None
    """What to do instead."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.forbid is None) == (self.require is None):
            raise wrong("forbids and requires nothing, or both", "Write `forbid:` or `require:`.")
        return self


class MapFile(_Entry):
    """A component map, or a part of one: ids are unique over all files."""

    model_config = ConfigDict(title="Component map")

    kinds: dict[Id, KindEntry] = {}
    """Kinds of components that the map adds."""
    owners: dict[Id, OwnerEntry] = {}
    """Teams and people that answer for components."""
    zones: dict[Id, ZoneEntry] = {}
    """Trust zones."""
    places: dict[Id, PlaceEntry] = {}
    """Fault containers: provider, region, availability zone, cell."""
    components: dict[Id, ComponentEntry] = {}
    """The components."""
    journeys: dict[Id, JourneyEntry] = {}
    """Ways through the system."""
    views: dict[Id, ViewEntry] = {}
    """Pictures of the map's own."""
    rules: dict[Id, RuleEntry] = {}
    """Rules of the map's own."""
