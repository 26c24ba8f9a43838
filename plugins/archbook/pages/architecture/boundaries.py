"""The pages of boundaries between trust zones: what crosses, and what could go wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from archbook.components.forms import NONE
from archbook.components.model import Edge
from archbook.components.vocabulary import IfLost
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.crossing import boundary_title
from archbook.pages.architecture.edges import LOSSES, PLURAL
from archbook.pages.architecture.facts import NOT_STATED, fact
from archbook.pages.architecture.figures import figures
from archbook.pages.architecture.findings import finding_rows
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.threats import threat_counts, threat_rows
from archbook.pages.model import RenderedPage
from archbook.pages.panel import Item, Row
from archbook.pages.templates import fill
from archbook.rules.analyses.threat_model import Boundary
from archbook.rules.wording import counted
from archbook.source.findings import Finding, State, in_order

__all__ = ["BoundaryRow", "boundary_rows", "render_boundaries", "render_boundary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryRow:
    """A boundary in a table.

    Attributes:
        title: The two zones.
        href: Its page.
        way: Whether it leads into more trust or less, in words.
        edges: How many edges cross it.
        unproven: How many of them state no authentication, or that there is none.
        bare: How many state no encryption, or that there is none.
        data: The classes of data that cross.
        threats: How the threats named at it stand, in words.
        findings: How many findings about what crosses it stand.
    """

    title: str
    href: str
    way: str
    edges: int
    unproven: int
    bare: int
    data: str
    threats: str
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crossing:
    """An edge that crosses, or several of one component that say the same of others."""

    source: tuple[str, str]
    verb: str
    targets: Sequence[tuple[str, str]]
    what: str
    auth: str
    encryption: str
    data: str
    loss: str
    loss_words: str


def render_boundary(boundary: Boundary, gallery: Gallery, here: Here) -> RenderedPage:
    """Render the page of a boundary.

    Args:
        boundary: The boundary.
        gallery: The pictures.
        here: The page.
    """
    title = boundary_title(boundary)
    view = next(v for v in here.atlas.views.values() if v.subject == boundary.words)
    shown = figures(view.id, gallery, here, table=False)
    row = _row(boundary, here)
    text = fill(
        "architecture/boundary.html",
        title=title,
        does=_summary(boundary, row),
        rows=_facts(boundary, row, here),
        figures=shown,
        threats=threat_rows(boundary.threats, here),
        edges=_merged([_crossing(edge, here) for edge in _worst_first(boundary.edges)]),
        findings=finding_rows(_findings(boundary, here), here),
        rule=here.to("rule", "threat-unanswered"),
    )
    headings = (
        ("ab-threats", "What could go wrong"),
        ("ab-edges", "What crosses"),
        ("ab-findings", "Findings"),
    )
    said = " ".join(f"{one.threat.what} {one.threat.answer or ''}" for one in boundary.threats)
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=title, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in headings),
        ),
        anchors=frozenset(
            {"ab-top", *(anchor for anchor, _ in headings), *(one.anchor for one in shown)}
        ),
        search=(
            f"<p>Boundary from {escape(boundary.source.name)} to {escape(boundary.target.name)}."
            f" {escape(said)}</p>\n"
        ),
    )


def render_boundaries(here: Here) -> RenderedPage:
    """Render the index of boundaries.

    Args:
        here: The page.
    """
    rows = boundary_rows(here.atlas.boundaries.values(), here)
    names = escape(", ".join(row.title for row in rows))
    return RenderedPage(
        html=fill("architecture/boundaries.html", title="Boundaries", rows=rows),
        toc=(TocItem(level=1, text="Boundaries", anchor="ab-top"),),
        anchors=frozenset({"ab-top"}),
        search=f"<p>Boundaries between trust zones: {names}</p>\n",
    )


def boundary_rows(boundaries: Iterable[Boundary], here: Here) -> list[BoundaryRow]:
    """Return boundaries as rows, those into the most trust first.

    Args:
        boundaries: The boundaries.
        here: The page.
    """
    order = sorted(boundaries, key=lambda one: (-_climb(one), one.words))
    return [_row(one, here) for one in order]


def _climb(boundary: Boundary) -> int:
    return (boundary.target.trust or 0) - (boundary.source.trust or 0)


def _row(boundary: Boundary, here: Here) -> BoundaryRow:
    climb = _climb(boundary)
    stated = boundary.source.trust is not None and boundary.target.trust is not None
    way = "into more trust" if climb > 0 else "into less trust" if climb < 0 else "as trusted"
    data = sorted({name for edge in boundary.edges for name in edge.data or ()})
    standing = [f for f in _findings(boundary, here) if f.state is not State.WAIVED]
    return BoundaryRow(
        title=boundary_title(boundary),
        href=here.to("boundary", boundary.words),
        way=way if stated else "trust not stated",
        edges=len(boundary.edges),
        unproven=sum(edge.auth in {None, NONE} for edge in boundary.edges),
        bare=sum(not edge.travels_encrypted for edge in boundary.edges),
        data=", ".join(data),
        threats=threat_counts(boundary.threats),
        findings=len(standing),
    )


def _findings(boundary: Boundary, here: Here) -> tuple[Finding, ...]:
    """Return the findings about the edges that cross."""
    subjects = {f"edge:{edge.id}" for edge in boundary.edges}
    ends = {end for edge in boundary.edges for end in (edge.source, edge.target)}
    return in_order(
        finding
        for end in sorted(ends)
        for finding in here.atlas.findings.get(end, ())
        if finding.subject in subjects
    )


def _summary(boundary: Boundary, row: BoundaryRow) -> str:
    crossed = counted(row.edges, "edge")
    carried = f", carrying {row.data} data" if row.data else ""
    return (
        f"{crossed} {'crosses' if row.edges == 1 else 'cross'} from {boundary.source.name} into"
        f" {boundary.target.name}, {row.way}{carried}."
    )


def _facts(boundary: Boundary, row: BoundaryRow, here: Here) -> list[Row]:
    def zone(name: str, label: str) -> Row:
        end = boundary.source if name == "from" else boundary.target
        note = "" if end.trust is None else f"trust {end.trust}"
        return fact(name, label, [Item(text=end.name, href=here.to("zone", end.id), note=note)])

    proven, sealed = row.edges - row.unproven, row.edges - row.bare
    return [
        zone("from", "From"),
        zone("to", "Into"),
        fact("auth", "Prove who they are", [Item(text=f"{proven} of {row.edges}")]),
        fact("encryption", "Encrypted", [Item(text=f"{sealed} of {row.edges}")]),
        fact("threats", "Threats", [Item(text=row.threats)]),
    ]


def _worst_first(edges: Sequence[Edge]) -> list[Edge]:
    """Return edges with those first that prove or hide nothing."""
    return sorted(
        edges,
        key=lambda e: (e.auth not in {None, NONE}, bool(e.travels_encrypted), e.source, e.id),
    )


def _crossing(edge: Edge, here: Here) -> _Crossing:
    ends = [
        (here.of.components[name].name, here.to("component", name))
        for name in (edge.source, edge.target)
    ]
    encrypted = edge.travels_encrypted
    words = NOT_STATED if encrypted is None else "encrypted" if encrypted else "not encrypted"
    lost = here.of.components[edge.sufferer].name
    return _Crossing(
        source=ends[0],
        verb=edge.verb.name,
        targets=(ends[1],),
        what=edge.what or "",
        auth=NOT_STATED if edge.auth is None else str(edge.auth),
        encryption=f"{edge.protocol}, {words}" if edge.protocol else words,
        data=NOT_STATED if edge.data is None else ", ".join(edge.data) or "none",
        loss=edge.if_lost.value,
        loss_words=f"{lost} {LOSSES[edge.if_lost]}",
    )


def _merged(rows: Sequence[_Crossing]) -> list[_Crossing]:
    """Put rows together that say the same of several targets."""
    found: dict[tuple[object, ...], _Crossing] = {}
    for row in rows:
        key = (row.source, row.verb, row.what, row.auth, row.encryption, row.data, row.loss)
        known = found.get(key)
        if known is None:
            found[key] = row
        else:
            words = known.loss_words
            if row.loss_words != words:  # the target suffers, and there are several of them
                words = f"they {PLURAL[IfLost(row.loss)]}"
            found[key] = replace(known, targets=(*known.targets, *row.targets), loss_words=words)
    return list(found.values())
