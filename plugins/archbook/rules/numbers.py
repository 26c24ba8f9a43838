"""Numbers: each decision has one of its own, and links mean the one they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archbook.decisions.mentions import find_mentions
from archbook.decisions.model import Decision
from archbook.decisions.numbering import duplicates, next_number
from archbook.rules.registry import Broken, Subject, rule
from archbook.source.findings import Severity

__all__ = ["duplicate_number", "link_number_mismatch"]

_LEADING = re.compile(r"\s*(?:(\d{1,5})[.:]\s|(0\d{2,4})\b)")


@rule(
    id="duplicate-number",
    severity=Severity.ERROR,
    asserts="Each decision of a log has a number that no other has.",
    why="Two branches that take the next number at the same time do not meet in git: the files have"
    " different names. From then on a reference to that number means two decisions.",
    mend="Give the later one the next free number, and correct what refers to it.",
)
def duplicate_number(subject: Subject) -> Iterator[Broken]:
    """Find decisions whose number an earlier file of the log has."""
    free = next_number(subject.log.decisions)
    for group in duplicates(subject.log.decisions):
        first = group[0]
        for later in group[1:]:
            yield Broken(
                decision=later,
                message=f"The number {later.number} is taken by {first.file} too",
                line=_number_line(later),
                mend=f"Give one of them the next free number, {free}; correct what refers to it.",
                path=tuple(decision.file for decision in group),
            )


def _number_line(decision: Decision) -> int:
    """Return the line that states a decision's number, else that of its title, else the first."""
    lines = (
        decision.provenance[key].line for key in ("number", "title") if key in decision.provenance
    )
    return next((line for line in lines if line), 1)


@rule(
    id="link-number-mismatch",
    severity=Severity.WARNING,
    asserts="A link whose text names a decision's number leads to that decision.",
    why="One of the two is wrong, and the reader cannot tell which: the text is what is believed,"
    " the link is what is followed.",
    mend="Correct the text or the link.",
)
def link_number_mismatch(subject: Subject) -> Iterator[Broken]:
    """Find links that name one number and lead to a decision with another."""
    for decision in subject.facts.files:
        for stated in subject.facts.links(decision):
            target = subject.facts.index.find(decision, "", stated.href).decision
            if target is None or not isinstance(target.number, int):
                continue
            if any(finding.rule == "number-conflict" for finding in target.findings):
                continue  # it has two numbers itself, and says so itself
            named = _named(stated.text)
            if named and target.number not in named:
                yield Broken(
                    decision=decision,
                    message=f'The link text "{stated.text}" names another decision than'
                    f" {target.id}, to which the link leads",
                    line=stated.line,
                    mend=f"Correct the text, or the link {stated.href}.",
                    path=(decision.file, target.file),
                )


def _named(text: str) -> set[int]:
    """Return the numbers that a link text names: `ADR-012`, `12. Use it`, `0012`."""
    named = {int(number) for _, _, number in find_mentions(text)}
    if not named and (leading := _LEADING.match(text)):
        named = {int(leading[1] or leading[2])}
    return named
