"""Ways of filtering a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Facet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One way of filtering, as the macro `filters` of the templates shows it.

    Attributes:
        name: Its name.
        label: Its words.
        options: What it can be set to: the value, its word, how often it occurs.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str, int]]
