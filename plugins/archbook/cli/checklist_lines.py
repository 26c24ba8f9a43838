"""Checklists as text: their items, the levels that require them, and how each is decided."""

from __future__ import annotations

from collections.abc import Iterator

import click

from archbook.checklists.model import ChecklistBook
from archbook.cli.shared import printable
from archbook.cli.tables import aligned
from archbook.readiness.wording import way_words

__all__ = ["checklist_lines"]


def checklist_lines(book: ChecklistBook) -> Iterator[str]:
    """Yield the checklists in use, each with its items.

    Args:
        book: The checklists.
    """
    for checklist in book.checklists.values():
        where = f"pack {checklist.pack}" if checklist.pack else str(checklist.location)
        head = click.style(printable(checklist.id), bold=True)
        yield f"{head}  {printable(checklist.title)} ({printable(where)})"
        yield f"  levels, lowest first: {printable(', '.join(checklist.levels))}"
        rows = []
        for quote in checklist.quotes:
            item = book.items.get(quote.item)
            if item is None:
                continue
            state = f"off: {quote.off}" if quote.off else "/".join(quote.levels)
            rows.append((item.id, state or checklist.levels[0], way_words(item.way), item.ability))
        yield from (f"  {line}" for line in aligned(rows))
        yield ""
    count = len(book.checklists)
    yield f"{count} {'checklist' if count == 1 else 'checklists'} in use"
