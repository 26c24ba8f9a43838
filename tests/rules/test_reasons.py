"""Why something is down, degraded or delayed, in words."""

from __future__ import annotations

from typing import Any

import pytest

from archbook.rules.analyses.what_if import lose
from archbook.rules.reasons import reason
from support.maps import system

MAP: dict[str, Any] = {
    "base": {"kind": "service"},
    "soft": {"kind": "service", "uses": [{"calls": "base", "if-lost": "degrades"}]},
    "shop": {"kind": "service", "uses": [{"publishes": "events", "outbox": True}]},
    "events": {"kind": "topic"},
    "relay": {
        "kind": "worker",
        "uses": [
            {"consumes": "events"},
            {"calls": "base", "if-lost": "degrades"},
            {"publishes": "out", "outbox": True},
        ],
    },
    "out": {"kind": "topic"},
    "slow": {"kind": "service", "uses": [{"calls": "relay", "if-lost": "delays"}]},
    "either": {"kind": "service", "uses": [{"calls": ["soft", "spare"], "any-of": "g"}]},
    "spare": {"kind": "service"},
    "whole": {"kind": "service"},
    "part": {"kind": "module", "within": "whole", "uses": [{"calls": "other"}]},
    "other": {"kind": "module", "within": "whole"},
    "keys": {"kind": "identity", "uses": [{"authorizes": "spare"}]},
}


@pytest.mark.parametrize(
    ("lost", "component", "words"),
    [
        (["base"], "soft", "it calls base, which is lost"),
        (["keys"], "spare", "keys authorizes it, and is lost"),
        (["spare", "soft"], "either", "no alternative is left of soft and spare"),
        (
            ["spare", "base"],
            "either",
            "it has the choice of soft and spare only, none of which is unaffected",
        ),
        (["whole"], "other", "it is within whole, which is lost"),
        (["other"], "whole", "other and part, of which it is made, are lost or down"),
        (["shop"], "events", "nothing arrives from shop"),
        (["shop"], "out", "what arrives from relay is late"),
        (["shop", "base"], "slow", "it calls relay, which is delayed"),
    ],
)
def test_the_reason_is_true_of_what_passed_the_mark_on(
    lost: list[str], component: str, words: str
) -> None:
    loss = lose(system(MAP), lost)
    (effect,) = (effect for effect in loss.effects if effect.component == component)
    assert reason(loss, effect) == words


def test_what_is_degraded_and_delayed_at_once_has_a_reason_for_each() -> None:
    loss = lose(system(MAP), ["shop", "base"])
    second = loss.also("relay")
    assert second is not None
    assert reason(loss, second) == "it consumes events, which is delayed"
    assert loss.also("soft") is None
    assert loss.also("events") is None


def test_components_are_called_as_the_reader_knows_them() -> None:
    loss = lose(system(MAP), ["base"])
    (effect,) = (effect for effect in loss.effects if effect.component == "soft")
    assert reason(loss, effect, str.upper) == "it calls BASE, which is lost"
