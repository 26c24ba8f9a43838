"""Puts cards together until a picture holds them: what is alike first, what matters least next.

A picture of more components than one can take in is an overview: components of one family in one
zone become one card (topics and queues, what releases, third parties of one kind), then whole
zones, and only where that is not enough, families across zones. What a journey needs and what is
of tier 1 stays apart the longest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archbook.components.assembling import ZONE_CARD
from archbook.components.component_map import ComponentMap
from archbook.components.families import family_of, plural
from archbook.components.model import Component
from archbook.components.vocabulary import Lifecycle, Mode, Plane

__all__ = ["Grouping", "grouped"]

_TIERS = {1: 8.0, 2: 3.0, 3: 1.5}
_UNKNOWN_TIER = 2.0
_JOURNEY = 1.0  # for each journey that passes through, up to three
_JOURNEYS_MOST = 3
_START = 3.0  # for whoever begins a journey
_CONTROL = 0.5  # the control plane is told in fewer words than what serves
# Prices of putting together what is less and less alike.
_KIND, _FAMILY, _ZONE, _FAR_FAMILY, _SIDE, _PLANE = 1.0, 1.3, 3.0, 4.0, 40.0, 400.0
_LEAST = 0.1
_FULL = 6  # a card that stands for more than this many says little
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Which components stand on one card, and what the card is called.

    Attributes:
        into: For each component that is put together with others, its group's id.
        titles: The title of each group.
    """

    into: Mapping[str, str]
    titles: Mapping[str, str]

    def members(self) -> dict[str, list[str]]:
        """Return the components of each group, sorted."""
        found: dict[str, list[str]] = {group: [] for group in self.titles}
        for name, group in sorted(self.into.items()):
            found[group].append(name)
        return found


