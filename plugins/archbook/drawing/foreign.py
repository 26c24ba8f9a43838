"""Taking over an SVG that Graphviz wrote for somebody else's graph.

Graphviz writes absolute paths of icons, titles made of ids, comments and a document type. What
is kept is the picture: on a light sheet, since its colours are its author's and most icons are
black, with icons of the library by name and other images inside it, and with links that may be
followed.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.etree import ElementTree as ET

from archbook.drawing.finish import Picture
from archbook.drawing.icons import icon_name
from archbook.drawing.model import safe_link
from archbook.drawing.svg import ICON_MARK, LINK_MARK, SALT, slug

__all__ = ["ForeignError", "adopt"]

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_XLINK_TITLE = "{http://www.w3.org/1999/xlink}title"
_FONTS = 'Arial, "Liberation Sans", Arimo, Helvetica, sans-serif'
_MARGIN = 12.0
_LARGEST = 1_000_000
_KEPT = frozenset(
    [
        "svg",
        "g",
        "a",
        "path",
        "polygon",
        "polyline",
        "ellipse",
        "rect",
        "text",
        "tspan",
        "image",
        "title",
    ]
)


class ForeignError(ValueError):
    """A picture that may not be shown: a missing image, or a link that hides something."""


def adopt(svg: str, *, name: str, title: str, folder: Path) -> Picture:
    """Return a picture made of Graphviz's own SVG.

    Args:
        svg: What Graphviz wrote.
        name: The picture's name in addresses.
        title: Its title.
        folder: Images that are not the library's must lie below this folder.

    Raises:
        ForeignError: An image is missing or lies elsewhere, or a link leads to a script.
    """
    root = ET.fromstring(svg)  # noqa: S314 - written by our own engine
    left, top, wide, high = (float(word) for word in root.attrib["viewBox"].split())
    icons: set[str] = set()
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(_SVG) if isinstance(child.tag, str) else ""
            if tag not in _KEPT or tag == "title":
                parent.remove(child)
    for element in root.iter():
        _clean(element)
    marks: dict[str, str] = {}
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == f"{_SVG}image":
                mark = f"image{len(marks)}"
                marks[mark] = _image(child, folder, icons)
                stand_in = ET.Element(f"{_SVG}desc")
                stand_in.text = mark
                parent[place] = stand_in
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    body = "".join(ET.tostring(child, encoding="unicode") for child in root)
    body = re.sub(r' xmlns(:xlink)?="[^"]*"', "", body)
    body = re.sub(r"<desc>([^<]*)</desc>", lambda found: marks.get(found[1], ""), body)
    sheet = (
        f'<rect class="ab-p-sheet" x="{left - _MARGIN:.0f}" y="{top - _MARGIN:.0f}" '
        f'width="{wide + 2 * _MARGIN:.0f}" height="{high + 2 * _MARGIN:.0f}" rx="8" '
        'fill="#ffffff"/>'
    )
    return Picture(
        id=name,
        title=title,
        description="",
        kind="hand-drawn",
        body=sheet + body,
        x=left - _MARGIN,
        y=top - _MARGIN,
        w=wide + 2 * _MARGIN,
        h=high + 2 * _MARGIN,
        head="",
        head_h=0.0,
        icons=tuple(sorted(icons)),
    )


def _clean(element: ET.Element) -> None:
    """Make an element's attributes fit to be shown in somebody else's page."""
    attributes = element.attrib
    attributes.pop(_XLINK_TITLE, None)
    attributes.pop("target", None)
    if "id" in attributes:
        attributes["id"] = SALT + slug(attributes["id"])
    if "class" in attributes:
        attributes["class"] = " ".join(
            f"ab-p-{slug(word)}-drawn" for word in attributes["class"].split()
        )
    if "font-family" in attributes:
        attributes["font-family"] = _FONTS
    if element.tag == f"{_SVG}text":
        attributes.setdefault("fill", "#2d3436")
        attributes["style"] = f"fill: {attributes['fill']}"
    if element.tag == f"{_SVG}a":
        link = attributes.get(_HREF, "")
        if not safe_link(link):
            raise ForeignError(
                f'it links to "{link}"; write a relative, http, https or mailto address'
            )
        attributes[_HREF] = LINK_MARK[0] + link + LINK_MARK[1]


def _image(element: ET.Element, folder: Path, icons: set[str]) -> str:
    """Return an image as SVG text: an icon by its name, another picture with its bytes."""
    path = Path(element.attrib.get(_HREF, ""))
    place = [element.attrib[key].removesuffix("px") for key in ("x", "y", "width", "height")]
    name = icon_name(path)
    if name:
        icons.add(name)
        return ICON_MARK[0] + " ".join((name, *place)) + ICON_MARK[1]
    real = path.resolve()
    if not real.is_relative_to(folder.resolve()) or not real.is_file():
        raise ForeignError(f'its image "{path.name}" lies outside of its own folder')
    content = real.read_bytes()
    if not content.startswith(b"\x89PNG") or len(content) > _LARGEST:
        raise ForeignError(f'its image "{path.name}" is no PNG of at most one megabyte')
    data = base64.b64encode(content).decode("ascii")
    x, y, w, h = place
    return (
        f'<image x="{x}" y="{y}" width="{w}" height="{h}" '
        f'xlink:href="data:image/png;base64,{data}"/>'
    )
