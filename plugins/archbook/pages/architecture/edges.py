"""Edges as tables: what a component uses, what uses it, what controls it, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

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

PLURAL = {
    IfLost.FAILS: "fail",
    IfLost.DEGRADES: "degrade",
    IfLost.DELAYS: "are delayed",
    IfLost.CONTINUES: "continue",
}
"""The same of several."""


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
        part: Which of its parts it is that does so, empty for itself.
        others: The component at the other end; several where a row stands for several edges.
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
        sufferer_outside: Whether that is the other end.
        loss_words: The same as a sentence.
        by_default: Whether the map leaves that to the verb.
        fallback: What happens instead.
        notes: What else is stated.
        decisions: What decided it.
    """

    verb: str
    part: str
    others: Sequence[End]
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
    sufferer_outside: bool
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
    """Return the tables of a component's edges to others; those of its parts are among them.

    The first two are there even where they are empty; edges of control that say the same of
    several components are one row.

    Args:
        component: Its id.
        here: The page they stand on.
    """
    of = here.of
    name = of.components[component].name
    inside = {component, *of.parts(component, deep=True)}
    out = [e for each in sorted(inside) for e in of.edges_from(each) if e.target not in inside]
    into = [e for each in sorted(inside) for e in of.edges_to(each) if e.source not in inside]
    serving = [edge for edge in (*out, *into) if edge.mode is not Mode.CONTROL]
    tables = (
        ("uses", "Uses", f"What {name} needs", [e for e in serving if e.sufferer in inside]),
        ("used-by", "Used by", f"What needs {name}", [e for e in serving if e.cause in inside]),
        (
            "controlled-by",
            "Controlled by",
            f"What deploys, configures, observes or routes {name}",
            [edge for edge in into if edge.mode is Mode.CONTROL],
        ),
        (
            "controls",
            "Controls",
            f"What {name} deploys, configures, observes or routes",
            [edge for edge in out if edge.mode is Mode.CONTROL],
        ),
    )
    return [
        EdgeTable(
            anchor=f"ab-{anchor}",
            title=title,
            caption=caption,
            control=anchor.startswith("control"),
            rows=_merged(
                [edge_row(edge, here, seen_from=component, inside=inside) for edge in edges],
                together=anchor.startswith("control"),
            ),
        )
        for anchor, title, caption, edges in tables
        if edges or not anchor.startswith("control")
    ]


def _merged(rows: Sequence[EdgeRow], *, together: bool) -> list[EdgeRow]:
    """Put rows together that say the same of several others."""
    if not together:
        return list(rows)
    found: dict[tuple[str, ...], EdgeRow] = {}
    for row in rows:
        key = (row.verb, row.part, row.what, row.loss, row.fallback)
        if key in found:
            others = (*found[key].others, *row.others)
            words = f"{'they' if row.sufferer_outside else row.sufferer} "
            words += (PLURAL if row.sufferer_outside else LOSSES)[IfLost(row.loss)]
            found[key] = replace(found[key], others=others, loss_words=words)
        else:
            found[key] = row
    return list(found.values())


def edge_row(
    edge: Edge, here: Here, *, seen_from: str = "", inside: Collection[str] = ()
) -> EdgeRow:
    """Return an edge in words.

    Args:
        edge: The edge.
        here: The page it stands on.
        seen_from: The component whose page it is; the edge's source where none is.
        inside: That component and its parts.
    """
    forward = not inside or edge.source in inside
    own = edge.source if forward else edge.target
    source, target = _end(edge.source, here), _end(edge.target, here)
    sufferer = here.of.components[edge.sufferer].name
    decided = [d for name in edge.decisions for d in here.atlas.decisions(name)]
    return EdgeRow(
        verb=edge.verb.name if forward else edge.verb.passive,
        part=here.of.components[own].name if inside and own != seen_from else "",
        others=(target if forward else source,),
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
        sufferer_outside=bool(inside) and edge.sufferer not in inside,
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
        parts.append(f"authentication: {edge.auth}")
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
        yield _alternatives(edge, here)
    if edge.idempotent is not None:
        yield "may be repeated safely" if edge.idempotent else "must not be repeated"
    if edge.outbox:
        yield "through an outbox"
    if edge.cached:
        yield f"{edge.cached.value} copies are kept"
    if edge.stale_for:
        bounded = edge.stale_for is not NONE
        yield f"may be {edge.stale_for} old" if bounded else "nothing limits how old it gets"
    if edge.dead_letter is NONE:
        yield "no dead letters"
    elif edge.dead_letter:
        known = here.of.components.get(edge.dead_letter)
        yield f"dead letters to {known.name if known else edge.dead_letter}"
    if edge.switch:
        yield f"{edge.switch.value} switch"


def _alternatives(edge: Edge, here: Here) -> str:
    of, sufferer = here.of, edge.sufferer
    others = [
        of.components[other.cause].name
        for other in (*of.edges_from(sufferer), *of.edges_to(sufferer))
        if other.alternatives == edge.alternatives and other.id != edge.id
    ]
    return f"or {', '.join(others)} instead" if others else f"one of “{edge.any_of}”"
