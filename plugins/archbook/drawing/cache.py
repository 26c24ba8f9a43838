"""What was drawn once: files named by the digest of everything that went into them.

Nothing is ever changed in place, so two builds may share a cache, and a build that is killed
leaves at worst a temporary file behind, which the next sweep removes.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["Cache"]

_TEMPORARY = ".part-"
_STALE_SECONDS = 3600


class Cache:
    """A folder of content-addressed files."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder, made when first written to, or none at all (nothing is kept)."""
        self._folder = folder

    @staticmethod
    def key(*parts: str | bytes) -> str:
        """Return the digest of parts; their borders count."""
        digest = hashlib.sha256()
        for part in parts:
            raw = part.encode() if isinstance(part, str) else part
            digest.update(len(raw).to_bytes(8, "big"))
            digest.update(raw)
        return digest.hexdigest()

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None. A damaged entry is none at all."""
        if self._folder is None:
            return None
        try:
            raw = self._path(key).read_bytes()
        except OSError:
            return None
        check, content = raw[:32], raw[32:]
        return content if hashlib.sha256(content).digest() == check else None

    def put(self, key: str, content: bytes) -> None:
        """Keep something. A cache that cannot be written to is no reason to fail."""
        if self._folder is None:
            return
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            ignore = self._folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="ascii")
            handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(hashlib.sha256(content).digest() + content)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def sweep(self, *, now: float | None = None) -> None:
        """Remove what killed builds left behind more than an hour ago."""
        if self._folder is None:
            return
        limit = (time.time() if now is None else now) - _STALE_SECONDS
        for left in self._folder.glob(f"*/{_TEMPORARY}*"):
            with suppress(OSError):
                if left.stat().st_mtime < limit:
                    left.unlink()

    def _path(self, key: str) -> Path:
        if self._folder is None:
            raise ValueError("this cache has no folder")
        return self._folder / key[:2] / key[2:]
