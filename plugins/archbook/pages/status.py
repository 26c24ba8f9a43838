"""How statuses, dates and places of reading are worded and marked on every page."""

from __future__ import annotations

from dataclasses import dataclass

from archbook.decisions.model import AMBIGUOUS, Decision, Form, Provenance, Status
from archbook.pages.shelf import status_text

__all__ = ["Pill", "effective_date", "read_from", "status_pill", "status_rank", "year"]

_READ_FROM = {
    Form.FRONT_MATTER: "front matter",
    Form.TITLE: "title",
    Form.HEADING: "heading",
    Form.SECTION: "section",
    Form.BULLET: "list",
    Form.BOLD_LINE: "bold line",
    Form.LINE: "line of text",
    Form.TABLE: "table",
    Form.BADGE: "badge",
    Form.HISTORY: "history",
    Form.FILE_NAME: "file name",
    Form.FIELD_LIST: "field list",
    Form.TEXT: "text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A status as a mark: its variant and its word."""

    variant: str
    word: str


def status_pill(decision: Decision) -> Pill:
    """Return the mark of a decision's status."""
    variant = decision.status.value if decision.status else "not-stated"
    return Pill(variant=variant, word=status_text(decision))


def status_rank(variant: str) -> int:
    """Return the place of a variant in the life of a decision, for sorting."""
    order = [status.value for status in Status]
    return order.index(variant) if variant in order else len(order)


def read_from(provenance: Provenance | None) -> str:
    """Return where a field was read: `from the table on line 3`; empty where it is not known."""
    if provenance is None:
        return ""
    where = _READ_FROM[provenance.form]
    return f"from the {where} on line {provenance.line}" if provenance.line else f"from the {where}"


def effective_date(decision: Decision) -> tuple[str, bool]:
    """Return a decision's date, and whether git tells it and not the file; empty for none."""
    if decision.date and decision.date != AMBIGUOUS:
        return decision.date, False
    if decision.date is None and decision.derived and decision.derived.created:
        return decision.derived.created, True
    return "", False


def year(decision: Decision) -> str:
    """Return the year of a decision's date, empty for none."""
    return effective_date(decision)[0][:4]
