"""One component map with what several rules want to know of it, worked out once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from archbook.components.component_map import ComponentMap
from archbook.components.forms import NONE
from archbook.components.model import Component, Edge, Journey
from archbook.decisions.model import Decision
from archbook.handbook import Handbook
from archbook.rules.analyses.availability import AvailabilityTable
from archbook.rules.analyses.blast import SingleLosses
from archbook.rules.analyses.needs import HardNeeds
from archbook.rules.analyses.restoring import Shortfall, shortfalls
from archbook.rules.analyses.system import System
from archbook.rules.verdicts import Missing, Verdict, broken, cannot_tell, holds

__all__ = [
    "MapFacts",
    "MapSubject",
    "edge_lacks",
    "journey_lacks",
    "lacks",
    "must_be_stated",
    "of_component",
    "of_edge",
    "of_journey",
]

_NUMBERED = re.compile(r"(?:[A-Za-z]+[-_ ]?)?0*(\d{1,7})")


class MapFacts:
    """The map of a handbook with its analyses.

    Attributes:
        handbook: The whole handbook.
        map: Its component map.
        system: What of it runs.
    """

    def __init__(self, handbook: Handbook, component_map: ComponentMap) -> None:
        self.handbook = handbook
        self.map = component_map
        self.system = System(component_map)

    @cached_property
    def needs(self) -> HardNeeds:
        """What each component cannot do without."""
        return HardNeeds(self.system)

    @cached_property
    def losses(self) -> SingleLosses:
        """The what-if of every component alone."""
        return SingleLosses(self.system)

    @cached_property
    def availability(self) -> AvailabilityTable:
        """Promised, expected and allowed availability."""
        return AvailabilityTable(self.system, self.needs)

    @cached_property
    def shortfalls(self) -> dict[str, Shortfall]:
        """Promises above what can be expected, and what would restore them, by subject."""
        return shortfalls(self.availability)

    @cached_property
    def running(self) -> tuple[Component, ...]:
        """The components that run, by id."""
        return tuple(self.map.components[name] for name in self.system.ids)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The edges between them, by id."""
        return self.system.edges

    @property
    def journeys(self) -> Iterator[Journey]:
        """The journeys, by id."""
        for _, journey in sorted(self.map.journeys.items()):
            yield journey

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions of all logs."""
        return tuple(decision for log in self.handbook.logs for decision in log.decisions)

    @cached_property
    def _decisions_by_name(self) -> dict[str | int, list[Decision]]:
        found: defaultdict[str | int, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            found[decision.id.casefold()].append(decision)
            if isinstance(decision.number, int):
                found[decision.number].append(decision)
        return found

    def cited(self, name: str) -> tuple[Decision, ...]:
        """Return the decisions that a citation such as `ADR-004` may mean; several logs may."""
        if by_id := self._decisions_by_name.get(name.casefold()):
            return tuple(by_id)
        numbered = _NUMBERED.fullmatch(name)
        return tuple(self._decisions_by_name.get(int(numbered[1]), ())) if numbered else ()

    @cached_property
    def decided(self) -> dict[str, tuple[Decision, ...]]:
        """For each component, the decisions about it: those that name it, and those it cites."""
        found: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
        for decision in self.decisions:
            for name in decision.components:
                found[name].setdefault(decision.file, decision)
        for component in self.map.components.values():
            for citation in component.decisions:
                for decision in self.cited(citation):
                    found[component.id].setdefault(decision.file, decision)
        return {name: tuple(decisions.values()) for name, decisions in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSubject:
    """What a rule about the map looks at: the map with its analyses, and the rule's thresholds.

    Attributes:
        facts: The map.
        days: The threshold in days, as set or the rule's own; 0 for a rule without one.
        limit: The threshold in numbers, likewise.
    """

    facts: MapFacts
    days: int = 0
    limit: int = 0


def of_component(component: Component) -> str:
    """Return the subject that a component is."""
    return f"component:{component.id}"


def of_edge(edge: Edge) -> str:
    """Return the subject that an edge is."""
    return f"edge:{edge.id}"


def of_journey(journey: Journey) -> str:
    """Return the subject that a journey is."""
    return f"journey:{journey.id}"


def lacks(component: Component, *fields: str) -> tuple[Missing, ...]:
    """Return fields that a component does not state."""
    return tuple(Missing(component=component.id, fact=field) for field in fields)


def edge_lacks(edge: Edge, *fields: str) -> tuple[Missing, ...]:
    """Return fields that an edge does not state; its source's note lists them."""
    words = edge.id.removeprefix(f"{edge.source} ")
    return tuple(Missing(component=edge.source, fact=f"{words}: {field}") for field in fields)


def journey_lacks(facts: MapFacts, journey: Journey, *fields: str) -> tuple[Missing, ...]:
    """Return fields that a journey does not state; its first step's note lists them.

    People and clients are passed over, where there is a step that is neither.
    """
    components = [facts.map.components[name] for name in journey.components]
    first = next((c for c in components if not c.kind.actor), components[0] if components else None)
    if first is None:
        return ()
    return tuple(
        Missing(component=first.id, fact=f"journey {journey.id}: {field}", shared=True)
        for field in fields
    )


def must_be_stated(
    subject: str, value: object, missing: Sequence[Missing], message: str, *, field: str = ""
) -> Verdict:
    """Judge a field that has to say something other than `none`, `false` or zero of it.

    Args:
        subject: The subject.
        value: What is stated; None for nothing.
        missing: What is missing then.
        message: What is wrong where it says that there is none.
        field: The field.
    """
    if value is None:
        return cannot_tell(subject, *missing)
    if value == NONE or value is False:
        return broken(subject, message, field=field)
    return holds(subject)
