"""Levels: what they require, what is held, and the shortest way to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archbook.readiness.floor import below_floor, keeping, known_levels
from archbook.readiness.model import Readiness, Result, Standing
from support.readiness import adr, item, ready

PASS = {"property": "kind"}
FAIL = {"property": "owner", "equals": "nobody"}
OF = {"owners": {"x": {}}, "components": {"orders": {"kind": "service", "owner": "x"}}}
CONSUMING = {
    "owners": {"x": {}},
    "components": {
        "orders": {"kind": "service", "owner": "x", "uses": [{"consumes": "events"}]},
        "events": {"kind": "topic"},
    },
}


def listed(root: Path, items: dict[str, Any], *quotes: Any, **more: Any) -> Readiness:
    lists = {
        "list": {
            "title": "A list",
            "summary": "x",
            "levels": ["low", "mid", "high"],
            "items": list(quotes) or list(items),
        }
    }
    return ready(root, items, checklists=lists, **{"of": OF, **more})


def standing(readiness: Readiness) -> Standing:
    return readiness.standings["list"]["orders"]


def test_a_level_requires_what_lower_ones_require(tmp_path: Path) -> None:
    items = {
        "a": item(PASS),
        "b": item(PASS, levels=["mid"]),
        "c": item(FAIL, levels=["high"]),
    }
    found = standing(listed(tmp_path, items))
    assert found.required == {"low": {"a"}, "mid": {"a", "b"}, "high": {"a", "b", "c"}}
    assert found.held.without_waivers == found.held.with_waivers == "mid"
    assert found.next is not None
    assert found.next.level == "high"
    assert [each.item.id for each in found.next.missing] == ["c"]


def test_a_checklist_may_require_an_item_from_another_level_or_switch_it_off(
    tmp_path: Path,
) -> None:
    items = {"a": item(FAIL), "b": item(FAIL, levels=["low"]), "c": item(PASS)}
    quotes = ({"item": "a", "off": "Not here."}, {"item": "b", "levels": ["high"]}, "c")
    found = standing(listed(tmp_path, items, *quotes))
    assert found.held.without_waivers == "mid"
    assert [each.item.id for each in found.results] == ["b", "c"]


def test_what_is_waived_holds_a_level_only_in_the_figure_with_waivers(tmp_path: Path) -> None:
    items = {"a": item(PASS), "b": item(FAIL, levels=["mid"]), "c": item(FAIL, levels=["high"])}
    files = adr(1, {"waives": [{"item": "b", "components": ["orders"], "until": "2026-12-01"}]})
    found = standing(listed(tmp_path, items, files=files))
    assert (found.held.without_waivers, found.held.with_waivers) == ("low", "mid")
    assert found.counts()[Result.WAIVED] == 1
    assert sum(found.counts().values()) == 3


def test_what_does_not_count_yet_is_left_out_of_a_level(tmp_path: Path) -> None:
    items = {"a": item(PASS), "b": item(FAIL, levels=["mid"], **{"enforce-from": "2027-01-01"})}
    assert standing(listed(tmp_path, items)).held.without_waivers == "high"


def test_nothing_is_held_where_the_lowest_level_is_not(tmp_path: Path) -> None:
    found = standing(listed(tmp_path, {"a": item(FAIL)}))
    assert (found.held.without_waivers, found.held.with_waivers) == (None, None)


def replaced(way: Any, **more: Any) -> dict[str, Any]:
    return {
        "by-hand": item(FAIL, ability="scale by hand"),
        "by-itself": item(
            way, ability="scale by itself", levels=["mid"], replaces=["by-hand"], **more
        ),
    }


def test_what_replaces_an_item_takes_its_place_from_its_own_level_up(tmp_path: Path) -> None:
    found = standing(listed(tmp_path, replaced(PASS)))
    assert found.required == {"low": {"by-hand"}, "mid": {"by-itself"}, "high": {"by-itself"}}
    assert found.held.without_waivers == "high"
    assert found.next is None


def test_what_fails_or_is_waived_still_replaces(tmp_path: Path) -> None:
    found = standing(listed(tmp_path / "fails", replaced(FAIL)))
    assert found.required["mid"] == {"by-itself"}
    assert found.held.without_waivers is None


def test_what_does_not_apply_is_off_or_does_not_count_yet_replaces_nothing(
    tmp_path: Path,
) -> None:
    away = {"applies-to": {"kind": "worker"}}
    later = {"enforce-from": "2027-01-01"}
    for name, more in (("away", away), ("later", later)):
        found = standing(listed(tmp_path / name, replaced(FAIL, **more)))
        assert "by-hand" in found.required["high"], name
    off = ("by-hand", {"item": "by-itself", "off": "Not here."})
    found = standing(listed(tmp_path / "off", replaced(PASS), *off))
    assert found.required["high"] == {"by-hand"}


def test_the_way_to_the_next_level_begins_with_what_the_map_can_state(tmp_path: Path) -> None:
    items = {
        "by-person": item("person"),
        "by-result": item({"result": "x.xml", "format": "junit"}),
        "by-file": item({"file": "docs/none.md"}),
        "by-decision": item({"decision": {"about-component": True}}),
        "by-rule": item({"rule": "dead-letter"}),
        "by-map": item({"property": "zone"}),
        "by-either": item({"either": ["person", {"property": "at"}]}),
        "waived": item(FAIL),
        "passes": item(PASS),
    }
    waives = [{"item": "waived", "components": ["orders"], "until": "2026-12-01"}]
    found = standing(listed(tmp_path, items, files=adr(1, {"waives": waives}), of=CONSUMING))
    assert found.next is not None
    assert [each.item.id for each in found.next.missing] == [
        "by-map",
        "by-either",
        "by-rule",
        "by-decision",
        "by-file",
        "by-result",
        "by-person",
        "waived",
    ]


def test_a_floor_counts_waivers_and_passes_over_lists_without_the_level(tmp_path: Path) -> None:
    items = {"a": item(PASS), "b": item(FAIL, levels=["mid"]), "c": item(FAIL, levels=["high"])}
    files = adr(1, {"waives": [{"item": "b", "components": ["orders"], "until": "2026-12-01"}]})
    readiness = listed(tmp_path, items, files=files)
    assert known_levels(readiness) == ("low", "mid", "high")
    assert below_floor(readiness, "mid") == ()
    (below,) = below_floor(readiness, "high")
    assert [each.item.id for each in keeping(below, "high")] == ["c"]
    assert below_floor(readiness, "other") == ()
