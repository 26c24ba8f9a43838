"""What a loss does, on maps worked out by hand and on random ones."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.rules.analyses.losses import State, spread, state_of
from archbook.rules.analyses.naming_losses import UnknownLossError, named_losses
from archbook.rules.analyses.what_if import lose
from support.maps import random_maps, system

SERVICE = {"kind": "service"}
ORDER = (State.UNAFFECTED, State.DELAYED, State.DEGRADED, State.DOWN, State.LOST)


def calls(target: str, **more: Any) -> dict[str, Any]:
    return {"calls": target, **{key.replace("_", "-"): value for key, value in more.items()}}


def using(*uses: dict[str, Any], kind: str = "service", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "uses": list(uses), **more}


@pytest.mark.parametrize(
    ("if_lost", "state"),
    [
        ("fails", State.DOWN),
        ("degrades", State.DEGRADED),
        ("delays", State.DELAYED),
        ("continues", State.UNAFFECTED),
    ],
)
def test_what_a_lost_component_passes_on(if_lost: str, state: State) -> None:
    of = system({"a": using(calls("b", if_lost=if_lost)), "b": SERVICE})
    assert lose(of, ["b"]).states.get("a", State.UNAFFECTED) is state


@pytest.mark.parametrize(
    ("first", "then", "state"),
    [
        ("degrades", "fails", State.DEGRADED),
        ("degrades", "degrades", State.UNAFFECTED),
        ("degrades", "delays", State.UNAFFECTED),
        ("delays", "fails", State.DELAYED),
        ("delays", "degrades", State.UNAFFECTED),
        ("delays", "delays", State.DELAYED),
        ("delays", "continues", State.UNAFFECTED),
        ("fails", "degrades", State.DEGRADED),
        ("fails", "delays", State.DELAYED),
    ],
)
def test_what_an_affected_component_passes_on(first: str, then: str, state: State) -> None:
    of = system(
        {
            "a": using(calls("b", if_lost=then)),
            "b": using(calls("c", if_lost=first)),
            "c": SERVICE,
        }
    )
    assert lose(of, ["c"]).states.get("a", State.UNAFFECTED) is state


def test_both_marks_are_passed_on_and_the_worse_is_shown() -> None:
    of = system(
        {
            "front": using(calls("both")),
            "late": using(calls("both", if_lost="delays")),
            "both": using(calls("x", if_lost="degrades"), calls("y", if_lost="delays")),
            "x": SERVICE,
            "y": SERVICE,
        }
    )
    loss = lose(of, ["x", "y"])
    assert loss.states["both"] is State.DEGRADED
    assert loss.states["front"] is State.DEGRADED
    assert loss.states["late"] is State.DELAYED


def test_one_of_several_alternatives_is_enough() -> None:
    of = system(
        {
            "a": using(calls("b", any_of="pair"), calls("c", any_of="pair")),
            "b": SERVICE,
            "c": SERVICE,
        }
    )
    assert "a" not in lose(of, ["b"]).states
    assert lose(of, ["b", "c"]).states["a"] is State.DOWN


def test_among_alternatives_down_gives_every_mark() -> None:
    of = system(
        {
            "a": using(calls("b", any_of="pair"), calls("c", any_of="pair")),
            "b": SERVICE,
            "c": using(calls("d", if_lost="degrades")),
            "d": SERVICE,
        }
    )
    assert lose(of, ["b", "d"]).states["a"] is State.DEGRADED


def test_an_alternative_switched_by_hand_saves_nobody() -> None:
    of = system(
        {
            "a": using(calls("b", any_of="pair"), calls("c", any_of="pair", switch="manual")),
            "b": SERVICE,
            "c": SERVICE,
        }
    )
    assert lose(of, ["b"]).states["a"] is State.DOWN
    assert "a" not in lose(of, ["c"]).states


def test_a_topic_without_a_publisher_left_falls_behind_and_so_do_its_consumers() -> None:
    of = system(
        {
            "a": {"kind": "service", "uses": [{"publishes": "events", "outbox": True}]},
            "b": {"kind": "service", "uses": [{"publishes": "events", "outbox": True}]},
            "events": {"kind": "topic"},
            "mailer": {"kind": "worker", "uses": [{"consumes": "events"}]},
        }
    )
    assert "events" not in lose(of, ["a"]).states
    loss = lose(of, ["a", "b"])
    assert loss.states["events"] is State.DELAYED
    assert loss.states["mailer"] is State.DELAYED


def test_a_lost_whole_takes_its_modules_down_and_all_modules_their_whole() -> None:
    of = system(
        {
            "shop": SERVICE,
            "orders": {"kind": "module", "within": "shop"},
            "basket": {"kind": "module", "within": "shop"},
        }
    )
    assert lose(of, ["shop"]).those(State.DOWN) == ("basket", "orders")
    assert lose(of, ["orders"]).states["shop"] is State.DEGRADED
    assert lose(of, ["orders", "basket"]).states["shop"] is State.DOWN


def test_what_is_needed_to_start_does_not_affect_what_runs() -> None:
    of = system({"a": using(calls("b", when="startup")), "b": SERVICE})
    loss = lose(of, ["b"])
    assert "a" not in loss.states
    assert loss.cannot_start == ("a",)


def test_control_verbs_affect_their_target_when_the_target_says_so() -> None:
    of = system(
        {
            "flags": {"kind": "flags", "plane": "control", "uses": [{"configures": "shop"}]},
            "shop": SERVICE,
            "identity": {"kind": "identity", "uses": [{"authorizes": "shop"}]},
        }
    )
    assert "shop" not in lose(of, ["flags"]).states
    assert lose(of, ["identity"]).states["shop"] is State.DOWN


def test_losing_a_place_counts_replicas_spread_evenly_and_the_remainder_as_lost() -> None:
    places = {"region": {}, "az-a": {"within": "region"}, "az-b": {"within": "region"}}
    of = system(
        {
            "enough": {"kind": "service", "at": ["az-a", "az-b"]},
            "short": {
                "kind": "service",
                "at": ["az-a", "az-b"],
                "redundancy": {"replicas": 3, "needs": 2},
            },
            "one": {"kind": "service", "at": ["az-a"]},
        },
        places=places,
    )
    assert named_losses(of, ["place:az-a"]) == ("one", "short")
    assert named_losses(of, ["place:region"]) == ("enough", "one", "short")


def test_an_unknown_loss_names_the_nearest_known_one() -> None:
    with pytest.raises(UnknownLossError, match='Did you mean "orders"'):
        named_losses(system({"orders": SERVICE}), ["order"])


def test_planned_and_retired_parts_take_no_part() -> None:
    of = system(
        {
            "a": using(calls("b")),
            "b": {"kind": "service", "lifecycle": "retired"},
        }
    )
    assert of.ids == ("a",)
    with pytest.raises(UnknownLossError, match="retired"):
        named_losses(of, ["b"])


def test_a_step_counts_through_the_edge_that_protects_it() -> None:
    of = system(
        {
            "web": using(calls("orders"), calls("search", if_lost="degrades")),
            "orders": SERVICE,
            "search": SERVICE,
            "mailer": {"kind": "worker", "uses": [{"consumes": "events"}]},
            "events": {"kind": "topic"},
            "report": SERVICE,
        },
        journeys={
            "shop": {
                "path": [
                    "web",
                    ["orders", "search"],
                    "events",
                    "mailer",
                    {"step": "report", "if-lost": "degrades"},
                ]
            }
        },
    )
    assert lose(of, ["search"]).journeys["shop"] is State.DEGRADED
    assert lose(of, ["orders"]).journeys["shop"] is State.DOWN
    assert lose(of, ["mailer"]).journeys["shop"] is State.DELAYED
    assert lose(of, ["report"]).journeys["shop"] is State.DEGRADED


def test_each_effect_names_the_edge_it_came_by() -> None:
    of = system({"a": using(calls("b")), "b": using(calls("c")), "c": SERVICE})
    path = lose(of, ["c"]).path_to("a")
    assert [effect.edges for effect in path] == [("b calls c",), ("a calls b",)]


def test_a_path_follows_the_mark_it_explains() -> None:
    of = system(
        {
            "front": using(calls("both", if_lost="delays")),
            "both": using(calls("x", if_lost="degrades"), calls("y", if_lost="delays")),
            "x": SERVICE,
            "y": SERVICE,
        }
    )
    path = lose(of, ["x", "y"]).path_to("front")
    assert [effect.edges for effect in path] == [("both calls y",), ("front calls both",)]


def test_a_topic_is_silent_whichever_way_its_publisher_reaches_it() -> None:
    of = system(
        {
            "a": using(
                {"publishes": "t", "any-of": "x", "switch": "manual", "if-lost": "continues"},
                {"publishes": "u", "any-of": "x", "if-lost": "continues"},
            ),
            "t": {"kind": "topic"},
            "u": {"kind": "topic"},
        }
    )
    assert lose(of, ["a"]).those(State.DELAYED) == ("t", "u")


@settings(max_examples=150, deadline=None)
@given(components=random_maps(), data=st.data())
def test_every_effect_is_reached_from_what_was_lost(
    components: dict[str, Any], data: st.DataObject
) -> None:
    of = system(components)
    loss = lose(of, data.draw(st.sets(st.sampled_from(of.ids), min_size=1)))
    for effect in loss.effects:
        path = loss.path_to(effect.component)
        assert path[-1] == effect
        assert path[0].because[0] in loss.lost
        for before, after in itertools.pairwise(path):
            assert before.component == after.because[0]


@settings(max_examples=150, deadline=None)
@given(components=random_maps(), data=st.data())
def test_losing_more_never_improves_any_state(
    components: dict[str, Any], data: st.DataObject
) -> None:
    of = system(components)
    some = data.draw(st.sets(st.integers(0, len(of) - 1)))
    more = some | data.draw(st.sets(st.integers(0, len(of) - 1)))
    for less, worse in zip(spread(of, some), spread(of, more), strict=True):
        assert less & ~worse == 0


@settings(max_examples=150, deadline=None)
@given(components=random_maps(), data=st.data())
def test_making_an_edge_softer_never_worsens_anything(
    components: dict[str, Any], data: st.DataObject
) -> None:
    edges = [(n, i) for n, c in components.items() for i in range(len(c.get("uses", ())))]
    softened = copy.deepcopy(components)
    if edges:
        name, place = data.draw(st.sampled_from(edges))
        edge = softened[name]["uses"][place]
        if "any-of" in edge:
            for other in softened[name]["uses"]:
                if other.get("any-of") == edge["any-of"]:
                    other["if-lost"] = "degrades"
        else:
            edge["if-lost"] = "continues"
    before, after = system(components), system(softened)
    lost = data.draw(st.sets(st.integers(0, len(before) - 1)))
    for hard, soft in zip(spread(before, lost), spread(after, lost), strict=True):
        assert ORDER.index(state_of(soft)) <= ORDER.index(state_of(hard))


@settings(max_examples=100, deadline=None)
@given(components=random_maps(), chance=st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(components: dict[str, Any], chance: Any) -> None:
    names = list(components)
    chance.shuffle(names)
    shuffled = {name: components[name] for name in names}
    for name in components:
        before, after = lose(system(components), [name]), lose(system(shuffled), [name])
        assert before == after
        assert before.effects == after.effects


def test_a_step_that_is_a_spare_switched_by_hand_counts_through_its_edge() -> None:
    of = system(
        {
            "orders": using(
                calls("main", any_of="pay"), calls("spare", any_of="pay", switch="manual")
            ),
            "main": {"kind": "external"},
            "spare": {"kind": "external"},
        },
        journeys={"pay": {"path": ["orders", ["main", "spare"]]}},
    )
    assert lose(of, ["spare"]).journeys["pay"] is State.UNAFFECTED
    assert lose(of, ["main"]).journeys["pay"] is State.DOWN
