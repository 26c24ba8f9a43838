"""Resolves what map files declare: kinds, references, containment, inheritance."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from archbook.components.draft import Declared, Draft
from archbook.components.forms import NONE
from archbook.components.model import INHERITED, Component, Owner, Place, View, Zone
from archbook.components.synonyms import SYNONYMS
from archbook.components.threats import Threat
from archbook.components.values import Operations
from archbook.components.vocabulary import KINDS, UNKNOWN_KIND, Kind, Lifecycle
from archbook.source.findings import Severity, did_you_mean

__all__ = [
    "check_threats",
    "resolve_components",
    "resolve_kinds",
    "resolve_owners",
    "resolve_places",
    "resolve_views",
    "resolve_zones",
]

_PLAIN = frozenset(field.name for field in dataclasses.fields(Component)) - {
    "id",
    "kind",
    "name",
    "plane",
    "lifecycle",
    "operations",
    "schema",
    "tags",
    "decisions",
    "links",
    "stated",
    "inherited",
}
_MAX_ROUND = 12
_OPERATIONS = tuple(field.name for field in dataclasses.fields(Operations))


def stated(entry: Any, *left_out: str) -> dict[str, Any]:
    """Return the fields of an entry that say anything."""
    return {
        name: value
        for name in type(entry).model_fields
        if name not in left_out and (value := getattr(entry, name)) is not None
    }


def resolve_kinds(draft: Draft) -> dict[str, Kind]:
    """Return the kinds of the vocabulary and the map's own."""
    own = draft.things["kinds"]
    kinds: dict[str, Kind] = dict(KINDS)
    for name, thing in sorted(own.items()):
        if name in KINDS:
            draft.say(
                thing,
                "map-duplicate-id",
                message=f'The kind "{name}" is one of the vocabulary',
                mend=f"Choose another name, with `like: {name}`.",
            )
            continue
        if thing.entry.like:
            _known_kind(draft, thing, ("like",), thing.entry.like)
        line = _line(name, own)
        if line[-1] == name == min(line) and len(line) > 1:
            draft.say(
                thing,
                "map-cycle",
                keys=("like",),
                message=f"The kinds are like each other: {_round(line[:-1], ' like ')}",
                mend="Let one of them be like a kind of the vocabulary.",
            )
        for each in reversed(line):
            if each not in kinds and each in own:
                kinds[each] = _kind(each, own[each].entry, kinds)
    return dict(sorted(kinds.items()))


def _round(names: Sequence[str], word: str) -> str:
    """Return a circle of names in words, the first once more at its end; a long one is cut."""
    shown = list(names[:_MAX_ROUND])
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown):,} more")
    return word.join([*shown, names[0]])


def _line(name: str, own: Mapping[str, Declared]) -> list[str]:
    """Return a kind and what it is like, up to the vocabulary or to where it comes round."""
    line, seen = [name], {name}
    while line[-1] in own and (like := own[line[-1]].entry.like):
        line.append(like)
        if like in seen:
            break
        seen.add(like)
    return line


def _kind(name: str, entry: Any, kinds: Mapping[str, Kind]) -> Kind:
    parent = kinds.get(entry.like or "")
    base = parent or dataclasses.replace(UNKNOWN_KIND, base=name, meaning="")
    title = name.replace("-", " ").replace("_", " ")
    fields = {"title": title[:1].upper() + title[1:], **stated(entry, "like")}
    return dataclasses.replace(base, name=name, like=parent.name if parent else None, **fields)


def _known_kind(draft: Draft, thing: Declared, keys: tuple[str, ...], name: str) -> bool:
    known = {*KINDS, *draft.things["kinds"]}
    if name in known or name in draft.spoilt["kinds"] or name == UNKNOWN_KIND.name:
        return name in known
    near = did_you_mean(name, known)
    if not near and (word := SYNONYMS.get(name.casefold())) in known:
        near = f' Did you mean "{word}"?'
    what, _, who = thing.subject.partition(":")
    draft.say(
        thing,
        "map-unknown-name",
        keys=keys,
        message=f'The {what} "{who}" is of an unknown kind "{name}"',
        mend=near.strip() or f"Add it under `kinds:`, or write one of {', '.join(sorted(KINDS))}.",
    )
    return False


def resolve_owners(draft: Draft) -> dict[str, Owner]:
    """Return the owners by id."""
    return {
        name: Owner(id=name, **{"name": name, **stated(thing.entry)})
        for name, thing in sorted(draft.things["owners"].items())
    }


def resolve_zones(draft: Draft) -> dict[str, Zone]:
    """Return the trust zones by id."""
    for _, thing in sorted(draft.things["zones"].items()):
        for number, threat in enumerate(thing.entry.threats or ()):
            for key, names in (("from", threat.from_), ("to", threat.to)):
                draft.all_of(thing, "zones", names, ("threats", number, key))
    return {
        name: Zone(id=name, **{"name": name, **stated(thing.entry)})
        for name, thing in sorted(draft.things["zones"].items())
    }


def check_threats(
    draft: Draft, thing: Declared, threats: tuple[Threat, ...] | None, keys: tuple[str | int, ...]
) -> None:
    """Note what only a zone can say of a threat, where a component or an edge says it.

    Args:
        draft: What the files declare; findings go there.
        thing: The component that states them, itself or on an edge.
        threats: The threats.
        keys: Where they stand in it.
    """
    for number, threat in enumerate(threats or ()):
        for key, names in (("from", threat.from_), ("to", threat.to)):
            if names:
                draft.say(
                    thing,
                    "map-field-does-not-fit",
                    keys=(*keys, number, key),
                    message=f"`{key}` says nothing of a threat to a component or an edge",
                    mend="It belongs to threats of zones; remove it here.",
                    severity=Severity.WARNING,
                )


