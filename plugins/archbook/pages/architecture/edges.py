"""Edges as tables: what a component uses, what uses it, what controls it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archbook.components.forms import NONE
from archbook.components.model import Edge
from archbook.components.vocabulary import IfLost, Mode, When
from archbook.pages.architecture.facts import NOT_STATED
from archbook.pages.architecture.here import Here
from archbook.pages.decision_entry import Entry

__all__ = ["EdgeRow", "EdgeTable", "edge_row", "edge_tables"]

LOSSES = {
    IfLost.FAILS: "fails",
    IfLost.DEGRADES: "degrades",
    IfLost.DELAYS: "is delayed",
    IfLost.CONTINUES: "continues",
}
"""What the one at the other end does when one end is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A component at the end of an edge."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeRow:
    """An edge as a row.

    Attributes:
        verb: The verb as the page's component says it: `calls`, `called by`.
        other: The component at the other end.
        source: The component it is said of.
        target: The one at its other end.
        says: The verb as the source says it.
        mode: How it works.
        what: What is done over it.
        how: Protocol, authentication, encryption, in words.
        data: The classes of data that travel.
        timeout: The timeout in words.
        retries: The retries in words.
        loss: What a loss does: a value of `IfLost`.
        sufferer: Who suffers from it.
        loss_words: The same as a sentence.
        by_default: Whether the map leaves that to the verb.
        fallback: What happens instead.
        notes: What else is stated.
        decisions: What decided it.
    """

    verb: str
    other: End
    source: End
    target: End
    says: str
    mode: str
    what: str
    how: str
    data: str
    timeout: str
    retries: str
    loss: str
    sufferer: str
    loss_words: str
    by_default: bool
    fallback: str
    notes: Sequence[str]
    decisions: Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeTable:
    """Edges of one sort.

    Attributes:
        anchor: Id of its heading.
        title: Its heading.
        caption: What it lists, in a sentence.
        control: Whether it lists edges of control, of which there is less to say.
        rows: The edges.
    """

    anchor: str
    title: str
    caption: str
    control: bool
    rows: Sequence[EdgeRow]


def edge_tables(component: str, here: Here) -> list[EdgeTable]:
    """Return the tables of a component's edges; the first two also where they are empty.

    Args:
        component: Its id.
        here: The page they stand on.
    """
    of = here.of
    name = of.components[component].name
    out, into = of.edges_from(component), of.edges_to(component)
    serving = [edge for edge in (*out, *into) if edge.mode is not Mode.CONTROL]
    tables = (
        ("uses", "Uses", f"What {name} needs.", [e for e in serving if e.sufferer == component]),
        ("used-by", "Used by", f"What needs {name}.", [e for e in serving if e.cause == component]),
        (
            "controlled-by",
            "Controlled by",
            f"What deploys, configures, observes or routes {name}.",
            [edge for edge in into if edge.mode is Mode.CONTROL],
        ),
        (
            "controls",
            "Controls",
            f"What {name} deploys, configures, observes or routes.",
            [edge for edge in out if edge.mode is Mode.CONTROL],
        ),
    )
    return [
        EdgeTable(
            anchor=f"ab-{anchor}",
            title=title,
            caption=caption,
            control=anchor.startswith("control"),
            rows=[edge_row(edge, here, seen_from=component) for edge in edges],
        )
        for anchor, title, caption, edges in tables
        if edges or not anchor.startswith("control")
    ]


def edge_row(edge: Edge, here: Here, *, seen_from: str = "") -> EdgeRow:
    """Return an edge in words.

    Args:
        edge: The edge.
        here: The page it stands on.
        seen_from: The component whose page it is; the edge's source where none is.
    """
    forward = seen_from in {"", edge.source}
    source, target = _end(edge.source, here), _end(edge.target, here)
    sufferer = here.of.components[edge.sufferer].name
    decided = [d for name in edge.decisions for d in here.atlas.decisions(name)]
    return EdgeRow(
        verb=edge.verb.name if forward else edge.verb.passive,
        other=target if forward else source,
        source=source,
        target=target,
        says=edge.verb.name,
        mode=edge.mode.value,
        what=edge.what or "",
        how=_how(edge),
        data=_data(edge),
        timeout=_stated(edge.timeout),
        retries=_stated(edge.retries),
        loss=edge.if_lost.value,
        sufferer=sufferer,
        loss_words=f"{sufferer} {LOSSES[edge.if_lost]}",
        by_default=edge.stated_if_lost is None,
        fallback="" if edge.fallback in {None, NONE} else str(edge.fallback),
        notes=tuple(_notes(edge, here)),
        decisions=[here.decision(decision) for decision in decided],
    )


def _end(component: str, here: Here) -> End:
    return End(name=here.of.components[component].name, href=here.to("component", component))


def _stated(value: object) -> str:
    if value is None:
        return NOT_STATED
    return str(value)


def _how(edge: Edge) -> str:
    """Return protocol and authentication, and whether what travels is encrypted."""
    parts = [edge.protocol or ""]
    if edge.travels_encrypted is not None:
        parts.append("encrypted" if edge.travels_encrypted else "not encrypted")
    if edge.auth is NONE:
        parts.append("no authentication")
    elif edge.auth:
        parts.append(f"authenticated by {edge.auth}")
    return ", ".join(part for part in parts if part)


def _data(edge: Edge) -> str:
    if edge.data is None:
        return NOT_STATED
    return ", ".join(edge.data) or "none"


def _notes(edge: Edge, here: Here) -> Iterable[str]:
    """Yield what else an edge states, a few words each."""
    if edge.when is When.STARTUP:
        yield "needed to start only"
    if edge.any_of:
        of, sufferer = here.of, edge.sufferer
        others = [
            of.components[other.cause].name
            for other in (*of.edges_from(sufferer), *of.edges_to(sufferer))
            if other.alternatives == edge.alternatives and other.id != edge.id
        ]
        yield f"or {', '.join(others)} instead" if others else f"one of “{edge.any_of}”"
    if edge.idempotent is not None:
        yield "may be repeated safely" if edge.idempotent else "must not be repeated"
    if edge.outbox:
        yield "through an outbox"
    if edge.cached:
        yield f"{edge.cached.value} copies are kept"
    if edge.stale_for:
        yield f"may be {edge.stale_for} old"
    if edge.dead_letter is NONE:
        yield "no dead letters"
    elif edge.dead_letter:
        known = here.of.components.get(edge.dead_letter)
        yield f"dead letters to {known.name if known else edge.dead_letter}"
    if edge.switch:
        yield f"{edge.switch.value} switch"
