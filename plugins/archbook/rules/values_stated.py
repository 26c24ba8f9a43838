"""What a component, an edge or a journey states under a field, and whether that is what is wanted.

A field is named as maps write it (`operations.runbook`). What a verb or a protocol implies counts
as stated: `if-lost`, `when` and `encrypted` are what analyses reckon with.
"""

from __future__ import annotations

from typing import Any

from archbook.components.forms import NONE
from archbook.components.model import Component, Edge
from archbook.components.own_rules import Wanted
from archbook.components.vocabulary import Kind

__all__ = ["says", "stated_value"]

_IMPLIED = {"encrypted": "travels_encrypted"}


def stated_value(thing: Any, field: str) -> Any:
    """Return what a thing states under a field: a value, `none`, or None where it is silent.

    Args:
        thing: A component, an edge or a journey.
        field: The field.
    """
    value: Any = thing
    for part in field.split("."):
        if value is None or value is NONE:
            return value
        name = part.replace("-", "_")
        if isinstance(value, Edge):
            name = _IMPLIED.get(name, name)
        if isinstance(value, Component) and name == "owner" and value.ownerless:
            return NONE
        value = getattr(value, name)
    if value == () and isinstance(thing, Component | Edge) and field in {"tags", "decisions"}:
        return None  # these have no form that says: none
    return value.name if isinstance(value, Kind) else value


def says(value: Any, wanted: Wanted) -> bool | None:
    """Say whether a value is what is wanted; None where nothing is stated.

    Args:
        value: What is stated.
        wanted: What is looked for: one of some values, something between two bounds, or anything
            but `none`.
    """
    if value is None:
        return None
    members = value if isinstance(value, tuple) else (value,)
    there = [each for each in members if each is not NONE and each is not False]
    if wanted.values:
        return any(
            (each in members or (each is NONE and not there)) if each is not True else bool(there)
            for each in wanted.values
        )
    if not there:
        return False
    for bound, beyond in ((wanted.least, -1), (wanted.most, 1)):
        for each in there if bound is not None else ():
            side = _side(each, bound)
            if side is None:
                return None  # amounts in two currencies
            if side == beyond:
                return False
    return True


def _side(value: Any, bound: Any) -> int | None:
    """Return -1, 0 or 1 for a value below, at or above a bound; None where that is not known."""
    try:
        return int(value > bound) - int(value < bound)
    except TypeError:
        return None
