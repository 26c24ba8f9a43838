"""How results, strengths and kinds of evidence are called and explained on every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from archbook.checklists.ways import Strength
from archbook.readiness.model import Result

__all__ = ["ENDS", "EVIDENCE", "OPEN", "RESULTS", "STRENGTHS", "ResultWords", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWords:
    """What a result is called, and what it means.

    Attributes:
        word: Its word.
        meaning: When an item comes to it.
        counts: What it does to a level.
    """

    word: str
    meaning: str
    counts: str


_HELD = "Counts for the level."
_NOT_HELD = "Keeps the level from being held."

RESULTS: Mapping[Result, ResultWords] = MappingProxyType(
    {
        Result.PASS: ResultWords(
            word="pass",
            meaning="What decides the item says yes, and its evidence is strong and young enough.",
            counts=_HELD,
        ),
        Result.FAIL: ResultWords(
            word="fail",
            meaning="A stated fact contradicts it, or a person says that the component cannot.",
            counts=_NOT_HELD,
        ),
        Result.UNKNOWN: ResultWords(
            word="unknown",
            meaning="Nothing says enough to tell: a fact is not stated, or nobody has attested it.",
            counts="Keeps the level from being held: what is not known is never a pass.",
        ),
        Result.STALE: ResultWords(
            word="stale",
            meaning="It passed once. Since then the evidence has grown too old, or the wording or"
            " the limits of the item have changed.",
            counts=_NOT_HELD,
        ),
        Result.ERROR: ResultWords(
            word="error",
            meaning="It could not be decided: the evidence cannot be read. This is no verdict on"
            " the component.",
            counts=_NOT_HELD,
        ),
        Result.NOT_YET: ResultWords(
            word="not yet",
            meaning="It does not pass, and counts only from a later day on.",
            counts="Is left out until that day.",
        ),
        Result.WAIVED: ResultWords(
            word="waived",
            meaning="It does not pass, and a decision accepts that until a day.",
            counts="Counts for the level held with waivers, never for the one held without.",
        ),
        Result.WAIVER_EXPIRED: ResultWords(
            word="waiver expired",
            meaning="It does not pass, and the decision that accepted it no longer does.",
            counts=_NOT_HELD,
        ),
        Result.NOT_APPLICABLE: ResultWords(
            word="not applicable",
            meaning="The item is not about this component, or a person says so and why.",
            counts="Is left out.",
        ),
    }
)
"""The nine results, in the order in which pages explain them."""

OPEN = (Result.FAIL, Result.ERROR, Result.WAIVER_EXPIRED, Result.STALE, Result.UNKNOWN)
"""The results that keep a level from being held, worst first."""

STRENGTHS: Mapping[Strength, str] = MappingProxyType(
    {
        Strength.DECLARED: "Somebody has written it into the map. It may be so.",
        Strength.ATTESTED: "A person says so, by name and day, with a link or a file.",
        Strength.OBSERVED: "A machine wrote it down: a test's result, a measurement.",
        Strength.DRILLED: "It was done for practice, on a day, and somebody kept the record.",
    }
)
"""The four strengths of evidence, weakest first, and what each means."""

EVIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "link": "a link",
        "file": "a file",
        "record": "what a machine wrote",
        "drill": "the record of a drill",
    }
)
"""The kinds of evidence in words."""

ENDS: Mapping[str, str] = MappingProxyType(
    {"attestation": "attestation", "waiver": "waiver", "grace": "grace"}
)
"""What can end."""


def word(result: Result) -> str:
    """Return what readers call a result."""
    return RESULTS[result].word
