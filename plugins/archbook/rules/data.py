"""Data: one writer each, apart from analytics, classified data only where it may be."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.model import Component, Edge
from archbook.components.values import Backup
from archbook.components.vocabulary import Cached
from archbook.rules.ages import tried_lately
from archbook.rules.analyses.data import (
    Resting,
    analytics_paths,
    data_sets,
    resting,
    travelling,
    zone_of,
)
from archbook.rules.analyses.journeys import journey_states
from archbook.rules.analyses.losses import State, spread
from archbook.rules.analyses.system import System
from archbook.rules.map_facts import (
    MapFacts,
    MapSubject,
    edge_lacks,
    lacks,
    must_be_stated,
    of_component,
    of_edge,
    of_journey,
)
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Missing, Verdict, broken, cannot_tell, holds
from archbook.rules.wording import listed, way
from archbook.source.findings import Dimension, Severity

__all__ = [
    "analytics_reads_serving_store",
    "classified_at_rest",
    "classified_in_shared_cache",
    "classified_unencrypted",
    "copy_hides_class",
    "copy_without_staleness",
    "journey_leans_on_analytics",
    "restore_not_tested",
    "two_writers",
]


@map_rule(
    id="two-writers",
    severity=Severity.ERROR,
    dimension=Dimension.CORRECTNESS,
    death=Death.DUPLICATE,
    asserts="Each data set is written by one deployable.",
    why="Two writers have two ideas of what the data must never say. Neither can change its form"
    " alone, and when it is wrong nobody can say who made it so.",
    mend="Let one write, and the other ask it or send it a message.",
    sources=("Richardson, microservices.io: Database per service",),
)
def two_writers(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every data set that is written."""
    for writers in data_sets(subject.facts.system):
        name = f"component:{writers.data_set}"
        if len(writers.deployables) > 1:
            yield broken(
                name,
                f"{listed(writers.deployables)} write {writers.data_set}",
                path=tuple(edge.id for edge in writers.edges),
                components=(writers.data_set, *writers.deployables),
            )
        else:
            yield holds(name)


@map_rule(
    id="analytics-reads-serving-store",
    severity=Severity.ERROR,
    dimension=Dimension.PERFORMANCE,
    death=Death.GREEN,
    asserts="No path of reads leads from analytics into a store that serves a journey.",
    why="A question over a year of orders takes the store's memory and locks from the shopper who"
    " pays. It is the outage that no change explains.",
    mend="Feed analytics by copies or events (`replicates`, `consumes`), and ask those.",
    sources=("AWS Well-Architected Framework, Performance pillar: purpose-built data stores",),
)
def analytics_reads_serving_store(subject: MapSubject) -> Iterator[Verdict]:
    """Judge everything of analytics that reads."""
    system = subject.facts.system
    reached: set[str] = set()
    for edges, journey in analytics_paths(system):
        reached.add(edges[0].source)
        path = (edges[0].source, *(edge.target for edge in edges))
        yield broken(
            f"component:{path[0]}",
            f"{path[0]} reads {path[-1]}, which serves the journey {journey}: {way(path)}",
            path=path,
            components=path,
        )
    for component in subject.facts.running:
        if component.analytics and component.id not in reached:
            yield holds(of_component(component))


