"""Selectors that can never hold, and none that holds for some component."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from archbook.components.component_map import ComponentMap
from archbook.components.loading import read_map
from archbook.components.selectors import Selector, select
from archbook.readiness.linting.satisfying import can_hold

ADAPTER = TypeAdapter(Selector)


def some_map() -> ComponentMap:
    found = read_map(
        {
            "m.yaml": """
owners: {a: {}, b: {}}
zones: {in: {}, out: {}}
places: {eu: {}, eu-a: {within: eu}}
kinds: {waf: {like: gateway}}
components:
  w: {kind: waf, zone: out, tier: 1, tags: [x]}
  s: {kind: service, owner: a, zone: in, tier: 2, at: eu-a, tags: [x, y]}
  d: {kind: database, owner: b, holds: [personal], lifecycle: planned}
  m: {kind: module, within: s, uses: [{reads: d}]}
journeys: {j: {path: [w, s]}}
"""
        }
    )
    assert found.findings == ()
    return found


MAP = some_map()


def holds(*data: Any) -> bool:
    return can_hold(*map(ADAPTER.validate_python, data), of=MAP)


@pytest.mark.parametrize(
    "data",
    [
        {"all": [{"kind": "service"}, {"kind": "database"}]},
        {"kind": "gateway", "not": {"kind": ["gateway"]}},
        {"tier": {"min": 3, "max": 2}},
        {"tier": 1, "not": {"tier": {"max": 3}}},
        {"plane": "data", "all": [{"plane": "control"}]},
        {"lifecycle": "live", "not": {"lifecycle": ["live", "planned"]}},
        {"owner": "a", "all": [{"owner": ["b", "none"]}]},
        {"zone": "none", "not": {"zone": "none"}},
        {"id": "s", "all": [{"id": ["d", "m"]}]},
        {"tag": "x", "not": {"tag": ["x", "y"]}},
        {"journey": "j", "not": {"journey": "j"}},
        {"neighbours-of": "s", "not": {"neighbours-of": "s"}},
        {"any": [{"tier": 1, "not": {"tier": 1}}, {"kind": "topic", "not": {"kind": "topic"}}]},
    ],
)
def test_what_can_hold_for_no_component_of_any_map_is_seen(data: Any) -> None:
    assert not holds(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "gateway", "all": [{"kind": "waf"}]},
        {"tag": "x", "all": [{"tag": "y"}]},
        {"at": "eu", "not": {"at": "eu-a"}},
        {"id": "s*", "all": [{"id": "*s"}]},
        {"owner": "nobody-yet"},
        {"not": {"tier": {"min": 1}}},
        {"uses": "d", "not": {"used-by": "d"}},
    ],
)
def test_what_some_map_may_hold_is_let_be(data: Any) -> None:
    assert holds(data)


def test_two_that_exclude_each_other_cannot_hold_together() -> None:
    assert not holds({"kind": "service"}, {"kind": "database"})
    assert holds({"kind": "service"}, {"tier": 1})


def test_too_many_combinations_are_let_be() -> None:
    tags = [f"t{number}" for number in range(40)]
    assert holds({"tag": tags, "not": {"tag": tags}})


WORDS = {
    "id": ["s", "d", "w*", "*"],
    "kind": ["service", "gateway", "waf", "database", "module"],
    "plane": ["data", "control"],
    "owner": ["a", "b", "none"],
    "zone": ["in", "out", "none"],
    "at": ["eu", "eu-a", "none"],
    "tag": ["x", "y", "none"],
    "within": ["s", "none"],
    "lifecycle": ["live", "planned"],
    "journey": ["j"],
    "holds": ["personal", "none"],
    "uses": ["d"],
    "used-by": ["m"],
    "verb": ["reads"],
}
PLAIN = st.fixed_dictionaries(
    {},
    optional={
        key: st.lists(st.sampled_from(words), min_size=1, max_size=2)
        for key, words in WORDS.items()
    }
    | {"tier": st.sampled_from([1, [1, 2], {"max": 1}, {"min": 2}])},
).map(lambda data: dict(list(data.items())[:3]))
SELECTORS = st.recursive(
    PLAIN,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "any": st.lists(inner, min_size=1, max_size=2),
            "all": st.lists(inner, min_size=1, max_size=2),
            "not": inner,
        },
    ),
    max_leaves=4,
)


@given(SELECTORS)
@settings(deadline=None)
def test_a_selector_that_means_a_component_is_never_said_to_mean_none(data: Any) -> None:
    if select(ADAPTER.validate_python(data), MAP):
        assert holds(data)
