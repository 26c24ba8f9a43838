"""Figures of a component on a checklist: always both, without waivers and with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archbook.pages.checklists.words import OPEN, RESULTS
from archbook.readiness.model import ItemResult, Result, Standing

__all__ = ["Figures", "Ladder", "Rung", "figures_of", "ladder_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How many items have which result.

    Attributes:
        asked: Items that count: all but those that do not apply, or not yet.
        passed: Those that pass.
        accepted: Those that pass or are waived.
        open: Those that neither pass nor are waived.
        not_yet: Those that count from a later day on.
        not_applicable: Those that do not apply.
        by_result: How many there are of each result that occurs: class, word and count.
    """

    asked: int
    passed: int
    accepted: int
    open: int
    not_yet: int
    not_applicable: int
    by_result: Sequence[tuple[str, str, int]]

    @property
    def words(self) -> str:
        """Both figures in words."""
        return f"{self.passed:,} of {self.asked:,} pass, {self.accepted:,} with waivers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A level of a ladder: its name, and whether it is `held`, held `waived` only, or `open`."""

    name: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The levels of a checklist and which of them a component holds.

    Attributes:
        rungs: The levels, lowest first.
        without: What it holds without waivers, in words.
        within: What it holds with waivers, in words.
        rank: The place of the level held without waivers, from 0 for none.
    """

    rungs: Sequence[Rung]
    without: str
    within: str
    rank: int

    @property
    def same(self) -> bool:
        """Whether waivers make no difference."""
        return self.without == self.within


def figures_of(results: Iterable[ItemResult]) -> Figures:
    """Count results.

    Args:
        results: The results of one component, or of many.
    """
    counts = dict.fromkeys(Result, 0)
    for each in results:
        counts[each.result] += 1
    stands = sum(counts[one] for one in OPEN)
    passed, waived = counts[Result.PASS], counts[Result.WAIVED]
    return Figures(
        asked=passed + waived + stands,
        passed=passed,
        accepted=passed + waived,
        open=stands,
        not_yet=counts[Result.NOT_YET],
        not_applicable=counts[Result.NOT_APPLICABLE],
        by_result=[
            (one.value, said.word, counts[one]) for one, said in RESULTS.items() if counts[one]
        ],
    )


def ladder_of(standing: Standing) -> Ladder:
    """Return which levels a component holds on a checklist.

    Args:
        standing: How it stands.
    """
    levels = standing.checklist.levels
    without, within = standing.held.without_waivers, standing.held.with_waivers
    firm = levels.index(without) + 1 if without is not None else 0
    reached = max(levels.index(within) + 1 if within is not None else 0, firm)
    return Ladder(
        rungs=[
            Rung(name=name, state="held" if i < firm else "waived" if i < reached else "open")
            for i, name in enumerate(levels)
        ],
        without=without or "no level",
        within=within or "no level",
        rank=firm,
    )
