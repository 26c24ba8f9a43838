"""The site's own files that must not be read: MkDocs follows every link among its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.structure.files import Files

from archbook.decisions.log import SUFFIXES
from archbook.handbook import Handbook
from archbook.source.entries import bounds_of, is_readable

__all__ = ["drop_unreadable"]


def drop_unreadable(files: Files, handbook: Handbook, docs: Path) -> Iterator[str]:
    """Take from the site what it would read or copy through odd entries of a log among its pages.

    These are links that lead out of the repository, to nothing or round in a circle, and pipes.

    Args:
        files: The site's files.
        handbook: The handbook.
        docs: The folder of the pages, absolute.

    Yields:
        The uris of those that reading the log had nothing to say about, since they are no records.
    """
    logs = {place.folder for place in handbook.places}
    bounds = bounds_of(handbook.root, *logs)
    in_log: dict[Path, bool] = {docs: docs.resolve() in logs}
    sound: dict[Path, bool] = {}

    def belongs(folder: Path) -> bool:
        if folder not in in_log:
            in_log[folder] = folder.is_relative_to(docs) and (
                belongs(folder.parent) or _real(folder) in logs
            )
        return in_log[folder]

    for file in list(files):
        path = docs / file.src_uri
        if file.generated_by or not belongs(path.parent):
            continue
        if path.parent not in sound:
            sound[path.parent] = is_readable(path.parent, bounds, folder=True)
        if sound[path.parent] and not path.is_symlink() and path.is_file():
            continue
        if not sound[path.parent] or not is_readable(path, bounds):
            files.remove(file)
            if path.suffix.lower() not in SUFFIXES:
                yield file.src_uri


def _real(folder: Path) -> Path | None:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return None
