"""Dates that one file leaves open, decided by the rest of its log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archbook.decisions.dates import find_dates
from archbook.decisions.model import AMBIGUOUS, Decision

__all__ = ["settle_dates"]

RULE = "ambiguous-date"


def settle_dates(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Decide D/M/Y dates where other dates of the same log tell the order.

    A date such as `25/12/2021` has its day first; where all such dates of the log agree, so has
    `05/01/2022`.

    Args:
        decisions: The decisions of one log.

    Returns:
        The same decisions in the same order, dates settled and their findings taken back.
    """
    if all(decision.date != AMBIGUOUS for decision in decisions):
        return tuple(decisions)
    orders = {
        found.day_first
        for decision in decisions
        for text in (_dated_line(decision), *(change.as_written for change in decision.history))
        for found in find_dates(text)
    }
    orders.discard(None)
    if len(orders) != 1:
        return tuple(decisions)
    day_first = orders.pop()
    return tuple(
        _settled(decision, day_first=bool(day_first)) if decision.date == AMBIGUOUS else decision
        for decision in decisions
    )


def _dated_line(decision: Decision) -> str:
    """Return the line of the file that states the date."""
    place = decision.provenance.get("date")
    if place is None or not place.line:
        return ""
    if decision.markdown is None:
        lines, at = decision.source.split("\n"), place.line - 1
    elif place.line < decision.front_matter.body_line:
        raw = decision.front_matter.raw
        lines = raw.split("\n")
        at = place.line - (decision.front_matter.body_line - raw.count("\n") - 1)
    else:
        lines = decision.markdown.body.split("\n")
        at = place.line - decision.front_matter.body_line
    return lines[at] if 0 <= at < len(lines) else ""


def _settled(decision: Decision, *, day_first: bool) -> Decision:
    for found in find_dates(_dated_line(decision)):
        if found.value == AMBIGUOUS:
            date = found.swapped[0 if day_first else 1]
            findings = tuple(finding for finding in decision.findings if finding.rule != RULE)
            return replace(decision, date=date, findings=findings)
    return decision
