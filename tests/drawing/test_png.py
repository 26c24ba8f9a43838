import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from archbook.drawing.cache import Cache
from archbook.drawing.engine import Engine
from archbook.drawing.icons import small_icon
from archbook.drawing.model import Drawing, Node
from archbook.drawing.picture import draw
from archbook.drawing.png import make_png
from archbook.drawing.style import LIGHT


def _svg(engine: Engine, name: str) -> str:
    return draw(Drawing(id="d", title="", nodes=(Node(id="a", name=name),)), engine).standalone(
        icon_bytes={}
    )


def _pixels(png: bytes) -> bytes:
    at, data = 8, b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += 12 + size
    return zlib.decompress(data)


def test_a_png_has_the_pixels_asked_for_and_the_same_bytes_every_time(engine: Engine) -> None:
    svg = _svg(engine, "Orders")
    png = make_png(svg, Cache(None), scale=2)
    width, height = struct.unpack(">II", png[16:24])
    assert f'width="{width // 2}" height="{height // 2}"' in svg
    assert make_png(svg, Cache(None), scale=2) == png


def test_words_show_in_a_png(engine: Engine) -> None:
    drawn = {_pixels(make_png(_svg(engine, name), Cache(None))) for name in ("Orders", "Basket")}
    assert len(drawn) == 2


def test_the_tints_of_the_bands_are_kept(shop: Drawing, engine: Engine) -> None:
    picture = draw(shop, engine)
    svg = picture.standalone(
        icon_bytes={name: small_icon(name, Cache(None)) for name in picture.icons}
    )
    with Image.open(io.BytesIO(make_png(svg, Cache(None), scale=1))) as image:
        shown = {colour for _, colour in image.convert("RGB").getcolors(100_000) or ()}
    for name in ("page", "control", "data", "frame", "inner", "card"):
        wished = [int(LIGHT[name][at : at + 2], 16) for at in (1, 3, 5)]
        near = min(max(abs(a - b) for a, b in zip(wished, got, strict=True)) for got in shown)
        assert near <= 2, name


def test_a_huge_picture_is_made_smaller() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="10000"></svg>'
    width, height = struct.unpack(">II", make_png(svg, Cache(None))[16:24])
    assert width * height < 41_000_000


def test_only_a_changed_picture_is_rasterised_again(tmp_path: Path, engine: Engine) -> None:
    cache = Cache(tmp_path)
    svg = _svg(engine, "Orders")
    make_png(svg, cache)
    (kept,) = (path for path in tmp_path.glob("*/*") if path.is_file())
    written = kept.stat().st_mtime_ns
    make_png(svg, cache)
    assert kept.stat().st_mtime_ns == written
    make_png(_svg(engine, "Basket"), cache)
    assert len(list(tmp_path.glob("*/*"))) == 2


def test_a_text_that_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="no size"):
        make_png("<p>", Cache(None))
