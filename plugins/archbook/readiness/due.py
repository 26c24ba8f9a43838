"""What ends: attestations and other dated evidence, waivers, and days of grace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from archbook.readiness.model import Due, Fact, ItemResult, Result
from archbook.source.findings import Location

__all__ = ["ending"]


def ending(
    results: Iterable[ItemResult],
    ends: Iterable[tuple[ItemResult, dt.date, Fact]],
    last: dt.date,
) -> tuple[Due, ...]:
    """Return what ends, earliest first, each once.

    Args:
        results: All results.
        ends: Results with the day on which their evidence ends or has ended, and what it says.
        last: The last day that is listed; what has ended is listed however long ago.
    """
    found = dict.fromkeys([*_granted(results), *_evidence(ends)])
    listed = (due for due in found if due.on <= last)
    return tuple(sorted(listed, key=lambda d: (d.on, d.component, d.item, d.what, d.location)))


def _granted(results: Iterable[ItemResult]) -> Iterator[Due]:
    for each in results:
        if each.result is Result.NOT_YET and each.due is not None:
            yield _due(each, each.due, "grace", "It counts from the next day", each.item.location)
        if each.waiver is not None:
            text = f"The waiver in {each.waiver.decision.id}"
            place = Location(file=each.waiver.decision.file, line=each.waiver.line)
            yield _due(each, each.waiver.until, "waiver", text, place)


def _evidence(ends: Iterable[tuple[ItemResult, dt.date, Fact]]) -> Iterator[Due]:
    for each, on, fact in ends:
        if each.attestation is not None:
            text = f"What {each.attestation.by} attested on {each.attestation.on}"
            yield _due(each, on, "attestation", text, each.attestation.location)
        else:
            yield _due(each, on, "evidence", fact.text, fact.location or each.item.location)


def _due(each: ItemResult, on: dt.date, what: str, text: str, at: Location) -> Due:
    return Due(
        on=on, what=what, component=each.component, item=each.item.id, text=text, location=at
    )
