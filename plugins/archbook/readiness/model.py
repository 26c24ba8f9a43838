"""What evaluating the checklists of a handbook gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archbook.checklists.model import Attestation, Checklist, Item
from archbook.checklists.ways import Strength
from archbook.rules.waivers import Waiver
from archbook.source.findings import Finding, Location

__all__ = ["Due", "Fact", "Held", "ItemResult", "Readiness", "Result", "Standing", "Step"]


class Result(StrEnum):
    """What an item comes to for a component."""

    PASS = "pass"  # noqa: S105 - a result, not a password
    FAIL = "fail"
    UNKNOWN = "unknown"
    STALE = "stale"
    ERROR = "error"
    NOT_YET = "not-yet"
    WAIVED = "waived"
    WAIVER_EXPIRED = "waiver-expired"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a result rests on.

    Attributes:
        text: What it says, one sentence or clause.
        location: Where it stands; None where it is the absence of something.
    """

    text: str
    location: Location | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """The result of one item for one component.

    Attributes:
        component: Id of the component.
        item: The item.
        result: What counts.
        raw: The result before grace and waivers: pass, fail, unknown, stale, error, or
            not-applicable.
        facts: What it rests on, in order; never empty.
        mend: What to do where it does not pass; empty where it does.
        strength: How strong the evidence of a pass is; None where there is none.
        on: The day of the evidence, None where it has none.
        due: The last day on which the result stands if nothing else changes: the end of an
            attestation, a waiver or a grace date; None where it does not end.
        waiver: The waiver that waives it, or that did until it ended.
        attestation: What a person said of it, where a person was asked.
        by_person: Whether a person decides it, so that an attestation may help.
    """

    component: str
    item: Item
    result: Result
    raw: Result
    facts: tuple[Fact, ...]
    mend: str = ""
    strength: Strength | None = None
    on: dt.date | None = None
    due: dt.date | None = None
    waiver: Waiver | None = None
    attestation: Attestation | None = None
    by_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The level that a component holds; None where it does not even hold the lowest.

    Attributes:
        without_waivers: The highest level all of whose applicable items pass.
        with_waivers: The highest level all of whose applicable items pass or are waived.
    """

    without_waivers: str | None
    with_waivers: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The shortest way to the next level.

    Attributes:
        level: The next level.
        missing: Results of the items that keep it, those decided by the map first.
    """

    level: str
    missing: tuple[ItemResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one component stands on one checklist.

    Attributes:
        component: Id of the component.
        checklist: The checklist.
        results: The result of each item that is on, in the checklist's order; those that do not
            apply among them.
        required: The ids of the items that are required of this component at each level.
        held: The level it holds.
        next: The shortest way to the next level; None at the highest.
    """

    component: str
    checklist: Checklist
    results: tuple[ItemResult, ...]
    required: Mapping[str, frozenset[str]]
    held: Held
    next: Step | None

    def counts(self) -> dict[Result, int]:
        """Return how many items have each result, every result named."""
        found = dict.fromkeys(Result, 0)
        for each in self.results:
            found[each.result] += 1
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that ends, or has ended.

    Attributes:
        on: The last day on which it stands.
        what: `attestation`, `evidence` (a date of the map, a file, a result), `waiver`, `grace`.
        component: Id of the component.
        item: Id of the item.
        text: What ends, one clause.
        location: Where it stands.
    """

    on: dt.date
    what: str
    component: str
    item: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What all checklists come to.

    Attributes:
        as_of: The date it speaks of.
        standings: How each component stands, by checklist id, then component id; a component to
            which no item of a checklist applies is not there.
        results: All results by component, then item id.
        due: What ends within the days of the settings (`due-days`) or has ended, earliest first.
        findings: What is wrong with attestations and waivers of items.
    """

    as_of: dt.date
    standings: Mapping[str, Mapping[str, Standing]]
    results: Mapping[str, Mapping[str, ItemResult]]
    due: tuple[Due, ...]
    findings: tuple[Finding, ...] = ()
