"""The guide's reference pages name all there is."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import click
import pytest

from archbook.cli import main
from archbook.settings import settings_schema

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from site_macros import FORMATS, commands, schema


def loaded(name: str) -> dict[str, Any]:
    if name == "settings":
        return settings_schema()
    package, file, _ = FORMATS[name]
    found: dict[str, Any] = json.loads(resources.files(package).joinpath(file).read_text("utf-8"))
    return found


def keys(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(properties := part.get("properties"), dict):
            yield from properties
        for each in part.values():
            yield from keys(each)
    elif isinstance(part, list):
        for each in part:
            yield from keys(each)


@pytest.mark.parametrize("name", ["settings", *FORMATS])
def test_every_key_of_a_format_is_explained(name: str) -> None:
    text = schema(name)
    rows = dict(re.findall(r"^\| `([^`]+)`[^|]*\|[^|]*\| (.*) \|$", text, re.MULTILINE))
    assert set(keys(loaded(name))) <= set(rows)
    assert [key for key, what in rows.items() if not what.strip()] == []


@pytest.mark.parametrize("name", ["settings", *FORMATS])
def test_every_link_of_a_format_leads_to_its_explanation(name: str) -> None:
    text = schema(name)
    anchors = re.findall(r"\{#([^}]+)\}", text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


def test_every_command_and_option_is_listed() -> None:
    text = commands()

    def listed(command: click.Command, name: str) -> None:
        context = click.Context(command, info_name=name)
        for parameter in command.get_params(context):
            if isinstance(parameter, click.Option) and parameter.name != "help":
                assert parameter.opts[0] in text, name
        if isinstance(command, click.Group):
            for inner in command.list_commands(context):
                found = command.get_command(context, inner)
                assert found is not None
                assert re.search(rf"^#+ {name} {inner}$", text, re.MULTILINE)
                listed(found, f"{name} {inner}")

    for name in main.list_commands(click.Context(main)):
        command = main.get_command(click.Context(main), name)
        assert command is not None
        listed(command, f"archbook {name}")
