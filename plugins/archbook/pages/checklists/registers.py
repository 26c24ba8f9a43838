"""The registers: what falls due, which items are waived, what people attest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archbook.checklists.digest import item_digest
from archbook.checklists.model import Attestation
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.findings import named, stated_at
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.checklists.due import due_rows
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.rows import Attested, Mark, attested, mark, sentence
from archbook.pages.decision_entry import Entry
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.readiness.model import ItemResult, Result
from archbook.rules.waivers import Standing, Waiver
from archbook.rules.wording import counted
from archbook.source.findings import Location

__all__ = ["render_registers"]

_HEADINGS = (
    ("ab-due", "What falls due"),
    ("ab-waivers", "Waivers"),
    ("ab-attestations", "Attestations"),
)
_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _WaiverRow:
    """A waiver that concerns an item."""

    decision: Entry
    waives: tuple[str, str]
    kind: str
    subjects: Sequence[tuple[str, str]]
    items: int
    because: str
    until: str
    left: str
    standing: str
    soon: bool
    stated: Stated


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


def _waivers(ledger: Ledger, here: Here) -> Iterator[_WaiverRow]:
    """Yield the waivers of items, and those of rules that waive an item now or did so before."""
    used: dict[tuple[str, int], int] = {}
    for name in ledger.components:
        for result in ledger.results(name).values():
            if result.waiver is not None:
                key = (result.waiver.decision.file, result.waiver.line)
                used[key] = used.get(key, 0) + 1
    chosen = [
        waiver
        for waiver in ledger.judgement.waivers
        if waiver.item or (waiver.decision.file, waiver.line) in used
    ]
    chosen.sort(key=lambda w: (_ORDER.index(w.standing), w.until, w.decision.id, w.line))
    for waiver in chosen:
        count = used.get((waiver.decision.file, waiver.line), 0)
        yield _waiver(waiver, count, ledger, here)


def _waiver(waiver: Waiver, count: int, ledger: Ledger, here: Here) -> _WaiverRow:
    of_item = bool(waiver.item)
    return _WaiverRow(
        decision=here.decision(waiver.decision),
        waives=(waiver.item, here.to("item", waiver.item))
        if of_item
        else (waiver.rule, here.to("rule", waiver.rule)),
        kind="item" if of_item else "rule",
        subjects=[named(subject, here) for subject in waiver.subjects],
        items=count,
        because=waiver.because,
        until=str(waiver.until),
        left=counted(waiver.days_left, "day") if waiver.in_force else "",
        standing=waiver.standing.value,
        soon=waiver.in_force and waiver.days_left <= ledger.due_days,
        stated=stated_at(Location(file=waiver.decision.file, line=waiver.line), here),
    )


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
