"""What a field of a component holds, as far as limits are concerned."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from archbook.checklists.ways import Unit
from archbook.components.forms import Nothing
from archbook.components.model import Component
from archbook.components.units import Duration, Money, Percentage, Rate, Size
from archbook.components.values import hyphenated
from archbook.components.vocabulary import Kind
from archbook.readiness.ways.by_property import property_names

__all__ = ["FieldKind", "field_kinds"]

_UNITS: Mapping[Any, Unit] = {
    int: Unit.NUMBER,
    float: Unit.NUMBER,
    Duration: Unit.DURATION,
    Percentage: Unit.PERCENTAGE,
    Rate: Unit.RATE,
    Size: Unit.SIZE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldKind:
    """What a field holds.

    Attributes:
        units: What its values are measured in; empty where they cannot be measured.
        date: Whether it is a date.
        money: Whether it is an amount of money, which has no order across currencies.
    """

    units: frozenset[Unit]
    date: bool
    money: bool


@cache
def field_kinds() -> Mapping[str, FieldKind]:
    """Return what each field of a component holds, by its dotted path as maps write it."""
    return {name: _kind(set(_leaves(_type(name)))) for name in property_names()}


def _kind(leaves: set[Any]) -> FieldKind:
    return FieldKind(
        units=frozenset(_UNITS[leaf] for leaf in leaves if leaf in _UNITS),
        date=dt.date in leaves,
        money=Money in leaves,
    )


def _type(path: str) -> Any:
    of: Any = Component
    for part in path.split("."):
        owner = next(each for each in _members(of) if dataclasses.is_dataclass(each))
        names = {hyphenated(each.name): each.name for each in dataclasses.fields(owner)}
        of = typing.get_type_hints(owner)[names[part]]
    return of


def _members(of: Any) -> Iterator[Any]:
    """Yield what a type may be: the members of a union, what is annotated, itself."""
    if typing.get_origin(of) is typing.Annotated:
        yield from _members(typing.get_args(of)[0])
    elif typing.get_origin(of) in {typing.Union, types.UnionType}:
        for each in typing.get_args(of):
            yield from _members(each)
    else:
        yield of


def _leaves(of: Any) -> Iterator[Any]:
    """Yield the plain types of a field, those in lists included."""
    for each in _members(of):
        if typing.get_origin(each) is tuple:
            yield from _leaves(typing.get_args(each)[0])
        elif each not in {types.NoneType, Nothing, Kind}:
            yield each
