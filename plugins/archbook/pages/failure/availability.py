"""The page on availability: what is promised, allowed by the needs' promises, and expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.findings import marked
from archbook.pages.architecture.here import Here
from archbook.pages.facets import Facet
from archbook.pages.failure.study import Study
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.rules.analyses.availability import Availability, minutes_a_month
from archbook.rules.wording import percent

__all__ = ["AvailabilityRow", "availability_rows", "render_availability"]

_PROMISE = "promise-above-expected"

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
        restored_by: The single change that would let the promise be kept.
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
    restored_by: Markup


def render_availability(study: Study, here: Here) -> RenderedPage:
    """Render the figures of everything of which any can be told.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    rows, silent = availability_rows(study, here)
    kinds = [row.what for row in rows if row.what]
    answers = [row.answer for row in rows]
    text = fill(
        "failure/availability.html",
        title="Availability",
        rows=rows,
        facets=(_facet("kind", "What", kinds), _facet("answer", "The promise", answers)),
        silent=silent,
        overview=here.to("failure", ""),
    )
    return RenderedPage(
        html=text,
        toc=(TocItem(level=1, text="Availability", anchor="ab-top"),),
        anchors=frozenset({"ab-top"}),
        search="<p>Availability: promised, allowed and expected; error budgets</p>\n",
    )


def _facet(name: str, label: str, words: Sequence[str]) -> Facet:
    found = sorted(Counter(words).items())
    return Facet(name=name, label=label, options=[(word, word, count) for word, count in found])


def availability_rows(study: Study, here: Here) -> tuple[Sequence[AvailabilityRow], int]:
    """Return journeys, then components by tier; and of how many components nothing can be told.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    of, table = here.of, study.facts.availability
    mends = {
        finding.subject: finding.mend
        for finding in study.judgement.findings
        if finding.rule == _PROMISE
    }
    rows = [
        _row(
            (of.journeys[name].name, here.to("journey", name), "journey"),
            figures,
            mends.get(f"journey:{name}", ""),
        )
        for name, figures in table.journeys.items()
    ]
    order = sorted(
        (name for name in table.components if not of.components[name].kind.actor),
        key=lambda n: (of.components[n].tier or _LAST, of.components[n].name, n),
    )
    told = [name for name in order if _tells(table.components[name])]
    for name in told:
        component = of.components[name]
        what = f"tier {component.tier}" if component.tier else ""
        thing = (component.name, here.to("component", name), what)
        rows.append(_row(thing, table.components[name], mends.get(f"component:{name}", "")))
    return rows, len(order) - len(told)


def _tells(figures: Availability) -> bool:
    return figures.promised is not None or figures.best is not None


def _row(thing: tuple[str, str, str], figures: Availability, mend: str) -> AvailabilityRow:
    best = figures.best
    least = "at least " if figures.bounds else ""
    answer, glyph = _answer(figures)
    name, href, what = thing
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
        restored_by=marked(mend),
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