def resolve_views(draft: Draft) -> dict[str, View]:
    """Return the map's own views by id; their selectors are checked once the map stands."""
    return {
        name: View(id=name, **{"title": name, **stated(thing.entry)})
        for name, thing in sorted(draft.things["views"].items())
    }


def resolve_places(draft: Draft) -> dict[str, Place]:
    """Return the places by id."""
    within = _containment(draft, "places")
    return {
        name: Place(
            id=name,
            within=within[name],
            **{"name": name, **stated(thing.entry, "within")},
        )
        for name, thing in sorted(draft.things["places"].items())
    }


def _containment(draft: Draft, section: str) -> dict[str, str | None]:
    """Return what each thing of a section lies in; those that lie in themselves lie in nothing."""
    things = draft.things[section]
    within: dict[str, str | None] = {
        name: thing.entry.within
        if thing.entry.within and draft.has(thing, section, thing.entry.within, ("within",))
        else None
        for name, thing in things.items()
    }
    settled: set[str] = set()
    circling: set[str] = set()
    for start in sorted(within):
        way: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in settled and at not in way:
            way[at] = None
            at = within[at]
        if at in way:
            names = list(way)
            cycle = names[names.index(str(at)) :]
            first = cycle.index(min(cycle))
            cycle = cycle[first:] + cycle[:first]
            circling.update(cycle)
            draft.say(
                things[cycle[0]],
                "map-cycle",
                keys=("within",),
                message=f"The {section} lie in each other: {_round(cycle, ' within ')}",
                mend="Take `within` from the outermost of them.",
            )
        settled.update(way)
    return {name: None if name in circling else whole for name, whole in within.items()}


def resolve_components(draft: Draft, kinds: Mapping[str, Kind]) -> dict[str, Component]:
    """Return the components by id, with what parts inherit from their wholes."""
    things = draft.things["components"]
    within = _containment(draft, "components")
    done: dict[str, Component] = {}

    def component(name: str) -> Component:
        # Wholes first, without recursion: containment may be as deep as the map is long.
        line = [name]
        while (whole := within[line[-1]]) is not None and whole not in done:
            line.append(whole)
        for each in reversed(line):
            if each not in done:
                whole = within[each]
                done[each] = _component(
                    draft, things[each], kinds, whole=done[whole] if whole is not None else None
                )
        return done[name]

    return {name: component(name) for name in sorted(things)}


def _component(
    draft: Draft, thing: Declared, kinds: Mapping[str, Kind], *, whole: Component | None
) -> Component:
    entry = thing.entry
    check_threats(draft, thing, entry.threats, ("threats",))
    known = _known_kind(draft, thing, ("kind",), entry.kind)
    kind = kinds.get(entry.kind, UNKNOWN_KIND) if known else UNKNOWN_KIND
    fields = {name: value for name, value in stated(entry).items() if name in _PLAIN}
    if fields.get("owner") is NONE:
        del fields["owner"]  # that it is stated, `stated` says
    for key, section in (("owner", "owners"), ("zone", "zones")):
        if key in fields and not draft.has(thing, section, fields[key], (key,)):
            del fields[key]
    if "at" in fields:
        fields["at"] = draft.all_of(thing, "places", fields["at"], ("at",)) or None
    dead_letter = entry.dead_letter
    if dead_letter not in {None, NONE} and not draft.has(
        thing, "components", dead_letter, ("dead-letter",)
    ):
        del fields["dead_letter"]
    fields["within"] = whole.id if whole else None
    own = {name for name, value in stated(entry, "uses").items() if value is not None}
    operations = entry.operations or Operations()
    own |= {f"operations.{name}" for name in _OPERATIONS if getattr(operations, name) is not None}
    plain = Component(
        id=thing.id,
        kind=kind,
        plane=entry.plane or kind.plane,
        lifecycle=entry.lifecycle or Lifecycle.LIVE,
        operations=operations,
        schema=entry.schema_,
        tags=entry.tags or (),
        decisions=entry.decisions or (),
        links=tuple((entry.links or {}).items()),
        stated=frozenset(name.removesuffix("_") for name in own),
        **{"name": thing.id, **fields, **({"name": entry.name} if entry.name else {})},
    )
    return _inheriting(plain, whole) if kind.part and whole else plain


def _inheriting(part: Component, whole: Component) -> Component:
    """Return a part with what it does not state taken from its whole."""
    taken: dict[str, Any] = {}
    givers: dict[str, str] = {}
    for name in INHERITED:
        giver = whole.inherited.get(name, whole.id)
        if name in part.stated or (name not in whole.stated and name not in whole.inherited):
            continue
        taken[name] = getattr(whole, name)
        givers[name] = giver
    if "plane" not in part.stated and "plane" not in taken:
        taken["plane"] = whole.plane
        givers["plane"] = whole.id
    operations: dict[str, Any] = {}
    for name in _OPERATIONS:
        own, theirs = getattr(part.operations, name), getattr(whole.operations, name)
        if own is None and theirs is not None:
            givers[f"operations.{name}"] = whole.inherited.get(f"operations.{name}", whole.id)
        if (value := theirs if own is None else own) is not None:
            operations[name] = value
    taken["operations"] = Operations(**operations)
    return dataclasses.replace(part, **taken, inherited=givers)
