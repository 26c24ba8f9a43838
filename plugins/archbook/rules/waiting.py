"""Waiting: timeouts, retries and fallbacks of edges whose caller waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.forms import NONE
from archbook.components.model import Edge
from archbook.components.vocabulary import IfLost, Mode, When
from archbook.rules.analyses.chains import Amplification, amplifications
from archbook.rules.analyses.timing import Wait, waits
from archbook.rules.map_facts import MapFacts, MapSubject, edge_lacks, must_be_stated, of_edge
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Missing, Verdict, broken, cannot_tell, holds
from archbook.rules.wording import counted, way
from archbook.source.findings import Dimension, Severity

__all__ = [
    "retry_amplification",
    "retry_not_idempotent",
    "soft_edge_without_fallback",
    "soft_edge_without_timeout",
    "third_party_unguarded",
    "timeout_inversion",
]

_TIMEOUTS = ("AWS Builders' Library: Timeouts, retries, and backoff with jitter",)
_RUINOUS = 50
"""The factor above which amplification is an error."""
_FACTORS_SHOWN = 6
_READING = frozenset({"reads"})


def _waiting(facts: MapFacts) -> Iterator[Edge]:
    """Yield the edges on which something waits while it runs; people have no timeouts."""
    for edge in facts.edges:
        person = facts.map.components[edge.sufferer].kind.person
        if edge.mode is Mode.SYNC and edge.when is When.REQUEST and not person:
            yield edge


def _instead(edge: Edge) -> object:
    """Return what is done instead when an edge is lost: its fallback, or a copy that it keeps."""
    return edge.cached or (edge.stale_for if edge.stale_for != NONE else None) or edge.fallback


def _soft(facts: MapFacts) -> Iterator[Edge]:
    for edge in _waiting(facts):
        if edge.if_lost is not IfLost.FAILS:
            yield edge


@map_rule(
    id="soft-edge-without-timeout",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="Who bears the loss of what it waits for does not wait for it without end.",
    why="What is lost rarely says so: it stops answering. Without a timeout the caller waits until"
    " it is down itself, and the declared softness was a wish.",
    mend="Set a timeout that its own callers can wait for, and state it.",
    sources=_TIMEOUTS,
)
def soft_edge_without_timeout(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every synchronous edge whose loss is borne."""
    for edge in _soft(subject.facts):
        yield must_be_stated(
            of_edge(edge),
            edge.timeout,
            edge_lacks(edge, "timeout"),
            f"{edge.sufferer} is said to bear the loss of {edge.cause}, and waits for it without"
            " end",
            field="timeout",
        )


