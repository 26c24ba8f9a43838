"""The chapter's first page: how the system fails, and what of it rests on nothing stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.findings import FindingRow, finding_rows, marked
from archbook.pages.architecture.here import Here
from archbook.pages.failure.availability import availability_rows
from archbook.pages.failure.deaths import TITLES_OF_DEATHS, death_standings
from archbook.pages.failure.glance import glance
from archbook.pages.failure.study import Study
from archbook.pages.failure.what_if import GLYPHS
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.rules.analyses.losses import State as LossState
from archbook.rules.wording import counted, listed
from archbook.source.findings import Dimension, Finding, Severity, State

__all__ = ["TITLES_OF_DEATHS", "dimension_anchor", "render_overview"]

_ABOUT = {
    Dimension.CORRECTNESS: "it does what it is to do, once, on data that is right",
    Dimension.RELIABILITY: "it does so when parts of it fail",
    Dimension.PERFORMANCE: "it does so in time",
    Dimension.SECURITY: "it does so for those who may, and for nobody else",
    Dimension.COST: "it does so at a price that somebody watches",
}
_AFFECTED = (LossState.DOWN, LossState.DEGRADED, LossState.DELAYED)
_FIRST = ("journey", "tier 1")
_MOST_RADII = 10
_MOST_FINDINGS = 25
_HEADINGS = (
    ("ab-findings", "What stands open"),
    ("ab-dimensions", "Five dimensions"),
    ("ab-deaths", "Five deaths"),
    ("ab-availability", "Availability"),
    ("ab-losses", "What if it is lost"),
    ("ab-radii", "Largest blast radius"),
    ("ab-missing", "What the map does not state"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _DimensionRow:
    """A dimension and how many findings there are about it."""

    title: str
    about: str
    href: str
    counts: Sequence[int]
    waived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _LossRow:
    """A loss that has a page, and how far it goes."""

    title: str
    href: str
    journeys: Sequence[tuple[str, str, str]]
    counts: Sequence[int]
    harm: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _RadiusRow:
    """How far the loss of a component goes."""

    name: str
    href: str
    page: str
    tier: str
    journeys: Sequence[tuple[str, str, str]]
    critical: int
    counts: Sequence[int]


def dimension_anchor(dimension: Dimension) -> str:
    """Return the id of a dimension's section in the catalogue of rules."""
    return f"ab-{dimension.value}"


def render_overview(study: Study, here: Here) -> RenderedPage:
    """Render the chapter's first page.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    gaps = study.judgement.gaps
    standing = [f for f in study.judgement.findings if f.state is not State.WAIVED]
    serious = [f for f in standing if f.severity is not Severity.NOTE]
    title = "How it fails"
    rows, _ = availability_rows(study, here)
    losses = list(_losses(study, here))
    radii = list(_radii(study, here))
    first = [row for row in rows if row.what in _FIRST]
    text = fill(
        "failure/overview.html",
        title=title,
        as_of=str(study.facts.handbook.as_of),
        dimensions=list(_dimensions(study, here)),
        findings=_some(serious, here),
        more=max(0, len(serious) - _MOST_FINDINGS),
        notes=counted(notes, "note") if (notes := len(standing) - len(serious)) else "",
        rules=here.to("rules", ""),
        deaths=[
            (
                death,
                [
                    (rule.id, here.to("rule", rule.id), count, marked(rule.asserts))
                    for rule, count in death.exposed
                ],
            )
            for death in death_standings(study.judgement, study.catalogue.values())
        ],
        availability=first,
        others=len(rows) - len(first),
        all_figures=here.to("failure", "availability"),
        losses=[row for row in losses if any(row.harm[:-1])],
        harmless=[(row.title, row.href) for row in losses if not any(row.harm[:-1])],
        radii=radii,
        others_lost=_others(study, {row.page for row in radii}, here),
        tiles=glance(study, rows, here),
        gaps=counted(len(gaps), "fact"),
        missing=here.to("failure", "missing"),
        waivers=here.to("failure", "waivers"),
        coverage=here.to("failure", "coverage"),
        waiver_count=counted(sum(w.in_force for w in study.judgement.waivers), "waiver"),
    )
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=title, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in _HEADINGS),
        ),
        anchors=frozenset({"ab-top", *(anchor for anchor, _ in _HEADINGS)}),
        search=(
            f"<p>{title}: what a loss does, which promises can be kept, the blast radius,"
            f" availability, findings. {escape(', '.join(TITLES_OF_DEATHS.values()))}</p>\n"
        ),
    )


def _some(findings: Sequence[Finding], here: Here) -> Sequence[FindingRow]:
    return finding_rows(findings[:_MOST_FINDINGS], here)


def _dimensions(study: Study, here: Here) -> Iterator[_DimensionRow]:
    for dimension in Dimension:
        about = [f for f in study.judgement.findings if f.dimension is dimension]
        standing = Counter(f.severity for f in about if f.state is not State.WAIVED)
        catalogue = here.to("rules", "")
        yield _DimensionRow(
            title=dimension.value.capitalize(),
            about=_ABOUT[dimension],
            href=f"{catalogue}#{dimension_anchor(dimension)}" if catalogue else "",
            counts=[standing[severity] for severity in Severity],
            waived=sum(f.state is State.WAIVED for f in about),
        )


def _losses(study: Study, here: Here) -> Iterator[_LossRow]:
    """Yield the losses of more than a component, the most harmful first."""
    rows = []
    for each in study.what_ifs.values():
        loss = each.loss
        if each.kind == "component":
            continue
        counts = [len(loss.those(state)) for state in (LossState.LOST, *_AFFECTED)]
        ended = [sum(is_ is state for is_ in loss.journeys.values()) for state in _AFFECTED]
        rows.append(
            _LossRow(
                title=each.title,
                href=here.to("what-if", each.key),
                journeys=_journeys(loss.journeys, here),
                counts=counts,
                harm=(*ended, *counts[1:], counts[0]),
            )
        )
    return iter(sorted(rows, key=lambda row: tuple(-number for number in row.harm)))


def _journeys(states: Mapping[str, LossState], here: Here) -> Sequence[tuple[str, str, str]]:
    """Return for each state that a journey is in: its word, its mark, the journeys."""
    return [
        (state.value, GLYPHS[state], listed(names, most=3))
        for state in _AFFECTED
        if (names := _those(states, state, here))
    ]


def _others(study: Study, shown: Collection[str], here: Here) -> list[tuple[str, str]]:
    """Return the components whose loss has a page that the table does not lead to."""
    pages = [
        (here.of.components[each.subject].name, here.to("what-if", each.key))
        for each in study.what_ifs.values()
        if each.kind == "component"
    ]
    return [(name, href) for name, href in pages if href not in shown]


def _those(states: Mapping[str, LossState], state: LossState, here: Here) -> Sequence[str]:
    """Return the names of the journeys that are in a state."""
    return [here.of.journeys[name].name for name, at in sorted(states.items()) if at is state]


def _radii(study: Study, here: Here) -> Iterator[_RadiusRow]:
    components = here.of.components
    radii = (
        radius
        for radius in study.facts.losses.radii
        if any(radius.rank) and not components[radius.component].kind.actor
    )
    for radius in islice(radii, _MOST_RADII):
        component = components[radius.component]
        yield _RadiusRow(
            name=component.name,
            href=here.to("component", component.id),
            page=here.to("what-if", f"component:{component.id}"),
            tier=str(component.tier or ""),
            journeys=_journeys(radius.journeys, here),
            critical=radius.critical,
            counts=(radius.down, radius.degraded, radius.delayed),
        )