def grouped(of: ComponentMap, nodes: Mapping[str, frozenset[str]], limit: int) -> Grouping:
    """Put nodes together until there are no more of them than the limit.

    Args:
        of: The map.
        nodes: The nodes there are, each a component and what is folded into it.
        limit: How many there may be; at least 2.
    """
    if len(nodes) <= limit:
        return Grouping(into={}, titles={})
    kins = _kins(of)
    heap = _Heap(of=of, limit=limit, kins=kins, clumps=[_clump(of, n, kins) for n in sorted(nodes)])
    heap.join_twins()
    while len(heap.clumps) > limit:
        heap.join_cheapest()
    into: dict[str, str] = {}
    titles: dict[str, str] = {}
    for clump in heap.clumps:
        if len(clump.nodes) > 1:
            group = f"group:{clump.key}"
            titles[group] = clump.title
            into |= {name: group for node in clump.nodes for name in nodes[node]}
    return Grouping(into=into, titles=titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clump:
    """Nodes on one card; its key and title once there are several.

    Attributes:
        nodes: The nodes.
        weight: How much the weightiest of them matters.
        alike: For each way of being alike, the key that all its nodes share, or nothing.
        key: What its group is called among ids.
        title: What its card is called.
    """

    nodes: tuple[str, ...]
    weight: float
    alike: tuple[tuple[str, ...], ...]
    key: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kin:
    """One way in which clumps are alike: the key they share, its price, and their title."""

    price: float
    key: Callable[[Component], tuple[str, ...]]
    title: Callable[[list[Component]], str]


@dataclass(slots=True, kw_only=True)
class _Heap:
    """All cards, while they are put together."""

    of: ComponentMap
    limit: int
    kins: tuple[_Kin, ...]
    clumps: list[_Clump]

    def join_twins(self) -> None:
        """Put together what has the same lines to the same others: nothing is lost by that."""
        alike: dict[tuple[object, ...], list[_Clump]] = {}
        for clump in self.clumps:
            component = self._first(clump)
            alike.setdefault((*_place(component), self._lines(component.id)), []).append(clump)
        pairs = [each for key, each in alike.items() if len(each) > 1 and key[-1]]
        for twins in sorted(pairs, key=lambda each: each[0].nodes):
            if len(self.clumps) <= self.limit:
                return
            components = [self._first(clump) for clump in twins]
            self._join(twins, f"alike/{components[0].id}/twins", _named(components))

    def join_cheapest(self) -> None:
        """Put together those whose union says least less."""
        need = len(self.clumps) - self.limit
        offers = [
            (kin.price * _loss(clumps) / min(len(clumps) - 1, need), key, kin, clumps)
            for place, kin in enumerate(self.kins)
            for key, clumps in self._alike(place)
        ]
        _, key, kin, clumps = min(offers, key=lambda offer: offer[:2])
        components = [self.of.components[node] for clump in clumps for node in clump.nodes]
        self._join(clumps, "/".join(key), kin.title(components))

    def _alike(self, place: int) -> Iterator[tuple[tuple[str, ...], list[_Clump]]]:
        """Yield the clumps that share a key in one way of being alike."""
        found: dict[tuple[str, ...], list[_Clump]] = {}
        for clump in self.clumps:
            key = clump.alike[place]
            if key:
                found.setdefault(key, []).append(clump)
        yield from ((key, each) for key, each in found.items() if len(each) > 1)

    def _join(self, clumps: Sequence[_Clump], key: str, title: str) -> None:
        gone = {clump.nodes[0] for clump in clumps}
        self.clumps = [clump for clump in self.clumps if clump.nodes[0] not in gone]
        self.clumps.append(
            _Clump(
                nodes=tuple(sorted(node for clump in clumps for node in clump.nodes)),
                weight=max(clump.weight for clump in clumps),
                alike=tuple(
                    keys[0] if len(set(keys)) == 1 else ()
                    for keys in zip(*(clump.alike for clump in clumps), strict=True)
                ),
                key=key,
                title=title,
            )
        )

    def _first(self, clump: _Clump) -> Component:
        return self.of.components[clump.nodes[0]]

    def _lines(self, name: str) -> frozenset[tuple[str, str, Mode]]:
        """Return what serves or is served by a component, control aside."""
        out = {("to", edge.target, edge.mode) for edge in self.of.edges_from(name)}
        come = {("from", edge.source, edge.mode) for edge in self.of.edges_to(name)}
        return frozenset(each for each in out | come if each[2] is not Mode.CONTROL)


def _clump(of: ComponentMap, node: str, kins: Sequence[_Kin]) -> _Clump:
    component = of.components[node]
    return _Clump(
        nodes=(node,), weight=_weight(of, node), alike=tuple(kin.key(component) for kin in kins)
    )


def _loss(clumps: Sequence[_Clump]) -> float:
    """Return how much a reader loses when these stand on one card."""
    weights = [clump.weight for clump in clumps]
    count = sum(len(clump.nodes) for clump in clumps)
    return max(sum(weights) - min(weights), _LEAST) * max(1.0, count / _FULL)


def _kins(of: ComponentMap) -> tuple[_Kin, ...]:
    return (
        _Kin(
            price=_KIND,
            key=lambda c: (*_place(c), c.zone or "", c.kind.name),
            title=_family_title,
        ),
        _Kin(
            price=_FAMILY,
            key=lambda c: (*_place(c), c.zone or "", family_of(c.kind)),
            title=_family_title,
        ),
        _Kin(
            price=_ZONE,
            key=lambda c: (*_place(c), c.zone or "", ZONE_CARD[1:]) if c.zone else (c.id,),
            title=lambda several: f"Zone {of.zones[several[0].zone or ''].name}",
        ),
        _Kin(
            price=_FAR_FAMILY,
            key=lambda c: (*_place(c), "family", family_of(c.kind)),
            title=_family_title,
        ),
        _Kin(price=_SIDE, key=lambda c: (*_place(c), "all"), title=_side_title),
        _Kin(
            price=_PLANE,
            key=lambda c: (c.plane.value, "everything"),
            title=lambda several: f"{several[0].plane.value.capitalize()} plane",
        ),
    )


def _place(component: Component) -> tuple[str, ...]:
    """Return where a card would stand, whatever else it is."""
    kind = component.kind
    side = "actor" if kind.actor else "third-party" if kind.third_party else "own"
    planned = "planned" if component.lifecycle is Lifecycle.PLANNED else "there"
    return component.plane.value, side, planned


def _weight(of: ComponentMap, name: str) -> float:
    """Return how much a component matters in an overview."""
    component = of.components[name]
    weight = _TIERS.get(component.tier or 0, _UNKNOWN_TIER)
    names = {name, *of.parts(name, deep=True)}
    passing = sum(1 for journey in of.journeys.values() if names & set(journey.components))
    weight += _JOURNEY * min(passing, _JOURNEYS_MOST)
    weight += _START * any(names & set(journey.components[:1]) for journey in of.journeys.values())
    return weight * (_CONTROL if component.plane is Plane.CONTROL else 1.0)


def _named(several: list[Component]) -> str:
    """Return the title of a few that are alike: their kind, else two names, else their family."""
    if len({component.kind.name for component in several}) == 1:
        return _family_title(several)
    if len(several) == _PAIR:
        return ", ".join(component.name for component in several)
    return _family_title(several)


def _family_title(several: list[Component]) -> str:
    kinds = {component.kind.name: component.kind for component in several}
    if len(kinds) > 1 or several[0].kind.person:
        return family_of(several[0].kind)
    return plural(several[0].kind.title)


def _side_title(several: list[Component]) -> str:
    if several[0].kind.actor:
        return "People and clients"
    return "Third parties" if several[0].kind.third_party else "Parts of the system"
