"""`archbook draw VIEW -o FILE`: a picture of the component map as a file."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import click

from archbook.cli.maps import load
from archbook.cli.shared import Place, fail, messages, place_options
from archbook.components.component_map import ComponentMap
from archbook.components.folding import pictures
from archbook.components.picture import Picture
from archbook.components.views import all_views
from archbook.drawing.cache import Cache
from archbook.drawing.engine import find_engine
from archbook.drawing.from_map import to_drawing
from archbook.drawing.icons import small_icon
from archbook.drawing.mermaid import write_mermaid
from archbook.drawing.model import Drawing
from archbook.drawing.png import make_png
from archbook.drawing.render import render
from archbook.handbook import Handbook
from archbook.source.findings import Severity, did_you_mean

__all__ = ["command"]

_FORMS = (".svg", ".png", ".mmd")


@click.command()
@click.argument("view")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The file; its ending says the form: .svg, .png or .mmd (Mermaid).",
)
@place_options
def command(view: str, output: Path, place: Place) -> None:
    """Draw a view of the component map into a file.

    VIEW is an id that `archbook views` lists. A view that had to be split gives its overview; its
    parts have the ids `VIEW~PART`.
    """
    form = output.suffix.lower()
    if form not in _FORMS:
        fail(f'"{output.name}" ends in none of {", ".join(_FORMS)}.')
    handbook, of = load(place)
    picture, parts = _picture(handbook, of, view)
    drawing = to_drawing(picture)
    content = write_mermaid(drawing).encode() if form == ".mmd" else _drawn(handbook, drawing, form)
    _write(output, content)
    if parts:
        names = ", ".join(part.id for part in parts)
        click.echo(f"This is the overview of a view that had to be split: {names}", err=True)


def _picture(
    handbook: Handbook, of: ComponentMap, name: str
) -> tuple[Picture, tuple[Picture, ...]]:
    """Return the picture with an id, and for the overview of a split view its parts."""
    views = {view.id: view for view in all_views(of)}
    view = views.get(name.partition("~")[0])
    if view is None:
        fail(f'There is no view "{name}"; `archbook views` lists them.{did_you_mean(name, views)}')
    drawn = pictures(of, view, limit=handbook.settings.components.max_nodes)
    if name == view.id:
        return drawn[0], drawn[1:]
    found = next((picture for picture in drawn if picture.id == name), None)
    if found is None:
        known = [picture.id for picture in drawn]
        fail(f'"{view.id}" has no part "{name}".{did_you_mean(name, known)}')
    return found, ()


def _drawn(handbook: Handbook, drawing: Drawing, form: str) -> bytes:
    cache = Cache(handbook.root / ".cache" / "archbook")
    engine = find_engine(handbook.settings.components.dot)
    done = render(drawing, engine=engine, cache=cache)
    messages(done.findings)
    if done.picture is None or any(f.severity is Severity.ERROR for f in done.findings):
        fail(f'"{drawing.title}" could not be drawn.')
    icons = {name: small_icon(name, cache) for name in done.picture.icons}
    text = done.picture.standalone(icon_bytes=icons)
    return make_png(text, cache) if form == ".png" else text.encode()


def _write(output: Path, content: bytes) -> None:
    """Write a file whole or not at all, so that a build that reads it never sees half."""
    try:
        handle, name = tempfile.mkstemp(prefix=".archbook-", dir=output.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            mask = os.umask(0)
            os.umask(mask)
            Path(name).chmod(0o666 & ~mask)
            Path(name).replace(output)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror or error}.")
