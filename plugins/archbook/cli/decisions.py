"""`archbook decisions ...`: the decision log."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from archbook.cli.selection import Entry, Selection, select
from archbook.cli.shared import (
    Place,
    colour,
    format_option,
    messages,
    place_options,
    printable,
    shortened,
    width,
)
from archbook.decisions.export import decision_values, decisions_schema, to_json
from archbook.decisions.model import FileKind, Status
from archbook.handbook import open_handbook
from archbook.rules.run import check, findings_by_file
from archbook.settings import DEFAULT_LOG_FOLDERS
from archbook.source.findings import Severity

__all__ = ["command"]

_COLOURS = {
    Status.DRAFT: "cyan",
    Status.PROPOSED: "yellow",
    Status.ACCEPTED: "green",
    Status.REJECTED: "red",
    Status.WITHDRAWN: "red",
    Status.DEPRECATED: "magenta",
    Status.SUPERSEDED: "magenta",
}
_NARROWEST_TITLE = 24


@click.group()
def command() -> None:
    """The decision log."""


@command.command("schema")
def _schema() -> None:
    """Print the JSON Schema of `archbook decisions list --format json`."""
    click.echo(json.dumps(decisions_schema(), indent=2))


@command.command("list")
@click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@format_option
@click.option("--no-git", is_flag=True, help="Do not ask git for dates and people.")
@place_options
@click.pass_context
def _list(
    ctx: click.Context, paths: tuple[Path, ...], form: str, place: Place, *, no_git: bool
) -> None:
    """List the files of decision logs with what they state.

    PATH is a folder or a file; without one the handbook's own logs are listed.
    """
    handbook = open_handbook(place.root, config=place.config, as_of=place.as_of)
    selection = select(handbook, paths, git=not no_git)
    handbook = selection.handbook
    if not handbook.logs and not paths:
        looked = ", ".join(DEFAULT_LOG_FOLDERS)
        click.echo(f"No decision log is here; looked for {looked}.", err=True)
    messages([*handbook.findings, *(f for log in handbook.logs for f in log.findings)])
    if form == "json":
        found = findings_by_file(check(handbook))
        values = [
            decision_values(
                entry.decision, path=entry.path, findings=found.get(entry.decision.file, ())
            )
            for entry in selection.entries
        ]
        click.echo(to_json(values), nl=False)
    else:
        for line in _table(selection):
            click.echo(line, color=colour())
    ctx.exit(2 if any(f.severity is Severity.ERROR for f in handbook.findings) else 0)


def _table(selection: Selection) -> Iterator[str]:
    """Yield the listing as aligned lines, titles shortened to the width of a terminal."""
    rows = [_row(entry) for entry in selection.entries]
    if not rows:
        return
    widths = [max(width(row[column]) for row in rows) for column in range(3)]
    titles = max(width(row[3]) for row in rows)
    if sys.stdout.isatty():
        terminal = shutil.get_terminal_size(fallback=(100, 24)).columns
        taken = sum(widths) + max(width(row[4]) for row in rows) + 2 * 4
        titles = min(titles, max(_NARROWEST_TITLE, terminal - taken))
    for row, entry in zip(rows, selection.entries, strict=True):
        identity, status, date, title, path = row
        fields = [
            click.style(_padded(identity, widths[0]), bold=True),
            _in_colour(_padded(status, widths[1]), entry),
            _padded(date, widths[2]),
            _padded(shortened(title, titles), titles),
            click.style(path, dim=True),
        ]
        yield "  ".join(fields).rstrip()
    yield _counted(selection)


def _row(entry: Entry) -> tuple[str, str, str, str, str]:
    decision = entry.decision
    is_decision = decision.kind is FileKind.ADR
    status = decision.status_word or "not stated"
    return (
        printable(decision.id) if is_decision else "",
        printable(status) if is_decision else decision.kind.value,
        decision.date or "",
        printable(decision.display_title),
        printable(entry.path),
    )


def _in_colour(text: str, entry: Entry) -> str:
    status = entry.decision.status
    if entry.decision.kind is not FileKind.ADR or status is None:
        return click.style(text, dim=True)
    return click.style(text, fg=_COLOURS.get(status))


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _counted(selection: Selection) -> str:
    counted: dict[str, int] = {}
    decisions = [e.decision for e in selection.entries if e.decision.kind is FileKind.ADR]
    for word in [*(status.value for status in Status), "not stated"]:
        counted[word] = 0
    for decision in decisions:
        counted[decision.status.value if decision.status else "not stated"] += 1
    parts = [f"{count} {word}" for word, count in counted.items() if count]
    noun = "decision" if len(decisions) == 1 else "decisions"
    said = f"{len(decisions):,} {noun}"
    return f"{said}: {', '.join(parts)}" if parts else said
