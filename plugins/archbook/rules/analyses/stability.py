"""Static stability, and recovery that needs what is broken.

Definition: with every component of the control plane lost, no component of the data plane is down,
and each could start again. One result is given for each edge into the control plane by which one
goes down, with a shortest path to it from where requests come in. (People who use the control plane
do not serve: their own edges into it are none.) Recovery needs the broken: what
deploys, configures or observes X is down when X is lost.

Source: AWS, "Fault Isolation Boundaries" (static stability: keep working, start again after a
restart, no circular dependency that stops recovery).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archbook.components.model import Edge
from archbook.components.vocabulary import Plane
from archbook.rules.analyses.blast import SingleLosses
from archbook.rules.analyses.losses import DOWN, LOST, spread
from archbook.rules.analyses.system import Need, System
from archbook.rules.analyses.traversal import shortest_way

__all__ = ["ControlNeed", "Recovery", "control_needs", "recoveries", "startup_control_needs"]

_RECOVERING = frozenset({"deploys", "configures", "observes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlNeed:
    """How a component of the data plane needs the control plane.

    Attributes:
        component: Id of the component that goes down, or could not start.
        cause: Id of what it needs.
        edge: The edge into the control plane; None where it is part of a whole, or made of
            modules, of the control plane.
        path: Ids of components, from where requests come in to what is needed.
        affected: Ids of all components of the data plane that go down through it.
    """

    component: str
    cause: str
    edge: Edge | None
    path: tuple[str, ...]
    affected: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What looks after a component, and whether it survives the loss of it.

    Attributes:
        edge: The edge by which it deploys, configures or observes.
        broken: Whether it is down when the component is lost.
    """

    edge: Edge
    broken: bool


def control_needs(system: System) -> Iterator[ControlNeed]:
    """Yield each way in which the data plane does not stand without the control plane.

    Args:
        system: The system.
    """
    control = _control(system)
    bits = spread(system, control)
    for number in range(len(system)):
        person = system.component(number).kind.person
        if number in control or person or bits[number] & LOST != DOWN:
            continue
        for need in system.needs_of[number]:
            if need.hard and all(bits[cause] & 4 for cause in need.causes):
                for edge, cause in zip(need.edges, need.causes, strict=True):
                    if cause in control:
                        yield _control_need(system, bits, number, cause, edge)
        whole = system.whole_of[number]
        modules = system.modules_of[number]
        if whole in control:
            yield _control_need(system, bits, number, whole, None)
        elif modules and all(bits[module] & 4 for module in modules):
            for module in control.intersection(modules):
                yield _control_need(system, bits, number, module, None)


def startup_control_needs(system: System) -> tuple[Need, ...]:
    """Return what the data plane needs hard to start and lacks when the control plane is lost.

    Args:
        system: The system.
    """
    control = _control(system)
    bits = spread(system, control)
    return tuple(
        need
        for need in system.startup_needs
        if need.sufferer not in control
        and not bits[need.sufferer] & 4
        and all(bits[cause] & 4 for cause in need.causes)
    )


def _control(system: System) -> frozenset[int]:
    return frozenset(
        number for number in range(len(system)) if system.component(number).plane is Plane.CONTROL
    )


def _control_need(
    system: System, bits: bytearray, number: int, cause: int, edge: Edge | None
) -> ControlNeed:
    """Follow who goes down by one need, and the way there from where requests come in."""
    reached = {number}
    waiting = [number]
    while waiting:
        for dependent in _down_by(system, bits, waiting.pop()):
            if dependent not in reached:
                reached.add(dependent)
                waiting.append(dependent)
    entries = _where_requests_come_in(system) & reached
    way = shortest_way(number, entries, lambda at: _down_by(system, bits, at)) or (number,)
    return ControlNeed(
        component=system.ids[number],
        cause=system.ids[cause],
        edge=edge,
        path=tuple(system.ids[at] for at in (*reversed(way), cause)),
        affected=system.names(reached),
    )


def _down_by(system: System, bits: bytearray, at: int) -> Iterator[int]:
    """Yield who of the data plane is down with a component by a hard need or by containment."""
    for need in system.needed_by[at]:
        if need.hard and all(bits[cause] & 4 for cause in need.causes):
            yield from _serving(system, bits, need.sufferer)
    for part in system.parts_of[at]:
        yield from _serving(system, bits, part)
    whole = system.whole_of[at]
    modules = () if whole is None else system.modules_of[whole]
    if whole is not None and at in modules and all(bits[module] & 4 for module in modules):
        yield from _serving(system, bits, whole)


def _serving(system: System, bits: bytearray, number: int) -> Iterator[int]:
    if bits[number] & LOST == DOWN and system.component(number).plane is Plane.DATA:
        yield number


def _where_requests_come_in(system: System) -> frozenset[int]:
    """Return people, clients, entries, and the first step of each journey."""
    found = {
        number
        for number in range(len(system))
        if system.component(number).kind.actor or system.component(number).kind.entry
    }
    for journey in system.map.journeys.values():
        if journey.steps and journey.steps[0].component in system:
            found.add(system.number(journey.steps[0].component))
    return frozenset(found)


def recoveries(losses: SingleLosses) -> Iterator[Recovery]:
    """Yield every edge that deploys, configures or observes, by id, with whether it can help.

    Args:
        losses: What the loss of each component does.
    """
    system = losses.system
    for edge in system.edges:
        if edge.verb.name in _RECOVERING and edge.source != edge.target:
            target, source = system.number(edge.target), system.number(edge.source)
            yield Recovery(edge=edge, broken=losses.states[target][source] & LOST == DOWN)
