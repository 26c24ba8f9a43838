"""What a journey needs of its steps, and what a loss does to it.

A step that an earlier step depends on while it runs counts through that edge only, so a fallback
protects the journey; one that consumes or replicates from an earlier step counts as `delays`; any
other as `fails`; a step may say its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archbook.components.model import Journey
from archbook.components.vocabulary import IfLost, When
from archbook.rules.analyses.losses import State, passed_on, state_of
from archbook.rules.analyses.system import System

__all__ = ["JourneyNeeds", "StepNeed", "hard_steps", "journey_states", "step_needs"]

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
    for edge in system.suffered_from[number]:
        if edge.when is When.REQUEST and system.number(edge.sufferer) in earlier:
            return StepNeed(component=number, if_lost=None, through=edge.id)
    behind = any(
        edge.verb.name in _BEHIND and cause in earlier
        for need in system.needs_of[number]
        for edge, cause in zip(need.edges, need.causes, strict=True)
    )
    return StepNeed(component=number, if_lost=IfLost.DELAYS if behind else IfLost.FAILS)


def hard_steps(system: System, journey: Journey) -> tuple[tuple[int, ...], ...]:
    """Return what a journey needs hard of its path, people and clients struck.

    A step counts that is needed as `fails`, by the journey or by a hard edge from a step that
    counts; so a person who calls a gateway leaves the gateway when struck.

    Returns:
        Each a component's number, or those of alternatives among which a person or client chooses,
        in the order of the path.
    """
    found: dict[tuple[int, ...], None] = {}
    counting: set[int] = set()
    for step in step_needs(system, journey):
        number = step.component
        ways: list[tuple[int, ...]]
        if step.if_lost is not None:
            ways = [(number,)] if step.if_lost is IfLost.FAILS else []
        else:
            ways = [
                need.choice
                for need in system.needed_by[number]
                if need.hard
                and need.sufferer in counting
                and (len(need.choice) == 1 or system.component(need.sufferer).kind.actor)
            ]
        if (number,) in ways:
            counting.add(number)
        if not system.component(number).kind.actor:
            found.update(dict.fromkeys(ways))
    return tuple(found)


def journey_states(system: System, bits: Sequence[int]) -> dict[str, State]:
    """Return the state of every journey, by id: the worst that its steps pass on.

    Args:
        system: The system.
        bits: The state of every component, as `losses.spread` gives it.
    """
    return _needs(system).states(bits)


@lru_cache(maxsize=4)
def _needs(system: System) -> JourneyNeeds:
    return JourneyNeeds(system)


class JourneyNeeds:
    """What all journeys of a system need of their steps, worked out once for many losses.

    Attributes:
        needs: For each journey by id, its needs.
    """

    def __init__(self, system: System) -> None:
        self.needs = {
            name: step_needs(system, journey)
            for name, journey in sorted(system.map.journeys.items())
        }

    def states(self, bits: Sequence[int]) -> dict[str, State]:
        """Return the state of every journey, by id, as `journey_states` does."""
        states: dict[str, State] = {}
        for name, needs in self.needs.items():
            passed = 0
            for need in needs:
                if need.if_lost is not None:
                    passed |= passed_on(bits[need.component], need.if_lost)
            states[name] = state_of(passed)
        return states
