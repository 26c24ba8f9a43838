"""Texts as they may be shown in one line: nothing in them moves, hides or breaks what is around."""

from __future__ import annotations

import unicodedata

__all__ = ["one_line"]

# Letters of Persian, Indic scripts and emoji are put together with these two.
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_HARMLESS = frozenset("\N{SOFT HYPHEN}\N{WORD JOINER}")
_UNSHOWN = frozenset({"Cc", "Cf", "Cn", "Cs"})


def one_line(text: str) -> str:
    """Return a text in one line, with U+FFFD for what is no letter, sign or space.

    Those are control characters, marks that turn the direction of what follows, halves of
    characters and code points that are none.

    Args:
        text: Any text.
    """
    if text.isprintable():
        return text
    joined = " ".join(text.split())
    return "".join(_shown(character) for character in joined)


def _shown(character: str) -> str:
    if character in _HARMLESS:
        return ""
    if character in _JOINERS or unicodedata.category(character) not in _UNSHOWN:
        return character
    return "\N{REPLACEMENT CHARACTER}"
