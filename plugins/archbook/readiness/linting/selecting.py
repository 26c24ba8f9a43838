"""Lints about whom is asked: names, conditions that never hold, items and components left over."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.selectors import unknown_names
from archbook.components.vocabulary import Lifecycle
from archbook.readiness.linting.grounds import Grounds
from archbook.readiness.linting.satisfying import can_hold
from archbook.source.findings import Finding

__all__ = ["contradicting_selectors", "selecting"]


def selecting(grounds: Grounds) -> Iterator[Finding]:
    """Yield what is wrong with whom checklists ask.

    Args:
        grounds: What to look at.
    """
    yield from _unknown(grounds)
    yield from _impossible(grounds)
    yield from _never(grounds)
    yield from _left_over(grounds)


def _unknown(grounds: Grounds) -> Iterator[Finding]:
    for noun, things in (("item", grounds.items), ("checklist", grounds.checklists)):
        for each in things:
            if each.applies_to is None:
                continue
            for _, message, mend in unknown_names(each.applies_to, grounds.map):
                yield grounds.finding(
                    "checklist-unknown-name",
                    f"{noun}:{each.id}",
                    f'{message}, which the {noun} "{each.id}" applies to',
                    at=each.location,
                    mend=mend,
                )


def contradicting_selectors(grounds: Grounds) -> frozenset[str]:
    """Return the ids of items whose `applies-to` can never hold.

    Args:
        grounds: What to look at.
    """
    return frozenset(
        item.id
        for item in grounds.items
        if item.applies_to is not None and not can_hold(item.applies_to, of=grounds.map)
    )


def _impossible(grounds: Grounds) -> Iterator[Finding]:
    nobody = contradicting_selectors(grounds)
    for name in sorted(nobody):
        yield grounds.finding(
            "checklist-contradiction",
            f"item:{name}",
            f'The `applies-to` of the item "{name}" can hold for no component',
            at=grounds.book.items[name].location,
            mend="Take out one of the keys that exclude each other.",
        )
    for checklist in grounds.checklists:
        if checklist.applies_to is None:
            continue
        if not can_hold(checklist.applies_to, of=grounds.map):
            yield grounds.finding(
                "checklist-contradiction",
                f"checklist:{checklist.id}",
                f'The `applies-to` of the checklist "{checklist.id}" can hold for no component',
                at=checklist.location,
                mend="Take out one of the keys that exclude each other.",
            )
            continue
        for quote, item in grounds.on(checklist):
            if item.applies_to is None or item.id in nobody:
                continue
            if not can_hold(checklist.applies_to, item.applies_to, of=grounds.map):
                yield grounds.finding(
                    "checklist-contradiction",
                    f"checklist:{checklist.id} {item.id}",
                    f'The checklist "{checklist.id}" asks "{item.id}" of components that the item'
                    " never applies to: both `applies-to` exclude each other",
                    at=quote.location,
                    mend="Switch the item off here with a reason, or widen one of the two.",
                )


def _never(grounds: Grounds) -> Iterator[Finding]:
    impossible = contradicting_selectors(grounds)
    for checklist in grounds.checklists:
        if (
            checklist.applies_to is not None
            and not grounds.asked(checklist.applies_to)
            and can_hold(checklist.applies_to, of=grounds.map)
        ):
            yield grounds.finding(
                "checklist-asks-nobody",
                f"checklist:{checklist.id}",
                f'The checklist "{checklist.id}" applies to no component of the map',
                at=checklist.location,
            )
    quoted = {q.item for each in grounds.book.checklists.values() for q in each.quotes}
    for item in grounds.items:
        asking = grounds.in_use.get(item.id, ())
        if item.id not in quoted:
            yield grounds.finding(
                "checklist-unquoted-item",
                f"item:{item.id}",
                f'No checklist in use quotes the item "{item.id}"',
                at=item.location,
            )
        if not asking:
            continue
        meant = grounds.asked(item.applies_to)
        if item.id not in impossible and not any(
            meant & grounds.asked(each.applies_to) for each in asking
        ):
            where = f" that {asking[0].id} is about" if meant else " of the map"
            yield grounds.finding(
                "checklist-asks-nobody",
                f"item:{item.id}",
                f'The item "{item.id}" applies to no component{where}',
                at=item.location,
            )


def _left_over(grounds: Grounds) -> Iterator[Finding]:
    """Yield the components that are ours to run and of which nothing is asked."""
    reached: set[str] = set()
    for checklist in grounds.book.checklists.values():
        about = grounds.asked(checklist.applies_to)
        for _, item in grounds.on(checklist):
            reached |= about & grounds.asked(item.applies_to)
    for name, component in grounds.map.components.items():
        ours = not (component.kind.actor or component.kind.third_party)
        runs = ours and component.lifecycle is Lifecycle.LIVE
        if runs and name not in reached and grounds.book.checklists:
            yield grounds.finding(
                "checklist-asks-nothing",
                f"component:{name}",
                f"No item of any checklist applies to {name}",
                at=grounds.map.location(f"component:{name}"),
                components=(name,),
            )
