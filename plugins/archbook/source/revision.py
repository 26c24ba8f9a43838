"""The files of a repository as they were at a revision, written beside it, never into it.

What is read are git's objects; the work tree, the index and the branches stay as they are. Neither
filters nor the attributes `export-ignore` and `export-subst` change what is written.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from archbook.source.git import git_command, git_environment, repository_root

__all__ = ["Revision", "RevisionError", "checked_out", "find_revision"]

LARGEST = 20_000_000
"""Size in bytes above which a file is written empty: no source may be as large."""

_SOURCES = frozenset({".md", ".markdown", ".rst", ".yml", ".yaml"})
"""What is written of files that lie outside of the handbook's folder."""

_LINK = "120000"
_TIMEOUT = 120


class RevisionError(ValueError):
    """A revision that cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A commit.

    Attributes:
        name: How it was named.
        commit: Its full hash.
        on: The day on which it was committed, in UTC.
    """

    name: str
    commit: str
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blob:
    """A file or a link of a tree."""

    path: str
    link: bool
    object: str
    size: int


def find_revision(folder: Path, name: str) -> Revision:
    """Return the commit that a name means.

    Args:
        folder: A folder of the repository.
        name: A branch, a tag, a hash, `HEAD~1`.

    Raises:
        RevisionError: There is no repository, no git, or no such commit in this clone.
    """
    if repository_root(folder) is None:
        raise RevisionError(f"{folder} is in no git repository, so there is no revision to compare")
    try:
        commit = _run(
            folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
        seconds = _run(folder, "show", "-s", "--format=%ct", commit.strip(), "--")
    except subprocess.CalledProcessError:
        raise RevisionError(
            f'There is no commit "{name}" in this clone. Name a branch, a tag or a hash; a shallow'
            " clone may have to be deepened first (`git fetch --unshallow`, `fetch-depth: 0`)."
        ) from None
    except (OSError, subprocess.SubprocessError) as error:
        raise RevisionError(f"git cannot be run: {error}") from None
    on = dt.datetime.fromtimestamp(int(seconds.split()[0]), dt.UTC).date()
    return Revision(name=name, commit=commit.strip(), on=on)


@contextmanager
def checked_out(folder: Path, revision: Revision) -> Iterator[Path]:
    """Write the files of a revision into a folder that is thrown away afterwards.

    Everything in the handbook's folder is written, of the rest of the repository what may be a
    source. A file over the limit is written empty. A link is kept where it stays inside.

    Args:
        folder: The handbook's folder, in a repository.
        revision: The commit.

    Yields:
        The handbook's folder as it was; empty where the revision did not have it.

    Raises:
        RevisionError: git's objects cannot be read.
    """
    top = (repository_root(folder) or folder).resolve()
    inside = folder.resolve().relative_to(top).as_posix()
    prefix = "" if inside == "." else f"{inside}/"
    with tempfile.TemporaryDirectory(prefix="archbook-") as name:
        base = Path(name).resolve()
        # The bounds of a repository are found by what stands in its first folder.
        (base / ".git").mkdir()
        (base / inside).mkdir(parents=True, exist_ok=True)
        try:
            blobs = [blob for blob in _tree(top, revision.commit) if _wanted(blob, prefix)]
            _write(top, base, blobs)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise RevisionError(f"{revision.name} cannot be read: {error}") from None
        yield base / inside


def _run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - a fixed list of arguments, no shell
        git_command(*arguments),
        cwd=folder,
        env=git_environment(),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=_TIMEOUT,
        check=True,
    )
    return done.stdout.decode("utf-8", errors="surrogateescape")


def _tree(top: Path, commit: str) -> Iterator[_Blob]:
    for entry in _run(top, "ls-tree", "-r", "-l", "-z", "--full-tree", commit).split("\0"):
        head, tab, path = entry.partition("\t")
        if not tab:
            continue
        mode, kind, name, size = head.split()
        if kind == "blob":
            yield _Blob(path=path, link=mode == _LINK, object=name, size=int(size))


def _wanted(blob: _Blob, prefix: str) -> bool:
    parts = blob.path.split("/")
    # git itself writes no such names; a tree made by hand may hold them.
    if any(part in {"", ".", ".."} or part.casefold() == ".git" for part in parts):
        return False
    return blob.path.startswith(prefix) or posixpath.splitext(blob.path)[1].lower() in _SOURCES


def _write(top: Path, base: Path, blobs: list[_Blob]) -> None:
    links: list[tuple[Path, str]] = []
    with tempfile.TemporaryFile() as wanted:
        small = [blob for blob in blobs if blob.size <= LARGEST]
        wanted.write("".join(f"{blob.object}\n" for blob in small).encode())
        wanted.seek(0)
        with subprocess.Popen(  # noqa: S603 - a fixed list of arguments, no shell
            git_command("cat-file", "--batch"),
            cwd=top,
            env=git_environment(),
            stdin=wanted,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as git:
            assert git.stdout is not None  # noqa: S101 - asked for above
            for blob in small:
                content = _next(git.stdout)
                if blob.link:
                    links.append((base / blob.path, content.decode("utf-8", "surrogateescape")))
                else:
                    _put(base / blob.path, content)
    for blob in blobs:
        if blob.size > LARGEST:
            _put(base / blob.path, b"")
    for at, target in links:
        _link(base, at, target)


def _next(stream: IO[bytes]) -> bytes:
    """Read what `cat-file --batch` says of one object: a line with its size, then its bytes."""
    head = stream.readline().split()
    if len(head) != 3:  # noqa: PLR2004 - name, kind and size
        raise ValueError("git lacks one of its objects")
    content = stream.read(int(head[2]))
    stream.read(1)
    return content


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _link(base: Path, at: Path, target: str) -> None:
    leads = posixpath.normpath(posixpath.join(at.parent.relative_to(base).as_posix(), target))
    if not target.startswith("/") and leads != ".." and not leads.startswith("../"):
        at.parent.mkdir(parents=True, exist_ok=True)
        at.symlink_to(target)
