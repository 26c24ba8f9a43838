"""What all commands share: their options, loading the handbook, and writing to a terminal."""

from __future__ import annotations

import datetime as dt
import os
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from archbook.source.findings import Finding, Severity

__all__ = [
    "Place",
    "colour",
    "fail",
    "format_option",
    "messages",
    "place_options",
    "printable",
    "shortened",
    "width",
]

Command = TypeVar("Command", bound=Callable[..., Any])

SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which handbook a command is about, and of which date it speaks.

    Attributes:
        root: The handbook's folder.
        config: The settings' file, None to look for it.
        as_of: The date, None for what the settings say.
    """

    root: Path
    config: Path | None
    as_of: dt.date | None


def place_options(command: Command) -> Command:
    """Give a command the options `--root`, `--config` and `--as-of`, passed on as `place`."""

    @click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="The handbook's folder. Default: here.",
    )
    @click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The settings' file. Default: archbook.yml or mkdocs.yml in that folder.",
    )
    @click.option(
        "--as-of",
        type=click.DateTime(formats=["%Y-%m-%d"]),
        help="The date to speak of. Default: the settings', else SOURCE_DATE_EPOCH, else today.",
    )
    @wraps(command)
    def with_place(
        *args: Any, root: Path, config: Path | None, as_of: dt.datetime | None, **options: Any
    ) -> Any:
        day = as_of.date() if as_of else None
        return command(*args, place=Place(root=root, config=config, as_of=day), **options)

    return with_place  # type: ignore[return-value]


def format_option(command: Command) -> Command:
    """Give a command the option `--format`, passed on as `form`."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="For people or for programs.",
    )
    return option(command)


def colour() -> bool | None:
    """Return whether to write colours: not where `NO_COLOR` is set, else where a terminal is.

    Source: https://no-color.org.
    """
    return False if os.environ.get("NO_COLOR") else None


def messages(findings: Iterable[Finding]) -> None:
    """Write findings to standard error, where they do not mix with the output."""
    for finding in findings:
        click.secho(printable(str(finding)), err=True, color=colour())


def fail(message: str) -> NoReturn:
    """End the command because the input or the call was wrong.

    Args:
        message: What is wrong and what to do instead.
    """
    raise click.UsageError(message)


def printable(text: str) -> str:
    """Return a text that cannot steer a terminal: control characters become visible.

    Args:
        text: Words from a source file; line feeds stay.
    """
    if text.isprintable():
        return text
    return "".join(
        char
        if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
        else "\N{REPLACEMENT CHARACTER}"
        for char in text.replace("\t", " ")
    )


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal; wide letters take two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def shortened(text: str, columns: int) -> str:
    """Return a text that takes at most so many columns, the cut marked."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 3:
        text = text[:-1]
    return f"{text.rstrip()}..."
