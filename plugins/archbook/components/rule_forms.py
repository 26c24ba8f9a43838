"""The form of a rule that a map states itself: what it forbids or requires, said in data."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from archbook.components.forms import Id, Line, Maybe, Scalar, Some, wrong
from archbook.components.selectors import Selector
from archbook.components.values import CONFIG

__all__ = ["Each", "EdgeChoice", "EdgeForm", "PathForm", "PropertyForm", "Statement"]

Values = Annotated[Some[Scalar], Field(description="A value, or a list of which any will do.")]


class Each(StrEnum):
    """Which end of an edge is asked for one by one."""

    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class EdgeChoice:
    """A choice of edges: every key must hold."""

    from_: Maybe[Selector] = None
    """The components that they are said of. Default: all."""
    to: Maybe[Selector] = None
    """The components at their other end. Default: all."""
    verb: Maybe[Some[Id]] = None
    """Their verbs. Default: all."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class PathForm:
    """A way along edges, from source to target, of whatever length."""

    from_: Selector
    """Where it begins."""
    to: Selector
    """Where it ends."""
    via: Maybe[Some[Id]] = None
    """The verbs of its edges. Default: all but deploys, configures, observes and routes."""
    not_through: Maybe[Selector] = None
    """Only ways that pass none of these on their way."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class EdgeForm:
    """An edge; one that is required, each of the components at one end must have."""

    from_: Maybe[Selector] = None
    """The components that it is said of. Default: all."""
    to: Maybe[Selector] = None
    """The components at its other end. Default: all."""
    verb: Maybe[Some[Id]] = None
    """Its verb, or verbs of which any will do. Default: all."""
    with_: Maybe[dict[Line, Values]] = None
    """What it states: fields of edges with their values, `none` among them."""
    each: Maybe[Each] = None
    """Which end is asked one by one where an edge is required. Default: `from`."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class PropertyForm:
    """What is stated of components, edges or journeys."""

    of: Maybe[Selector] = None
    """The components asked."""
    of_edges: Maybe[EdgeChoice] = None
    """The edges asked."""
    of_journeys: Maybe[Some[Line]] = None
    """The journeys asked, by id; `*` stands for any text."""
    field: Line
    """The field, such as `operations.runbook` or `slo.availability`."""
    is_: Maybe[Values] = None
    """Values of which it has to have one. Default: anything but `none`."""
    min: Maybe[Scalar] = None
    """The least that it may be."""
    max: Maybe[Scalar] = None
    """The most that it may be."""

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        _exactly_one(self, "of", "of-edges", "of-journeys")
        if self.is_ is not None and (self.min is not None or self.max is not None):
            raise wrong("has `is` and a bound", "Write `is`, or `min` and `max`.")
        return self


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Statement:
    """What is forbidden or required: a path, an edge or a property."""

    path: Maybe[PathForm] = None
    """A way from some components to others."""
    edge: Maybe[EdgeForm] = None
    """An edge between some components and others."""
    property: Maybe[PropertyForm] = None
    """What is stated of components, edges or journeys."""

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        _exactly_one(self, "path", "edge", "property")
        return self


def _exactly_one(of: Any, *keys: str) -> None:
    stated = [key for key in keys if getattr(of, key.replace("-", "_")) is not None]
    if len(stated) != 1:
        problem = f"has {' and '.join(stated)}" if stated else f"has none of {', '.join(keys)}"
        raise wrong(problem, f"Write one of {', '.join(keys)}.")
