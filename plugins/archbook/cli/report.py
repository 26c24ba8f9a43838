"""Findings as text to be read: worst first, by file, with the line they speak of and a way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from archbook.cli.shared import SEVERITY_COLOURS, printable
from archbook.source.files import read_text
from archbook.source.findings import Finding, Severity

__all__ = ["counts", "report"]

_QUOTED = 100
_LIMIT = 10_000_000


def report(findings: Iterable[Finding], *, root: Path) -> Iterator[str]:
    """Yield the lines of a report.

    Args:
        findings: What to report, worst first, then by place.
        root: The handbook's folder, for quoting its files.
    """
    found = list(findings)
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
    yield _summary(found)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, worst first."""
    counted = Counter(finding.severity for finding in findings)
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


def _summary(findings: list[Finding]) -> str:
    if not findings:
        return click.style("Nothing to find fault with.", fg="green")
    parts = [
        click.style(_plural(count, Severity(word)), fg=SEVERITY_COLOURS[Severity(word)])
        for word, count in counts(findings).items()
        if count
    ]
    files = len({finding.location.file for finding in findings})
    return f"{', '.join(parts)} in {files} {'file' if files == 1 else 'files'}."


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
        text = printable(lines[number - 1]).strip() if number <= len(lines) else ""
        return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 3]}..."
