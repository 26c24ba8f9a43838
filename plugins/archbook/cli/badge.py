"""`archbook badge COMPONENT`: how a component stands, as an SVG for a README or a page."""

from __future__ import annotations

from pathlib import Path

import click

from archbook.cli.checklist_loading import chosen, loaded
from archbook.cli.shared import Place, fail, place_options

__all__ = ["command"]


@click.command()
@click.argument("component")
@click.option(
    "--checklist", metavar="ID", help="Which checklist. Default: the first that asks something."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file. Default: standard output.",
)
@place_options
def command(component: str, checklist: str | None, output: Path | None, place: Place) -> None:
    """Draw the level that a COMPONENT holds on a checklist, without and with waivers, as SVG."""
    from archbook.readiness.badge import badge  # noqa: PLC0415 - help needs none of it
    from archbook.readiness.evaluating import evaluate  # noqa: PLC0415 - as above
    from archbook.rules.run import judge  # noqa: PLC0415 - as above

    handbook, _ = loaded(place)
    readiness = evaluate(handbook, judge(handbook))
    found = chosen(readiness, component=component, checklist=checklist)
    standings = [by[component] for by in found.standings.values() if component in by]
    if not standings:
        fail(f"The checklist {checklist} asks nothing of {component}.")
    drawn = badge(standings[0])
    if output is None:
        click.echo(drawn, nl=False)
        return
    try:
        output.write_text(drawn, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror or error}.")
