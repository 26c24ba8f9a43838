"""What those who run a component have at hand, as rows; what is missing, said."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.components.forms import NONE, Nothing
from archbook.components.model import Component
from archbook.components.values import Backup, Bound, Limits, MessageSchema, Replay, Rollback
from archbook.pages.architecture.facts import Giver, bare, fact
from archbook.pages.architecture.here import Here
from archbook.pages.panel import Item, Row

__all__ = ["operations_rows"]


def operations_rows(component: Component, here: Here) -> list[Row]:
    """Return how a component is run: nothing for people, clients and third parties.

    Args:
        component: The component.
        here: The page it stands on.
    """
    if component.kind.actor or component.kind.third_party:
        return list(_entry(component))
    giver = Giver(component=component, here=here)
    rows = [*_at_hand(component, giver), *_changing(component, giver)]
    rows += _entry(component)
    rows += _store(component)
    rows += _channel(component, here)
    return rows


def _at_hand(component: Component, giver: Giver) -> Iterator[Row]:
    held = component.operations
    for name, label, value in (
        ("runbook", "Runbook", held.runbook),
        ("dashboard", "Dashboard", held.dashboard),
    ):
        yield fact(name, label, _document(value, giver, f"operations.{name}"))
    flags = {True: "risky features can be switched off", False: "none"}
    yield fact("flags", "Flags", _switch(held.flags, flags, giver, "operations.flags"))
    traced = {True: "yes", False: "no"}
    yield fact("traced", "Traced", _switch(held.traced, traced, giver, "operations.traced"))


def _document(value: str | Nothing | None, giver: Giver, field: str) -> Iterator[Item]:
    if value is NONE:
        yield Item(text="none", note=giver.note(field))
    elif value:
        href = giver.here.document(value)
        shown = bare(value)
        yield Item(text=shown, href=href, code=not href, note=giver.note(field))


def _switch(
    value: bool | None,  # noqa: FBT001 - a field's value, not a switch of this function
    words: dict[bool, str],
    giver: Giver,
    field: str,
) -> Iterator[Item]:
    if value is not None:
        yield Item(text=words[value], note=giver.note(field))


def _changing(component: Component, giver: Giver) -> Iterator[Row]:
    deploy = component.operations.deploy
    items = []
    if deploy is not None:
        text = ": ".join(part for part in (deploy.strategy, deploy.how) if part)
        items.append(Item(text=text, note=giver.note("operations.deploy")))
    yield fact("deploy", "Deploy", items)
    rollback = component.operations.rollback
    yield fact("rollback", "Rollback", _rollback(rollback, giver.note("operations.rollback")))


def _rollback(stated: Rollback | Nothing | None, note: str) -> Iterator[Item]:
    if stated is NONE:
        yield Item(text="none", note=note)
    elif isinstance(stated, Rollback):
        if stated.how:
            yield Item(text=stated.how)
        yield Item(text=f"within {stated.within}" if stated.within else "", note=_drilled(stated))
        if note:
            yield Item(text="", note=note)


def _drilled(stated: Rollback | Backup | Replay) -> str:
    return f"tried on {stated.drilled}" if stated.drilled else "not stated when last tried"


def _entry(component: Component) -> Iterator[Row]:
    limits = component.limits
    if not component.kind.entry and limits is None:
        return
    items = [] if limits is None else [Item(text="none")]
    if isinstance(limits, Limits):
        parts = [
            f"{limits.rate}" if limits.rate else "",
            f"{limits.size} each" if limits.size else "",
            f"{limits.concurrency} at once" if limits.concurrency else "",
            f"per {limits.per}" if limits.per else "",
        ]
        items = [Item(text=", ".join(part for part in parts if part))] if any(parts) else []
        items += [Item(text=text) for text in (limits.how, limits.when_full) if text]
    yield fact("limits", "Limits", items)


def _store(component: Component) -> Iterator[Row]:
    backup = component.backup
    if backup is None and (not component.kind.store or component.kind.cache):
        return
    items = [] if backup is None else [Item(text="none")]
    if isinstance(backup, Backup):
        items = [
            Item(text=text)
            for text in (
                backup.how,
                f"at most {backup.rpo} lost" if backup.rpo else "",
                f"back within {backup.rto}" if backup.rto else "",
            )
            if text
        ]
        items.append(Item(text="", note=_drilled(backup).replace("tried", "restored")))
    yield fact("backup", "Backup", items)


def _channel(component: Component, here: Here) -> Iterator[Row]:
    channel = component.kind.channel
    if channel or component.schema is not None:
        yield fact("schema", "Schema", _schema(component.schema, here))
    if channel or component.order is not None:
        order = [Item(text=str(component.order))] if component.order else ()
        yield fact("order", "Order", order)
    if channel or component.dead_letter is not None:
        yield fact("dead-letter", "Dead letters", _dead_letter(component.dead_letter, here))
    if channel or component.replay is not None:
        yield fact("replay", "Replay", _replay(component.replay, here))
    if channel or component.bound is not None:
        yield fact("bound", "Bound", _bound(component.bound))


def _schema(stated: MessageSchema | Nothing | None, here: Here) -> Iterator[Item]:
    if stated is NONE:
        yield Item(text="none")
    elif isinstance(stated, MessageSchema):
        if stated.at:
            href = here.document(stated.at)
            yield Item(text=bare(stated.at), href=href, code=not href)
        if stated.version:
            yield Item(text=f"version {stated.version}")
        if stated.checked is not None:
            yield Item(text="", note="checked by both sides" if stated.checked else "not checked")


def _dead_letter(stated: str | Nothing | None, here: Here) -> Iterator[Item]:
    if stated is NONE:
        yield Item(text="none")
    elif stated:
        known = here.of.components.get(stated)
        yield Item(text=known.name if known else stated, href=here.to("component", stated))


def _replay(stated: Replay | Nothing | None, here: Here) -> Iterator[Item]:
    if stated is NONE:
        yield Item(text="none")
    elif isinstance(stated, Replay):
        yield Item(text=stated.how or "possible", note=_drilled(stated))
        if stated.runbook:
            href = here.document(stated.runbook)
            yield Item(text=stated.runbook, href=href, code=not href)


def _bound(stated: Bound | Nothing | None) -> Iterator[Item]:
    if stated is NONE:
        yield Item(text="none")
    elif isinstance(stated, Bound):
        for text in (
            f"{stated.messages:,} messages" if stated.messages else "",
            f"{stated.age} old" if stated.age else "",
            str(stated.size) if stated.size else "",
            stated.when_full,
        ):
            if text:
                yield Item(text=text)
