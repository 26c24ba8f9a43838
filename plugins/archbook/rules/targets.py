"""Files that links lead to, as a code host would find them."""

from __future__ import annotations

import os
import urllib.parse
from functools import lru_cache
from pathlib import Path

from archbook.decisions.model import Decision
from archbook.source.git import repository_root

__all__ = ["exists_in_repository", "linked_file"]


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
        one, the handbook or the log), so that nothing here can tell what it leads to.
    """
    path = urllib.parse.unquote(href.partition("#")[0].partition("?")[0])
    source = Path(os.path.normpath(root / decision.file))
    log = source.parents[decision.path.count("/")]
    top = _repository(source.parent) or (root if log.is_relative_to(root) else log)
    at = top / path.lstrip("/") if path.startswith("/") else source.parent / path
    normal = Path(os.path.normpath(at))
    return normal if normal.is_relative_to(top) else None


def exists_in_repository(root: Path, decision: Decision, href: str) -> bool:
    """Say whether a relative link leads to a file or folder of the repository."""
    target = linked_file(root, decision, href)
    return target is not None and target.exists()
