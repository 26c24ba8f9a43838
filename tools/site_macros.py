"""Macros of this handbook alone: the reference pages of the guide, written from the code."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).parent))  # the folder is no package

from archbook.cli import main
from archbook.settings import settings_schema
from schema_reference import reference

__all__ = ["FORMATS", "commands", "define_env", "schema"]

FORMATS = {
    "component-map": ("archbook.components", "component-map.schema.json", "A map file"),
    "checklists": ("archbook.checklists", "checklists.schema.json", "A checklist file"),
    "attestations": ("archbook.checklists", "attestations.schema.json", "An attestation file"),
}


def define_env(env: Any) -> None:
    """Offer the macros to the pages."""
    env.macro(schema)
    env.macro(commands)


def schema(name: str) -> str:
    """Return the reference of a format: `settings`, or one of the files that people write."""
    if name == "settings":
        return reference(settings_schema(), of="Settings")
    package, file, title = FORMATS[name]
    text = resources.files(package).joinpath(file).read_text("utf-8")
    return reference(json.loads(text), of=title)


def commands() -> str:
    """Return the reference of the command line."""
    return "\n".join(_command(main, "archbook", 1)) + "\n"


def _command(command: click.Command, name: str, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    if level > 1:
        yield f"{'#' * min(level, 4)} {name}"
        yield ""
        yield _help(command)
        yield ""
        yield "```text"
        yield " ".join([name, *command.collect_usage_pieces(context)])
        yield "```"
        yield ""
        yield from _options(command, context)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None and not found.hidden:
                yield from _command(found, f"{name} {inner}", level + 1)


def _help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    rows = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        and parameter.name != "help"
        and (record := parameter.get_help_record(context))
    ]
    if not rows:
        return
    yield "| Option | What it does |"
    yield "|---|---|"
    yield from (f"| `{option}` | {' '.join(what.split())} |" for option, what in rows)
    yield ""
