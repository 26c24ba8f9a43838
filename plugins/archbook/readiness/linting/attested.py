"""Lints about attestations: of what is gone, of what nobody asks, drills that are not pinned."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.checklists.model import Answer, Attestation, EvidenceKind
from archbook.checklists.ways import ByPerson, Either, Way
from archbook.readiness.deciding import asks_person
from archbook.readiness.linting.grounds import Grounds
from archbook.source.findings import Finding, did_you_mean

__all__ = ["attested"]


def attested(grounds: Grounds) -> Iterator[Finding]:
    """Yield what is wrong with attestations beside their form.

    Args:
        grounds: What to look at.
    """
    gone: set[str] = set()
    for each in grounds.book.attestations:
        if each.component not in grounds.map.components:
            if each.component not in gone:
                gone.add(each.component)
                yield _unknown(
                    grounds,
                    each,
                    f'the map has no component "{each.component}"',
                    did_you_mean(each.component, grounds.map.components),
                )
        elif not grounds.book.knows(each.item):
            near = did_you_mean(each.item, grounds.book.items)
            yield _unknown(grounds, each, f'there is no item "{each.item}"', near)
        elif each.item in grounds.book.items:
            yield from _fields(grounds, each)
            yield from _unasked(grounds, each)
        yield from _unpinned(grounds, each)


def _unknown(grounds: Grounds, each: Attestation, message: str, near: str) -> Finding:
    return grounds.finding(
        "attestation-unknown-name",
        f"attestation:{each.component} {each.item}",
        f"{each.by} attests what is not there: {message}",
        at=each.location,
        mend=f"Correct the name, or remove the attestation.{near}",
        components=(each.component,),
    )


def _fields(grounds: Grounds, each: Attestation) -> Iterator[Finding]:
    known = set(_asked_fields(grounds.book.items[each.item].way))
    for name, _ in each.values:
        if name not in known:
            words = f'"{each.item}" asks for no field "{name}"'
            yield _unknown(grounds, each, words, did_you_mean(name, sorted(known)))


def _asked_fields(way: Way) -> Iterator[str]:
    for each in way.of if isinstance(way, Either) else (way,):
        if isinstance(each, ByPerson):
            yield from (name for name, _ in each.fields)


def _unasked(grounds: Grounds, each: Attestation) -> Iterator[Finding]:
    item = grounds.book.items[each.item]
    if each.answer is not Answer.NOT_APPLICABLE and not asks_person(item.way):
        return  # told by the evaluation, as what decides nothing
    asked = each.component in grounds.asked(item.applies_to) and any(
        each.component in grounds.asked(checklist.applies_to)
        for checklist in grounds.in_use.get(item.id, ())
    )
    if not asked:
        yield grounds.finding(
            "attestation-unasked",
            f"attestation:{each.component} {each.item}",
            f'No checklist in use asks "{each.item}" of {each.component}',
            at=each.location,
            components=(each.component,),
        )


def _unpinned(grounds: Grounds, each: Attestation) -> Iterator[Finding]:
    for evidence in each.evidence:
        if evidence.kind is EvidenceKind.DRILL and not evidence.digest:
            yield grounds.finding(
                "attestation-unpinned-drill",
                f"attestation:{each.component} {each.item}",
                f'The drill "{evidence.target}" is not pinned by its digest',
                at=evidence.location,
                components=(each.component,),
            )
