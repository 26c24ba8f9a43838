"""Threats: what can go wrong by somebody's will, and what in the design answers it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from archbook.components.forms import Id, Listed, Maybe, Nothing, OrNone, Prose, wrong
from archbook.components.values import CONFIG

__all__ = ["Threat", "ThreatCategory", "ThreatStatus"]


class ThreatCategory(StrEnum):
    """What a threat attacks.

    Source: Hernan, Lambert, Ostwald, Shostack, "Uncover Security Design Flaws Using the STRIDE
    Approach" (MSDN Magazine, November 2006).
    """

    SPOOFING = "spoofing"
    TAMPERING = "tampering"
    REPUDIATION = "repudiation"
    INFORMATION_DISCLOSURE = "information-disclosure"
    DENIAL_OF_SERVICE = "denial-of-service"
    ELEVATION_OF_PRIVILEGE = "elevation-of-privilege"


class ThreatStatus(StrEnum):
    """How far a threat is answered."""

    OPEN = "open"
    PLANNED = "planned"
    ANSWERED = "answered"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True, config=CONFIG)
class Threat:
    """What can go wrong by somebody's will, and what in the design answers it."""

    what: Prose
    """What can go wrong."""
    category: Maybe[ThreatCategory] = None
    """What it attacks (STRIDE)."""
    answer: Maybe[OrNone[Prose]] = None
    """What in the design answers it; `none` says that nothing does."""
    status: Maybe[ThreatStatus] = None
    """`open`, `planned` (the answer is not there yet), `answered`, or `accepted` (lived with).
    Default: `answered` where an answer is stated, `open` where it is `none`."""
    decisions: Annotated[Listed[Id], Field(description="Decisions that settle the answer.")] = ()
    rules: Annotated[
        Listed[Id], Field(description="Rules that check that the answer is there.")
    ] = ()
    items: Annotated[
        Listed[Id], Field(description="Items of checklists that check that the answer is there.")
    ] = ()
    from_: Annotated[
        Listed[Id],
        Field(description="On zones: only what comes in from these zones. Default: from all."),
    ] = ()
    to: Annotated[
        Listed[Id],
        Field(description="On zones: only what goes out to these zones. Default: to all."),
    ] = ()

    @model_validator(mode="after")
    def _answered_by_something(self) -> Self:
        settled = self.status in {ThreatStatus.ANSWERED, ThreatStatus.PLANNED}
        if settled and self.answer in {None, Nothing.NONE}:
            raise wrong(
                f"is {self.status} and states no answer", "State the answer, or another status."
            )
        return self

    @property
    def standing(self) -> ThreatStatus | None:
        """How far it is answered: as stated, else by its answer; None where neither is stated."""
        if self.status is not None:
            return self.status
        if self.answer is None:
            return None
        return ThreatStatus.OPEN if self.answer is Nothing.NONE else ThreatStatus.ANSWERED

    @property
    def held(self) -> bool:
        """Whether a decision, a rule or an item of a checklist holds its answer."""
        return bool(self.decisions or self.rules or self.items)
