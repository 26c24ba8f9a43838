"""The files that items ask for, never outside the repository, with the days git knows of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath

from archbook.checklists.paths import leaves
from archbook.source.files import lies_within, read_text
from archbook.source.git import FolderHistory, read_history, repository_root

__all__ = ["Repository", "fits"]

READ_LIMIT = 2_000_000
"""How many bytes of a file are searched for a word."""


def fits(pattern: str, text: str, *, single: bool = False) -> bool:
    """Say whether a text is as a pattern says, in time that grows with the product of both.

    Args:
        pattern: The pattern; `*` stands for any text, everything else for itself.
        text: The text.
        single: Whether `?` stands for one character.
    """
    at = star = 0
    here, again = 0, -1
    while here < len(text):
        letter = pattern[at] if at < len(pattern) else ""
        if letter == "*":
            star, again = at, here
            at += 1
        elif letter == text[here] or (single and letter == "?"):
            at, here = at + 1, here + 1
        elif again >= 0:
            again += 1
            at, here = star + 1, again
        else:
            return False
    return not pattern[at:].strip("*")


class Repository:
    """The files below and around a handbook's root.

    Attributes:
        root: The handbook's folder.
        bounds: The folders that a file must lie in, all links followed.
    """

    def __init__(self, root: Path, *, history: Callable[[], FolderHistory] | None = None) -> None:
        """Look at the files of a handbook.

        Args:
            root: The handbook's folder.
            history: Where the days of files below it come from; git where unstated.
        """
        self.root = root.resolve()
        self.bounds = (repository_root(self.root) or self.root,)
        self._read_history = history or (lambda: read_history(self.root))
        self._leaving: dict[str, bool] = {}
        self._listings: dict[Path, tuple[str, ...]] = {}
        self._matches: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, str] = {}

    @cached_property
    def history(self) -> FolderHistory:
        """What git says of the files below the root."""
        return self._read_history()

    def leaves(self, path: str) -> bool:
        """Say whether a path, with or without patterns, leads out of the repository."""
        if path not in self._leaving:
            self._leaving[path] = leaves(path, root=self.root, bounds=self.bounds)
        return self._leaving[path]

    def find(self, pattern: str) -> tuple[str, ...]:
        """Return the files that a pattern means, relative to the root, sorted.

        Args:
            pattern: A path in which `*` stands for any text within a part. What leads out of the
                repository is not found.
        """
        if pattern not in self._matches:
            found = [""]
            for part in PurePosixPath(pattern).parts:
                found = [each for base in found for each in self._below(base, part)]
            self._matches[pattern] = tuple(sorted(each for each in found if self._is_file(each)))
        return self._matches[pattern]

    def _below(self, base: str, part: str) -> Iterable[str]:
        prefix = f"{base}/" if base else ""
        if "*" not in part:
            return (f"{prefix}{part}",)
        names = self._listing(self.root / base)
        return [f"{prefix}{name}" for name in names if fits(part, name)]

    def _listing(self, folder: Path) -> tuple[str, ...]:
        if folder not in self._listings:
            names: tuple[str, ...] = ()
            if lies_within(folder, self.bounds):
                try:
                    names = tuple(sorted(entry.name for entry in folder.iterdir()))
                except OSError:
                    names = ()
            self._listings[folder] = names
        return self._listings[folder]

    def _is_file(self, path: str) -> bool:
        full = self.root / path
        try:
            return full.is_file() and lies_within(full, self.bounds)
        except (OSError, ValueError):
            return False

    def text(self, path: str) -> str:
        """Return the text of a file that was found, its head where it is very long."""
        if path not in self._texts:
            try:
                read = read_text(self.root / path, file=path, limit=READ_LIMIT, head=READ_LIMIT)
            except OSError:
                self._texts[path] = ""
            else:
                self._texts[path] = read.text
        return self._texts[path]

    def data(self, path: str, *, limit: int) -> bytes | None:
        """Return the bytes of a file that was found; None where it has more than `limit`.

        Args:
            path: The file.
            limit: How many bytes it may have.

        Raises:
            OSError: It cannot be read.
        """
        full = self.root / path
        if full.stat().st_size > limit:
            return None
        with full.open("rb") as stream:
            raw = stream.read(limit + 1)
        return raw if len(raw) <= limit else None

    def changed(self, path: str) -> tuple[dt.date | None, str]:
        """Return the day on which git saw a file change last, or why that cannot be told.

        Args:
            path: The file, relative to the root.
        """
        if self.history.missing:
            return None, self.history.missing
        known = self.history.files.get(path)
        if known is None:
            return None, "it is not committed"
        try:
            return dt.date.fromisoformat(known.changed), ""
        except ValueError:
            return None, "git gives no day for it"
