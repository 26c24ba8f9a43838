"""A decision as other pages name it: number, title, status, address."""

from __future__ import annotations

from dataclasses import dataclass

from archbook.decisions.model import Decision, FileKind
from archbook.pages.links import PageLinks
from archbook.pages.shelf import cut, full_title, label
from archbook.pages.status import Pill, status_pill

__all__ = ["Entry", "entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A decision as other pages name it.

    Attributes:
        label: Its id, empty where it has none.
        title: Its title, cut where it is a text.
        full: Both in one line.
        href: Where it is; empty where it has no page.
        pill: Its status.
        note: What else is said of it here.
    """

    label: str
    title: str
    full: str
    href: str
    pill: Pill | None
    note: str = ""


def entry(decision: Decision, links: PageLinks, note: str = "") -> Entry:
    """Return how a page names a decision."""
    return Entry(
        label=label(decision),
        title=cut(decision.display_title),
        full=cut(full_title(decision)),
        href=links.to(decision),
        pill=status_pill(decision) if decision.kind is FileKind.ADR else None,
        note=note,
    )
