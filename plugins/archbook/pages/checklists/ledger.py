"""The checklists as their pages see them: who stands how, and where each page is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archbook.checklists.model import Checklist, ChecklistBook, Item
from archbook.checklists.ways import ByRule, Either, Way
from archbook.pages.addresses import Uris, slug
from archbook.pages.architecture.atlas import Atlas
from archbook.readiness.model import ItemResult, Readiness, Standing
from archbook.rules.map_facts import MapFacts
from archbook.rules.registry import Rule, all_rules
from archbook.rules.run import Judgement
from archbook.rules.verdicts import Death

__all__ = ["Ledger", "build_ledger", "rules_of"]

_SHEETS = {
    "": "index",
    "registers": "registers",
    "results": "results",
    "leaders": "leaders",
}


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The chapter's contents.

    Attributes:
        atlas: The chapter about the map, which knows where each thing's page is.
        book: The checklists and what people attest.
        readiness: What they come to.
        judgement: What all rules say.
        facts: The map with its analyses.
        catalogue: The rules that the handbook is judged by, those of its map among them.
        met: Uris that the site has already.
    """

    atlas: Atlas
    book: ChecklistBook
    readiness: Readiness
    judgement: Judgement
    facts: MapFacts
    catalogue: Mapping[str, Rule]
    met: set[str] = field(default_factory=set)
    _given: Uris = field(default_factory=Uris)

    @property
    def at(self) -> str:
        """The chapter's folder of source uris."""
        return self.facts.handbook.settings.checklists.at.strip("/")

    @property
    def due_days(self) -> int:
        """How many days ahead the registers look."""
        return self.facts.handbook.settings.checklists.due_days

    def deaths_of(self, item: Item) -> frozenset[Death]:
        """Return the deaths that an item guards against: those of the rules that decide it."""
        found = (self.catalogue.get(name) for name in rules_of(item.way))
        return frozenset(
            rule.death for rule in found if rule is not None and rule.death is not None
        )

    @property
    def components(self) -> list[str]:
        """Ids of the components that a checklist in use asks something of, by name."""
        asked = {name for each in self.readiness.standings.values() for name in each}
        named = self.atlas.of.components
        return sorted(
            (name for name in asked if name in named),
            key=lambda name: (named[name].name.casefold(), name),
        )

    def standings(self, component: str) -> Iterator[Standing]:
        """Yield how a component stands on each checklist that asks something of it."""
        for name in self.book.checklists:
            found = self.readiness.standings.get(name, {}).get(component)
            if found is not None:
                yield found

    def results(self, component: str) -> Mapping[str, ItemResult]:
        """Return the results of the items that a checklist in use asks of a component, by item."""
        found: dict[str, ItemResult] = {}
        for standing in self.standings(component):
            for result in standing.results:
                found.setdefault(result.item.id, result)
        return found

    def checklists_with(self, item: str) -> Iterator[Checklist]:
        """Yield the checklists in use that quote an item and have not switched it off."""
        for checklist in self.book.checklists.values():
            if any(quote.item == item and not quote.off for quote in checklist.quotes):
                yield checklist

    def give(self, name: str) -> str:
        """Return the uri of a page or file of the chapter, no two of which are alike."""
        given = self._given.take(posixpath.join(self.at, name))
        if given in self.atlas.shelf.taken:
            self.met.add(given)
        self.atlas.shelf.taken.add(given)
        return given

    def place(self) -> None:
        """Give every page of the chapter its uri, and every item its place on one of them."""
        uris = self.atlas.uris
        for name, stem in _SHEETS.items():
            uris["checklists", name] = self.give(f"{stem}.md")
        for checklist in self.book.checklists.values():
            uri = self.give(f"{slug(checklist.id)}.md")
            uris["checklist", checklist.id] = uri
            for quote in checklist.quotes:
                if not quote.off:
                    uris.setdefault(("item", quote.item), f"{uri}#{quote.item}")
        for name in self.components:
            uris["readiness", name] = self.give(f"components/{slug(name)}.md")


def build_ledger(
    book: ChecklistBook, readiness: Readiness, judgement: Judgement, facts: MapFacts, atlas: Atlas
) -> Ledger:
    """Give each page of the chapter its place.

    Args:
        book: The checklists, free of errors.
        readiness: What they come to.
        judgement: What all rules say of the handbook.
        facts: Its map with the analyses.
        atlas: The chapter about the map; it learns where the pages are.
    """
    ledger = Ledger(
        atlas=atlas,
        book=book,
        readiness=readiness,
        judgement=judgement,
        facts=facts,
        catalogue=all_rules(facts.handbook),
    )
    ledger.place()
    return ledger


def rules_of(way: Way) -> Iterator[str]:
    """Yield the ids of the rules that have a part in deciding an item."""
    if isinstance(way, ByRule):
        yield from way.rules
    elif isinstance(way, Either):
        for one in way.of:
            yield from rules_of(one)
