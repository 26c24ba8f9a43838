"""The blast radius of every component: as the what-if of each says, and fast."""

from __future__ import annotations

import random
import time
from typing import Any

from hypothesis import given, settings

from archbook.rules.analyses.blast import SingleLosses
from archbook.rules.analyses.losses import State
from archbook.rules.analyses.what_if import lose
from support.maps import random_maps, system


@settings(max_examples=150, deadline=None)
@given(components=random_maps())
def test_each_loss_is_the_what_if_of_it(components: dict[str, Any]) -> None:
    journeys = {"way": {"path": sorted(components)[:3]}}
    of = system(components, journeys=journeys)
    losses = SingleLosses(of)
    for radius in losses.radii:
        loss = lose(of, [radius.component])
        assert radius.down == len(loss.those(State.DOWN))
        assert radius.degraded == len(loss.those(State.DEGRADED))
        assert radius.delayed == len(loss.those(State.DELAYED))
        assert {"way": State.UNAFFECTED, **radius.journeys} == loss.journeys
        down = losses.takes_down(of.number(radius.component))
        assert of.names(down) == loss.those(State.DOWN)


def test_what_ends_a_journey_comes_before_what_only_takes_many_down() -> None:
    components: dict[str, Any] = {
        "web": {"kind": "web", "tier": 1, "uses": [{"calls": "orders"}]},
        "orders": {"kind": "service"},
        "batch": {"kind": "database"},
        **{f"job-{i}": {"kind": "job", "uses": [{"reads": "batch"}]} for i in range(5)},
    }
    losses = SingleLosses(system(components, journeys={"buy": {"path": ["web"]}}))
    assert [radius.component for radius in losses.radii[:3]] == ["orders", "web", "batch"]
    orders = losses.radii[0]
    assert (orders.down, orders.critical, orders.journeys) == (1, 1, {"buy": State.DOWN})


def test_all_losses_of_a_thousand_components_are_computed_in_a_second() -> None:
    chance = random.Random(5)
    for reach in (range, lambda _: range(1_000)):
        components: dict[str, Any] = {}
        for i in range(1_000):
            targets = {chance.choice(reach(i)) for _ in range(3)} - {i} if i else set()
            uses = [
                {"calls": f"s{t}", "if-lost": chance.choice(["fails", "fails", "degrades"])}
                for t in sorted(targets)
            ]
            components[f"s{i}"] = {"kind": "service", **({"uses": uses} if uses else {})}
        losses = SingleLosses(system(components))
        start = time.process_time()
        assert len(losses.radii) == 1_000
        assert time.process_time() - start < 1.5
