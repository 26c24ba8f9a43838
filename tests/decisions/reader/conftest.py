"""What the tests of the reader share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision
from archbook.decisions.reader import read_decision
from archbook.source.files import SourceText

Read = Callable[..., Decision]


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a text as a file of a log."""

    def reader(text: str, path: str = "0007-use-queues.md", **further: str) -> Decision:
        source = SourceText(
            file=f"adr/{path}", text=text, size=len(text), truncated=False, findings=()
        )
        return read_decision(source, path=path, statuses=further)

    return reader
