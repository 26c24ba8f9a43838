"""How many there are of each kind of thing in the handbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archbook.components.vocabulary import VERBS, IfLost, Mode, PlaceKind, Plane, When
from archbook.pages.quotes.book import Quoting, nearest
from archbook.pages.quotes.choosing import chosen, chosen_components, chosen_decisions
from archbook.pages.quotes.standing import chosen_findings, chosen_rules, chosen_waivers

__all__ = ["count"]


def count(at: Quoting, what: str, **filters: Any) -> int:
    """Return how many there are of something: `count("components", plane="data", tier=1)`.

    Args:
        at: The page.
        what: `components`, `edges`, `decisions`, `journeys`, `owners`, `zones`, `places`, `rules`,
            `findings` or `waivers`.
        **filters: What must hold of what is counted.
    """
    counter = _COUNTERS.get(str(what))
    if counter is None:
        raise nearest(str(what), tuple(_COUNTERS), "There is no counting of")
    return counter(at, filters)


def _edges(at: Quoting, filters: Mapping[str, Any]) -> int:
    of = at.of
    things = (
        (
            edge,
            {
                "plane": edge.plane.value,
                "mode": edge.mode.value,
                "verb": edge.verb.name,
                "if-lost": edge.if_lost.value,
                "when": edge.when.value,
                "source": edge.source,
                "target": edge.target,
            },
        )
        for edge in of.edges.values()
    )
    known = {
        "plane": tuple(Plane),
        "mode": tuple(Mode),
        "verb": tuple(VERBS),
        "if-lost": tuple(IfLost),
        "when": tuple(When),
        "source": of.components,
        "target": of.components,
    }
    return len(chosen(things, filters, known, "Edges"))


def _journeys(at: Quoting, filters: Mapping[str, Any]) -> int:
    of = at.of
    things = [
        (
            journey,
            {
                "owner": journey.owner or "none",
                "component": journey.components,
                "tag": journey.tags or ("none",),
            },
        )
        for journey in of.journeys.values()
    ]
    known = {
        "owner": ("none", *of.owners),
        "component": of.components,
        "tag": ("none", *(tag for journey, _ in things for tag in journey.tags)),
    }
    return len(chosen(things, filters, known, "Journeys"))


def _zones(at: Quoting, filters: Mapping[str, Any]) -> int:
    things = [
        (zone, {"trust": _or_none(zone.trust), "may-hold": zone.may_hold or ("none",)})
        for zone in at.of.zones.values()
    ]
    known = {
        "trust": ("none", *(str(has["trust"]) for _, has in things)),
        "may-hold": ("none", *(word for zone, _ in things for word in zone.may_hold or ())),
    }
    return len(chosen(things, filters, known, "Zones"))


def _places(at: Quoting, filters: Mapping[str, Any]) -> int:
    of = at.of
    things = (
        (
            place,
            {
                "kind": _or_none(place.kind),
                "within": of.places_around(place.id)[1:] or ("none",),
            },
        )
        for place in of.places.values()
    )
    known = {"kind": ("none", *PlaceKind), "within": ("none", *of.places)}
    return len(chosen(things, filters, known, "Places"))


def _or_none(value: object) -> str:
    return "none" if value is None else str(value)


def _owners(at: Quoting, filters: Mapping[str, Any]) -> int:
    return len(chosen(((owner, {}) for owner in at.of.owners), filters, {}, "Owners"))


_COUNTERS: Mapping[str, Callable[[Quoting, Mapping[str, Any]], int]] = {
    "components": lambda at, filters: len(chosen_components(at, filters)),
    "edges": _edges,
    "decisions": lambda at, filters: len(chosen_decisions(at, filters)),
    "journeys": _journeys,
    "owners": _owners,
    "zones": _zones,
    "places": _places,
    "rules": lambda at, filters: len(chosen_rules(at, filters)),
    "findings": lambda at, filters: len(chosen_findings(at, filters)),
    "waivers": lambda at, filters: len(chosen_waivers(at, filters)),
}
