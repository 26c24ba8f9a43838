"""Macros of this handbook alone: the reference pages of the guide, written from the code."""

from __future__ import annotations

import importlib
import inspect
import json
import sys
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).parent))  # the folder is no package

import decision_reference
import macro_reference
from archbook.cli import main
from archbook.settings import settings_schema
from archbook.starting.continuous import integration
from catalogue_reference import items_by_pack, rules_by_subject
from schema_reference import reference

__all__ = ["FORMATS", "commands", "define_env", "recipe", "rooms", "schema", "source"]

FORMATS = {
    "component-map": ("archbook.components", "component-map.schema.json", "A map file"),
    "checklists": ("archbook.checklists", "checklists.schema.json", "A checklist file"),
    "attestations": ("archbook.checklists", "attestations.schema.json", "An attestation file"),
}


def define_env(env: Any) -> None:
    """Offer the macros to the pages."""
    for macro in (schema, commands, recipe, rules_by_subject, items_by_pack, rooms, source):
        env.macro(macro)
    env.macro(decision_reference.reference, "decision_files")

    def all_macros() -> str:
        """Return the reference of the macros, each with what it shows."""
        return macro_reference.reference(
            lambda call: str(env.env.from_string(f"{{{{ {call} }}}}").render(**env.macros))
        )

    env.macro(all_macros)


def schema(name: str) -> str:
    """Return the reference of a format: `settings`, or one of the files that people write."""
    if name == "settings":
        return reference(settings_schema(), of="Settings")
    package, file, title = FORMATS[name]
    text = resources.files(package).joinpath(file).read_text("utf-8")
    return reference(json.loads(text), of=title)


_LANGUAGES = {".yml": "yaml", ".sh": "sh"}


def recipe(host: str) -> str:
    """Return the files that `archbook init` writes for continuous integration.

    Args:
        host: `github`, `gitlab` or `shell`.
    """
    lines: list[str] = []
    for path, text, _ in integration(host):
        lines += [f'```{_LANGUAGES[Path(path).suffix]} title="{path}"', text.rstrip(), "```", ""]
    return "\n".join(lines) + "\n"


def rooms() -> str:
    """Return a table of the package's rooms in the order in which data flows."""
    text = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    lines = ["| Room | What it holds |", "|---|---|"]
    for layer in reversed(layers):
        for name in layer.split(" : "):
            module = importlib.import_module(name)
            first = inspect.cleandoc(module.__doc__ or "").partition("\n\n")[0]
            shown = name.removeprefix("archbook.")
            lines.append(f"| `{shown}` | {' '.join(first.split())} |")
    return "\n".join(lines) + "\n"


def source(of: str) -> str:
    """Return the source of a thing as it stands in the code.

    Args:
        of: Its module and its name: `archbook.rules.about:split_without_trigger`.
    """
    module, _, name = of.partition(":")
    text = inspect.getsource(getattr(importlib.import_module(module), name))
    file = module.replace(".", "/").replace("archbook/", "")
    return f'```python title="{file}.py"\n{text.rstrip()}\n```\n'


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
