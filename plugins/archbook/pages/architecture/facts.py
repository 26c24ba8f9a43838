"""What a component states of itself, as the rows of its panels; what it does not state, said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archbook.components.forms import NONE, Nothing
from archbook.components.model import Component
from archbook.components.values import Cost, Redundancy, Slo
from archbook.components.vocabulary import Lifecycle, Plane
from archbook.pages.architecture.here import Here
from archbook.pages.panel import Item, Row

__all__ = ["NOT_STATED", "PLANES", "Giver", "bare", "component_rows", "document", "fact", "promise"]

NOT_STATED = "not stated"

PLANES = {Plane.DATA: "Data plane", Plane.CONTROL: "Control plane"}
"""The planes as readers see them."""


def fact(name: str, label: str, items: Iterable[Item], *, empty: str = NOT_STATED) -> Row:
    """Return a row, which says so where there is nothing to show.

    Args:
        name: Class of the row.
        label: What the reader sees.
        items: The values.
        empty: What stands in for them.
    """
    shown = tuple(items) or (Item(text="", note=empty),)
    return Row(name=name, label=label, items=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Tells which of a component's fields it has from a whole."""

    component: Component
    here: Here

    def note(self, field: str) -> str:
        """Return `from Shop` for a field that the component has from there, else nothing."""
        whole = self.component.inherited.get(field)
        if whole is None:
            return ""
        return f"from {self.here.of.components[whole].name}"


def component_rows(component: Component, here: Here) -> list[Row]:
    """Return the panel of a component.

    Args:
        component: The component.
        here: The page it stands on.
    """
    giver = Giver(component=component, here=here)
    rows = [*_what(component, here), *_who(component, giver), *_where(component, giver)]
    rows += _promises(component, giver)
    rows += _data(component)
    rows += _rest(component, here)
    return rows


def _what(component: Component, here: Here) -> Iterator[Row]:
    kind = component.kind
    yield fact("kind", "Kind", [Item(text=kind.title)])
    plane = here.to("plane", f"{component.plane}-plane")
    yield fact("plane", "Plane", [Item(text=PLANES[component.plane], href=plane)])
    if component.lifecycle is not Lifecycle.LIVE:
        yield fact("lifecycle", "Lifecycle", [Item(text=component.lifecycle.value)])


def _who(component: Component, giver: Giver) -> Iterator[Row]:
    here = giver.here
    owner = here.of.owners.get(component.owner or "")
    if owner is None:
        yield fact("owner", "Owner", [Item(text="none")] if component.ownerless else ())
        yield fact("on-call", "On call", ())
    else:
        item = Item(text=owner.name, href=here.to("owner", owner.id), note=giver.note("owner"))
        yield fact("owner", "Owner", [item])
        yield fact("on-call", "On call", document(owner.on_call, here))
    tier = [Item(text=str(component.tier), note=giver.note("tier"))] if component.tier else ()
    if tier or not component.kind.actor:
        yield fact("tier", "Tier", tier)


def bare(address: str) -> str:
    """Return an address as readers say it: without its scheme."""
    for scheme in ("https://", "http://", "mailto:", "tel:"):
        address = address.removeprefix(scheme)
    return address


def document(value: str | Nothing | None, here: Here) -> Iterator[Item]:
    """Yield what a link leads to, or that there is none; nothing where it is not stated."""
    if value is NONE:
        yield Item(text="none")
    elif value:
        href = here.document(value)
        yield Item(text=bare(value), href=href, code=not href)


def _where(component: Component, giver: Giver) -> Iterator[Row]:
    here, of = giver.here, giver.here.of
    zone = of.zones.get(component.zone or "")
    if zone or not component.kind.actor:
        shown = (
            [Item(text=zone.name, href=here.to("zone", zone.id), note=giver.note("zone"))]
            if zone
            else ()
        )
        yield fact("zone", "Trust zone", shown)
    if component.within:
        whole = of.components[component.within]
        items = [Item(text=whole.name, href=here.to("component", whole.id))]
        yield fact("within", "Part of", items)
    parts = [of.components[name] for name in of.parts(component.id)]
    if parts:
        items = [Item(text=part.name, href=here.to("component", part.id)) for part in parts]
        yield fact("parts", "Parts", items)
    if component.kind.actor:
        return
    places = [of.places[name] for name in component.at or ()]
    items = [Item(text=place.name, href=here.to("place", place.id)) for place in places]
    if items and (note := giver.note("at")):
        items.append(Item(text="", note=note))
    yield fact("places", "Places", items)
    yield fact("redundancy", "Redundancy", _redundancy(component.redundancy, giver))


def _redundancy(stated: Redundancy | None, giver: Giver) -> Iterator[Item]:
    if stated is None:
        return
    run = f"{stated.replicas} run" if stated.replicas is not None else "one in each place"
    needs = stated.needs or 1
    yield Item(
        text=f"{run}, {needs} {'is' if needs == 1 else 'are'} needed",
        note=giver.note("redundancy"),
    )


def _promises(component: Component, giver: Giver) -> Iterator[Row]:
    if component.kind.actor:
        return
    yield fact("promise", "Promised", promise(component.slo))
    if component.own_availability is not None:
        items = [Item(text=str(component.own_availability), note="without what it depends on")]
        yield fact("own-availability", "Of its own", items)
    if component.technology:
        item = Item(text=component.technology, note=giver.note("technology"))
        yield fact("technology", "Technology", [item])


def promise(slo: Slo | None) -> Iterator[Item]:
    """Yield what is promised: availability, latency, freshness, and who is told of a breach."""
    if slo is None:
        return
    if slo.availability is not None:
        yield Item(text=f"{slo.availability} available")
    latency = slo.latency
    for share in ("p50", "p90", "p95", "p99", "p999"):
        if latency and (limit := getattr(latency, share)) is not None:
            yield Item(text=f"{share} within {limit}")
    if slo.freshness is not None:
        yield Item(text=f"not older than {slo.freshness}")
    if slo.alert is not None:
        words = {True: "alerted", False: "no alert"}
        alert = slo.alert
        text = words[alert] if isinstance(alert, bool) else f"alert: {alert}"
        yield Item(text="", note=text)


def _data(component: Component) -> Iterator[Row]:
    if component.kind.actor:
        return
    holds = component.holds
    items = [Item(text=name) for name in holds or ()]
    empty = NOT_STATED if holds is None else "none"
    yield fact("holds", "Data held", items, empty=empty)
    if component.cost is not None:
        yield fact("cost", "Cost", _cost(component.cost))


def _cost(cost: Cost) -> Iterator[Item]:
    if cost.monthly is not None:
        yield Item(text=f"{cost.monthly} a month")
    if cost.alert is not None and cost.alert is not False:
        yield Item(text="", note="alerted" if cost.alert is True else f"alert: {cost.alert}")


def _rest(component: Component, here: Here) -> Iterator[Row]:
    if component.tags:
        yield fact("tags", "Tags", [Item(text=tag) for tag in component.tags])
    if component.links:
        items = [Item(text=text, href=here.document(link)) for text, link in component.links]
        yield fact("links", "Links", items)
    stated = here.stated(f"component:{component.id}")
    if stated:
        item = Item(text=stated.text, href=stated.href, code=not stated.href)
        yield Row(name="source", label="Stated in", items=[item], unsearched=True)
