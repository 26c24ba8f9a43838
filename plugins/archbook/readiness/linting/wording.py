"""Lints about words: the same ability under two ids, texts that were copied."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise

from archbook.checklists.model import Item
from archbook.readiness.deciding import asks_person
from archbook.readiness.linting.grounds import Grounds
from archbook.source.findings import Finding

__all__ = ["wording"]

LEAST_LIKENESS = 0.88
"""How like two abilities must be read to be taken for one."""

LEAST_SHARED = 0.5
"""How large a part of their words two abilities share that are worth a closer look."""

LEAST_TEXT = 30
"""Characters from which on a text that stands twice was copied."""

MOST_PAIRS = 500_000


def wording(grounds: Grounds) -> Iterator[Finding]:
    """Yield items that say the same as others.

    Args:
        grounds: What to look at.
    """
    told: set[tuple[str, str]] = set()
    for finding, pair in (*_same_words(grounds), *_same_facts(grounds), *_alike(grounds)):
        if pair not in told:
            told.add(pair)
            yield finding
    yield from _copied(grounds)


_Said = Iterator[tuple[Finding, tuple[str, str]]]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _groups(grounds: Grounds, key: dict[str, str]) -> Iterator[tuple[Item, Item]]:
    """Yield pairs of items with the same key, the second one that can be mended here."""
    by_key: defaultdict[str, list[Item]] = defaultdict(list)
    for name, value in key.items():
        by_key[value].append(grounds.book.items[name])
    own = {item.id for item in grounds.items}
    for same in by_key.values():
        ordered = sorted(same, key=lambda item: (item.id in own, item.id))
        for first, second in pairwise(ordered):
            if second.id in own:
                yield first, second


def _same_words(grounds: Grounds) -> _Said:
    key = {name: _folded(item.ability) for name, item in grounds.book.items.items()}
    for first, second in _groups(grounds, key):
        yield _about(
            grounds,
            "checklist-duplicate-wording",
            first,
            second,
            f'"{second.id}" asks for the very ability that "{first.id}" asks for',
        )


def _same_facts(grounds: Grounds) -> _Said:
    key = {
        name: repr((item.way, item.applies_to, item.least))
        for name, item in grounds.book.items.items()
        if not asks_person(item.way)
    }
    for first, second in _groups(grounds, key):
        yield _about(
            grounds,
            "checklist-same-decision",
            first,
            second,
            f'"{second.id}" is decided by the very facts that decide "{first.id}"',
        )


def _alike(grounds: Grounds) -> _Said:
    words = {name: _folded(item.ability) for name, item in grounds.book.items.items()}
    sets = {name: frozenset(text.split()) for name, text in words.items()}
    own = [item.id for item in grounds.items]
    if len(own) * len(words) > MOST_PAIRS:
        return
    matcher = SequenceMatcher(autojunk=False)
    known = set(own)
    for name in own:
        matcher.set_seq2(words[name])
        for other, text in words.items():
            if other == name or (other in known and other > name):
                continue
            shared = len(sets[name] & sets[other])
            if shared < LEAST_SHARED * len(sets[name] | sets[other]):
                continue
            matcher.set_seq1(text)
            if words[name] != text and matcher.ratio() >= LEAST_LIKENESS:
                first, second = grounds.book.items[other], grounds.book.items[name]
                yield _about(
                    grounds,
                    "checklist-similar-wording",
                    first,
                    second,
                    f'"{name}" reads nearly like "{other}": "{first.ability}"',
                )
                break


def _about(
    grounds: Grounds, rule: str, first: Item, second: Item, message: str
) -> tuple[Finding, tuple[str, str]]:
    finding = grounds.finding(
        rule,
        f"item:{second.id}",
        message,
        at=second.location,
        mend=f'Keep one of the two ("{first.id}" stands at {first.location}), and quote it where'
        " both are asked.",
    )
    low, high = sorted((first.id, second.id))
    return finding, (low, high)


def _copied(grounds: Grounds) -> Iterator[Finding]:
    for part in ("why", "how", "verify"):
        texts = {
            name: folded
            for name, item in grounds.book.items.items()
            if len(folded := _folded(getattr(item, part))) >= LEAST_TEXT
        }
        for first, second in _groups(grounds, texts):
            yield grounds.finding(
                "checklist-copied-text",
                f"item:{second.id} {part}",
                f'The `{part}` of "{second.id}" is that of "{first.id}"',
                at=second.location,
            )
