"""How an item is decided, in words."""

from __future__ import annotations

from archbook.checklists.ways import (
    ByDecision,
    ByFile,
    ByPerson,
    ByProperty,
    ByResult,
    ByRule,
    Either,
    Way,
)

__all__ = ["way_words"]


def way_words(way: Way) -> str:
    """Return in a few words how an item is decided.

    Args:
        way: The way.
    """
    match way:
        case ByRule():
            words = f"{'rule' if len(way.rules) == 1 else 'rules'} {', '.join(way.rules)}"
        case ByProperty():
            words = f"property {way.field}"
        case ByDecision():
            words = f"decision {way.decision}".rstrip()
        case ByFile():
            words = f"file {way.path}"
        case ByResult():
            words = f"{way.format} result {way.path}"
        case ByPerson():
            words = "person"
        case Either():
            words = " or ".join(map(way_words, way.of))
    return words
