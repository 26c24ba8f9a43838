"""Items that a decision in the log decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from archbook.checklists.ways import ByDecision, Strength
from archbook.decisions.model import Decision
from archbook.readiness.model import Fact, Result
from archbook.readiness.outcome import Outcome, failed, passed
from archbook.readiness.sources import Sources
from archbook.source.findings import Location, did_you_mean

__all__ = ["by_decision"]


def by_decision(way: ByDecision, sources: Sources, component: str, at: Location) -> Outcome:
    """Decide an item by a decision that is in force.

    A decision is about a component where it names it under `components:`, or where the map cites
    it under the component's `decisions:`. A log says all there is decided: without such a decision
    the item fails; without a log it is unknown.

    Args:
        way: What to look for.
        sources: What to look at.
        component: Id of the component.
        at: Where the item is defined.
    """
    if not sources.handbook.logs:
        mend = "Keep a decision log; `archbook new` begins a record."
        return failed(Result.UNKNOWN, "The handbook has no decision log", mend=mend)
    known: Iterable[Decision] = sources.facts.decisions
    if way.decision:
        known = sources.facts.cited(way.decision)
        if not known:
            names = [decision.id for decision in sources.facts.decisions]
            mend = f"Correct the id.{did_you_mean(way.decision, names)}"
            return failed(Result.ERROR, f"No log has {way.decision}", at=at, mend=mend)
    about = {each.file for each in sources.facts.decided.get(component, ())}
    found = [
        decision
        for decision in known
        if (not way.about_component or decision.file in about)
        and set(way.tags) <= set(decision.tags)
        and (not way.enforces or way.enforces in _enforced(decision))
    ]
    standing = [decision for decision in found if decision.in_force]
    if standing:
        best = max(standing, key=lambda each: (_day(each) or dt.date.min, each.id))
        facts = tuple(_fact(each, "is in force") for each in standing)
        return passed(*facts, strength=Strength.DECLARED, on=_day(best))
    wanted = _wanted(way, component)
    mend = f"Decide it, and write down a decision {wanted}: `archbook new` begins one."
    if not found:
        return failed(Result.FAIL, f"There is no decision {wanted}", mend=mend)
    facts = tuple(_fact(each, f"is {each.status_word or 'without a status'}") for each in found)
    return Outcome(result=Result.FAIL, facts=facts, mend=mend)


def _wanted(way: ByDecision, component: str) -> str:
    parts = [f"about {component}"] if way.about_component else []
    parts += [f"that enforces {way.enforces}"] if way.enforces else []
    parts += [f"tagged {', '.join(way.tags)}"] if way.tags else []
    words = " ".join(parts) or "in force"
    return f"{words} ({way.decision})" if way.decision else words


def _enforced(decision: Decision) -> frozenset[str]:
    stated = decision.front_matter.data.get("enforces")
    return frozenset(map(str, stated if isinstance(stated, list) else [stated]))


def _fact(decision: Decision, state: str) -> Fact:
    return Fact(
        text=f"{decision.id}, {decision.display_title}, {state}",
        location=Location(file=decision.file, line=1),
    )


def _day(decision: Decision) -> dt.date | None:
    try:
        return dt.date.fromisoformat(decision.date or "")
    except ValueError:
        return None
