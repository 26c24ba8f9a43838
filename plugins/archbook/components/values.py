"""What a component, an edge or a journey states of itself, in the parts that have parts.

These classes are both the form of the YAML and the values that analyses read.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import ConfigDict, model_validator
from pydantic.dataclasses import dataclass

from archbook.components.forms import (
    Amount,
    Count,
    Day,
    Flag,
    Line,
    Link,
    Maybe,
    OrNone,
    Plain,
    Prose,
    Share,
    Short,
    Span,
    Switch,
    Throughput,
    Version,
    Volume,
    wrong,
)
from archbook.components.units import Duration, Rate, Size, UnitError

__all__ = [
    "CONFIG",
    "Backup",
    "Bound",
    "Cost",
    "Deploy",
    "Latency",
    "Limits",
    "MessageSchema",
    "OneBound",
    "Operations",
    "Redundancy",
    "Replay",
    "Rollback",
    "Slo",
    "hyphenated",
    "read_bound",
    "read_limits",
    "read_replay",
]


def hyphenated(name: str) -> str:
    """Return a field's name as maps write it."""
    return name.removesuffix("_").replace("_", "-")


CONFIG = ConfigDict(extra="forbid", alias_generator=hyphenated)


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Latency:
    """How long answers take, by percentile."""

    p50: Maybe[Span] = None
    """Half of the answers are faster."""
    p90: Maybe[Span] = None
    """90 of 100 answers are faster."""
    p95: Maybe[Span] = None
    """95 of 100 answers are faster."""
    p99: Maybe[Span] = None
    """99 of 100 answers are faster."""
    p999: Maybe[Span] = None
    """999 of 1,000 answers are faster."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Slo:
    """A service level objective: what is promised, dependencies included."""

    availability: Maybe[Share] = None
    """The part of the time, or of the requests, that it serves."""
    latency: Maybe[Latency] = None
    """How long its answers take."""
    freshness: Maybe[Span] = None
    """How old what it shows may be."""
    alert: Maybe[Switch] = None
    """Whether somebody is told when the promise is at risk, or by which kind of alert."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Redundancy:
    """How many run, and how many are needed."""

    replicas: Maybe[Count] = None
    """How many run; one for each place where not stated."""
    needs: Maybe[Count] = None
    """How many are needed to serve; 1 where not stated."""

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.replicas is not None and self.needs is not None and self.needs > self.replicas:
            raise wrong(
                f"needs {self.needs} replicas and has {self.replicas}",
                "Raise `replicas`, or lower `needs`.",
            )
        return self


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Rollback:
    """How to go back to the version before."""

    how: Maybe[Prose] = None
    """What is done."""
    within: Maybe[Span] = None
    """How long it takes at most."""
    drilled: Maybe[Day] = None
    """When it was last tried."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Deploy:
    """How new versions come into production."""

    strategy: Maybe[Line] = None
    """Such as `canary`, `blue-green`, `rolling`, `all at once`."""
    how: Maybe[Prose] = None
    """What is done."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Operations:
    """What those who run it have at hand."""

    runbook: Maybe[OrNone[Link]] = None
    """What to do when it misbehaves: an address, or a path in the repository."""
    dashboard: Maybe[OrNone[Link]] = None
    """Where its state is seen."""
    rollback: Maybe[OrNone[Annotated[Rollback, Short("how")]]] = None
    """How to go back."""
    deploy: Maybe[Annotated[Deploy, Short("strategy")]] = None
    """How new versions come into production."""
    flags: Maybe[Flag] = None
    """Whether risky features can be switched off without a deploy."""
    traced: Maybe[Flag] = None
    """Whether a request can be followed through it."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Cost:
    """What it costs to run."""

    monthly: Maybe[Amount] = None
    """For each month."""
    alert: Maybe[Switch] = None
    """Whether somebody is told when it costs more than planned."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Backup:
    """How the data of a store comes back."""

    rpo: Maybe[Span] = None
    """How much of the latest data may be gone (recovery point objective)."""
    rto: Maybe[Span] = None
    """How long restoring may take (recovery time objective)."""
    drilled: Maybe[Day] = None
    """When restoring was last tried."""
    how: Maybe[Prose] = None
    """What is kept, and where."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Limits:
    """What an entry lets through."""

    rate: Maybe[Throughput] = None
    """Requests in a time."""
    size: Maybe[Volume] = None
    """Size of one request."""
    concurrency: Maybe[Count] = None
    """Requests at the same time."""
    per: Maybe[Line] = None
    """Whose requests are counted together: `client`, `account`, `address`."""
    how: Maybe[Prose] = None
    """What else is limited, or how."""
    when_full: Maybe[Prose] = None
    """What happens to the rest."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Bound:
    """How much a channel holds before something gives."""

    messages: Maybe[Count] = None
    """Number of messages."""
    age: Maybe[Span] = None
    """Age of the oldest message."""
    size: Maybe[Volume] = None
    """Size of all messages."""
    when_full: Maybe[Prose] = None
    """What happens then."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class MessageSchema:
    """The form of a channel's messages."""

    at: Maybe[Link] = None
    """Where it is kept: an address, or a path in the repository."""
    version: Maybe[Version] = None
    """Its version, or how it is versioned."""
    checked: Maybe[Flag] = None
    """Whether both sides check messages against it."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Replay:
    """How messages are processed once more."""

    how: Maybe[Prose] = None
    """What is done."""
    runbook: Maybe[Link] = None
    """Where it is described."""
    drilled: Maybe[Day] = None
    """When it was last tried."""


def read_limits(value: Any) -> Any:
    """Take a rate for a limit in requests, and any other text for how it is limited."""
    if not isinstance(value, str):
        return value
    try:
        Rate.parse(value)
    except UnitError:
        return {"how": value}
    return {"rate": value}


def read_replay(value: Any) -> Any:
    """Take `true` for a replay of which no more is said, and a text for how it is done."""
    if value is True:
        return {}
    return {"how": value} if isinstance(value, str) else value


_MESSAGES = r"[0-9]{1,9} messages"
_Messages = Annotated[
    str, Plain(str, type="string", pattern=f"^{_MESSAGES}$", examples=["1000 messages"])
]

OneBound = Count | _Messages | Span | Volume
"""A bound in one word; `read_bound` reads it."""


def read_bound(value: Any) -> Any:
    """Take a number for a bound in messages, an age or a size for one of these.

    Raises:
        PydanticCustomError: It is a text that is neither.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return {"messages": value}
    if not isinstance(value, str):
        return value
    if counted := re.fullmatch(_MESSAGES, value, re.ASCII):
        return {"messages": int(counted[0].partition(" ")[0])}
    units: tuple[tuple[str, type[Duration | Size]], ...] = (("age", Duration), ("size", Size))
    for key, unit in units:
        try:
            unit.parse(value)
        except UnitError:
            continue
        return {key: value}
    raise wrong(
        "is not a bound",
        'Write a number of messages, an age such as "7d", a size such as "10GB", or `none`.',
    )
