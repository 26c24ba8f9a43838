"""Raster images made small: few colours, one palette.

Pictures and icons are flat drawings. With a palette of their own they take about a third of what
a rasteriser writes, which decides whether a site of hundreds of pictures stays light.
"""

from __future__ import annotations

import io
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["shrunk", "with_palette"]

_ICON_COLOURS = 64
_COLOURS = 256
_UPPER = 0b11111100
_TINTS = 48  # of these
_NEAR = 12  # what is nearer to a tint would be taken for it


def with_palette(png: bytes) -> bytes:
    """Return an opaque picture with a palette of at most 256 colours.

    Args:
        png: The picture as PNG.
    """
    from PIL import Image as pillow  # noqa: N813, PLC0415 - loaded only where needed

    with pillow.open(io.BytesIO(png)) as image:
        whole = image.convert("RGB")
    # An octree keeps the hues of small icons but melts light tints together; the tints are the
    # commonest colours, and go into the palette as they are.
    hues = whole.quantize(
        _COLOURS - _TINTS, method=pillow.Quantize.FASTOCTREE, dither=pillow.Dither.NONE
    )
    counted = whole.getcolors(whole.width * whole.height) or []
    common = sorted(counted, key=lambda each: (-each[0], each[1]))[:_TINTS]
    tints = [colour for _, colour in common if isinstance(colour, tuple)]
    found = iter((hues.getpalette() or [])[: 3 * (_COLOURS - _TINTS)])
    rest = [
        hue
        for hue in zip(found, found, found, strict=True)
        if all(max(map(abs, map(sub, hue, tint))) > _NEAR for tint in tints)
    ]
    palette = [part for colour in (*tints, *rest) for part in colour]
    # Pillow looks colours up by their upper six bits, as if the lower ones were nought: a palette
    # rounded likewise finds each tint, and the true one takes its place afterwards.
    sheet = pillow.new("P", (1, 1))
    sheet.putpalette([part & _UPPER for part in palette])
    few = whole.quantize(palette=sheet, dither=pillow.Dither.NONE)
    few.putpalette(palette)
    return _written(few)


def shrunk(image: bytes, side: int) -> bytes:
    """Return a picture fitted into a square, its proportions kept, as PNG with a palette.

    Args:
        image: The picture.
        side: Width and height of the square in pixels.
    """
    from PIL import Image as pillow  # noqa: N813, PLC0415 - as above

    with pillow.open(io.BytesIO(image)) as opened:
        whole = opened.convert("RGBA")
    scale = side / max(whole.size)
    size = (max(1, round(whole.width * scale)), max(1, round(whole.height * scale)))
    fitted = whole.resize(size, pillow.Resampling.LANCZOS)
    square = pillow.new("RGBA", (side, side), (255, 255, 255, 0))
    square.paste(fitted, ((side - size[0]) // 2, (side - size[1]) // 2))
    few = square.quantize(
        _ICON_COLOURS, method=pillow.Quantize.FASTOCTREE, dither=pillow.Dither.NONE
    )
    return _written(few)


def _written(image: Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
