"""Operability: somebody owns it, can see it, can roll it back, and it is there for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.forms import NONE
from archbook.components.model import Component
from archbook.components.values import Rollback
from archbook.components.vocabulary import Plane
from archbook.rules.ages import tried_lately
from archbook.rules.map_facts import (
    MapFacts,
    MapSubject,
    lacks,
    must_be_stated,
    of_component,
    of_edge,
)
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Missing, Verdict, broken, cannot_tell, holds
from archbook.rules.wording import listed
from archbook.source.findings import Dimension, Severity

__all__ = [
    "edge_ends_at_whole",
    "no_dashboard",
    "no_on_call",
    "no_owner",
    "no_rollback",
    "no_runbook",
    "out_of_control",
    "unused_component",
]

_SRE = ('Google, "Site Reliability Engineering", chapter 32: production readiness',)
_LOOKING_AFTER = ("deploys", "configures", "observes")
_CRITICAL = 2
"""The least critical tier that needs a runbook and a dashboard."""


def _ours(facts: MapFacts) -> Iterator[Component]:
    """Yield what runs and is neither a person nor a client."""
    for component in facts.running:
        if not component.kind.actor:
            yield component


@map_rule(
    id="no-owner",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.EXPLAIN,
    asserts="Each component has an owner.",
    why="What nobody owns is repaired by nobody, and changed by everybody.",
    mend="State an `owner:`; a part has its whole's.",
    sources=_SRE,
)
def no_owner(subject: MapSubject) -> Iterator[Verdict]:
    """Judge everything that runs and is neither a person nor a client."""
    for component in _ours(subject.facts):
        yield must_be_stated(
            of_component(component),
            NONE if component.ownerless else component.owner,
            lacks(component, "owner"),
            f"Nobody owns {component.id}",
            field="owner",
        )


@map_rule(
    id="no-on-call",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="The owner of what is of tier 1 or 2 is reached at any hour.",
    why="At three in the morning the question is not what is wrong but whom to wake.",
    mend="State under `on-call:` of the owner where it is reached.",
    sources=_SRE,
)
def no_on_call(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component of tier 1 or 2 with an owner."""
    facts = subject.facts
    for component in _critical(facts):
        owner = facts.map.owners.get(component.owner or "")
        if owner is None:
            continue  # the case of no-owner
        fact = f"owner {owner.id}: on-call"
        yield must_be_stated(
            of_component(component),
            owner.on_call,
            (Missing(component=component.id, fact=fact, shared=True),),
            f"{owner.name}, the owner of {component.id}, is reached by nobody out of hours",
            field="owner",
        )


def _critical(facts: MapFacts) -> Iterator[Component]:
    for component in _ours(facts):
        if component.tier is not None and component.tier <= _CRITICAL:
            yield component


def _operated(facts: MapFacts) -> Iterator[Component]:
    """Yield what is of tier 1 or 2 and not run by somebody else."""
    for component in _critical(facts):
        if not component.kind.third_party:
            yield component


