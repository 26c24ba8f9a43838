"""A result as pages show it: its word, the facts it rests on and where they stand, what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.checklists.digest import item_digest
from archbook.checklists.model import Attestation, Evidence
from archbook.decisions.rendering.addresses import is_safe
from archbook.pages.architecture.findings import marked, stated_at
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.checklists.deciding import Asked, asked_of_person
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.words import EVIDENCE, OPEN, word
from archbook.pages.decision_entry import Entry
from archbook.readiness.model import ItemResult, Result
from archbook.rules.waivers import Waiver
from archbook.rules.wording import counted
from archbook.source.findings import Location

__all__ = [
    "Attested",
    "Mark",
    "ResultRow",
    "Waived",
    "attestable",
    "attested",
    "evidence_links",
    "mark",
    "result_row",
    "result_rows",
    "sentence",
]

_ORDER = {
    result: place
    for place, result in enumerate(
        (*OPEN, Result.WAIVED, Result.NOT_YET, Result.PASS, Result.NOT_APPLICABLE)
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A result as a mark: its class and its word."""

    variant: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A waiver as a result shows it."""

    decision: Entry
    because: str
    until: str
    left: str
    stated: Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """What a person said, as pages show it."""

    answer: str
    by: str
    on: str
    statement: str
    evidence: Sequence[tuple[str, str, str]]
    values: Sequence[tuple[str, str]]
    stated: Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """The result of an item for a component.

    Attributes:
        item: The item's id.
        ability: The ability, a capital first.
        href: Where the item is explained.
        mark: What counts.
        raw: What it was before grace and waivers; None where that is the same.
        open: Whether it keeps a level from being held.
        facts: What it rests on, each with its place.
        mend: What to do; empty where nothing is.
        strength: How strong the evidence is; empty where there is none.
        least: How strong it has to be, where something is asked.
        on: The day of the evidence.
        due: The last day on which the result stands.
        left: How long until then, in words.
        soon: Whether that is within the days that registers look ahead.
        waiver: The waiver, in force or ended.
        attestation: What a person said.
        asked: What a person who attests it has to state; None where no person is asked.
        digest: Digest of the item's wording and limits.
    """

    item: str
    ability: str
    href: str
    mark: Mark
    raw: Mark | None
    open: bool
    facts: Sequence[tuple[Markup, Stated | None]]
    mend: Markup
    strength: str
    least: str
    on: str
    due: str
    left: str
    soon: bool
    waiver: Waived | None
    attestation: Attested | None
    asked: Asked | None
    digest: str


def attestable(result: ItemResult) -> bool:
    """Say whether a person's word would count: one may decide it, and it is asked at all."""
    applies = result.raw is not Result.NOT_APPLICABLE or result.attestation is not None
    return result.by_person and applies


def mark(result: Result) -> Mark:
    """Return a result as a mark."""
    return Mark(variant=result.value, word=word(result))


def sentence(ability: str) -> str:
    """Return an ability with a capital at its beginning."""
    return ability[:1].upper() + ability[1:]


def result_rows(results: Iterable[ItemResult], ledger: Ledger, here: Here) -> list[ResultRow]:
    """Return results as a page shows them, those that stand open first.

    Args:
        results: The results of one component.
        ledger: The chapter's contents.
        here: The page.
    """
    ordered = sorted(results, key=lambda one: _ORDER[one.result])
    return [result_row(one, ledger, here) for one in ordered]


def result_row(result: ItemResult, ledger: Ledger, here: Here) -> ResultRow:
    """Return a result as a page shows it.

    Args:
        result: The result.
        ledger: The chapter's contents.
        here: The page.
    """
    item, as_of = result.item, ledger.readiness.as_of
    due = result.due
    asked = asked_of_person(item) if attestable(result) else None
    return ResultRow(
        item=item.id,
        ability=sentence(item.ability),
        href=here.to("item", item.id),
        mark=mark(result.result),
        raw=mark(result.raw) if result.raw is not result.result else None,
        open=result.result in OPEN,
        facts=[
            (marked(fact.text), stated_at(fact.location, here) if fact.location else None)
            for fact in result.facts
            if fact.location is None or fact.location not in _told_apart(result)
        ],
        mend=marked(result.mend),
        strength=result.strength.value if result.strength else "",
        least=item.least.value if item.least.rank else "",
        on=str(result.on or ""),
        due=str(due or ""),
        left=_left(due, as_of),
        soon=due is not None and (due - as_of).days <= ledger.due_days,
        waiver=_waived(result.waiver, here) if result.waiver else None,
        attestation=attested(result.attestation, here) if result.attestation else None,
        asked=asked,
        digest=item_digest(item) if asked else "",
    )


def _told_apart(result: ItemResult) -> Iterator[Location]:
    """Yield the places of what a page shows in words of its own, with links."""
    if result.waiver is not None:
        yield _place(result.waiver)
    if result.attestation is not None and result.raw in {Result.PASS, Result.NOT_APPLICABLE}:
        yield result.attestation.location
        yield from (one.location for one in result.attestation.evidence)


def _place(waiver: Waiver) -> Location:
    return Location(file=waiver.decision.file, line=waiver.line)


def _left(due: dt.date | None, as_of: dt.date) -> str:
    if due is None:
        return ""
    days = (due - as_of).days
    # That day is one of those left, as with waivers.
    return f"{counted(-days, 'day')} ago" if days < 0 else f"{counted(days + 1, 'day')} left"


def _waived(waiver: Waiver, here: Here) -> Waived:
    return Waived(
        decision=here.decision(waiver.decision),
        because=waiver.because,
        until=str(waiver.until),
        left=counted(waiver.days_left, "day") if waiver.in_force else "",
        stated=stated_at(_place(waiver), here),
    )


def attested(attestation: Attestation, here: Here) -> Attested:
    """Return what a person said, as pages show it.

    Args:
        attestation: The attestation.
        here: The page.
    """
    return Attested(
        answer=attestation.answer.value.replace("-", " "),
        by=attestation.by,
        on=str(attestation.on),
        statement=attestation.statement,
        evidence=evidence_links(attestation.evidence, here),
        values=attestation.values,
        stated=stated_at(attestation.location, here),
    )


def evidence_links(evidence: Iterable[Evidence], here: Here) -> list[tuple[str, str, str]]:
    """Return each piece of evidence: what it is, its name, and its address where it has one."""
    found = []
    for one in evidence:
        href = here.document(one.target)
        name = one.target.partition("://")[2] or one.target
        found.append((EVIDENCE[one.kind.value], name, href if is_safe(href) else ""))
    return found
