"""Writers, analysts' paths and classified data, on maps worked out by hand."""

from __future__ import annotations

from typing import Any

from archbook.rules.analyses.data import (
    analytics_paths,
    data_sets,
    resting,
    serving_stores,
    travelling,
)
from support.maps import system


def using(kind: str, *uses: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": kind, "uses": list(uses), **more}


def test_modules_of_one_deployable_are_one_writer_of_a_data_set() -> None:
    of = system(
        {
            "shop": {"kind": "service"},
            "orders": using("module", {"writes": "db"}, within="shop"),
            "basket": using("module", {"writes": ["db", "cache"]}, within="shop"),
            "importer": using("job", {"writes": ["stock", "cache", "q"]}),
            "admin": using("service", {"writes": ["stock", "whole"]}),
            "db": {"kind": "database"},
            "whole": {"kind": "database"},
            "stock": {"kind": "database", "within": "whole"},
            "cache": {"kind": "cache"},
            "q": {"kind": "queue"},
        }
    )
    found = {each.data_set: each.deployables for each in data_sets(of)}
    assert found == {"db": ("shop",), "stock": ("admin", "importer")}


def analysing(*uses: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "web": using("web", {"calls": "orders"}),
        "orders": using("service", {"writes": "orders-db"}),
        "orders-db": {"kind": "database"},
        "warehouse": using("warehouse", *uses),
        **more,
    }


BUY = {"buy": {"path": ["web", "orders"]}}


def test_analytics_that_read_a_serving_store_are_found_with_their_path() -> None:
    of = system(
        analysing(
            {"reads": "view"},
            view=using("service", {"reads": "orders-db"}),
            dash=using("report", {"reads": "warehouse"}),
        ),
        journeys=BUY,
    )
    assert serving_stores(of) == {"orders-db": "buy"}
    paths = {tuple(edge.id for edge in edges) for edges, _ in analytics_paths(of)}
    assert paths == {
        ("warehouse reads view", "view reads orders-db"),
        ("dash reads warehouse", "warehouse reads view", "view reads orders-db"),
    }


def test_copies_and_calls_are_no_path_of_reads() -> None:
    of = system(
        analysing(
            {"replicates": "orders-db"},
            dash=using("report", {"reads": "warehouse"}, {"calls": "orders"}),
        ),
        journeys=BUY,
    )
    assert list(analytics_paths(of)) == []


def test_a_part_of_a_store_that_serves_makes_the_whole_store_serve() -> None:
    of = system(
        {
            "orders": using("module", {"writes": "orders-table"}, within="shop"),
            "shop": {"kind": "service"},
            "main": {"kind": "database"},
            "orders-table": {"kind": "database", "within": "main"},
            "stock-table": {"kind": "database", "within": "main"},
            "dash": using("report", {"reads": "stock-table"}),
        },
        journeys={"buy": {"path": ["shop"]}},
    )
    assert set(serving_stores(of)) == {"main", "orders-table", "stock-table"}
    assert len(list(analytics_paths(of))) == 1


def test_a_journey_of_analysts_makes_no_serving_store_of_the_warehouse() -> None:
    of = system(
        {
            "analyst": using("person", {"reads": "dash"}),
            "dash": using("report", {"reads": "warehouse"}),
            "warehouse": {"kind": "warehouse"},
        },
        journeys={"ask": {"path": ["analyst", "dash", "warehouse"]}},
    )
    assert list(analytics_paths(of)) == []


def test_classified_data_rests_where_it_is_held_written_published_and_copied_to() -> None:
    of = system(
        {
            "app": using(
                "service",
                {"writes": "db", "data": "personal"},
                {"publishes": "events", "data": ["personal", "cardholder"]},
                {"calls": "other", "data": "personal"},
            ),
            "other": {"kind": "service"},
            "db": {"kind": "database", "holds": "secret"},
            "events": {"kind": "topic"},
            "copy": using("warehouse", {"replicates": "db"}),
            "part": using("warehouse", {"replicates": "db", "data": "none"}),
        }
    )
    found = {each.component: (each.classes, each.brought) for each in resting(of)}
    assert found == {
        "db": (("personal", "secret"), ("personal",)),
        "events": (("cardholder", "personal"), ("cardholder", "personal")),
        "copy": (("secret",), ("secret",)),
    }


def test_data_does_not_travel_inside_a_deployable() -> None:
    of = system(
        {
            "shop": {"kind": "service"},
            "orders": using("module", {"calls": "pay", "data": "card"}, within="shop"),
            "pay": using("module", {"calls": "bank", "data": "card"}, within="shop"),
            "bank": {"kind": "external"},
        }
    )
    assert [edge.id for edge in travelling(of)] == ["pay calls bank"]
