"""Reading source files: tolerant of encodings, bounded in size, and safe against link loops."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archbook.source.findings import Finding, Location, Severity

__all__ = ["Bounds", "SourceText", "lies_within", "read_text", "shown_path", "walk_files"]

Bounds = tuple[Path, ...]
"""Folders without links in their paths that files must lie in to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of a file and what had to be said about reading it.

    Attributes:
        file: Path as findings show it.
        text: The text, each line end a line feed, without a byte order mark or NUL characters.
        size: Size of the whole file in bytes.
        truncated: Whether only the head was read, the file being over the limit.
        findings: What was wrong with the bytes.
    """

    file: str
    text: str
    size: int
    truncated: bool
    findings: tuple[Finding, ...]


def shown_path(path: Path, root: Path) -> str:
    """Return `path` relative to `root` with POSIX separators, `../` where it lies outside."""
    return Path(os.path.relpath(path, root)).as_posix()


def read_text(path: Path, *, file: str, limit: int, head: int = 64 * 1024) -> SourceText:
    """Read a text file whatever its bytes are.

    Args:
        path: The file.
        file: How findings name it.
        limit: Size in bytes above which only the head is read.
        head: Size in bytes of that head, cut at the end of a line.

    Returns:
        The text with findings for a size over the limit, bytes that are not UTF-8 and NUL
        characters. UTF-16 with a byte order mark is decoded, undecodable bytes become U+FFFD.

    Raises:
        OSError: The file cannot be read.
    """
    size = path.stat().st_size
    truncated = size > limit
    with path.open("rb") as stream:
        # As much as there is: Python takes memory for all that is asked for.
        raw = stream.read(head if truncated else size + 1)
    findings: list[Finding] = []

    def note(rule: str, severity: Severity, line: int, message: str, mend: str) -> None:
        findings.append(
            Finding(
                rule=rule,
                severity=severity,
                subject=f"file:{file}",
                message=message,
                location=Location(file=file, line=line),
                mend=mend,
            )
        )

    if truncated:
        cut = raw.rfind(b"\n")
        raw = raw[: cut + 1] if cut > 0 else raw
        note(
            "file-too-large",
            Severity.ERROR,
            1,
            f"The file has {size:,} bytes, more than the limit of {limit:,}; only its head is read",
            "Move attachments and logs into files of their own and link to them.",
        )
    text, bad_line = _decode(raw)
    if bad_line:
        note(
            "not-utf-8",
            Severity.WARNING,
            bad_line,
            "The file is not valid UTF-8; undecodable bytes are shown as \N{REPLACEMENT CHARACTER}",
            "Save it as UTF-8.",
        )
    if "\0" in text:
        note(
            "nul-character",
            Severity.WARNING,
            text.count("\n", 0, text.index("\0")) + 1,
            "The file holds NUL characters, which are left out",
            "Remove them; a file saved as UTF-16 without a mark looks like this too.",
        )
        text = text.replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return SourceText(
        file=file, text=text, size=size, truncated=truncated, findings=tuple(findings)
    )


def _decode(raw: bytes) -> tuple[str, int]:
    """Return the text and the line of the first undecodable byte, 0 where there is none."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), 0
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode("utf-8-sig"), 0
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return raw.decode("utf-8-sig", errors="replace"), line


def lies_within(path: Path, bounds: Bounds) -> bool:
    """Say whether a path leads, all links followed, to something within one of several folders."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return any(real.is_relative_to(folder) for folder in bounds)


def walk_files(
    folder: Path, suffixes: frozenset[str], *, bounds: Bounds | None = None
) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order, each real folder visited once.

    Args:
        folder: Where to begin. Hidden folders below it are passed over.
        suffixes: Lower-case endings with the dot, such as `.md`.
        bounds: Folders out of which no link is followed; None follows all.

    Yields:
        Regular files, sorted by folder and name; a link loop ends where it began, and a folder
        with a file's ending is walked like any other.
    """
    seen: set[Path] = set()

    def walk(at: Path) -> Iterator[Path]:
        try:
            real = at.resolve(strict=True)
            entries = sorted(at.iterdir(), key=lambda entry: entry.name)
        except (OSError, RuntimeError):
            return
        if real in seen:
            return
        seen.add(real)
        folders = []
        for entry in entries:
            if bounds is not None and entry.is_symlink() and not lies_within(entry, bounds):
                continue
            if entry.is_dir():
                if not entry.name.startswith("."):
                    folders.append(entry)
            elif entry.suffix.lower() in suffixes and entry.is_file():
                yield entry
        for below in folders:
            yield from walk(below)

    yield from walk(folder)
