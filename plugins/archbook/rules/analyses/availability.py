"""Promised, expected and allowed availability: three figures that are never mixed.

Sources: AWS Well-Architected Framework, Reliability pillar ("Availability"); Treynor, Dahlin, Rau,
Beyer, "The Calculus of Service Availability" (ACM Queue 15/2, 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import prod

from archbook.components.model import Journey
from archbook.components.units import Percentage
from archbook.components.vocabulary import IfLost
from archbook.rules.analyses.journeys import hard_steps, step_needs
from archbook.rules.analyses.needs import HardNeeds
from archbook.rules.analyses.reliability import Probability, Reliability
from archbook.rules.analyses.system import System

__all__ = ["Availability", "AvailabilityTable", "Basis", "Factor", "minutes_a_month"]

MINUTES_IN_30_DAYS = 30 * 24 * 60


class Basis(StrEnum):
    """What a factor of the allowed availability is."""

    OWN = "own"
    PROMISED = "promised"
    EXPECTED = "expected"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor of a product of availabilities.

    Attributes:
        components: Ids: one, or alternatives of which any is enough.
        value: The factor, a fraction.
        basis: What it is; the least certain of several alternatives.
    """

    components: tuple[str, ...]
    value: float
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """The figures of one component or journey, as fractions.

    Attributes:
        promised: What it promises, dependencies included; None where nothing is promised.
        expected: The probability that it is up; None where nothing is stated to compute it from,
            and where it could only be bounded.
        bounds: The lower and upper bound, where it could only be bounded.
        allowed: What its direct hard needs allow by their promises; None where expected is.
        factors: What `allowed` is the product of.
    """

    promised: float | None
    expected: float | None
    bounds: tuple[float, float] | None
    allowed: float | None
    factors: tuple[Factor, ...]

    @property
    def best(self) -> float | None:
        """The most that can be expected: the figure itself, else its upper bound."""
        return self.bounds[1] if self.bounds else self.expected


def minutes_a_month(availability: float) -> float:
    """Return the minutes of loss in 30 days that an availability leaves."""
    return (1 - availability) * MINUTES_IN_30_DAYS