@map_rule(
    id="no-runbook",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="What is of tier 1 or 2 has a runbook.",
    why="Who is woken has minutes, and perhaps has never seen it before.",
    mend="Write down what to look at and what to do, and state it under"
    " `operations: {runbook: ...}`.",
    sources=_SRE,
)
def no_runbook(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component of tier 1 or 2."""
    for component in _operated(subject.facts):
        yield must_be_stated(
            of_component(component),
            component.operations.runbook,
            lacks(component, "operations.runbook"),
            f"{component.id} is of tier {component.tier} and has no runbook",
            field="operations.runbook",
        )


@map_rule(
    id="no-dashboard",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="What is of tier 1 or 2 has a dashboard.",
    why="Without one the first half hour goes into finding out whether it is this one at all.",
    mend="Show its load, errors, latency and saturation in one place, and state it under"
    " `operations: {dashboard: ...}`.",
    sources=_SRE,
)
def no_dashboard(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component of tier 1 or 2."""
    for component in _operated(subject.facts):
        yield must_be_stated(
            of_component(component),
            component.operations.dashboard,
            lacks(component, "operations.dashboard"),
            f"{component.id} is of tier {component.tier} and has no dashboard",
            field="operations.dashboard",
        )


@map_rule(
    id="no-rollback",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="There is a way back from each deployment, drilled within the last 180 days.",
    why="Most outages begin with a change. The fastest repair is to take it back, if that works,"
    " which only those know who have tried.",
    mend="Go back once on purpose, and state how, how fast and when under"
    " `operations: {rollback: ...}`.",
    sources=('Google, "Site Reliability Engineering", chapter 8: Release Engineering',),
    days=180,
)
def no_rollback(subject: MapSubject) -> Iterator[Verdict]:
    """Judge everything that is deployed."""
    for component in subject.facts.running:
        if not component.kind.deployable:
            continue
        rollback, name = component.operations.rollback, of_component(component)
        if rollback is None:
            yield cannot_tell(name, *lacks(component, "operations.rollback"))
        elif not isinstance(rollback, Rollback):
            yield broken(
                name,
                f"There is no way back from a deployment of {component.id}",
                field="operations.rollback",
            )
        else:
            field = "operations.rollback.drilled"
            what = f"The way back from a deployment of {component.id}"
            missing = lacks(component, field)
            yield tried_lately(subject, name, rollback.drilled, missing, what, field=field)


@map_rule(
    id="out-of-control",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="Something deploys, configures or observes what is deployed to serve.",
    why="What the control plane does not reach is changed by hand, and seen by chance.",
    mend="Say what deploys it and what observes it (`deployed-by`, `observed-by`), or let"
    " something do so.",
    sources=("AWS Well-Architected Framework, Operational Excellence pillar",),
)
def out_of_control(subject: MapSubject) -> Iterator[Verdict]:
    """Judge what is deployed in the data plane, itself or with what it is within or made of."""
    facts = subject.facts
    reached = {edge.target for edge in facts.edges if edge.verb.name in _LOOKING_AFTER}
    for component in facts.running:
        if not component.kind.deployable or component.plane is not Plane.DATA:
            continue
        name = of_component(component)
        around = (component.id, *facts.map.wholes(component.id), *facts.map.modules(component.id))
        if not reached.isdisjoint(around):
            yield holds(name)
        elif reached:
            yield broken(name, f"Nothing deploys, configures or observes {component.id}")
        else:
            # A map that shows no such edge at all leaves the control plane out.
            yield cannot_tell(name, *lacks(component, "deployed-by"))


@map_rule(
    id="unused-component",
    severity=Severity.NOTE,
    dimension=Dimension.COST,
    death=Death.COST,
    asserts="Each component is used by something or takes part in something.",
    why="What nobody uses still costs money, is still attacked, and still has to be understood by"
    " everyone who reads the map.",
    mend="State who uses it, or retire it: `lifecycle: retired`.",
)
def unused_component(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component by all edges and journeys; parts and wholes count together."""
    facts = subject.facts
    touched = {end for edge in facts.map.edges.values() for end in (edge.source, edge.target)}
    touched.update(name for journey in facts.journeys for name in journey.components)
    named = [edge.dead_letter for edge in facts.map.edges.values()]
    named.extend(component.dead_letter for component in facts.map.components.values())
    touched.update(name for name in named if name is not None)
    if not touched:
        return
    for component in facts.running:
        parts = facts.map.parts(component.id, deep=True)
        if touched.isdisjoint((component.id, *parts)):
            yield broken(
                of_component(component), f"No edge and no journey of the map touches {component.id}"
            )
        else:
            yield holds(of_component(component))


@map_rule(
    id="edge-ends-at-whole",
    severity=Severity.NOTE,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="What uses a whole that has modules says which module it uses.",
    why="What a loss does, and who may change what, is decided by modules. An edge to the whole"
    " says that it needs all of it.",
    mend="Let the edge end at the module that answers.",
)
def edge_ends_at_whole(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that serves, not those that deploy, configure, observe or authorize."""
    facts = subject.facts
    for edge in facts.edges:
        if edge.verb.name not in {"calls", "reads", "writes", "publishes", "consumes"}:
            continue
        modules = [name for name in facts.map.modules(edge.target) if name in facts.system]
        if modules:
            yield broken(
                of_edge(edge),
                f"{edge.words}, which has modules: {listed(modules)}",
                path=(edge.source, edge.target),
            )
        elif facts.map.components[edge.target].kind.part:
            yield holds(of_edge(edge))
