"""Why a promise cannot be expected to hold, and the single change that would restore it.

Definition: of what a component or a journey needs in any case, the failures of its own multiply.
A single change restores the promise where the product without it reaches the promise: one hard edge
borne instead (`degrades`), which takes what only it leads to out of the product, or else the least
reliable part made reliable enough. Edges are tried only where nothing is a choice, so that the
figure is exact, and up to a stated bound of work for a whole map.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from archbook.components.model import Edge
from archbook.components.vocabulary import IfLost
from archbook.rules.analyses.availability import Availability, AvailabilityTable, Basis
from archbook.rules.analyses.journeys import step_needs
from archbook.rules.analyses.system import Need
from archbook.rules.analyses.traversal import bits_of, numbers_of

__all__ = [
    "EDGES_TRIED",
    "WORK_PER_MAP",
    "Change",
    "Promise",
    "Restoring",
    "Shortfall",
    "promises",
    "shortfalls",
]

EDGES_TRIED = 100
"""How many edges are tried for one promise."""
WORK_PER_MAP = 500_000
"""Visits of a component while edges are tried for all promises of a map."""

_ENOUGH = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A single change that restores a promise.

    Attributes:
        edge: The edge to bear the loss of; None where a part is to be more reliable.
        component: Id of the part to be made more reliable; empty where an edge is to be borne.
        value: What can be expected then, or what the part's own availability has to be.
    """

    edge: Edge | None = None
    component: str = ""
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promised availability.

    Attributes:
        subject: Who makes it: `component:ID` or `journey:ID`.
        promised: The promise, a fraction.
        figures: All figures of the subject.
        targets: Numbers of the components that have to be up for it.
    """

    subject: str
    promised: float
    figures: Availability
    targets: tuple[int, ...]

    @property
    def short(self) -> bool:
        """Whether it is more than can be expected at best."""
        return self.figures.best is not None and self.promised > self.figures.best + _ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A promise that is more than can be expected at best.

    Attributes:
        promise: The promise.
        best: The most that can be expected.
        parts: Ids and own availabilities below 100 % that multiply, the lowest first.
        change: The single change that would restore the promise, None where there is none.
    """

    promise: Promise
    best: float
    parts: tuple[tuple[str, float], ...]
    change: Change | None


def promises(table: AvailabilityTable) -> Iterator[Promise]:
    """Yield every promised availability of a map: of components, then of journeys, by id.

    Args:
        table: Its availability.
    """
    for number, (name, figures) in enumerate(table.components.items()):
        if figures.promised is not None:
            yield Promise(
                subject=f"component:{name}",
                promised=figures.promised,
                figures=figures,
                targets=(number,),
            )
    system = table.system
    for name, figures in table.journeys.items():
        if figures.promised is not None:
            yield Promise(
                subject=f"journey:{name}",
                promised=figures.promised,
                figures=figures,
                targets=tuple(
                    need.component
                    for need in step_needs(system, system.map.journeys[name])
                    if need.if_lost is IfLost.FAILS
                ),
            )


def shortfalls(table: AvailabilityTable) -> dict[str, Shortfall]:
    """Return what restores each promise that is more than can be expected, by subject.

    Args:
        table: The availability of a map.
    """
    restoring = Restoring(table)
    found: dict[str, Shortfall] = {}
    for promise in promises(table):
        best = promise.figures.best
        if promise.short and best is not None:
            found[promise.subject] = Shortfall(
                promise=promise,
                best=best,
                parts=restoring.parts(promise.targets),
                change=restoring.change(promise.targets, promise.promised, best),
            )
    return found


class Restoring:
    """Sums and changes for the promises of one map.

    Attributes:
        table: Its availability.
    """

    def __init__(self, table: AvailabilityTable) -> None:
        self.table = table
        self._work = WORK_PER_MAP

    def parts(self, targets: tuple[int, ...]) -> tuple[tuple[str, float], ...]:
        """Return the own availabilities below 100 % that multiply, the lowest first.

        Args:
            targets: Numbers of the components that have to be up.
        """
        own = self.table.own
        certain = self._certain(targets)
        found = [(self.table.system.ids[n], own[n]) for n in numbers_of(certain) if own[n] < 1]
        return tuple(sorted(found, key=lambda part: (part[1], part[0])))

    def change(self, targets: tuple[int, ...], promise: float, expected: float) -> Change | None:
        """Return a single change that restores a promise, None where there is none.

        Args:
            targets: Numbers of the components that have to be up.
            promise: What is promised.
            expected: What can be expected.
        """
        borne = max(self._borne(targets, promise), key=lambda change: change.value, default=None)
        if borne is not None:
            return borne
        parts = self.parts(targets)
        if not parts or expected <= 0:
            return None
        name, own = parts[0]
        needed = own * promise / expected
        return Change(component=name, value=needed) if needed <= 1 + _ENOUGH else None

    def _certain(self, targets: tuple[int, ...]) -> int:
        bits = 0
        for target in targets:
            bits |= self.table.needs.certain[target]
        return bits

    def _borne(self, targets: tuple[int, ...], promise: float) -> Iterator[Change]:
        certain = self._certain(targets)
        needs = self.table.needs
        if certain & needs.choosing:
            return
        tried = 0
        for number in numbers_of(certain):
            for need in self.table.system.needs_of[number]:
                if tried >= EDGES_TRIED or self._work <= 0:
                    return
                if not need.hard or not self._only_tie(need):
                    continue
                tried += 1
                left = self._without(targets, number, need.causes[0])
                if left == certain:
                    continue
                value = prod(self._own(part, number, need.causes[0]) for part in numbers_of(left))
                if value >= promise - _ENOUGH:
                    yield Change(edge=need.edges[0], value=value)

    def _only_tie(self, need: Need) -> bool:
        """Whether nothing but this edge makes its sufferer need the other end directly."""
        system = self.table.system
        edges = [
            edge
            for other in system.needs_of[need.sufferer]
            if other.hard and need.causes[0] in other.causes
            for edge in other.edges
        ]
        return len(edges) == 1 and system.whole_of[need.sufferer] != need.causes[0]

    def _own(self, part: int, sufferer: int, cause: int) -> float:
        """Return an own availability when one component no longer needs another.

        Who is left without any hard need and states only a promise counts with that.
        """
        table = self.table
        promised = table.promised(part) if part == sufferer else None
        if promised is None or table.basis_of_own(part) is not Basis.UNSTATED:
            return table.own[part]
        alone = set(table.needs.direct[part]) <= {cause, part} and not table.needs.groups[part]
        return promised if alone else table.own[part]

    def _without(self, targets: tuple[int, ...], sufferer: int, cause: int) -> int:
        """Return what is needed when one component no longer needs another, as bits."""
        found = bits_of(targets)
        waiting = list(targets)
        while waiting:
            at = waiting.pop()
            self._work -= 1
            for after in self.table.needs.direct[at]:
                if not (found >> after & 1 or (at == sufferer and after == cause)):
                    found |= 1 << after
                    waiting.append(after)
        return found
