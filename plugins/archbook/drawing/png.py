"""PNG of a finished picture, for documents that cannot take SVG.

The picture is rasterised by resvg from the file that stands alone. Its font comes with the
package (Liberation Sans, unchanged), so the same picture gives the same bytes everywhere; fonts
of the machine are asked only for letters that font does not have.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from archbook.drawing.cache import Cache
from archbook.drawing.raster import with_palette
from archbook.drawing.text import has_glyph

__all__ = ["make_png"]

_VERSION = "6"
_DPI = 96
_MOST_PIXELS = 40_000_000  # as many as a raster image may have before it is made smaller
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


def make_png(svg: str, cache: Cache, *, scale: float = 1.5) -> bytes:
    """Return a picture as PNG.

    Args:
        svg: A whole SVG file, its icons inside.
        cache: Where pictures are kept; only a changed one is rasterised again.
        scale: Pixels for each unit of the picture; less where the image would be huge.

    Raises:
        ValueError: The text is no SVG that can be drawn.
    """
    import resvg_py  # noqa: PLC0415 - loaded only where a PNG is asked for

    key = cache.key("png", _VERSION, resvg_py.__version__, str(scale), svg)
    kept = cache.get(key)
    if kept is not None:
        return kept
    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("the picture states no size")
    area = float(size[1]) * float(size[2])
    zoom = min(scale, (_MOST_PIXELS / area) ** 0.5) if area else scale
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        dpi=_DPI,
        zoom=zoom,
        font_files=list(_fonts()),
        font_family="Liberation Sans",
        sans_serif_family="Liberation Sans",
        skip_system_fonts=all(has_glyph(letter) for letter in set(svg) if letter.isprintable()),
    )
    made = with_palette(drawn)
    cache.put(key, made)
    return made


@cache
def _fonts() -> tuple[str, ...]:
    folder = files(__package__).joinpath("fonts")
    return tuple(
        str(folder.joinpath(f"LiberationSans-{weight}.ttf")) for weight in ("Regular", "Bold")
    )
