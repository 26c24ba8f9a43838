"""SVG attachments: pictures that run nothing, whoever opens them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archbook.pages.vector_pictures import inert
from support.books import make_book

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    "active",
    [
        "<script>alert(1)</script>",
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
        '<a href=" java&#10;script:alert(1)"><text>x</text></a>',
        '<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>',
        '<a><animate attributeName="href" values="#;javascript:alert(1)"/></a>',
        (
            '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="alert(1)"/>'
            "</foreignObject>"
        ),
    ],
)
def test_what_runs_is_left_out_and_the_picture_stays(active: str) -> None:
    clean = inert(f"<svg {NS}><g>{active}<path d='M0 0'/></g></svg>".encode())
    assert clean is not None
    assert b"alert" not in clean
    assert b'd="M0 0"' in clean
    assert inert(clean) == clean


def test_a_style_sheet_that_could_make_another_document_is_left_out() -> None:
    clean = inert(f'<?xml-stylesheet type="text/xsl" href="#x"?><svg {NS}/>'.encode())
    assert clean is not None
    assert b"stylesheet" not in clean


@pytest.mark.parametrize("raw", [b"<svg", b"", b"<html/>", b"\xff\xfe\x00", b"<svg>&x;</svg>"])
def test_what_is_no_svg_is_not_published(raw: bytes) -> None:
    assert inert(raw) is None


def test_a_sound_picture_keeps_its_bytes() -> None:
    raw = f"<!-- x --><svg {NS}>\n<foreignObject><p>on=1</p></foreignObject></svg>".encode()
    assert inert(raw) is raw


@pytest.mark.parametrize("written", ["[x](p.svg)", "![x](p.svg)"])
def test_a_linked_picture_is_published_without_its_script(tmp_path: Path, written: str) -> None:
    files = {
        "adr/0001-a.md": f"# A\n\n## Status\n\nAccepted\n\n{written}\n",
        "adr/p.svg": f"<svg {NS}><script>alert(1)</script></svg>",
    }
    (asset,) = make_book(tmp_path / "book", files).page("decisions/0001-a.md").assets
    assert isinstance(asset.content, bytes)
    assert b"alert" not in asset.content