@map_rule(
    id="journey-leans-on-analytics",
    severity=Severity.ERROR,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="No journey goes down with analytics.",
    why="Analytics are built to be late and rebuilt. A journey that needs them inherits that, and"
    " those who run them do not know.",
    mend="Serve from a store of its own that analytics fill, or bear the loss.",
    sources=("AWS Well-Architected Framework, Reliability pillar: loose coupling",),
)
def journey_leans_on_analytics(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every journey by the loss of each component of analytics."""
    facts = subject.facts
    analytics = [n for n, component in enumerate(facts.running) if component.analytics]
    all_lost = journey_states(facts.system, spread(facts.system, analytics))
    for journey in facts.journeys:
        hard = [n for n in analytics if facts.losses.journeys[n][journey.id] is State.DOWN]
        if hard:
            names = facts.system.names(hard)
            yield broken(
                of_journey(journey),
                f"It ends when {listed(names, most=3)} is lost, which is analytics"
                if len(names) == 1
                else f"It ends when one of {listed(names)} is lost, which are analytics",
                field="path",
                path=names,
                components=names,
            )
        elif all_lost[journey.id] is State.DOWN:
            names = facts.system.names(_least(facts.system, journey.id, analytics))
            yield broken(
                of_journey(journey),
                f"It ends when {listed(names)} are lost together, which all are analytics",
                field="path",
                path=names,
                components=names,
            )
        elif analytics:
            yield holds(of_journey(journey))


def _least(system: System, journey: str, lost: list[int]) -> list[int]:
    """Return some of what is lost that ends a journey, none of which could be left out."""
    for number in tuple(lost):
        rest = [each for each in lost if each != number]
        if journey_states(system, spread(system, rest))[journey] is State.DOWN:
            lost = rest
    return lost


@map_rule(
    id="classified-at-rest",
    severity=Severity.ERROR,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="Classified data rests only in zones that may hold it.",
    why="A zone that may not hold a class lacks what protects it: who may enter, what is recorded,"
    " what is erased when somebody asks.",
    mend="Move the store or the data; or decide that the zone may hold the class, and make it so.",
    sources=("OWASP ASVS 4.0, V8: Data Protection",),
)
def classified_at_rest(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component in which classified data rests."""
    system = subject.facts.system
    for rest in resting(system):
        component = system.map.components[rest.component]
        name = of_component(component)
        zone = zone_of(system, component)
        if zone is None:
            yield cannot_tell(name, *lacks(component, "zone"))
        elif zone.may_hold is None:
            fact = f"zone {zone.id}: may-hold"
            yield cannot_tell(name, Missing(component=component.id, fact=fact, shared=True))
        elif wrong := [each for each in rest.classes if each not in zone.may_hold]:
            yield broken(
                name,
                f"{listed(wrong)} data rests in {component.id}, whose zone {zone.id} may hold"
                f" {listed(zone.may_hold) or 'no classified data'}",
                field="holds" if set(wrong).intersection(component.holds or ()) else "zone",
                path=_brought_by(rest, wrong),
            )
        else:
            yield holds(name)


def _brought_by(rest: Resting, classes: list[str]) -> tuple[str, ...]:
    return tuple(e.id for e in rest.by if e.data is None or set(e.data).intersection(classes))


@map_rule(
    id="classified-unencrypted",
    severity=Severity.ERROR,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="Classified data travels encrypted.",
    why="Whoever gets onto the network reads it, and nothing records that they did.",
    mend="Encrypt the connection (TLS, mTLS) and state `protocol:` or `encrypted: true`.",
    sources=("OWASP ASVS 4.0, V9: Communication",),
)
def classified_unencrypted(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge between deployables along which classified data travels."""
    for edge in travelling(subject.facts.system):
        yield must_be_stated(
            of_edge(edge),
            edge.travels_encrypted,
            edge_lacks(edge, "encrypted"),
            f"{listed(edge.data or ())} data travels unencrypted from {edge.source} to"
            f" {edge.target}",
            field="encrypted",
        )


@map_rule(
    id="classified-in-shared-cache",
    severity=Severity.ERROR,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="A cache that is shared by users carries no classified data.",
    why="One wrong key, and a user is shown what belongs to another. It happens at the edge, where"
    " no log of yours sees it.",
    mend="Keep such answers out of shared caches (`cached: private`, or past the CDN).",
    sources=("RFC 9111: HTTP Caching, section 7.3",),
)
def classified_in_shared_cache(subject: MapSubject) -> Iterator[Verdict]:
    """Judge CDNs, the edges that end at one, and edges whose answers are kept for everybody."""
    facts = subject.facts
    for component in facts.running:
        if _cdn(component) and component.holds:
            yield broken(
                of_component(component),
                f"{component.id} is a shared cache and holds {listed(component.holds)} data",
                field="holds",
            )
        elif _cdn(component) and component.holds is not None:
            yield holds(of_component(component))
    for edge in facts.edges:
        if not _through_shared_cache(facts, edge):
            continue
        if edge.data is None:
            yield cannot_tell(of_edge(edge), *edge_lacks(edge, "data"))
        elif edge.data:
            yield broken(
                of_edge(edge),
                f"{listed(edge.data)} data passes a shared cache: {edge.words}",
                field="data",
            )
        else:
            yield holds(of_edge(edge))


def _cdn(component: Component) -> bool:
    return component.kind.base == "cdn"


def _through_shared_cache(facts: MapFacts, edge: Edge) -> bool:
    ends = (facts.map.components[edge.source], facts.map.components[edge.target])
    serving = edge.verb.name in {"calls", "reads", "writes"}
    return edge.cached is Cached.SHARED or (serving and any(map(_cdn, ends)))


@map_rule(
    id="copy-hides-class",
    severity=Severity.ERROR,
    dimension=Dimension.SECURITY,
    death=Death.EXPLAIN,
    asserts="What is given classified data says that it holds it.",
    why="Data that nobody says is there is neither protected nor erased: a person who asks to be"
    " forgotten is forgotten in all places but this one.",
    mend="Add the class under `holds:`, or keep it out and say so under `data:` of the edge.",
    sources=("Regulation (EU) 2016/679, articles 17 and 30",),
)
def copy_hides_class(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component that classified data is written, published or copied to."""
    system = subject.facts.system
    for rest in resting(system):
        if not rest.brought:
            continue
        component = system.map.components[rest.component]
        name = of_component(component)
        if component.holds is None:
            yield cannot_tell(name, *lacks(component, "holds"))
        elif hidden := [each for each in rest.brought if each not in component.holds]:
            yield broken(
                name,
                f"{component.id} is given {listed(hidden)} data and does not say that it holds it",
                field="holds",
                path=_brought_by(rest, hidden),
            )
        else:
            yield holds(name)


@map_rule(
    id="restore-not-tested",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="The data of each store was restored in a drill within the last 180 days.",
    why="A backup that was never restored is a hope. What is missing in it shows on the day that"
    " it is needed.",
    mend="Restore it somewhere else, compare, and state the day under `backup: {drilled: ...}`.",
    sources=("AWS Well-Architected Framework, Reliability pillar: back up data",),
    days=180,
)
def restore_not_tested(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every store that is the truth about its data: no cache, no copy, no third party's."""
    facts = subject.facts
    for component in facts.running:
        if not _is_the_truth(facts, component):
            continue
        name = of_component(component)
        backup = component.backup
        for whole in facts.map.wholes(component.id):
            backup = backup if backup is not None else facts.map.components[whole].backup
        if backup is None:
            yield cannot_tell(name, *lacks(component, "backup"))
        elif not isinstance(backup, Backup):
            yield broken(name, f"The data of {component.id} has no backup", field="backup")
        else:
            missing = lacks(component, "backup.drilled")
            what = f"Restoring {component.id}"
            yield tried_lately(subject, name, backup.drilled, missing, what, field="backup.drilled")


def _is_the_truth(facts: MapFacts, component: Component) -> bool:
    kind = component.kind
    copy = kind.cache or kind.base == "search-index" or component.analytics
    copies = any(e.verb.name == "replicates" for e in facts.map.edges_from(component.id))
    return kind.store and not (copy or copies)


@map_rule(
    id="copy-without-staleness",
    severity=Severity.WARNING,
    dimension=Dimension.CORRECTNESS,
    death=Death.EXPLAIN,
    asserts="Of each copy it is known how old it may get.",
    why="Who reads a copy decides by data of another time. Without a limit nobody can say whether"
    " it is late or broken.",
    mend="State the most that is acceptable under `stale-for:`, and watch it.",
    sources=("RFC 5861: HTTP Cache-Control Extensions for Stale Content",),
)
def copy_without_staleness(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that keeps a copy."""
    for edge in subject.facts.edges:
        if edge.verb.name == "replicates" or edge.cached is not None:
            yield must_be_stated(
                of_edge(edge),
                edge.stale_for,
                edge_lacks(edge, "stale-for"),
                f"The copy that {edge.source} keeps of {edge.target} may get as old as it likes",
                field="stale-for",
            )
