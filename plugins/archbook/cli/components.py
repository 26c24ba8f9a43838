"""`archbook components ...`: the component map."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from archbook.cli.maps import load
from archbook.cli.shared import Place, colour, format_option, place_options
from archbook.cli.tables import aligned
from archbook.components.component_map import ComponentMap
from archbook.components.export import component_values, components_schema
from archbook.components.schema import map_schema
from archbook.components.vocabulary import Lifecycle, Plane

__all__ = ["command"]


@click.group()
def command() -> None:
    """The component map."""


@command.command("list")
@format_option
@place_options
def _list(form: str, place: Place) -> None:
    """List the components with what they state."""
    _, of = load(place)
    if form == "json":
        click.echo(json.dumps(component_values(of), ensure_ascii=False, indent=2))
        return
    for line in _table(of):
        click.echo(line, color=colour())


@command.command("schema")
@click.option("--maps", is_flag=True, help="Print the schema of map files instead.")
def _schema(*, maps: bool) -> None:
    """Print the JSON Schema of `archbook components list --format json`."""
    click.echo(json.dumps(map_schema() if maps else components_schema(), indent=2))


def _table(of: ComponentMap) -> Iterator[str]:
    rows = []
    planes = tuple(Plane)
    order = sorted(of.components.values(), key=lambda c: (planes.index(c.plane), c.id))
    for component in order:
        lifecycle = component.lifecycle
        rows.append(
            (
                component.id,
                component.plane.value,
                component.kind.name,
                f"tier {component.tier}" if component.tier else "",
                component.owner or "",
                "" if lifecycle is Lifecycle.LIVE else lifecycle.value,
                component.name,
            )
        )
    yield from aligned(rows)
    counts = [sum(c.plane is plane for c in of.components.values()) for plane in planes]
    parts = ", ".join(f"{n} {plane} plane" for n, plane in zip(counts, planes, strict=True) if n)
    noun = "component" if len(rows) == 1 else "components"
    yield f"{len(rows):,} {noun}: {parts}; {len(of.edges):,} edges" if rows else "0 components"
