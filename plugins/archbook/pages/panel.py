"""The metadata panel: every field of a decision, and where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from archbook.decisions.model import AMBIGUOUS, Decision, Form, Provenance, Relation, Status
from archbook.pages.links import PageLinks
from archbook.pages.nested import nested_html, waiver_html
from archbook.pages.shelf import label
from archbook.pages.status import Pill, effective_date, read_from, status_pill
from archbook.pages.topics import topic_anchor

__all__ = ["Item", "Row", "panel_rows"]

_LABELLED = {"review-by": "Review by", "revisit-when": "Revisit when"}
# More than this many letters want the panel's whole width.
_SHORT = 60
# Keys whose values stand on the page in any case, whatever the reader made of them.
_SHOWN_ELSEWHERE = frozenset({"id", "title"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One value of a row: text, or HTML; a link, a date, a pill or code where it is one."""

    text: str
    href: str = ""
    date: str = ""
    note: str = ""
    code: bool = False
    pill: Pill | None = None
    markup: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field: its label, its values, where it was read.

    Attributes:
        name: Class of the row.
        label: What the reader sees.
        items: The values; none where the page's head shows the field already.
        read_from: Where they were read, in words.
        unsearched: Whether the site's search leaves it out.
        wide: Whether it wants the whole width.
    """

    name: str
    label: str
    items: Sequence[Item]
    read_from: str = ""
    unsearched: bool = False
    wide: bool = False


def panel_rows(decision: Decision, links: PageLinks) -> list[Row]:
    """Return the rows of a decision's panel in their order.

    Args:
        decision: The decision.
        links: Links of its page.
    """
    rows = [*_identity(decision), _status(decision), *_dates(decision), *_people(decision)]
    rows += _topics(decision, links)
    rows += _other_fields(decision)
    rows.append(_source(decision, links))
    return rows


def _from(decision: Decision, field: str) -> str:
    return read_from(decision.provenance.get(field))


def _identity(decision: Decision) -> Iterable[Row]:
    """Yield the number; where it stands above the title, only where it was read."""
    if label(decision):
        yield Row(name="number", label="Number", items=(), read_from=_from(decision, "number"))
    elif decision.number is not None:
        items = [Item(text=str(decision.number))]
        yield Row(name="number", label="Number", items=items, read_from=_from(decision, "number"))


def _status(decision: Decision) -> Row:
    pill = status_pill(decision)
    written = (decision.status_as_written or "").strip()
    note = "" if written.casefold() == pill.word.casefold() or not written else f"“{written}”"
    return Row(
        name="status",
        label="Status",
        items=[Item(text=pill.word, pill=pill, note=note)],
        read_from=_from(decision, "status"),
    )


def _dates(decision: Decision) -> Iterable[Row]:
    date, derived = effective_date(decision)
    if decision.date == AMBIGUOUS:
        item = Item(text="ambiguous", note="day and month cannot be told apart")
    elif derived:
        item = Item(text=date, date=date, note="from git, the file states none")
    elif date:
        item = Item(text=date, date=date)
    else:
        item = Item(text="not stated")
    yield Row(name="date", label="Date", items=[item], read_from=_from(decision, "date"))
    if derived and decision.derived and decision.derived.changed not in {None, date}:
        changed = str(decision.derived.changed)
        yield Row(
            name="changed",
            label="Last changed",
            items=[Item(text=changed, date=changed, note="from git")],
            unsearched=True,
        )
    if len(decision.history) > 1:
        yield Row(
            name="history",
            label="History",
            items=[
                Item(
                    text=change.as_written
                    if change.status is Status.OTHER
                    else change.status.value,
                    note=change.date or "undated",
                )
                for change in decision.history
            ],
            unsearched=True,
        )


def _people(decision: Decision) -> Iterable[Row]:
    makers = [Item(text=name) for name in decision.decision_makers]
    if makers:
        where = _from(decision, "decision_makers")
        yield Row(name="makers", label="Decided by", items=makers, read_from=where)
    elif decision.derived and decision.derived.authors:
        authors = [Item(text=name) for name in decision.derived.authors]
        yield Row(name="authors", label="Written by", items=authors, read_from="from git")
    for field, text in (("consulted", "Consulted"), ("informed", "Informed")):
        if names := getattr(decision, field):
            items = [Item(text=name) for name in names]
            yield Row(name=field, label=text, items=items, read_from=_from(decision, field))


def _topics(decision: Decision, links: PageLinks) -> Iterable[Row]:
    page = links.to_uri(links.view.tags_uri) if links.view.tags_uri else ""
    pages = links.shelf.components
    components = [
        Item(text=name, href=links.to_uri(pages[name]) if name in pages else _topic(page, name))
        for name in decision.components
    ]
    components += [
        Item(text=name, href=links.to_uri(pages[name]), note="by the map")
        for name in links.shelf.named_by.get(decision.file, ())
        if name not in decision.components
    ]
    if components:
        where = _from(decision, "components") if decision.components else ""
        yield Row(name="components", label="Components", items=components, read_from=where)
    if decision.tags:
        tags = [Item(text=tag, href=_topic(page, tag, kind="tag")) for tag in decision.tags]
        yield Row(name="tags", label="Tags", items=tags, read_from=_from(decision, "tags"))


def _topic(page: str, name: str, *, kind: str = "component") -> str:
    return f"{page}#{topic_anchor(kind, name)}" if page else ""


def _other_fields(decision: Decision) -> Iterable[Row]:
    """Show the front matter that no other row shows, so that nothing is hidden."""
    matter = decision.front_matter
    stated: list[Provenance | Relation] = [*decision.provenance.values(), *decision.relations]
    consumed = {one.line for one in stated if one.form is Form.FRONT_MATTER}
    for key, value in matter.data.items():
        line = matter.lines.get(key, 0)
        if key == "id" or (key == "title" and str(value) == decision.display_title):
            continue
        if line in consumed and key not in _SHOWN_ELSEWHERE:
            continue
        items = _items(key, value)
        if items:
            yield Row(
                name="field",
                label=_LABELLED.get(key, key),
                items=items,
                read_from=f"from the front matter on line {line}" if line else "",
                unsearched=key not in _LABELLED,
                wide=any(one.markup for one in items) or sum(len(i.text) for i in items) > _SHORT,
            )


def _items(key: str, value: Any) -> list[Item]:
    if value is None or value == "":
        return []
    if key == "waives" and isinstance(value, list):
        waivers = [(waiver_html(one), one) for one in value]
        return [Item(text="", markup=said or nested_html(one)) for said, one in waivers]
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return [Item(text=str(one), code=key == "enforces") for one in value]
    if isinstance(value, list | dict):
        return [Item(text="", markup=nested_html(value))]
    return [Item(text=str(value).lower() if isinstance(value, bool) else str(value))]


def _source(decision: Decision, links: PageLinks) -> Row:
    host = links.site.code_host
    shown = host.url(decision.file) if host else None
    return Row(
        name="source",
        label="Source",
        items=[Item(text=decision.file, href=shown or "", code=not shown)],
        unsearched=True,
    )
