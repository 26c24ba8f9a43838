"""From what the evidence says to what counts: grace dates first, then waivers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from archbook.checklists.model import Item
from archbook.readiness.deciding import asks_person
from archbook.readiness.model import Fact, ItemResult, Result
from archbook.readiness.outcome import Outcome
from archbook.rules.waivers import Standing, Waiver
from archbook.source.findings import Location

__all__ = ["Waivers", "settle"]

_GRANTED = frozenset({Standing.IN_FORCE})
_ONCE = frozenset({Standing.IN_FORCE, Standing.ENDED})


class Waivers:
    """All waivers, found by what they waive.

    Attributes:
        used: The waivers that have waived a result, or did until they ended, by their identity.
    """

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._by_item: dict[tuple[str, str], list[Waiver]] = {}
        self._by_rule: dict[tuple[str, str], list[Waiver]] = {}
        self.used: set[int] = set()
        for waiver in waivers:
            known, name = (
                (self._by_item, waiver.item) if waiver.item else (self._by_rule, waiver.rule)
            )
            for subject in waiver.subjects:
                known.setdefault((name, subject), []).append(waiver)

    def covering(self, item: str, component: str, outcome: Outcome) -> Waiver | None:
        """Return the waiver that waives a result, or that did until it ended.

        A waiver of the item for the component does; so do waivers of every breach of the rules
        that decide it, each of its rule, or of the item, for the breach's own subject. Of several
        that are needed together the first to end counts, of several that would do the last.

        Args:
            item: Id of the item.
            component: Id of the component.
            outcome: The result without waivers.
        """
        for standings in (_GRANTED, _ONCE):
            groups = list(self._groups(item, component, outcome, standings))
            if groups:
                chosen = max(groups, key=lambda group: _until(min(group, key=_until)))
                for waiver in chosen:
                    self.used.add(id(waiver))
                return min(chosen, key=_until)
        return None

    def _groups(
        self, item: str, component: str, outcome: Outcome, standings: frozenset[Standing]
    ) -> Iterable[Sequence[Waiver]]:
        own = _last(self._by_item.get((item, f"component:{component}"), ()), standings)
        if own is not None:
            yield (own,)
        for breaches in outcome.breaches:
            found = [
                _last(
                    (*self._by_rule.get(breach, ()), *self._by_item.get((item, breach[1]), ())),
                    standings,
                )
                for breach in sorted(breaches)
            ]
            granted = [waiver for waiver in found if waiver is not None]
            if granted and len(granted) == len(found):
                yield granted


def _last(waivers: Iterable[Waiver], standings: frozenset[Standing]) -> Waiver | None:
    fitting = [waiver for waiver in waivers if waiver.standing in standings]
    return max(fitting, key=_until, default=None)


def _until(waiver: Waiver) -> tuple[dt.date, str]:
    return waiver.until, waiver.decision.id


def settle(
    item: Item,
    component: str,
    outcome: Outcome,
    *,
    enforce_from: dt.date | None,
    waivers: Waivers,
    as_of: dt.date,
) -> ItemResult:
    """Return what counts.

    Pass, error and not-applicable stand. Everything else is *not-yet* before the grace date, then
    *waived*, then *waiver-expired*, and else what it is.

    Args:
        item: The item.
        component: Id of the component.
        outcome: What it comes to by its way.
        enforce_from: The day from which it counts.
        waivers: All waivers.
        as_of: The date to speak of.
    """
    result, due, waiver = outcome.result, outcome.ends, None
    more: tuple[Fact, ...] = ()
    if result not in {Result.PASS, Result.ERROR, Result.NOT_APPLICABLE}:
        due = None
        if enforce_from is not None and as_of < enforce_from:
            result, due = Result.NOT_YET, enforce_from - dt.timedelta(days=1)
            more = (Fact(text=f"It counts from {enforce_from}", location=item.location),)
        elif waiver := waivers.covering(item.id, component, outcome):
            result = Result.WAIVED if waiver.in_force else Result.WAIVER_EXPIRED
            due = waiver.until if waiver.in_force else None
            more = (_fact(waiver),)
    return ItemResult(
        component=component,
        item=item,
        result=result,
        raw=outcome.result,
        facts=(*more, *outcome.facts),
        mend=outcome.mend,
        strength=outcome.strength,
        on=outcome.on,
        due=due,
        waiver=waiver,
        attestation=outcome.attestation,
        by_person=asks_person(item.way),
    )


def _fact(waiver: Waiver) -> Fact:
    reason = f": {waiver.because}" if waiver.because else ""
    if waiver.in_force:
        days = "1 day" if waiver.days_left == 1 else f"{waiver.days_left} days"
        text = f"{waiver.decision.id} waives it through {waiver.until}, {days} left{reason}"
    else:
        text = f"Its waiver in {waiver.decision.id} ended on {waiver.until}"
    return Fact(text=text, location=Location(file=waiver.decision.file, line=waiver.line))
