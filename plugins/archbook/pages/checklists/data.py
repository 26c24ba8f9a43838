"""The chapter's files: results as JSON, and the JSON Schemas of checklists and attestations."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from archbook.pages.checklists.ledger import Ledger
from archbook.pages.model import Asset

__all__ = ["data_files"]

_SCHEMAS = ("checklists.schema.json", "attestations.schema.json")


def data_files(ledger: Ledger) -> Iterator[Asset]:
    """Yield the files.

    Args:
        ledger: The chapter's contents.
    """
    folder = resources.files("archbook.checklists")
    for name in _SCHEMAS:
        yield Asset(uri=f"{ledger.at}/{name}", content=folder.joinpath(name).read_bytes())
