"""Who made a file and when, by the repository's own history: one `git log` for a whole folder.

Nothing of the repository is run: no hook, no pager, no file-system monitor, no signature program,
and nothing is written to it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = [
    "FileHistory",
    "FolderHistory",
    "HistoryCache",
    "git_command",
    "git_environment",
    "read_history",
    "repository_root",
]

_SAFE = (
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.untrackedCache=false",
)
# A hook's git exports these; they name another repository or run a program.
_FOREIGN = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_PAGER"}
)
_COMMIT = "\x01"
_LOG = (
    "log",
    "--topo-order",
    "--name-status",
    "-z",
    "-M",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-color",
    "--relative",
    f"--format=tformat:{_COMMIT}%as%x09%aN",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHistory:
    """What the history says of one file.

    Attributes:
        created: Day of its first commit, `YYYY-MM-DD`, as its author's calendar has it.
        changed: Day of its last commit.
        authors: Names of its authors, in the order of their first commits.
    """

    created: str
    changed: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderHistory:
    """What the history says of the files below a folder.

    Attributes:
        files: Histories by path relative to the folder, POSIX separators.
        missing: Why there is none, empty where there is one.
    """

    files: Mapping[str, FileHistory] = field(default_factory=dict)
    missing: str = ""


HistoryCache = MutableMapping[Path, tuple[str, FolderHistory]]
"""Histories by folder, each with the revision it was read at."""


def repository_root(folder: Path) -> Path | None:
    """Return the nearest folder, from `folder` upwards, that holds a `.git`; None without one."""
    resolved = folder.resolve()
    for at in (resolved, *resolved.parents):
        if (at / ".git").exists():
            return at
    return None


def read_history(
    folder: Path,
    *,
    timeout: float = 30,
    cache: HistoryCache | None = None,
    revision: str = "HEAD",
) -> FolderHistory:
    """Read the history of the files below a folder.

    A file that was renamed within the folder keeps its history. A shallow clone has no history
    that could be trusted: its oldest commit would seem to have made everything.

    Args:
        folder: The folder.
        timeout: Seconds after which git is given up.
        cache: Kept histories; one is used again while the revision is the same.
        revision: The commit whose history it is; a full hash, or `HEAD`.

    Returns:
        The histories, or why there are none. Files that were never committed are left out.
    """
    if repository_root(folder) is None:
        return FolderHistory(missing="the folder is in no git repository")
    try:
        head = _git(folder, timeout, "rev-parse", "--is-shallow-repository", revision).split()
        shallow, commit = head[0], head[-1]
        if shallow == "true":
            return FolderHistory(missing="the clone is shallow")
        if cache is not None and folder in cache and cache[folder][0] == commit:
            return cache[folder][1]
        log = (*_LOG, commit, "--", ".")
        history = FolderHistory(files=_parse(_git(folder, timeout, *log)))
    except (OSError, subprocess.SubprocessError) as error:
        return FolderHistory(missing=_reason(error))
    if cache is not None:
        cache[folder] = commit, history
    return history


def git_command(*arguments: str) -> list[str]:
    """Return a command line of git that runs nothing of the repository.

    Args:
        *arguments: The subcommand and its arguments.
    """
    return ["git", *_SAFE, *arguments]


def git_environment() -> dict[str, str]:
    """Return the environment for it: no other repository, no question, no lock, no network."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _FOREIGN},
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }


def _git(folder: Path, timeout: float, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - a fixed list of arguments, no shell
        git_command(*arguments),
        cwd=folder,
        env=git_environment(),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=timeout,
        check=True,
    )
    return done.stdout.decode("utf-8", errors="replace")


def _reason(error: OSError | subprocess.SubprocessError) -> str:
    if isinstance(error, subprocess.TimeoutExpired):
        return f"git took more than {error.timeout:g} seconds"
    if not isinstance(error, subprocess.CalledProcessError):
        return "git is not installed"
    said: str = error.stderr.decode("utf-8", errors="replace")
    if "unknown revision" in said or "does not have any commits" in said:
        return "the repository has no commit yet"
    first = next((line for line in said.splitlines() if line.strip()), "it gave no reason")
    return f"git failed: {first.removeprefix('fatal: ')}"


@dataclass(slots=True)
class _Trail:
    """Days and authors of one file, collected from the newest commit to the oldest."""

    days: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)


def _parse(out: str) -> dict[str, FileHistory]:
    """Read `git log --name-status -z`: commits newest first, each followed by its files.

    A name given up by a rename stands, in all older commits, for the file it became.
    """
    trails: dict[str, _Trail] = {}
    became: dict[str, str] = {}
    for commit in out.split(_COMMIT)[1:]:
        # The newline between the format and the first status belongs to neither.
        head, *fields = commit.split("\0")
        day, _, author = head.strip("\n").partition("\t")
        renamed: dict[str, str] = {}
        words = iter(fields)
        for word in words:
            status = word.strip("\n")
            if not status:
                continue
            name = next(words, "")
            if status[0] in "RC":
                old, name = name, next(words, "")
                if status[0] == "R":
                    renamed[old] = name
            trail = trails.setdefault(became.get(name, name), _Trail())
            trail.days.append(day)
            trail.authors.append(author)
        became |= {old: became.get(new, new) for old, new in renamed.items()}
    return {
        name: FileHistory(
            created=min(trail.days),
            changed=max(trail.days),
            authors=tuple(dict.fromkeys(a for a in reversed(trail.authors) if a)),
        )
        for name, trail in trails.items()
    }
