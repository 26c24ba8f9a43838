"""Unit costs, on a map worked out by hand."""

from __future__ import annotations

from decimal import Decimal

from archbook.rules.analyses.unit_costs import unit_costs
from support.maps import system


def test_a_journey_costs_what_its_deployables_cost_by_how_often_it_is_taken() -> None:
    of = system(
        {
            "shopper": {"kind": "person"},
            "shop": {"kind": "service", "cost": {"monthly": "2592 EUR"}},
            "orders": {"kind": "module", "within": "shop", "uses": [{"calls": "psp"}]},
            "basket": {"kind": "module", "within": "shop"},
            "psp": {"kind": "external", "cost": {"monthly": "100 USD"}},
            "db": {"kind": "database"},
        },
        journeys={
            "buy": {"volume": "1/s", "path": ["shopper", "orders", "basket", "psp", "db"]},
            "look": {"path": ["shop"]},
            "free": {"volume": "1/s", "path": ["db"]},
        },
    )
    (buy,) = unit_costs(of)
    assert buy.journey == "buy"
    assert [str(money) for money in buy.monthly] == ["2592 EUR", "100 USD"]
    assert buy.each[0].amount == Decimal("0.001")
    assert buy.unstated == ("db",)
