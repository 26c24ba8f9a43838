"""The Atom feed of a decision log (RFC 4287)."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote
from xml.etree import ElementTree as ET

from archbook.decisions.model import AMBIGUOUS, Decision
from archbook.pages.aliases import permalink
from archbook.pages.model import Site
from archbook.pages.shelf import LogView, Shelf, full_title, status_text

__all__ = ["feed"]

_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(view: LogView, shelf: Shelf, site: Site) -> bytes:
    """Return the feed: one entry for each decision that states a date, newest first.

    Args:
        view: The log.
        shelf: All logs.
        site: The site; its own address is known.
    """
    ET.register_namespace("", _NAMESPACE)
    root = _element("feed")
    home = site.base_url + (site.url_of(view.index_uri) or "")
    entries = [
        (_moment(decision.date), decision)
        for decision in view.decisions
        if decision.date and decision.date != AMBIGUOUS
    ]
    entries.sort(key=lambda one: one[0], reverse=True)
    updated = entries[0][0] if entries else _moment(shelf.handbook.as_of.isoformat())
    _text(root, "id", home)
    _text(root, "title", f"{view.title} · {site.name}" if site.name else view.title)
    _text(root, "updated", updated)
    _link(root, home)
    _link(root, site.base_url + quote(view.feed_uri), rel="self", type="application/atom+xml")
    if not all(decision.decision_makers for _, decision in entries) or not entries:
        _text(_child(root, "author"), "name", site.name or view.title)
    lasting = {decision.file: permalink(view, decision) for _, decision in entries}
    shared = Counter(lasting.values())
    for moment, decision in entries:
        where = site.base_url + (site.url_of(shelf.uris[decision.file]) or "")
        short = lasting[decision.file]
        # A number that is taken twice is no name.
        name = site.base_url + quote(short) if short and shared[short] == 1 else where
        root.append(_entry(decision, moment, where, name))
    xml: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _entry(decision: Decision, moment: str, where: str, name: str) -> ET.Element:
    item = _element("entry")
    _text(item, "id", name)
    _text(item, "title", full_title(decision))
    _text(item, "updated", moment)
    _link(item, where)
    for maker in decision.decision_makers:
        _text(_child(item, "author"), "name", maker)
    for tag in (status_text(decision), *decision.tags):
        _child(item, "category").set("term", _NOT_XML.sub("", tag))
    summary = f"{status_text(decision).capitalize()}. {decision.summary}".strip()
    _text(item, "summary", summary)
    return item


def _moment(date: str | None) -> str:
    """Return a day or month as the moment it begins."""
    day = date or ""
    return f"{day}-01T00:00:00Z" if len(day) == len("2026-03") else f"{day}T00:00:00Z"


def _element(name: str) -> ET.Element:
    return ET.Element(f"{{{_NAMESPACE}}}{name}")


def _child(parent: ET.Element, name: str) -> ET.Element:
    child = _element(name)
    parent.append(child)
    return child


def _text(parent: ET.Element, name: str, text: str) -> None:
    _child(parent, name).text = _NOT_XML.sub("", text)


def _link(parent: ET.Element, href: str, **more: str) -> None:
    link = _child(parent, "link")
    for key, value in {**more, "href": href}.items():
        link.set(key, value)
