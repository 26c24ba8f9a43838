"""Waivers as registers show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archbook.pages.architecture.findings import named, stated_at
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.decision_entry import Entry
from archbook.rules.waivers import Standing, Waiver
from archbook.rules.wording import counted
from archbook.source.findings import Location

__all__ = ["WaiverRow", "in_register_order", "waiver_row"]

_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRow:
    """A waiver in a register.

    Attributes:
        decision: The decision that grants it.
        waives: The item or the rule, and its page.
        kind: Which of both it is.
        subjects: For what, with the pages of these.
        because: Why.
        until: Its last day.
        left: The days left in words; empty where it is not in force.
        standing: How it stands.
        soon: Whether it ends soon.
        stated: Where it is stated.
        unused: Whether it matches nothing.
        items: For how many results of items it counts.
    """

    decision: Entry
    waives: tuple[str, str]
    kind: str
    subjects: Sequence[tuple[str, str]]
    because: str
    until: str
    left: str
    standing: str
    soon: bool
    stated: Stated
    unused: bool
    items: int


def in_register_order(waivers: Iterable[Waiver]) -> list[Waiver]:
    """Return waivers as registers have them: those in force first, by the days they have left."""
    return sorted(waivers, key=lambda w: (_ORDER.index(w.standing), w.until, w.decision.id, w.line))


def waiver_row(
    waiver: Waiver, here: Here, *, soon: int, unused: bool = False, items: int = 0
) -> WaiverRow:
    """Return a waiver as a row.

    Args:
        waiver: The waiver.
        here: The page.
        soon: How many days left are few.
        unused: Whether it matches nothing.
        items: For how many results of items it counts.
    """
    kind = "item" if waiver.item else "rule"
    waived = waiver.item or waiver.rule
    return WaiverRow(
        decision=here.decision(waiver.decision),
        waives=(waived, here.to(kind, waived)),
        kind=kind,
        subjects=[named(subject, here) for subject in waiver.subjects],
        because=waiver.because,
        until=str(waiver.until),
        left=counted(waiver.days_left, "day") if waiver.in_force else "",
        standing=waiver.standing.value,
        soon=waiver.in_force and waiver.days_left <= soon,
        stated=stated_at(Location(file=waiver.decision.file, line=waiver.line), here),
        unused=unused,
        items=items,
    )
