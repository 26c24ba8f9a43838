"""`archbook views`: which pictures there are."""

from __future__ import annotations

import json

import click

from archbook.cli.maps import load
from archbook.cli.shared import Place, colour, format_option, place_options
from archbook.cli.tables import aligned
from archbook.components.views import all_views

__all__ = ["command"]


@click.command()
@format_option
@place_options
def command(form: str, place: Place) -> None:
    """List the views of the component map: the built-in ones and the map's own."""
    _, of = load(place)
    views = all_views(of)
    if form == "json":
        values = [
            {
                "id": view.id,
                "kind": view.kind.value,
                "title": view.title,
                "does": view.does,
                "components": list(view.components),
            }
            for view in views
        ]
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    rows = [(view.id, f"{len(view.components)} components", view.title) for view in views]
    for line in aligned(rows):
        click.echo(line, color=colour())
