"""Failure: what goes down with what, and what could not come back."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.vocabulary import Plane, Switching
from archbook.rules.analyses.chains import longest_chain
from archbook.rules.analyses.cycles import (
    StartupCycle,
    SyncCycle,
    startup_cycles,
    sync_cycles,
)
from archbook.rules.analyses.shared_fate import SharedFate, shared_fates
from archbook.rules.analyses.single_points import SinglePoint, single_points
from archbook.rules.analyses.stability import control_needs, recoveries, startup_control_needs
from archbook.rules.map_facts import MapSubject, lacks, of_edge
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Missing, Verdict, broken, cannot_tell, holds
from archbook.rules.wording import counted, listed, way
from archbook.source.findings import Dimension, Severity

__all__ = [
    "cannot_start_without_control_plane",
    "chain_too_deep",
    "control_plane_in_request_path",
    "manual_alternative",
    "recovery_needs_the_broken",
    "shared_fate",
    "single_point_of_failure",
    "startup_cycle",
    "sync_cycle",
    "tier_inversion",
]

_BOUNDARIES = ("AWS, Fault Isolation Boundaries: static stability",)


@map_rule(
    id="control-plane-in-request-path",
    severity=Severity.ERROR,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="With the whole control plane lost, everything of the data plane still serves.",
    why="Control planes are larger, change more often and fail more often than what they control."
    " If serving needs them, each of their failures is an outage, and the means to repair it are"
    " gone in the same moment.",
    mend="Keep the last known answer in the data plane and serve from it: `if-lost: continues` with"
    " `stale-for`, or move what is asked in every request into the data plane.",
    sources=_BOUNDARIES,
)
def control_plane_in_request_path(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge by which the data plane leans on the control plane."""
    system = subject.facts.system
    seen: set[str] = set()
    for need in control_needs(system):
        name = of_edge(need.edge) if need.edge else f"component:{need.component}"
        if name in seen:
            continue
        seen.add(name)
        more = [other for other in need.affected if other != need.component]
        also = f", and with it {listed(more)}" if more else ""
        yield broken(
            name,
            f"{need.component} goes down when the control plane is lost{also}:"
            f" it needs {need.cause}",
            field="if-lost" if need.edge else "within",
            path=need.path,
            components=need.path,
        )
    for edge in subject.facts.edges:
        planes = [system.map.components[end].plane for end in (edge.sufferer, edge.cause)]
        if planes == [Plane.DATA, Plane.CONTROL] and of_edge(edge) not in seen:
            yield holds(of_edge(edge))


@map_rule(
    id="cannot-start-without-control-plane",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="With the whole control plane lost, everything that serves could start again.",
    why="What runs on without the control plane is safe until it restarts, and in an outage things"
    " restart: one by one they do not come back.",
    mend="Start from a copy kept beside it: settings, secrets and keys of the last good start.",
    sources=_BOUNDARIES,
)
def cannot_start_without_control_plane(subject: MapSubject) -> Iterator[Verdict]:
    """Judge everything that the data plane needs hard to start."""
    system = subject.facts.system
    lacking = startup_control_needs(system)
    for need in system.startup_needs:
        if system.component(need.sufferer).plane is not Plane.DATA:
            continue
        name = of_edge(need.edges[0])
        if need in lacking:
            causes = system.names(need.causes)
            yield broken(
                name,
                f"{system.ids[need.sufferer]} could not start again while the control plane is"
                f" lost: it needs {' or '.join(causes)} to start",
                field="when",
                path=(system.ids[need.sufferer], *causes),
            )
        else:
            yield holds(name)


