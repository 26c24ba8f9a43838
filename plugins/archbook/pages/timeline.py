"""The timeline: what was decided, changed and superseded, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from archbook.decisions.model import Decision, RelationKind, Status
from archbook.decisions.rendering import TocItem
from archbook.pages.decision_entry import Entry, entry
from archbook.pages.links import PageLinks
from archbook.pages.model import RenderedPage
from archbook.pages.shelf import LogView
from archbook.pages.status import Pill, effective_date, status_pill
from archbook.pages.templates import fill

__all__ = ["render_timeline"]

# A history may hold a date that nobody can tell, or no date.
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """One status that a decision had from a date on."""

    date: str
    derived: bool
    pill: Pill
    entry: Entry
    replaces: Sequence[Entry] = ()
    by: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Month:
    name: str
    events: Sequence[_Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    name: str
    anchor: str
    months: Sequence[_Month]


def render_timeline(view: LogView, links: PageLinks) -> RenderedPage:
    """Render the timeline of a log.

    Args:
        view: The log.
        links: Links of the page.
    """
    events = [event for decision in view.decisions for event in _events(decision, links)]
    dated = sorted((event for event in events if event.date), key=lambda e: e.date, reverse=True)
    undated = [event for event in events if not event.date]
    years = [
        _Year(name=name, anchor=f"ab-{name}", months=_months(list(group)))
        for name, group in groupby(dated, key=lambda event: event.date[:4])
    ]
    text = fill("timeline.html", years=years, undated=undated)
    toc = [TocItem(level=1, text="Timeline of decisions", anchor="ab-top")]
    toc += [TocItem(level=2, text=one.name, anchor=one.anchor) for one in years]
    if undated:
        toc.append(TocItem(level=2, text="Undated", anchor="ab-undated"))
    return RenderedPage(
        html=text,
        toc=tuple(toc),
        anchors=frozenset(item.anchor for item in toc),
        search="<p>Timeline of decisions</p>",
    )


def _months(events: Sequence[_Event]) -> list[_Month]:
    return [
        _Month(name=_MONTHS[int(month) - 1] if month else "", events=list(group))
        for month, group in groupby(events, key=lambda event: event.date[5:7])
    ]


def _events(decision: Decision, links: PageLinks) -> Iterable[_Event]:
    """Yield the dated changes that a decision lists, its status at its date, and its end."""
    changes = _changes(decision, links)
    stated = {event.pill.variant for event in changes}
    if Status.SUPERSEDED.value not in stated:
        changes += _ends(decision, links)
    yield from changes
    date, derived = effective_date(decision)
    pill = status_pill(decision)
    ended = [event.date for event in changes if event.pill.variant == Status.SUPERSEDED.value]
    if ended and decision.status is Status.SUPERSEDED:
        # The end has a place of its own; an earlier date of the file is that of the beginning.
        if date >= min(ended) or date in {event.date for event in changes}:
            return
        if stated and not date:
            return
        pill = _pill(Status.ACCEPTED)
    if pill.variant in stated:
        return
    replaces = () if stated else _replaces(decision, links)
    yield _Event(
        date=date, derived=derived, pill=pill, entry=entry(decision, links), replaces=replaces
    )


def _changes(decision: Decision, links: PageLinks) -> list[_Event]:
    """Return the changes that a file lists with their dates."""
    dated = [change for change in decision.history if _DATE.match(change.date or "")]
    if not dated:
        return []
    here = entry(decision, links)
    replaces = _replaces(decision, links)
    followers = [entry(one, links) for one in links.shelf.successors(decision)]
    return [
        _Event(
            date=change.date or "",
            derived=False,
            pill=_pill(change.status, change.as_written),
            entry=here,
            replaces=replaces if change.status is Status.ACCEPTED else (),
            by=followers if change.status is Status.SUPERSEDED else (),
        )
        for change in dated
    ]


def _ends(decision: Decision, links: PageLinks) -> list[_Event]:
    """Return when a decision was superseded: on the date of what stands in its place.

    A file whose own date is that day or later states its end and not its beginning.
    """
    own = effective_date(decision)[0]
    by_date: dict[str, list[Decision]] = {}
    for one in links.shelf.successors(decision):
        if one.in_force or decision.status is Status.SUPERSEDED:
            by_date.setdefault(effective_date(one)[0], []).append(one)
    return [
        _Event(
            date=date,
            derived=all(effective_date(one)[1] for one in several),
            pill=_pill(Status.SUPERSEDED),
            entry=entry(decision, links),
            by=[entry(one, links) for one in several],
        )
        for date, several in by_date.items()
        if own < date
    ]


def _pill(status: Status, as_written: str = "") -> Pill:
    return Pill(variant=status.value, word=as_written if status is Status.OTHER else status.value)


def _replaces(decision: Decision, links: PageLinks) -> list[Entry]:
    replaced = links.shelf.targets(decision, RelationKind.SUPERSEDES)
    return [entry(one, links) for one in replaced]
