"""Evaluating the checklists of a handbook: every item for every component it is asked of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from archbook.checklists.model import Checklist, ChecklistBook, Item, Quote
from archbook.components.component_map import ComponentMap
from archbook.handbook import Handbook
from archbook.readiness.applying import Scope, scope
from archbook.readiness.deciding import decide
from archbook.readiness.due import ending
from archbook.readiness.faults import faults
from archbook.readiness.granting import Waivers, settle
from archbook.readiness.levels import held_level, next_step, required_items
from archbook.readiness.model import Fact, ItemResult, Readiness, Result, Standing
from archbook.readiness.outcome import Outcome, ends_after
from archbook.readiness.repository import Repository
from archbook.readiness.sources import Sources
from archbook.rules.run import Judgement

__all__ = ["evaluate"]


def evaluate(
    handbook: Handbook, judgement: Judgement, *, repository: Repository | None = None
) -> Readiness:
    """Return what the checklists of a handbook come to.

    Args:
        handbook: The handbook, its checklists read.
        judgement: What the rules say of it.
        repository: Where its files are; the handbook's folder where unstated.

    Returns:
        The standing of every component on every checklist that asks something of it; nothing where
        there is no map or no checklist.
    """
    if handbook.components is None or handbook.checklists is None:
        return Readiness(as_of=handbook.as_of, standings={}, results={}, due=())
    sources = Sources(
        handbook,
        judgement,
        of=handbook.components,
        book=handbook.checklists,
        repository=repository or Repository(handbook.root),
    )
    run = _Evaluation(sources, handbook.components, handbook.checklists)
    standings = {
        checklist.id: dict(run.standings(checklist))
        for checklist in handbook.checklists.checklists.values()
    }
    last = ends_after(handbook.as_of, handbook.settings.checklists.due_days)
    asked = [
        each
        for by_component in standings.values()
        for standing in by_component.values()
        for each in standing.results
    ]
    return Readiness(
        as_of=handbook.as_of,
        standings=standings,
        results=run.results(standings),
        due=ending(asked, run.ends(), last),
        findings=faults(sources, run.undecided(asked), run.waivers),
    )


class _Evaluation:
    """Results, each worked out once."""

    def __init__(self, sources: Sources, of: ComponentMap, book: ChecklistBook) -> None:
        self.waivers = Waivers(sources.judgement.waivers)
        self._sources = sources
        self._map = of
        self._book = book
        self._scopes: dict[str, Scope] = {}
        self._outcomes: dict[tuple[str, str], Outcome] = {}
        self._results: dict[tuple[str, str, dt.date | None], ItemResult] = {}

    def standings(self, checklist: Checklist) -> Iterator[tuple[str, Standing]]:
        """Yield how each component stands on a checklist, by id."""
        for component in sorted(scope(checklist.applies_to, self._map).asked):
            results = {
                quote.item: self._result(component, self._book.items[quote.item], quote)
                for quote in checklist.quotes
                if not quote.off and quote.item in self._book.items
            }
            if not any(_concerns(each) for each in results.values()):
                continue
            required = required_items(checklist, results)
            held = held_level(checklist, required, results)
            yield (
                component,
                Standing(
                    component=component,
                    checklist=checklist,
                    results=tuple(results.values()),
                    required=required,
                    held=held,
                    next=next_step(checklist, held, required, results),
                ),
            )

    def _result(self, component: str, item: Item, quote: Quote | None) -> ItemResult:
        grace = item.enforce_from
        if quote is not None and quote.enforce_from is not None:
            grace = quote.enforce_from
        key = (component, item.id, grace)
        if key not in self._results:
            self._results[key] = settle(
                item,
                component,
                self._outcome(component, item),
                enforce_from=grace,
                waivers=self.waivers,
                as_of=self._sources.as_of,
            )
        return self._results[key]

    def _outcome(self, component: str, item: Item) -> Outcome:
        key = (component, item.id)
        if key not in self._outcomes:
            if item.id not in self._scopes:
                self._scopes[item.id] = scope(item.applies_to, self._map)
            of = self._scopes[item.id]
            self._outcomes[key] = (
                decide(item, self._sources, component)
                if component in of.asked
                else _not_asked(component, item, of)
            )
        return self._outcomes[key]

    def results(
        self, standings: Mapping[str, Mapping[str, Standing]]
    ) -> dict[str, dict[str, ItemResult]]:
        """Return the results by component, then item, each with the item's own day of grace."""
        found: dict[str, dict[str, ItemResult]] = {}
        for by_component in standings.values():
            for component, standing in by_component.items():
                known = found.setdefault(component, {})
                for each in standing.results:
                    if each.item.id not in known:
                        known[each.item.id] = self._result(component, each.item, None)
        return {
            component: dict(sorted(results.items())) for component, results in sorted(found.items())
        }

    def ends(self) -> Iterator[tuple[ItemResult, dt.date, Fact]]:
        """Yield the results whose evidence ends on a day, or has ended, with what it says."""
        for each in self._results.values():
            outcome = self._outcomes[each.component, each.item.id]
            if outcome.ends is not None:
                yield each, outcome.ends, outcome.facts[0]

    def undecided(self, asked: Iterable[ItemResult]) -> Iterator[tuple[ItemResult, Outcome]]:
        """Yield what could not be decided of what is asked, ways that others made up for too."""
        for each in asked:
            outcome = self._outcomes[each.component, each.item.id]
            ways = (outcome,) if each.result is Result.ERROR else outcome.undecided
            yield from ((each, way) for way in ways)


def _not_asked(component: str, item: Item, of: Scope) -> Outcome:
    text = f"It is not asked of {component}: {of.why_not(component)}"
    fact = Fact(text=text, location=item.location)
    return Outcome(result=Result.NOT_APPLICABLE, facts=(fact,))


def _concerns(each: ItemResult) -> bool:
    """Say whether an item asks something of a component, or a person said why it does not."""
    return each.result is not Result.NOT_APPLICABLE or each.attestation is not None
