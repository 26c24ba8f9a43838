"""Whether one way to decide an item passes whenever another one does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archbook.checklists.ways import (
    ByDecision,
    ByFile,
    ByPerson,
    ByProperty,
    ByResult,
    ByRule,
    Limit,
    Strength,
    Way,
)

__all__ = ["covers"]

_NONE = frozenset({"none", "false"})


def covers(lax: Way, strict: Way, *, least: Strength) -> bool:
    """Say whether a way passes whenever a stricter one does, so that the stricter is not needed.

    Args:
        lax: The way that may be enough.
        strict: The way that may not be needed.
        least: The least strength of evidence that passes.
    """
    if isinstance(lax, ByProperty) and isinstance(strict, ByProperty):
        strong = lax.strength.at_least(strict.strength) or lax.strength.at_least(least)
        return strong and _property(lax, strict)
    test = _TESTS.get(type(lax))
    return type(lax) is type(strict) and test is not None and test(lax, strict)


def _property(lax: ByProperty, strict: ByProperty) -> bool:
    return (
        lax.field == strict.field
        and _holds_within(lax.limit, strict.limit)
        and _as_long(lax.max_age, strict.max_age)
    )


def _decision(lax: ByDecision, strict: ByDecision) -> bool:
    return (
        (strict.about_component or not lax.about_component)
        and lax.enforces in {"", strict.enforces}
        and set(lax.tags) <= set(strict.tags)
        and lax.decision.casefold() in {"", strict.decision.casefold()}
    )


def _file(lax: ByFile, strict: ByFile) -> bool:
    return (
        lax.path == strict.path
        and lax.newer_than in {"", strict.newer_than}
        and lax.contains.casefold() in {"", strict.contains.casefold()}
        and _as_long(lax.max_age, strict.max_age)
    )


def _result(lax: ByResult, strict: ByResult) -> bool:
    same = (lax.path, lax.format, lax.match) == (strict.path, strict.format, strict.match)
    return same and _as_long(lax.max_age, strict.max_age)


def _person(lax: ByPerson, strict: ByPerson) -> bool:
    asked = dict(strict.fields)
    return (
        all(name in asked and _holds_within(limit, asked[name]) for name, limit in lax.fields)
        and (strict.evidence or not lax.evidence)
        and _as_long(lax.max_age, strict.max_age)
    )


_TESTS: Mapping[type, Callable[[Any, Any], bool]] = {
    ByRule: lambda lax, strict: set(lax.rules) <= set(strict.rules),
    ByDecision: _decision,
    ByFile: _file,
    ByResult: _result,
    ByPerson: _person,
}


def _as_long(lax: int | None, strict: int | None) -> bool:
    return lax is None or (strict is not None and strict <= lax)


def _holds_within(lax: Limit | None, strict: Limit | None) -> bool:
    """Say whether every value within one limit is within another.

    Without a limit a fact need only be stated, but not as `none` or `false`.
    """
    if lax is None:
        return strict is None or _NONE.isdisjoint(_folded(strict))
    if strict is None or lax.unit is not strict.unit:
        return lax == strict
    if lax.equals is not None and not (
        strict.equals is not None and set(_folded(strict)) <= set(_folded(lax))
    ):
        return False
    low = lax.at_least is None or (strict.at_least is not None and strict.at_least >= lax.at_least)
    high = lax.at_most is None or (strict.at_most is not None and strict.at_most <= lax.at_most)
    return low and high


def _folded(limit: Limit) -> tuple[str, ...]:
    return tuple(" ".join(word.casefold().split()) for word in limit.equals or ())
