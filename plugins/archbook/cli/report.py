"""Findings as text to be read: worst first, by file, with the line they speak of and a way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from archbook.cli.shared import SEVERITY_COLOURS, printable
from archbook.rules.gaps import Gap
from archbook.source.files import read_text
from archbook.source.findings import Finding, Severity, State

__all__ = ["counts", "gap_lines", "gap_summary", "report"]

_QUOTED = 100
_LIMIT = 10_000_000


def report(findings: Iterable[Finding], *, root: Path) -> Iterator[str]:
    """Yield the lines of a report.

    Args:
        findings: What to report, worst first, then by place; what is waived is only counted.
        root: The handbook's folder, for quoting its files.
    """
    everything = list(findings)
    found = [finding for finding in everything if finding.state is not State.WAIVED]
    sources = _Sources(root)
    for severity, of_severity in groupby(found, key=lambda finding: finding.severity):
        some = list(of_severity)
        yield click.style(
            f"{_plural(len(some), severity)}", fg=SEVERITY_COLOURS[severity], bold=True
        )
        for file, of_file in groupby(some, key=lambda finding: finding.location.file):
            yield f"  {click.style(printable(file) or 'the handbook', bold=True)}"
            for finding in of_file:
                yield from _entry(finding, sources)
        yield ""
    yield _summary(found, waived=len(everything) - len(found))


def gap_summary(gaps: Sequence[Gap]) -> str:
    """Return the one line that says how much the map does not state."""
    return f"{_facts(len(gaps))} the map does not state: `archbook check --missing`"


def gap_lines(gaps: Sequence[Gap]) -> Iterator[str]:
    """Yield the facts that the map does not state, those first that most rules ask for.

    Args:
        gaps: The facts, in their order.
    """
    if not gaps:
        yield click.style("The map states all that the rules ask for.", fg="green")
    for rules, together in groupby(gaps, key=lambda gap: len(gap.rules)):
        some = list(together)
        asked = "1 rule asks for" if rules == 1 else f"{rules} rules ask for"
        yield click.style(f"{asked} {_facts(len(some))}", bold=True)
        for gap in some:
            alone = len(gap.components) == 1
            where = gap.components[0] if alone else f"{len(gap.components)} components"
            names = click.style(f"[{', '.join(gap.rules)}]", dim=True)
            yield f"  {printable(where)}: {printable(gap.fact)} {names}"
        yield ""
    if gaps:
        yield f"{_facts(len(gaps))} in all."


def _facts(count: int) -> str:
    return "1 fact" if count == 1 else f"{count:,} facts"


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, worst first; waived ones left out."""
    open_ = (finding for finding in findings if finding.state is not State.WAIVED)
    counted = Counter(finding.severity for finding in open_)
    return {severity.value: counted[severity] for severity in Severity}


def _entry(finding: Finding, sources: _Sources) -> Iterator[str]:
    line = finding.location.line
    place = str(line) if line else "-"
    rule = click.style(f"[{finding.rule}]", dim=True)
    yield f"    {place:>4}  {printable(finding.message)} {rule}"
    quoted = sources.line(finding.location.file, line)
    if quoted:
        yield click.style(f"          | {quoted}", dim=True)
    if finding.mend:
        yield f"          {click.style('>', fg='green')} {printable(finding.mend)}"


def _summary(findings: list[Finding], *, waived: int) -> str:
    besides = f" {waived:,} more waived by decisions." if waived else ""
    if not findings:
        return click.style("Nothing to find fault with.", fg="green") + besides
    parts = [
        click.style(_plural(count, Severity(word)), fg=SEVERITY_COLOURS[Severity(word)])
        for word, count in counts(findings).items()
        if count
    ]
    files = len({finding.location.file for finding in findings})
    return f"{', '.join(parts)} in {files} {'file' if files == 1 else 'files'}.{besides}"


def _plural(count: int, severity: Severity) -> str:
    return f"{count:,} {severity.value}{'' if count == 1 else 's'}"


class _Sources:
    """Lines of source files, each file read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines: dict[str, list[str]] = {}

    def line(self, file: str, number: int) -> str:
        """Return a line of a file, shortened; empty where it cannot be had."""
        if number < 1:
            return ""
        if file not in self._lines:
            try:
                text = read_text(self._root / file, file=file, limit=_LIMIT).text
            except OSError:
                text = ""
            self._lines[file] = text.split("\n")
        lines = self._lines[file]
        # A file of one long line is cut before it is looked at, once for each finding.
        line = lines[number - 1].lstrip()[: _QUOTED * 2] if number <= len(lines) else ""
        text = printable(line).strip()
        return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 3]}..."
