"""What can fail, as its pages see it: the losses that have a page, and where all stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archbook.components.vocabulary import Plane
from archbook.pages.addresses import Uris, slug
from archbook.pages.architecture.atlas import Atlas
from archbook.rules.analyses.naming_losses import named_losses
from archbook.rules.analyses.what_if import Loss, lose
from archbook.rules.map_facts import MapFacts
from archbook.rules.registry import Rule, all_rules
from archbook.rules.run import Judgement

__all__ = ["Study", "WhatIf", "build_study"]

_AT = "failure"
_RULES_AT = "rules"
_SHEETS = {
    "": "index",
    "availability": "availability",
    "missing": "missing",
    "waivers": "waivers",
    "coverage": "coverage",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A loss that has a page.

    Attributes:
        key: What is lost, as the command line names it: `component:orders`, `place:eu-west`.
        what: The same in words.
        loss: What it does.
    """

    key: str
    what: str
    loss: Loss

    @property
    def title(self) -> str:
        """The question that its page answers."""
        return f"What if {self.what} is lost?"

    @property
    def kind(self) -> str:
        """What is lost: `component`, `place` or `plane`."""
        return self.key.partition(":")[0]

    @property
    def subject(self) -> str:
        """Id of what is lost."""
        return self.key.partition(":")[2]

    @property
    def picture(self) -> str:
        """Id of its picture."""
        return f"what-if/{self.kind}-{self.subject}"


@dataclass(kw_only=True)
class Study:
    """The chapter's contents.

    Attributes:
        atlas: The chapter about the map, which knows where each thing's page is.
        judgement: What all rules say.
        facts: The map with its analyses.
        what_ifs: The losses that have a page, by their keys, in their order.
        met: Uris that the site has already.
    """

    atlas: Atlas
    judgement: Judgement
    facts: MapFacts
    what_ifs: dict[str, WhatIf]
    met: set[str] = field(default_factory=set)
    _given: Uris = field(default_factory=Uris)

    def give(self, name: str) -> str:
        """Return the uri of a page or file of the chapter, no two of which are alike."""
        given = self._given.take(name)
        if given in self.atlas.shelf.taken:
            self.met.add(given)
        self.atlas.shelf.taken.add(given)
        return given

    @cached_property
    def catalogue(self) -> Mapping[str, Rule]:
        """The rules that the handbook is judged by, those that its map states among them."""
        return all_rules(self.facts.handbook)

    def place(self) -> None:
        """Give every page of the chapter its uri."""
        uris = self.atlas.uris
        for name, stem in _SHEETS.items():
            uris["failure", name] = self.give(f"{_AT}/{stem}.md")
        for each in self.what_ifs.values():
            uris["what-if", each.key] = self.give(
                f"{_AT}/what-if/{each.kind}-{slug(each.subject)}.md"
            )
        uris["rules", ""] = self.give(f"{_RULES_AT}/index.md")
        for name in self.catalogue:
            uris["rule", name] = self.give(f"{_RULES_AT}/{slug(name)}.md")


def build_study(judgement: Judgement, facts: MapFacts, atlas: Atlas) -> Study:
    """Work out the losses that have a page, and give each page of the chapter its place.

    Args:
        judgement: What all rules say of the handbook.
        facts: Its map with the analyses.
        atlas: The chapter about the map; it learns where the pages are.
    """
    study = Study(
        atlas=atlas,
        judgement=judgement,
        facts=facts,
        what_ifs={each.key: each for each in _what_ifs(facts)},
    )
    study.place()
    return study


def _what_ifs(facts: MapFacts) -> Iterator[WhatIf]:
    """Yield the losses that matter: the control plane, each place, each tier-1 component."""
    named: list[tuple[str, str]] = []
    if any(component.plane is Plane.CONTROL for component in facts.running):
        named.append(("plane:control", "the control plane"))
    named += [(f"place:{place.id}", place.name) for place in facts.map.places.values()]
    first = [component for component in facts.running if component.tier == 1]
    named += [
        (f"component:{component.id}", component.name)
        for component in sorted(first, key=lambda c: (c.name.casefold(), c.id))
    ]
    for key, words in named:
        lost: Sequence[str] = named_losses(facts.system, [key])
        yield WhatIf(key=key, what=words, loss=lose(facts.system, lost))
