"""What of a folder's entries is read, and what is odd about the others.

A link that leads out of the repository is never followed: what a site publishes is what its
repository holds, whatever else lies on the machine that builds it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from archbook.source.files import Bounds, lies_within, shown_path
from archbook.source.findings import Finding, Location, Severity
from archbook.source.git import repository_root

__all__ = ["SEVERITIES", "bounds_of", "is_readable", "odd_entries"]

_ODD = "odd-entry"
_OUTSIDE = "outside-repository"
SEVERITIES = {_ODD: Severity.WARNING, _OUTSIDE: Severity.ERROR}
"""How much each of this module's findings matters, by its rule."""


def bounds_of(root: Path, *folders: Path) -> Bounds:
    """Return the folders that files may lie in, all links resolved.

    Args:
        root: The handbook's folder; its repository counts, itself where it lies in none.
        folders: Folders that the settings name themselves.
    """
    return (repository_root(root) or root.resolve(), *(folder.resolve() for folder in folders))


def is_readable(path: Path, bounds: Bounds, *, folder: bool = False) -> bool:
    """Say whether a path leads to a regular file within the bounds, and not round in a circle.

    Args:
        path: The file, absolute.
        bounds: As `bounds_of` returns them.
        folder: Whether a folder is asked for instead.
    """
    try:
        if not (path.is_dir() if folder else path.is_file()) or not lies_within(path, bounds):
            return False
        below = [path, *path.parents] if folder else path.parents
        return not any(at.is_symlink() and _leads_back(at) for at in below)
    except (OSError, RuntimeError):
        return False


def odd_entries(
    folder: Path, suffixes: frozenset[str], *, root: Path, bounds: Bounds
) -> Iterator[Finding]:
    """Yield what would else be passed over in silence.

    Args:
        folder: The folder, as `walk_files` is given it, like the others.
        suffixes: Endings of the files that are read.
        root: Findings name files relative to it.
        bounds: The folders that files may lie in.
    """
    for at, folders, files in os.walk(folder):
        here = Path(at)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            entry = here / name
            shown = shown_path(entry, root)
            if entry.suffix.lower() in suffixes:
                message = "This folder is named like a file; it is read as a folder"
                yield _odd(shown, message, "Rename it.")
            if entry.is_symlink() and not lies_within(entry, bounds):
                yield _outside(shown)
            elif entry.is_symlink() and _leads_back(entry):
                message = "This link leads back to a folder that it is in; it is not followed"
                yield _odd(shown, message, "Remove it.")
        for name in sorted(files):
            if (entry := here / name).suffix.lower() in suffixes:
                yield from _odd_file(entry, shown_path(entry, root), bounds)


def _odd_file(entry: Path, shown: str, bounds: Bounds) -> Iterator[Finding]:
    if entry.is_symlink() and not entry.exists():
        message = "This link leads to no file; there is nothing to read"
        yield _odd(shown, message, "Correct or remove it.")
    elif entry.is_symlink() and not lies_within(entry, bounds):
        yield _outside(shown)
    elif not entry.is_file():
        message = "This is a pipe, a socket or a device, not a file; it is not read"
        yield _odd(shown, message, "Remove it.")


def _leads_back(link: Path) -> bool:
    """Say whether a link to a folder leads to one that it lies in."""
    try:
        return link.parent.resolve().is_relative_to(link.resolve())
    except (OSError, RuntimeError):
        return True


def _odd(shown: str, message: str, mend: str) -> Finding:
    return _finding(_ODD, shown, message, mend)


def _outside(shown: str) -> Finding:
    return _finding(
        _OUTSIDE,
        shown,
        "This link leads out of the repository; what it leads to is not read",
        "Put the file into the repository, or name its folder under `folders:`.",
    )


def _finding(rule: str, shown: str, message: str, mend: str) -> Finding:
    return Finding(
        rule=rule,
        severity=SEVERITIES[rule],
        subject=f"file:{shown}",
        message=message,
        location=Location(file=shown),
        mend=mend,
    )
