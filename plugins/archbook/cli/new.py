"""`archbook new`: begin a decision record."""

from __future__ import annotations

import os
import posixpath
import sys
from pathlib import Path

import click

from archbook.cli.shared import Place, fail, messages, place_options
from archbook.decisions.authoring import Begun, CannotBegin, begin_decision
from archbook.decisions.model import DecisionLog, Status
from archbook.handbook import Handbook, load_handbook
from archbook.settings import DEFAULT_LOG_FOLDERS
from archbook.source.files import shown_path

__all__ = ["command"]

_STATUSES = [status.value for status in Status if status is not Status.OTHER]


@click.command()
@click.argument("title")
@click.option(
    "--supersedes",
    multiple=True,
    metavar="N",
    help="Number, id or file name of a decision that it replaces; may be given several times.",
)
@click.option("--status", type=click.Choice(_STATUSES), default="proposed", show_default=True)
@click.option(
    "--decision-maker",
    "decision_makers",
    multiple=True,
    metavar="NAME",
    help="Who decides; may be given several times.",
)
@click.option("--short", is_flag=True, help="Leave out Context and Options.")
@click.option("--log", "log_name", metavar="NAME", help="Which log, where there are several.")
@click.option("--no-edit", is_flag=True, help="Do not open $EDITOR.")
@place_options
def command(
    title: str,
    *,
    supersedes: tuple[str, ...],
    status: str,
    decision_makers: tuple[str, ...],
    log_name: str | None,
    place: Place,
    short: bool,
    no_edit: bool,
) -> None:
    """Begin a decision record with the next free number.

    Its text is the log's own template.md or adr-template.md, else archbook's. Prints the path.
    """
    handbook = load_handbook(place.root, config=place.config, as_of=place.as_of)
    log, folder = _log(handbook, log_name)
    try:
        begun = begin_decision(
            title,
            log=log,
            folder=folder,
            day=handbook.as_of,
            status=Status(status),
            decision_makers=decision_makers,
            supersedes=supersedes,
            short=short,
        )
    except CannotBegin as error:
        fail(str(error))
    except OSError as error:
        fail(f"The file cannot be written: {error}")
    click.echo(shown_path(begun.path, Path.cwd()))
    _say_what_is_left(begun, accepted=status == Status.ACCEPTED)
    if not no_edit:
        _edit(begun.path)


def _log(handbook: Handbook, name: str | None) -> tuple[DecisionLog, Path]:
    """Return the log to write to, and its folder."""
    named = {place.name: index for index, place in enumerate(handbook.places)}
    if name is not None and name not in named:
        known = ", ".join(filter(None, named)) or "none that has a name"
        fail(f'There is no log "{name}"; there is {known}.')
    if name is None and len(named) > 1:
        fail(f"There are several logs; choose one by --log: {', '.join(named)}.")
    if not named:
        if handbook.settings.folders.decisions:
            messages(handbook.findings)
            fail("No folder of the settings is there to write to.")
        folder = handbook.root / DEFAULT_LOG_FOLDERS[0]
        return DecisionLog(name="", folder=DEFAULT_LOG_FOLDERS[0], decisions=()), folder
    at = named[name] if name is not None else 0
    return handbook.logs[at], handbook.places[at].folder


def _say_what_is_left(begun: Begun, *, accepted: bool) -> None:
    for old in begun.superseded:
        when = "Write" if accepted else f"Once {begun.id} is accepted, write"
        way = posixpath.relpath(old.file)
        click.echo(
            f"{when} in {way}: status superseded, superseded by {begun.id} ({begun.path.name}).",
            err=True,
        )


def _edit(path: Path) -> None:
    """Open the file in `$VISUAL` or `$EDITOR`, on a terminal only."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    try:
        click.edit(filename=str(path), editor=editor)
    except click.ClickException as error:
        click.echo(f"{error.message}; the file is there.", err=True)
