"""Comparing words without case, accents and decoration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_in_place", "label_key", "listed", "translations", "words_of"]

_JOINED = re.compile(r"[/(&+\uff08\uff0f]|\s(?:and|und|et|y|e|en|i|och|og)\s", re.IGNORECASE)
_EDGE = re.compile(r"^[^\w]+|[^\w]+$")
_NUMBERING = re.compile(
    r"^(?:§\s*)?(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.):]"
    r"|\d{1,2}(?:\.\d{1,2})*(?:\s[-\u2013\u2014])?)\s+(?=\D)",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(r":[a-z0-9_+-]{2,40}:", re.IGNORECASE)
_APART = re.compile(r"[\s_\-\u2010\u2011/]+")
_BRACKETED = re.compile(r"\s*(?:[(\uff08\[][^()\uff08\uff09\[\]]*[)\uff09\]]|\{[#:.][^{}]*\})\s*$")


_PLAIN = str.maketrans("\u0131\u0142\u00f8\u0111\u0153", "ilodo")
"""Letters that no decomposition takes apart: dotless i, l and d and o with a stroke, oe."""


def fold(text: str) -> str:
    """Return a text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    return text.translate(_PLAIN)


def fold_in_place(text: str) -> str:
    """Fold a text character by character, so that each place in it stays where it was."""
    if text.isascii():
        return text.lower()
    return "".join(fold(char)[:1] or char for char in text)


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """Return a heading or a field name as it is looked up.

    Case, accents, emoji, punctuation at the ends, numbering (`2. `), a bracketed remark
    (`(optional)`) or an anchor (`{#status}`) at the end are left out; hyphens, underscores and
    slashes are blanks.
    """
    if len(text) > 120:  # noqa: PLR2004 - no name of a field or section is that long
        return ""
    if text.count(":") > 1:
        text = _SHORTCODE.sub("", text)
    text = _NUMBERING.sub("", text.strip())
    shorter = _BRACKETED.sub("", text)
    text = _EDGE.sub("", fold(shorter or text))
    return _APART.sub(" ", text).strip()


def translations(text: str) -> list[str]:
    """Return the keys of a name in two languages or of two, `状态 (Status)`, `Status & Date`."""
    if not _JOINED.search(text):
        return []
    parts = _JOINED.split(text)[:3]
    return [key for part in parts if (key := label_key(part.strip(" )\uff09")))]


def listed(text: str) -> frozenset[str]:
    """Return the folded words of a table, which blanks separate."""
    return frozenset(fold(text).split())


def words_of(text: str) -> list[str]:
    """Return the words of a folded text."""
    return re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", text)
