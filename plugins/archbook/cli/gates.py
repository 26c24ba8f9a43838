"""The gates of `archbook checklists evaluate`, and its output in every format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archbook.cli.readiness_report import comparison_lines, floor_lines, readiness_lines
from archbook.cli.shared import fail
from archbook.handbook import Handbook
from archbook.readiness.comparing import Cause, Comparison, compare
from archbook.readiness.export import evaluation_json, evaluation_values
from archbook.readiness.floor import below_floor, known_levels
from archbook.readiness.junit_report import junit_report
from archbook.readiness.markdown_report import markdown_report
from archbook.readiness.model import Readiness, Standing
from archbook.source.findings import did_you_mean
from archbook.source.revision import RevisionError

__all__ = ["Outcome", "gates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Results with what the gates say of them.

    Attributes:
        readiness: The results that are shown.
        level: The level that the floor asks for; empty without a floor.
        below: The standings below it.
        comparison: What got worse since a revision; None without a ratchet.
    """

    readiness: Readiness
    level: str = ""
    below: tuple[Standing, ...] = ()
    comparison: Comparison | None = None

    @property
    def fails(self) -> bool:
        """Whether a gate fails."""
        authored = self.comparison is not None and self.comparison.of(Cause.AUTHORED)
        return bool(self.below or authored)

    def printed(self, form: str, *, whole: bool) -> str:
        """Return the output.

        Args:
            form: `text`, `json`, `junit` or `markdown`.
            whole: Whether text explains every item.
        """
        if form == "json":
            values = evaluation_values(
                self.readiness, level=self.level, below=self.below, comparison=self.comparison
            )
            return evaluation_json(values)
        if form != "text":
            report = junit_report if form == "junit" else markdown_report
            return report(
                self.readiness, level=self.level, below=self.below, comparison=self.comparison
            )
        lines = list(readiness_lines(self.readiness, whole=whole))
        if self.level:
            lines += ["", *floor_lines(self.level, self.below)]
        if self.comparison is not None:
            lines += ["", *comparison_lines(self.comparison)]
        return "\n".join([*lines, ""])


def gates(
    handbook: Handbook,
    everything: Readiness,
    shown: Readiness,
    *,
    floor: str | None,
    ratchet: str | None,
    config: Path | None,
) -> Outcome:
    """Return what the gates say; ends the command where a level or a revision is not there.

    Args:
        handbook: The handbook, its checklists read.
        everything: All results.
        shown: Those of them that the command is about.
        floor: The level of the floor; None without.
        ratchet: The revision to compare with; None without.
        config: The settings' file, where it was named.
    """
    below: tuple[Standing, ...] = ()
    if floor is not None:
        levels = known_levels(shown)
        if floor not in levels:
            known = ", ".join(levels) or "none"
            fail(
                f'No checklist has a level "{floor}"; there is {known}.'
                + did_you_mean(floor, levels)
            )
        below = below_floor(shown, floor)
    comparison = None
    if ratchet is not None:
        try:
            comparison = compare(handbook, everything, ratchet, config=config).about(shown)
        except RevisionError as error:
            fail(str(error))
    return Outcome(readiness=shown, level=floor or "", below=below, comparison=comparison)
