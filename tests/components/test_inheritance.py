"""What a module has from its whole, and what it never has."""

from __future__ import annotations

from archbook.components.component_map import ComponentMap
from archbook.components.loading import read_map
from archbook.components.vocabulary import Lifecycle, Plane

TEXT = """\
owners: {shop-team: {}, pay-team: {}}
zones: {private: {}}
places: {eu: {}, eu-a: {within: eu}}
components:
  shop:
    kind: service
    plane: control
    lifecycle: deprecated
    owner: shop-team
    tier: 1
    zone: private
    at: [eu-a]
    technology: Python
    slo: {availability: 99.9%}
    own-availability: 99.99%
    redundancy: {replicas: 3, needs: 2}
    holds: [personal]
    cost: {monthly: 10 EUR}
    tags: [core]
    operations:
      runbook: shop.md
      dashboard: https://dash.example/shop
      traced: true
  orders:
    kind: module
    within: shop
    operations: {runbook: orders.md}
  payments:
    kind: module
    within: shop
    owner: pay-team
    tier: 2
  refunds: {kind: module, within: payments}
  sidecar: {kind: service, within: shop}
"""


def loaded() -> ComponentMap:
    found = read_map({"m.yaml": TEXT})
    assert found.findings == ()
    return found


def test_a_module_has_from_its_whole_what_it_does_not_state() -> None:
    found = loaded()
    orders, shop = found.components["orders"], found.components["shop"]
    assert (orders.owner, orders.tier, orders.zone, orders.at) == (
        "shop-team", 1, "private", ("eu-a",),
    )  # fmt: skip
    assert (orders.plane, orders.lifecycle) == (Plane.CONTROL, Lifecycle.DEPRECATED)
    assert orders.redundancy == shop.redundancy
    assert (orders.replicas, orders.needs) == (3, 2)
    assert orders.technology == "Python"


def test_operations_are_inherited_one_by_one() -> None:
    operations = loaded().components["orders"].operations
    assert operations.runbook == "orders.md"
    assert operations.dashboard == "https://dash.example/shop"
    assert operations.traced is True
    assert operations.flags is None


def test_promises_costs_data_and_tags_are_never_inherited() -> None:
    orders = loaded().components["orders"]
    assert (orders.slo, orders.own_availability, orders.cost, orders.holds) == (None,) * 4
    assert orders.tags == ()


def test_what_is_own_and_what_is_inherited_can_be_told_apart() -> None:
    payments = loaded().components["payments"]
    assert payments.owner == "pay-team"
    assert {"owner", "tier", "within", "kind"} == payments.stated
    assert payments.inherited["zone"] == "shop"
    assert "owner" not in payments.inherited


def test_a_module_of_a_module_inherits_from_the_nearest_that_states_it() -> None:
    refunds = loaded().components["refunds"]
    assert (refunds.owner, refunds.inherited["owner"]) == ("pay-team", "payments")
    assert (refunds.zone, refunds.inherited["zone"]) == ("private", "shop")


def test_what_is_no_part_inherits_nothing() -> None:
    sidecar = loaded().components["sidecar"]
    assert (sidecar.owner, sidecar.plane, dict(sidecar.inherited)) == (None, Plane.DATA, {})


def test_the_place_of_an_inherited_field_is_that_of_the_whole() -> None:
    found = loaded()
    assert found.location("orders", "tier") == found.location("shop", "tier")
    assert found.location("orders", "operations.runbook").line == 27
    assert found.location("orders", "operations.dashboard").line == 22
    assert found.location("component:shop", "slo.availability").line == 14
    assert found.location("orders", "slo").line == 24
    assert found.location("owner:pay-team").line == 1
    assert found.location("nobody").line == 0


def test_parts_and_wholes_are_known_both_ways() -> None:
    found = loaded()
    assert found.parts("shop") == ("orders", "payments", "sidecar")
    assert found.parts("shop", deep=True) == ("orders", "payments", "refunds", "sidecar")
    assert found.modules("shop") == ("orders", "payments")
    assert found.wholes("refunds") == ("payments", "shop")
    assert found.places_around("eu-a") == ("eu-a", "eu")


def test_a_pipeline_is_analytics_in_the_data_plane_only_and_a_tag_makes_anything_so() -> None:
    text = (
        "components: {a: {kind: pipeline}, b: {kind: pipeline, plane: control}, "
        "c: {kind: service, tags: analytics}, d: {kind: service}, e: {kind: warehouse}}"
    )
    parts = read_map({"m.yaml": text}).components
    assert [name for name, part in parts.items() if part.analytics] == ["a", "c", "e"]


def test_replicas_default_to_one_a_place() -> None:
    text = "places: {a: {}, b: {}}\ncomponents: {x: {kind: service, at: [a, b]}, y: {kind: job}}"
    parts = read_map({"m.yaml": text}).components
    assert (parts["x"].replicas, parts["x"].needs, parts["y"].replicas) == (2, 1, 1)


def test_that_nobody_owns_a_whole_holds_for_its_modules_that_state_no_owner() -> None:
    text = TEXT.replace("owner: shop-team", "owner: none")
    components = read_map({"map.yaml": text}).components
    assert components["shop"].owner is None
    assert components["shop"].ownerless
    assert components["orders"].ownerless
    assert not components["payments"].ownerless
    silent = read_map({"map.yaml": "components: {a: {kind: service}}"}).components["a"]
    assert silent.owner is None
    assert not silent.ownerless
