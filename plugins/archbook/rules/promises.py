"""Promises: what is promised can be kept, is watched, and can be explained when it is not."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.values import Slo
from archbook.rules.analyses.availability import Basis, Factor, minutes_a_month
from archbook.rules.analyses.restoring import Shortfall, promises
from archbook.rules.analyses.timing import SlowNeed, p99_of, slow_journey_needs, slow_needs
from archbook.rules.analyses.traversal import numbers_of
from archbook.rules.map_facts import (
    MapFacts,
    MapSubject,
    journey_lacks,
    lacks,
    must_be_stated,
    of_component,
    of_journey,
)
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Missing, Verdict, broken, cannot_tell, holds
from archbook.rules.wording import listed, percent, restored
from archbook.source.findings import Dimension, Severity

__all__ = [
    "journey_not_traced",
    "journey_without_slo",
    "p99_shorter_than_need",
    "promise_above_allowed",
    "promise_above_expected",
    "slo_without_alert",
]

_CALCULUS = (
    "AWS Well-Architected Framework, Reliability pillar: Availability",
    'Treynor, Dahlin, Rau, Beyer, "The Calculus of Service Availability", ACM Queue 15/2, 2017',
)
_ROUNDING = 1e-12
_PARTS_SHOWN = 5
_PARTS_LISTED = 50
"""So many of the least reliable parts are in the way of a promise; the message counts the rest."""


@map_rule(
    id="promise-above-expected",
    severity=Severity.ERROR,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="No promise is higher than what its hard needs let expect at best.",
    why="Whatever is needed hard fails too. A promise above the product of what it rests on is"
    " broken in an ordinary month, and everybody who relies on it plans with a wrong figure.",
    mend="Promise less, bear the loss of a need, or make the least reliable part better.",
    sources=_CALCULUS,
)
def promise_above_expected(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every promise by the best case of what it needs."""
    facts = subject.facts
    for promise in promises(facts.availability):
        name, figures = promise.subject, promise.figures
        if figures.best is None:
            continue
        if short := facts.shortfalls.get(name):
            yield broken(
                name,
                _shortfall(short),
                field="slo.availability",
                mend=f"{restored(short)}.",
                components=facts.system.names(promise.targets),
                path=tuple(part for part, _ in short.parts[:_PARTS_LISTED]),
            )
        elif figures.bounds is not None and promise.promised > figures.bounds[0]:
            yield cannot_tell(name)  # the bound of work was reached, no fact is missing
        elif missing := _own_unstated(facts, promise.targets):
            yield cannot_tell(name, *missing)
        else:
            yield holds(name)


def _shortfall(short: Shortfall) -> str:
    promised, best, parts = short.promise.promised, short.best, short.parts
    shown = " x ".join(f"{percent(own)} {name}" for name, own in parts[:_PARTS_SHOWN])
    more = len(parts) - _PARTS_SHOWN
    rest = f" x {more} more" if more > 0 else ""
    alternatives = "" if _is_product(parts, best) else " x what its alternatives leave"
    most = "at most " if short.promise.figures.bounds else ""
    return (
        f"It promises {percent(promised)} and can be expected to reach {most}{percent(best)}"
        f" ({shown}{rest}{alternatives}): {minutes_a_month(best):,.1f} minutes of loss in 30 days,"
        f" {minutes_a_month(promised):,.1f} promised"
    )


def _is_product(parts: tuple[tuple[str, float], ...], best: float) -> bool:
    product = 1.0
    for _, own in parts:
        product *= own
    return abs(product - best) < _ROUNDING


def _own_unstated(facts: MapFacts, targets: tuple[int, ...]) -> tuple[Missing, ...]:
    table = facts.availability
    certain = 0
    for target in targets:
        certain |= facts.needs.certain[target]
    return tuple(
        missing
        for number in numbers_of(certain)
        for component in (facts.system.component(number),)
        if table.basis_of_own(number) is Basis.UNSTATED
        and not component.kind.actor
        and not (component.kind.part and component.within)
        for missing in lacks(component, "own-availability")
    )


