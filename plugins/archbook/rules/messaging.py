"""Messaging: what is published is true, what is consumed may come twice, what fails is kept."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.forms import NONE
from archbook.components.model import Component
from archbook.components.values import MessageSchema
from archbook.rules.analyses.data import deployable_of
from archbook.rules.map_facts import (
    MapFacts,
    MapSubject,
    edge_lacks,
    lacks,
    must_be_stated,
    of_component,
    of_edge,
)
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Verdict, broken, cannot_tell, holds
from archbook.source.findings import Dimension, Severity

__all__ = [
    "async_idempotency",
    "atomic_publishing",
    "bounded_channel",
    "dead_letter",
    "replay",
    "schema_version",
]

_PATTERNS = ('Hohpe, Woolf, "Enterprise Integration Patterns", 2003',)
_OUTBOX = ("Richardson, microservices.io: Transactional outbox",)


@map_rule(
    id="atomic-publishing",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.DUPLICATE,
    asserts="Who writes and publishes does both or neither.",
    why="Between the write and the message the process dies: the order is kept and nobody is told,"
    " or everybody is told of an order that was never kept.",
    mend="Keep the message in the transaction of the write (outbox), or publish from the store's"
    " change log; then state `outbox: true`.",
    sources=_OUTBOX,
)
def atomic_publishing(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that publishes from a deployable that writes a store."""
    facts = subject.facts
    writing = {
        deployable_of(facts.system, edge.source)
        for edge in facts.edges
        if edge.verb.name == "writes" and not facts.map.components[edge.target].kind.cache
    }
    for edge in facts.edges:
        if edge.verb.name == "publishes" and deployable_of(facts.system, edge.source) in writing:
            yield must_be_stated(
                of_edge(edge),
                edge.outbox,
                edge_lacks(edge, "outbox"),
                f"{edge.source} publishes to {edge.target} apart from its write: either may be"
                " lost",
                field="outbox",
            )


@map_rule(
    id="async-idempotency",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.DUPLICATE,
    asserts="Processing a message twice does no harm.",
    why="Every channel delivers some messages twice. Who is not prepared does the work twice, and"
    " finds out from the accounts.",
    mend="Keep the ids of what was processed, or make the effect the same when repeated; then"
    " state `idempotent: true`.",
    sources=("Richardson, microservices.io: Idempotent consumer",),
)
def async_idempotency(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that consumes."""
    for edge in subject.facts.edges:
        if edge.verb.name == "consumes":
            yield must_be_stated(
                of_edge(edge),
                edge.idempotent,
                edge_lacks(edge, "idempotent"),
                f"{edge.source} does harm when a message of {edge.target} comes twice",
                field="idempotent",
            )


@map_rule(
    id="dead-letter",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="A message that cannot be processed is kept in a place that somebody owns.",
    why="One bad message blocks all behind it, or is thrown away and nobody ever knows. A place"
    " without an owner is the second kind, slower.",
    mend="Name the place under `dead-letter:` of the channel or of the edge that consumes, and give"
    " it an owner.",
    sources=_PATTERNS,
)
def dead_letter(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that consumes from a channel that is no dead-letter place itself."""
    facts = subject.facts
    places = _dead_letter_places(facts)
    for edge in facts.edges:
        if edge.verb.name != "consumes" or edge.target in places:
            continue
        channel = facts.map.components[edge.target]
        stated = edge.dead_letter if edge.dead_letter is not None else channel.dead_letter
        name = of_edge(edge)
        if stated is None:
            yield cannot_tell(name, *lacks(channel, "dead-letter"))
        elif stated == NONE:
            yield broken(
                name,
                f"What {edge.source} cannot process of {edge.target} is kept nowhere",
                field="dead-letter",
                mend="Name a place under `dead-letter:`, and give it an owner.",
            )
        elif (place := facts.map.components[stated]).ownerless:
            yield broken(
                name,
                f"What {edge.source} cannot process is kept in {place.id}, which nobody owns",
                field="dead-letter",
                mend=f"Give {place.id} an owner.",
                path=(edge.target, place.id),
            )
        elif place.owner is None:
            yield cannot_tell(name, *lacks(place, "owner"))
        else:
            yield holds(name)


def _dead_letter_places(facts: MapFacts) -> frozenset[str]:
    stated = [edge.dead_letter for edge in facts.edges]
    stated.extend(component.dead_letter for component in facts.running)
    return frozenset(place for place in stated if place is not None)


def _channels(facts: MapFacts) -> Iterator[Component]:
    """Yield the channels that are no dead-letter places."""
    places = _dead_letter_places(facts)
    for component in facts.running:
        if component.kind.channel and component.id not in places:
            yield component


@map_rule(
    id="schema-version",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="The form of a channel's messages is written down and has a version.",
    why="Publishers and consumers are deployed at different times. Without a version the first"
    " change of form is found by the consumer, in production.",
    mend="Keep the schema where both sides find it, and state `schema: {at: ..., version: ...}`.",
    sources=_PATTERNS,
)
def schema_version(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every topic and queue."""
    for channel in _channels(subject.facts):
        name = of_component(channel)
        if channel.schema is None:
            yield cannot_tell(name, *lacks(channel, "schema"))
        elif not isinstance(channel.schema, MessageSchema):
            yield broken(name, f"The messages of {channel.id} have no stated form", field="schema")
        elif channel.schema.version is None:
            yield cannot_tell(name, *lacks(channel, "schema.version"))
        else:
            yield holds(name)


@map_rule(
    id="replay",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="A channel's messages can be processed once more.",
    why="A consumer had a fault for two hours. If what it took cannot be given to it again, those"
    " two hours are lost for good.",
    mend="Keep messages for as long as faults go unnoticed, write down how they are given again,"
    " and state `replay:`.",
    sources=_PATTERNS,
)
def replay(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every topic and queue."""
    for channel in _channels(subject.facts):
        yield must_be_stated(
            of_component(channel),
            channel.replay,
            lacks(channel, "replay"),
            f"What was taken from {channel.id} cannot be processed once more",
            field="replay",
        )


@map_rule(
    id="bounded-channel",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="A channel holds only so much, and it is known what happens then.",
    why="A queue without a bound turns an overload into a delay of hours that no error shows; then"
    " the disk is full.",
    mend="Set a bound by number, age or size, say what happens when it is reached, and state"
    " `bound:`.",
    sources=("AWS Builders' Library: Avoiding insurmountable queue backlogs",),
)
def bounded_channel(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every topic and queue."""
    for channel in _channels(subject.facts):
        yield must_be_stated(
            of_component(channel),
            channel.bound,
            lacks(channel, "bound"),
            f"{channel.id} takes in messages without end",
            field="bound",
        )
