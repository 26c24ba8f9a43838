"""Rules, findings and waivers by what is asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from archbook.components.component_map import ComponentMap
from archbook.pages.failure.waiver_rows import in_register_order
from archbook.pages.quotes.book import Quoting
from archbook.pages.quotes.choosing import chosen
from archbook.rules.registry import Rule, all_rules
from archbook.rules.verdicts import Answer, Death
from archbook.rules.waivers import Standing as WaiverStanding
from archbook.rules.waivers import Waiver
from archbook.settings import RuleSettings
from archbook.source.findings import Dimension, Finding, Severity, State

__all__ = ["Standing", "chosen_findings", "chosen_rules", "chosen_waivers", "rule_standing"]

_ANY = "any"


def chosen_findings(at: Quoting, filters: Mapping[str, Any]) -> list[Finding]:
    """Return findings: those that stand, where their state is not asked for.

    Args:
        at: The page.
        filters: `severity`, `state` (`open`, `waived`, `waiver-expired`, `any`), `rule`,
            `dimension`, `component`, `journey`, `owner`.

    Raises:
        UnknownError: A key or a name is not known.
    """
    of = at.book.handbook.components
    known: dict[str, Collection[str]] = {
        "severity": tuple(Severity),
        "state": (_ANY, *State),
        "rule": all_rules(at.book.handbook),
        "dimension": tuple(Dimension),
        "component": of.components if of else (),
        "journey": of.journeys if of else (),
        "owner": of.owners if of else (),
    }
    asked = {"state": [state for state in State if state is not State.WAIVED], **filters}
    if asked["state"] == _ANY:
        del asked["state"]
    things = ((finding, _finding(of, finding)) for finding in at.book.judgement.findings)
    return chosen(things, asked, known, "Findings")


def _finding(of: ComponentMap | None, finding: Finding) -> Mapping[str, object]:
    word, _, name = finding.subject.partition(":")
    concerned = (*finding.components, *((name,) if word == "component" else ()))
    owners: list[str | None] = []
    if of is not None:
        owners = [of.components[one].owner for one in concerned if one in of.components]
        owners += [of.journeys[name].owner] if word == "journey" and name in of.journeys else []
    return {
        "severity": finding.severity.value,
        "state": finding.state.value,
        "rule": finding.rule,
        "dimension": finding.dimension.value,
        "component": concerned,
        "journey": (name,) if word == "journey" else (),
        "owner": tuple(owner for owner in owners if owner),
    }


def chosen_rules(at: Quoting, filters: Mapping[str, Any]) -> list[Rule]:
    """Return rules of the catalogue.

    Args:
        at: The page.
        filters: `severity` (as set here), `dimension`, `death`, and `stands`: `holds` of those that
            hold for all they speak about, `broken` of those that are broken for any of it,
            `cannot-tell` of the others, `off`, `no-subject`.

    Raises:
        UnknownError: A key or a name is not known.
    """
    known = {
        "severity": tuple(Severity),
        "dimension": tuple(Dimension),
        "death": tuple(Death),
        "stands": ("holds", "broken", "cannot-tell", "no-subject", "off"),
    }
    stated = at.book.handbook.settings.rules
    things = (
        (
            rule,
            {
                "severity": (stated.get(name, RuleSettings()).severity or rule.severity).value,
                "dimension": rule.dimension.value,
                "death": rule.death.value if rule.death else (),
                "stands": _stands(at, rule),
            },
        )
        for name, rule in all_rules(at.book.handbook).items()
    )
    return chosen(things, filters, known, "Rules")


def _stands(at: Quoting, rule: Rule) -> str:
    standing = rule_standing(at, rule)
    if standing.off:
        return "off"
    if standing.broken:
        return "broken"
    if standing.lacking:
        return "cannot-tell"
    return "holds" if standing.holds is None or standing.holds else "no-subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a rule stands.

    Attributes:
        off: Why it is switched off, empty where it is not.
        holds: For how many subjects it holds; None where that is not counted.
        broken: For how many it is broken, waived ones among them.
        waived: How many of these a decision waives.
        lacking: For how many it cannot be told.
    """

    off: str
    holds: int | None
    broken: int
    waived: int
    lacking: int


def rule_standing(at: Quoting, rule: Rule) -> Standing:
    """Return how a rule stands now.

    Args:
        at: The page.
        rule: The rule.
    """
    judgement = at.book.judgement
    found = [finding for finding in judgement.findings if finding.rule == rule.id]
    answers = Counter(one.answer for one in judgement.verdicts.get(rule.id, ()))
    about_map = rule.map_judge is not None
    setting = at.book.handbook.settings.rules.get(rule.id, RuleSettings())
    return Standing(
        off=setting.off or "",
        holds=answers[Answer.HOLDS] if about_map else None,
        broken=answers[Answer.BROKEN] if about_map else len(found),
        waived=sum(finding.state is State.WAIVED for finding in found),
        lacking=answers[Answer.CANNOT_TELL],
    )


def chosen_waivers(at: Quoting, filters: Mapping[str, Any]) -> list[Waiver]:
    """Return waivers, those in force first, by the days they have left.

    Args:
        at: The page.
        filters: `standing` (`in force`, `ended`, ...), `rule`, `item`, `decision`.

    Raises:
        UnknownError: A key or a name is not known.
    """
    every = at.book.judgement.waivers
    known = {
        "standing": tuple(WaiverStanding),
        "rule": all_rules(at.book.handbook),
        "item": [waiver.item for waiver in every],
        "decision": [decision.id for decision in at.book.decisions()],
    }
    things = (
        (
            waiver,
            {
                "standing": waiver.standing.value,
                "rule": waiver.rule,
                "item": waiver.item,
                "decision": waiver.decision.id,
            },
        )
        for waiver in in_register_order(every)
    )
    return chosen(things, filters, known, "Waivers")
