"""The page of one component."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from archbook.components.model import Component
from archbook.components.vocabulary import Lifecycle
from archbook.components.walking import journey_steps
from archbook.decisions.model import Decision, Status
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.edges import EdgeTable, edge_tables
from archbook.pages.architecture.facts import PLANES, component_rows
from archbook.pages.architecture.figures import figures
from archbook.pages.architecture.findings import finding_rows
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.operations import operations_rows
from archbook.pages.architecture.threats import threat_rows, threats_of
from archbook.pages.decision_entry import Entry
from archbook.pages.model import RenderedPage
from archbook.pages.panel import Item, Row
from archbook.pages.templates import fill
from archbook.rules.wording import counted
from archbook.source.findings import Finding, Severity, State

__all__ = ["DecisionGroup", "decision_groups", "render_component"]

_BANNERS = {
    Lifecycle.PLANNED: "Planned: it is not there yet, and takes no part in what can fail.",
    Lifecycle.DEPRECATED: "Deprecated: it still runs, and nothing new is to depend on it.",
    Lifecycle.RETIRED: "Retired: it no longer runs, and is kept here for the record.",
}
_VARIANTS = {
    Lifecycle.PLANNED: "proposed",
    Lifecycle.DEPRECATED: "deprecated",
    Lifecycle.RETIRED: "withdrawn",
}
_COMING = frozenset({Status.DRAFT, Status.PROPOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGroup:
    """Decisions that stand alike: in force, proposed, past."""

    title: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A journey through a component, and at which of its steps."""

    name: str
    href: str
    steps: Sequence[tuple[str, str]]


def render_component(component: Component, gallery: Gallery, here: Here) -> RenderedPage:
    """Render a component's page.

    Args:
        component: The component.
        gallery: The pictures.
        here: The page.
    """
    tables = edge_tables(component.id, here)
    findings = here.atlas.findings.get(component.id, ())
    what_if = here.to("what-if", f"component:{component.id}")
    rows = [*component_rows(component, here)]
    rows[-1:-1] = _standing(findings, what_if)
    operations = operations_rows(component, here)
    groups = decision_groups(here.atlas.about.get(component.id, ()), here)
    journeys = list(_journeys(component.id, here))
    whole = bool(here.of.parts(component.id))
    readiness = here.atlas.readiness(component.id, here) if here.atlas.readiness else ""
    kicker = f"{component.kind.title} · {PLANES[component.plane].lower()}"
    text = fill(
        "architecture/component.html",
        component=component,
        kicker=kicker,
        banner=_BANNERS.get(component.lifecycle, ""),
        variant=_VARIANTS.get(component.lifecycle, ""),
        rows=rows,
        figures=figures(f"component/{component.id}", gallery, here, table=whole),
        tables=tables,
        operations=operations,
        groups=groups,
        journeys=journeys,
        threats=threat_rows(threats_of(f"component:{component.id}", here), here),
        readiness=readiness,
        findings=finding_rows(findings, here),
        what_if=what_if,
    )
    headings = [
        ("ab-around", "Around it"),
        *((table.anchor, table.title) for table in tables),
        *([("ab-operations", "Operations")] if operations else ()),
        ("ab-decisions", "Decisions"),
        *([("ab-journeys", "Journeys")] if journeys else ()),
        *([("ab-threats", "Threats")] if component.threats else ()),
        *([("ab-readiness", "Readiness")] if readiness else ()),
        ("ab-findings", "Findings"),
    ]
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=component.name, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in headings),
        ),
        anchors=frozenset({"ab-top", *(anchor for anchor, _ in headings)}),
        search=_search(component, kicker, [*rows, *operations], tables),
    )


def _standing(findings: Iterable[Finding], what_if: str) -> Iterable[Row]:
    """Yield how the component stands: what rules find that stands, and the way to its loss."""
    several = tuple(findings)
    counts = Counter(f.severity for f in several if f.state is not State.WAIVED)
    said = [counted(counts[one], one.value) for one in Severity if counts[one]]
    waived = len(several) - counts.total()
    note = f"{waived} waived" if waived else ""
    words = Item(text=", ".join(said) or "none stands", href="#ab-findings", note=note)
    yield Row(name="findings", label="Findings", items=[words], unsearched=True)
    if what_if:
        way = Item(text="what happens then", href=what_if)
        yield Row(name="what-if", label="If it is lost", items=[way], unsearched=True)


def decision_groups(decisions: Iterable[Decision], here: Here) -> list[DecisionGroup]:
    """Return decisions by whether they are in force, are proposed, or have passed."""
    found: dict[str, list[Entry]] = {"In force": [], "Proposed": [], "Past": []}
    for decision in decisions:
        if decision.in_force:
            title = "In force"
        else:
            title = "Proposed" if decision.status in _COMING else "Past"
        found[title].append(here.decision(decision))
    return [DecisionGroup(title=title, entries=each) for title, each in found.items() if each]


def _journeys(component: str, here: Here) -> Iterable[_Passage]:
    for journey in here.of.journeys.values():
        if component not in journey.components:
            continue
        steps = journey_steps(here.of, journey.id)
        yield _Passage(
            name=journey.name,
            href=here.to("journey", journey.id),
            steps=[(step.number, step.words) for step in steps if step.component == component],
        )


def _search(
    component: Component, kicker: str, rows: Sequence[Row], tables: Sequence[EdgeTable]
) -> str:
    """Return the words a search is to find the page by, less what stands on other pages."""
    facts = " ".join(
        f"{row.label} {' '.join(item.text for item in row.items)}"
        for row in rows
        if not row.unsearched
    )
    said = [
        " ".join(
            part for part in (edge.verb, edge.others[0].name, edge.what, edge.fallback) if part
        )
        for table in tables
        if not table.control
        for edge in table.rows
    ]
    return (
        f"<p>{escape(component.name)} ({escape(component.id)}) {escape(kicker)} "
        f"{escape(component.does or '')} {escape(facts)}</p>\n"
        f'<h2 id="ab-uses">What it uses and what uses it</h2>\n{escape(". ".join(said))}\n'
    )
