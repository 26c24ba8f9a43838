"""Which repository files may be published beside a page, and where they go."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from archbook.pages.addresses import Uris, within
from archbook.pages.model import Asset
from archbook.pages.vector_pictures import inert

__all__ = ["IMAGES", "Attachments"]

IMAGES = frozenset({".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Endings of files that are shown as pictures."""

# Sources of pages, and what a web server or a browser would run.
_NEVER = frozenset(
    [
        ".cjs",
        ".hta",
        ".htm",
        ".html",
        ".js",
        ".markdown",
        ".md",
        ".mht",
        ".mhtml",
        ".mjs",
        ".php",
        ".rst",
        ".shtml",
        ".svgz",
        ".xht",
        ".xhtml",
        ".xml",
        ".xsl",
        ".xslt",
    ]
)
MAX_BYTES = 25_000_000


@dataclass(slots=True, kw_only=True)
class Attachments:
    """Files found by following links, each published once.

    Attributes:
        root: The handbook's folder.
        repository: The folder outside which nothing is published, wherever links lead.
        taken: Source uris in use.
    """

    root: Path
    repository: Path
    taken: Uris
    _uris: dict[Path, str] = field(default_factory=dict)
    _pictures: dict[Path, bytes | None] = field(default_factory=dict)

    def find(self, path: str, *, folder: str, prefix: str, image: bool) -> Asset | None:
        """Return the published file for a link.

        Args:
            path: The file, relative to the handbook's root.
            folder: The folder of the log that links to it, relative to the root.
            prefix: Folder of source uris of that log.
            image: Whether it is to be shown as a picture.

        Returns:
            The file, or None: it is not there, hidden, too large, an SVG that cannot be read, or
            outside the repository; a picture may come from anywhere in the repository, other files
            only from the log's own folder. Of an SVG what runs is left out.
        """
        beside = within(path, folder)
        ending = posixpath.splitext(path)[1].lower()
        if ending in _NEVER or (ending not in IMAGES and (image or beside is None)):
            return None
        real = self._real(path)
        content = self._content(real) if real else None
        if real is None or content is None:
            return None
        known = self._uris.get(real)
        if known is None:
            inside = beside
            if inside is None:
                inside = "files/" + real.relative_to(self.repository).as_posix()
            known = self._uris[real] = self.taken.take(posixpath.join(prefix, inside))
        return Asset(uri=known, content=content)

    def _content(self, real: Path) -> Path | bytes | None:
        """Return the file itself, a copy that is only a picture, or None where neither will do."""
        if real.suffix.lower() != ".svg":
            return real
        if real not in self._pictures:
            try:
                raw = real.read_bytes()
            except OSError:
                return None
            clean = inert(raw)
            if clean == raw:
                return real
            self._pictures[real] = clean
        return self._pictures[real]

    def _real(self, path: str) -> Path | None:
        try:
            real = (self.root / path).resolve(strict=True)
            if not real.is_file() or real.stat().st_size > MAX_BYTES:
                return None
        except (OSError, RuntimeError, ValueError):
            return None
        if not real.is_relative_to(self.repository):
            return None
        hidden = any(part.startswith(".") for part in real.relative_to(self.repository).parts)
        return None if hidden else real
