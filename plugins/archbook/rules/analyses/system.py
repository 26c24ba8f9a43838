"""The graph that every analysis reads: who suffers from whose loss, built once.

Only what runs takes part: live and deprecated components, and the edges between them. Components
are numbered in the order of their ids, so that sets of them can be kept as bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from archbook.components.component_map import ComponentMap
from archbook.components.model import Component, Edge
from archbook.components.vocabulary import IfLost, Switching, When

__all__ = ["Need", "System"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What one component needs: an edge, or alternatives of which any one is enough.

    Attributes:
        sufferer: Number of the component that needs it.
        causes: Numbers of the components at the other ends, one for each edge.
        edges: The edges, by id.
        if_lost: What the loss of all of them does.
        when: When they are needed.
        name: The group's name; empty for a single edge.
    """

    sufferer: int
    causes: tuple[int, ...]
    edges: tuple[Edge, ...]
    if_lost: IfLost
    when: When
    name: str = ""

    @property
    def hard(self) -> bool:
        """Whether losing all of them takes the sufferer down while it runs."""
        return self.if_lost is IfLost.FAILS and self.when is When.REQUEST

    @property
    def choice(self) -> tuple[int, ...]:
        """The components of which one is enough, each once: two edges may lead to the same."""
        return self.causes if len(self.causes) == 1 else tuple(dict.fromkeys(self.causes))


class System:
    """A component map as a graph of needs.

    Attributes:
        map: The component map.
        ids: Ids of what runs, sorted; the place of an id is its number.
        edges: The edges between them, by id.
        needs: All needs, by sufferer, then by their first edge.
    """

    def __init__(self, component_map: ComponentMap) -> None:
        self.map = component_map
        self.ids: tuple[str, ...] = tuple(
            name for name, component in sorted(component_map.components.items()) if component.live
        )
        self._numbers = {name: number for number, name in enumerate(self.ids)}
        self.edges: tuple[Edge, ...] = tuple(
            edge
            for edge in component_map.edges.values()
            if edge.source in self._numbers and edge.target in self._numbers
        )
        self.needs: tuple[Need, ...] = tuple(self._all_needs())

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def number(self, name: str) -> int:
        """Return the number of a component that runs."""
        return self._numbers[name]

    def component(self, number: int) -> Component:
        """Return the component of a number."""
        return self.map.components[self.ids[number]]

    def names(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of some numbers, sorted."""
        return tuple(self.ids[number] for number in sorted(numbers))

    def _all_needs(self) -> Iterator[Need]:
        groups: dict[tuple[str, str], list[Edge]] = {}
        by_sufferer: dict[str, list[tuple[str, list[Edge]]]] = {}
        for edge in self.edges:
            if edge.alternatives is None:
                by_sufferer.setdefault(edge.sufferer, []).append(("", [edge]))
            elif edge.alternatives in groups:
                groups[edge.alternatives].append(edge)
            else:
                members = groups[edge.alternatives] = [edge]
                by_sufferer.setdefault(edge.sufferer, []).append((edge.alternatives[1], members))
        for sufferer in self.ids:
            for name, edges in by_sufferer.get(sufferer, ()):
                yield from self._need(self._numbers[sufferer], name, edges)

    def _need(self, sufferer: int, name: str, edges: list[Edge]) -> Iterator[Need]:
        # What is switched by hand helps nobody in time: it is no alternative, and where another
        # member carries the load, losing the spare changes nothing.
        automatic = [edge for edge in edges if edge.switch is not Switching.MANUAL]
        for members in [automatic] if automatic else [[edge] for edge in edges]:
            yield Need(
                sufferer=sufferer,
                causes=tuple(self._numbers[edge.cause] for edge in members),
                edges=tuple(members),
                if_lost=members[0].if_lost,
                when=members[0].when,
                name=name if len(members) > 1 else "",
            )

    @cached_property
    def needs_of(self) -> tuple[tuple[Need, ...], ...]:
        """For each component, what it needs."""
        found: list[list[Need]] = [[] for _ in self.ids]
        for need in self.needs:
            found[need.sufferer].append(need)
        return tuple(map(tuple, found))

    @cached_property
    def needed_by(self) -> tuple[tuple[Need, ...], ...]:
        """For each component, the needs in which it is what is needed."""
        found: list[list[Need]] = [[] for _ in self.ids]
        for need in self.needs:
            for cause in dict.fromkeys(need.causes):
                found[cause].append(need)
        return tuple(map(tuple, found))

    @cached_property
    def suffered_from(self) -> tuple[tuple[Edge, ...], ...]:
        """For each component, the edges by which it is needed, spares switched by hand included."""
        found: list[list[Edge]] = [[] for _ in self.ids]
        for edge in sorted(self.edges, key=lambda edge: (edge.sufferer, edge.id)):
            found[self._numbers[edge.cause]].append(edge)
        return tuple(map(tuple, found))

    @cached_property
    def suffering(self) -> tuple[tuple[tuple[int, int, Need], ...], ...]:
        """For each component, who may suffer from it while running.

        Each entry is the sufferer, how strongly (the place of `if_lost` in `IfLost`), and the need;
        needs that pass nothing on are left out.
        """
        strengths = {strength: place for place, strength in enumerate(IfLost)}
        return tuple(
            tuple(
                (need.sufferer, strengths[need.if_lost], need)
                for need in needs
                if need.when is When.REQUEST and need.if_lost is not IfLost.CONTINUES
            )
            for needs in self.needed_by
        )

    @cached_property
    def startup_needs(self) -> tuple[Need, ...]:
        """What is needed hard to start, and not to run."""
        return tuple(
            need
            for need in self.needs
            if need.when is When.STARTUP and need.if_lost is IfLost.FAILS
        )

    @cached_property
    def whole_of(self) -> tuple[int | None, ...]:
        """For each component, what it is directly within (None: nothing that runs)."""
        return tuple(self._numbers.get(self.map.components[name].within or "") for name in self.ids)

    @cached_property
    def parts_of(self) -> tuple[tuple[int, ...], ...]:
        """For each component, what is directly within it."""
        return tuple(
            tuple(self._numbers[part] for part in self.map.parts(name) if part in self)
            for name in self.ids
        )

    @cached_property
    def modules_of(self) -> tuple[tuple[int, ...], ...]:
        """For each component, the modules that it is made of."""
        return tuple(
            tuple(self._numbers[part] for part in self.map.modules(name) if part in self)
            for name in self.ids
        )

    @cached_property
    def publishers_of(self) -> tuple[tuple[int, ...], ...]:
        """For each topic and queue, who publishes to it; nothing for all others."""
        found: list[list[int]] = [[] for _ in self.ids]
        for edge in self.edges:
            channel = self.map.components[edge.target].kind.channel
            if edge.verb.name == "publishes" and channel:
                found[self._numbers[edge.target]].append(self._numbers[edge.source])
        return tuple(tuple(sorted(set(publishers))) for publishers in found)

    @cached_property
    def publishes_to(self) -> tuple[tuple[int, ...], ...]:
        """For each component, the topics and queues that it publishes to."""
        found: list[list[int]] = [[] for _ in self.ids]
        for channel, publishers in enumerate(self.publishers_of):
            for publisher in publishers:
                found[publisher].append(channel)
        return tuple(map(tuple, found))
