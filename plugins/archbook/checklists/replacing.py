"""Which items replace which: names that there are, and no circles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archbook.checklists.drafting import DeclaredItem, Draft
from archbook.checklists.model import Item
from archbook.source.findings import did_you_mean

__all__ = ["resolve_replacements"]

_ROUNDS = 20
_SHOWN = 8


def resolve_replacements(draft: Draft) -> Mapping[str, Item]:
    """Return the items by id, sorted, with what of `replaces` can be made sense of.

    Args:
        draft: What all files declare; what is wrong with `replaces` is noted there.
    """
    left: dict[str, tuple[str, ...]] = {}
    for name, declared in sorted(draft.items.items()):
        kept = []
        for number, other in enumerate(declared.item.replaces):
            if other in draft.items:
                kept.append(other)
            elif other not in draft.spoilt["items"]:
                _say(
                    declared,
                    number,
                    "checklist-unknown-name",
                    f'The item "{name}" replaces "{other}", which is nowhere defined',
                    did_you_mean(other, draft.items).strip() or "Correct or remove it.",
                )
        left[name] = tuple(kept)
    for _ in range(_ROUNDS):
        circles = _circles(left)
        for circle in circles:
            _say_circle(draft, circle)
            members = set(circle)
            for name in circle:
                left[name] = tuple(other for other in left[name] if other not in members)
        if not circles:
            break
    else:
        left = dict.fromkeys(left, ())
    return {
        name: declared.item
        if left[name] == declared.item.replaces
        else replace(declared.item, replaces=left[name])
        for name, declared in sorted(draft.items.items())
    }


def _say(declared: DeclaredItem, number: int, rule: str, message: str, mend: str) -> None:
    name = declared.item.id
    declared.checker.say(
        rule,
        subject=f"item:{name}",
        path=("items", name, "replaces", number),
        message=message,
        mend=mend,
    )


def _say_circle(draft: Draft, circle: tuple[str, ...]) -> None:
    first = draft.items[circle[0]]
    shown = " replaces ".join((*circle[:_SHOWN], *(["..."] if len(circle) > _SHOWN else [])))
    _say(
        first,
        first.item.replaces.index(circle[1 % len(circle)]),
        "checklist-cycle",
        f"Items replace each other in a circle: {shown} replaces {circle[0]}",
        "Take out one of these; what replaces the other asks for more.",
    )


def _circles(edges: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return circles that share no item; none only where there is no circle at all."""
    back: dict[str, list[str]] = {}
    count = {name: len(others) for name, others in edges.items()}
    for name, others in edges.items():
        for other in others:
            back.setdefault(other, []).append(name)
    # What replaces nothing is in no circle, nor is what replaces only such items.
    free = [name for name, number in count.items() if not number]
    while free:
        for name in back.get(free.pop(), ()):
            count[name] -= 1
            if not count[name]:
                free.append(name)
    following = {
        name: next(other for other in edges[name] if count[other])
        for name, number in count.items()
        if number
    }
    found: list[tuple[str, ...]] = []
    walked: dict[str, str] = {}
    for start in following:
        path = []
        name = start
        while name not in walked:
            walked[name] = start
            path.append(name)
            name = following[name]
        if walked[name] == start:
            circle = path[path.index(name) :]
            first = circle.index(min(circle))
            found.append((*circle[first:], *circle[:first]))
    return found
