"""The registers: what falls due, which items are waived, what people attest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from archbook.checklists.digest import item_digest
from archbook.checklists.model import Attestation
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.due import due_rows
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.rows import Attested, Mark, attested, mark, sentence
from archbook.pages.failure.waiver_rows import WaiverRow, in_register_order, waiver_row
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.readiness.model import ItemResult, Result

__all__ = ["render_registers"]

_HEADINGS = (
    ("ab-due", "What falls due"),
    ("ab-waivers", "Waivers"),
    ("ab-attestations", "Attestations"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AttestationRow:
    """What a person says of an item for a component, and what it counts for."""

    component: tuple[str, str]
    item: tuple[str, str, str]
    result: Mark | None
    said: Attested
    due: str
    fits: bool


def render_registers(ledger: Ledger, here: Here) -> RenderedPage:
    """Render the registers.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    title = "Waivers and attestations"
    text = fill(
        "checklists/registers.html",
        title=title,
        as_of=str(ledger.readiness.as_of),
        due_days=ledger.due_days,
        until=str(ledger.readiness.as_of + dt.timedelta(days=ledger.due_days)),
        due=due_rows(ledger, here),
        waivers=list(_waivers(ledger, here)),
        attestations=list(_attestations(ledger, here)),
        rules=here.to("failure", "waivers"),
    )
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=title, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in _HEADINGS),
        ),
        anchors=frozenset({"ab-top", *(anchor for anchor, _ in _HEADINGS)}),
        search=(
            f"<p>{title}: the registers of what is accepted for a time, who attested what, and"
            " what falls due next</p>\n"
        ),
    )


def _waivers(ledger: Ledger, here: Here) -> Iterator[WaiverRow]:
    """Yield the waivers of items, and those of rules that waive an item now or did so before."""
    used: dict[tuple[str, int], int] = {}
    for name in ledger.components:
        for result in ledger.results(name).values():
            if result.waiver is not None:
                key = (result.waiver.decision.file, result.waiver.line)
                used[key] = used.get(key, 0) + 1
    for waiver in in_register_order(ledger.judgement.waivers):
        count = used.get((waiver.decision.file, waiver.line), 0)
        if waiver.item or count:
            yield waiver_row(waiver, here, soon=ledger.due_days, items=count)


def _attestations(ledger: Ledger, here: Here) -> Iterator[_AttestationRow]:
    for one in ledger.book.attestations:
        result = ledger.readiness.results.get(one.component, {}).get(one.item)
        yield _attestation(one, result, ledger, here)


def _attestation(
    one: Attestation, result: ItemResult | None, ledger: Ledger, here: Here
) -> _AttestationRow:
    component = here.of.components.get(one.component)
    item = ledger.book.items.get(one.item)
    page = here.to("readiness", one.component)
    # What the map or a machine decides better than the person is no due date of theirs.
    counts = result is not None and result.attestation == one
    return _AttestationRow(
        component=(
            component.name if component else one.component,
            f"{page}#{one.item}" if page and one.item in ledger.results(one.component) else page,
        ),
        item=(one.item, sentence(item.ability) if item else "", here.to("item", one.item)),
        result=mark(result.result) if result is not None and counts else None,
        said=attested(one, here),
        due=str(result.due or "")
        if result is not None and counts and result.result in {Result.PASS, Result.NOT_APPLICABLE}
        else "",
        fits=item is None or one.digest == item_digest(item),
    )
