"""What if some of it is lost: who is affected, how it reached them, which journeys end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archbook.rules.analyses.journeys import journey_states
from archbook.rules.analyses.losses import Reason, Reasons, State, spread, state_of
from archbook.rules.analyses.system import System

__all__ = ["Effect", "Loss", "cannot_start", "lose"]


_GONE = frozenset({State.LOST, State.DOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How one component came by a state.

    Attributes:
        component: Its id.
        state: The state.
        because: Ids of the components it came from.
        edges: Ids of the edges it came by; empty where it came by containment or by silence of
            a channel's publishers.
        how: `edge`, `alternatives`, `whole`, `modules` or `publishers`.
    """

    component: str
    state: State
    because: tuple[str, ...]
    edges: tuple[str, ...]
    how: str


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What losing some components does.

    Attributes:
        lost: Ids of what was lost, sorted, like all that follows.
        states: The state of everyone who is lost or affected, the worst of each.
        cannot_start: Who runs on, but could not be started again.
        journeys: The state of every journey.
        owners: Owners of all that is lost or affected.
        system: The system.
    """

    lost: tuple[str, ...]
    states: dict[str, State]
    cannot_start: tuple[str, ...]
    journeys: dict[str, State]
    owners: tuple[str, ...]
    system: System = field(repr=False, compare=False)

    def those(self, state: State) -> tuple[str, ...]:
        """Return who is in a state, sorted."""
        return tuple(sorted(name for name, at in self.states.items() if at is state))

    @cached_property
    def marks(self) -> Mapping[tuple[str, State], Effect]:
        """How each component came by each of its marks, which may be several.

        They are worked out when they are asked for: of most losses only the states are.
        """
        reasons: Reasons = {}
        spread(self.system, map(self.system.number, self.lost), reasons)
        return {
            (self.system.ids[number], state): _effect(self.system, number, state, reason)
            for (number, state), reason in reasons.items()
        }

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """How each affected component came by its state, in the order of the spreading."""
        return tuple(e for e in self.marks.values() if self.states[e.component] is e.state)

    def passing(self, effect: Effect) -> tuple[State, ...]:
        """Return in which state each of those that an effect came from passed it on.

        What is degraded and delayed at once passes each mark on by itself.

        Args:
            effect: The effect.
        """
        return tuple(
            self.states[name] if self.states[name] in _GONE else effect.state
            for name in effect.because
        )

    def also(self, component: str) -> Effect | None:
        """Return how a degraded component came to be delayed too, None where it is not."""
        if self.states.get(component) is not State.DEGRADED:
            return None
        return self.marks.get((component, State.DELAYED))

    def path_to(self, component: str) -> tuple[Effect, ...]:
        """Return the steps by which the loss reached a component, from the first to its own."""
        steps: list[Effect] = []
        at, state = component, self.states.get(component, State.UNAFFECTED)
        while (step := self.marks.get((at, state))) is not None:
            steps.append(step)
            at = step.because[0]
            # What is down gives its dependents all they have; else a mark came from the same one.
            if (at, State.DOWN) in self.marks:
                state = State.DOWN
        return tuple(reversed(steps))


def lose(system: System, names: Iterable[str]) -> Loss:
    """Return what losing some components does.

    Args:
        system: The system.
        names: Ids of what is lost; those that do not run are passed over.
    """
    lost = [system.number(name) for name in set(names) if name in system]
    bits = spread(system, lost)
    states = {system.ids[i]: state_of(b) for i, b in enumerate(bits) if b}
    owners = {system.map.components[name].owner for name in states}
    return Loss(
        lost=system.names(lost),
        states=states,
        cannot_start=cannot_start(system, bits),
        journeys=journey_states(system, bits),
        owners=tuple(sorted(owner for owner in owners if owner)),
        system=system,
    )


def _effect(system: System, number: int, state: State, reason: Reason) -> Effect:
    return Effect(
        component=system.ids[number],
        state=state,
        because=tuple(system.ids[i] for i in reason.because),
        edges=tuple(edge.id for edge in reason.need.edges) if reason.need else (),
        how=reason.how,
    )


def cannot_start(system: System, bits: Sequence[int]) -> tuple[str, ...]:
    """Return who is neither lost nor down, and needs something lost or down to start.

    Args:
        system: The system.
        bits: The state of every component, as `losses.spread` gives it.
    """
    found = {
        need.sufferer
        for need in system.startup_needs
        if not bits[need.sufferer] & 4 and all(bits[cause] & 4 for cause in need.causes)
    }
    return system.names(found)
