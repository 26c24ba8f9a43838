"""Icons: which one a component gets, where it lies, and its one small copy.

The pictures come with the `diagrams` library, in a package of its own called `resources`. An icon
is named by its path there without the ending: `onprem/database/postgresql`. They are up to 180 kB
each, so what a site shows is a copy of 64 by 64 pixels, made once and kept in the cache.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from importlib import import_module
from pathlib import Path

from archbook.drawing.cache import Cache
from archbook.drawing.raster import shrunk

__all__ = [
    "asset_name",
    "find_icon",
    "icon_file",
    "icon_name",
    "near_icons",
    "small_icon",
]

_SIDE = 64
_SMALLER = 2  # part of the cache's key: how copies are made
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*){1,3}")
# Where a technology's name is looked up; earlier folders win, other vendors' come last.
_SHELVES = ("onprem", "programming", "saas", "elastic", "generic", "k8s", "gcp", "aws", "azure")
_ALIASES = {
    "postgres": "postgresql",
    "github actions": "github-actions",
    "gitlab ci": "gitlabci",
    "argo cd": "argocd",
    "argo rollouts": "argocd",
    "elastic": "elasticsearch",
    "opensearch": "aws/analytics/amazon-opensearch-service",
    "k8s": "k8s/controlplane/api",
    "kubernetes": "k8s/controlplane/api",
    "node": "nodejs",
    "node.js": "nodejs",
    "next.js": "nextjs",
    "golang": "go",
    "c#": "csharp",
    ".net": "dotnet",
    "sql server": "mssql",
    "cert manager": "cert-manager",
    "open policy agent": "",
}
_VENDORS = frozenset({"apache", "amazon", "aws", "azure", "google", "hashicorp", "managed"})


@cache
def _root() -> Path:
    """Return the folder of the icons."""
    return Path(next(iter(import_module("resources").__path__)))


@cache
def _index() -> dict[str, str]:
    """Return the icon of each file name, from the shelves in their order."""
    found: dict[str, str] = {}
    for shelf in _SHELVES:
        for file in sorted((_root() / shelf).rglob("*.png")):
            found.setdefault(_key(file.stem), file.relative_to(_root()).with_suffix("").as_posix())
    return found


def _key(word: str) -> str:
    return re.sub(r"[^a-z0-9+#]", "", word.lower())


def icon_file(name: str) -> Path | None:
    """Return the file of an icon, or None where the library has no such icon."""
    if not _NAME.fullmatch(name):
        return None
    file = _root() / f"{name}.png"
    return file if file.is_file() else None


def icon_name(path: Path) -> str:
    """Return the name of the icon a path leads to, empty where it is none of the library's."""
    try:
        name = path.resolve().relative_to(_root().resolve()).with_suffix("").as_posix()
    except ValueError:
        return ""
    return name if icon_file(name) else ""


def near_icons(name: str) -> tuple[str, ...]:
    """Return the names of a few icons that end much like the given one."""
    last = _key(name.rpartition("/")[2])
    holding = [icon for key, icon in _index().items() if last and last in key]
    if not holding:
        holding = [_index()[key] for key in difflib.get_close_matches(last, _index(), n=3)]
    return tuple(sorted(holding, key=lambda icon: (len(icon), icon))[:3])


def find_icon(technology: str) -> str:
    """Return the icon of a technology, empty where there is none.

    Args:
        technology: Free text, such as `PostgreSQL 16, PgBouncer`.
    """
    for part in re.split(r"[,;/+()]| and | on ", technology):
        words = part.lower().split()
        words = [word for word in words if word not in _VENDORS] or words
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                word = " ".join(words[start : start + size])
                name = _ALIASES.get(word, word)
                icon = name if "/" in name else _index().get(_key(name), "")
                if icon and len(_key(name)) > 1 and icon_file(icon):
                    return icon
    return ""


def asset_name(name: str) -> str:
    """Return the file name of an icon's small copy."""
    return name.replace("/", "-") + ".png"


def small_icon(name: str, cache: Cache) -> bytes:
    """Return an icon's copy of 64 by 64 pixels as PNG.

    Args:
        name: The icon; it must exist.
        cache: Where copies are kept.

    Raises:
        LookupError: There is no such icon.
    """
    file = icon_file(name)
    if file is None:
        raise LookupError(f'there is no icon "{name}"')
    original = file.read_bytes()
    key = cache.key("icon", str(_SMALLER), str(_SIDE), original)
    kept = cache.get(key)
    if kept is None:
        kept = shrunk(original, _SIDE)
        cache.put(key, kept)
    return kept
