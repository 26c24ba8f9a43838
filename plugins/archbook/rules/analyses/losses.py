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

from archbook.components.vocabulary import IfLost
from archbook.rules.analyses.system import Need, System

__all__ = [
    "DEGRADED",
    "DELAYED",
    "DOWN",
    "LOST",
    "Reason",
    "Reasons",
    "State",
    "passed_on",
    "spread",
    "state_of",
]

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
    return _STATES[bits]


def _worst(bits: int) -> State:
    masks = {State.LOST: 8, State.DOWN: 4, State.DEGRADED: DEGRADED, State.DELAYED: DELAYED}
    return next((state for state, mask in masks.items() if bits & mask), State.UNAFFECTED)


_STATES = tuple(map(_worst, range(LOST + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """How a component first came by a mark, in numbers.

    Attributes:
        how: `edge`, `alternatives`, `whole`, `modules` or `publishers`.
        because: Numbers of the components it came from.
        need: The need it came by, None where it came by containment or by silence.
    """

    how: str
    because: tuple[int, ...]
    need: Need | None


_PASSED = tuple(bytes(passed_on(bits, strength) for bits in range(16)) for strength in IfLost)
"""The table above by the place of `if_lost` in `IfLost` and by the bits of what is needed."""

Reasons = dict[tuple[int, State], Reason]


def spread(
    system: System,
    lost: Iterable[int],
    reasons: Reasons | None = None,
    *,
    without: Need | None = None,
) -> bytearray:
    """Return the state of every component after a loss, as bits.

    Args:
        system: The system.
        lost: Numbers of what is lost.
        reasons: Where given, filled with how each mark of each component was first reached.
        without: A need to leave out, as if it were none.
    """
    bits = bytearray(len(system))
    waiting = deque(sorted(set(lost)))
    for number in waiting:
        bits[number] = LOST
    suffering = system.suffering
    while waiting:
        at = waiting.popleft()
        have = bits[at]
        for sufferer, strength, need in suffering[at]:
            marks = _PASSED[strength][have]
            if marks and len(need.causes) > 1:
                for cause in need.causes:
                    marks &= _PASSED[strength][bits[cause]]
            new = marks & ~bits[sufferer]
            if new and need is not without:
                if reasons is not None:
                    _note(reasons, sufferer, new, _by_need(need))
                bits[sufferer] |= marks
                waiting.append(sufferer)
        waiting.extend(_spread_without_edges(system, bits, at, reasons))
    return bits


def _by_need(need: Need) -> Reason:
    how = "edge" if len(need.causes) == 1 else "alternatives"
    return Reason(how=how, because=need.causes, need=need)


def _note(reasons: Reasons, number: int, new: int, reason: Reason) -> None:
    if new & 4:
        reasons[number, State.DOWN] = reason
        return
    for mark, state in ((DEGRADED, State.DEGRADED), (DELAYED, State.DELAYED)):
        if new & mark:
            reasons[number, state] = reason


def _spread_without_edges(
    system: System, bits: bytearray, at: int, reasons: Reasons | None
) -> Iterator[int]:
    """Pass on what containment and silence pass on, and yield who got new marks by it."""
    for number, marks, reason in _without_edges(system, bits, at):
        if new := marks & ~bits[number]:
            if reasons is not None:
                _note(reasons, number, new, reason)
            bits[number] |= marks
            yield number


def _without_edges(system: System, bits: bytearray, at: int) -> Iterator[tuple[int, int, Reason]]:
    """Yield who takes which marks from a component by containment and by silence."""
    if bits[at] & 4:
        for part in system.parts_of[at]:
            yield part, DOWN, Reason(how="whole", because=(at,), need=None)
    whole = system.whole_of[at]
    if whole is not None and at in system.modules_of[whole] and bits[at] & (4 | DEGRADED):
        modules = system.modules_of[whole]
        if all(bits[module] & 4 for module in modules):
            yield whole, DOWN, Reason(how="modules", because=modules, need=None)
        else:
            yield whole, DEGRADED, Reason(how="modules", because=(at,), need=None)
    for channel in system.publishes_to[at]:
        publishers = system.publishers_of[channel]
        if all(bits[publisher] & DELAYED for publisher in publishers):
            yield channel, DELAYED, Reason(how="publishers", because=publishers, need=None)
