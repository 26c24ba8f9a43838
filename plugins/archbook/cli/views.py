"""`archbook views`: which pictures there are."""

from __future__ import annotations

import json

import click

from archbook.cli.maps import load
from archbook.cli.shared import Place, colour, format_option, place_options
from archbook.cli.tables import aligned
from archbook.components.views import MapView, all_views

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
    rows = [(view.id, _size(view), view.title) for view in views]
    for line in aligned(rows):
        click.echo(line, color=colour())


def _size(view: MapView) -> str:
    count = len(view.components)
    around = " and what they touch" if count > 1 else " and what it touches"
    return f"{count} component{'s' if count != 1 else ''}{around if view.context and count else ''}"
