"""Lints about what items rest on (rules, decisions, fields of the map), and what rests on items."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.checklists.model import Item
from archbook.checklists.ways import ByDecision, ByProperty, ByRule, Either, Way
from archbook.decisions.model import Status
from archbook.readiness.linting.grounds import Grounds
from archbook.readiness.ways.by_property import property_names
from archbook.rules.analyses.threat_model import stated_threats
from archbook.rules.waivers import Standing
from archbook.settings import RuleSettings
from archbook.source.findings import Finding, Location, Severity, did_you_mean

__all__ = ["citing"]

_GIVEN_UP = frozenset({Status.SUPERSEDED, Status.REJECTED, Status.WITHDRAWN, Status.DEPRECATED})
_OPEN = frozenset({Standing.IN_FORCE, Standing.NOT_YET, Standing.NOT_ACCEPTED})


def citing(grounds: Grounds) -> Iterator[Finding]:
    """Yield what items name that there is not, or that is no longer in force.

    Args:
        grounds: What to look at.
    """
    for item in grounds.items:
        for way in item.way.of if isinstance(item.way, Either) else (item.way,):
            yield from _way(grounds, item, way)
        if item.decision:
            yield from _decision(grounds, item, item.decision, "comes from")
    yield from _rules_off(grounds)
    yield from _waivers(grounds)
    yield from _threats(grounds)


def _way(grounds: Grounds, item: Item, way: Way) -> Iterator[Finding]:
    if isinstance(way, ByRule):
        for rule in way.rules:
            yield from _rule(grounds, item, rule)
    elif isinstance(way, ByProperty) and way.field not in property_names():
        near = did_you_mean(way.field, property_names()).strip()
        yield _unknown(
            grounds,
            item,
            f'by "{way.field}", a field that components do not have',
            near or "Write a field as maps write it; the map's schema lists them.",
        )
    elif isinstance(way, ByDecision):
        if way.decision:
            yield from _decision(grounds, item, way.decision, "is decided by")
        known = {*grounds.catalogue, *grounds.book.items}
        if way.enforces and way.enforces not in known:
            yield _unknown(
                grounds,
                item,
                f'by a decision that enforces "{way.enforces}", no rule and no item',
                did_you_mean(way.enforces, sorted(known)).strip() or "Correct the id.",
            )


def _unknown(grounds: Grounds, item: Item, message: str, mend: str) -> Finding:
    return grounds.finding(
        "checklist-unknown-name",
        f"item:{item.id}",
        f'The item "{item.id}" is decided {message}',
        at=item.location,
        mend=mend,
    )


def _rule(grounds: Grounds, item: Item, rule: str) -> Iterator[Finding]:
    known = grounds.catalogue.get(rule)
    of_map = [name for name, each in grounds.catalogue.items() if each.map_judge is not None]
    if known is None:
        yield _unknown(
            grounds,
            item,
            f'by a rule "{rule}" that there is not',
            f"`archbook rules` lists them.{did_you_mean(rule, of_map)}",
        )
    elif known.map_judge is None:
        yield _unknown(
            grounds,
            item,
            f'by "{rule}", a rule about the log and not about components',
            "Name a rule about the map, or decide it by a decision.",
        )


def _decision(grounds: Grounds, item: Item, name: str, verb: str) -> Iterator[Finding]:
    if not grounds.handbook.logs:
        return
    found = grounds.facts.cited(name)
    if not found:
        ids = [decision.id for decision in grounds.facts.decisions]
        yield grounds.finding(
            "checklist-unknown-name",
            f"item:{item.id}",
            f'The item "{item.id}" {verb} {name}, which no log has',
            at=item.location,
            mend=did_you_mean(name, ids).strip() or "Correct the id, or write it down.",
        )
    elif all(decision.status in _GIVEN_UP for decision in found):
        yield grounds.finding(
            "checklist-dead-decision",
            f"item:{item.id}",
            f'The item "{item.id}" {verb} {found[0].id}, which is {found[0].status_word}',
            at=item.location,
        )


def _rules_off(grounds: Grounds) -> Iterator[Finding]:
    """Yield the rules that are switched off and decide what checklists in use ask for."""
    asked: dict[str, list[str]] = {}
    for name in sorted(grounds.in_use):
        way = grounds.book.items[name].way
        for each in way.of if isinstance(way, Either) else (way,):
            for rule in each.rules if isinstance(each, ByRule) else ():
                asked.setdefault(rule, []).append(name)
    stated = grounds.handbook.settings.rules
    for rule, items in sorted(asked.items()):
        if stated.get(rule, RuleSettings()).off is not None:
            more = f" and {len(items) - 1} more" if len(items) > 1 else ""
            yield grounds.finding(
                "checklist-rule-off",
                f"item:{items[0]}",
                f'The rule "{rule}" is switched off, and decides "{items[0]}"{more}',
                at=grounds.handbook.settings_file.place("rules", rule, "off"),
            )


def _waivers(grounds: Grounds) -> Iterator[Finding]:
    for waiver in grounds.judgement.waivers:
        if waiver.item and waiver.standing in _OPEN and not grounds.book.knows(waiver.item):
            yield Finding(
                rule="wrong-waiver",
                severity=Severity.ERROR,
                subject=f"decision:{waiver.decision.id}",
                message=f'A waiver names an item "{waiver.item}" that there is not',
                location=Location(file=waiver.decision.file, line=waiver.line),
                mend="`archbook checklists list` names them."
                + did_you_mean(waiver.item, grounds.book.items),
            )


def _threats(grounds: Grounds) -> Iterator[Finding]:
    """Yield items that are said to hold the answer to a threat and that there are not."""
    for stated in stated_threats(grounds.map):
        for number, name in enumerate(stated.threat.items):
            if not grounds.book.knows(name):
                yield grounds.finding(
                    "unknown-threat-holder",
                    stated.subject,
                    f'A threat names an item "{name}" that there is not',
                    at=grounds.map.location(stated.subject, f"{stated.field}.items.{number}"),
                    mend="Correct the id; `archbook checklists list` names the items."
                    + did_you_mean(name, grounds.book.items),
                )
