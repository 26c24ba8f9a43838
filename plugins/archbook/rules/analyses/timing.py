"""Timing: callers that give up before their callee may, and promises that a need does not keep.

Definitions. *Timeout inversion*: the timeout of a synchronous edge is shorter than its callee's
worst case, the largest over the callee's own synchronous edges of timeout x (1 + retries),
alternatives added, since they are tried one after the other. Timeouts nest: they are not summed
along a path. Where a timeout or a number of retries is not stated, what is known is a least worst
case. *p99*: a promised p99 is shorter than that of a hard synchronous need; of alternatives, than
that of the fastest; behind a need that promises none, than that of the needs of this one.

Source: AWS Builders' Library, "Timeouts, retries, and backoff with jitter"; Google, "Site
Reliability Engineering", chapter 22 (deadline propagation).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archbook.components.forms import NONE
from archbook.components.model import Edge, Journey
from archbook.components.units import Duration
from archbook.components.values import Slo
from archbook.components.vocabulary import Mode, When
from archbook.rules.analyses.journeys import hard_steps
from archbook.rules.analyses.system import Need, System

__all__ = ["SlowNeed", "Wait", "p99_of", "slow_journey_needs", "slow_needs", "waits", "worst_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstCase:
    """How long a component may wait for others until it answers.

    Attributes:
        time: The longest known, None where nothing is known.
        endless: Whether one of its waits has, as stated, no timeout.
        edges: The edge, or the alternatives, that make the longest.
        unstated: Edges of it that lack a timeout or a number of retries.
    """

    time: Duration | None
    endless: bool
    edges: tuple[Edge, ...]
    unstated: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A synchronous edge and what its callee may wait for.

    Attributes:
        edge: The edge.
        worst: The callee's worst case.
    """

    edge: Edge
    worst: WorstCase

    @property
    def inverted(self) -> bool:
        """Whether the caller gives up before its callee may have to."""
        if not isinstance(self.edge.timeout, Duration):
            return False
        longer = self.worst.time is not None and self.edge.timeout < self.worst.time
        return self.worst.endless or longer

    @property
    def known(self) -> bool:
        """Whether all is stated that it takes to tell."""
        return self.inverted or (
            self.edge.timeout is not None and (self.edge.timeout == NONE or not self.worst.unstated)
        )


def waits(system: System) -> Iterator[Wait]:
    """Yield every synchronous edge whose callee waits for others, by caller.

    Args:
        system: The system.
    """
    worst = [worst_case(needs) for needs in system.needs_of]
    for need in system.needs:
        if not _waits(need):
            continue
        for edge, cause in zip(need.edges, need.causes, strict=True):
            if worst[cause].edges and cause != need.sufferer:
                yield Wait(edge=edge, worst=worst[cause])


def _waits(need: Need) -> bool:
    return need.when is When.REQUEST and need.edges[0].mode is Mode.SYNC


def worst_case(needs: tuple[Need, ...]) -> WorstCase:
    """Return the worst case of a component.

    Args:
        needs: What it needs.
    """
    longest = WorstCase(time=None, endless=False, edges=(), unstated=())
    unstated: list[Edge] = []
    endless = False
    for need in filter(_waits, needs):
        total = Duration(0)
        for edge in need.edges:
            if edge.timeout is None or edge.retries is None:
                unstated.append(edge)
            endless = endless or edge.timeout == NONE
            if isinstance(edge.timeout, Duration):
                total += edge.timeout * (1 + (edge.retries or 0))
        if not longest.edges or longest.time is None or total > longest.time:
            time = total if total.microseconds else None
            longest = WorstCase(time=time, endless=False, edges=need.edges, unstated=())
    return WorstCase(
        time=longest.time, endless=endless, edges=longest.edges, unstated=tuple(unstated)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowNeed:
    """A promised p99 and that of a hard synchronous need.

    Attributes:
        needs: Ids of the component, or of alternatives.
        promised: The promise.
        needed: The need's p99, of alternatives the shortest; None where none of them states one.
        missing: Ids of those that state none.
        edges: The edges of the need; empty for a step of a journey.
    """

    needs: tuple[str, ...]
    promised: Duration
    needed: Duration | None
    missing: tuple[str, ...]
    edges: tuple[Edge, ...]

    @property
    def broken(self) -> bool:
        """Whether the promise is shorter than what it rests on."""
        return not self.missing and self.needed is not None and self.promised < self.needed


def p99_of(slo: Slo | None) -> Duration | None:
    """Return the promised p99, None where none is stated."""
    return slo.latency.p99 if slo is not None and slo.latency is not None else None


def slow_needs(system: System, number: int) -> Iterator[SlowNeed]:
    """Yield the hard synchronous needs of a component that promises a p99, and slower ones behind.

    Args:
        system: The system.
        number: The component's number.
    """
    promised = p99_of(system.component(number).slo)
    if promised is None:
        return
    for need in _hard_waits(system, number):
        yield _slow_need(system, promised, need.causes, need.edges)
        yield from _behind(system, promised, need.causes, {number})


def slow_journey_needs(system: System, journey: Journey) -> Iterator[SlowNeed]:
    """Yield the hard steps of a journey that promises a p99; people and clients are none.

    Args:
        system: The system.
        journey: The journey.
    """
    promised = p99_of(journey.slo)
    if promised is None:
        return
    for causes in hard_steps(system, journey):
        if all(_answers(system, cause) for cause in causes):
            yield _slow_need(system, promised, causes, ())
            yield from _behind(system, promised, causes, set())


def _hard_waits(system: System, number: int) -> Iterator[Need]:
    for need in system.needs_of[number]:
        if need.hard and _waits(need) and number not in need.causes:
            yield need


def _behind(
    system: System, promised: Duration, causes: tuple[int, ...], seen: set[int]
) -> Iterator[SlowNeed]:
    """Yield what is waited for through needs that promise nothing, where it is slower."""
    waiting = [causes]
    while waiting:
        several = set(waiting.pop())
        silent = several - seen if len(several) == 1 else set()
        seen |= silent
        for at in silent:
            if p99_of(system.component(at).slo) is not None:
                continue
            for need in _hard_waits(system, at):
                found = _slow_need(system, promised, need.causes, need.edges)
                waiting.append(need.causes)
                if found.broken and seen.isdisjoint(need.causes):
                    yield found


def _answers(system: System, number: int) -> bool:
    return not system.component(number).kind.channel


def _slow_need(
    system: System, promised: Duration, causes: tuple[int, ...], edges: tuple[Edge, ...]
) -> SlowNeed:
    stated = {system.ids[cause]: p99_of(system.component(cause).slo) for cause in causes}
    known = [time for time in stated.values() if time is not None]
    return SlowNeed(
        needs=tuple(stated),
        promised=promised,
        needed=min(known, default=None),
        missing=tuple(name for name, time in stated.items() if time is None),
        edges=edges,
    )
