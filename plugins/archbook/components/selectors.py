"""Selectors: which components are meant, said in data and never in code.

A selector is a mapping all of whose keys must hold; a list as a value means any of it. Views,
checklists and rules share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from pydantic.dataclasses import dataclass

from archbook.components.forms import (
    NONE,
    Id,
    Line,
    Listed,
    Maybe,
    Nothing,
    OrNone,
    Plain,
    Short,
    Some,
    wrong,
)
from archbook.components.values import CONFIG
from archbook.components.vocabulary import VERBS, Lifecycle, Plane
from archbook.source.findings import did_you_mean

if TYPE_CHECKING:
    from archbook.components.component_map import ComponentMap
    from archbook.components.model import Component

__all__ = ["Neighbours", "Selector", "Tiers", "UnknownName", "select", "unknown_names"]

MAX_HOPS = 20

_PASSIVE = {verb.passive.replace(" ", "-"): verb.name for verb in VERBS.values()}
_ENDS = (*VERBS, *_PASSIVE)


def _end(value: Any) -> str:
    if isinstance(value, str) and value in _ENDS:
        return value
    raise wrong(
        "is no verb",
        f"Write {', '.join(VERBS)}, or one said from the other end, such as `read-by`."
        + did_you_mean(str(value), _ENDS),
    )


End = Annotated[str, Plain(_end, type="string", enum=list(_ENDS))]
Tier = Annotated[int, Field(strict=True, ge=1, le=9)]
Words = Maybe[Some[OrNone[Id]]]


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Tiers:
    """Tiers by their numbers, or from one to another."""

    is_: Listed[Tier] = ()
    """Exactly these."""
    min: Maybe[Tier] = None
    """This one and less critical ones."""
    max: Maybe[Tier] = None
    """This one and more critical ones."""

    def take(self, tier: int | None) -> bool:
        """Say whether a tier is meant; one that is not stated never is."""
        return (
            tier is not None
            and (not self.is_ or tier in self.is_)
            and (self.min is None or tier >= self.min)
            and (self.max is None or tier <= self.max)
        )


def _tiers(value: Any) -> Any:
    if value == []:
        raise wrong("is an empty list", "List what is meant.")
    return {"is": value} if isinstance(value, int | list) else value


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Neighbours:
    """Components and what they touch."""

    id: Some[Id]
    """The components in the middle; with their parts, where they have any."""
    hops: Annotated[int, Field(strict=True, ge=0, le=MAX_HOPS)] = 1
    """How many edges away, in either direction."""


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Selector:
    """A choice of components: every key must hold, and a list means any of it.

    `none` under `owner`, `zone`, `at`, `tag`, `within` and `holds` means those that state none.
    """

    id: Maybe[Some[Line]] = None
    """Ids; `*` stands for any text and `?` for one character."""
    kind: Maybe[Some[Id]] = None
    """Kinds; those that are `like` them count too."""
    plane: Maybe[Some[Plane]] = None
    """The plane."""
    tier: Maybe[Annotated[Tiers, Short(_tiers, Some[Tier])]] = None
    """A tier, a list of tiers, or `{max: 2}` for tiers 1 and 2."""
    owner: Words = None
    """Owners."""
    zone: Words = None
    """Trust zones."""
    at: Words = None
    """Places; a place counts for what lies within it."""
    tag: Words = None
    """Tags."""
    within: Words = None
    """Components of which they are a part, directly or not."""
    lifecycle: Maybe[Some[Lifecycle]] = None
    """Where they stand in their life."""
    journey: Maybe[Some[Id]] = None
    """Journeys of which they are a step."""
    holds: Words = None
    """Classes of data that rest in them."""
    neighbours_of: Maybe[Annotated[Neighbours, Short("id", Id)]] = None
    """Components and all that is so many edges away: `{id: orders, hops: 1}`."""
    uses: Maybe[Some[Id]] = None
    """Components to which they have an edge."""
    used_by: Maybe[Some[Id]] = None
    """Components from which they have an edge."""
    verb: Maybe[Some[End]] = None
    """Verbs of edges that begin at them, `consumes`, or end at them, `consumed-by`."""
    any_: Maybe[Some[Selector]] = None
    """Selectors of which one must hold."""
    all_: Maybe[Some[Selector]] = None
    """Selectors which must all hold."""
    not_: Maybe[Selector] = None
    """A selector that must not hold."""


Words_ = tuple[str | Nothing, ...]
_Test = Callable[[Any, "Component", "ComponentMap"], bool]


def _stated(words: Words_, *stated: str | None) -> bool:
    have = {word for word in stated if word is not None}
    return any(word in have if word is not NONE else not have for word in words)


def _at(words: Words_, component: Component, of: ComponentMap) -> bool:
    return _stated(words, *(p for place in component.at or () for p in of.places_around(place)))


def _verbs(words: tuple[str, ...], component: Component, of: ComponentMap) -> bool:
    out = {edge.verb.name for edge in of.edges_from(component.id)}
    into = {edge.verb.name for edge in of.edges_to(component.id)}
    return any(_PASSIVE[word] in into if word in _PASSIVE else word in out for word in words)


_TESTS: Mapping[str, _Test] = {
    "id": lambda globs, c, _: any(fnmatchcase(c.id, glob) for glob in globs),
    "kind": lambda kinds, c, of: not of.kind_line(c.kind.name).isdisjoint(kinds),
    "plane": lambda planes, c, _: c.plane in planes,
    "tier": lambda tiers, c, _: tiers.take(c.tier),
    "owner": lambda words, c, _: _stated(words, c.owner),
    "zone": lambda words, c, _: _stated(words, c.zone),
    "at": _at,
    "tag": lambda words, c, _: _stated(words, *(c.tags or ())),
    "within": lambda words, c, of: _stated(words, *of.wholes(c.id)),
    "lifecycle": lambda words, c, _: c.lifecycle in words,
    "holds": lambda words, c, _: _stated(words, *(c.holds or ())),
    "verb": _verbs,
}


def select(selector: Selector, of: ComponentMap) -> tuple[str, ...]:
    """Return the ids of the components that a selector means, sorted."""
    return tuple(sorted(_select(selector, of)))


def _select(selector: Selector, of: ComponentMap) -> set[str]:
    chosen = set(of.components)
    for key, holds in _TESTS.items():
        if (wanted := getattr(selector, key)) is not None:
            chosen = {i for i in chosen if holds(wanted, of.components[i], of)}
    if selector.journey is not None:
        chosen &= {
            step.component
            for name in selector.journey
            if name in of.journeys
            for step in of.journeys[name].steps
        }
    if selector.uses is not None:
        chosen &= {edge.source for i in selector.uses for edge in of.edges_to(i)}
    if selector.used_by is not None:
        chosen &= {edge.target for i in selector.used_by for edge in of.edges_from(i)}
    if selector.neighbours_of is not None:
        chosen &= _near(selector.neighbours_of, of)
    if selector.any_ is not None:
        chosen &= set().union(*(_select(inner, of) for inner in selector.any_))
    for inner in selector.all_ or ():
        chosen &= _select(inner, of)
    if selector.not_ is not None:
        chosen -= _select(selector.not_, of)
    return chosen


def _near(wanted: Neighbours, of: ComponentMap) -> set[str]:
    found = {i for i in wanted.id if i in of.components}
    found |= {part for i in tuple(found) for part in of.parts(i, deep=True)}
    edge = found
    for _ in range(wanted.hops):
        targets = {e.target for i in edge for e in of.edges_from(i)}
        sources = {e.source for i in edge for e in of.edges_to(i)}
        edge = (targets | sources) - found
        found = found | edge
    return found


UnknownName = tuple[tuple[str | int, ...], str, str]
"""Keys that lead to the name inside the selector, what is wrong, what to write."""


def unknown_names(selector: Selector, of: ComponentMap) -> Iterator[UnknownName]:
    """Yield the names in a selector that its map does not have."""
    known: dict[str, tuple[str, Mapping[str, Any]]] = {
        "kind": ("kind", of.kinds),
        "owner": ("owner", of.owners),
        "zone": ("zone", of.zones),
        "at": ("place", of.places),
        "within": ("component", of.components),
        "journey": ("journey", of.journeys),
        "uses": ("component", of.components),
        "used_by": ("component", of.components),
    }
    for key, (what, names) in known.items():
        yield from _unknown(getattr(selector, key) or (), (key.replace("_", "-"),), what, names)
    if selector.neighbours_of is not None:
        path = ("neighbours-of", "id")
        yield from _unknown(selector.neighbours_of.id, path, "component", of.components)
    for pattern in selector.id or ():
        if not any(fnmatchcase(i, pattern) for i in of.components):
            yield (
                ("id",),
                f'No component has an id like "{pattern}"',
                "Write an id of the map, or a pattern that fits one."
                + did_you_mean(pattern, of.components),
            )
    for key, inner in (("any", selector.any_), ("all", selector.all_)):
        for position, each in enumerate(inner or ()):
            yield from (((key, position, *path), m, n) for path, m, n in unknown_names(each, of))
    if selector.not_ is not None:
        yield from ((("not", *path), m, n) for path, m, n in unknown_names(selector.not_, of))


def _unknown(
    words: Words_, path: tuple[str, ...], what: str, names: Mapping[str, Any]
) -> Iterator[UnknownName]:
    for position, word in enumerate(words):
        if word is not NONE and word not in names:
            yield (
                (*path, position),
                f'There is no {what} "{word}"',
                f"Write the id of {'an' if what == 'owner' else 'a'} {what} of the map."
                + did_you_mean(word, names),
            )
