"""Whether selectors can hold together for any component at all, whatever the map holds.

Components are looked at by what the selectors name: every combination of kind, plane, tier,
lifecycle, owner, zone and exact id that could make a difference, and for everything else that may
be stated several times (tags, places, journeys, neighbours) both that it holds and that it does
not. Where there are too many combinations the answer is that they can.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import product
from typing import Any

from archbook.components.component_map import ComponentMap
from archbook.components.forms import NONE
from archbook.components.selectors import Selector
from archbook.components.vocabulary import Lifecycle, Plane

__all__ = ["can_hold"]

MOST_COMBINATIONS = 20_000

_OTHER = "\0other"
_INNER = frozenset({"any_", "all_", "not_"})
_SINGLE = frozenset({"owner", "zone"})
_TIERS = (None, *range(1, 10))

_Key = tuple[str, Any]


def can_hold(*selectors: Selector, of: ComponentMap) -> bool:
    """Say whether all of some selectors can hold for one component of some map.

    Args:
        selectors: The selectors.
        of: A map, for its kinds.
    """
    aspects = _aspects([part for each in selectors for part in _parts(each)], of)
    if math.prod(map(len, aspects.values())) > MOST_COMBINATIONS:
        return True
    keys = list(aspects)
    return any(
        all(_holds(each, dict(zip(keys, values, strict=True)), of) for each in selectors)
        for values in product(*aspects.values())
    )


def _parts(selector: Selector) -> Iterator[Selector]:
    yield selector
    for inner in (*(selector.any_ or ()), *(selector.all_ or ())):
        yield from _parts(inner)
    if selector.not_ is not None:
        yield from _parts(selector.not_)


def _stated(selector: Selector) -> Iterator[tuple[str, Any]]:
    for each in dataclasses.fields(selector):
        value = getattr(selector, each.name)
        if value is not None and each.name not in _INNER:
            yield each.name, value


def _aspects(parts: Sequence[Selector], of: ComponentMap) -> Mapping[_Key, Sequence[Any]]:
    """Return what of a component the selectors ask about, each with the values it may have."""
    patterns = [pattern for part in parts for pattern in part.id or ()]
    exact = not any(set(pattern) & set("*?[") for pattern in patterns)
    found: dict[_Key, Sequence[Any]] = {}
    for part in parts:
        for name, value in _stated(part):
            if name == "kind":
                found[name, None] = tuple(of.kinds)
            elif name == "plane":
                found[name, None] = tuple(Plane)
            elif name == "lifecycle":
                found[name, None] = tuple(Lifecycle)
            elif name == "tier":
                found[name, None] = _TIERS
            elif name in _SINGLE or (name == "id" and exact):
                known = found.get((name, None), (_OTHER, NONE))
                found[name, None] = tuple(dict.fromkeys((*known, *value)))
            elif isinstance(value, tuple):
                found.update({(name, word): (False, True) for word in value})
            else:
                found[name, value] = (False, True)
    return found


def _holds(selector: Selector, component: Mapping[_Key, Any], of: ComponentMap) -> bool:
    return (
        all(_key_holds(name, value, component, of) for name, value in _stated(selector))
        and (selector.any_ is None or any(_holds(s, component, of) for s in selector.any_))
        and all(_holds(s, component, of) for s in selector.all_ or ())
        and (selector.not_ is None or not _holds(selector.not_, component, of))
    )


def _key_holds(name: str, value: Any, component: Mapping[_Key, Any], of: ComponentMap) -> bool:
    if (name, None) not in component:
        words = value if isinstance(value, tuple) else (value,)
        return any(component[name, word] for word in words)
    has = component[name, None]
    if name == "kind":
        return not of.kind_line(has).isdisjoint(value)
    if name == "tier":
        return bool(value.take(has))
    if name == "id":
        return isinstance(has, str) and any(fnmatchcase(has, pattern) for pattern in value)
    return has in value
