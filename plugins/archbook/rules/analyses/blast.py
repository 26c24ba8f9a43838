"""Blast radius: what the loss of each component alone takes with it, all of them in one run.

Definition: the blast radius of X is who is down, degraded or delayed when X alone is lost, as
`losses` defines it, and the journeys that are not unaffected. "Largest" goes by the worst first:
journeys down, tier-1 components down, components down, then journeys and components that degrade
or fall behind.

Source: AWS, "Fault Isolation Boundaries" (scope of impact).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from archbook.rules.analyses.journeys import JourneyNeeds
from archbook.rules.analyses.losses import DOWN, LOST, State, spread, state_of
from archbook.rules.analyses.system import System
from archbook.rules.analyses.traversal import numbers_of, strong_sets

__all__ = ["BlastRadius", "SingleLosses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlastRadius:
    """How far the loss of one component goes; the component itself is not counted.

    Attributes:
        component: Its id.
        down: How many components it takes down.
        degraded: How many it degrades.
        delayed: How many it delays.
        critical: How many of those it takes down are of tier 1.
        journeys: The state of each journey that it affects.
    """

    component: str
    down: int
    degraded: int
    delayed: int
    critical: int
    journeys: Mapping[str, State]

    @property
    def rank(self) -> tuple[int, ...]:
        """How bad it is, in the order of the definition; more is worse."""
        ended = sum(state is State.DOWN for state in self.journeys.values())
        return (
            ended,
            self.critical,
            self.down,
            len(self.journeys) - ended,
            self.degraded + self.delayed,
        )


class SingleLosses:
    """The what-if of every component alone.

    Attributes:
        system: The system.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self._journeys = JourneyNeeds(system)

    @cached_property
    def states(self) -> tuple[bytes, ...]:
        """For each component lost, the state of every component, as bits.

        Who goes down with each other in a circle of hard needs has one what-if: only which of them
        is lost and which are down differs.
        """
        found: list[bytes] = [b""] * len(self.system)
        hard = [
            [need.causes[0] for need in needs if need.hard and len(need.choice) == 1]
            for needs in self.system.needs_of
        ]
        for number, whole in enumerate(self.system.whole_of):
            if whole is not None:
                hard[number].append(whole)
        for members in strong_sets(hard):
            bits = spread(self.system, members[:1])
            bits[members[0]] = DOWN
            for member in members:
                bits[member] = LOST
                found[member] = bytes(bits)
                bits[member] = DOWN
        return tuple(found)

    @cached_property
    def journeys(self) -> tuple[dict[str, State], ...]:
        """For each component lost, the state of every journey."""
        return tuple(map(self._journeys.states, self.states))

    def takes_down(self, lost: int) -> tuple[int, ...]:
        """Return the numbers of all that is down when one component is lost, itself left out."""
        return tuple(number for number, bits in enumerate(self.states[lost]) if bits & LOST == DOWN)

    @cached_property
    def radii(self) -> tuple[BlastRadius, ...]:
        """The blast radius of every component, the largest first, then by id."""
        return tuple(sorted(map(self._radius, range(len(self.system))), key=_largest_first))

    @cached_property
    def _tier_one(self) -> int:
        return sum(
            1 << number
            for number in range(len(self.system))
            if self.system.component(number).tier == 1
        )

    def _radius(self, lost: int) -> BlastRadius:
        counts = dict.fromkeys(State, 0)
        critical = 0
        states = self.states[lost]
        for value in range(1, LOST):
            counts[state_of(value)] += states.count(value)
        for number in numbers_of(self._tier_one):
            critical += states[number] & LOST == DOWN
        affected = {
            name: state
            for name, state in self.journeys[lost].items()
            if state is not State.UNAFFECTED
        }
        return BlastRadius(
            component=self.system.ids[lost],
            down=counts[State.DOWN],
            degraded=counts[State.DEGRADED],
            delayed=counts[State.DELAYED],
            critical=critical,
            journeys=affected,
        )


def _largest_first(radius: BlastRadius) -> tuple[tuple[int, ...], str]:
    return tuple(-part for part in radius.rank), radius.component
