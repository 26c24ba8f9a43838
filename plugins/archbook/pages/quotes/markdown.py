"""Pieces of Markdown that show any text as it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from archbook.decisions.rendering.addresses import is_safe

__all__ = ["coded", "escaped", "link", "missing", "table"]

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~^$&-])")
# Python-Markdown takes no backslash before these: it would stay on the page.
_ENTITIES = {"&": "&amp;", "<": "&lt;", "$": "&#36;", "^": "&#94;", "~": "&#126;"}
_CODE = re.compile(r"`([^`]+)`")


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, in a table's cell too."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda found: _ENTITIES.get(found[1], f"\\{found[1]}"), text)


def coded(text: str) -> str:
    """Return prose of the map or of the rules: what stands between backticks is code."""
    return "".join(
        f"<code>{_escaped(part)}</code>" if place % 2 else _escaped(part)
        for place, part in enumerate(_CODE.split(" ".join(text.split())))
    )


def missing(text: str) -> str:
    """Return words that stand in for what is not there."""
    return f"*{escaped(text)}*"


def link(text: str, target: str, uri: str, title: str = "") -> str:
    """Return a link from one source uri to another; the text alone where there is no target.

    Args:
        text: What the reader sees.
        target: A source uri, with or without a fragment, or an address of the web.
        uri: Source uri of the page that it stands on.
        title: What the link says of its target.
    """
    words = escaped(text)
    if not target:
        return words
    if "://" in target or target.startswith(("mailto:", "tel:")):
        if not is_safe(target):
            return words
        way = quote(target, safe=":/?#[]@!$&'*+,;=%~")
    else:
        page, mark, fragment = target.partition("#")
        way = quote(posixpath.relpath(page, posixpath.dirname(uri) or ".")) + mark + fragment
    said = " ".join(title.replace("\\", "").replace('"', "'").split())
    return f'[{words}]({way} "{said}")' if said else f"[{words}]({way})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
