"""Journeys: their paths with numbered steps and branches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_lowercase
from typing import Any

from archbook.components.draft import Declared, Draft
from archbook.components.model import Branch, Journey, PathItem, Step
from archbook.components.resolving import stated

__all__ = ["resolve_journeys"]


def resolve_journeys(draft: Draft) -> dict[str, Journey]:
    """Return the journeys by id."""
    return {
        name: _journey(draft, thing) for name, thing in sorted(draft.things["journeys"].items())
    }


def _journey(draft: Draft, thing: Declared) -> Journey:
    entry = thing.entry
    fields = stated(entry, "path")
    if "owner" in fields and not draft.has(thing, "owners", fields["owner"], ("owner",)):
        del fields["owner"]
    path = _items(draft, thing, entry.path, "", ("path",))
    raw = draft.raw(thing)
    if isinstance(raw, dict) and raw.get("path") == []:
        draft.say(
            thing,
            "map-empty-journey",
            keys=("path",),
            message=f'The journey "{thing.id}" has no steps',
            mend="Write its components in the order in which they are reached: "
            "`path: [shopper, web, orders]`.",
        )
    return Journey(
        id=thing.id, path=path, steps=tuple(_steps(path)), **{"name": thing.id, **fields}
    )


def _items(
    draft: Draft, thing: Declared, entries: Sequence[Any], prefix: str, keys: tuple[str | int, ...]
) -> tuple[PathItem, ...]:
    """Return steps one after the other; `prefix` is the number of the branch they are on."""
    items: list[PathItem] = []
    for position, entry in enumerate(entries):
        number, at = f"{prefix}{len(items) + 1}", (*keys, position)
        if entry.branch is not None:
            ways = tuple(
                way
                for index, each in enumerate(entry.branch)
                if (way := _way(draft, thing, each, f"{number}{_letter(index)}", (*at, index)))
            )
            if ways:
                items.append(Branch(ways=ways))
        elif draft.has(thing, "components", entry.step, at):
            items.append(
                Step(number=number, component=entry.step, what=entry.what, if_lost=entry.if_lost)
            )
    return tuple(items)


def _way(
    draft: Draft, thing: Declared, entry: Any, number: str, keys: tuple[str | int, ...]
) -> tuple[PathItem, ...]:
    """Return one way of a branch: a single step, or a list of steps one after the other."""
    if entry.branch is not None:
        return _items(draft, thing, entry.branch, f"{number}.", keys)
    if not draft.has(thing, "components", entry.step, keys):
        return ()
    step = Step(number=number, component=entry.step, what=entry.what, if_lost=entry.if_lost)
    return (step,)


def _letter(index: int) -> str:
    rest, last = divmod(index, len(ascii_lowercase))
    return (_letter(rest - 1) if rest else "") + ascii_lowercase[last]


def _steps(path: Sequence[PathItem]) -> Iterator[Step]:
    for item in path:
        if isinstance(item, Step):
            yield item
        else:
            for way in item.ways:
                yield from _steps(way)
