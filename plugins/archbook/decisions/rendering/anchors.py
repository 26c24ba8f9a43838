"""Ids of headings as the code host makes them, kept clear of the page's own ids."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

__all__ = ["RESERVED", "Anchors", "slug"]

RESERVED = ("__", "ab-")
"""How the ids of the page itself begin: those of the theme, and ours."""

_FALLBACK = "section"
_NOT_ASCII_WORD = re.compile(r"[^\w\- ]", re.ASCII)
_WORD_CATEGORIES = frozenset({"Nd", "Pc"})


def _is_word(char: str) -> bool:
    if char in "- ":
        return True
    category = unicodedata.category(char)
    return category[0] in "LM" or category in _WORD_CATEGORIES


def slug(text: str) -> str:
    """Return the id that the code host gives a heading, before duplicates are told apart.

    Letters, marks, decimal digits, underscores and hyphens stay, in lower case; a space becomes a
    hyphen; all else goes (github-slugger, and the table of contents filter of html-pipeline).

    Args:
        text: The plain text of the heading.
    """
    lower = text.lower()
    if lower.isascii():
        return _NOT_ASCII_WORD.sub("", lower).replace(" ", "-")
    return "".join(filter(_is_word, lower)).replace(" ", "-")


class Anchors:
    """The ids of one page's body, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._counts: dict[str, int] = {}

    @property
    def given(self) -> frozenset[str]:
        """All ids given so far."""
        return frozenset(self._given)

    def heading(self, text: str) -> str:
        """Give an id to a heading: `context`, `context-1` for the second of that name."""
        base = _outside_reserved(slug(text)) or _FALLBACK
        anchor = base
        while anchor in self._given:
            self._counts[base] = self._counts.get(base, 0) + 1
            anchor = f"{base}-{self._counts[base]}"
        self._given.add(anchor)
        return anchor

    def stated(self, name: str) -> str | None:
        """Give an id that raw HTML states; None where it is taken, or no id at all."""
        anchor = _outside_reserved(name)
        if not anchor or anchor in self._given or any(char.isspace() for char in anchor):
            return None
        self._given.add(anchor)
        return anchor

    def fragment(self, fragment: str) -> str:
        """Return where `#fragment` leads within the page, as the code host would find it.

        Args:
            fragment: As written, without the `#`, percent-encoded or not.

        Returns:
            The id of the heading that is meant, letter case aside; the fragment as written where
            no heading has it.
        """
        name = _outside_reserved(unquote(fragment).removeprefix("user-content-"))
        for candidate in (name, name.lower()):
            if candidate in self._given:
                return candidate
        return fragment


def _outside_reserved(name: str) -> str:
    return f"{_FALLBACK}-{name.lstrip('_')}" if name.startswith(RESERVED) else name
