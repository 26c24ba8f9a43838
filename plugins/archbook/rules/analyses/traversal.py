"""Walking graphs of numbers: sets that reach each other, everything within reach, shortest ways."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

__all__ = ["bits_of", "closures", "numbers_of", "shortest_way", "strong_sets"]

Successors = Sequence[Sequence[int]]


def strong_sets(successors: Successors) -> list[tuple[int, ...]]:
    """Return the strongly connected sets of a graph, successors before those that lead to them.

    Source: R. Tarjan, "Depth-first search and linear graph algorithms" (SIAM Journal on Computing
    1/2, 1972); without recursion, since a chain may be as long as the map.

    Args:
        successors: For each number the numbers it leads to.

    Returns:
        Every number in exactly one set; each set sorted.
    """
    met = [0] * len(successors)  # in which order, from 1; 0 for not yet
    low = [0] * len(successors)  # the earliest met that is within reach and not in a set yet
    open_ = bytearray(len(successors))
    stack: list[int] = []
    found: list[tuple[int, ...]] = []
    count = 0
    for root in range(len(successors)):
        walk: list[tuple[int, Iterator[int]]] = []
        step: int | None = None if met[root] else root
        while walk or step is not None:
            if step is not None:
                count += 1
                met[step] = low[step] = count
                open_[step] = 1
                stack.append(step)
                walk.append((step, iter(successors[step])))
            at, ahead = walk[-1]
            step = None
            for after in ahead:
                if not met[after]:
                    step = after
                    break
                if open_[after]:
                    low[at] = min(low[at], met[after])
            if step is not None:
                continue
            walk.pop()
            if walk:
                low[walk[-1][0]] = min(low[walk[-1][0]], low[at])
            if low[at] == met[at]:
                found.append(_taken(stack, at, open_))
    return found


def _taken(stack: list[int], down_to: int, open_: bytearray) -> tuple[int, ...]:
    members: list[int] = []
    while not members or members[-1] != down_to:
        members.append(stack.pop())
        open_[members[-1]] = 0
    return tuple(sorted(members))


def closures(successors: Successors) -> tuple[int, ...]:
    """Return for each number itself and all that it leads to, as bits."""
    found = [0] * len(successors)
    # Successors come first, so each set is made once from finished ones.
    for members in strong_sets(successors):
        bits = 0
        for member in members:
            bits |= 1 << member
            for target in successors[member]:
                bits |= found[target]
        for member in members:
            found[member] = bits
    return tuple(found)


def shortest_way(
    start: int, goals: Container[int], steps: Callable[[int], Iterable[int]]
) -> tuple[int, ...]:
    """Return a shortest way from a number to the nearest of some others, both ends included.

    Of several equally short ones the first is taken, by the order of the steps.

    Args:
        start: Where it begins; the whole way where it is a goal itself.
        goals: Where it may end.
        steps: The numbers that one leads to.

    Returns:
        The way; empty where there is none.
    """
    came: dict[int, int | None] = {start: None}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        if at in goals:
            way = [at]
            while (before := came[way[-1]]) is not None:
                way.append(before)
            return tuple(reversed(way))
        for after in steps(at):
            if after not in came:
                came[after] = at
                waiting.append(after)
    return ()


def bits_of(numbers: Iterable[int]) -> int:
    """Return some numbers as bits."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def numbers_of(bits: int) -> Iterator[int]:
    """Yield the numbers that some bits stand for, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
