"""What one way of deciding an item comes to, before grace dates and waivers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from archbook.checklists.model import Attestation
from archbook.checklists.ways import Strength
from archbook.readiness.model import Fact, Result
from archbook.source.findings import Location

__all__ = ["Breach", "Outcome", "aged", "ends_after", "failed", "listed", "passed"]

_NAMED = 3

Breach = tuple[str, str]
"""A rule and the subject for which it is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a way comes to for one component.

    Attributes:
        result: pass, fail, unknown, stale, error or not-applicable.
        facts: What it rests on; never empty.
        mend: What to do where it does not pass.
        strength: How strong the evidence of a pass is.
        on: The day of the evidence.
        ends: The last day on which the evidence counts; past where it is stale by its age.
        breaches: Sets of breaches, each of which is all that stands between the item and a pass:
            a waiver of every one in a set waives the item.
        attestation: What a person said of it.
        undecided: Of several ways, those that cannot be decided and do not count.
    """

    result: Result
    facts: tuple[Fact, ...]
    mend: str = ""
    strength: Strength | None = None
    on: dt.date | None = None
    ends: dt.date | None = None
    breaches: tuple[frozenset[Breach], ...] = ()
    attestation: Attestation | None = None
    undecided: tuple[Outcome, ...] = ()


def passed(
    *facts: Fact,
    strength: Strength,
    on: dt.date | None = None,
    ends: dt.date | None = None,
    attestation: Attestation | None = None,
) -> Outcome:
    """Return the outcome of what passes; arguments as in `Outcome`."""
    return Outcome(
        result=Result.PASS,
        facts=facts,
        strength=strength,
        on=on,
        ends=ends,
        attestation=attestation,
    )


def ends_after(day: dt.date, days: int) -> dt.date:
    """Return the day so many days after another; the last there is where that is past it.

    Args:
        day: The day.
        days: How many days.
    """
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))


def aged(
    fact: Fact,
    day: dt.date,
    *,
    max_age: int | None,
    as_of: dt.date,
    strength: Strength,
    mend: str,
) -> Outcome:
    """Return the outcome of dated evidence: a pass while it lasts, then stale.

    Args:
        fact: What it says.
        day: Its day.
        max_age: How many days it lasts; None where it does not age.
        as_of: The date to speak of.
        strength: How strong it is.
        mend: What to do where it is too old.
    """
    ends = ends_after(day, max_age) if max_age is not None else None
    if ends is None or ends >= as_of:
        return passed(fact, strength=strength, on=day, ends=ends)
    text = f"{fact.text}, {(as_of - day).days} days ago; it counts for {max_age} days"
    old = Fact(text=text, location=fact.location)
    return Outcome(result=Result.STALE, facts=(old,), mend=mend, on=day, ends=ends)


def failed(result: Result, text: str, *, at: Location | None = None, mend: str = "") -> Outcome:
    """Return the outcome of what does not pass for one reason.

    Args:
        result: The result.
        text: The reason.
        at: Where it stands.
        mend: What to do.
    """
    return Outcome(result=result, facts=(Fact(text=text, location=at),), mend=mend)


def listed(names: tuple[str, ...]) -> str:
    """Return names as a list in a sentence, the first three and how many more.

    Args:
        names: The names; at least one.
    """
    if len(names) <= _NAMED:
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
