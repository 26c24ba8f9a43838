"""Items that a fact of the map decides."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from archbook.checklists.limits import within, written_value
from archbook.checklists.ways import ByProperty
from archbook.components.forms import NONE
from archbook.components.model import Component
from archbook.components.values import hyphenated
from archbook.components.vocabulary import Kind
from archbook.readiness.model import Fact, Result
from archbook.readiness.outcome import Outcome, aged, failed, passed
from archbook.readiness.sources import Sources
from archbook.source.findings import Location, did_you_mean

__all__ = ["by_property", "property_names", "stated_value"]

_OURS = frozenset({"id", "stated", "inherited"})


def by_property(way: ByProperty, sources: Sources, component: str, at: Location) -> Outcome:
    """Decide an item by a fact that the map states of a component, or of the whole it is part of.

    What is not stated is unknown; `none`, `false` and an empty list say that there is none, and
    fail unless the limit allows the very word. A date that is too old is stale.

    Args:
        way: The field and its limit.
        sources: What to look at.
        component: Id of the component.
        at: Where the item is defined.
    """
    names = _attributes(way.field)
    if names is None:
        near = did_you_mean(way.field, property_names())
        mend = f"Write a field as the map has it.{near}"
        return failed(Result.ERROR, f'The map has no field "{way.field}"', at=at, mend=mend)
    thing = sources.map.components[component]
    value, known = _follow(thing, names)
    place = sources.place(component, way.field)
    if value is None:
        return failed(
            Result.UNKNOWN,
            f"{way.field} is not stated",
            at=place,
            mend=f"State `{way.field}` of {component} in the map{_asked(way)}.",
        )
    fact = f"{way.field} is {_shown(value)}"
    giver = next((w for f, w in thing.inherited.items() if _begins(way.field, f)), "")
    if giver:
        fact = f"{fact}, from {giver}"
    if not known or value is False or value == ():
        if way.limit is None or not within(way.limit, _plain(value)):
            text = f"{fact}: the map says that there is none"
            return failed(Result.FAIL, text, at=place, mend=_mend(way, component))
        return passed(Fact(text=fact, location=place), strength=way.strength)
    return _judged(way, sources.as_of, component, value, Fact(text=fact, location=place))


def _begins(field: str, giver: str) -> bool:
    known = ".".join(hyphenated(part) for part in giver.split("."))
    return field == known or field.startswith(f"{known}.")


def _judged(way: ByProperty, as_of: dt.date, component: str, value: Any, fact: Fact) -> Outcome:
    """Hold a stated value against the limits."""
    mend = _mend(way, component)
    if wrong := _outside(way, value, fact, mend):
        return wrong
    if not isinstance(value, dt.date):
        if way.max_age is not None:
            text = f"{fact.text}, which is no date and has no age"
            return failed(Result.ERROR, text, at=fact.location, mend="Remove `max-age`.")
        return passed(fact, strength=way.strength)
    if value > as_of:
        text = f"{fact.text}, which lies in the future of {as_of}"
        return failed(Result.ERROR, text, at=fact.location, mend="Correct the date.")
    return aged(fact, value, max_age=way.max_age, as_of=as_of, strength=way.strength, mend=mend)


def _outside(way: ByProperty, value: Any, fact: Fact, mend: str) -> Outcome | None:
    """Return what a value outside of its limit comes to; of a list, one within it is enough."""
    if way.limit is None:
        return None
    values = value if isinstance(value, tuple) else (value,)
    answers = [within(way.limit, _plain(each)) for each in values]
    if any(answers):
        return None
    comparable = None not in answers
    words = "which is not" if comparable else "which cannot be compared with"
    return failed(
        Result.FAIL if comparable else Result.ERROR,
        f"{fact.text}, {words} {way.limit.written}",
        at=fact.location,
        mend=mend,
    )


def _asked(way: ByProperty) -> str:
    return f": {way.limit.written}" if way.limit else ""


def _mend(way: ByProperty, component: str) -> str:
    if way.max_age is not None:
        return f"Do it again, and write the day under `{way.field}` of {component}."
    return f"Change {component}, then say so under `{way.field}`{_asked(way)}."


def stated_value(component: Component, field: str) -> Any:
    """Return what a component states under a field, by the map's own names.

    Args:
        component: The component.
        field: The dotted path, such as `operations.rollback.drilled`.

    Returns:
        The value; None where nothing is stated, `NONE` where it or a part of the path is said to
        be none.

    Raises:
        KeyError: The map has no such field.
    """
    names = _attributes(field)
    if names is None:
        raise KeyError(field)
    return _follow(component, names)[0]


def _follow(component: Component, names: tuple[str, ...]) -> tuple[Any, bool]:
    """Return the value at the end of a path, and whether it is more than `none`."""
    value: Any = component
    for name in names:
        if value == NONE:
            return value, False
        value = getattr(value, name)
        if value is None:
            return None, False
    # A list that always has a value states something only where the map does.
    if value == () and len(names) == 1 and names[0] not in component.stated:
        return None, False
    if dataclasses.is_dataclass(value) and all(
        getattr(value, each.name) is None for each in dataclasses.fields(value)
    ):
        return (None, False) if names == ("operations",) else (value, True)
    return value, value != NONE


def _plain(value: Any) -> Any:
    if value == ():
        return NONE  # an empty list is how `none` is kept
    return value.name if isinstance(value, Kind) else value


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(each) for each in value) or "none"
    if isinstance(value, Kind):
        return value.name
    if dataclasses.is_dataclass(value) and type(value).__module__.endswith(".values"):
        stated = [
            hyphenated(each.name)
            for each in dataclasses.fields(value)
            if getattr(value, each.name) is not None
        ]
        return f"stated ({', '.join(stated)})" if stated else "stated"
    text = written_value(value)
    return text if len(text) <= 80 else f"{text[:77]}..."  # noqa: PLR2004 - a line on a page


@cache
def _attributes(field: str) -> tuple[str, ...] | None:
    """Return the attributes that lead to a field of a component; None where there is none."""
    of: Any = Component
    found: list[str] = []
    for part in field.split("."):
        known = _fields(of)
        if part not in known:
            return None
        name, of = known[part]
        found.append(name)
    return tuple(found)


@cache
def _fields(of: Any) -> dict[str, tuple[str, Any]]:
    """Return the fields of a part of the map by the map's names, each with what it is made of."""
    if of is None or of is Kind or not dataclasses.is_dataclass(of):
        return {}
    hints = typing.get_type_hints(of)
    return {
        hyphenated(each.name): (each.name, _part(hints[each.name]))
        for each in dataclasses.fields(of)
        if not (of is Component and each.name in _OURS)
    }


def _part(hint: Any) -> Any:
    """Return the dataclass that a type is, or that it may be among others; None for none."""
    if typing.get_origin(hint) is typing.Annotated:
        return _part(typing.get_args(hint)[0])
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return next(filter(None, map(_part, typing.get_args(hint))), None)
    inside = isinstance(hint, type) and hint.__module__.endswith("components.values")
    return hint if inside and dataclasses.is_dataclass(hint) else None


@cache
def property_names() -> tuple[str, ...]:
    """Return every field of a component by its dotted path, in the map's order."""
    return tuple(_names(Component, ""))


def _names(of: Any, prefix: str) -> Iterator[str]:
    for key, (_, part) in _fields(of).items():
        yield f"{prefix}{key}"
        if part is not None:
            yield from _names(part, f"{prefix}{key}.")
