"""Reading a status out of the words that state it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archbook.decisions.dates import DateFound, find_dates, first_date
from archbook.decisions.model import Status
from archbook.decisions.vocabulary.folding import fold, listed, words_of
from archbook.decisions.vocabulary.relations import partial_words
from archbook.decisions.vocabulary.statuses import (
    MAX_WORDS,
    UNSTATED,
    spelled_status,
    status_phrases,
    unspaced_phrases,
)

__all__ = ["Word", "leading_status", "mentioned_statuses", "plain_other", "status_options"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A status found in a text.

    Attributes:
        status: The status.
        bare: Whether the text says nothing else, dates and punctuation aside.
        date: The date that stands with it, None where there is none.
    """

    status: Status
    bare: bool
    date: DateFound | None = None


_LEAD_WORDS = listed(
    """
    the this adr record decision document proposal it is was has have been be are now currently
    current status state stand officially formally fully provisionally tentatively mostly and we
    as of on since change changed set moved to marked updated update from der die das ist wurde
    le la les est a ete este esta foi e
    """
)
_MAX_LEAD = 8
_APART = re.compile(
    r"[|/\u2502\uff0f\u3001]|\b(?:or|OR|oder|ODER|ou|OU)\b|\bo\b(?=\s)"
    r"|\b\u0438\u043b\u0438\b|\b\u0430\u0431\u043e\b"
)
_ARROW = re.compile(
    r"\s*(?:-+>|=+>|[\u2192\u21d2\u21e8\u27f6\u2794\u279c\u279d\u25ba\u25b6]\ufe0f?|\u27a1\ufe0f?|>>"
    r"|\s>)\s*"
)
_ENDED = frozenset({Status.SUPERSEDED, Status.DEPRECATED})
_MIN_OPTIONS = 3
_BRACKETED = re.compile(r"\s*[\[{<].*[\]}>]\s*$")
_LONGEST_OTHER = 40
_MOST_OTHER_WORDS = 4


def leading_status(text: str, further: Mapping[str, Status] | None = None) -> Word | None:
    """Return the status that a text begins with, None where it begins with none.

    Dates, emoji, punctuation and words such as `This decision has been` may stand before it. Of
    a chain `proposed -> accepted` the last counts.

    Args:
        text: One line.
        further: Further words for a status, folded.
    """
    text = text[:400]
    if _ARROW.search(text):
        links = [part for part in _ARROW.split(text) if part.strip()]
        read = [leading_status(part, further) for part in links]
        if len(links) > 1 and all(read):
            return read[-1]
    date = first_date(text)
    words = words_of(fold(_undated(text)))
    status, bare = _first_status(words, further or {})
    return None if status is None else Word(status=status, bare=bare, date=date)


def _undated(text: str) -> str:
    """Return a text without the dates in it."""
    for found in reversed(list(find_dates(text))):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _first_status(
    words: Sequence[str], further: Mapping[str, Status]
) -> tuple[Status | None, bool]:
    """Return the status that words begin with, and whether they say nothing else."""
    at = 0
    while at <= min(_MAX_LEAD, len(words)):
        status, length = _phrase_at(words, at, further)
        if status is not None:
            return status, len(words) == at + length
        if skip := partial_words(words[at:]):
            # What is superseded in part is in force.
            ended, length = _phrase_at(words, at + skip, further)
            if ended in _ENDED:
                return Status.ACCEPTED, len(words) == at + skip + length
        if at >= len(words) or words[at] not in _LEAD_WORDS:
            break
        at += 1
    for word in words[at : at + 1]:
        for phrase, status in unspaced_phrases():
            if word.startswith(phrase):
                return status, len(words) == at + 1
        if len(words) <= at + 2 and (misspelt := spelled_status(word)):
            return misspelt, len(words) == at + 1
    return None, False


def _phrase_at(
    words: Sequence[str], at: int, further: Mapping[str, Status]
) -> tuple[Status | None, int]:
    """Return the status of the longest phrase at a place, and how many words it has."""
    table = status_phrases()
    for length in range(min(MAX_WORDS, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length])
        status = further.get(phrase) or table.get(phrase)
        if status is not None:
            return status, length
    return None, 0


def mentioned_statuses(text: str, further: Mapping[str, Status] | None = None) -> list[Status]:
    """Return every status that a text names, in order, each phrase once."""
    words = words_of(fold(text[:2000]))
    found: list[Status] = []
    at = 0
    while at < len(words):
        status, length = _phrase_at(words, at, further or {})
        if status is not None:
            found.append(status)
        elif max(words[at]) >= "\u2e80":
            found += _unspaced(words[at])
        at += max(length, 1)
    return found


def _unspaced(word: str) -> list[Status]:
    found: list[Status] = []
    at = 0
    while at < len(word):
        for phrase, status in unspaced_phrases():
            if word.startswith(phrase, at):
                found.append(status)
                at += len(phrase)
                break
        else:
            at += 1
    return found


def status_options(text: str, further: Mapping[str, Status] | None = None) -> bool:
    """Say whether a text lists statuses to choose from, as templates do.

    `proposed | accepted`, `[Draft, Accepted, Rejected]`, `{proposed or accepted}`, or any text in
    which three statuses and no date stand.
    """
    text = text[:1000]
    if _ARROW.search(text) and not re.search(r"[\[{<|]", text):
        return False
    parts = [part for part in _APART.split(text) if part.strip()]
    if len(parts) > 1:
        read = [leading_status(part, further) for part in parts]
        known = {word.status for word in read if word}
        if len(known) > 1 and sum(word is not None for word in read) * 2 >= len(parts):
            return True
    read = [leading_status(part, further) for part in text.split(",")]
    known = {word.status for word in read if word}
    if len(known) > _MIN_OPTIONS or (len(known) > 1 and all(read) and _BRACKETED.match(text)):
        return True
    if first_date(text):
        return False
    found = mentioned_statuses(text, further)
    if len(set(found)) < _MIN_OPTIONS:
        return False
    return leading_status(text, further) is None or len(found) * 2 >= len(words_of(text))


_EMPTY_BRACKETS = re.compile(r"^[\s\[\]{}<>()\u3010\u3011\"'`*_.,:;!?\u2026-]*$")
_FILL_IN = re.compile(r"[\[{<\u3010]\s*[^\]}>\u3011]{2,}[\]}>\u3011]")
_LETTERS = re.compile(r"[^\W\d_]")


def plain_other(text: str) -> str | None:
    """Return a short text as the word of an unknown status in lower case, None for prose.

    Args:
        text: What stands where a status would.
    """
    text = _undated(text)
    if _EMPTY_BRACKETS.match(text) or text.rstrip(" *_)]}>").endswith(("?", "\uff1f")):
        return None
    inner = text.strip().strip("[]{}<>()\"'`*_ ").strip()
    if _FILL_IN.search(text) and inner.count(" ") > 1:
        return None
    word = " ".join(re.sub(r"^[^\w]+|[^\w)]+$", "", inner).split()).lower()
    if fold(word) in UNSTATED or not _LETTERS.search(word):
        return None
    if len(word) > _LONGEST_OTHER or word.count(" ") >= _MOST_OTHER_WORDS:
        return None
    if re.search(r"[.:;]\s|https?:", word):
        return None
    return word
