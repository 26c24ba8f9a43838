"""The table of availability: what is promised, allowed by the needs' promises, and expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archbook.pages.architecture.here import Here
from archbook.pages.failure.study import Study
from archbook.rules.analyses.availability import Availability, minutes_a_month
from archbook.rules.wording import percent

__all__ = ["AvailabilityRow", "availability_rows"]

_SURE = 1e-12
_LAST = 99  # after every tier


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityRow:
    """The figures of a journey or component as text; what rests on nothing stated is empty.

    Attributes:
        name: Its name.
        href: Its page.
        what: `journey`, or its tier.
        promised: What is promised.
        allowed: What the promises of its needs allow.
        expected: What can be expected, or between which bounds.
        promised_minutes: Minutes of loss in 30 days that the promise leaves.
        expected_minutes: Those to be expected.
        answer: Whether the promise can be kept, in words.
        glyph: The mark of that answer.
    """

    name: str
    href: str
    what: str
    promised: str
    allowed: str
    expected: str
    promised_minutes: str
    expected_minutes: str
    answer: str
    glyph: str


def availability_rows(
    study: Study, here: Here
) -> tuple[Sequence[AvailabilityRow], Sequence[AvailabilityRow], int]:
    """Return journeys and tier 1; all other components by tier; how many have no figure.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    of, table = here.of, study.facts.availability
    first = [
        _row(of.journeys[name].name, here.to("journey", name), "journey", figures)
        for name, figures in table.journeys.items()
    ]
    order = sorted(
        table.components, key=lambda n: (of.components[n].tier or _LAST, of.components[n].name, n)
    )
    told = [n for n in order if _tells(table.components[n])]
    others: list[AvailabilityRow] = []
    for name in told:
        component = of.components[name]
        what = f"tier {component.tier}" if component.tier else ""
        row = _row(component.name, here.to("component", name), what, table.components[name])
        (first if component.tier == 1 else others).append(row)
    return first, others, len(order) - len(told)


def _tells(figures: Availability) -> bool:
    return figures.promised is not None or figures.best is not None


def _row(name: str, href: str, what: str, figures: Availability) -> AvailabilityRow:
    best = figures.best
    least = "at least " if figures.bounds else ""
    answer, glyph = _answer(figures)
    return AvailabilityRow(
        name=name,
        href=href,
        what=what,
        promised=_percent(figures.promised),
        allowed=_percent(figures.allowed),
        expected=(
            f"{percent(figures.bounds[0])} to {percent(figures.bounds[1])}"
            if figures.bounds
            else _percent(figures.expected)
        ),
        promised_minutes=_minutes(figures.promised),
        expected_minutes=least + _minutes(best) if best is not None else "",
        answer=answer,
        glyph=glyph,
    )


def _answer(figures: Availability) -> tuple[str, str]:
    """Say whether a promise can be kept, as the rules about promises do."""
    if figures.promised is None:
        return "nothing promised", ""
    if figures.best is None:
        return "cannot tell", ""
    if figures.promised > figures.best + _SURE:
        return "promised too much", "fails"
    if figures.bounds and figures.promised > figures.bounds[0]:
        return "cannot tell", ""
    if figures.allowed is not None and figures.promised > figures.allowed + _SURE:
        return "more than its needs promise", "degrades"
    return "can be kept", "continues"


def _percent(value: float | None) -> str:
    return "" if value is None else percent(value)


def _minutes(value: float | None) -> str:
    return "" if value is None else f"{minutes_a_month(value):,.1f}"
