"""Why something is down, degraded or delayed, in words that hold for what passed it on."""

from __future__ import annotations

from collections.abc import Callable

from archbook.rules.analyses.losses import State
from archbook.rules.analyses.what_if import Effect, Loss
from archbook.rules.wording import listed

__all__ = ["reason"]

_GONE = frozenset({State.LOST, State.DOWN})


def reason(loss: Loss, effect: Effect, name: Callable[[str], str] = str) -> str:
    """Return how a component came by a mark, as the half of a sentence after "since".

    Args:
        loss: The loss.
        effect: One of its effects.
        name: What to call a component, by its id.
    """
    others = listed([name(each) for each in effect.because])
    states = loss.passing(effect)
    if effect.how == "edge":
        edge = loss.system.map.edges[effect.edges[0]]
        if edge.source == effect.component:
            return f"it {edge.verb.name} {others}, which is {states[0]}"
        return f"{others} {edge.verb.name} it, and is {states[0]}"
    if effect.how == "whole":
        return f"it is within {others}, which is {states[0]}"
    return _BY_SEVERAL[effect.how](others, states)


def _by_alternatives(others: str, states: tuple[State, ...]) -> str:
    if _GONE.issuperset(states):
        return f"no alternative is left of {others}"
    return f"it has the choice of {others} only, none of which is unaffected"


def _by_modules(others: str, states: tuple[State, ...]) -> str:
    are = "is" if len(states) == 1 else "are"
    became = states[0] if len(set(states)) == 1 else "lost or down"
    return f"{others}, of which it is made, {are} {became}"


def _by_silence(others: str, states: tuple[State, ...]) -> str:
    if _GONE.issuperset(states):
        return f"nothing arrives from {others}"
    late = "late or missing" if _GONE.intersection(states) else "late"
    return f"what arrives from {others} is {late}"


_BY_SEVERAL = {
    "alternatives": _by_alternatives,
    "modules": _by_modules,
    "publishers": _by_silence,
}
