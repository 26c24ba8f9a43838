"""Towers: frames that stand above or below the one they belong to, to spare the picture width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from archbook.drawing.contents import GAP_ALONG, ROOT, Block, Contents, item_of

__all__ = ["Stacks", "stacked", "towers"]

Stacks = Mapping[str, tuple[str, bool]]
"""For each item that is stacked, its host, and whether it stands below it."""


def towers(contents: Contents, pairs: Sequence[tuple[str, str, float]]) -> list[Stacks]:
    """Return the ways worth trying to stack the outermost items: none, what is below, all.

    Args:
        contents: What the area holds.
        pairs: The ends of every line, and how wide its words are.
    """
    stacks = _stacks(contents, pairs)
    below = {guest: stack for guest, stack in stacks.items() if stack[1]}
    tries: list[Stacks] = [{}]
    tries += [each for each in (below, stacks) if each]
    return tries if below != stacks else tries[:2]


def _stacks(contents: Contents, pairs: Sequence[tuple[str, str, float]]) -> Stacks:
    """Return outermost items that may stand close below or above the one they belong to.

    An item that has most of its lines with one other stands with it in a column of their own,
    which spares the picture the width of one more frame.

    Returns:
        For each such item, its host, and whether it stands below it.
    """
    items = contents.items[ROOT]
    where = {item: index for index, item in enumerate(items)}
    given: dict[str, Counter[str]] = {item: Counter() for item in items}
    taken: dict[str, Counter[str]] = {item: Counter() for item in items}
    for source, target, _ in pairs:
        tail, head = (item_of(end, ROOT, contents, where) for end in (source, target))
        if tail is not None and head is not None and tail != head:
            given[items[tail]][items[head]] += 1
            taken[items[head]][items[tail]] += 1
    stacks: dict[str, tuple[str, bool]] = {}
    size = Counter(home[-2] if len(home) > 1 else name for name, home in contents.home.items())
    for item in sorted(items, key=lambda each: (size[each], each)):
        lines = given[item] + taken[item]
        if not lines:
            continue
        host, most = max(lines.items(), key=lambda each: (each[1], size[each[0]], each[0]))
        hosts = {each for each, _ in stacks.values()}
        free = item not in hosts and host not in stacks
        if free and 2 * most > lines.total() and size[host] > size[item]:
            stacks[item] = host, taken[item][host] >= given[item][host]
    return stacks


def stacked(shapes: Mapping[str, Block], stacks: Stacks) -> dict[str, Block]:
    """Return blocks in which hosts hold what is stacked on them.

    Args:
        shapes: The block of every item.
        stacks: Which of them stand above or below others.
    """
    blocks = {name: block for name, block in shapes.items() if name not in stacks}
    for guest, (host, below) in stacks.items():
        upper, lower = blocks[host], shapes[guest]
        if not below:
            upper, lower = lower, upper
        wide = max(upper.w, lower.w)
        dy = upper.h + GAP_ALONG
        over, under = (wide - upper.w) / 2, (wide - lower.w) / 2
        inner = (over, 0.0, upper), (under, dy, lower)
        blocks[host] = Block(inner=inner, w=wide, h=dy + lower.h)
    return blocks
