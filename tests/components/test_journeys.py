"""Journeys: steps, branches, numbers, and the edges by which steps are reached."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archbook.components.component_map import ComponentMap
from archbook.components.loading import read_map
from archbook.components.model import Branch
from archbook.components.vocabulary import IfLost
from archbook.components.walking import journey_steps


def loaded(path: Any, **uses: Any) -> ComponentMap:
    names = "abcdef"
    components = {n: {"kind": "service", "uses": uses.get(n, [])} for n in names}
    text = json.dumps({"components": components, "journeys": {"j": {"path": path}}})
    return read_map({"m.yaml": text})


@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        (["a", "b", "c"], ["1 a", "2 b", "3 c"]),
        (["a", ["b", "c"], "d"], ["1 a", "2a b", "2b c", "3 d"]),
        (["a", [["b", "c"], "d"]], ["1 a", "2a.1 b", "2a.2 c", "2b d"]),
        ([["a", [["b", ["c", "d"]]]]], ["1a a", "1b.1a b", "1b.1b.1 c", "1b.1b.2 d"]),
        (["a", "b", "a"], ["1 a", "2 b", "3 a"]),
    ],
)
def test_steps_are_numbered_branches_by_letters(path: Any, numbers: list[str]) -> None:
    found = loaded(path)
    assert found.findings == ()
    assert [f"{s.number} {s.component}" for s in found.journeys["j"].steps] == numbers


def test_a_branch_keeps_its_ways() -> None:
    path = loaded(["a", ["b", ["c", "d"]]]).journeys["j"].path
    assert isinstance(path[1], Branch)
    assert [len(way) for way in path[1].ways] == [1, 2]


def test_a_step_may_say_what_its_loss_does() -> None:
    (step, *_) = loaded([{"step": "a", "if-lost": "degrades", "what": "looks"}]).journeys["j"].steps
    assert (step.if_lost, step.what) == (IfLost.DEGRADES, "looks")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ([], "has no steps"),
        (["a", "x"], 'names a component "x"'),
        (["a", 5], '"path[1]" of the journey "j" is not an id: 5'),
        ([{"stp": "a"}], 'The key "path[0].stp" of the journey "j" is not known'),
        ([{"what": "a"}], "is no step"),
        ("a b", "not a list"),
        ([None], "is empty"),
    ],
)
def test_what_is_no_path_is_told_once(path: Any, message: str) -> None:
    found = loaded(path)
    assert len(found.findings) == 1
    assert message in found.findings[0].message


def test_a_step_is_reached_by_an_edge_from_the_nearest_step_before_it() -> None:
    found = loaded(
        ["a", "b", "c", "d"],
        a=[{"calls": "b"}, {"calls": "d"}],
        b=[{"calls": "c"}, {"configures": "d"}],
    )
    steps = journey_steps(found, "j")
    assert [(s.start, s.via) for s in steps] == [
        (None, None),
        ("a", "a calls b"),
        ("b", "b calls c"),
        ("a", "a calls d"),
    ]


def test_a_step_may_be_reached_against_the_edge() -> None:
    found = loaded(["a", "b"], b=[{"consumes": "a"}])
    assert journey_steps(found, "j")[1].via == "b consumes a"


def test_a_step_without_an_edge_is_reached_from_the_one_before() -> None:
    steps = journey_steps(loaded(["a", "b"]), "j")
    assert (steps[1].via, steps[1].start) == (None, "a")


def test_ways_of_a_branch_begin_where_the_branch_does() -> None:
    found = loaded(
        ["a", [["b", "c"], "d"], "e"], a=[{"calls": ["b", "d", "e"]}], b=[{"calls": ["c", "d"]}]
    )
    assert [s.via for s in journey_steps(found, "j")] == [
        None,
        "a calls b",
        "b calls c",
        "a calls d",
        "a calls e",
    ]