@map_rule(
    id="promise-above-allowed",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="No promise is higher than what the promises of its direct hard needs allow.",
    why="Those who run the needs have promised less than this rests on: when they keep their word"
    " and use it up, this promise is broken. It is a warning, since parts that needs share are"
    " counted twice in this product.",
    mend="Promise less, agree on better promises with the owners of the needs, or bear their loss.",
    sources=_CALCULUS,
)
def promise_above_allowed(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every promise that can be expected by what the needs promise."""
    for promise in promises(subject.facts.availability):
        name, figures, promised = promise.subject, promise.figures, promise.promised
        allowed = figures.allowed
        if figures.best is None or allowed is None or promise.short:
            continue  # the case of promise-above-expected
        unstated = [f for f in figures.factors[1:] if f.basis is Basis.UNSTATED]
        if promised > allowed + _ROUNDING:
            yield broken(
                name,
                f"It promises {percent(promised)}, and its hard needs allow {percent(allowed)}"
                f" ({_product(figures.factors)})",
                field="slo.availability",
                path=tuple(part for factor in figures.factors for part in factor.components),
            )
        elif unstated:
            yield cannot_tell(
                name,
                *(
                    Missing(component=part, fact="slo.availability")
                    for factor in unstated
                    for part in factor.components
                ),
            )
        else:
            yield holds(name)


def _product(factors: tuple[Factor, ...]) -> str:
    shown = [f for f in factors if f.value < 1]
    words = " x ".join(
        f"{percent(f.value)} {f.basis} by {' or '.join(f.components)}"
        if f.basis is not Basis.OWN
        else f"{percent(f.value)} of its own"
        for f in shown[:_PARTS_SHOWN]
    )
    more = len(shown) - _PARTS_SHOWN
    return f"{words} x {more} more" if more > 0 else words


@map_rule(
    id="p99-shorter-than-need",
    severity=Severity.WARNING,
    dimension=Dimension.PERFORMANCE,
    death=Death.GREEN,
    asserts="No promised p99 is shorter than that of a hard need that it waits for.",
    why="Who waits for another answers no faster than it. One of the two promises is wrong, or the"
    " need is not asked in every request.",
    mend="Promise a longer p99, get a faster promise from the need, or stop waiting for it.",
    sources=('Dean, Barroso, "The Tail at Scale", Communications of the ACM 56/2, 2013',),
)
def p99_shorter_than_need(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every promised p99 by those of the needs it waits for."""
    facts = subject.facts
    for number, component in enumerate(facts.running):
        if p99_of(component.slo) is not None:
            yield _p99(of_component(component), list(slow_needs(facts.system, number)))
    for journey in facts.journeys:
        if p99_of(journey.slo) is not None:
            yield _p99(of_journey(journey), list(slow_journey_needs(facts.system, journey)))


def _p99(subject: str, needs: list[SlowNeed]) -> Verdict:
    slow = [need for need in needs if need.broken]
    if slow:
        words = (f"{' or '.join(need.needs)} {need.needed}" for need in slow)
        slower = listed(list(dict.fromkeys(words)))
        return broken(
            subject,
            f"It promises a p99 of {slow[0].promised}, shorter than what it waits for: {slower}",
            field="slo.latency.p99",
            path=tuple(dict.fromkeys(name for need in slow for name in need.needs)),
        )
    missing = [name for need in needs for name in need.missing]
    if missing:
        return cannot_tell(
            subject, *(Missing(component=name, fact="slo.latency.p99") for name in missing)
        )
    return holds(subject)


def _promises_something(slo: Slo) -> bool:
    return any(value is not None for value in (slo.availability, slo.latency, slo.freshness))


@map_rule(
    id="journey-without-slo",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="A journey promises an availability, a latency or a freshness.",
    why="Users take journeys, not servers. Without a promise for the journey every dashboard can be"
    " green while nobody gets through.",
    mend="State under `slo:` what those who take it may count on.",
    sources=('Google, "The Site Reliability Workbook", chapter 2: Implementing SLOs',),
)
def journey_without_slo(subject: MapSubject) -> Iterator[Verdict]:
    """Judge whether journeys promise something."""
    for journey in subject.facts.journeys:
        name = of_journey(journey)
        if journey.slo is None:
            yield cannot_tell(name, *journey_lacks(subject.facts, journey, "slo"))
        elif not _promises_something(journey.slo):
            yield broken(name, "Its SLO promises nothing that could be missed", field="slo")
        else:
            yield holds(name)


@map_rule(
    id="slo-without-alert",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="Somebody is told when a promise is at risk.",
    why="A promise that nobody watches is kept by chance: users find out first.",
    mend="Alert on the burn rate of the error budget, and state it as `alert: burn-rate`.",
    sources=('Google, "The Site Reliability Workbook", chapter 5: Alerting on SLOs',),
)
def slo_without_alert(subject: MapSubject) -> Iterator[Verdict]:
    """Judge whether promises are watched; those of third parties are theirs to watch."""
    facts = subject.facts
    message = "It makes a promise, and nobody is told when it is at risk"
    for component in facts.running:
        slo = component.slo
        if slo is not None and _promises_something(slo) and not component.kind.third_party:
            missing = lacks(component, "slo.alert")
            yield must_be_stated(
                of_component(component), slo.alert, missing, message, field="slo.alert"
            )
    for journey in facts.journeys:
        if journey.slo is not None and _promises_something(journey.slo):
            missing = journey_lacks(facts, journey, "slo.alert")
            yield must_be_stated(
                of_journey(journey), journey.slo.alert, missing, message, field="slo.alert"
            )


@map_rule(
    id="journey-not-traced",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="A request can be followed through all that a journey passes.",
    why="Where the trace ends, the explanation ends: nobody can say what happened to the one order"
    " that is missing.",
    mend="Pass the trace on there, and state `operations: {traced: true}`.",
    sources=("W3C, Trace Context",),
)
def journey_not_traced(subject: MapSubject) -> Iterator[Verdict]:
    """Judge whether every step that runs code of ours is traced."""
    facts = subject.facts
    for journey in facts.journeys:
        steps = [facts.map.components[name] for name in journey.components]
        steps = [s for s in steps if s.live and (s.kind.deployable or s.kind.part)]
        blind = [step for step in steps if step.operations.traced is False]
        unknown = [step for step in steps if step.operations.traced is None]
        if blind:
            names = tuple(step.id for step in blind)
            yield broken(
                of_journey(journey),
                f"Requests cannot be followed through {listed(names)}",
                field="path",
                path=names,
                components=names,
            )
        elif unknown:
            missing = (m for step in unknown for m in lacks(step, "operations.traced"))
            yield cannot_tell(of_journey(journey), *missing)
        elif steps:
            yield holds(of_journey(journey))
