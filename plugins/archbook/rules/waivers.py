"""Waivers: exceptions to rules that a decision grants, for a time.

A waiver stands in a decision's front matter under `waives:` and names a rule (or an item of a
checklist), the components, edges or journeys it is granted for, the last day it holds, and why. It
is in force from the decision's date through that day while the decision is accepted. One that has
ended, or whose decision is no longer open or in force, is history: nothing in it is checked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from archbook.decisions.model import AMBIGUOUS, Decision, Status
from archbook.source.findings import Finding, State, did_you_mean
from archbook.source.yamltext import YamlText, read_yaml

__all__ = ["MOST_DAYS", "Problem", "Standing", "Waiver", "apply_waivers", "read_waivers"]

MOST_DAYS = 365
"""How many days after the decision's date a waiver may end."""

_SCOPES = {"components": "component", "edges": "edge", "journeys": "journey"}
_KEYS = ("rule", "item", *_SCOPES, "until", "because")
_OPEN = frozenset({Status.ACCEPTED, Status.PROPOSED, Status.DRAFT})


class Standing(StrEnum):
    """Where a waiver stands."""

    IN_FORCE = "in force"
    NOT_YET = "not yet in force"
    ENDED = "ended"
    NOT_ACCEPTED = "not accepted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An exception.

    Attributes:
        decision: The decision that grants it.
        rule: Id of the rule; empty where it waives an item.
        item: Id of the checklist item; empty where it waives a rule.
        subjects: What it is granted for: `component:ID`, `edge:ID`, `journey:ID`.
        since: The first day, None where the decision does not state one.
        until: The last day.
        because: Why, empty where it does not say.
        line: Line of the decision's file.
        standing: Where it stands.
        days_left: Days until it ends, that day included; 0 where it is not in force.
    """

    decision: Decision
    rule: str
    item: str
    subjects: tuple[str, ...]
    since: dt.date | None
    until: dt.date
    because: str
    line: int
    standing: Standing
    days_left: int

    @property
    def in_force(self) -> bool:
        """Whether it waives what it matches."""
        return self.standing is Standing.IN_FORCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a waiver, as values of a finding.

    Attributes:
        message: What is wrong.
        mend: What to write.
        line: Line of the decision's file.
    """

    message: str
    mend: str
    line: int


@dataclass(slots=True, kw_only=True)
class _Reading:
    """The waivers of one decision while they are read."""

    decision: Decision
    as_of: dt.date
    yaml: YamlText
    problems: list[Problem] = field(default_factory=list)

    def say(self, path: tuple[str | int, ...], message: str, mend: str) -> None:
        line = self.yaml.line(("waives", *path))
        self.problems.append(Problem(message=message, mend=mend, line=line))


def read_waivers(
    decision: Decision, *, as_of: dt.date
) -> tuple[tuple[Waiver, ...], tuple[Problem, ...]]:
    """Read the waivers of a decision.

    Args:
        decision: The decision.
        as_of: The date to speak of.

    Returns:
        The waivers, and what is wrong with the form of those that are not history.
    """
    stated = decision.front_matter.data.get("waives")
    if stated is None:
        return (), ()
    head = decision.front_matter.lines.get("waives", 1)
    yaml = read_yaml(decision.front_matter.raw, file=decision.file)
    shift = head - yaml.lines.get(("waives",), head)
    lines = {path: line + shift for path, line in yaml.lines.items()}
    reading = _Reading(decision=decision, as_of=as_of, yaml=replace(yaml, lines=lines))
    found: list[Waiver] = []
    if isinstance(stated, list):
        for number, entry in enumerate(stated):
            waiver = _read(reading, number, entry)
            if waiver is not None:
                found.append(waiver)
    else:
        reading.say((), "`waives` is no list", "Write `waives:` and entries that begin with `- `.")
    closed = decision.status is not None and decision.status not in _OPEN
    return tuple(found), () if closed else tuple(reading.problems)


def _read(reading: _Reading, number: int, entry: Any) -> Waiver | None:
    if not isinstance(entry, dict):
        reading.say(
            (number,),
            "A waiver is no mapping",
            "Write `- rule: single-point-of-failure` with `components:` and `until:` below it.",
        )
        return None
    until = _day(entry.get("until"))
    if until is not None and until < reading.as_of:
        return _waiver(reading, number, entry, until)  # history: taken as it is
    for key in entry:
        if key not in _KEYS:
            mend = f"Known are {', '.join(_KEYS)}.{did_you_mean(str(key), _KEYS)}"
            reading.say((number, str(key)), f'A waiver has no "{key}"', mend)
    if ("rule" in entry) == ("item" in entry):
        reading.say(
            (number,),
            "A waiver names one rule or one item",
            "Write `rule:` or `item:` with its id.",
        )
    if not any(_subjects(entry)):
        reading.say(
            (number,),
            "A waiver does not say for what it is granted",
            "Write `components:`, `edges:` or `journeys:` with their ids.",
        )
    _check_days(reading, number, entry, until)
    return _waiver(reading, number, entry, until) if until is not None else None


