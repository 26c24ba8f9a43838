"""Words and figures of findings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from math import ceil, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archbook.rules.analyses.restoring import Shortfall

__all__ = ["counted", "listed", "percent", "restored", "way"]


def percent(fraction: float, *, up: bool = False, down: bool = False) -> str:
    """Return a fraction as a percentage, as a rule with four decimals at most: `99.2028%`.

    Args:
        fraction: Between 0 and 1.
        up: Whether to round up, for what has to be reached.
        down: Whether to round down, for what may be promised.
    """
    way = ROUND_CEILING if up else ROUND_FLOOR if down else ROUND_HALF_EVEN
    # Near 100 % as many as it takes to tell two figures apart.
    decimals = 4 if fraction in {0, 1} else max(4, min(10, ceil(-log10(1 - fraction))))
    # What is a float's own error beyond twelve digits is no reason to round up.
    exact = Decimal(f"{fraction * 100:.10f}")
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), rounding=way):f}"
    return f"{text.rstrip('0').rstrip('.')}%"


def listed(names: Sequence[str], *, most: int = 5) -> str:
    """Return some names as a list in a sentence: `a, b and c`, `a, b and 7 more`."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, word: str) -> str:
    """Return a number with its word, in the plural where it is one: `1 edge`, `2 edges`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def way(names: Sequence[str], *, most: int = 9) -> str:
    """Return a way through components as it is read: `web -> orders -> orders-db`.

    Of a longer one the beginning and the end are shown, and how many lie between them.
    """
    if len(names) <= most:
        return " -> ".join(names)
    head, tail = most // 2, most - most // 2 - 1
    between = len(names) - head - tail
    return " -> ".join([*names[:head], f"({between} more)", *names[-tail:]])


def restored(short: Shortfall) -> str:
    """Return what would restore a promise, as a sentence without a full stop.

    Args:
        short: A promise that is more than can be expected, with the change that restores it.
    """
    change = short.change
    promise_less = f"Promise at most {percent(short.best, down=True)}"
    if change is None:
        return f"{promise_less}; no single change restores the promise"
    if change.edge is not None:
        return (
            f"Let `{change.edge.id}` bear the loss (`if-lost: degrades` with a fallback):"
            f" {percent(change.value)} can be expected then. Or: {promise_less}"
        )
    return (
        f"Bring the own availability of {change.component} to {percent(change.value, up=True)}."
        f" Or: {promise_less}"
    )
