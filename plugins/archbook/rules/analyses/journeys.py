"""What a journey needs of its steps, and what a loss does to it.

A step that an earlier step depends on while it runs counts through that edge only, so a fallback
protects the journey; one that consumes or replicates from an earlier step counts as `delays`; any
other as `fails`; a step may say its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archbook.components.model import Journey
from archbook.components.vocabulary import IfLost, When
from archbook.rules.analyses.losses import State, passed_on, state_of
from archbook.rules.analyses.system import System

__all__ = ["StepNeed", "journey_states", "step_needs"]

_BEHIND = frozenset({"consumes", "replicates"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StepNeed:
    """How a journey needs one component of its path.

    Attributes:
        component: The component's number.
        if_lost: What its loss does to the journey; None where it counts through an edge only.
        through: Id of that edge, empty where there is none.
    """

    component: int
    if_lost: IfLost | None
    through: str = ""


def step_needs(system: System, journey: Journey) -> tuple[StepNeed, ...]:
    """Return how a journey needs each step of its path, in the order of the path.

    A component that comes back counts by its first step, unless a later one says its own. Steps
    that do not run are left out.
    """
    needs: dict[int, StepNeed] = {}
    for step in journey.steps:
        if step.component not in system:
            continue
        number = system.number(step.component)
        if step.if_lost is not None:
            stated = StepNeed(component=number, if_lost=step.if_lost)
            known = needs.get(number)
            if known is None or known.if_lost is None or _worse(stated, known):
                needs[number] = stated
        elif number not in needs:
            needs[number] = _derived(system, number, needs)
    return tuple(needs.values())


def _worse(one: StepNeed, other: StepNeed) -> bool:
    order = tuple(IfLost)
    return (
        one.if_lost is not None
        and other.if_lost is not None
        and order.index(one.if_lost) < order.index(other.if_lost)
    )


def _derived(system: System, number: int, earlier: dict[int, StepNeed]) -> StepNeed:
    for need in system.needed_by[number]:
        if need.sufferer in earlier and need.when is When.REQUEST:
            edge = need.edges[need.causes.index(number)]
            return StepNeed(component=number, if_lost=None, through=edge.id)
    behind = any(
        edge.verb.name in _BEHIND and cause in earlier
        for need in system.needs_of[number]
        for edge, cause in zip(need.edges, need.causes, strict=True)
    )
    return StepNeed(component=number, if_lost=IfLost.DELAYS if behind else IfLost.FAILS)


def journey_states(system: System, bits: Sequence[int]) -> dict[str, State]:
    """Return the state of every journey, by id: the worst that its steps pass on.

    Args:
        system: The system.
        bits: The state of every component, as `losses.spread` gives it.
    """
    states: dict[str, State] = {}
    for name, journey in sorted(system.map.journeys.items()):
        passed = 0
        for need in step_needs(system, journey):
            if need.if_lost is not None:
                passed |= passed_on(bits[need.component], need.if_lost)
        states[name] = state_of(passed)
    return states
