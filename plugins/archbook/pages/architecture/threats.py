"""Threats as rows: what could go wrong, what the design answers, who holds that, how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.components.forms import NONE
from archbook.components.threats import ThreatStatus
from archbook.pages.architecture.facts import NOT_STATED
from archbook.pages.architecture.findings import marked
from archbook.pages.architecture.here import Here
from archbook.pages.status import Pill
from archbook.rules.analyses.threat_model import Holder, HolderKind, StatedThreat, stated_threats
from archbook.rules.wording import listed

__all__ = [
    "ThreatRow",
    "threat_counts",
    "threat_pill",
    "threat_rows",
    "threats_of",
    "unanswered_first",
]

_PILLS = {
    ThreatStatus.OPEN: Pill(variant="rejected", word="open"),
    ThreatStatus.PLANNED: Pill(variant="proposed", word="planned"),
    ThreatStatus.ANSWERED: Pill(variant="accepted", word="answered"),
    ThreatStatus.ACCEPTED: Pill(variant="other", word="accepted as it is"),
    None: Pill(variant="not-stated", word="not stated"),
}
_ORDER = tuple(_PILLS)
_SHORT = {
    ThreatStatus.OPEN: "open",
    ThreatStatus.PLANNED: "planned",
    ThreatStatus.ANSWERED: "answered",
    ThreatStatus.ACCEPTED: "accepted",
    None: "not stated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatRow:
    """A threat.

    Attributes:
        what: What could go wrong.
        category: What it attacks, empty where that is not stated.
        answer: What in the design answers it.
        pill: How far it is answered.
        holders: What holds the answer: what each is called, its page, and what it is.
        subject: What states it: its name and page.
    """

    what: Markup
    category: str
    answer: Markup
    pill: Pill
    holders: Sequence[tuple[str, str, str]]
    subject: tuple[str, str]


def threats_of(subject: str, here: Here) -> list[StatedThreat]:
    """Return the threats that something states: `component:orders`, `zone:edge`."""
    return [each for each in stated_threats(here.of) if each.subject == subject]


def threat_rows(threats: Iterable[StatedThreat], here: Here) -> list[ThreatRow]:
    """Return threats as rows, those that nothing answers first.

    Args:
        threats: The threats.
        here: The page.
    """
    return [_row(one, here) for one in unanswered_first(threats)]


def unanswered_first(threats: Iterable[StatedThreat]) -> list[StatedThreat]:
    """Return threats by how far they are answered, those that nothing answers first."""
    return sorted(threats, key=lambda threat: _ORDER.index(threat.status))


def threat_pill(status: ThreatStatus | None) -> Pill:
    """Return the mark that says how far a threat is answered."""
    return _PILLS[status]


def threat_counts(threats: Iterable[StatedThreat]) -> str:
    """Return how threats stand in words: `1 open, 3 answered`; `none named` where there is none."""
    counts = Counter(one.status for one in threats)
    said = [f"{counts[status]} {_SHORT[status]}" for status in _ORDER if counts[status]]
    return ", ".join(said) or "none named"


def _row(stated: StatedThreat, here: Here) -> ThreatRow:
    threat = stated.threat
    answer = threat.answer
    words = NOT_STATED if answer is None else "none" if answer is NONE else str(answer)
    return ThreatRow(
        what=marked(threat.what),
        category=threat.category.value.replace("-", " ") if threat.category else "",
        answer=marked(words),
        pill=threat_pill(stated.status),
        holders=[held for holder in stated.holders for held in _holder(holder, here)],
        subject=_subject(stated, here),
    )


def _holder(holder: Holder, here: Here) -> list[tuple[str, str, str]]:
    if holder.kind is HolderKind.DECISION:
        entries = [here.decision(one) for one in here.atlas.decisions(holder.id)]
        return [(one.label or one.title, one.href, "") for one in entries] or [(holder.id, "", "")]
    kind = holder.kind.value
    return [(holder.id, here.to(kind, holder.id), kind)]


def _subject(stated: StatedThreat, here: Here) -> tuple[str, str]:
    of = here.of
    word, _, name = stated.subject.partition(":")
    if word == "zone":
        only = [of.zones[zone].name for zone in (*stated.threat.from_, *stated.threat.to)]
        return f"zone {of.zones[name].name}{_only(stated, only)}", here.to("zone", name)
    if word == "component":
        return of.components[name].name, here.to("component", name)
    return name, here.to("component", of.edges[name].sufferer)


def _only(stated: StatedThreat, names: Sequence[str]) -> str:
    if not names:
        return ""
    return f", {'from' if stated.threat.from_ else 'to'} {listed(names)}"
