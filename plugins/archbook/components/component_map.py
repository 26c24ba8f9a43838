"""The component map: its things together, where each is stated, and who belongs to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from archbook.components.model import (
    Component,
    Edge,
    Journey,
    Origin,
    Owner,
    Place,
    View,
    Zone,
)
from archbook.components.values import hyphenated
from archbook.components.vocabulary import Kind
from archbook.source.findings import Finding, Location, Severity
from archbook.source.yamltext import YamlText

if TYPE_CHECKING:
    from archbook.components.own_rules import OwnRule

__all__ = ["ComponentMap"]


@dataclass(frozen=True, kw_only=True)
class ComponentMap:
    """A whole component map.

    Attributes:
        kinds: The vocabulary's kinds and the map's own, by name.
        owners: Owners by id, sorted, like all that follows.
        zones: Trust zones.
        places: Fault containers.
        components: Components.
        edges: Edges by id.
        journeys: Journeys.
        views: The map's own views.
        rules: The map's own rules.
        files: The files it was read from.
        findings: What was wrong with them, worst first.
        origins: Where each thing is stated, by subject (`component:orders`); several for an edge
            that both ends state.
        texts: The files' contents with their lines.
    """

    kinds: Mapping[str, Kind]
    owners: Mapping[str, Owner]
    zones: Mapping[str, Zone]
    places: Mapping[str, Place]
    components: Mapping[str, Component]
    edges: Mapping[str, Edge]
    journeys: Mapping[str, Journey]
    views: Mapping[str, View]
    rules: Mapping[str, OwnRule] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    origins: Mapping[str, tuple[Origin, ...]] = field(default_factory=dict, repr=False)
    texts: Mapping[str, YamlText] = field(default_factory=dict, repr=False)

    @property
    def sound(self) -> bool:
        """Whether the files were read without an error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def location(self, subject: str, field: str = "") -> Location:
        """Return where something is stated.

        Args:
            subject: `component:orders`, `edge:orders calls payments`, `journey:checkout`,
                `owner:`, `zone:`, `place:`, `kind:`, `view:`, `rule:`; a bare id is a
                component's.
            field: A field such as `slo.availability` or `threats.0`; where it is inherited, the
                whole's.

        Returns:
            The place of the field, else of the thing; an empty place where it is unknown.
        """
        subject = subject if ":" in subject else f"component:{subject}"
        parts = field.split(".") if field else []
        keys = tuple(int(part) if part.isdecimal() else hyphenated(part) for part in parts)
        kind, _, name = subject.partition(":")
        if kind == "component" and (component := self.components.get(name)):
            giver = next(
                (
                    whole
                    for known, whole in component.inherited.items()
                    if field and (field == known or field.startswith(f"{known}."))
                ),
                name,
            )
            subject = f"component:{giver}"
        origins = self.origins.get(subject, ())
        for origin in origins:
            if keys and (line := self._line(origin, keys)):
                return Location(file=origin.file, line=line)
        if not origins:
            return Location(file="")
        first = origins[0]
        return Location(file=first.file, line=self.texts[first.file].line(first.path))

    def _line(self, origin: Origin, keys: tuple[str | int, ...]) -> int:
        lines = self.texts[origin.file].lines
        for end in range(len(keys), 0, -1):
            if (line := lines.get((*origin.path, *keys[:end]))) is not None:
                return line
        return 0

    def edges_from(self, component: str) -> tuple[Edge, ...]:
        """Return the edges whose source a component is, by id."""
        return self._ends[0].get(component, ())

    def edges_to(self, component: str) -> tuple[Edge, ...]:
        """Return the edges whose target a component is, by id."""
        return self._ends[1].get(component, ())

    def parts(self, whole: str, *, deep: bool = False) -> tuple[str, ...]:
        """Return what is directly within a component, or (deep) at any depth, sorted."""
        direct = self._parts.get(whole, ())
        if not deep:
            return direct
        found = list(direct)
        for part in found:
            found.extend(self._parts.get(part, ()))
        return tuple(sorted(found))

    def modules(self, whole: str) -> tuple[str, ...]:
        """Return the parts that a whole is made of: those of a kind that is a part, as modules."""
        return tuple(p for p in self.parts(whole) if self.components[p].kind.part)

    def wholes(self, part: str) -> tuple[str, ...]:
        """Return what a component is within, the nearest first."""
        return tuple(_upwards(part, lambda i: self.components[i].within))

    def places_around(self, place: str) -> tuple[str, ...]:
        """Return a place and what it lies in, the nearest first."""
        return (place, *_upwards(place, lambda i: self.places[i].within))

    def kind_line(self, kind: str) -> frozenset[str]:
        """Return a kind's name and the names of those it is like."""
        line: set[str] = set()
        at: str | None = kind
        while at is not None and at in self.kinds and at not in line:
            line.add(at)
            at = self.kinds[at].like
        return frozenset(line | {kind})

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for component in self.components.values():
            if component.within is not None:
                found.setdefault(component.within, []).append(component.id)
        return MappingProxyType({whole: tuple(sorted(parts)) for whole, parts in found.items()})

    @cached_property
    def _ends(self) -> tuple[Mapping[str, tuple[Edge, ...]], Mapping[str, tuple[Edge, ...]]]:
        sources: dict[str, list[Edge]] = {}
        targets: dict[str, list[Edge]] = {}
        for edge in self.edges.values():
            sources.setdefault(edge.source, []).append(edge)
            targets.setdefault(edge.target, []).append(edge)
        return (
            {name: tuple(edges) for name, edges in sources.items()},
            {name: tuple(edges) for name, edges in targets.items()},
        )


def _upwards(start: str, within: Callable[[str], str | None]) -> Iterator[str]:
    at = within(start)
    while at is not None:
        yield at
        at = within(at)
