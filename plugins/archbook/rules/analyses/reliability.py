"""The probability that something is neither lost nor down, failures being independent.

The answer is that of the what-if of a random set of own failures. What is needed in any case goes
into a plain product. What is left are choices; those that share nothing are multiplied too, and the
rest is factored: one component after another is taken as up and as failed, with what is common to
all ways taken out first (Shannon's expansion; A. Satyanarayana and M. K. Chang, "Network
reliability and the factoring theorem", 1983). The work is bounded; past the bound the answer is a
lower and an upper bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archbook.rules.analyses.needs import HardNeeds
from archbook.rules.analyses.system import System
from archbook.rules.analyses.traversal import numbers_of

__all__ = ["WORK_PER_ANSWER", "WORK_PER_MAP", "Probability", "Reliability"]

WORK_PER_ANSWER = 100_000
"""Visits of a component while one answer is factored."""
WORK_PER_MAP = 1_000_000
"""Visits of a component while all answers of one map are factored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """A probability, exact (`low` equals `high`) or bounded."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is known, not only bounded."""
        return self.low == self.high

    def times(self, other: Probability) -> Probability:
        """Return the product of two independent probabilities."""
        return Probability(low=self.low * other.low, high=self.high * other.high)


_ONE = Probability(low=1.0, high=1.0)
_ZERO = Probability(low=0.0, high=0.0)


class Reliability:
    """Answers for one system.

    Attributes:
        system: The system.
        needs: Its hard needs.
        own: For each component, the probability that it has no failure of its own.
    """

    def __init__(self, system: System, needs: HardNeeds, own: Sequence[float]) -> None:
        self.system = system
        self.needs = needs
        self.own = tuple(own)
        self._left = WORK_PER_MAP
        self._known: dict[int, Probability] = {}

    def of(self, targets: Iterable[int]) -> Probability:
        """Return the probability that none of some components is lost or down.

        Args:
            targets: Numbers of the components.
        """
        certain = 0
        for target in targets:
            certain |= self.needs.certain[target]
        if certain not in self._known:
            self._known[certain] = self._of(certain)
        return self._known[certain]

    def _of(self, certain: int) -> Probability:
        product = 1.0
        for number in numbers_of(certain & self._fallible):
            product *= self.own[number]
        answer = Probability(low=product, high=product)
        for block, choices in self._blocks(certain):
            if answer.high == 0:
                break
            work = min(WORK_PER_ANSWER, self._left)
            factoring = _Factoring(
                reliability=self, given=certain, choices=choices, block=block, work=work
            )
            answer = answer.times(factoring.answer())
            self._left -= work - max(0, factoring.work)
        return answer

    @cached_property
    def _fallible(self) -> int:
        return sum(1 << number for number, own in enumerate(self.own) if own < 1)

    def _blocks(self, certain: int) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
        """Yield sets of choices that share no fallible component with those of another set."""
        blocks: list[tuple[int, list[tuple[int, ...]]]] = []
        for number in numbers_of(certain & self.needs.choosing):
            for choice in self.needs.choices[number]:
                if any(certain >> member & 1 for member in choice):
                    continue
                reach = 0
                for member in choice:
                    reach |= self.needs.possible[member]
                reach &= self._fallible & ~certain
                together = [choice]
                apart = []
                for other, choices in blocks:
                    if other & reach:
                        reach |= other
                        together.extend(choices)
                    else:
                        apart.append((other, choices))
                blocks = [*apart, (reach, together)]
        yield from (block for block in blocks if block[0])


@dataclass(slots=True, kw_only=True)
class _Factoring:
    """One block of choices, factored.

    Attributes:
        reliability: Where it belongs.
        given: What is taken as up, as bits.
        choices: Sets of which one member each must be up.
        block: What may fail, as bits.
        work: How many visits are left.
    """

    reliability: Reliability
    given: int
    choices: list[tuple[int, ...]]
    block: int
    work: int
    _answers: dict[tuple[int, int], Probability] = field(default_factory=dict)

    def answer(self) -> Probability:
        """Return the probability that every choice has a member that is up."""
        return self._expand(0, self.block)

    def _expand(self, failed: int, open_: int) -> Probability:
        """Factor with some components failed, some still open and all others up."""
        if self.work <= 0:
            return Probability(low=self._all_up(open_), high=1.0)
        down = self._down(failed)
        if not self._satisfied(down):
            return _ZERO
        # Those that are down have no say left, nor have those that lead to nothing still standing.
        open_ &= ~down & self._relevant(down)
        key = (down, open_)
        if key in self._answers:
            return self._answers[key]
        if self._satisfied(self._down(failed | open_)):
            answer = _ONE
        else:
            answer = self._factor(failed, open_)
        self._answers[key] = answer
        return answer

    def _relevant(self, down: int) -> int:
        possible = self.reliability.needs.possible
        bits = 0
        for choice in self.choices:
            for member in choice:
                if not down >> member & 1:
                    bits |= possible[member]
        return bits

    def _factor(self, failed: int, open_: int) -> Probability:
        own = self.reliability.own
        product = 1.0
        for number in tuple(numbers_of(open_)):
            # What every way needs is taken out; what no way needs any more is passed over.
            if not self._satisfied(self._down(failed | 1 << number)):
                product *= own[number]
                open_ &= ~(1 << number)
            elif self.work <= 0:
                break
        if self._satisfied(self._down(failed | open_)):
            return Probability(low=product, high=product)
        pivot = max(numbers_of(open_), key=lambda n: (self._weight[n], -n))
        rest = open_ & ~(1 << pivot)
        up, gone = self._expand(failed, rest), self._expand(failed | 1 << pivot, rest)
        p = own[pivot]
        return Probability(
            low=product * (p * up.low + (1 - p) * gone.low),
            high=product * (p * up.high + (1 - p) * gone.high),
        )

    @property
    def _weight(self) -> Sequence[int]:
        return self.reliability.needs.reach

    def _all_up(self, open_: int) -> float:
        product = 1.0
        for number in numbers_of(open_):
            product *= self.reliability.own[number]
        return product

    def _satisfied(self, down: int) -> bool:
        return all(any(not down >> member & 1 for member in choice) for choice in self.choices)

    def _down(self, failed: int) -> int:
        """Return who is down when some have failed, as bits; the given are up by assumption."""
        needs = self.reliability.needs
        down = failed
        waiting = list(numbers_of(failed))
        while waiting:
            at = waiting.pop()
            self.work -= 1
            for sufferer in needs.needed_by[at]:
                if not down >> sufferer & 1:
                    down |= 1 << sufferer
                    waiting.append(sufferer)
            for sufferer, choice in needs.chosen_by[at]:
                if not down >> sufferer & 1 and all(down >> member & 1 for member in choice):
                    down |= 1 << sufferer
                    waiting.append(sufferer)
        return down
