"""What is wrong with attestations, result files and waivers of items, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from archbook.checklists.model import Answer
from archbook.readiness.deciding import asks_person
from archbook.readiness.granting import Waivers
from archbook.readiness.model import ItemResult
from archbook.readiness.outcome import Outcome, listed
from archbook.readiness.sources import Sources
from archbook.rules.waivers import Standing
from archbook.settings import RuleSettings
from archbook.source.findings import Finding, Location, Severity, did_you_mean, in_order

__all__ = ["UNDECIDABLE", "faults"]

UNDECIDABLE = "checklist-undecidable"
_IDLE_ATTESTATION = "attestation-decides-nothing"
_WRONG_WAIVER = "wrong-waiver"
_UNUSED_WAIVER = "unused-waiver"

_OPEN = frozenset({Standing.IN_FORCE, Standing.NOT_YET, Standing.NOT_ACCEPTED})


def faults(
    sources: Sources, undecided: Iterable[tuple[ItemResult, Outcome]], waivers: Waivers
) -> tuple[Finding, ...]:
    """Return what is wrong with the severities of the settings, worst first.

    Args:
        sources: What was looked at.
        undecided: What could not be decided, also where another way decided instead.
        waivers: The waivers, after they were applied.
    """
    stated = sources.handbook.settings.rules
    return in_order(
        replace(finding, severity=setting.severity or finding.severity)
        for finding in (*_errors(undecided), *_idle(sources), *_waivers(sources, waivers))
        if (setting := stated.get(finding.rule, RuleSettings())).off is None
    )


def _errors(undecided: Iterable[tuple[ItemResult, Outcome]]) -> Iterator[Finding]:
    """Yield what kept items from being decided; once for the components it is the same for."""
    found: dict[tuple[str, str, Location], dict[str, str]] = {}
    for each, outcome in undecided:
        fact = outcome.facts[0]
        place = fact.location or each.item.location
        found.setdefault((each.item.id, fact.text, place), {})[each.component] = outcome.mend
    for (item, text, place), mends in found.items():
        names = tuple(sorted(mends))
        yield Finding(
            rule=UNDECIDABLE,
            severity=Severity.ERROR,
            subject=f"item:{item}",
            message=f"{item} cannot be decided for {listed(names)}: {text}",
            location=place,
            mend=mends[names[0]],
            components=names,
        )


def _idle(sources: Sources) -> Iterator[Finding]:
    """Yield the attestations of what is not decided by people."""
    for each in sources.book.attestations:
        item = sources.book.items.get(each.item)
        if item is None or each.answer is Answer.NOT_APPLICABLE or asks_person(item.way):
            continue
        yield Finding(
            rule=_IDLE_ATTESTATION,
            severity=Severity.WARNING,
            subject=f"component:{each.component}",
            message=f"What {each.by} attests of {each.item} counts for nothing: no person decides"
            " it",
            location=each.location,
            mend="Remove it; state the fact where the item looks for it.",
            components=(each.component,),
        )


def _waivers(sources: Sources, waivers: Waivers) -> Iterator[Finding]:
    """Yield waivers of items that there are not, or that waive nothing."""
    for waiver in sources.judgement.waivers:
        if not waiver.item or waiver.standing not in _OPEN:
            continue
        place = Location(file=waiver.decision.file, line=waiver.line)
        subject = f"decision:{waiver.decision.id}"
        if not sources.book.knows(waiver.item):
            yield Finding(
                rule=_WRONG_WAIVER,
                severity=Severity.ERROR,
                subject=subject,
                message=f'A waiver names an item "{waiver.item}" that there is not',
                location=place,
                mend="`archbook checklists list` names them."
                + did_you_mean(waiver.item, sources.book.items),
            )
        elif waiver.in_force and id(waiver) not in waivers.used:
            yield Finding(
                rule=_UNUSED_WAIVER,
                severity=Severity.NOTE,
                subject=subject,
                message=f"Its waiver of {waiver.item} for {', '.join(waiver.subjects)} matches"
                " nothing",
                location=place,
            )
