"""Digests that pin an attestation to what was attested, and a drill to its record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from archbook.checklists.model import Item
from archbook.checklists.ways import ByPerson, ByProperty, Either, Way

__all__ = ["file_digest", "item_digest"]

DIGITS = 16


def item_digest(item: Item) -> str:
    """Return the digest of an item's ability and limits: `sha256:` and 16 hexadecimal digits.

    Of the way it is decided only limits count, in any order: what is attested stays the same when
    an item is explained better, ages sooner, or may be decided in one more way. Case and white
    space do not count.

    Args:
        item: The item.
    """
    lines = [_folded(item.ability), *sorted(set(map(_folded, _limits(item.way))))]
    text = "\n".join(lines)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:DIGITS]}"


def file_digest(path: Path) -> str:
    """Return the digest of a file's bytes, as `sha256:` and 64 hexadecimal digits.

    Args:
        path: The file.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"


def _limits(way: Way) -> Iterator[str]:
    if isinstance(way, Either):
        for each in way.of:
            yield from _limits(each)
    elif isinstance(way, ByPerson):
        for name, limit in way.fields:
            yield f"{name}: {limit.written if limit else 'stated'}"
    elif isinstance(way, ByProperty) and way.limit is not None:
        yield f"{way.field}: {way.limit.written}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
