"""How long ago something was tried, by the date that the handbook speaks of."""

from __future__ import annotations

import datetime as dt

from archbook.rules.map_facts import MapSubject
from archbook.rules.verdicts import Missing, Verdict, broken, cannot_tell, holds

__all__ = ["tried_lately"]


def tried_lately(
    rule: MapSubject,
    subject: str,
    day: dt.date | None,
    missing: tuple[Missing, ...],
    what: str,
    *,
    field: str,
) -> Verdict:
    """Judge whether something was tried within the threshold of a rule.

    A day that is still to come says nothing yet.

    Args:
        rule: What the rule looks at.
        subject: The subject.
        day: When it was last tried, None where that is not stated.
        missing: What is missing then.
        what: What was tried, as in "<what> was last tried".
        field: The field that states the day.
    """
    if day is None or day > rule.facts.handbook.as_of:
        return cannot_tell(subject, *missing)
    age = (rule.facts.handbook.as_of - day).days
    if age <= rule.days:
        return holds(subject)
    return broken(
        subject,
        f"{what} was last tried {age} days ago ({day}), more than {rule.days}",
        field=field,
    )
