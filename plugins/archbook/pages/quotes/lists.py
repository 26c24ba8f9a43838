"""Lists and tables of what the handbook holds."""

from __future__ import annotations

from typing import Any

from archbook.decisions.model import Decision
from archbook.pages.quotes.book import Quoting
from archbook.pages.quotes.choosing import chosen_components, chosen_decisions
from archbook.pages.quotes.markdown import coded, escaped, table
from archbook.pages.quotes.names import decision_link
from archbook.pages.quotes.standing import chosen_findings
from archbook.pages.shelf import status_text
from archbook.source.findings import Finding, State

__all__ = ["components", "decisions", "findings", "subject_link"]

_STATES = {
    State.OPEN: "",
    State.WAIVED: " (waived)",
    State.WAIVER_EXPIRED: " (its waiver has ended)",
}


def decisions(at: Quoting, component: str = "", tag: str = "", status: str = "") -> str:
    """List decisions about a component, with a tag, of a status.

    Args:
        at: The page.
        component: Id of the component they are about.
        tag: A tag of theirs.
        status: A status, such as `accepted`.
    """
    found = chosen_decisions(at, {"component": component, "tag": tag, "status": status})
    lines = [f"- {decision_link(at, decision)} {_pill(decision)}" for decision in found]
    return "\n".join(lines) or "*No decision.*"


def _pill(decision: Decision) -> str:
    word = decision.status.value if decision.status else "not-stated"
    return f'<span class="ab-status ab-status--{word}">{escaped(status_text(decision))}</span>'


def components(at: Quoting, **selector: Any) -> str:
    """List the components that a selector means, as a table.

    Args:
        at: The page.
        **selector: Keys as views have them: `plane`, `kind`, `tier`, `owner`, `zone`, ...
    """
    of = at.of
    names = chosen_components(at, selector)
    if not names:
        return "*No component.*"
    rows = []
    for name in names:
        component = of.components[name]
        rows.append(
            (
                at.named("component", name),
                escaped(component.kind.title),
                at.named("owner", component.owner) if component.owner else "",
                escaped(component.does or ""),
            )
        )
    return table(("Component", "Kind", "Owner", "What it does"), rows)


def findings(at: Quoting, **filters: Any) -> str:
    """List findings: those that stand, where their state is not asked for.

    Args:
        at: The page.
        **filters: `severity`, `state`, `rule`, `dimension`, `component`, `journey`, `owner`.
    """
    found = chosen_findings(at, filters)
    return "\n".join(_finding(at, one) for one in found) or "*No finding.*"


def _finding(at: Quoting, finding: Finding) -> str:
    rule = at.link("rule", finding.rule, finding.rule)
    message = coded(finding.message.rstrip("."))
    return (
        f"- **{finding.severity.value}**{_STATES[finding.state]}: "
        f"{subject_link(at, finding.subject)}: {message}. ({rule})"
    )


def subject_link(at: Quoting, subject: str) -> str:
    """Return what a finding or waiver is about: its name, a link where it has a page."""
    of = at.book.handbook.components
    word, _, name = subject.partition(":")
    if of is not None and word in {"component", "journey"}:
        return at.named(word, name)
    if of is not None and word == "edge" and name in of.edges:
        return at.link("component", of.edges[name].sufferer, name)
    if word == "decision":
        for decision in at.book.decisions():
            if decision.id == name:
                return decision_link(at, decision)
    return escaped(name or subject)
