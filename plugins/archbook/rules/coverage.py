"""Which decisions are enforced, and which rules are decided: one table, no findings.

A decision says under `enforces:` which rules or checklist items it asks for; who asks for an item
that rules decide asks for these. Decided but not enforced is an accepted decision that asks for no
rule; enforced but not decided is a rule that is on and that no accepted decision asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archbook.checklists.ways import ByRule
from archbook.decisions.model import Decision
from archbook.handbook import Handbook
from archbook.rules.registry import all_rules
from archbook.settings import RuleSettings

__all__ = ["Coverage", "Enforcing", "coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enforcing:
    """An accepted decision and what it asks for.

    Attributes:
        decision: The decision.
        rules: Ids of rules, those that decide items it names among them.
        others: What else it names: checklist items, or what there is not.
    """

    decision: Decision
    rules: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The coverage table.

    Attributes:
        decided: Every accepted decision, in the order of the logs.
        undecided: Ids of rules about the map that are on and that none of them asks for.
    """

    decided: tuple[Enforcing, ...]
    undecided: tuple[str, ...]


def coverage(handbook: Handbook) -> Coverage:
    """Return the coverage table of a handbook.

    Args:
        handbook: The handbook.
    """
    catalogue = all_rules(handbook)
    decided = []
    for log in handbook.logs:
        for decision in log.decisions:
            if decision.in_force:
                stated = decision.front_matter.data.get("enforces")
                listed = stated if isinstance(stated, list) else [stated]
                named = tuple(dict.fromkeys(str(each) for each in listed if each is not None))
                decided.append(
                    Enforcing(
                        decision=decision,
                        rules=tuple(rule for rule in _asked(handbook, named) if rule in catalogue),
                        others=tuple(name for name in named if name not in catalogue),
                    )
                )
    asked = {name for each in decided for name in each.rules}
    settings = handbook.settings.rules
    undecided = (
        rule.id
        for rule in catalogue.values()
        if rule.map_judge is not None and not settings.get(rule.id, RuleSettings()).off
    )
    return Coverage(
        decided=tuple(decided), undecided=tuple(name for name in undecided if name not in asked)
    )


def _asked(handbook: Handbook, named: Iterable[str]) -> tuple[str, ...]:
    """Return what some names ask for: themselves, and the rules that decide items among them."""
    items = handbook.checklists.items if handbook.checklists is not None else {}
    asked: dict[str, None] = {}
    for name in named:
        asked[name] = None
        item = items.get(name)
        if item is not None and isinstance(item.way, ByRule):
            asked.update(dict.fromkeys(item.way.rules))
    return tuple(asked)
