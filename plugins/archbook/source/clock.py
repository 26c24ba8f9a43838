"""The date that a build speaks of: an input, so that the same sources give the same bytes."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

__all__ = ["as_of"]


def as_of(*stated: dt.date | None, environment: Mapping[str, str] = os.environ) -> dt.date:
    """Return the first stated date, else that of `SOURCE_DATE_EPOCH`, else today (UTC).

    Args:
        *stated: Dates in order of precedence (command line, then settings), None where unstated.
        environment: Environment variables.

    Returns:
        The date that ages, waivers and reviews are measured against.

    Raises:
        ValueError: `SOURCE_DATE_EPOCH` is set to something that is no count of seconds
            (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    for date in stated:
        if date is not None:
            return date
    if epoch := environment.get("SOURCE_DATE_EPOCH", "").strip():
        try:
            return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise ValueError(
                f"SOURCE_DATE_EPOCH is {epoch!r}; write a whole number of seconds since 1970"
            ) from None
    return dt.datetime.now(dt.UTC).date()
