"""Three tables: the register of waivers, what is decided and enforced, what is not stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.findings import marked, named, stated_at
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.decision_entry import Entry
from archbook.pages.failure.study import Study
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.rules.coverage import coverage
from archbook.rules.gaps import by_component
from archbook.rules.waivers import Standing, Waiver
from archbook.rules.wording import counted
from archbook.source.findings import Location

__all__ = ["in_register_order", "render_coverage", "render_missing", "render_waivers"]

_SOON = 31  # days
_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class _WaiverRow:
    """A waiver in the register."""

    decision: Entry
    rule: tuple[str, str]
    item: str
    subjects: Sequence[tuple[str, str]]
    because: str
    until: str
    standing: str
    left: str
    soon: bool
    unused: bool
    stated: Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class _DecidedRow:
    """An accepted decision and what it asks for."""

    decision: Entry
    rules: Sequence[tuple[str, str, int]]
    others: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _GapRow:
    """A component and what the map does not state of it."""

    name: str
    href: str
    facts: Sequence[str]


def in_register_order(waivers: Iterable[Waiver]) -> list[Waiver]:
    """Return waivers as the register has them: those in force first, by the days they have left."""
    return sorted(waivers, key=lambda w: (_ORDER.index(w.standing), w.until, w.decision.id, w.line))


def render_waivers(study: Study, here: Here) -> RenderedPage:
    """Render the register of waivers: those in force first, by the days they have left.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    text = fill(
        "failure/waivers.html",
        overview=here.to("failure", ""),
        title="Waivers",
        as_of=str(study.facts.handbook.as_of),
        rows=[
            _waiver(waiver, study, here) for waiver in in_register_order(study.judgement.waivers)
        ],
    )
    return _page(text, "Waivers", "exceptions to rules, granted by decisions, and their days left")


def _waiver(waiver: Waiver, study: Study, here: Here) -> _WaiverRow:
    return _WaiverRow(
        decision=here.decision(waiver.decision),
        rule=(waiver.rule, here.to("rule", waiver.rule)),
        item=waiver.item,
        subjects=[named(subject, here) for subject in waiver.subjects],
        because=waiver.because,
        until=str(waiver.until),
        standing=waiver.standing.value,
        left=counted(waiver.days_left, "day") if waiver.in_force else "",
        soon=waiver.in_force and waiver.days_left <= _SOON,
        unused=waiver in study.judgement.unused,
        stated=stated_at(Location(file=waiver.decision.file, line=waiver.line), here),
    )


def render_coverage(study: Study, here: Here) -> RenderedPage:
    """Render which decisions are enforced by rules, and which rules no decision asks for.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    found = coverage(study.facts.handbook)
    open_findings = [f.rule for f in study.judgement.findings if f.state != "waived"]
    catalogue = study.catalogue
    text = fill(
        "failure/coverage.html",
        overview=here.to("failure", ""),
        title="Decided and enforced",
        decided=[
            _DecidedRow(
                decision=here.decision(each.decision),
                rules=[
                    (name, here.to("rule", name), open_findings.count(name)) for name in each.rules
                ],
                others=each.others,
            )
            for each in sorted(found.decided, key=lambda e: not (e.rules or e.others))
        ],
        undecided=[
            (name, here.to("rule", name), marked(catalogue[name].asserts))
            for name in found.undecided
        ],
    )
    return _page(text, "Decided and enforced", "which rules decisions ask for, and which none does")


def render_missing(study: Study, here: Here) -> RenderedPage:
    """Render what the map does not state and rules ask for, what unlocks the most first.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    gaps = study.judgement.gaps
    text = fill(
        "failure/missing.html",
        overview=here.to("failure", ""),
        title="What the map does not state",
        count=counted(len(gaps), "fact"),
        gaps=[
            (
                gap.fact,
                [named(f"component:{name}", here) for name in gap.components],
                [(name, here.to("rule", name)) for name in gap.rules],
            )
            for gap in gaps
        ],
        rows=list(_gaps(study, here)),
    )
    return _page(text, "What the map does not state", "facts that rules ask for")


def _gaps(study: Study, here: Here) -> Iterator[_GapRow]:
    for component, facts in by_component(study.judgement.gaps).items():
        name, href = named(f"component:{component}", here)
        yield _GapRow(name=name, href=href, facts=facts)


def _page(html: str, title: str, about: str) -> RenderedPage:
    return RenderedPage(
        html=html,
        toc=(TocItem(level=1, text=title, anchor="ab-top"),),
        anchors=frozenset({"ab-top"}),
        search=f"<p>{title}: {about}</p>\n",
    )
