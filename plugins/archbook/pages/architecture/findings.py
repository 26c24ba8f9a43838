"""Findings on pages: what is wrong, with which rule, about what, stated where, waived or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archbook.pages.architecture.here import Here, Stated
from archbook.source.findings import Finding, Location, State

__all__ = ["FindingRow", "finding_rows", "marked", "named", "stated_at"]

_CODE = re.compile(r"`([^`]+)`")
_STATES = {
    State.OPEN: "",
    State.WAIVED: "waived by",
    State.WAIVER_EXPIRED: "its waiver has ended:",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as a page shows it.

    Attributes:
        severity: How much it matters.
        state: Whether it is waived, in words; empty where it simply stands.
        waivers: The decisions that waive it, or whose waiver has ended, and their pages.
        waived: Whether a decision waives it.
        message: What is wrong, a sentence.
        mend: What to do.
        rule: The rule's id.
        rule_href: The rule's page.
        subject: What it is about: name and page.
        stated: Where it is stated.
    """

    severity: str
    state: str
    waivers: Sequence[tuple[str, str]]
    waived: bool
    message: Markup
    mend: Markup
    rule: str
    rule_href: str
    subject: tuple[str, str]
    stated: Stated


def finding_rows(findings: Iterable[Finding], here: Here) -> Sequence[FindingRow]:
    """Return findings as a page shows them: those that stand first, then the waived.

    Args:
        findings: The findings, in their order.
        here: The page.
    """
    rows = [_row(finding, here) for finding in findings]
    return sorted(rows, key=lambda row: row.waived)


def _row(finding: Finding, here: Here) -> FindingRow:
    return FindingRow(
        severity=finding.severity.value,
        state=_STATES[finding.state],
        waivers=_waivers(finding, here),
        waived=finding.state is State.WAIVED,
        message=marked(finding.message.rstrip(".") + "."),
        mend=marked(finding.mend),
        rule=finding.rule,
        rule_href=here.to("rule", finding.rule),
        subject=named(finding.subject, here),
        stated=stated_at(finding.location, here),
    )


def _waivers(finding: Finding, here: Here) -> Sequence[tuple[str, str]]:
    if finding.state is State.OPEN:
        return ()
    decisions = [here.decision(one) for one in here.atlas.decisions(finding.waived_by)]
    register = here.to("failure", "waivers")
    return [(one.label or one.title, one.href) for one in decisions] or [("a decision", register)]


def marked(text: str) -> Markup:
    """Return a text of the catalogue as HTML: what stands between backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def named(subject: str, here: Here) -> tuple[str, str]:
    """Return what a finding or waiver is about: its name, and its page where it has one."""
    of = here.of
    word, _, name = subject.partition(":")
    if word == "component" and name in of.components:
        return of.components[name].name, here.to("component", name)
    if word == "journey" and name in of.journeys:
        return of.journeys[name].name, here.to("journey", name)
    if word == "edge" and name in of.edges:
        return name, here.to("component", of.edges[name].sufferer)
    if word == "decision":
        for decision in here.atlas.decisions(name):
            return decision.id, here.decision(decision).href
    return name or subject, ""


def stated_at(location: Location, here: Here) -> Stated:
    """Return a place in a source file as words, and where the code host shows it."""
    host = here.site.code_host
    fragment = f"L{location.line}" if location.line else ""
    href = host.url(location.file, fragment=fragment) if host and location.file else None
    return Stated(text=str(location), href=href or "")
