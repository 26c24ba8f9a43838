"""What the linter of checklists looks at, put in order once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from archbook.checklists.model import Checklist, ChecklistBook, Item, Quote
from archbook.components.component_map import ComponentMap
from archbook.components.selectors import Selector
from archbook.handbook import Handbook
from archbook.readiness.applying import scope
from archbook.rules.map_facts import MapFacts
from archbook.rules.registry import Rule, all_rules
from archbook.rules.run import Judgement
from archbook.source.findings import Finding, Location

__all__ = ["Grounds", "lowest"]


class Grounds:
    """Checklists with what lints want to know of them.

    Attributes:
        handbook: The handbook, its checklists read.
        map: Its component map.
        book: Its checklists.
        judgement: What the rules say.
        facts: The map with its analyses.
        packs: Whether the packs that come with archbook are judged like the handbook's own.
    """

    def __init__(
        self,
        handbook: Handbook,
        judgement: Judgement,
        *,
        of: ComponentMap,
        book: ChecklistBook,
        packs: bool = False,
    ) -> None:
        self.handbook = handbook
        self.map = of
        self.book = book
        self.judgement = judgement
        self.facts = judgement.facts or MapFacts(handbook, of)
        self.packs = packs
        self._scopes: dict[str, frozenset[str]] = {}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that can be mended here: the handbook's own, sorted."""
        return tuple(item for item in self.book.items.values() if self.packs or not item.pack)

    @cached_property
    def checklists(self) -> tuple[Checklist, ...]:
        """The checklists in use that can be mended here."""
        return tuple(each for each in self.book.checklists.values() if self.packs or not each.pack)

    @cached_property
    def catalogue(self) -> Mapping[str, Rule]:
        """All rules, the map's own among them."""
        return all_rules(self.handbook)

    def on(self, checklist: Checklist) -> Iterator[tuple[Quote, Item]]:
        """Yield the items that a checklist asks for, those switched off left out."""
        for quote in checklist.quotes:
            if not quote.off and quote.item in self.book.items:
                yield quote, self.book.items[quote.item]

    @cached_property
    def in_use(self) -> Mapping[str, tuple[Checklist, ...]]:
        """The checklists in use that ask for each item, by its id."""
        found: dict[str, list[Checklist]] = {}
        for checklist in self.book.checklists.values():
            for quote, _ in self.on(checklist):
                found.setdefault(quote.item, []).append(checklist)
        return {name: tuple(asking) for name, asking in found.items()}

    def asked(self, selector: Selector | None) -> frozenset[str]:
        """Return the components that an item or a checklist is about."""
        key = repr(selector)
        if key not in self._scopes:
            self._scopes[key] = scope(selector, self.map).asked
        return self._scopes[key]

    def finding(
        self,
        rule: str,
        subject: str,
        message: str,
        *,
        at: Location,
        mend: str = "",
        components: tuple[str, ...] = (),
    ) -> Finding:
        """Return a finding with its rule's own severity and quality.

        Args:
            rule: Id of the rule, one of the catalogue.
            subject: What it is about.
            message: What is wrong.
            at: Where.
            mend: What to write; empty for the rule's own words.
            components: The components concerned.
        """
        known = self.catalogue[rule]
        return Finding(
            rule=rule,
            severity=known.severity,
            subject=subject,
            message=message,
            location=at,
            mend=mend or known.mend,
            dimension=known.dimension,
            components=components,
        )


def lowest(checklist: Checklist, quote: Quote) -> int:
    """Return the number of the lowest level at which an item is required; 0 where none is named.

    Args:
        checklist: The checklist.
        quote: The item as it asks for it.
    """
    known = (number for number, level in enumerate(checklist.levels) if level in quote.levels)
    return min(known, default=0)
