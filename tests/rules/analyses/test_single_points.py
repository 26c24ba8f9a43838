"""Single points of failure and shared fate, on maps worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from archbook.rules.analyses.blast import SingleLosses
from archbook.rules.analyses.needs import HardNeeds
from archbook.rules.analyses.shared_fate import SharedFate, shared_fates
from archbook.rules.analyses.single_points import SinglePoint, single_points
from support.maps import system

PLACES = {"region": {}, "az-a": {"within": "region"}, "az-b": {"within": "region"}}


def points(db: dict[str, Any], **sections: Any) -> dict[str, SinglePoint]:
    components = {
        "app": {
            "kind": "service",
            "tier": 1,
            "redundancy": {"replicas": 2},
            "uses": [{"reads": "db"}],
        },
        "db": {"kind": "database", **db},
    }
    return {p.component: p for p in single_points(SingleLosses(system(components, **sections)))}


@pytest.mark.parametrize(
    ("db", "gone"),
    [
        ({"redundancy": {"replicas": 1}}, "one replica"),
        ({"redundancy": {"replicas": 3, "needs": 3}}, "one replica"),
        ({"redundancy": {"replicas": 3, "needs": 2}, "at": ["az-a", "az-b"]}, "az-a"),
        ({"redundancy": {"replicas": 4, "needs": 2}, "at": ["az-a", "az-b"]}, ""),
        ({"redundancy": {"replicas": 2}, "at": ["az-a"]}, "az-a"),
        ({"redundancy": {"needs": 2}, "at": ["az-a", "az-b"]}, "one replica"),
    ],
)
def test_one_replica_or_one_place_may_be_enough_to_lose_it(db: dict[str, Any], gone: str) -> None:
    point = points(db, places=PLACES)["db"]
    assert (point.gone, point.critical) == (gone, ("app",))


@pytest.mark.parametrize(
    ("db", "missing"),
    [
        ({}, "redundancy"),
        ({"at": ["az-a"]}, "redundancy"),
        ({"redundancy": {"needs": 1}}, "redundancy.replicas"),
        ({"redundancy": {"replicas": 2}}, "at"),
    ],
)
def test_what_is_not_stated_is_not_read_as_none(db: dict[str, Any], missing: str) -> None:
    point = points(db, places=PLACES)["db"]
    assert (point.gone, point.missing) == (None, (missing,))


def test_a_map_without_places_asks_for_none() -> None:
    assert points({"redundancy": {"replicas": 2}})["db"].gone == ""


def test_a_part_goes_by_its_wholes_redundancy() -> None:
    of = system(
        {
            "cluster": {"kind": "database", "redundancy": {"replicas": 1}},
            "orders": {"kind": "database", "within": "cluster", "tier": 1},
        }
    )
    assert {p.component: p.gone for p in single_points(SingleLosses(of))} == {
        "cluster": "one replica",
        "orders": "one replica",
    }


def test_what_takes_nothing_down_that_matters_and_people_are_no_points() -> None:
    of = system(
        {
            "shopper": {"kind": "person", "uses": [{"calls": "web"}]},
            "web": {"kind": "web", "uses": [{"calls": "ads", "if-lost": "degrades"}]},
            "ads": {"kind": "service", "redundancy": {"replicas": 1}},
        },
        journeys={"buy": {"path": ["shopper", "web"]}},
    )
    (web,) = single_points(SingleLosses(of))
    assert (web.component, web.journeys, web.critical) == ("web", ("buy",), ())


def fate(components: dict[str, Any], **sections: Any) -> SharedFate:
    pair = [{"calls": name, "any-of": "pair"} for name in ("one", "two")]
    of = system({"payer": {"kind": "service", "uses": pair}, **components}, **sections)
    (found,) = shared_fates(of, HardNeeds(of))
    return found


def test_providers_on_one_network_share_its_fate() -> None:
    found = fate(
        {
            "one": {"kind": "external", "uses": [{"calls": "network"}]},
            "two": {"kind": "external", "uses": [{"calls": "gateway"}]},
            "gateway": {"kind": "gateway", "uses": [{"calls": "network"}]},
            "network": {"kind": "external"},
        }
    )
    assert (found.sufferer, found.alternatives, found.needs) == (
        "payer",
        ("one", "two"),
        ("network",),
    )


def test_what_only_one_of_several_choices_needs_is_not_shared() -> None:
    found = fate(
        {
            "one": {"kind": "external", "uses": [{"calls": "network", "if-lost": "degrades"}]},
            "two": {"kind": "external", "uses": [{"calls": "network"}]},
            "network": {"kind": "external"},
        }
    )
    assert (found.needs, found.places) == ((), ())


def test_one_alternative_that_needs_the_other_is_none() -> None:
    found = fate(
        {"one": {"kind": "service", "uses": [{"calls": "two"}]}, "two": {"kind": "service"}}
    )
    assert found.needs == ("two",)


@pytest.mark.parametrize(
    ("one", "two", "places", "unplaced"),
    [
        (["az-a"], ["az-a"], ("az-a",), ()),
        (["az-a"], ["az-b"], (), ()),
        (["az-a", "az-b"], ["az-a", "az-b"], (), ()),
        (["region"], ["az-a"], ("region",), ()),
        (None, ["az-a"], (), ("one",)),
    ],
)
def test_alternatives_may_share_a_place(
    one: list[str] | None, two: list[str], places: tuple[str, ...], unplaced: tuple[str, ...]
) -> None:
    stated = {"one": one, "two": two}
    components = {
        name: {"kind": "service", **({"at": at} if at else {})} for name, at in stated.items()
    }
    found = fate(components, places=PLACES)
    assert (found.places, found.unplaced) == (places, unplaced)
