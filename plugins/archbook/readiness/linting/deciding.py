"""Lints about how items are decided: limits nobody can meet, ways that make no difference."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.checklists.limits import within
from archbook.checklists.model import Item
from archbook.checklists.ways import (
    ByPerson,
    ByProperty,
    ByResult,
    Either,
    Limit,
    Strength,
    Way,
)
from archbook.readiness.linting.covering import covers
from archbook.readiness.linting.fields import field_kinds
from archbook.readiness.linting.grounds import Grounds
from archbook.source.findings import Finding

__all__ = ["deciding", "impossible_items", "reach"]


def deciding(grounds: Grounds) -> Iterator[Finding]:
    """Yield what is wrong with how items are decided.

    Args:
        grounds: What to look at.
    """
    for item in grounds.items:
        for message, mend in _contradictions(item):
            yield grounds.finding(
                "checklist-contradiction",
                f"item:{item.id}",
                f'The item "{item.id}" {message}',
                at=item.location,
                mend=mend,
            )
        for message, mend in _idle(item):
            yield grounds.finding(
                "checklist-idle-way",
                f"item:{item.id}",
                f'The item "{item.id}" {message}',
                at=item.location,
                mend=mend,
            )


def impossible_items(grounds: Grounds) -> frozenset[str]:
    """Return the ids of all items that nobody can ever pass.

    Args:
        grounds: What to look at.
    """
    return frozenset(
        name
        for name, item in grounds.book.items.items()
        if not reach(item.way).at_least(item.least)
        or all(any(_impossible(each)) for each in _ways(item.way))
    )


def reach(way: Way) -> Strength:
    """Return the strongest evidence that a way can give.

    Args:
        way: The way; of several the strongest counts.
    """
    if isinstance(way, Either):
        return max(map(reach, way.of), key=lambda strength: strength.rank)
    if isinstance(way, ByProperty):
        return way.strength
    if isinstance(way, ByPerson):
        return Strength.DRILLED
    return Strength.OBSERVED if isinstance(way, ByResult) else Strength.DECLARED


def _ways(way: Way) -> tuple[Way, ...]:
    return way.of if isinstance(way, Either) else (way,)


def _contradictions(item: Item) -> Iterator[tuple[str, str]]:
    for way in _ways(item.way):
        yield from _impossible(way)
    most = reach(item.way)
    if not most.at_least(item.least):
        yield (
            (
                f"asks for evidence that is {item.least}, and its way gives none that is more than"
                f" {most}"
            ),
            f"Write `evidence: {most}`, or let an `either:` with a person decide it.",
        )


def _impossible(way: Way) -> Iterator[tuple[str, str]]:
    """Yield why nobody can meet a way."""
    if isinstance(way, ByPerson):
        for name, limit in way.fields:
            if limit is not None:
                yield from _crossed(limit, f'the field "{name}"')
    if isinstance(way, ByProperty):
        if way.limit is not None:
            yield from _crossed(way.limit, f'"{way.field}"')
        yield from _misfit(way)


def _crossed(limit: Limit, what: str) -> Iterator[tuple[str, str]]:
    if limit.at_least is not None and limit.at_most is not None and limit.at_least > limit.at_most:
        yield f"wants {what} to be {limit.written}, which nothing is", "Swap the two."
    elif limit.equals is not None and (limit.at_least, limit.at_most) != (None, None):
        bounds = Limit(at_least=limit.at_least, at_most=limit.at_most, written="", unit=limit.unit)
        if not any(within(bounds, word) for word in limit.equals):
            yield (
                f"wants {what} to be {limit.written}, which nothing is",
                "Take out `equals` or the bound.",
            )


def _misfit(way: ByProperty) -> Iterator[tuple[str, str]]:
    """Yield limits that a field of the map can never meet for what it holds."""
    kind = field_kinds().get(way.field)
    if kind is None:
        return
    if way.max_age is not None and not kind.date:
        yield f'gives "{way.field}" a `max-age`, and it is no date', "Remove `max-age`."
    limit = way.limit
    if limit is None or (limit.at_least, limit.at_most) == (None, None):
        return
    if limit.unit not in kind.units:
        held = " or ".join(sorted(kind.units)) or (
            "an amount of money, which has no order" if kind.money else "nothing that is measured"
        )
        fitting = next((_EXAMPLES[unit] for unit in sorted(kind.units)), "")
        mend = f"Write it as {fitting}." if fitting else "Write `equals:`, or remove the bound."
        yield (
            (
                f'wants "{way.field}" to be {limit.written}, a {limit.unit}, and the map has {held}'
                " there"
            ),
            mend,
        )


_EXAMPLES = {
    "duration": "a duration, such as `10m`",
    "number": "a number, such as `3`",
    "percentage": "a percentage, such as `99.9%`",
    "rate": "a rate, such as `40/s`",
    "size": "a size, such as `2GB`",
}


def _idle(item: Item) -> Iterator[tuple[str, str]]:
    ways = _ways(item.way)
    if len(ways) == 1:
        return
    for number, way in enumerate(ways):
        place = f"way {number + 1} of {len(ways)}"
        if not reach(way).at_least(item.least) and reach(item.way).at_least(item.least):
            yield (
                (
                    f"has a {place} that can never pass: it gives evidence that is {reach(way)},"
                    f" and {item.least} is asked"
                ),
                "Remove that way, or lower `evidence`.",
            )
            continue
        for other, lax in enumerate(ways):
            twice = covers(lax, way, least=item.least) and covers(way, lax, least=item.least)
            if other == number or (twice and other > number):
                continue
            if covers(lax, way, least=item.least):
                word = "is the same as" if twice else "never passes without"
                yield (
                    f"has a {place} that {word} way {other + 1}",
                    "Remove it, or remove the laxer one if it was meant to be the limit.",
                )
                break
