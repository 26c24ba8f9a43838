"""Lints about levels: such as nobody can reach, such as ask for nothing, idle replacements."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.checklists.model import Checklist
from archbook.checklists.ways import ByRule, Either, Way
from archbook.readiness.linting.deciding import impossible_items
from archbook.readiness.linting.grounds import Grounds, lowest
from archbook.settings import RuleSettings
from archbook.source.findings import Finding

__all__ = ["laddering"]

_SHOWN = 3


def laddering(grounds: Grounds) -> Iterator[Finding]:
    """Yield what is wrong with the levels of checklists.

    Args:
        grounds: What to look at.
    """
    never = impossible_items(grounds) | _switched_off(grounds)
    for checklist in grounds.checklists:
        yield from _idle_levels(grounds, checklist)
        yield from _unreachable(grounds, checklist, never)
        yield from _replacements(grounds, checklist)


def _switched_off(grounds: Grounds) -> frozenset[str]:
    """Return the ids of the items that only rules decide which are switched off."""

    def is_off(way: Way) -> bool:
        if isinstance(way, Either):
            return all(map(is_off, way.of))
        stated = grounds.handbook.settings.rules
        return isinstance(way, ByRule) and any(
            stated.get(rule, RuleSettings()).off is not None for rule in way.rules
        )

    return frozenset(name for name, item in grounds.book.items.items() if is_off(item.way))


def _idle_levels(grounds: Grounds, checklist: Checklist) -> Iterator[Finding]:
    asked = {lowest(checklist, quote) for quote, _ in grounds.on(checklist)}
    for number, level in enumerate(checklist.levels):
        if number in asked:
            continue
        below = f' than "{checklist.levels[number - 1]}"' if number else ""
        what = "asks for nothing more" if number else "asks for nothing"
        yield grounds.finding(
            "checklist-idle-level",
            f"checklist:{checklist.id} {level}",
            f'The level "{level}" of the checklist "{checklist.id}" {what}{below}',
            at=checklist.location,
        )


def _unreachable(
    grounds: Grounds, checklist: Checklist, never: frozenset[str]
) -> Iterator[Finding]:
    required = {item.id: lowest(checklist, quote) for quote, item in grounds.on(checklist)}
    for number, level in enumerate(checklist.levels):
        here = {name for name, least in required.items() if least <= number}
        replaced = {
            other
            for name in here
            for other in grounds.book.items[name].replaces
            if grounds.book.items[name].applies_to is None
        }
        missing = sorted((here & never) - replaced)
        if missing:
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            yield grounds.finding(
                "checklist-unreachable-level",
                f"checklist:{checklist.id} {level}",
                f'The level "{level}" of the checklist "{checklist.id}" cannot be reached:'
                f" {', '.join(missing[:_SHOWN])}{more} can never pass",
                at=checklist.location,
            )
            return


def _replacements(grounds: Grounds, checklist: Checklist) -> Iterator[Finding]:
    levels = {item.id: lowest(checklist, quote) for quote, item in grounds.on(checklist)}
    off = {quote.item for quote in checklist.quotes if quote.off}
    own = {item.id for item in grounds.items}
    for quote, item in grounds.on(checklist):
        if item.id not in own:
            continue
        for other in item.replaces:
            if other not in levels:
                why = "is switched off" if other in off else "is not quoted"
                message = f'"{item.id}" replaces "{other}", which {why} there'
            elif levels[other] >= levels[item.id] and item.applies_to in {
                None,
                grounds.book.items[other].applies_to,
            }:
                level = checklist.levels[levels[item.id]]
                message = (
                    f'"{other}" is never required there: "{item.id}" replaces it from {level} up'
                )
            else:
                continue
            yield grounds.finding(
                "checklist-idle-replacement",
                f"checklist:{checklist.id} {item.id}",
                f'In the checklist "{checklist.id}" {message}',
                at=quote.location,
            )
