"""Paths of files that checklists and attestations name, kept within the repository."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from archbook.components.forms import wrong
from archbook.source.files import Bounds

__all__ = ["PATH_LIMIT", "FilePath", "FilePattern", "leaves"]

PATH_LIMIT = 500
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SCHEME = re.compile(r"[A-Za-z][\w+.-]+:")
_MEND = "Write a path relative to the handbook's root, such as `docs/runbooks/orders.md`."


def _path(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise wrong("is not a path", _MEND)
    text = value.strip()
    if not text.isprintable() or len(text) > PATH_LIMIT:
        raise wrong("is not a path", _MEND)
    if _SCHEME.match(text):
        raise wrong("is an address, not a path", _MEND)
    if "\\" in text:
        raise wrong("is a path with backslashes", "Write `/` between folders.")
    if text.startswith("~") or PurePosixPath(text).is_absolute() or PureWindowsPath(text).drive:
        raise wrong("is an absolute path", _MEND)
    if text.endswith("/"):
        raise wrong("is a folder", "Name a file.")
    return text


def _pattern(value: Any) -> str:
    text = _path(value)
    for name in _PLACEHOLDER.findall(text):
        if name != "component":
            raise wrong(
                f'has the placeholder "{{{name}}}"', "The only one there is is `{component}`."
            )
    if "**" in text:
        raise wrong('holds "**"', "`*` stands for any text within one part of a path.")
    return text


FilePath = Annotated[
    str,
    PlainValidator(_path),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": PATH_LIMIT,
            "pattern": r"^[^/~\\][^\\]*$",
            "examples": ["docs/operations/drills/2026-10-02.md"],
        }
    ),
]
"""A path relative to the handbook's root."""

FilePattern = Annotated[
    str,
    PlainValidator(_pattern),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": PATH_LIMIT,
            "pattern": r"^[^/~\\][^\\]*$",
            "examples": ["docs/operations/runbooks/{component}.md"],
        }
    ),
]
"""A path in which `{component}` and `*` stand for what is not known yet."""


def leaves(path: str, *, root: Path, bounds: Bounds) -> bool:
    """Say whether a path leads out of the repository, all links followed.

    Args:
        path: The path, relative to `root`; with patterns, only its fixed beginning is followed.
        root: The handbook's folder.
        bounds: The folders that it may lie in.
    """
    fixed = []
    for part in PurePosixPath(path).parts:
        if "*" in part or "{" in part:
            break
        fixed.append(part)
    # What `..` after a pattern or a link comes to, too.
    plain = Path(os.path.normpath(root.resolve() / path))
    try:
        real = root.joinpath(*fixed).resolve()
    except (OSError, RuntimeError, ValueError):
        return True
    return not all(any(each.is_relative_to(folder) for folder in bounds) for each in (plain, real))
