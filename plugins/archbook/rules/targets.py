"""Files that links lead to, as a code host would find them."""

from __future__ import annotations

import os
import urllib.parse
from functools import lru_cache
from pathlib import Path

from archbook.decisions.model import Decision
from archbook.source.git import repository_root

__all__ = ["exists_in_repository", "leaves_repository", "linked_file"]

# What a code host shows beside a repository's files: `../../issues/7` leads there on purpose.
_OF_CODE_HOST = frozenset(
    [
        "-",
        "actions",
        "blob",
        "commit",
        "commits",
        "compare",
        "discussions",
        "issues",
        "labels",
        "merge_requests",
        "milestones",
        "packages",
        "projects",
        "pull",
        "pulls",
        "raw",
        "releases",
        "security",
        "tags",
        "tree",
        "wiki",
    ]
)


@lru_cache(maxsize=256)
def _repository(folder: Path) -> Path | None:
    return repository_root(folder)


def linked_file(root: Path, decision: Decision, href: str) -> Path | None:
    """Return the file that a relative link of a decision names.

    Args:
        root: The handbook's folder.
        decision: The file that holds the link.
        href: The link as written, without a scheme.

    Returns:
        The path, whether it is there or not; None where the link leaves the repository (without
        one, the handbook or the log).
    """
    at, top, _ = _place(root, decision, href)
    return at if at.is_relative_to(top) else None


def leaves_repository(root: Path, decision: Decision, href: str, *, image: bool) -> bool:
    """Say whether a link leads out of the repository, where a site cannot follow.

    Args:
        root: The handbook's folder.
        decision: The file that holds the link.
        href: The link as written, without a scheme.
        image: Whether it is to be shown as a picture, which no other place can do.
    """
    at, top, sure = _place(root, decision, href)
    if at.is_relative_to(top):
        # A link of the file system may lead out of it too.
        try:
            return at.exists() and not at.resolve().is_relative_to(top.resolve())
        except (OSError, RuntimeError):
            return False
    if image:
        return True
    beyond = [part for part in Path(os.path.relpath(at, top)).parts if part != ".."]
    return sure and bool(beyond) and beyond[0] not in _OF_CODE_HOST


def _place(root: Path, decision: Decision, href: str) -> tuple[Path, Path, bool]:
    """Return what a link names, the folder it may not leave, and whether that is a repository."""
    path = urllib.parse.unquote(href.partition("#")[0].partition("?")[0])
    source = Path(os.path.normpath(root / decision.file))
    log = source.parents[decision.path.count("/")]
    repository = _repository(source.parent)
    top = repository or (root if log.is_relative_to(root) else log)
    at = top / path.lstrip("/") if path.startswith("/") else source.parent / path
    return Path(os.path.normpath(at)), top, repository is not None


def exists_in_repository(root: Path, decision: Decision, href: str) -> bool:
    """Say whether a relative link leads to a file or folder of the repository."""
    target = linked_file(root, decision, href)
    return target is not None and target.exists()
