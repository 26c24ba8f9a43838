"""Cost: what is most critical says what it costs, and somebody is told when it costs more."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.rules.map_facts import MapSubject, lacks, of_component
from archbook.rules.registry import map_rule
from archbook.rules.verdicts import Death, Verdict, broken, cannot_tell, holds
from archbook.source.findings import Dimension, Severity

__all__ = ["cost_unwatched"]


@map_rule(
    id="cost-unwatched",
    severity=Severity.WARNING,
    dimension=Dimension.COST,
    death=Death.COST,
    asserts="What a component of tier 1 costs is known, and somebody is told when it costs more.",
    why="A bill comes a month late. A loop, a leak or an attacker spends the year's budget before,"
    " and without a figure nobody can say which decision made it dear.",
    mend="State what it costs and set an alert on the budget:"
    " `cost: {monthly: 1200 EUR, alert: true}`.",
    sources=("FinOps Foundation, FinOps Framework: Understand Usage and Cost",),
)
def cost_unwatched(subject: MapSubject) -> Iterator[Verdict]:
    """Judge every component of tier 1; a part is paid for with its whole."""
    for component in subject.facts.running:
        if component.tier != 1 or component.kind.actor or component.kind.part:
            continue
        cost, name = component.cost, of_component(component)
        stated = {
            "cost.monthly": cost.monthly if cost else None,
            "cost.alert": cost.alert if cost else None,
        }
        if cost is not None and cost.alert is False:
            message = f"Nobody is told when {component.id} costs more than planned"
            yield broken(name, message, field="cost.alert")
        elif missing := [field for field, value in stated.items() if value is None]:
            yield cannot_tell(name, *lacks(component, *missing))
        else:
            yield holds(name)
