"""Threats: each boundary was looked at, each threat has an answer, and something holds it."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.threats import ThreatStatus
from archbook.rules.analyses.threat_model import (
    Boundary,
    StatedThreat,
    boundaries,
    stated_threats,
)
from archbook.rules.map_facts import MapSubject, of_component, of_edge
from archbook.rules.registry import all_rules, map_rule
from archbook.rules.verdicts import Death, Missing, Verdict, broken, cannot_tell, holds
from archbook.rules.wording import counted, listed
from archbook.source.findings import Dimension, Severity, did_you_mean

__all__ = ["threat_unanswered", "unknown_threat_holder"]


@map_rule(
    id="threat-unanswered",
    severity=Severity.WARNING,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="At each boundary between zones a threat is named, and each threat has an answer.",
    why="What crosses from one zone into another is where attacks come from. A threat that is named"
    " and not answered was seen coming; a boundary at which none is named was not looked at.",
    mend="Ask what could go wrong there and state it under `threats:` of the edge, the component or"
    " the zone, with what answers it under `answer:`, or `status: accepted` and the decision to"
    " live with it.",
    sources=('Shostack, "Threat Modeling: Designing for Security", 2014',),
)
def threat_unanswered(subject: MapSubject) -> Iterator[Verdict]:
    """Judge what names threats, and every boundary between zones.

    A component or an edge that names threats is broken by one that is open or only planned, and
    cannot be told while one states no answer, or an answer that no decision, rule or item holds. A
    zone's threats are judged at the first boundary they count at. A boundary at which none is named
    breaks the rule in a map that names threats anywhere; in one that names none it cannot be told.
    Its subject is the first edge across it, so that a waiver can name it.
    """
    of = subject.facts.map
    every = stated_threats(of)
    by_subject: dict[str, list[StatedThreat]] = {}
    for stated in every:
        by_subject.setdefault(stated.subject, []).append(stated)
    running = {of_component(component) for component in subject.facts.running}
    running.update(of_edge(edge) for edge in subject.facts.edges)
    for name, named in by_subject.items():
        if name in running:
            yield _answered(name, named)
    judged: set[str] = set()
    for boundary in boundaries(of):
        zones = [f"zone:{zone.id}" for zone in (boundary.source, boundary.target)]
        named = [each for each in boundary.threats if each.subject in zones]
        new = [each for each in named if f"{each.subject} {each.number}" not in judged]
        judged.update(f"{each.subject} {each.number}" for each in new)
        yield from _crossed(boundary, new, somewhere=bool(every))


def _crossed(
    boundary: Boundary, of_zones: list[StatedThreat], *, somewhere: bool
) -> Iterator[Verdict]:
    """Judge one boundary by the threats of its zones that no other was judged by."""
    name = of_edge(boundary.edges[0])
    if not boundary.threats:
        words, edges = boundary.words, boundary.edges
        ends = tuple(dict.fromkeys(end for e in edges for end in (e.source, e.target)))
        if somewhere:
            crossed = counted(len(edges), "edge")
            yield broken(
                name,
                f"No threat is named at the boundary {words}, which {crossed}"
                f" {'crosses' if len(edges) == 1 else 'cross'}",
                path=tuple(edge.id for edge in edges),
                components=ends,
            )
        else:
            fact = f"boundary {words}: threats"
            yield cannot_tell(
                name, Missing(component=boundary.edges[0].target, fact=fact, shared=True)
            )
    elif of_zones:
        yield _answered(name, of_zones)
    elif boundary.answered:
        yield holds(name)


def _answered(name: str, threats: list[StatedThreat]) -> Verdict:
    unanswered = [t for t in threats if t.status in {ThreatStatus.OPEN, ThreatStatus.PLANNED}]
    first = unanswered[0] if unanswered else None
    if first is not None:
        planned = all(each.status is ThreatStatus.PLANNED for each in unanswered)
        nothing = "The answer is not there yet" if planned else "Nothing answers"
        what = listed([f'"{each.threat.what.rstrip(".")}"' for each in unanswered], most=3)
        return broken(
            name,
            f"{nothing}{' to' if planned else ''} a threat to {_to(first.subject)}: {what}",
            mend="State what answers it under `answer:`, or `status: accepted` and the decision to"
            " live with it.",
            field=first.field,
            place=first.subject,
        )
    unsaid = [each for each in threats if each.status is None]
    unheld = [each for each in threats if each.status is not None and not each.threat.held]
    if not unsaid and not unheld:
        return holds(name)
    return cannot_tell(
        name,
        *(_lacking(each, name, "answer") for each in unsaid),
        *(_lacking(each, name, "decisions") for each in unheld),
    )


def _to(subject: str) -> str:
    """Return what a threat is to, in words."""
    word, _, name = subject.partition(":")
    return f"the zone {name}" if word == "zone" else name


def _lacking(stated: StatedThreat, name: str, field: str) -> Missing:
    """Return what a threat does not state; the note of the component that is judged lists it."""
    fact = f"threats.{stated.number + 1}.{field}"
    component, _, rest = name.partition(":")[2].partition(" ")
    if stated.subject.startswith("zone:"):
        fact = f"zone {stated.subject.partition(':')[2]}: {fact}"
        return Missing(component=component, fact=fact, shared=True)
    return Missing(component=component, fact=f"{rest}: {fact}" if rest else fact)


@map_rule(
    id="unknown-threat-holder",
    severity=Severity.ERROR,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="What is said to hold the answer to a threat is there: the decision, the rule.",
    why="An answer that rests on nothing is believed all the same, and nobody looks again.",
    mend="Correct the id, or write down the decision; `archbook rules` lists the rules.",
    sources=('Shostack, "Threat Modeling: Designing for Security", 2014',),
)
def unknown_threat_holder(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every threat that names decisions (where there is a log) or rules."""
    facts = subject.facts
    known_rules = all_rules(facts.handbook)
    known_decisions = [decision.id for decision in facts.decisions]
    for stated in stated_threats(facts.map):
        threat = stated.threat
        cited = threat.decisions if facts.handbook.logs else ()
        missing = [("decision", name, known_decisions) for name in cited if not facts.cited(name)]
        missing += [
            ("rule", name, list(known_rules)) for name in threat.rules if name not in known_rules
        ]
        if missing:
            word, name, known = missing[0]
            yield broken(
                stated.subject,
                f'A threat names a {word} "{name}" that there is not',
                field=f"{stated.field}.{word}s",
                mend="Correct the id, or write down what holds the answer."
                + did_you_mean(name, known),
            )
        elif cited or threat.rules:
            yield holds(stated.subject)