def _check_days(
    reading: _Reading, number: int, entry: Mapping[str, Any], until: dt.date | None
) -> None:
    since = _day(reading.decision.date)
    if until is None:
        problem = "does not end" if "until" not in entry else "ends on what is no date"
        path: tuple[str | int, ...] = (number, "until") if "until" in entry else (number,)
        reading.say(path, f"A waiver {problem}", "Write its last day as `until: 2027-01-31`.")
    elif since is None:
        reading.say(
            (number,),
            "A waiver is in force from the decision's date, and the decision states none",
            "Write `date:` in its front matter.",
        )
    elif (until - since).days > MOST_DAYS:
        reading.say(
            (number, "until"),
            f"A waiver ends {(until - since).days} days after the decision's date, more than"
            f" {MOST_DAYS}",
            "End it earlier, and decide again then.",
        )


def _subjects(entry: Mapping[str, Any]) -> Iterator[str]:
    for key, word in _SCOPES.items():
        stated = entry.get(key)
        names: Sequence[Any] = stated if isinstance(stated, list) else [stated]
        yield from (f"{word}:{name}" for name in names if name is not None)


def _waiver(reading: _Reading, number: int, entry: Mapping[str, Any], until: dt.date) -> Waiver:
    since = _day(reading.decision.date)
    standing = _standing(reading, since, until)
    left = (until - reading.as_of).days + 1 if standing is Standing.IN_FORCE else 0
    return Waiver(
        decision=reading.decision,
        rule=str(entry.get("rule") or ""),
        item=str(entry.get("item") or ""),
        subjects=tuple(_subjects(entry)),
        since=since,
        until=until,
        because=str(entry.get("because") or ""),
        line=reading.yaml.line(("waives", number)),
        standing=standing,
        days_left=left,
    )


def _standing(reading: _Reading, since: dt.date | None, until: dt.date) -> Standing:
    status = reading.decision.status
    if status is not Status.ACCEPTED:
        open_ = status is None or status in _OPEN
        return Standing.NOT_ACCEPTED if open_ else Standing.CLOSED
    if since is None or reading.as_of < since or (until - since).days > MOST_DAYS:
        return Standing.NOT_YET if reading.as_of <= until else Standing.ENDED
    return Standing.IN_FORCE if reading.as_of <= until else Standing.ENDED


def _day(stated: Any) -> dt.date | None:
    """Return the date that `YYYY-MM-DD` names, of `YYYY-MM` the first day; else None."""
    text = str(stated or "").strip()
    if text == AMBIGUOUS:
        return None
    try:
        return dt.date.fromisoformat(f"{text}-01" if len(text) == len("2026-03") else text)
    except ValueError:
        return None


def apply_waivers(
    findings: Iterable[Finding], waivers: Sequence[Waiver]
) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """Mark the findings that are waived, and those whose waiver has ended.

    Args:
        findings: Findings.
        waivers: All waivers.

    Returns:
        The findings with their state, and the places in `waivers` of those that match a finding.
    """
    by_match: dict[tuple[str, str], list[int]] = {}
    for place, waiver in enumerate(waivers):
        for subject in waiver.subjects:
            by_match.setdefault((waiver.rule, subject), []).append(place)
    marked: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        places = by_match.get((finding.rule, finding.subject), [])
        used.update(places)
        marked.append(_marked(finding, [waivers[place] for place in places]))
    return tuple(marked), frozenset(used)


def _marked(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    in_force = [waiver for waiver in waivers if waiver.in_force]
    if in_force:
        return replace(finding, state=State.WAIVED, waived_by=max(in_force, key=_end).decision.id)
    ended = [waiver for waiver in waivers if waiver.standing is Standing.ENDED]
    if not ended:
        return finding
    last = max(ended, key=_end)
    return replace(
        finding,
        state=State.WAIVER_EXPIRED,
        waived_by=last.decision.id,
        message=f"{finding.message} (its waiver in {last.decision.id} ended on {last.until})",
    )


def _end(waiver: Waiver) -> tuple[dt.date, str]:
    """Order waivers by their ends."""
    return waiver.until, waiver.decision.id
