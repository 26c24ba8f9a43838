"""Decisions of components: what matters is decided, and what is cited is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archbook.decisions.model import Decision, Status
from archbook.rules.map_facts import MapFacts, MapSubject, of_component
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Verdict, broken, holds
from archbook.rules.wording import listed
from archbook.source.findings import Dimension, Severity, did_you_mean

__all__ = [
    "dead_decision_cited",
    "tier_one_undecided",
    "unknown_decision_cited",
]

# A deprecated decision still explains what it has left standing.
_DEAD = frozenset({Status.SUPERSEDED, Status.REJECTED, Status.WITHDRAWN})


@map_rule(
    id="tier-one-undecided",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="An accepted decision is about each component of tier 1.",
    why="What everything rests on was chosen for reasons. When those who know them have left, it"
    " can neither be defended nor changed.",
    mend="Write the decision down and name the component under `components:`, or cite it under the"
    " component's `decisions:`.",
)
def tier_one_undecided(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component of tier 1 that is ours, where the handbook has a log."""
    facts = subject.facts
    if not facts.handbook.logs:
        return
    for component in facts.running:
        if component.tier != 1 or component.kind.actor:
            continue
        around = (component.id, *(facts.map.wholes(component.id) if component.kind.part else ()))
        about = [decision for name in around for decision in facts.decided.get(name, ())]
        if any(decision.in_force for decision in about):
            yield holds(of_component(component))
        else:
            others = f" ({listed([d.id for d in about])} not in force)" if about else ""
            yield broken(
                of_component(component),
                f"No accepted decision is about {component.id}, which is of tier 1{others}",
                field="tier",
            )


def _citations(facts: MapFacts) -> Iterator[tuple[str, tuple[str, ...]]]:
    things: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("component", facts.map.components),
        ("edge", facts.map.edges),
        ("journey", facts.map.journeys),
    )
    for word, by_id in things:
        for name, thing in sorted(by_id.items()):
            citations: tuple[str, ...] = getattr(thing, "decisions", ())
            if citations:
                yield f"{word}:{name}", citations


@map_rule(
    id="dead-decision-cited",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="What the map cites as a reason is still in force.",
    why="Somebody changed their mind and the map does not know. Either it is built as nobody wants"
    " it any more, or the reason given is not the reason.",
    mend="Cite the decision that replaced it, or change what was built.",
)
def dead_decision_cited(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component, edge and journey that cites decisions the log has."""
    facts = subject.facts
    for name, citations in _citations(facts):
        found = [decision for citation in citations for decision in facts.cited(citation)]
        dead = [decision for decision in found if decision.status in _DEAD]
        if dead:
            words = listed([f"{each.id}, which is {each.status_word}" for each in dead])
            yield broken(name, f"It cites {words}", field="decisions", path=_ids(dead))
        elif found:
            yield holds(name)


def _ids(decisions: list[Decision]) -> tuple[str, ...]:
    return tuple(decision.id for decision in decisions)


@map_rule(
    id="unknown-decision-cited",
    severity=Severity.ERROR,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="What the map cites as a decision is in a log of the handbook.",
    why="A reader who wants to know why is sent to nothing.",
    mend="Correct the id, or write the decision down.",
)
def unknown_decision_cited(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component, edge and journey that cites decisions, where there is a log."""
    facts = subject.facts
    if not facts.handbook.logs:
        return
    known = [decision.id for decision in facts.decisions]
    for name, citations in _citations(facts):
        unknown = [citation for citation in citations if not facts.cited(citation)]
        if unknown:
            yield broken(
                name,
                f"It cites {listed(unknown)}, which no log of the handbook has",
                field="decisions",
                mend="Correct the id, or write it down." + did_you_mean(unknown[0], known),
            )
        else:
            yield holds(name)
