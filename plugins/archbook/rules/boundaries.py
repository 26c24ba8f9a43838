"""Boundaries: what crosses into more trust proves who it is, and comes in where it should."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.forms import NONE
from archbook.components.model import Component, Edge, Zone
from archbook.rules.analyses.data import zone_of
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
from archbook.rules.verdicts import Death, Missing, Verdict, broken, cannot_tell, holds
from archbook.source.findings import Dimension, Severity

__all__ = [
    "entry_past_the_edge",
    "entry_without_limits",
    "unauthenticated_into_trust",
    "unencrypted_across_zones",
]

_ZERO_TRUST = ("NIST SP 800-207: Zero Trust Architecture",)


def _ends(facts: MapFacts, edge: Edge) -> tuple[Component, Component]:
    return facts.map.components[edge.source], facts.map.components[edge.target]


def _zones(facts: MapFacts, edge: Edge) -> tuple[Zone | None, Zone | None]:
    source, target = _ends(facts, edge)
    return zone_of(facts.system, source), zone_of(facts.system, target)


def _unzoned(facts: MapFacts, edge: Edge) -> Iterator[Missing]:
    for end, zone in zip(_ends(facts, edge), _zones(facts, edge), strict=True):
        if zone is None:
            yield from lacks(end, "zone")


@map_rule(
    id="unauthenticated-into-trust",
    severity=Severity.ERROR,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="Whoever comes into a more trusted zone proves who it is.",
    why="A zone is trusted because not everybody gets in. One open door makes it as trusted as what"
    " lies outside, and what was done through it has no author.",
    mend="Authenticate the caller there, and state how under `auth:`.",
    sources=_ZERO_TRUST,
)
def unauthenticated_into_trust(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge between zones; without zones in the map there is nothing to judge."""
    facts = subject.facts
    if not facts.map.zones:
        return
    for edge in facts.edges:
        source, target = _zones(facts, edge)
        if source is None or target is None:
            if edge.auth is None or edge.auth == NONE:
                yield cannot_tell(of_edge(edge), *_unzoned(facts, edge))
            continue
        if source.id == target.id:
            continue
        if source.trust is None or target.trust is None:
            unstated = [zone.id for zone in (source, target) if zone.trust is None]
            yield cannot_tell(
                of_edge(edge),
                *(
                    Missing(component=edge.target, fact=f"zone {zone}: trust", shared=True)
                    for zone in unstated
                ),
            )
        elif source.trust < target.trust:
            yield must_be_stated(
                of_edge(edge),
                edge.auth,
                edge_lacks(edge, "auth"),
                f"{edge.source} comes from {source.id} into the more trusted {target.id} without"
                " proof of who it is",
                field="auth",
            )


@map_rule(
    id="unencrypted-across-zones",
    severity=Severity.ERROR,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="What travels from one zone to another is encrypted.",
    why="Between zones lies what belongs to neither: networks that others run and can read.",
    mend="Encrypt the connection (TLS, mTLS) and state `protocol:` or `encrypted: true`.",
    sources=_ZERO_TRUST,
)
def unencrypted_across_zones(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge between zones."""
    facts = subject.facts
    if not facts.map.zones:
        return
    for edge in facts.edges:
        source, target = _zones(facts, edge)
        encrypted = edge.travels_encrypted
        name = of_edge(edge)
        if source is None or target is None:
            if encrypted:
                yield holds(name)
            else:
                yield cannot_tell(name, *_unzoned(facts, edge))
        elif source.id != target.id:
            yield must_be_stated(
                name,
                encrypted,
                edge_lacks(edge, "encrypted"),
                f"{edge.words} unencrypted, from {source.id} to {target.id}",
                field="encrypted",
            )


@map_rule(
    id="entry-past-the-edge",
    severity=Severity.WARNING,
    dimension=Dimension.SECURITY,
    death=Death.GREEN,
    asserts="What comes from outside comes in by a CDN or a gateway.",
    why="Limits, filters, certificates and logs of the outside world are kept at the edge. Who"
    " comes in past it meets none of them.",
    mend="Put a component of kind `gateway` or `cdn` in between, or make this one such.",
    sources=_ZERO_TRUST,
)
def entry_past_the_edge(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that comes in from people, clients and zones of trust 0."""
    facts = subject.facts
    for edge in _incoming(facts):
        if facts.map.components[edge.target].kind.entry:
            yield holds(of_edge(edge))
        else:
            yield broken(
                of_edge(edge),
                f"{edge.source} comes from outside straight to {edge.target}, past the edge",
                path=(edge.source, edge.target),
            )


def _incoming(facts: MapFacts) -> Iterator[Edge]:
    """Yield the edges from outside to something that is ours and serves.

    A person, a client, and what is in a zone of trust 0 is outside, unless its zone says that it is
    trusted. Names are answered everywhere, so DNS is no way in.
    """
    for edge in facts.edges:
        source, target = _ends(facts, edge)
        zones = _zones(facts, edge)
        trust = zones[0].trust if zones[0] else None
        outside = trust == 0 or (source.kind.actor and not trust)
        inside = zones[1] is None or zones[0] is None or zones[0].id != zones[1].id
        ours = not (target.kind.actor or target.kind.third_party or target.kind.base == "dns")
        if outside and inside and ours and edge.verb.name in {"calls", "reads", "writes"}:
            yield edge


@map_rule(
    id="entry-without-limits",
    severity=Severity.WARNING,
    dimension=Dimension.SECURITY,
    death=Death.COST,
    asserts="An entry lets in only so much.",
    why="One client in a loop, or one with bad intentions, takes what all others need, and the bill"
    " follows.",
    mend="Limit requests by rate and size at the entry, and state `limits:`.",
    sources=("OWASP API Security Top 10 2023, API4: Unrestricted Resource Consumption",),
)
def entry_without_limits(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every CDN and gateway that something from outside reaches."""
    facts = subject.facts
    reached = dict.fromkeys(edge.target for edge in _incoming(facts))
    for name in reached:
        component = facts.map.components[name]
        if component.kind.entry:
            yield must_be_stated(
                of_component(component),
                component.limits,
                lacks(component, "limits"),
                f"{component.id} lets in whatever comes",
                field="limits",
            )
