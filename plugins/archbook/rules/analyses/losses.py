"""What a loss does: which components go down, degrade or fall behind, and by which edge.

A component is lost, down, or carries none, one or both of the marks degraded and delayed. What a
need passes on is a function of its strength and the state of what is needed:

| what it depends on is | `fails` | `degrades` | `delays` | `continues` |
|---|---|---|---|---|
| lost or down | down | degraded | delayed | nothing |
| degraded | degraded | nothing | nothing | nothing |
| delayed | delayed | nothing | delayed | nothing |

Of alternatives a mark is taken only where every one gives it; down gives all. The result is the
least solution, reached by only ever adding marks, so losing more never saves anyone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from archbook.components.vocabulary import IfLost, When
from archbook.rules.analyses.system import Need, System

__all__ = ["DOWN", "LOST", "Reason", "State", "passed_on", "spread", "state_of"]

DEGRADED, DELAYED = 1, 2
# Down carries both marks: that is what "down gives all" means among alternatives.
DOWN = 4 | DEGRADED | DELAYED
LOST = 8 | DOWN


class State(StrEnum):
    """What a loss makes of a component or a journey, worst first."""

    LOST = "lost"
    DOWN = "down"
    DEGRADED = "degraded"
    DELAYED = "delayed"
    UNAFFECTED = "unaffected"


def passed_on(bits: int, if_lost: IfLost) -> int:
    """Return the marks that something in a state passes on, by the table above.

    Args:
        bits: The state of what is needed, as bits.
        if_lost: How strongly it is needed.
    """
    if if_lost is IfLost.FAILS:
        return bits & DOWN
    if if_lost is IfLost.DEGRADES:
        return DEGRADED if bits & 4 else 0
    if if_lost is IfLost.DELAYS:
        return bits & DELAYED
    return 0


def state_of(bits: int) -> State:
    """Return the worst state that some bits say."""
    for state, mask in (
        (State.LOST, 8),
        (State.DOWN, 4),
        (State.DEGRADED, DEGRADED),
        (State.DELAYED, DELAYED),
    ):
        if bits & mask:
            return state
    return State.UNAFFECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """How a component first came by a state, in numbers.

    Attributes:
        how: `edge`, `alternatives`, `whole`, `modules` or `publishers`.
        because: Numbers of the components it came from.
        need: The need it came by, None where it came by containment or by silence.
    """

    how: str
    because: tuple[int, ...]
    need: Need | None


def spread(
    system: System, lost: Iterable[int], reasons: dict[tuple[int, State], Reason] | None = None
) -> bytearray:
    """Return the state of every component after a loss, as bits.

    Args:
        system: The system.
        lost: Numbers of what is lost.
        reasons: Where given, filled with how each state of each component was first reached.
    """
    bits = bytearray(len(system))
    waiting = deque(sorted(set(lost)))
    for number in waiting:
        bits[number] = LOST
    while waiting:
        at = waiting.popleft()
        for number, marks, how, because, need in _passes(system, bits, at):
            if marks & ~bits[number]:
                bits[number] |= marks
                waiting.append(number)
                if reasons is not None:
                    key = (number, state_of(bits[number]))
                    reasons.setdefault(key, Reason(how=how, because=because, need=need))
    return bits


_Pass = tuple[int, int, str, tuple[int, ...], Need | None]


def _passes(system: System, bits: bytearray, at: int) -> Iterator[_Pass]:
    """Yield who takes which marks from a component: by needs, containment and silence."""
    for need in system.needed_by[at]:
        if need.when is When.REQUEST:
            marks = DOWN
            for cause in need.causes:
                marks &= passed_on(bits[cause], need.if_lost)
            how = "edge" if len(need.causes) == 1 else "alternatives"
            yield need.sufferer, marks, how, need.causes, need
    if bits[at] & 4:
        for part in system.parts_of[at]:
            yield part, DOWN, "whole", (at,), None
    whole = system.whole_of[at]
    if whole is not None and at in system.modules_of[whole] and bits[at] & (4 | DEGRADED):
        modules = system.modules_of[whole]
        if all(bits[module] & 4 for module in modules):
            yield whole, DOWN, "modules", modules, None
        else:
            yield whole, DEGRADED, "modules", (at,), None
    for channel in system.publishes_to[at]:
        publishers = system.publishers_of[channel]
        if all(bits[publisher] & DELAYED for publisher in publishers):
            yield channel, DELAYED, "publishers", publishers, None
