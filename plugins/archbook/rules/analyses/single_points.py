"""Single points of failure: too few left after one replica or one place, and it matters.

Definition: a component, no person or client, whose stated redundancy (its own or its whole's)
leaves fewer than `needs` after one replica or one of the places it is at is gone, and whose loss
takes a tier-1 component or a journey down, itself included where it is of tier 1. Redundancy that
is not stated is not read as none: whether it is one cannot be told.

Source: AWS Well-Architected Framework, Reliability pillar (use fault isolation, deploy to multiple
locations).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archbook.components.model import Component
from archbook.rules.analyses.blast import SingleLosses
from archbook.rules.analyses.losses import DOWN, State
from archbook.rules.analyses.naming_losses import places_gone, replicas_left
from archbook.rules.analyses.system import System

__all__ = ["SinglePoint", "single_points"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePoint:
    """A component whose loss matters, and whether it may be lost at once.

    Attributes:
        component: Its id.
        gone: What is enough to lose it: `one replica`, or the id of a place; empty where it stands
            the loss of any one, None where that cannot be told.
        missing: What the map would have to state to tell.
        critical: Ids of tier-1 components that it takes down, itself included.
        journeys: Ids of journeys that it takes down.
    """

    component: str
    gone: str | None
    missing: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()


def single_points(losses: SingleLosses) -> Iterator[SinglePoint]:
    """Yield every component whose loss matters, by id, with whether it is a single point.

    Args:
        losses: What the loss of each component does.
    """
    system = losses.system
    tier_one = [n for n in range(len(system)) if system.component(n).tier == 1]
    for number, name in enumerate(system.ids):
        component = system.component(number)
        if component.kind.actor:
            continue
        states = losses.states[number]
        critical = tuple(system.ids[n] for n in tier_one if states[n] & DOWN == DOWN)
        journeys = tuple(
            name for name, state in losses.journeys[number].items() if state is State.DOWN
        )
        if critical or journeys:
            gone, missing = _enough(system, component)
            yield SinglePoint(
                component=name,
                gone=gone,
                missing=missing,
                critical=critical,
                journeys=journeys,
            )


def _enough(system: System, component: Component) -> tuple[str | None, tuple[str, ...]]:
    """Return what is enough to lose it, and what is missing to tell."""
    stated = component
    if component.redundancy is None:
        wholes = map(system.map.components.__getitem__, system.map.wholes(component.id))
        stated = next((whole for whole in wholes if whole.redundancy is not None), component)
    redundancy = stated.redundancy
    if redundancy is None:
        return None, ("redundancy",)
    at = stated.at
    if redundancy.replicas is None and at is None:
        return None, ("redundancy.replicas",)
    if stated.replicas - 1 < stated.needs:
        return "one replica", ()
    if at is None:
        return (None, ("at",)) if system.map.places else ("", ())
    for place in dict.fromkeys(at):
        if replicas_left(stated, places_gone(system.map, {place})) < stated.needs:
            return place, ()
    return "", ()
