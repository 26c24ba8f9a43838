"""The floor: every component holds a level on every checklist that has it."""

from __future__ import annotations

from archbook.readiness.model import ItemResult, Readiness, Result, Standing

__all__ = ["below_floor", "keeping", "known_levels"]

_HARMLESS = frozenset({Result.PASS, Result.WAIVED, Result.NOT_YET, Result.NOT_APPLICABLE})


def known_levels(readiness: Readiness) -> tuple[str, ...]:
    """Return the levels of all checklists on which some component stands, in their order."""
    standings = (next(iter(each.values()), None) for each in readiness.standings.values())
    levels = (level for each in standings if each for level in each.checklist.levels)
    return tuple(dict.fromkeys(levels))


def below_floor(readiness: Readiness, level: str) -> tuple[Standing, ...]:
    """Return the standings that do not hold a level, waivers counted, by checklist, then component.

    A waiver is a decision to live with something for a time; a floor lets it through, and both
    figures are shown.

    Args:
        readiness: What the checklists come to.
        level: The level; a checklist without it is passed over.
    """
    found = []
    for by_component in readiness.standings.values():
        for standing in by_component.values():
            levels = standing.checklist.levels
            if level not in levels:
                continue
            held = standing.held.with_waivers
            if held is None or levels.index(held) < levels.index(level):
                found.append(standing)
    return tuple(found)


def keeping(standing: Standing, level: str) -> tuple[ItemResult, ...]:
    """Return the results that keep a component from a level, waivers counted, in their order.

    Args:
        standing: How it stands.
        level: The level.
    """
    return tuple(
        each
        for each in standing.results
        if each.item.id in standing.required[level] and each.result not in _HARMLESS
    )
