"""SVG files that are published beside pages: pictures, and never programs.

A browser that is sent to an SVG runs what it holds with the rights of the whole site. As a picture
inside a page it is inert, but anybody may open it in a tab of its own.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

__all__ = ["inert"]

# The elements that run something or show another document.
_ACTIVE = frozenset(
    [
        "applet",
        "embed",
        "frame",
        "frameset",
        "handler",
        "iframe",
        "link",
        "listener",
        "meta",
        "base",
        "form",
        "object",
        "script",
    ]
)
# What a browser passes over before it reads a scheme.
_PASSED_OVER = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_RUNS = re.compile(
    r"(?:^|[;,\"'(])(?:javascript:|vbscript:|data:(?:text/|application/))", re.IGNORECASE
)


def inert(raw: bytes) -> bytes | None:
    """Return an SVG file without anything that runs.

    Args:
        raw: The file.

    Returns:
        The bytes as they are where nothing in them runs, else a copy without it; None where the
        file is no XML, so that nothing can be said of it.
    """
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(events=("pi",))
    try:
        parser.feed(raw)
        parser.close()
        root = ET.fromstring(raw)  # noqa: S314 - expat limits what entities may grow to
    except (ET.ParseError, ValueError, LookupError):
        return None
    if _local(root.tag) != "svg":
        return None
    # A style sheet may be XSLT, which makes any document out of this one.
    changed = any(True for _ in parser.read_events())
    for parent in list(root.iter()):
        for child in list(parent):
            if _local(child.tag) in _ACTIVE:
                _remove(parent, child)
                changed = True
        for name, value in list(parent.attrib.items()):
            if _runs(_local(name), value):
                del parent.attrib[name]
                changed = True
    if not changed:
        return raw
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    clean: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return clean


def _runs(name: str, value: str) -> bool:
    if name.startswith("on") or name in {"srcdoc", "formaction"}:
        return True
    if name == "attributename":
        # An animation that sets a link or a handler while the picture is shown.
        target = value.strip().rpartition(":")[2].lower()
        return target.startswith("on") or target == "href"
    return name not in {"style", "d", "points"} and bool(_RUNS.search(_PASSED_OVER.sub("", value)))


def _remove(parent: ET.Element, child: ET.Element) -> None:
    """Remove an element and keep the text behind it."""
    at = list(parent).index(child)
    if child.tail:
        if at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _local(name: object) -> str:
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""
