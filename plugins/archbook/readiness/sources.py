"""What the ways of deciding items look at, put in order once for all components and items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from archbook.checklists.model import Attestation, ChecklistBook
from archbook.components.component_map import ComponentMap
from archbook.components.model import Edge
from archbook.handbook import Handbook
from archbook.readiness.repository import Repository
from archbook.readiness.result_files import ResultFiles
from archbook.rules.map_facts import MapFacts
from archbook.rules.registry import Rule, all_rules
from archbook.rules.run import Judgement
from archbook.rules.verdicts import Verdict
from archbook.source.findings import Dimension, Location

__all__ = ["Sources"]


class Sources:
    """A handbook with what its rules say, by component.

    Attributes:
        handbook: The handbook, its checklists read.
        map: Its component map.
        book: Its checklists.
        facts: The map with its analyses.
        judgement: What the rules say.
        repository: Its files.
        results: The result files among them.
    """

    def __init__(
        self,
        handbook: Handbook,
        judgement: Judgement,
        *,
        of: ComponentMap,
        book: ChecklistBook,
        repository: Repository,
    ) -> None:
        self.handbook = handbook
        self.map = of
        self.book = book
        self.judgement = judgement
        self.facts = judgement.facts or MapFacts(handbook, of)
        self.repository = repository
        self.results = ResultFiles(repository)
        self._verdicts: dict[str, Mapping[str, tuple[Verdict, ...]]] = {}
        self._places: dict[tuple[str, str], Location] = {}

    @property
    def as_of(self) -> dt.date:
        """The date to speak of."""
        return self.handbook.as_of

    @cached_property
    def catalogue(self) -> Mapping[str, Rule]:
        """All rules, the map's own among them."""
        return all_rules(self.handbook)

    @cached_property
    def attestations(self) -> Mapping[tuple[str, str], Attestation]:
        """The attestations by component and item; of two for one, the loader keeps the first."""
        found: dict[tuple[str, str], Attestation] = {}
        for each in self.book.attestations:
            found.setdefault((each.component, each.item), each)
        return found

    def place(self, subject: str, field: str = "") -> Location:
        """Return where the map states a subject, or a field of it."""
        key = (subject, field)
        if key not in self._places:
            self._places[key] = self.map.location(subject, field)
        return self._places[key]

    def verdicts(self, rule: str, component: str) -> tuple[Verdict, ...]:
        """Return what a rule says that counts for a component.

        Those are the verdicts about the component itself; about the edges that it needs or states:
        an edge counts for its source and for the one that suffers its loss, which are two only
        where a control verb or `authorizes` is said of another; about the journeys that it is a
        step of; and about decisions that name it. What an edge into it, or a neighbour, does wrong
        is that one's own; but who comes from outside is asked nothing, so whether it proves who it
        is, and where it comes in, counts for the one that lets it in.

        Args:
            rule: Id of the rule.
            component: Id of the component.
        """
        if rule not in self._verdicts:
            by_component: dict[str, list[Verdict]] = {}
            for verdict in self.judgement.verdicts.get(rule, ()):
                for name in self._responsible(verdict, rule):
                    by_component.setdefault(name, []).append(verdict)
            self._verdicts[rule] = {name: tuple(some) for name, some in by_component.items()}
        return self._verdicts[rule].get(component, ())

    def _responsible(self, verdict: Verdict, rule: str) -> Iterable[str]:
        word, _, name = verdict.subject.partition(":")
        if word == "component":
            return (name,)
        if word == "edge" and (edge := self.map.edges.get(name)):
            return dict.fromkeys((edge.source, edge.sufferer, *self._at_the_door(edge, rule)))
        if word == "journey" and (journey := self.map.journeys.get(name)):
            return journey.components
        return dict.fromkeys(verdict.components)

    def _at_the_door(self, edge: Edge, rule: str) -> tuple[str, ...]:
        """Return the target of an edge where its source is not ours and the rule is of security."""
        kind = self.map.components[edge.source].kind
        known = self.catalogue.get(rule)
        secures = known is not None and known.dimension is Dimension.SECURITY
        return (edge.target,) if secures and (kind.actor or kind.third_party) else ()
