"""Layers of bounded width: what fans out wide takes several ranks instead of one.

The engine gives every item the nearest rank it can have, so a service with eight stores becomes a
row of eight. Here items are put into layers by list scheduling (as processors are given jobs, R.
L. Graham 1969; for layered drawings, E. G. Coffman and R. L. Graham 1972): those with the longest
way still below them first, each in the uppermost layer with room. The lines then ask the engine
for as many ranks as lie between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archbook.drawing.graph import Arrow

__all__ = ["narrowed"]


def narrowed(arrows: Sequence[Arrow], most: int) -> tuple[Arrow, ...]:
    """Return lines that ask for layers of at most so many items.

    Args:
        arrows: The lines.
        most: How many items a layer may have.

    Returns:
        The same lines, some turned round where they close a cycle; the very same ones where no
        layer is too wide.
    """
    downwards = _without_cycles(arrows)
    after: dict[int, list[int]] = {}
    before: dict[int, list[int]] = {}
    for arrow in downwards:
        for end in (arrow.tail, arrow.head):
            after.setdefault(end, [])
            before.setdefault(end, [])
        after[arrow.tail].append(arrow.head)
        before[arrow.head].append(arrow.tail)
    heights = _heights(after)
    free = _layers(before, heights, len(after))
    if max(Counter(free.values()).values(), default=0) <= most:
        return tuple(arrows)
    layers = _layers(before, heights, most)
    return tuple(
        arrow._replace(ranks=max(1, layers[arrow.head] - layers[arrow.tail])) for arrow in downwards
    )


def _without_cycles(arrows: Sequence[Arrow]) -> list[Arrow]:
    """Return the lines, those turned round that lead back to where a walk came from."""
    after: dict[int, list[int]] = {}
    for arrow in arrows:
        after.setdefault(arrow.tail, []).append(arrow.head)
        after.setdefault(arrow.head, [])
    heads = {arrow.head for arrow in arrows}
    done: dict[int, int] = {}
    back: set[tuple[int, int]] = set()
    for start in sorted(after, key=lambda item: (item in heads, item)):
        if start in done:
            continue
        open_, way = {start}, [(start, iter(after[start]))]
        while way:
            at, rest = way[-1]
            for head in rest:
                if head in open_:
                    back.add((at, head))
                elif head not in done:
                    open_.add(head)
                    way.append((head, iter(after[head])))
                    break
            else:
                way.pop()
                open_.discard(at)
                done[at] = len(done)
    return [
        arrow._replace(tail=arrow.head, head=arrow.tail)
        if (arrow.tail, arrow.head) in back
        else arrow
        for arrow in arrows
    ]


def _heights(after: dict[int, list[int]]) -> dict[int, int]:
    """Return how many lines lie on the longest way down from each item."""
    waiting = {item: len(heads) for item, heads in after.items()}
    above: dict[int, list[int]] = {item: [] for item in after}
    for item, heads in after.items():
        for head in heads:
            above[head].append(item)
    heights = dict.fromkeys(after, 0)
    ready = [item for item, count in waiting.items() if not count]
    while ready:
        item = ready.pop()
        for tail in above[item]:
            heights[tail] = max(heights[tail], heights[item] + 1)
            waiting[tail] -= 1
            if not waiting[tail]:
                ready.append(tail)
    return heights


def _layers(before: dict[int, list[int]], heights: dict[int, int], most: int) -> dict[int, int]:
    """Return the layer of each item, the one above all at nought."""
    layers: dict[int, int] = {}
    held: Counter[int] = Counter()
    for item in sorted(before, key=lambda each: (-heights[each], each)):
        at = max((layers[tail] + 1 for tail in before[item]), default=0)
        while held[at] >= most:
            at += 1
        layers[item] = at
        held[at] += 1
    return layers
