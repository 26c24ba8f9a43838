"""Items that a person attests."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

from archbook.checklists.digest import file_digest, item_digest
from archbook.checklists.limits import within
from archbook.checklists.model import Answer, Attestation, Evidence, EvidenceKind, Item
from archbook.checklists.ways import ByPerson, Limit, Strength
from archbook.readiness.model import Fact, Result
from archbook.readiness.outcome import Outcome, ends_after, failed, passed
from archbook.readiness.sources import Sources

__all__ = ["by_person", "unfit"]

_STRENGTHS = {
    EvidenceKind.LINK: Strength.ATTESTED,
    EvidenceKind.FILE: Strength.ATTESTED,
    EvidenceKind.RECORD: Strength.OBSERVED,
    EvidenceKind.DRILL: Strength.DRILLED,
}

_digest = lru_cache(maxsize=8192)(item_digest)


def by_person(way: ByPerson, sources: Sources, component: str, item: Item) -> Outcome:
    """Decide an item by what a person attests.

    In this order: nobody did (unknown); the date lies in the future (error); the wording or limits
    changed since, or it is too old (stale); the person says no (fail); a value is not stated
    (unknown) or out of its limit (fail); the evidence is not stated or not there (unknown) or
    changed (stale). Without evidence a statement is only declared.

    Args:
        way: What is asked of the person.
        sources: What to look at.
        component: Id of the component.
        item: The item.
    """
    attestation = sources.attestations.get((component, item.id))
    again = f"`archbook checklists attest {component} {item.id}` writes it down."
    if attestation is None:
        return failed(Result.UNKNOWN, "Nobody has attested it", mend=f"{_what_to_do(item)} {again}")
    mend = f"{_what_to_do(item)} {again}"
    outcome = unfit(attestation, item, sources.as_of, max_age=way.max_age, mend=mend)
    outcome = outcome or _said_no(attestation, mend) or _out_of_limits(way, attestation, mend)
    if outcome is None:
        outcome = _rests_on(way, sources, attestation, mend)
    return outcome


def _what_to_do(item: Item) -> str:
    text = (item.verify or item.how).strip()
    return text if text.endswith((".", "!", "?")) or not text else f"{text}."


def unfit(
    attestation: Attestation, item: Item, as_of: dt.date, *, max_age: int | None, mend: str
) -> Outcome | None:
    """Return what an attestation comes to that does not count; None for one that does.

    Args:
        attestation: The attestation.
        item: Its item.
        as_of: The date to speak of.
        max_age: How many days it lasts.
        mend: What to do.
    """
    said = _said(attestation)
    ends = ends_after(attestation.on, max_age) if max_age is not None else None
    if attestation.on > as_of:
        text = f"{said}, which lies in the future of {as_of}"
        return _outcome(Result.ERROR, text, attestation, "Correct the date.")
    if attestation.digest != _digest(item):
        text = f"{said}, before the wording or the limits of the ability changed"
        return _outcome(Result.STALE, text, attestation, mend)
    if ends is not None and ends < as_of:
        days = (as_of - attestation.on).days
        text = f"{said}, {days} days ago; it counts for {max_age} days"
        return _outcome(Result.STALE, text, attestation, mend, ends=ends)
    return None


def _said(attestation: Attestation) -> str:
    return f"{attestation.by} attested it on {attestation.on}"


def _outcome(
    result: Result,
    text: str,
    attestation: Attestation,
    mend: str,
    *,
    ends: dt.date | None = None,
    evidence: Evidence | None = None,
) -> Outcome:
    place = evidence.location if evidence else attestation.location
    return Outcome(
        result=result,
        facts=(Fact(text=text, location=place),),
        mend=mend,
        on=attestation.on,
        ends=ends,
        attestation=attestation,
    )


def _said_no(attestation: Attestation, mend: str) -> Outcome | None:
    if attestation.answer is not Answer.FAIL:
        return None
    said = f": {attestation.statement}" if attestation.statement else ""
    text = f"{attestation.by} said on {attestation.on} that it cannot{said}"
    return _outcome(Result.FAIL, text, attestation, mend)


def _out_of_limits(way: ByPerson, attestation: Attestation, mend: str) -> Outcome | None:
    values = dict(attestation.values)
    for name, limit in way.fields:
        stated = values.get(name)
        if stated is None:
            text = f"{attestation.by} does not state {name}{_limit(limit)}"
            return _outcome(Result.UNKNOWN, text, attestation, f"State `{name}` under `fields:`.")
        if limit is None:
            continue
        answer = within(limit, stated)
        if answer is None:
            text = f"{name} is {stated}, which cannot be compared with {limit.written}"
            write = f"Write `{name}` as the limit is written: {limit.written}."
            return _outcome(Result.ERROR, text, attestation, write)
        if not answer:
            text = f"{name} is {stated}, not {limit.written}"
            return _outcome(Result.FAIL, text, attestation, mend)
    return None


def _limit(limit: Limit | None) -> str:
    return f" ({limit.written})" if limit else ""


def _rests_on(way: ByPerson, sources: Sources, attestation: Attestation, mend: str) -> Outcome:
    """Return what an attestation of a pass comes to by its evidence."""
    if way.evidence and not attestation.evidence:
        text = f"{_said(attestation)}, and links no evidence"
        write = "Link what shows it under `evidence:`."
        return _outcome(Result.UNKNOWN, text, attestation, write)
    stated = "".join(f"; {name} {value}" for name, value in attestation.values)
    words = f": {attestation.statement}" if attestation.statement else ""
    facts = [
        Fact(
            text=f"{_said(attestation)}{words}{stated}",
            location=attestation.location,
        )
    ]
    strength = Strength.DECLARED
    for evidence in attestation.evidence:
        wrong = _wrong_evidence(sources, attestation, evidence, mend)
        if wrong is not None:
            return wrong
        text = f"{evidence.kind}: {evidence.target}"
        strong = _STRENGTHS[evidence.kind]
        if evidence.kind is EvidenceKind.DRILL and not evidence.digest:
            # A record that may be rewritten is no record.
            strong = Strength.ATTESTED
            text = f"{text}, which is not pinned by a digest and counts as a file"
        strength = max(strength, strong, key=lambda each: each.rank)
        facts.append(Fact(text=text, location=evidence.location))
    ends = None
    if way.max_age is not None:
        ends = ends_after(attestation.on, way.max_age)
    return passed(*facts, strength=strength, on=attestation.on, ends=ends, attestation=attestation)


def _wrong_evidence(
    sources: Sources, attestation: Attestation, evidence: Evidence, mend: str
) -> Outcome | None:
    if evidence.kind is EvidenceKind.LINK:
        return None
    path = evidence.target
    if sources.repository.leaves(path):
        text = f"The evidence {path} leads out of the repository"
        write = "Name a file of the repository, or a link."
        return _outcome(Result.ERROR, text, attestation, write, evidence=evidence)
    if path not in sources.repository.find(path):
        text = f"The evidence {path} is not there"
        write = f"Add {path}, or name the file that shows it."
        return _outcome(Result.UNKNOWN, text, attestation, write, evidence=evidence)
    if evidence.kind is EvidenceKind.DRILL and evidence.digest:
        found = _file_digest(sources.repository.root / path)
        if found != evidence.digest:
            text = f"The record of the drill, {path}, was changed since it was attested"
            return _outcome(Result.STALE, text, attestation, mend, evidence=evidence)
    return None


def _file_digest(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError:
        return ""
