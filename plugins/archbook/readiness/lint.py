"""The linter of checklists: what of them asks for the impossible, for nothing, or twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from archbook.handbook import Handbook
from archbook.readiness.linting.attested import attested
from archbook.readiness.linting.citing import citing
from archbook.readiness.linting.deciding import deciding
from archbook.readiness.linting.grounds import Grounds
from archbook.readiness.linting.laddering import laddering
from archbook.readiness.linting.selecting import selecting
from archbook.readiness.linting.wording import wording
from archbook.rules.run import Judgement
from archbook.settings import RuleSettings
from archbook.source.findings import Finding, in_order

__all__ = ["lint"]

_LINTS: tuple[Callable[[Grounds], Iterator[Finding]], ...] = (
    selecting,
    deciding,
    citing,
    laddering,
    wording,
    attested,
)


def lint(handbook: Handbook, judgement: Judgement, *, packs: bool = False) -> tuple[Finding, ...]:
    """Return what is questionable about a handbook's checklists, and its attestations.

    What reading them finds stands in the book's own findings and is not repeated.

    Args:
        handbook: The handbook, its checklists read.
        judgement: What the rules say of it.
        packs: Whether the packs that come with archbook are judged like the handbook's own; else
            only what the handbook can mend is told.

    Returns:
        Findings with the severities of the settings, worst first; none where there is no map or
        no checklist.
    """
    if handbook.components is None or handbook.checklists is None:
        return ()
    grounds = Grounds(
        handbook, judgement, of=handbook.components, book=handbook.checklists, packs=packs
    )
    return in_order(
        replace(finding, severity=setting.severity or finding.severity)
        for each in _LINTS
        for finding in each(grounds)
        if (setting := handbook.settings.rules.get(finding.rule, RuleSettings())).off is None
    )
