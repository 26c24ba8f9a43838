"""How the system stands at a glance: a few figures, each with the way to what it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archbook.pages.architecture.here import Here
from archbook.pages.failure.availability import AvailabilityRow
from archbook.pages.failure.study import Study
from archbook.rules.analyses.losses import State as LossState
from archbook.rules.wording import counted
from archbook.source.findings import Severity, State

__all__ = ["Tile", "glance"]

_SOON = 31  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure.

    Attributes:
        figure: The figure.
        words: What it counts.
        note: What else there is to say, shorter.
        href: What it is made of.
    """

    figure: str
    words: str
    note: str
    href: str


def glance(study: Study, rows: Sequence[AvailabilityRow], here: Here) -> list[Tile]:
    """Return how the system stands.

    Args:
        study: The chapter's contents.
        rows: The table of availability.
        here: The page.
    """
    return [*_findings(study), *_promises(rows), *_worst(study, here), *_rest(study, here)]


def _findings(study: Study) -> Iterator[Tile]:
    counts = Counter(f.severity for f in study.judgement.findings if f.state is not State.WAIVED)
    worst = Severity.ERROR if counts[Severity.ERROR] else Severity.WARNING
    others = [
        counted(counts[severity], severity.value)
        for severity in Severity
        if severity is not worst and counts[severity]
    ]
    word = worst.value if counts[worst] == 1 else f"{worst.value}s"
    yield Tile(
        figure=str(counts[worst]),
        words=f"{word} {'stands' if counts[worst] == 1 else 'stand'}",
        note=", ".join(others) or "and no note",
        href="#ab-findings",
    )


def _promises(rows: Sequence[AvailabilityRow]) -> Iterator[Tile]:
    answers = Counter(row.answer for row in rows)
    promised = sum(answers.values()) - answers["nothing promised"]
    if promised:
        unsure = answers["cannot tell"]
        yield Tile(
            figure=f"{answers['can be kept']} of {promised}",
            words="promises can be kept",
            note=f"of {unsure} nobody can tell" if unsure else "journeys and components",
            href="#ab-availability",
        )


def _worst(study: Study, here: Here) -> Iterator[Tile]:
    journeys = len(study.facts.map.journeys)
    ends = [
        (sum(state is LossState.DOWN for state in each.loss.journeys.values()), each)
        for each in study.what_ifs.values()
    ]
    most = max((number for number, _ in ends), default=0)
    if most:
        each = next(each for number, each in ends if number == most)
        yield Tile(
            figure=f"{most} of {journeys}",
            words=f"{'journey ends' if most == 1 else 'journeys end'} at worst",
            note=f"if {each.what} is lost",
            href=here.to("what-if", each.key),
        )


def _rest(study: Study, here: Here) -> Iterator[Tile]:
    waivers = [waiver for waiver in study.judgement.waivers if waiver.in_force]
    soon = sum(waiver.days_left <= _SOON for waiver in waivers)
    yield Tile(
        figure=str(len(waivers)),
        words="waiver in force" if len(waivers) == 1 else "waivers in force",
        note=f"{soon} {'ends' if soon == 1 else 'end'} soon" if soon else "none ends soon",
        href=here.to("failure", "waivers"),
    )
    gaps = len(study.judgement.gaps)
    yield Tile(
        figure=str(gaps),
        words="fact not stated" if gaps == 1 else "facts not stated",
        note="that rules ask for",
        href=here.to("failure", "missing"),
    )
