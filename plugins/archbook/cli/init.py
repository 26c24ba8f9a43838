"""`archbook init`: turn a repository into a handbook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from archbook.cli.shared import fail, printable
from archbook.starting.continuous import HOSTS
from archbook.starting.files import Planned, plan
from archbook.starting.survey import MOST_FILES, Survey, survey

__all__ = ["command"]


@click.command()
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The repository's folder. Default: here.",
)
@click.option("--name", help="The site's name. Default: made of the folder's.")
@click.option(
    "--ci",
    "host",
    type=click.Choice(HOSTS),
    help="Where continuous integration runs. Default: what the repository tells.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask before writing.")
def command(*, root: Path, name: str | None, host: str | None, dry_run: bool, yes: bool) -> None:
    """Turn a repository into a handbook.

    Finds decision records, compose files, manifests and catalogue files, and writes the first
    files around them. What is there already is never touched.
    """
    found = survey(root)
    files = plan(found, name=name or _name(found.root), host=host or found.host.name)
    _say_found(found)
    _say_planned(files)
    new = [file for file in files if not file.there]
    if not dry_run:
        if new and not yes and sys.stdin.isatty():
            click.confirm("Write them?", default=True, abort=True)
        _write(found.root, new)
    _say_advice(files)
    if dry_run:
        click.echo("Nothing was written.")
    else:
        click.echo("Next: `mkdocs serve` shows the handbook, `archbook check` judges it.")


def _name(root: Path) -> str:
    words = root.name.replace("-", " ").replace("_", " ").strip()
    return f"{words[:1].upper()}{words[1:]} handbook" if words else "Architecture handbook"


def _say_found(found: Survey) -> None:
    click.echo("Found:")
    for log in found.logs:
        where = "this folder" if log.path == "." else log.path
        plural = "" if log.decisions == 1 else "s"
        click.echo(printable(f"  {log.decisions} decision{plural} in {where}"))
    by_file: dict[tuple[str, str], list[str]] = {}
    for part in found.parts:
        by_file.setdefault((part.location.file, part.form), []).append(part.name)
    for (file, form), names in by_file.items():
        plural = "" if len(names) == 1 else "s"
        click.echo(printable(f"  {len(names)} {form}{plural} in {file}: {', '.join(names)}"))
    if not found.logs and not found.parts:
        click.echo("  no decisions, compose files, manifests or catalogue files")
    if found.cut:
        click.echo(f"  (looked at the first {MOST_FILES:,} files)")


def _say_planned(files: Sequence[Planned]) -> None:
    click.echo("Files:")
    wide = max(len(file.path) for file in files)
    for file in files:
        mark = "keep " if file.there else "write"
        why = f"{_other(file)}is there already" if file.there else file.what
        click.echo(printable(f"  {mark} {file.path:<{wide}}  {why}"))


def _other(file: Planned) -> str:
    return "" if file.there == file.path else f"{file.there} "


def _say_advice(files: Sequence[Planned]) -> None:
    for file in files:
        if file.there and file.advice:
            click.echo(f"Add to {printable(file.there)}:")
            click.echo("".join(f"    {line}\n" for line in file.advice.splitlines()), nl=False)


def _write(root: Path, files: Sequence[Planned]) -> None:
    for file in files:
        path = root / file.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Never over what is there, not even what came since it was looked for.
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(file.text)
            if file.path.endswith(".sh"):
                path.chmod(0o755)
        except OSError as error:
            fail(f"{file.path} cannot be written: {error.strerror or error}")
