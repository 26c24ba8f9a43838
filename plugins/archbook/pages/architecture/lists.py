"""Components as rows of a table, with what they can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archbook.components.model import Component
from archbook.components.vocabulary import Lifecycle
from archbook.pages.architecture.facts import PLANES
from archbook.pages.architecture.here import Here
from archbook.pages.facets import Facet

__all__ = ["ComponentRow", "component_facets", "list_components"]

_ORDER = {lifecycle.value: place for place, lifecycle in enumerate(Lifecycle)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentRow:
    """A component in a table.

    Attributes:
        id: Its id.
        name: Its name.
        href: Its page.
        does: What it does.
        kind: Its kind.
        plane: `data` or `control`.
        tier: Its tier, empty where none is stated.
        owner: Its owner's name and page.
        zone: Its zone's name and page.
        places: The names of its places, and of what they lie in.
        at: The names of its places alone.
        tags: Its tags.
        lifecycle: Its lifecycle, empty where it is live.
    """

    id: str
    name: str
    href: str
    does: str
    kind: str
    plane: str
    tier: str
    owner: tuple[str, str]
    zone: tuple[str, str]
    places: Sequence[str]
    at: Sequence[str]
    tags: Sequence[str]
    lifecycle: str


def list_components(names: Iterable[str], here: Here) -> list[ComponentRow]:
    """Return components as rows.

    Args:
        names: Their ids.
        here: The page.
    """
    return [_row(here.of.components[name], here) for name in names]


def _row(component: Component, here: Here) -> ComponentRow:
    of = here.of
    owner = of.owners.get(component.owner or "")
    zone = of.zones.get(component.zone or "")
    around = {place for name in component.at or () for place in of.places_around(name)}
    return ComponentRow(
        id=component.id,
        name=component.name,
        href=here.to("component", component.id),
        does=component.does or "",
        kind=component.kind.title,
        plane=component.plane.value,
        tier=str(component.tier or ""),
        owner=(owner.name, here.to("owner", owner.id)) if owner else ("", ""),
        zone=(zone.name, here.to("zone", zone.id)) if zone else ("", ""),
        places=sorted(of.places[name].name for name in around),
        at=[of.places[name].name for name in component.at or ()],
        tags=component.tags,
        lifecycle="" if component.lifecycle is Lifecycle.LIVE else component.lifecycle.value,
    )


def component_facets(rows: Sequence[ComponentRow]) -> list[Facet]:
    """Return what a table of components can be filtered by; only what parts them."""
    planes = {plane.value: words for plane, words in PLANES.items()}
    facets = [
        _facet("plane", "Plane", ([row.plane] for row in rows), planes),
        _facet("kind", "Kind", ([row.kind] for row in rows)),
        _facet("tier", "Tier", ([row.tier] for row in rows)),
        _facet("owner", "Owner", ([row.owner[0]] for row in rows)),
        _facet("zone", "Zone", ([row.zone[0]] for row in rows)),
        _facet("place", "Place", (row.places for row in rows)),
        _facet("tag", "Tag", (row.tags for row in rows)),
        _facet("lifecycle", "Lifecycle", ([row.lifecycle] for row in rows)),
    ]
    return [facet for facet in facets if facet.options]


def _facet(
    name: str, label: str, values: Iterable[Sequence[str]], words: dict[str, str] | None = None
) -> Facet:
    counts = Counter(value for several in values for value in dict.fromkeys(several) if value)
    names = sorted(counts, key=lambda one: (_ORDER.get(one, 0), one.casefold(), one))
    known = words or {}
    return Facet(
        name=name, label=label, options=[(one, known.get(one, one), counts[one]) for one in names]
    )
