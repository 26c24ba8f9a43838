"""What taking a journey once costs: a figure, not a finding.

Definition: the monthly costs of the components that a journey passes, each once, by whole
deployables (a part is paid for with its whole), divided by how often it is taken in 30 days. What
serves several journeys is counted in full for each, so the figures are upper bounds and do not add
up; components that state no cost are named.

Source: FinOps Foundation, FinOps Framework: Unit Economics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from archbook.components.units import Money
from archbook.rules.analyses.data import deployable_of
from archbook.rules.analyses.system import System

__all__ = ["UnitCost", "unit_costs"]

_SECONDS_IN_30_DAYS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCost:
    """What one journey costs.

    Attributes:
        journey: Its id.
        each: For one time, one amount for each currency.
        monthly: In 30 days.
        unstated: Ids of deployables whose cost is not stated.
    """

    journey: str
    each: tuple[Money, ...]
    monthly: tuple[Money, ...]
    unstated: tuple[str, ...]


def unit_costs(system: System) -> Iterator[UnitCost]:
    """Yield what each journey costs that states its volume and passes something with a cost.

    Args:
        system: The system.
    """
    for name, journey in sorted(system.map.journeys.items()):
        if journey.volume is None or not journey.volume.per_second:
            continue
        passed = (c for c in journey.components if c in system)
        wholes = sorted({deployable_of(system, component) for component in passed})
        totals: dict[str, Decimal] = {}
        unstated = []
        for whole in wholes:
            component = system.map.components[whole]
            if component.cost is not None and component.cost.monthly is not None:
                money = component.cost.monthly
                totals[money.currency] = totals.get(money.currency, Decimal()) + money.amount
            elif not component.kind.actor:
                unstated.append(whole)
        if totals:
            rate = journey.volume.per_second
            times = Decimal(rate.numerator) / Decimal(rate.denominator) * _SECONDS_IN_30_DAYS
            yield UnitCost(
                journey=name,
                each=tuple(Money(v / times, c) for c, v in sorted(totals.items())),
                monthly=tuple(Money(v, c) for c, v in sorted(totals.items())),
                unstated=tuple(unstated),
            )
