"""The life of a decision: its status is stated, proposals are decided, reviews are held."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from archbook.decisions.model import AMBIGUOUS, Decision, Status
from archbook.rules.registry import Broken, Subject, rule
from archbook.source.findings import Severity

__all__ = ["review_overdue", "stale_proposal", "status_not_stated"]

_REVIEW_KEYS = ("review-by", "review_by", "review-date", "review_date", "revisit-by", "revisit_by")
_CLOSED = frozenset({Status.REJECTED, Status.WITHDRAWN, Status.DEPRECATED, Status.SUPERSEDED})
_UNFILLED = re.compile(r"\s*|[YMDA]+(-[YMDJ]+)*|[{<].*[}>]")
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


@rule(
    id="status-not-stated",
    severity=Severity.NOTE,
    asserts="A decision says where it stands.",
    why="Without a status nobody can tell a decision in force from a proposal or a dead one. It is"
    " shown as not stated, never as accepted.",
    mend="Write `status: accepted` (or proposed, rejected, superseded ...) in its front matter.",
)
def status_not_stated(subject: Subject) -> Iterator[Broken]:
    """Find decisions without a status."""
    for decision in subject.log.decisions:
        if decision.status is None:
            yield Broken(decision=decision, message="It does not state a status")


@rule(
    id="stale-proposal",
    severity=Severity.WARNING,
    asserts="A proposal is decided within 90 days.",
    why="An open proposal blocks in both directions: nobody may rely on it and nobody feels free to"
    " do otherwise.",
    mend="Accept, reject or withdraw it.",
    days=90,
)
def stale_proposal(subject: Subject) -> Iterator[Broken]:
    """Find proposals that are older than the threshold."""
    for decision in subject.log.decisions:
        if decision.status is not Status.PROPOSED:
            continue
        since, derived = _since(decision)
        if since is None:
            continue
        age = (subject.handbook.as_of - since).days
        if age > subject.days:
            stated = decision.provenance.get("status")
            by = ", by its first commit" if derived else ""
            yield Broken(
                decision=decision,
                message=f"It has been proposed for {age} days (since {since}{by}),"
                f" more than {subject.days}",
                line=stated.line if stated else 0,
            )


@rule(
    id="review-overdue",
    severity=Severity.WARNING,
    asserts="A decision that names a day for its review is reviewed by that day.",
    why="The day was set because something was expected to change until then.",
    mend="Review it: confirm it with a new `review-by`, or supersede it.",
)
def review_overdue(subject: Subject) -> Iterator[Broken]:
    """Find standing decisions whose review is past, or whose day of review is no date."""
    for decision in subject.log.decisions:
        data, lines = decision.front_matter.data, decision.front_matter.lines
        if decision.status in _CLOSED:
            continue
        for key in _REVIEW_KEYS:
            stated = data.get(key)
            if stated is None or _UNFILLED.fullmatch(str(stated)):
                continue
            day = last_day(str(stated))
            if day is None:
                yield Broken(
                    decision=decision,
                    message=f'Its `{key}` is "{stated}", which is no date',
                    line=lines.get(key, 0),
                    mend="Write it as 2027-03-02.",
                )
            elif day < subject.handbook.as_of:
                late = (subject.handbook.as_of - day).days
                yield Broken(
                    decision=decision,
                    message=f"Its review was due on {stated}, {late} days ago",
                    line=lines.get(key, 0),
                )


def _since(decision: Decision) -> tuple[dt.date | None, bool]:
    """Return since when a decision has been what it is, and whether only git says so."""
    if decision.date and decision.date != AMBIGUOUS:
        return last_day(decision.date), False
    if decision.date is None and decision.derived and decision.derived.created:
        return last_day(decision.derived.created), True
    return None, False


def last_day(text: str) -> dt.date | None:
    """Return the date that `YYYY-MM-DD` names, of `YYYY-MM` the last day; None for other texts."""
    match = _DAY.fullmatch(text.strip())
    if not match:
        return None
    year, month = int(match[1]), int(match[2])
    try:
        return dt.date(year, month, int(match[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None
