"""What ends, and what has ended, as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.pages.architecture.findings import marked, stated_at
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.rows import sentence
from archbook.readiness.model import Due
from archbook.rules.wording import counted

__all__ = ["DueRow", "due_rows"]

_MOST_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """What ends on a day, or has ended, of one item.

    Attributes:
        on: The last day on which it stands.
        left: How long until then, in words.
        ended: Whether that day has passed.
        what: An attestation, evidence, a waiver or a grace date.
        item: The item's id, what it asks and its page.
        components: The components' names, and the pages of their results at the item.
        text: What ends; empty where that differs between the components.
        places: Where it stands.
    """

    on: str
    left: str
    ended: bool
    what: str
    item: tuple[str, str, str]
    components: Sequence[tuple[str, str]]
    text: Markup
    places: Sequence[Stated]


def due_rows(ledger: Ledger, here: Here) -> list[DueRow]:
    """Return what ends within the days that registers look ahead, or has ended, earliest first.

    What ends on one day for one item is one row, however many components it concerns.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    together: dict[tuple[dt.date, str, str], list[Due]] = {}
    for due in ledger.readiness.due:
        together.setdefault((due.on, due.what, due.item), []).append(due)
    return [_row(those, ledger, here) for those in together.values()]


def _row(those: Sequence[Due], ledger: Ledger, here: Here) -> DueRow:
    first = those[0]
    days = (first.on - ledger.readiness.as_of).days
    item = ledger.book.items.get(first.item)
    texts = {due.text for due in those}
    places = dict.fromkeys(due.location for due in those)
    return DueRow(
        on=str(first.on),
        left=(
            f"ended {counted(-days, 'day')} ago" if days < 0 else f"{counted(days + 1, 'day')} left"
        ),
        ended=days < 0,
        what=first.what,
        item=(
            first.item,
            sentence(item.ability) if item else "",
            here.to("item", first.item),
        ),
        components=[_component(due, here) for due in those],
        text=marked(first.text) if len(texts) == 1 else Markup(),
        places=[stated_at(place, here) for place in places] if len(places) <= _MOST_PLACES else [],
    )


def _component(due: Due, here: Here) -> tuple[str, str]:
    known = here.of.components.get(due.component)
    page = here.to("readiness", due.component)
    return known.name if known else due.component, f"{page}#{due.item}" if page else ""
