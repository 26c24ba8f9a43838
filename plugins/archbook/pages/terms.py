"""Terms of the glossary where they stand in running text: found once on a page, explained there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from archbook.source.glossary import Term

__all__ = ["FoundTerm", "Terms", "meaning"]

_MEANING = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTerm:
    """A term in a text.

    Attributes:
        start: Where it begins.
        stop: Where it ends.
        term: The term.
    """

    start: int
    stop: int
    term: Term


@dataclass(slots=True, kw_only=True)
class Terms:
    """The terms of a glossary.

    Attributes:
        uri: Source uri of the glossary's page; empty where there is none.
        terms: Its terms.
    """

    uri: str = ""
    terms: Sequence[Term] = ()
    _pattern: re.Pattern[str] | None = None
    _by_name: dict[str, Term] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = []
        for term in self.terms:
            for name in term.names:
                shown = _as_found(name)
                self._by_name.setdefault(shown, term)
                words.append(shown)
        if words:
            # The longest first: `error budget policy` is not `error budget` and a word.
            listed = "|".join(_form(word) for word in sorted(words, key=lambda w: (-len(w), w)))
            self._pattern = re.compile(rf"(?<![\w-])(?P<name>{listed})(?P<plural>e?s)?(?![\w-])")

    def find(self, text: str, seen: set[str], wanted: Callable[[int], bool]) -> Iterator[FoundTerm]:
        """Yield the terms of a text that the page has not had before, in their order.

        Args:
            text: Running text.
            seen: Anchors of the terms that the page has had; those that are found are added.
            wanted: Says of a place in the text whether a term there counts.
        """
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            term = self._by_name.get(_as_found(match["name"]))
            if term is not None and term.anchor not in seen and wanted(match.start()):
                seen.add(term.anchor)
                yield FoundTerm(start=match.start(), stop=match.end(), term=term)


def meaning(term: Term) -> str:
    """Return a term's meaning as a tooltip shows it, a long one cut at a word."""
    if len(term.meaning) <= _MEANING:
        return term.meaning
    return term.meaning[:_MEANING].rpartition(" ")[0] + "…"


def _as_found(name: str) -> str:
    """Return a name as it is looked up: an abbreviation as it is, words with their case folded."""
    folded = " ".join(name.split())
    return folded if _is_abbreviation(folded) else folded.casefold()


def _is_abbreviation(name: str) -> bool:
    return " " not in name and sum(char.isupper() for char in name) > 1


def _form(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return words if _is_abbreviation(name) else f"(?i:{words})"
