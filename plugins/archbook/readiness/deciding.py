"""Deciding one item for one component: by its way, or by the best of several."""

from __future__ import annotations

from dataclasses import replace

from archbook.checklists.model import Answer, Item
from archbook.checklists.ways import (
    ByDecision,
    ByFile,
    ByPerson,
    ByProperty,
    ByResult,
    ByRule,
    Either,
    Strength,
    Way,
)
from archbook.readiness.model import Fact, Result
from archbook.readiness.outcome import Outcome
from archbook.readiness.sources import Sources
from archbook.readiness.ways.by_decision import by_decision
from archbook.readiness.ways.by_file import by_file
from archbook.readiness.ways.by_person import by_person, unfit
from archbook.readiness.ways.by_property import by_property
from archbook.readiness.ways.by_result import by_result
from archbook.readiness.ways.by_rule import by_rule

__all__ = ["asks_person", "decide", "ease", "longest_age"]

BEST_FIRST = (
    Result.PASS,
    Result.STALE,
    Result.UNKNOWN,
    Result.FAIL,
    Result.ERROR,
    Result.NOT_APPLICABLE,
)
"""Which of several ways counts, as in an "or" of three values. What is stale or unknown may yet
prove the ability, so it comes before what one way of several disproves; a way that does not apply
proves nothing either way."""

_SAYING = frozenset({Result.FAIL, Result.STALE, Result.ERROR})
"""Results of a way that say something also where another way counts."""

_EASE: tuple[type, ...] = (ByProperty, ByRule, ByDecision, ByFile, ByResult, ByPerson)


def decide(item: Item, sources: Sources, component: str) -> Outcome:
    """Return what an item comes to for a component that it is asked of.

    A person's reason why it does not apply comes before everything else, while it is pinned to the
    wording, and no older than an attestation of it may be.

    Args:
        item: The item.
        sources: What to look at.
        component: Id of the component.
    """
    attestation = sources.attestations.get((component, item.id))
    if attestation is None or attestation.answer is not Answer.NOT_APPLICABLE:
        return _decide(item.way, item, sources, component)
    max_age = longest_age(item.way)
    mend = f"`archbook checklists attest {component} {item.id} --not-applicable REASON` renews it."
    wrong = unfit(attestation, item, sources.as_of, max_age=max_age, mend=mend)
    if wrong is None:
        text = f"{attestation.by} said on {attestation.on} why not: {attestation.statement}"
        return Outcome(
            result=Result.NOT_APPLICABLE,
            facts=(Fact(text=text, location=attestation.location),),
            on=attestation.on,
            attestation=attestation,
        )
    found = _decide(item.way, item, sources, component)
    more = tuple(fact for fact in wrong.facts if fact not in found.facts)
    return replace(found, facts=(*found.facts, *more))


def _decide(way: Way, item: Item, sources: Sources, component: str) -> Outcome:
    if isinstance(way, Either):
        return _either(way, item, sources, component)
    if isinstance(way, ByPerson):
        return _strong_enough(by_person(way, sources, component, item), item)
    at = item.location
    match way:
        case ByRule():
            found = by_rule(way, sources, component, at)
        case ByProperty():
            found = by_property(way, sources, component, at)
        case ByDecision():
            found = by_decision(way, sources, component, at)
        case ByFile():
            found = by_file(way, sources, component, at)
        case ByResult():
            found = by_result(way, sources, component, at)
    return _strong_enough(found, item)


def _strong_enough(outcome: Outcome, item: Item) -> Outcome:
    """Fail what passes on evidence that is weaker than the item asks for."""
    if outcome.result is not Result.PASS:
        return outcome
    strength = outcome.strength or Strength.DECLARED
    if strength.at_least(item.least):
        return outcome
    text = f"That is {strength}; the item asks for evidence that is {item.least} at least"
    return replace(
        outcome,
        result=Result.FAIL,
        facts=(*outcome.facts, Fact(text=text, location=item.location)),
        mend=f"Give evidence that is {item.least}: {_stronger(item.least)}.",
        strength=None,
        ends=None,
    )


def _stronger(least: Strength) -> str:
    return {
        Strength.DECLARED: "a statement",
        Strength.ATTESTED: "a statement with a link or a file",
        Strength.OBSERVED: "what a machine wrote down",
        Strength.DRILLED: "the dated record of a drill",
    }[least]


def _either(way: Either, item: Item, sources: Sources, component: str) -> Outcome:
    """Return what the best of several ways comes to; of equals the first that is written.

    A person who says no speaks of the ability, not of their way to prove it: that decides what no
    other way proves. What the other ways say is never hidden, nor that one cannot be decided.
    """
    outcomes = [_decide(each, item, sources, component) for each in way.of]
    best = min(outcomes, key=lambda outcome: BEST_FIRST.index(outcome.result))
    refused = next(filter(_said_no, outcomes), None)
    passing = best.result is Result.PASS
    best = best if passing else refused or best
    others = [each for each in outcomes if each is not best]
    told = [each for each in others if each is refused or (not passing and each.result in _SAYING)]
    facts = dict.fromkeys((*best.facts, *(fact for each in told for fact in each.facts)))
    mends = dict.fromkeys(filter(None, (best.mend, *(each.mend for each in others))))
    return replace(
        best,
        facts=tuple(facts),
        mend="" if passing else " Or: ".join(mends),
        breaches=() if passing else tuple(found for each in outcomes for found in each.breaches),
        undecided=tuple(each for each in others if each.result is Result.ERROR),
    )


def _said_no(outcome: Outcome) -> bool:
    said = outcome.attestation
    return said is not None and said.answer is Answer.FAIL and outcome.result is Result.FAIL


def asks_person(way: Way) -> bool:
    """Say whether a person may decide an item that is decided in this way."""
    if isinstance(way, Either):
        return any(asks_person(each) for each in way.of)
    return isinstance(way, ByPerson)


def longest_age(way: Way) -> int | None:
    """Return how many days what a person says of an item lasts; None where it does not age."""
    if isinstance(way, Either):
        ages = [longest_age(each) for each in way.of if asks_person(each)]
        known = [age for age in ages if age is not None]
        return max(known) if known and len(known) == len(ages) else None
    return way.max_age if isinstance(way, ByPerson) else None


def ease(way: Way) -> int:
    """Return how much work an item asks for, by how it is decided: the map first, a person last."""
    if isinstance(way, Either):
        return min(ease(each) for each in way.of)
    return _EASE.index(type(way))
