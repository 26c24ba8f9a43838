"""The page of a journey: its promise, its picture, its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from archbook.components.model import Journey, Step
from archbook.components.picture import PictureStep
from archbook.components.walking import journey_steps
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.edges import EdgeRow, edge_row
from archbook.pages.architecture.facts import fact, promise
from archbook.pages.architecture.figures import figures
from archbook.pages.architecture.findings import finding_rows
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.here import Here
from archbook.pages.model import RenderedPage
from archbook.pages.panel import Item, Row
from archbook.pages.templates import fill

__all__ = ["render_journey"]

_ENDS = {
    "fails": "the journey fails with it",
    "degrades": "the journey goes on with less",
    "delays": "the journey is delayed",
    "continues": "the journey continues",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _StepRow:
    """A step as a row.

    Attributes:
        number: Its number.
        name: The component it reaches.
        href: That one's page.
        words: What happens.
        start: The component it is reached from, empty for the first.
        edge: The edge by which it is reached.
        end: What losing it does to the journey, where the step says so.
    """

    number: str
    name: str
    href: str
    words: str
    start: str
    edge: EdgeRow | None
    end: str


def render_journey(journey: Journey, gallery: Gallery, here: Here) -> RenderedPage:
    """Render a journey's page.

    Args:
        journey: The journey.
        gallery: The pictures.
        here: The page.
    """
    shown = figures(f"journey/{journey.id}", gallery, here, table=False)
    steps = _steps(journey, here)
    rows = _facts(journey, here)
    decided = [d for name in journey.decisions for d in here.atlas.decisions(name)]
    text = fill(
        "architecture/journey.html",
        journey=journey,
        rows=rows,
        figures=shown,
        steps=steps,
        decisions=[here.decision(decision) for decision in decided],
        findings=finding_rows(here.atlas.findings.get(f"journey:{journey.id}", ()), here),
    )
    said = ". ".join(f"{row.name} {row.words}" for row in steps)
    facts = " ".join(item.text for row in rows for item in row.items if not row.unsearched)
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=journey.name, anchor="ab-top"),
            TocItem(level=2, text="Steps", anchor="ab-steps"),
            TocItem(level=2, text="Findings", anchor="ab-findings"),
        ),
        anchors=frozenset({"ab-top", "ab-steps", "ab-findings", *(one.anchor for one in shown)}),
        search=(
            f"<p>{escape(journey.name)} {escape(journey.does or '')} {escape(facts)}</p>\n"
            f'<h2 id="ab-steps">Steps</h2>\n{escape(said)}\n'
        ),
    )


def _facts(journey: Journey, here: Here) -> list[Row]:
    owner = here.of.owners.get(journey.owner or "")
    rows = [
        fact("promise", "Promised", promise(journey.slo)),
        fact("volume", "Volume", [Item(text=str(journey.volume))] if journey.volume else ()),
        fact(
            "owner",
            "Owner",
            [Item(text=owner.name, href=here.to("owner", owner.id))] if owner else (),
        ),
    ]
    if journey.tags:
        rows.append(fact("tags", "Tags", [Item(text=tag) for tag in journey.tags]))
    stated = here.stated(f"journey:{journey.id}")
    if stated:
        item = Item(text=stated.text, href=stated.href, code=not stated.href)
        rows.append(Row(name="source", label="Stated in", items=[item], unsearched=True))
    return rows


def _steps(journey: Journey, here: Here) -> Sequence[_StepRow]:
    stated = {step.number: step for step in journey.steps}
    return [_row(step, stated[step.number], here) for step in journey_steps(here.of, journey.id)]


def _row(step: PictureStep, stated: Step, here: Here) -> _StepRow:
    of = here.of
    return _StepRow(
        number=step.number,
        name=of.components[step.component].name,
        href=here.to("component", step.component),
        words=step.words,
        start=of.components[step.start].name if step.start else "",
        edge=edge_row(of.edges[step.via], here) if step.via else None,
        end=_ENDS[stated.if_lost.value] if stated.if_lost else "",
    )
