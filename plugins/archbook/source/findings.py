"""Findings: what is wrong, where, and what to write instead, as plain values.

Every reader and every rule returns findings instead of raising, so that all problems of a run are
shown together and one bad file never hides the others.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archbook.source.wording import one_line

__all__ = [
    "Death",
    "Dimension",
    "Finding",
    "Location",
    "Severity",
    "State",
    "did_you_mean",
    "in_order",
]

_LEAST_LIKENESS = 0.6
"""How like a known word must be to be offered in place of a wrong one."""


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Position in the order of severity: 0 for an error, 2 for a note."""
        return tuple(Severity).index(self)

    def at_least(self, other: Severity) -> bool:
        """Say whether this severity is as bad as `other`, or worse."""
        return self.rank <= other.rank


class Dimension(StrEnum):
    """The quality of the system that a finding speaks about."""

    CORRECTNESS = "correctness"
    RELIABILITY = "reliability"
    PERFORMANCE = "performance"
    SECURITY = "security"
    COST = "cost"


class Death(StrEnum):
    """The five ways in which a system dies, which rules guard against."""

    ROLLBACK = "rollback"
    EXPLAIN = "explain"
    DUPLICATE = "duplicate"
    GREEN = "green"
    COST = "cost"

    @property
    def words(self) -> str:
        """How the system dies, as a clause."""
        return _DEATHS[self]


_DEATHS = {
    Death.ROLLBACK: "a release goes out and there is no way back",
    Death.EXPLAIN: "nobody can reconstruct why it failed",
    Death.DUPLICATE: "work is done twice, and money moves twice, without anyone noticing",
    Death.GREEN: "the dashboard is green while users are angry",
    Death.COST: "spending bends upward and no one can say which decision caused it",
}


class State(StrEnum):
    """Whether a finding stands, or a decision waives it."""

    OPEN = "open"
    WAIVED = "waived"
    WAIVER_EXPIRED = "waiver-expired"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a source file.

    Attributes:
        file: Path as the reader is to see it, POSIX separators, relative to the handbook's root
            where it lies below it.
        line: Line number from 1, or 0 where the whole file is meant.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not hold.

    Attributes:
        rule: Id of the rule that was broken, such as `duplicate-number`.
        severity: How much it matters.
        subject: What it is about: `decision:ADR-004`, `component:orders`, `file:adr/0004-x.md`.
        message: What is wrong, one sentence without a place in it.
        location: File and line.
        mend: What to write or do instead.
        dimension: The quality it speaks about.
        components: Ids of the components concerned.
        path: The path or set concerned, in order.
        state: Whether a decision waives it.
        waived_by: Id of the decision whose waiver matches it: the one in force, or the last whose
            waiver has ended; empty where none does.
    """

    rule: str
    severity: Severity
    subject: str
    message: str
    location: Location
    mend: str = ""
    dimension: Dimension = Dimension.CORRECTNESS
    components: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    state: State = State.OPEN
    waived_by: str = ""

    @property
    def fingerprint(self) -> str:
        """Identity across revisions: 16 hexadecimal digits made of rule and subject alone."""
        return hashlib.sha256(f"{self.rule}\0{self.subject}".encode()).hexdigest()[:16]

    def __post_init__(self) -> None:
        if not self.message.isprintable():
            object.__setattr__(self, "message", one_line(self.message))

    @property
    def advice(self) -> str:
        """Message and mend as sentences one behind the other."""
        ends = self.message.endswith((".", "?", "!", ":", "\N{HORIZONTAL ELLIPSIS}"))
        return f"{self.message}{'' if ends else '.'} {self.mend}".rstrip()

    def __str__(self) -> str:
        text = f"{self.location}: {self.severity}: {self.message} [{self.rule}]"
        return f"{text}\n    {self.mend}" if self.mend else text


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repetitions, worst first, then by place and rule."""
    unique = dict.fromkeys(findings)
    return tuple(
        sorted(unique, key=lambda f: (f.severity.rank, f.location, f.rule, f.subject, f.message))
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "x"?` for the known word nearest to `word`, else an empty text."""
    matcher = difflib.SequenceMatcher(b=word.casefold())
    # How like a name can be at most is cheap to say; few are worth a closer look.
    bounds: list[tuple[float, str]] = []
    for candidate in known:
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() >= _LEAST_LIKENESS:
            bounds.append((matcher.quick_ratio(), candidate))
    near = _LEAST_LIKENESS, ""
    for bound, candidate in sorted(bounds, reverse=True):
        if bound < near[0]:
            break
        matcher.set_seq1(candidate)
        near = max(near, (matcher.ratio(), candidate))
    return f' Did you mean "{near[1]}"?' if near[1] else ""
