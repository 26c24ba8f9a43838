"""The option `--schema` of commands whose JSON output has a published schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import click

__all__ = ["rules_schema", "schema_option"]


def rules_schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema that the rules publish.

    Args:
        name: Its name: `check`, `what-if`, `availability`.
    """
    file = resources.files("archbook.rules").joinpath(f"schemas/{name}.schema.json")
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return schema


def schema_option(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the option `--schema`, which prints the schema of its JSON output.

    Args:
        name: As for `rules_schema`.
    """

    def print_schema(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's protocol
        if wanted:
            click.echo(json.dumps(rules_schema(name), indent=2))
            ctx.exit()

    return click.option(
        "--schema",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=print_schema,
        help="Print the JSON Schema of the JSON output.",
    )