@map_rule(
    id="recovery-needs-the-broken",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="What deploys, configures or observes a component does not go down with it.",
    why="When it is lost, it has to be seen, reconfigured or rolled back by something that the same"
    " loss has taken down.",
    mend="Let the one that helps stand on its own: its own store, its own way in, another place.",
    sources=_BOUNDARIES,
)
def recovery_needs_the_broken(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge by which a component is looked after."""
    for recovery in recoveries(subject.facts.losses):
        edge = recovery.edge
        if recovery.broken:
            yield broken(
                of_edge(edge),
                f"{edge.source} goes down when {edge.target} is lost, which it {edge.verb.name}",
                path=(edge.target, edge.source),
            )
        else:
            yield holds(of_edge(edge))


@map_rule(
    id="single-point-of-failure",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="Nothing that tier 1 or a journey needs is lost with one replica or one place.",
    why="Single machines and single places fail every year. What cannot do without one of them"
    " fails as often.",
    mend="Run more replicas in more places, or let those that need it bear its loss.",
    sources=("AWS Well-Architected Framework, Reliability pillar: fault isolation",),
)
def single_point_of_failure(subject: MapSubject) -> Iterator[Verdict]:
    """Judge everything whose loss takes tier 1 or a journey down."""
    for point in single_points(subject.facts.losses):
        name = f"component:{point.component}"
        if point.gone is None:
            missing = (Missing(component=point.component, fact=fact) for fact in point.missing)
            yield cannot_tell(name, *missing)
        elif point.gone:
            yield broken(
                name,
                _single_point(point),
                field="redundancy",
                path=(*point.critical, *point.journeys),
                components=(point.component, *(c for c in point.critical if c != point.component)),
            )
        else:
            yield holds(name)


def _single_point(point: SinglePoint) -> str:
    ends = []
    if point.critical:
        ends.append(f"takes down {listed(point.critical)} of tier 1")
    if point.journeys:
        word = "journey" if len(point.journeys) == 1 else "journeys"
        ends.append(f"ends the {word} {listed(point.journeys)}")
    what = point.gone if point.gone == "one replica" else f"the place {point.gone}"
    return f"Losing {what} leaves {point.component} too few, and {' and '.join(ends)}"


@map_rule(
    id="shared-fate",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="Alternatives share neither a hard need nor a place.",
    why="Two providers on one network, or two copies in one place, are lost together. They cost"
    " twice and save nobody.",
    mend="Choose an alternative that stands on something else.",
    sources=("AWS, Fault Isolation Boundaries: shared fate",),
)
def shared_fate(subject: MapSubject) -> Iterator[Verdict]:
    """Judge the alternatives of each component."""
    groups: dict[str, list[SharedFate]] = {}
    for fate in shared_fates(subject.facts.system, subject.facts.needs):
        groups.setdefault(fate.sufferer, []).append(fate)
    for sufferer, fates in groups.items():
        name = f"component:{sufferer}"
        shared = [fate for fate in fates if fate.needs or fate.places]
        unplaced = [other for fate in fates for other in fate.unplaced]
        if shared:
            yield broken(
                name,
                "; ".join(map(_shared, shared)),
                field="uses",
                path=tuple(part for f in shared for part in (*f.alternatives, *f.needs)),
                components=(sufferer, *(a for f in shared for a in f.alternatives)),
            )
        elif unplaced:
            yield cannot_tell(name, *(Missing(component=other, fact="at") for other in unplaced))
        else:
            yield holds(name)


def _shared(fate: SharedFate) -> str:
    common = []
    if fate.needs:
        common.append(f"need {listed(fate.needs)}")
    if fate.places:
        common.append(f"are in {listed(fate.places)}")
    return f"Its alternatives {listed(fate.alternatives)} all {' and '.join(common)}"


@map_rule(
    id="sync-cycle",
    severity=Severity.ERROR,
    dimension=Dimension.RELIABILITY,
    death=Death.EXPLAIN,
    asserts="No components wait for each other in a circle.",
    why="In a circle every one is as slow and as broken as the worst of them, retries feed"
    " themselves, none can be deployed first, and nobody can say where an outage began.",
    mend="Let one of the edges become a message, or move what both need into a third.",
    sources=('R. Martin, "Agile Software Development", 2002: the acyclic dependencies principle',),
)
def sync_cycle(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component that waits for others."""
    system = subject.facts.system
    inside: set[str] = set()
    for cycle in sync_cycles(system):
        inside.update(cycle.components)
        yield broken(
            f"component:{cycle.components[0]}",
            _sync_cycle(cycle),
            mend=_cheapest(cycle),
            path=cycle.path,
            components=cycle.components,
        )
    for needs in system.needs_of:
        for need in needs[:1]:
            if system.ids[need.sufferer] not in inside:
                yield holds(f"component:{system.ids[need.sufferer]}")


def _sync_cycle(cycle: SyncCycle) -> str:
    if len(cycle.components) == 1:
        return f"{cycle.components[0]} waits for itself"
    return f"{listed(cycle.components)} wait for each other: {way(cycle.path)}"


def _cheapest(cycle: SyncCycle) -> str:
    count = len(cycle.promises)
    promises = counted(count, "promise") if count else "no promise"
    leans = "leans" if count < 2 else "lean"  # noqa: PLR2004 - the plural
    of = f" (of the {cycle.tried} edges tried)" if cycle.tried < len(cycle.edges) else ""
    rest = "" if cycle.opens else "; more than one edge has to change"
    return f"Change `{cycle.cheapest.id}` first, on which {promises} {leans}{of}{rest}."


@map_rule(
    id="startup-cycle",
    severity=Severity.ERROR,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="Nothing has to be up before something that needs it to be up.",
    why="As long as one of them runs nobody notices. After a power cut none of them starts, and the"
    " first cold start is the one that matters.",
    mend="Let one of them start without the other, from a copy or a default.",
    sources=_BOUNDARIES,
)
def startup_cycle(subject: MapSubject) -> Iterator[Verdict]:
    """Judge everything that is needed hard to start."""
    system = subject.facts.system
    inside: set[str] = set()
    for cycle in startup_cycles(system):
        inside.update(edge.id for edge in cycle.edges)
        yield broken(
            f"component:{cycle.components[0]}",
            _startup_cycle(cycle),
            mend=f"Begin with `{cycle.edges[0].id}`: let it start from a copy or a default.",
            path=cycle.path,
            components=cycle.components,
        )
    for need in system.startup_needs:
        if need.edges[0].id not in inside:
            yield holds(of_edge(need.edges[0]))


def _startup_cycle(cycle: StartupCycle) -> str:
    if len(cycle.components) == 1:
        return f"{cycle.components[0]} cannot start before it is up itself"
    return f"None of {listed(cycle.components)} can start before another: {way(cycle.path)}"


@map_rule(
    id="chain-too-deep",
    severity=Severity.WARNING,
    dimension=Dimension.PERFORMANCE,
    death=Death.EXPLAIN,
    asserts="No chain of synchronous edges is longer than 6.",
    why="Each link adds its latency, its failures and its timeouts to all before it, and one more"
    " place to look in when it is slow.",
    mend="Answer from a copy, join what always goes together, or make the tail a message.",
    sources=('Dean, Barroso, "The Tail at Scale", Communications of the ACM 56/2, 2013',),
    limit=6,
)
def chain_too_deep(subject: MapSubject) -> Iterator[Verdict]:
    """Judge the longest synchronous chain."""
    chain = longest_chain(subject.facts.system)
    if not chain.edges:
        return
    name = f"component:{chain.components[0]}"
    if len(chain.edges) > subject.limit:
        least = "at least " if chain.at_least else ""
        yield broken(
            name,
            f"The longest synchronous chain has {least}{counted(len(chain.edges), 'edge')}, more"
            f" than {subject.limit}: {way(chain.components)}",
            path=chain.components,
            components=chain.components,
        )
    elif chain.at_least:
        yield cannot_tell(name)
    else:
        yield holds(name)


@map_rule(
    id="tier-inversion",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="Nothing needs something hard that is run as less critical than itself.",
    why="It is on call at night and what it stands on is not. The tier of a chain is that of its"
    " least critical link.",
    mend="Raise the tier of what is needed, with all that this asks for, or bear its loss.",
    sources=('Google, "Site Reliability Engineering", chapter 3: Embracing Risk',),
)
def tier_inversion(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every hard need of a component whose tier is stated; of alternatives the best."""
    system = subject.facts.system
    for need in system.needs:
        sufferer = system.component(need.sufferer)
        if not need.hard or sufferer.tier is None or need.sufferer in need.causes:
            continue
        causes = [system.component(cause) for cause in need.causes]
        tiers = [cause.tier for cause in causes if cause.tier is not None]
        name = of_edge(need.edges[0])
        if any(tier <= sufferer.tier for tier in tiers):
            yield holds(name)
        elif len(tiers) < len(causes):
            unstated = (cause for cause in causes if cause.tier is None)
            yield cannot_tell(name, *(m for cause in unstated for m in lacks(cause, "tier")))
        else:
            names = [f"{cause.id} of tier {cause.tier}" for cause in causes]
            yield broken(
                name,
                f"{sufferer.id} of tier {sufferer.tier} goes down with {' and '.join(names)}",
                field="if-lost",
                path=(sufferer.id, *(cause.id for cause in causes)),
            )


@map_rule(
    id="manual-alternative",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.ROLLBACK,
    asserts="Alternatives take over by themselves.",
    why="Somebody has to wake up, find out and switch; until then it is down. A switch by hand is a"
    " fallback, and counts as no alternative here.",
    mend="Let it switch automatically, or state it as the `fallback` of the other edge.",
)
def manual_alternative(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that is an alternative."""
    for edge in subject.facts.edges:
        if edge.any_of is None:
            continue
        if edge.switch is Switching.MANUAL:
            yield broken(
                of_edge(edge),
                f"{edge.cause} is an alternative of {edge.sufferer} that is switched by hand",
                field="switch",
            )
        else:
            yield holds(of_edge(edge))
