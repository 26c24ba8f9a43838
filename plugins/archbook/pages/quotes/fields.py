"""Any field that the map states, by its path, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from archbook.components.forms import NONE
from archbook.components.model import Component, Edge, Journey
from archbook.components.values import hyphenated
from archbook.components.vocabulary import Kind, Verb
from archbook.pages.architecture.facts import bare
from archbook.pages.quotes.book import KINDS, Quoting, Thing, nearest
from archbook.pages.quotes.markdown import coded, escaped, missing
from archbook.pages.quotes.names import decision_link
from archbook.pages.quotes.words import value_in_words
from archbook.rules.wording import listed

__all__ = ["fact"]

_OURS = frozenset(
    {"stated", "inherited", "declared-by", "path", "steps", "stated-if-lost", "stated-when", "icon"}
)
"""Fields of our values that are not fields of a map."""
_WORKED_OUT = {Edge: ("if-lost", "when", "mode"), Journey: ("components",), Component: ()}
"""What the map's words settle where the map itself does not."""
_NAMES = {
    "owner": "owner",
    "zone": "zone",
    "at": "place",
    "within": "component",
    "dead-letter": "component",
    "source": "component",
    "target": "component",
    "components": "component",
}
"""Fields whose values are the ids of other things, and the kind of these."""
_ADDRESSES = frozenset({"runbook", "dashboard", "on-call", "contact"})


def fact(at: Quoting, name: str, field: str) -> str:
    """Say what the map states of a thing: `fact("orders", "operations.rollback.within")`.

    Args:
        at: The page.
        name: Id of a component, a journey, an edge (`orders calls payments`), an owner, a zone or
            a place.
        field: Keys as the map has them, with dots between.
    """
    keys = str(field).replace("_", "-").split(".")
    thing = at.find(name, holding=lambda value: keys[0] in _fields(type(value)))
    value: Any = thing.value
    for place, key in enumerate(keys):
        known = _fields(type(value)) if is_dataclass(value) else ()
        if key not in known:
            whole = f'{thing.kind} "{thing.id}"' if place == 0 else f'"{".".join(keys[:place])}"'
            raise nearest(key, known, f"{whole[0].upper()}{whole[1:]} has no field")
        value = _value(value, key)
        if value is None:
            return "not stated"
        if value is NONE:
            return "none"
    return _said(at, thing, keys[-1], value)


def _fields(of: type) -> tuple[str, ...]:
    """Return the fields of a value as maps write them."""
    if not is_dataclass(of):
        return ()
    own = (hyphenated(each.name) for each in fields(of))
    return (*(name for name in own if name not in _OURS), *_WORKED_OUT.get(of, ()))


def _value(of: Any, key: str) -> Any:
    if isinstance(of, Edge) and key == "encrypted":
        return of.travels_encrypted
    name = key.replace("-", "_")
    return getattr(of, name) if hasattr(of, name) else getattr(of, f"{name}_")


def _said(at: Quoting, thing: Thing, key: str, value: Any) -> str:
    """Return a value that is stated, in words."""
    if isinstance(value, tuple):
        return _several(at, thing, key, value)
    if isinstance(value, Kind | Verb):
        return escaped(value.title if isinstance(value, Kind) else value.name)
    if is_dataclass(value) and not hasattr(value, "parse"):
        return _whole(at, thing, value)
    kind = "place" if thing.kind == "place" and key == "within" else _NAMES.get(key)
    if kind and value in getattr(at.of, KINDS[kind]):
        return at.named(kind, value)
    if key in _ADDRESSES:
        return at.document(str(value), bare(str(value)))
    return coded(value_in_words(value))


def _several(at: Quoting, thing: Thing, key: str, values: Sequence[Any]) -> str:
    if not values:
        return "none"
    if key == "links":
        return listed([at.document(to, text) for text, to in values], most=len(values))
    if key == "decisions":
        found = [d for name in values for d in at.book.facts.cited(name)]
        return listed([decision_link(at, d) for d in found], most=len(found)) or missing(
            "not known"
        )
    said = [_said(at, thing, key, value) for value in values]
    if any(is_dataclass(value) for value in values):
        return "; ".join(said)
    return listed(said, most=len(said))


def _whole(at: Quoting, thing: Thing, value: Any) -> str:
    """Return a value of several parts with their names: `how: ...; within: 5 minutes`."""
    parts: list[str] = []
    for key in _fields(type(value)):
        inner = _value(value, key)
        if inner is None or inner == ():
            continue
        said = "none" if inner is NONE else _said(at, thing, key, inner)
        parts.append(f"{escaped(key.replace('-', ' '))}: {said}")
    return "; ".join(parts) or "stated, and no more of it"
