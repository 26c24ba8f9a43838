"""The ways in which an item of a checklist is decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "ByDecision",
    "ByFile",
    "ByPerson",
    "ByProperty",
    "ByResult",
    "ByRule",
    "Either",
    "Limit",
    "ResultFormat",
    "Strength",
    "Unit",
    "Way",
]


class Strength(StrEnum):
    """How strong evidence is, weakest first."""

    DECLARED = "declared"
    ATTESTED = "attested"
    OBSERVED = "observed"
    DRILLED = "drilled"

    @property
    def rank(self) -> int:
        """Position in the order of strength: 0 for what is only declared, 3 for a drill."""
        return tuple(Strength).index(self)

    def at_least(self, other: Strength) -> bool:
        """Say whether this is as strong as `other`, or stronger."""
        return self.rank >= other.rank


class Unit(StrEnum):
    """What the bounds of a limit are measured in."""

    NUMBER = "number"
    DURATION = "duration"
    PERCENTAGE = "percentage"
    RATE = "rate"
    SIZE = "size"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What a value is held against; what is None is not asked.

    Attributes:
        at_least: The least value, in the unit of the field (seconds for durations, a fraction for
            percentages, a number else).
        at_most: The greatest value.
        equals: The values of which it must be one, as the YAML has them.
        written: The limit as it was written, for the digest and for people: `at most 15`.
        unit: What the two bounds are measured in: seconds, a fraction, times a second, bytes.
    """

    at_least: float | None = None
    at_most: float | None = None
    equals: tuple[str, ...] | None = None
    written: str
    unit: Unit = Unit.NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class ByRule:
    """Rules that must all hold for the component; `cannot tell` is unknown.

    Attributes:
        rules: Ids of rules about the map.
    """

    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByProperty:
    """A fact that the map states of the component.

    Attributes:
        field: The dotted path in the map's format, such as `operations.rollback.drilled`.
        limit: What the value is held against; None where it need only be stated (and not `none`).
        max_age: For a date, how many days ago it may lie; None where it does not age.
        strength: How strong the fact is as evidence; a drill's date is `drilled`.
    """

    field: str
    limit: Limit | None = None
    max_age: int | None = None
    strength: Strength = Strength.DECLARED


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDecision:
    """A decision in force in the log.

    Attributes:
        about_component: Whether it must name the component under `components:`.
        enforces: An id (rule or item) that it must ask for under `enforces:`; empty for any.
        tags: Tags that it must carry, all of them.
        decision: Id of the very decision, such as `ADR-013`; empty for any.
    """

    about_component: bool = True
    enforces: str = ""
    tags: tuple[str, ...] = ()
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByFile:
    """A file of the repository.

    Attributes:
        path: Path relative to the handbook's root; `{component}` stands for the component's id,
            `*` within a part for any text. One match is enough.
        newer_than: Path (the same form) of what it must not be older than, by the last change in
            git; empty where only its being there is asked.
        max_age: How many days ago its last change in git may lie.
        contains: A heading or word that it must contain, case folded; empty for none.
    """

    path: str
    newer_than: str = ""
    max_age: int | None = None
    contains: str = ""


class ResultFormat(StrEnum):
    """Formats of result files."""

    JUNIT = "junit"
    SARIF = "sarif"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByResult:
    """A result file that another tool has written, read when the handbook is built.

    Attributes:
        path: Path relative to the handbook's root; `{component}` and `*` as in `ByFile`.
        format: Its format.
        match: Pattern (`*`, `?`, `{component}`) of the test's `classname.name`, or of the SARIF
            rule's id; what matches must be there for JUnit, and none of it may have failed.
        max_age: How many days ago it may have been written, by its own timestamp or else git's.
    """

    path: str
    format: ResultFormat
    match: str = "*"
    max_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPerson:
    """A person who attests it with a statement, a date and evidence.

    Attributes:
        max_age: How many days an attestation lasts; None where it does not age.
        fields: Values that must be stated, by name, each with its limit (None: any value).
        evidence: Whether evidence must be linked.
    """

    max_age: int | None = None
    fields: tuple[tuple[str, Limit | None], ...] = ()
    evidence: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    """Several ways of which the best counts.

    Attributes:
        of: The ways, at least two, in the order in which they are written.
    """

    of: tuple[Way, ...]


Way = ByRule | ByProperty | ByDecision | ByFile | ByResult | ByPerson | Either
"""One of the ways in which an item is decided."""
