"""Rules that a map states itself, resolved: every name known, every value read by its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from archbook.components.component_map import ComponentMap
from archbook.components.draft import Declared, Draft
from archbook.components.entries import ComponentEntry, EdgeFields, JourneyEntry
from archbook.components.forms import NONE
from archbook.components.rule_forms import (
    EdgeChoice,
    EdgeForm,
    PathForm,
    PropertyForm,
    Statement,
)
from archbook.components.selectors import Selector, unknown_names
from archbook.components.units import Duration, Money, Percentage, Rate, Size
from archbook.components.vocabulary import VERBS
from archbook.source.findings import Death, Dimension, Severity, did_you_mean
from archbook.source.yamltext import Path

__all__ = ["Asks", "OwnRule", "Wanted", "resolve_rules"]

_ORDERED = (int, Duration, Percentage, Rate, Size, Money, dt.date)
_FORMS: Mapping[str, tuple[Any, frozenset[str]]] = {
    "component": (ComponentEntry, frozenset({"uses", "links", "threats", "operations"})),
    "edge": (EdgeFields, frozenset({"name", "threats"})),
    "journey": (JourneyEntry, frozenset({"path"})),
}
"""For each kind of subject the model of its fields, and those that no rule can ask for whole."""


class Asks(StrEnum):
    """What a rule asks."""

    FORBID = "forbid"
    REQUIRE = "require"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a field has to say.

    Attributes:
        field: Its name as maps write it, dotted.
        values: Values of which it has to have one; empty for anything but `none`.
        least: The least that it may be, None without such a bound.
        most: The most that it may be, likewise.
    """

    field: str
    values: tuple[Any, ...] = ()
    least: Any = None
    most: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """A rule that a map states.

    Attributes:
        id: Its id.
        asks: Whether it forbids or requires.
        about: The path, edge or property.
        wanted: What fields have to say: of a property one, of an edge those under `with`.
        message: What is wrong where it is broken.
        severity: How much that matters.
        dimension: The quality it guards.
        death: The death it guards against, None where it does not say.
        why: What goes wrong where it is not kept, empty where it does not say.
        mend: What to do instead, likewise.
    """

    id: str
    asks: Asks
    about: PathForm | EdgeForm | PropertyForm
    wanted: tuple[Wanted, ...]
    message: str
    severity: Severity
    dimension: Dimension
    death: Death | None
    why: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One rule while it is resolved."""

    draft: Draft
    thing: Declared
    of: ComponentMap

    def say(self, keys: Path, message: str, mend: str) -> None:
        """Note what is wrong."""
        self.draft.say(self.thing, "map-unknown-name", keys=keys, message=message, mend=mend)


def resolve_rules(draft: Draft, of: ComponentMap) -> dict[str, OwnRule]:
    """Return the rules that map files state, by id; those with an error are left out.

    Args:
        draft: What the files declare; findings go there.
        of: The map, for the names that rules use.
    """
    rules: dict[str, OwnRule] = {}
    for name, thing in sorted(draft.things["rules"].items()):
        said = draft.checkers[thing.origin.file].findings
        # What is left of a rule when its wrong parts are taken out would ask something else.
        if any(finding.subject == thing.subject for finding in said):
            continue
        before = len(said)
        rule = _rule(_Reading(draft=draft, thing=thing, of=of), name)
        if len(said) == before:
            rules[name] = rule
    return rules


def _rule(reading: _Reading, name: str) -> OwnRule:
    entry = reading.thing.entry
    asks = Asks.FORBID if entry.forbid is not None else Asks.REQUIRE
    statement: Statement = entry.forbid or entry.require
    keys = (asks.value,)
    about: PathForm | EdgeForm | PropertyForm
    wanted: Iterator[Wanted] = iter(())
    if statement.path is not None:
        about = statement.path
        _known(reading, (*keys, "path"), about, ("from", "to", "not-through"), verbs="via")
    elif statement.edge is not None:
        about = statement.edge
        _known(reading, (*keys, "edge"), about, ("from", "to"), verbs="verb")
        wanted = _stated_by_edges(reading, (*keys, "edge", "with"), about)
    else:
        assert statement.property is not None  # noqa: S101 - its form has one of the three
        about = statement.property
        wanted = _property(reading, (*keys, "property"), about)
    return OwnRule(
        id=name,
        asks=asks,
        about=about,
        wanted=tuple(wanted),
        message=entry.message,
        severity=entry.severity or Severity.WARNING,
        dimension=entry.dimension or Dimension.CORRECTNESS,
        death=entry.death,
        why=entry.why or "",
        mend=entry.mend or "",
    )


def _known(
    reading: _Reading, keys: Path, form: Any, selectors: tuple[str, ...], *, verbs: str
) -> None:
    """Note the names in a form that the map or the vocabulary does not have."""
    for key in selectors:
        selector = getattr(form, "from_" if key == "from" else key.replace("-", "_"))
        if isinstance(selector, Selector):
            for path, message, mend in unknown_names(selector, reading.of):
                reading.say((*keys, key, *path), f"{message}, which a rule names", mend)
    for number, verb in enumerate(getattr(form, verbs, None) or ()):
        if verb not in VERBS:
            reading.say(
                (*keys, verbs, number),
                f'There is no verb "{verb}"',
                f"Verbs are {', '.join(VERBS)}.{did_you_mean(verb, VERBS)}",
            )


def _stated_by_edges(reading: _Reading, keys: Path, form: EdgeForm) -> Iterator[Wanted]:
    for field, values in (form.with_ or {}).items():
        read = _reader(reading, "edge", field, (*keys, field))
        if read is not None:
            found = (read(value, (*keys, field, n)) for n, value in enumerate(values))
            yield Wanted(field=field, values=tuple(found))


def _property(reading: _Reading, keys: Path, form: PropertyForm) -> Iterator[Wanted]:
    kind = "component"
    if form.of is not None:
        for path, message, mend in unknown_names(form.of, reading.of):
            reading.say((*keys, "of", *path), f"{message}, which a rule names", mend)
    elif form.of_edges is not None:
        kind = "edge"
        choice: EdgeChoice = form.of_edges
        _known(reading, (*keys, "of-edges"), choice, ("from", "to"), verbs="verb")
    else:
        kind = "journey"
    read = _reader(reading, kind, form.field, (*keys, "field"))
    if read is None:
        return
    bounds = {
        key: None if value is None else read(value, (*keys, key))
        for key, value in (("min", form.min), ("max", form.max))
    }
    for key, value in bounds.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, _ORDERED)):
            reading.say(
                (*keys, key),
                f'"{form.field}" has no order, so nothing is more or less',
                "Write `is:` with the values that are right.",
            )
    yield Wanted(
        field=form.field,
        values=tuple(read(value, (*keys, "is", n)) for n, value in enumerate(form.is_ or ())),
        least=bounds["min"],
        most=bounds["max"],
    )


_Read = Callable[[Any, Path], Any]


def _reader(reading: _Reading, kind: str, field: str, keys: Path) -> _Read | None:
    """Return what reads values of a field as maps write them, None where there is no such field."""
    form, left_out = _FORMS[kind]
    fields = {name: info for name, info in _fields(form).items() if name not in left_out}
    parts = field.split(".")
    info = None
    for depth, part in enumerate(parts):
        inner = fields if depth else _fields(form)
        if part not in inner or (not depth and part in left_out and len(parts) == 1):
            whole = ".".join(parts[: depth + 1])
            known = sorted(inner) if depth else sorted(fields)
            mend = f"Fields are {', '.join(known)}." if known else "It has no parts."
            reading.say(keys, f'No {kind} has a field "{whole}"', mend + did_you_mean(part, known))
            return None
        info = inner[part]
        fields = _fields(info.annotation)
    assert info is not None  # noqa: S101 - a field has at least one part
    adapter: TypeAdapter[Any] = TypeAdapter(_whole_type(info))

    def read(value: Any, at: Path) -> Any:
        if value is True or value == "none":
            return value if value is True else NONE
        try:
            found = adapter.validate_python(value)
        except ValidationError as error:
            context = error.errors(include_url=False)[0].get("ctx") or {}
            mend = str(context.get("mend") or "Write a value as the field takes it.")
            reading.say(at, f'"{value}" is no value of "{field}"', mend)
            return None
        return found[0] if isinstance(found, tuple) and len(found) == 1 else found

    return read


def _whole_type(info: Any) -> Any:
    """Return the type of a field with what reads its values."""
    return Annotated[info.annotation, *info.metadata]


def _fields(form: Any) -> dict[str, Any]:
    """Return the fields of the first model in a type, by the names that maps use."""
    own = getattr(form, "__pydantic_fields__", None)
    if own is not None:
        return {info.alias or name: info for name, info in own.items()}
    for part in getattr(form, "__args__", ()):
        if found := _fields(part):
            return found
    return {}
