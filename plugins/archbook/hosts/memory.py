"""Python's cyclic garbage collection, kept from going over the whole handbook again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["loading", "release"]


@contextmanager
def loading() -> Iterator[None]:
    """Read without collecting, and leave what was read out of later collections.

    Everything read stays, so there is nothing to be found. A thousand parsed decisions are a
    million objects that each full collection would visit while pages are rendered, a fifth of a
    build's time. What is no longer used is still freed at once; only cycles among frozen objects
    wait for `release`.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        # Before collecting begins again, else the first collection would visit them all.
        gc.freeze()
    finally:
        if enabled:
            gc.enable()


def release() -> None:
    """Put everything under collection again."""
    gc.unfreeze()
