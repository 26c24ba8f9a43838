"""What a rule says of one subject: it holds, it is broken, or the map does not say enough to tell.

Only what is broken becomes a finding. What cannot be told names the facts that are missing; they
are gathered over all rules, one note for each component.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archbook.source.findings import Death, Severity

__all__ = ["Answer", "Death", "Missing", "Verdict", "broken", "cannot_tell", "holds"]


class Answer(StrEnum):
    """The three answers of a rule."""

    HOLDS = "holds"
    BROKEN = "broken"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A fact that the map does not state.

    Attributes:
        component: Id of the component whose note lists it.
        fact: What is not stated: a field such as `owner` or `slo.availability`; of an edge
            `calls payments: timeout`; of something else `owner commerce: on-call`.
        shared: Whether it is one fact however many components list it.
    """

    component: str
    fact: str
    shared: bool = False

    @property
    def identity(self) -> tuple[str, str]:
        """What makes it the same fact as another."""
        return ("" if self.shared else self.component, self.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule says of one subject.

    Attributes:
        subject: `component:ID`, `edge:ID`, `journey:ID` or `decision:ID`.
        answer: The answer.
        message: Where it is broken, what is wrong, one sentence without a place in it.
        field: Where it is broken, the field of the subject that says so.
        place: The subject whose statement breaks it, where that is another.
        mend: What to write or do instead; empty for the rule's own words.
        path: The path or set concerned, in order.
        components: Ids of the components concerned; empty for those of the subject.
        severity: Where it is not the rule's own.
        missing: Where it cannot be told, the facts that are not stated.
    """

    subject: str
    answer: Answer
    message: str = ""
    field: str = ""
    place: str = ""
    mend: str = ""
    path: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    severity: Severity | None = None
    missing: tuple[Missing, ...] = ()


def holds(subject: str) -> Verdict:
    """Return the verdict that a rule holds for a subject."""
    return Verdict(subject=subject, answer=Answer.HOLDS)


def broken(
    subject: str,
    message: str,
    *,
    field: str = "",
    place: str = "",
    mend: str = "",
    path: tuple[str, ...] = (),
    components: tuple[str, ...] = (),
    severity: Severity | None = None,
) -> Verdict:
    """Return the verdict that a stated fact contradicts a rule; arguments as in `Verdict`."""
    return Verdict(
        subject=subject,
        answer=Answer.BROKEN,
        message=message,
        field=field,
        place=place,
        mend=mend,
        path=path,
        components=components,
        severity=severity,
    )


def cannot_tell(subject: str, *missing: Missing) -> Verdict:
    """Return the verdict that some facts are missing."""
    return Verdict(subject=subject, answer=Answer.CANNOT_TELL, missing=missing)
