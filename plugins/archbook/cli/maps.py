"""What commands about the component map share: loading it, and printing their schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING, Any

import click

from archbook.cli.shared import Place, fail, messages
from archbook.handbook import load_handbook
from archbook.source.findings import Severity

if TYPE_CHECKING:
    from archbook.rules.analyses.system import System

__all__ = ["load_system", "rules_schema", "schema_option"]


def load_system(place: Place) -> System:
    """Return what runs of a handbook's component map.

    Ends the command where there is no map, and where it has errors, which are written out: what is
    left out of a map would make it look safer than it is.

    Args:
        place: Which handbook.
    """
    from archbook.rules.analyses.system import System  # noqa: PLC0415 - help needs no map

    handbook = load_handbook(place.root, config=place.config, as_of=place.as_of)
    wrong = [f for f in handbook.findings if f.severity is Severity.ERROR]
    of = handbook.components
    if of is None:
        messages(wrong)
        fail("There is no component map: put `*.yaml` files into `diagrams/`, or name the folder.")
    errors = [f for f in of.findings if f.severity is Severity.ERROR]
    if wrong or errors:
        messages([*wrong, *errors])
        fail("The component map has errors.")
    return System(of)


def rules_schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema that the rules publish.

    Args:
        name: Its name, such as `what-if`.
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
