"""What ends, and what has ended, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from archbook.pages.architecture.findings import marked, stated_at
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.rows import sentence
from archbook.readiness.model import Due
from archbook.rules.wording import counted

__all__ = ["DueRow", "due_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """Something that ends, or has ended.

    Attributes:
        on: The last day on which it stands.
        left: How long until then, in words.
        ended: Whether that day has passed.
        what: An attestation, a waiver or a grace date.
        component: The component's name, and the page of its results at the item.
        item: The item's id, what it asks and its page.
        text: What ends.
        stated: Where it stands.
    """

    on: str
    left: str
    ended: bool
    what: str
    component: tuple[str, str]
    item: tuple[str, str, str]
    text: Markup
    stated: Stated


def due_rows(ledger: Ledger, here: Here) -> list[DueRow]:
    """Return what ends within the days that registers look ahead, or has ended, earliest first.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    return [_row(due, ledger, here) for due in ledger.readiness.due]


def _row(due: Due, ledger: Ledger, here: Here) -> DueRow:
    days = (due.on - ledger.readiness.as_of).days
    component = here.of.components.get(due.component)
    item = ledger.book.items.get(due.item)
    page = here.to("readiness", due.component)
    return DueRow(
        on=str(due.on),
        left=f"ended {counted(-days, 'day')} ago" if days < 0 else f"{counted(days, 'day')} left",
        ended=days < 0,
        what=due.what,
        component=(
            component.name if component else due.component,
            f"{page}#{due.item}" if page else "",
        ),
        item=(
            due.item,
            sentence(item.ability) if item else "",
            here.to("item", due.item),
        ),
        text=marked(due.text),
        stated=stated_at(due.location, here),
    )
