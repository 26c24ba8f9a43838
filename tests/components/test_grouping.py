"""Overviews: what is put together first, what last, and what it is called."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.components.component_map import ComponentMap
from archbook.components.families import family_of, plural
from archbook.components.grouping import Grouping, grouped
from archbook.components.loading import read_map
from archbook.components.vocabulary import KINDS


def made(components: dict[str, Any], **sections: Any) -> ComponentMap:
    text = json.dumps(
        {"zones": {"a": {"name": "A"}, "b": {"name": "B"}}, "components": components, **sections}
    )
    read = read_map({"m.yaml": text})
    assert read.findings == ()
    return read


def put(of: ComponentMap, limit: int) -> Grouping:
    return grouped(of, {name: frozenset({name}) for name in of.components}, limit)


def cards(grouping: Grouping) -> dict[str, list[str]]:
    members = grouping.members()
    return {grouping.titles[group]: names for group, names in members.items()}


def test_nothing_is_put_together_that_fits() -> None:
    of = made({"x": {"kind": "queue"}, "y": {"kind": "queue"}})
    assert put(of, 2).into == {}


def test_twins_with_the_same_lines_come_first() -> None:
    of = made(
        {
            "app": {"kind": "service", "uses": {"calls": ["mail-1", "mail-2"]}},
            "mail-1": {"kind": "external"},
            "mail-2": {"kind": "external"},
            "q1": {"kind": "queue", "tier": 3},
            "q2": {"kind": "queue", "tier": 3},
        }
    )
    assert cards(put(of, 4)) == {"Third parties": ["mail-1", "mail-2"]}


def test_what_matters_stays_apart_the_longest() -> None:
    of = made(
        {
            **{f"w{i}": {"kind": "worker", "tier": 3, "zone": "a"} for i in range(3)},
            **{f"s{i}": {"kind": "service", "tier": 1, "zone": "a"} for i in range(3)},
        }
    )
    assert cards(put(of, 4)) == {"Workers": ["w0", "w1", "w2"]}


def test_what_a_journey_passes_outweighs_what_none_does() -> None:
    of = made(
        {
            **{f"w{i}": {"kind": "worker", "zone": "a"} for i in range(2)},
            **{f"s{i}": {"kind": "service", "zone": "a"} for i in range(2)},
        },
        journeys={"j": {"path": ["s0", "s1"]}},
    )
    assert cards(put(of, 3)) == {"Workers": ["w0", "w1"]}


def test_families_of_one_zone_come_before_the_zone_and_that_before_planes() -> None:
    kinds = ["queue", "queue", "topic", "database", "cache", "worker", "service"]
    of = made({f"c{i}": {"kind": kind, "zone": "a"} for i, kind in enumerate(kinds)})
    titles = [set(cards(put(of, limit))) for limit in (6, 5, 2)]
    assert titles[0] == {"Queues"}
    assert titles[1] <= {"Queues", "Stores", "Topics and queues"}
    assert cards(put(of, 2)).keys() & {"Zone A", "Topics and queues", "Stores"}


def test_planes_people_third_parties_and_plans_are_not_mixed_while_that_can_be_helped() -> None:
    of = made(
        {
            "me": {"kind": "person"},
            "you": {"kind": "person"},
            "bank": {"kind": "external"},
            "post": {"kind": "external"},
            "flags": {"kind": "flags"},
            "config": {"kind": "config"},
            "app": {"kind": "service"},
            "site": {"kind": "service"},
            "new": {"kind": "service", "lifecycle": "planned"},
        }
    )
    assert cards(put(of, 5)) == {
        "People": ["me", "you"],
        "Third parties": ["bank", "post"],
        "Settings": ["config", "flags"],
        "Services": ["app", "site"],
    }
    assert len(set(put(of, 2).into.values())) <= 2


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_belongs_to_a_family(kind: Any) -> None:
    assert not family_of(kind).startswith("Further")


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("Queue", "Queues"),
        ("Third party", "Third parties"),
        ("Search index", "Search indexes"),
        ("Gateway", "Gateways"),
        ("DNS", "DNS"),
    ],
)
def test_several_of_a_kind_have_a_name(one: str, several: str) -> None:
    assert plural(one) == several


@st.composite
def maps(draw: st.DrawFn) -> ComponentMap:
    """Draw a map of all kinds, anywhere."""
    names = [f"c{index:02}" for index in range(draw(st.integers(1, 40)))]
    parts = {
        name: {"kind": draw(st.sampled_from(sorted(set(KINDS) - {"module", "dataset"})))}
        | ({"zone": zone} if (zone := draw(st.sampled_from(["", "a", "b"]))) else {})
        for name in names
    }
    return made(parts)


@settings(max_examples=60, deadline=None)
@given(maps(), st.integers(2, 25))
def test_any_map_comes_down_to_the_limit_and_loses_nobody(of: ComponentMap, limit: int) -> None:
    grouping = put(of, limit)
    alone = set(of.components) - set(grouping.into)
    assert len(alone) + len(set(grouping.into.values())) <= limit
    assert set(grouping.into.values()) == set(grouping.titles)
    for members in grouping.members().values():
        assert len(members) > 1
        assert len({of.components[name].plane for name in members}) == 1
    assert put(of, limit) == grouping
