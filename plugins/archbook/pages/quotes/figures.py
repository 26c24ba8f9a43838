"""Availability in sentences: promised, expected, allowed, and the error budget that is left."""

from __future__ import annotations

from archbook.pages.quotes.book import Quoting, UnknownError
from archbook.pages.quotes.words import time_in_words
from archbook.rules.analyses.availability import Availability
from archbook.rules.wording import percent

__all__ = ["allowed", "budget", "expected", "expected_loss", "promised"]

_NOTHING_TO_GO_BY = "not known, since nothing is stated to work it out from"
_MOST_DAYS = 3660
_SECONDS_A_DAY = 86_400


def promised(at: Quoting, name: str) -> str:
    """Say which availability a component or journey promises.

    Args:
        at: The page.
        name: Its id.
    """
    share = _promise(at, name)
    return "not stated" if share is None else percent(share)


def expected(at: Quoting, name: str) -> str:
    """Say which availability can be expected of a component or journey.

    Args:
        at: The page.
        name: Its id.
    """
    figures = _figures(at, name)
    if figures is not None and figures.bounds:
        low, high = figures.bounds
        return f"between {percent(low, down=True)} and {percent(high, up=True)}"
    if figures is None or figures.expected is None:
        return _NOTHING_TO_GO_BY
    return percent(figures.expected)


def expected_loss(at: Quoting, name: str, days: int = 30) -> str:
    """Say for how long a component or journey can be expected to be down.

    Args:
        at: The page.
        name: Its id.
        days: In how many days.
    """
    length = _seconds(days)
    figures = _figures(at, name)
    if figures is not None and figures.bounds:
        most, least = (_loss(share, length) for share in figures.bounds)
        return most if least == most else f"between {least} and {most}"
    if figures is None or figures.expected is None:
        return _NOTHING_TO_GO_BY
    return _loss(figures.expected, length)


def allowed(at: Quoting, name: str) -> str:
    """Say which availability the promises of what it needs allow a component or journey.

    Args:
        at: The page.
        name: Its id.
    """
    figures = _figures(at, name)
    return (
        _NOTHING_TO_GO_BY
        if figures is None or figures.allowed is None
        else percent(figures.allowed)
    )


def budget(at: Quoting, name: str, days: int = 30) -> str:
    """Say how long a component or journey may be down within its promise.

    Args:
        at: The page.
        name: Its id.
        days: In how many days.
    """
    length = _seconds(days)
    share = _promise(at, name)
    if share is None:
        return "no budget, since no promise is stated"
    return _loss(share, length)


def _seconds(days: object) -> float:
    if isinstance(days, bool) or not isinstance(days, int | float) or not 0 < days <= _MOST_DAYS:
        raise UnknownError(
            f'"{days}" is no number of days', f"Write a number from 1 to {_MOST_DAYS}."
        )
    return days * _SECONDS_A_DAY


def _loss(share: float, seconds: float) -> str:
    # What is a float's own error beyond twelve digits is no second of anybody's.
    return time_in_words(round((1 - share) * seconds, 6))


def _promise(at: Quoting, name: str) -> float | None:
    slo = at.find(name, "component", "journey").value.slo
    stated = slo.availability if slo else None
    return None if stated is None else float(stated)


def _figures(at: Quoting, name: str) -> Availability | None:
    thing = at.find(name, "component", "journey")
    table = at.book.facts.availability
    return (table.components if thing.kind == "component" else table.journeys).get(thing.id)
