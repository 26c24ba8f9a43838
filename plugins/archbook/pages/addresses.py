"""Source uris and the addresses that a site serves them at."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

__all__ = ["Uris", "page_file", "page_url", "relative_url", "slug", "within"]


def page_file(uri: str, *, directory_urls: bool = True) -> str:
    """Return the file that a page with a source uri is written to.

    Args:
        uri: Source uri with the ending `.md`; `index.md` and `README.md` are a folder's own page.
        directory_urls: Whether `x.md` becomes `x/index.html` (else `x.html`).
    """
    folder, name = posixpath.split(uri)
    stem = posixpath.splitext(name)[0]
    if stem in {"index", "README"}:
        return posixpath.join(folder, "index.html")
    if directory_urls:
        return posixpath.join(folder, stem, "index.html")
    return posixpath.join(folder, f"{stem}.html")


def page_url(uri: str, *, directory_urls: bool = True) -> str:
    """Return the address of a page, relative to the site's root and quoted; `./` for the root."""
    file = page_file(uri, directory_urls=directory_urls)
    if directory_urls:
        file = posixpath.dirname(file) + "/" if posixpath.dirname(file) else "./"
    return quote(file)


def relative_url(target: str, base: str) -> str:
    """Return how the page at one address names another.

    Args:
        target: Address relative to the site's root; may carry a query and a fragment.
        base: Address of the page that links, relative to the site's root.
    """
    path = target
    tail = ""
    for mark in "?#":
        head, found, rest = path.partition(mark)
        if found:
            path, tail = head, found + rest + tail
    to = [part for part in path.split("/")[:-1] if part != "."]
    name = path.rpartition("/")[2]
    here = [part for part in base.split("/")[:-1] if part != "."]
    common = 0
    for one, other in zip(to, here, strict=False):
        if one != other:
            break
        common += 1
    way = "../" * (len(here) - common) + "".join(f"{part}/" for part in to[common:]) + name
    return (way or "./") + tail


def slug(text: str) -> str:
    """Return a text as a part of an address: letters and digits in lower case, hyphens between."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "x"


def within(path: str, folder: str) -> str | None:
    """Return a path relative to a folder it lies in (empty for the folder itself), else None."""
    path = posixpath.normpath(path)
    folder = posixpath.normpath(folder)
    if path == folder:
        return ""
    if folder == ".":
        return None if path.startswith("../") else path
    return path[len(folder) + 1 :] if path.startswith(folder + "/") else None


class Uris:
    """Source uris in use: pages by the file they are written to, letter case aside."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_place(uri) for uri in taken}

    def __contains__(self, uri: str) -> bool:
        return _place(uri) in self._taken

    def add(self, uri: str) -> None:
        """Note that a uri is in use."""
        self._taken.add(_place(uri))

    def take(self, uri: str) -> str:
        """Return the uri, or it with a counter before its ending where it is in use."""
        stem, ending = posixpath.splitext(uri)
        free = uri
        count = 2
        while free in self:
            free = f"{stem}-{count}{ending}"
            count += 1
        self.add(free)
        return free


def _place(uri: str) -> str:
    return (page_file(uri) if uri.endswith(".md") else uri).casefold()
