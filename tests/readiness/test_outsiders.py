"""What comes from outside is judged at the door that lets it in: outsiders are asked nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archbook.readiness.model import Result
from support.readiness import item, one, ready

DOOR = {"a": item({"rule": "entry-past-the-edge"}), "b": item({"property": "kind"})}


def system(target: str) -> dict[str, Any]:
    return {
        "zones": {"internet": {"trust": 0}, "private": {"trust": 1}},
        "components": {
            "shopper": {"kind": "person", "zone": "internet", "uses": [{"calls": "door"}]},
            "door": {"kind": target, "zone": "private"},
        },
    }


def test_who_lets_strangers_in_past_the_edge_fails_for_it(tmp_path: Path) -> None:
    readiness = ready(tmp_path, DOOR, of=system("service"))
    assert one(readiness, component="door").result is Result.FAIL


def test_who_is_the_edge_may_let_them_in(tmp_path: Path) -> None:
    readiness = ready(tmp_path, DOOR, of=system("gateway"))
    assert one(readiness, component="door").result is Result.PASS


def test_what_others_of_ours_do_at_a_door_is_theirs(tmp_path: Path) -> None:
    of = system("service")
    of["components"]["shopper"]["kind"] = "worker"
    readiness = ready(tmp_path, DOOR, of=of)
    assert one(readiness, component="door").result is Result.NOT_APPLICABLE
