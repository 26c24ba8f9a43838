"""Findings in the log of a build."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable

from archbook.handbook import Handbook
from archbook.source.findings import Finding, Severity, State

__all__ = ["report"]

_Log = logging.LoggerAdapter[logging.Logger]


def report(
    handbook: Handbook, findings: Iterable[Finding], log: _Log, *, has_address: bool
) -> None:
    """Write findings into the build's log.

    Those at or above `fail-on` are warnings, so that `--strict` decides about the build; the others
    are counted in one line. What a decision waives is neither.

    Args:
        handbook: The handbook.
        findings: What is wrong with it.
        log: Where to write.
        has_address: Whether the site states its address.
    """
    fail_on = handbook.settings.fail_on
    below: Counter[Severity] = Counter()
    for finding in findings:
        if finding.state is State.WAIVED:
            continue
        if fail_on != "never" and finding.severity.at_least(Severity(fail_on)):
            log.warning("%s", finding)
        else:
            below[finding.severity] += 1
    if below:
        counts = ", ".join(
            f"{count} {severity}{'' if count == 1 else 's'}"
            for severity, count in sorted(below.items(), key=lambda one: one[0].rank)
        )
        log.info("%s in the handbook; `archbook check` shows them", counts)
    if handbook.settings.decisions.feed and handbook.logs and not has_address:
        log.info("`site_url` is not set, so the decision log has no Atom feed")
