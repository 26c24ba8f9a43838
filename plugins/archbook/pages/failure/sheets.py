"""Three tables: the register of waivers, what is decided and enforced, what is not stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.findings import marked, named
from archbook.pages.architecture.here import Here
from archbook.pages.decision_entry import Entry
from archbook.pages.failure.study import Study
from archbook.pages.failure.waiver_rows import in_register_order, waiver_row
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.rules.coverage import coverage
from archbook.rules.gaps import by_component
from archbook.rules.wording import counted

__all__ = ["render_coverage", "render_missing", "render_waivers"]

_SOON = 31  # days


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
            waiver_row(waiver, here, soon=_SOON, unused=waiver in study.judgement.unused)
            for waiver in in_register_order(study.judgement.waivers)
        ],
    )
    return _page(text, "Waivers", "exceptions to rules, granted by decisions, and their days left")


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
