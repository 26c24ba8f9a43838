"""Findings that concern one file alone: places that disagree, dates that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from archbook.decisions.model import AMBIGUOUS, Form, Relation, RelationKind, Status, Target
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.identity import TitleParts, as_target, named_number
from archbook.decisions.reader.resolve import Resolved, StatedStatus
from archbook.decisions.reader.settle import RULE as AMBIGUOUS_DATE
from archbook.decisions.reader.statements import Statement
from archbook.decisions.vocabulary.fields import Field
from archbook.source.findings import Finding, Location, Severity

__all__ = ["findings_of"]


def findings_of(
    file: str,
    document: Document,
    statements: Sequence[Statement],
    resolved: Resolved,
    parts: TitleParts | None,
) -> tuple[Finding, ...]:
    """Return what is wrong within one decision.

    Args:
        file: How findings name the file.
        document: The file.
        statements: What it states.
        resolved: What that amounts to.
        parts: Its title taken apart.
    """

    def finding(rule: str, severity: Severity, line: int, message: str, mend: str) -> Finding:
        return Finding(
            rule=rule,
            severity=severity,
            subject=f"file:{file}",
            message=message,
            location=Location(file=file, line=line),
            mend=mend,
        )

    found = []
    if conflict := _status_conflict(resolved):
        first, other = conflict
        found.append(
            finding(
                "status-conflict",
                Severity.WARNING,
                other.reading.line,
                f'The status is "{_word(first)}" in the {_place(first)} and "{_word(other)}" here',
                "State the status once, or the same in both places.",
            )
        )
    elif ended := _ended_unsaid(resolved):
        found.append(
            finding(
                "status-conflict",
                Severity.WARNING,
                ended.line,
                f'The status is "{_word(resolved.statuses[0])}", but a successor is named here',
                "Make the status say superseded, or remove the successor.",
            )
        )
    found += [
        finding("number-conflict", Severity.WARNING, line, message, "Use the same number in both.")
        for line, message in _number_conflicts(document, statements, resolved, parts)
    ]
    if resolved.date and resolved.date.value == AMBIGUOUS:
        day_first, month_first = resolved.date.swapped
        place = resolved.provenance["date"]
        found.append(
            finding(
                AMBIGUOUS_DATE,
                Severity.NOTE,
                place.line,
                f"The date may be {day_first} or {month_first}",
                "Write it as YYYY-MM-DD.",
            )
        )
    return tuple(found)


def _word(stated: StatedStatus) -> str:
    return stated.reading.other or stated.reading.status.value


def _place(stated: StatedStatus) -> str:
    line = f" on line {stated.reading.line}" if stated.reading.line else ""
    return f"{stated.form.value}{line}"


def _status_conflict(resolved: Resolved) -> tuple[StatedStatus, StatedStatus] | None:
    """Return two places that state different statuses, histories and notes aside."""
    firm = [
        stated
        for stated in resolved.statuses
        if not stated.weak and stated.form is not Form.HISTORY
    ]
    for other in firm[1:]:
        same = other.reading.status is firm[0].reading.status
        both_other = Status.OTHER in {other.reading.status, firm[0].reading.status}
        if not same or (both_other and other.reading.other != firm[0].reading.other):
            return firm[0], other
    return None


def _ended_unsaid(resolved: Resolved) -> Relation | None:
    """Return the successor that a field names while the status says nothing of it."""
    stated = resolved.status
    if stated is None or stated.reading.status not in _IN_LIFE:
        return None
    return next((r for r in resolved.relations if r.kind is RelationKind.SUPERSEDED_BY), None)


_IN_LIFE = frozenset({Status.DRAFT, Status.PROPOSED, Status.ACCEPTED})


def _number_conflicts(
    document: Document,
    statements: Sequence[Statement],
    resolved: Resolved,
    parts: TitleParts | None,
) -> list[tuple[int, str]]:
    stated = []
    if parts and parts.number:
        place = resolved.provenance.get("title")
        digits = parts.number.replace("-", "") if parts.number.count("-") > 1 else parts.number
        stated.append(("title", as_target(digits), place.line if place else 0))
    for statement in statements:
        keyed = statement.field is Field.NUMBER and statement.form is not Form.FILE_NAME
        if (keyed or statement.field is Field.ID) and (
            named := named_number(statement.value[0].text)
        ):
            stated.append((statement.form.value, named.target, statement.line))
    in_name = named_number(document.stem)
    if in_name is not None:
        stated.insert(0, ("file name", in_name.target, 0))
    return [
        (line, f"The number is {number} in the {place} and {stated[0][1]} in the {stated[0][0]}")
        for place, number, line in stated[1:]
        if not isinstance(stated[0][1], str) and _digits(number) != stated[0][1]
    ]


def _digits(number: Target) -> Target:
    """Return the number at the end of an identifier: `RFC-12` and 12 do not disagree."""
    last = str(number).rsplit("-", 1)[-1]
    return (
        int(last) if last.isascii() and last.isdigit() and len(last) < len("20240506") else number
    )
