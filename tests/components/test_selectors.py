"""Selectors: keys that must all hold, lists that mean any of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from archbook.components.loading import read_map
from archbook.components.selectors import Selector, select, unknown_names

MAP = read_map(
    {
        "m.yaml": """
kinds: {waf: {like: gateway}}
owners: {web-team: {}, shop-team: {}}
zones: {edge: {}, private: {}}
places: {eu: {}, eu-a: {within: eu}, us: {}}
components:
  shopper: {kind: person, uses: {calls: waf}}
  waf: {kind: waf, zone: edge, uses: {calls: web}}
  web: {kind: web, owner: web-team, tier: 1, zone: private, at: [eu-a, us], uses: {calls: orders}}
  shop: {kind: service, owner: shop-team, tier: 1, zone: private, tags: [core]}
  orders: {kind: module, within: shop, holds: [personal], uses: {writes: orders-db}}
  search: {kind: module, within: shop, tier: 3, lifecycle: planned}
  orders-db: {kind: database, owner: shop-team, tier: 2, holds: [personal, card], at: eu}
  delivery: {kind: delivery, uses: {deploys: [web, shop]}}
journeys: {buy: {path: [shopper, waf, web, orders]}}
"""
    }
)
ADAPTER = TypeAdapter(Selector)


def chosen(data: Any) -> list[str]:
    return list(select(ADAPTER.validate_python(data), MAP))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, "delivery orders orders-db search shop shopper waf web"),
        ({"id": "orders*"}, "orders orders-db"),
        ({"id": ["w?b", "shop"]}, "shop web"),
        ({"kind": "gateway"}, "waf"),
        ({"kind": ["module", "database"]}, "orders orders-db search"),
        ({"plane": "control"}, "delivery"),
        ({"tier": 1}, "orders shop web"),
        ({"tier": [2, 3]}, "orders-db search"),
        ({"tier": {"max": 2}}, "orders orders-db shop web"),
        ({"tier": {"min": 2}}, "orders-db search"),
        ({"owner": "shop-team"}, "orders orders-db search shop"),
        ({"owner": "none"}, "delivery shopper waf"),
        ({"zone": ["edge", "none"]}, "delivery orders-db shopper waf"),
        ({"at": "eu"}, "orders-db web"),
        ({"at": "eu-a"}, "web"),
        ({"tag": "core"}, "shop"),
        ({"within": "shop"}, "orders search"),
        ({"lifecycle": "planned"}, "search"),
        ({"journey": "buy"}, "orders shopper waf web"),
        ({"holds": "card"}, "orders-db"),
        ({"holds": ["card", "personal"]}, "orders orders-db"),
        ({"neighbours-of": "web"}, "delivery orders waf web"),
        (
            {"neighbours-of": {"id": "web", "hops": 2}},
            "delivery orders orders-db shop shopper waf web",
        ),
        ({"neighbours-of": {"id": "shop", "hops": 0}}, "orders search shop"),
        ({"uses": "web"}, "delivery waf"),
        ({"used-by": "delivery"}, "shop web"),
        ({"verb": "writes"}, "orders"),
        ({"verb": ["written-by", "deploys"]}, "delivery orders-db"),
        ({"verb": "called-by", "kind": "web"}, "web"),
        ({"any": [{"id": "web"}, {"tag": "core"}]}, "shop web"),
        ({"all": [{"tier": 1}, {"kind": "web"}]}, "web"),
        ({"not": {"owner": "shop-team"}}, "delivery shopper waf web"),
        ({"owner": "shop-team", "tier": {"max": 2}, "not": {"kind": "module"}}, "orders-db shop"),
    ],
)  # fmt: skip
def test_a_selector_means_these(data: Any, expected: str) -> None:
    assert chosen(data) == expected.split()


@pytest.mark.parametrize(
    ("data", "path", "message", "mend"),
    [
        ({"owner": "shop-tem"}, ("owner", 0), 'There is no owner "shop-tem"', '"shop-team"'),
        ({"zone": ["edge", "x"]}, ("zone", 1), 'There is no zone "x"', "zone"),
        ({"kind": "servce"}, ("kind", 0), 'There is no kind "servce"', '"service"'),
        ({"journey": "by"}, ("journey", 0), 'There is no journey "by"', '"buy"'),
        ({"id": "wob"}, ("id",), 'No component has an id like "wob"', '"web"'),
        ({"not": {"uses": "x"}}, ("not", "uses", 0), 'There is no component "x"', "component"),
        ({"any": [{}, {"at": "x"}]}, ("any", 1, "at", 0), 'There is no place "x"', "place"),
        ({"neighbours-of": "x"}, ("neighbours-of", "id", 0), 'no component "x"', "component"),
    ],
)
def test_a_name_that_the_map_does_not_have_is_told(
    data: Any, path: tuple[str | int, ...], message: str, mend: str
) -> None:
    ((at, said, write),) = unknown_names(ADAPTER.validate_python(data), MAP)
    assert at == path
    assert message in said
    assert mend in write


def test_known_names_and_free_words_are_not_told() -> None:
    data = {"owner": ["web-team", "none"], "tag": "any", "holds": "any", "id": "w*"}
    assert list(unknown_names(ADAPTER.validate_python(data), MAP)) == []


@pytest.mark.parametrize(
    ("select_", "message"),
    [
        ({"journy": "x"}, '"select.journy" of the view "v" is not known'),
        ({"tier": "high"}, '"select.tier" of the view "v" is "high", not a mapping'),
        ({"owner": []}, '"select.owner" of the view "v" is an empty list'),
        ({"any": []}, '"select.any" of the view "v" is an empty list'),
        ({"plane": "both"}, "is not one of data, control"),
        ({"verb": "write"}, '"select.verb" of the view "v" is no verb: "write"'),
        ({"neighbours-of": {"hops": 1}}, '"select.neighbours-of.id" of the view "v" is missing'),
        ("orders", '"select" of the view "v" is "orders", not a mapping'),
    ],
)
def test_what_is_no_selector_is_an_error(select_: Any, message: str) -> None:
    text = json.dumps({"views": {"v": {"select": select_}}})
    assert message in read_map({"m.yaml": text}).findings[0].message


ATOMS = st.sampled_from(
    [
        {"tier": 1},
        {"owner": "shop-team"},
        {"zone": "none"},
        {"kind": "module"},
        {"used-by": "delivery"},
        {"neighbours-of": "web"},
        {"id": "*o*"},
        {},
    ]
)
SELECTORS = st.recursive(
    ATOMS,
    lambda inner: (
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"not": inner})
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(SELECTORS, SELECTORS)
def test_any_all_and_not_are_union_intersection_and_rest(a: Any, b: Any) -> None:
    one, two, whole = set(chosen(a)), set(chosen(b)), set(chosen({}))
    assert set(chosen({"any": [a, b]})) == one | two
    assert set(chosen({"all": [a, b]})) == one & two
    assert set(chosen({"not": a})) == whole - one
    assert chosen(a) == sorted(one)