@map_rule(
    id="soft-edge-without-fallback",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="Who bears the loss of what it waits for has something else to do or to show.",
    why="Everything computed here rests on declared softness. If nothing is done instead, the loss"
    " is not borne, and every figure and every what-if of this map is too good.",
    mend="Write under `fallback:` what is done instead; if there is nothing, write"
    " `if-lost: fails`.",
    sources=('Google, "Site Reliability Engineering", chapter 22: graceful degradation',),
)
def soft_edge_without_fallback(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every synchronous edge whose loss is borne; a kept copy is a fallback."""
    for edge in _soft(subject.facts):
        yield must_be_stated(
            of_edge(edge),
            _instead(edge),
            edge_lacks(edge, "fallback"),
            f"{edge.sufferer} is said to bear the loss of {edge.cause}, and does nothing instead",
            field="fallback",
        )


@map_rule(
    id="retry-not-idempotent",
    severity=Severity.ERROR,
    dimension=Dimension.CORRECTNESS,
    death=Death.DUPLICATE,
    asserts="What is tried again may be done twice without harm.",
    why="A lost answer looks like a lost request. Who then tries again pays twice, ships twice,"
    " books twice.",
    mend="Send a key by which the other end knows a repetition, or do not retry.",
    sources=("AWS Builders' Library: Making retries safe with idempotent APIs",),
)
def retry_not_idempotent(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every edge that is retried; reading is idempotent by nature."""
    for edge in _waiting(subject.facts):
        name = of_edge(edge)
        if edge.verb.name in _READING and edge.idempotent is None:
            continue
        if edge.retries and edge.idempotent is False:
            yield broken(
                name,
                f"{edge.words} is tried again {counted(edge.retries, 'time')} and is not"
                " idempotent",
                field="retries",
            )
        elif edge.retries and edge.idempotent is None:
            yield cannot_tell(name, *edge_lacks(edge, "idempotent"))
        elif edge.retries is None and edge.idempotent is False:
            yield cannot_tell(name, *edge_lacks(edge, "retries"))
        elif edge.retries or edge.idempotent is not None:
            yield holds(name)


@map_rule(
    id="retry-amplification",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.EXPLAIN,
    asserts="Retries along a path multiply to no more than 10; above 50 it is an error.",
    why="Each layer retries what the layer below has retried already. A small disturbance at the"
    " end of the path becomes a flood that keeps it down.",
    mend="Retry at one layer only, or give each a budget of retries.",
    sources=(
        *_TIMEOUTS,
        'Google, "Site Reliability Engineering", chapter 22: Addressing Cascading Failures',
    ),
    limit=10,
)
def retry_amplification(subject: MapSubject) -> Iterator[Verdict]:
    """Judge the paths along which retries multiply."""
    unstated = [edge for edge in _waiting(subject.facts) if edge.retries is None]
    for path in amplifications(subject.facts.system):
        name = f"component:{path.component}"
        if path.factor > subject.limit:
            yield _amplified(subject, name, path)
        elif path.unstated:
            missing = [m for edge in path.unstated for m in edge_lacks(edge, "retries")]
            yield cannot_tell(name, *missing)
        elif not path.at_least:
            yield holds(name)
    for edge in unstated:
        yield cannot_tell(of_edge(edge), *edge_lacks(edge, "retries"))


def _amplified(subject: MapSubject, name: str, path: Amplification) -> Verdict:
    first, *rest = path.edges
    ends = (first.sufferer, first.cause)
    names = (*(ends if first.mode is Mode.SYNC else ends[::-1]), *(edge.cause for edge in rest))
    factors = [str(1 + edge.retries) for edge in path.edges if edge.retries]
    product = f" ({' x '.join(factors)})" if 1 < len(factors) <= _FACTORS_SHOWN else ""
    least = "at least " if path.at_least else ""
    return broken(
        name,
        f"One request may become {least}{path.factor:,}{product} along"
        f" {way(names)}, more than {subject.limit}",
        path=names,
        components=names,
        severity=Severity.ERROR if path.factor > _RUINOUS else None,
    )


@map_rule(
    id="timeout-inversion",
    severity=Severity.WARNING,
    dimension=Dimension.PERFORMANCE,
    death=Death.GREEN,
    asserts="No caller gives up before its callee may have to.",
    why="The callee goes on working for someone who has left, and its answer, late but right, is"
    " thrown away. Under load that is most of the work.",
    mend="Let timeouts nest: the caller's above the callee's timeout x (1 + retries), or fewer"
    " retries below.",
    sources=_TIMEOUTS,
)
def timeout_inversion(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every synchronous edge whose callee waits for others itself."""
    facts = subject.facts
    for wait in waits(facts.system):
        name = of_edge(wait.edge)
        if wait.edge.timeout is None and facts.map.components[wait.edge.sufferer].kind.person:
            continue
        if wait.inverted:
            yield broken(
                name,
                f"{wait.edge.sufferer} gives up on {wait.edge.cause} after {wait.edge.timeout},"
                f" which itself may wait {_how_long(wait)}",
                field="timeout",
                path=(wait.edge.sufferer, wait.edge.cause, *(e.cause for e in wait.worst.edges)),
            )
        elif wait.known:
            yield holds(name)
        else:
            yield cannot_tell(name, *_lacking(wait))


def _how_long(wait: Wait) -> str:
    if wait.worst.endless:
        return "without end"
    least = "at least " if wait.worst.unstated else ""
    names = " and ".join(dict.fromkeys(edge.cause for edge in wait.worst.edges))
    return f"{least}{wait.worst.time} for {names}"


def _lacking(wait: Wait) -> Iterator[Missing]:
    if wait.edge.timeout is None:
        yield from edge_lacks(wait.edge, "timeout")
    for edge in wait.worst.unstated:
        fields = (("timeout", edge.timeout), ("retries", edge.retries))
        yield from edge_lacks(edge, *(field for field, value in fields if value is None))


@map_rule(
    id="third-party-unguarded",
    severity=Severity.WARNING,
    dimension=Dimension.RELIABILITY,
    death=Death.GREEN,
    asserts="Who waits for a third party has a timeout and a fallback.",
    why="Nobody here is on call for it, and it fails when it fails: all one can choose is how long"
    " to wait and what to do then.",
    mend="State a `timeout`, and a `fallback` or an alternative under `any-of`.",
    sources=_TIMEOUTS,
)
def third_party_unguarded(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every synchronous edge from ours to a third party."""
    facts = subject.facts
    alternatives = {edge.id for n in facts.system.needs if len(n.edges) > 1 for edge in n.edges}
    for edge in _waiting(facts):
        ends = [facts.map.components[end].kind for end in (edge.sufferer, edge.cause)]
        if ends[0].third_party or ends[0].person or not ends[1].third_party:
            continue
        instead = True if edge.id in alternatives else _instead(edge)
        stated = {"timeout": edge.timeout, "fallback": instead}
        absent = [field for field, value in stated.items() if value == NONE]
        if absent:
            yield broken(
                of_edge(edge),
                f"{edge.sufferer} waits for {edge.cause}, a third party, with no"
                f" {' and no '.join(absent)}",
                field=absent[0],
            )
        elif missing := [field for field, value in stated.items() if value is None]:
            yield cannot_tell(of_edge(edge), *edge_lacks(edge, *missing))
        else:
            yield holds(of_edge(edge))
