"""What checklists are made of: items with one home each, checklists that quote them, attestations.

Definitions only; what they come to for a component is worked out in `archbook.readiness`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archbook.checklists.ways import Strength, Way
from archbook.components.selectors import Selector
from archbook.source.findings import Finding, Location

__all__ = [
    "Answer",
    "Attestation",
    "Checklist",
    "ChecklistBook",
    "Evidence",
    "EvidenceKind",
    "Item",
    "Phase",
    "Quote",
    "Reference",
]


class Phase(StrEnum):
    """When an item is asked."""

    DESIGN = "design"
    REVIEW = "review"
    OPERATE = "operate"
    RESCUE = "rescue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where an item comes from or is explained.

    Attributes:
        title: What it is called.
        url: Its address; empty for a book or a paper without one.
    """

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One ability that a component is asked for.

    Attributes:
        id: Stable id, such as `prr-rollback`.
        ability: The ability as a clause that completes "Can it ...?": "return to the previous
            version within a stated time".
        why: What goes wrong without it.
        how: How to get there.
        verify: How it is verified.
        way: How it is decided.
        phases: When it is asked.
        applies_to: The components it is asked of; None for all. Of those that are meant, people,
            and what is planned, deprecated or retired are left out unless the selector names them.
        levels: Names of levels at which it is required unless a checklist says otherwise; a level
            above one of these requires it too, except where another item replaces it there.
        replaces: Ids of items that it replaces at the levels at which it is required itself.
        references: Where it comes from.
        decision: Id of the decision that it comes from; empty for none.
        enforce_from: The day from which it counts; before that a fail is `not-yet`.
        least: The least strength of evidence that passes.
        pack: Name of the pack that is its home; empty for an item of the handbook.
        location: Where it is defined.
    """

    id: str
    ability: str
    why: str
    how: str
    verify: str
    way: Way
    phases: tuple[Phase, ...] = ()
    applies_to: Selector | None = None
    levels: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    decision: str = ""
    enforce_from: dt.date | None = None
    least: Strength = Strength.DECLARED
    pack: str = ""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An item as a checklist asks for it.

    Attributes:
        item: Id of the item.
        levels: The levels at which this checklist requires it, lowest first.
        off: Why it is switched off here; empty where it is on.
        enforce_from: The day from which it counts here; None for the item's own.
        section: Heading under which the checklist lists it; empty for none.
        location: Where it is quoted.
    """

    item: str
    levels: tuple[str, ...]
    off: str = ""
    enforce_from: dt.date | None = None
    section: str = ""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list of items, with a ladder of levels.

    Attributes:
        id: Its id, such as `production-readiness`.
        title: Its title.
        summary: What it is for, a paragraph.
        levels: Its levels, lowest first; at least one.
        quotes: Its items, in order; those switched off among them.
        applies_to: The components it is about; None for all that its items apply to.
        phases: When it is used; empty for those of its items.
        pack: Name of the pack that it comes with; empty for one of the handbook.
        location: Where it is defined.
    """

    id: str
    title: str
    summary: str
    levels: tuple[str, ...]
    quotes: tuple[Quote, ...]
    applies_to: Selector | None = None
    phases: tuple[Phase, ...] = ()
    pack: str = ""
    location: Location


class Answer(StrEnum):
    """What a person says of an item."""

    PASS = "pass"  # noqa: S105 - a result, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"


class EvidenceKind(StrEnum):
    """What evidence is, by its strength."""

    LINK = "link"
    FILE = "file"
    RECORD = "record"
    DRILL = "drill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an attestation rests on.

    Attributes:
        kind: A link or a file supports a statement (attested), a record is what a machine wrote
            (observed), a drill is the record of an exercise (drilled).
        target: An `https:` address, or a path relative to the handbook's root.
        digest: Digest of a drill's file as `sha256:` and 64 hexadecimal digits; else empty.
        location: Where it stands.
    """

    kind: EvidenceKind
    target: str
    digest: str = ""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """What a person says of one item for one component.

    Attributes:
        component: Id of the component.
        item: Id of the item.
        answer: What they say.
        by: Who says so.
        on: The day on which they said so.
        statement: What they state; for not-applicable the reason.
        evidence: What it rests on.
        values: Values stated for the item's fields, as the YAML has them, by name.
        digest: Digest of the ability's wording and limits when it was attested.
        location: Where it stands.
    """

    component: str
    item: str
    answer: Answer
    by: str
    on: dt.date
    statement: str
    evidence: tuple[Evidence, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    digest: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistBook:
    """Everything that the checklist files of a handbook say.

    Attributes:
        items: All items by id, sorted: those of all shipped packs and of the handbook.
        checklists: The checklists that are used, by id: packs that are switched on in the order of
            the settings, then the handbook's own, sorted.
        attestations: What people attest, by component, then item.
        files: The handbook's files that were read, sorted.
        findings: What was wrong while reading.
        unread: Ids of items of which nothing could be made; the findings say why.
    """

    items: Mapping[str, Item]
    checklists: Mapping[str, Checklist]
    attestations: tuple[Attestation, ...] = ()
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: frozenset[str] = frozenset()

    def knows(self, item: str) -> bool:
        """Say whether an item is there, be it one of which nothing could be made."""
        return item in self.items or item in self.unread
