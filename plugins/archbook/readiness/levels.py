"""Levels: what each requires of a component, which is held, and the shortest way to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archbook.checklists.model import Checklist, Quote
from archbook.readiness.deciding import ease
from archbook.readiness.model import Held, ItemResult, Result, Step

__all__ = ["held_level", "next_step", "required_items"]

_LEFT_OUT = frozenset({Result.NOT_APPLICABLE, Result.NOT_YET})


def required_items(
    checklist: Checklist, results: Mapping[str, ItemResult]
) -> dict[str, frozenset[str]]:
    """Return the ids of the items that each level requires of a component.

    A level requires what it or a lower one names, of what applies, unless another item that is
    required there replaces it. An item that does not apply, or does not count yet, replaces
    nothing; items that replace each other in a circle replace nothing either.

    Args:
        checklist: The checklist.
        results: The component's results of the items that are on, by id.
    """
    asked = {
        name: _lowest(checklist, quote)
        for quote in checklist.quotes
        if not quote.off
        and (name := quote.item) in results
        and results[name].result is not Result.NOT_APPLICABLE
    }
    required: dict[str, frozenset[str]] = {}
    for number, level in enumerate(checklist.levels):
        here = {name for name, lowest in asked.items() if lowest <= number}
        replacing = {
            name: here.intersection(results[name].item.replaces) - {name}
            for name in here
            if results[name].item.replaces and results[name].result is not Result.NOT_YET
        }
        replaced = {
            other
            for name, others in replacing.items()
            for other in others
            if not _leads(other, name, replacing)
        }
        required[level] = frozenset(here - replaced)
    return required


def _lowest(checklist: Checklist, quote: Quote) -> int:
    """Return the number of the lowest level that names an item; the lowest where none does."""
    known = [number for number, level in enumerate(checklist.levels) if level in quote.levels]
    return min(known, default=0)


def _leads(start: str, end: str, replacing: Mapping[str, set[str]]) -> bool:
    """Say whether one item replaces another, over any number of others."""
    seen, left = {start}, [start]
    while left:
        for other in replacing.get(left.pop(), ()):
            if other == end:
                return True
            if other not in seen:
                seen.add(other)
                left.append(other)
    return False


def held_level(
    checklist: Checklist,
    required: Mapping[str, frozenset[str]],
    results: Mapping[str, ItemResult],
) -> Held:
    """Return the highest levels that a component holds, without waivers and with them.

    A level is held when everything it requires passes; what does not count yet is left out. Each
    level is judged by itself: where an item is replaced higher up, a component may hold the higher
    level without the lower one.

    Args:
        checklist: The checklist.
        required: What each level requires.
        results: The component's results, by item.
    """
    bare = waived = None
    for level in checklist.levels:
        open_ = {results[name].result for name in required[level]} - _LEFT_OUT - {Result.PASS}
        if not open_:
            bare = level
        if open_ <= {Result.WAIVED}:
            waived = level
    return Held(without_waivers=bare, with_waivers=waived)


def next_step(
    checklist: Checklist,
    held: Held,
    required: Mapping[str, frozenset[str]],
    results: Mapping[str, ItemResult],
) -> Step | None:
    """Return the shortest way to the next level; None at the highest.

    What the map can state comes first, then decisions, files, results, and what people have to do;
    what a decision waives comes last. An item with several ways counts by its easiest.

    Args:
        checklist: The checklist.
        held: What is held.
        required: What each level requires.
        results: The component's results, by item, in the checklist's order.
    """
    levels: Sequence[str] = checklist.levels
    at = levels.index(held.without_waivers) + 1 if held.without_waivers is not None else 0
    if at == len(levels):
        return None
    missing = [
        each
        for name, each in results.items()
        if name in required[levels[at]] and each.result not in {*_LEFT_OUT, Result.PASS}
    ]
    missing.sort(key=lambda each: (each.result is Result.WAIVED, ease(each.item.way)))
    return Step(level=levels[at], missing=tuple(missing))
