"""The pages of owners, zones and places: what each is, its picture, its components."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from archbook.components.model import Owner, Place, Zone
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.boundaries import BoundaryRow, boundary_rows
from archbook.pages.architecture.facts import document, fact
from archbook.pages.architecture.figures import figures
from archbook.pages.architecture.findings import finding_rows
from archbook.pages.architecture.gallery import Gallery
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.lists import list_components
from archbook.pages.architecture.threats import threat_rows, threats_of
from archbook.pages.model import RenderedPage
from archbook.pages.panel import Item, Row
from archbook.pages.templates import fill

__all__ = ["owner_facts", "place_facts", "render_group", "zone_facts"]

_KICKERS = {"owner": "Owner", "zone": "Trust zone", "place": "Place"}


def render_group(kind: str, name: str, gallery: Gallery, here: Here) -> RenderedPage:
    """Render the page of an owner, a zone or a place.

    Args:
        kind: Which of the three.
        name: Its id.
        gallery: The pictures.
        here: The page.
    """
    of = here.of
    does: str | None = None
    if kind == "owner":
        title, does = of.owners[name].name, of.owners[name].does
        rows = owner_facts(of.owners[name], here)
    elif kind == "zone":
        title, does = of.zones[name].name, of.zones[name].does
        rows = zone_facts(of.zones[name], here)
    else:
        title = of.places[name].name
        rows = place_facts(of.places[name], here)
    view = here.atlas.views[f"{kind}/{name}"]
    shown = figures(view.id, gallery, here)
    components = list_components((*view.components, *view.left_out), here)
    text = fill(
        "architecture/group.html",
        title=title,
        kind=kind,
        kicker=_KICKERS[kind],
        does=does or "",
        rows=rows,
        figures=shown,
        components=components,
        journeys=[
            (journey.name, here.to("journey", journey.id))
            for journey in of.journeys.values()
            if kind == "owner" and journey.owner == name
        ],
        threats=threat_rows(threats_of(f"zone:{name}", here), here) if kind == "zone" else (),
        boundaries=_boundaries(name, here) if kind == "zone" else (),
        findings=finding_rows(here.atlas.findings_of(name), here) if kind == "owner" else None,
    )
    headings = [*((one.anchor, one.title) for one in shown[1:]), ("ab-components", "Components")]
    if kind == "owner":
        headings.append(("ab-findings", "Findings"))
    if kind == "zone" and here.of.zones[name].threats:
        headings.append(("ab-threats", "Threats"))
    if kind == "zone" and _boundaries(name, here):
        headings.append(("ab-boundaries", "Boundaries"))
    anchors = [anchor for anchor, _ in headings] + [one.anchor for one in shown[:1]]
    words = " ".join(item.text for row in rows for item in row.items if not row.unsearched)
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=title, anchor="ab-top"),
            *(TocItem(level=2, text=said, anchor=anchor) for anchor, said in headings),
        ),
        anchors=frozenset({"ab-top", *anchors}),
        search=f"<p>{escape(title)} {_KICKERS[kind]} {escape(does or '')} {escape(words)}</p>\n",
    )


def _boundaries(zone: str, here: Here) -> list[BoundaryRow]:
    """Return the boundaries of a zone."""
    mine = [one for one in here.atlas.boundaries.values() if zone in {one.source.id, one.target.id}]
    return boundary_rows(mine, here)


def owner_facts(owner: Owner, here: Here) -> list[Row]:
    """Return the panel of an owner."""
    return [
        fact("on-call", "On call", document(owner.on_call, here)),
        fact("contact", "Contact", document(owner.contact, here)),
        *_stated(f"owner:{owner.id}", here),
    ]


def zone_facts(zone: Zone, here: Here) -> list[Row]:
    """Return the panel of a trust zone."""
    trust = (
        [] if zone.trust is None else [Item(text=str(zone.trust), note="higher is more trusted")]
    )
    holds = [Item(text=name) for name in zone.may_hold or ()]
    if zone.may_hold is not None and not zone.may_hold:
        holds = [Item(text="nothing classified")]
    return [
        fact("trust", "Trust", trust),
        fact("may-hold", "May hold", holds),
        *_stated(f"zone:{zone.id}", here),
    ]


def place_facts(place: Place, here: Here) -> list[Row]:
    """Return the panel of a place."""
    of = here.of
    around = of.places_around(place.id)[1:]
    inside = [one for one in of.places.values() if one.within == place.id]
    rows = [fact("kind", "Kind", [Item(text=place.kind.value)] if place.kind else ())]
    if around:
        rows.append(fact("within", "Within", _places(around, here)))
    if inside:
        rows.append(fact("inside", "Holds", _places([one.id for one in inside], here)))
    return [*rows, *_stated(f"place:{place.id}", here)]


def _places(names: Sequence[str], here: Here) -> list[Item]:
    return [Item(text=here.of.places[name].name, href=here.to("place", name)) for name in names]


def _stated(subject: str, here: Here) -> Iterator[Row]:
    stated = here.stated(subject)
    if stated:
        item = Item(text=stated.text, href=stated.href, code=not stated.href)
        yield Row(name="source", label="Stated in", items=[item], unsearched=True)