class AvailabilityTable:
    """The figures of a whole system.

    Attributes:
        system: The system.
        needs: Its hard needs.
    """

    def __init__(self, system: System, needs: HardNeeds | None = None) -> None:
        self.system = system
        self.needs = needs or HardNeeds(system)
        self._promised = tuple(map(self._promise, range(len(system))))
        self._reliability = Reliability(
            system, self.needs, tuple(map(self._own, range(len(system))))
        )

    @cached_property
    def components(self) -> dict[str, Availability]:
        """The figures of every component that runs, by id."""
        return {name: self._component(number) for number, name in enumerate(self.system.ids)}

    @cached_property
    def journeys(self) -> dict[str, Availability]:
        """The figures of every journey, by id."""
        # All figures share one bound of work: taken in one order, they are the same on every run.
        _ = self.components
        return {
            name: self._journey(journey)
            for name, journey in sorted(self.system.map.journeys.items())
        }

    @property
    def own(self) -> tuple[float, ...]:
        """For each component, the probability that it has no failure of its own."""
        return self._reliability.own

    def promised(self, number: int) -> float | None:
        """Return the promise of a component, None where there is none."""
        return self._promised[number]

    def basis_of_own(self, number: int) -> Basis:
        """Return what the own availability of a component rests on."""
        if self._own_stated(number) is not None:
            return Basis.OWN
        return Basis.PROMISED if self.own[number] < 1 else Basis.UNSTATED

    def _promise(self, number: int) -> float | None:
        slo = self.system.component(number).slo
        return float(slo.availability) if slo and isinstance(slo.availability, Percentage) else None

    def _own_stated(self, number: int) -> float | None:
        own = self.system.component(number).own_availability
        return None if own is None else float(own)

    def _own(self, number: int) -> float:
        """Return its own availability: stated; a promise of what needs nobody; else 100 %."""
        own = self._own_stated(number)
        if own is not None:
            return own
        promised = self._promised[number]
        leans = self.needs.direct[number] or self.needs.groups[number]
        return 1.0 if leans or promised is None else promised

    @cached_property
    def _says_something(self) -> int:
        """Who states an own availability or a promise, as bits."""
        return sum(
            1 << number
            for number in range(len(self.system))
            if self._own_stated(number) is not None or self._promised[number] is not None
        )

    def _known(self, numbers: Iterable[int]) -> bool:
        possible = 0
        for number in numbers:
            possible |= self.needs.possible[number]
        return bool(possible & self._says_something)

    def _expected(self, numbers: tuple[int, ...]) -> Probability | None:
        return self._reliability.of(numbers) if self._known(numbers) else None

    def _component(self, number: int) -> Availability:
        factors = tuple(self._factors(number))
        return self._figures(self._promised[number], self._expected((number,)), factors)

    @staticmethod
    def _figures(
        promised: float | None, expected: Probability | None, factors: tuple[Factor, ...]
    ) -> Availability:
        exact = expected is not None and expected.exact
        return Availability(
            promised=promised,
            expected=expected.low if expected and exact else None,
            bounds=(expected.low, expected.high) if expected and not exact else None,
            allowed=prod(factor.value for factor in factors) if expected else None,
            factors=factors,
        )

    def _factors(self, number: int) -> Iterator[Factor]:
        """Yield its own availability and its direct hard needs, covered ones left out."""
        name = self.system.ids[number]
        own = self._own(number)
        stated = self._own_stated(number) is not None or own < 1
        yield Factor(components=(name,), value=own, basis=Basis.OWN if stated else Basis.UNSTATED)
        needs: list[tuple[int, ...]] = [
            (cause,) for cause in self.needs.direct[number] if cause != number
        ]
        needs.extend(need.choice for need in self.needs.groups[number])
        for causes in self._uncovered(needs):
            yield self._factor(causes)

    def _uncovered(self, needs: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Return the needs that no other of them needs hard anyway.

        Of several that need each other the first is kept.
        """
        kept: list[tuple[int, ...]] = []
        certain = [self._certain(need) for need in needs]
        for i, need in enumerate(needs):
            covered = any(
                self._covers(certain[j], need) and (j < i or not self._covers(certain[i], other))
                for j, other in enumerate(needs)
                if j != i
            )
            if not covered:
                kept.append(need)
        return kept

    def _certain(self, need: tuple[int, ...]) -> int:
        """Return what is needed whichever of some alternatives is taken, as bits."""
        bits = -1
        for cause in need:
            bits &= self.needs.certain[cause]
        return bits

    @staticmethod
    def _covers(certain: int, need: tuple[int, ...]) -> bool:
        return any(certain >> cause & 1 for cause in need)

    def _factor(self, causes: tuple[int, ...]) -> Factor:
        values: list[float] = []
        bases: list[Basis] = []
        for cause in causes:
            value, basis = self._promise_or_expected(cause)
            values.append(value)
            bases.append(basis)
        order = tuple(Basis)
        return Factor(
            components=self.system.names(causes),
            value=values[0] if len(values) == 1 else 1 - prod(1 - value for value in values),
            basis=max(bases, key=order.index),
        )

    def _promise_or_expected(self, number: int) -> tuple[float, Basis]:
        promised = self._promised[number]
        if promised is not None:
            return promised, Basis.PROMISED
        expected = self._expected((number,))
        if expected is None:
            return 1.0, Basis.UNSTATED
        return expected.low, Basis.EXPECTED

    def _journey(self, journey: Journey) -> Availability:
        steps = tuple(
            need.component
            for need in step_needs(self.system, journey)
            if need.if_lost is IfLost.FAILS
        )
        counted: list[tuple[int, ...]] = []
        for causes in hard_steps(self.system, journey):
            if not any(self._covers(self._certain(earlier), causes) for earlier in counted):
                counted.append(causes)
        slo = journey.slo
        promised = slo.availability if slo else None
        return self._figures(
            float(promised) if isinstance(promised, Percentage) else None,
            self._expected(steps),
            tuple(map(self._factor, counted)),
        )
