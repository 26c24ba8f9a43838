"""The chapter's files: results as JSON, and the JSON Schemas of all that is read and written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

from archbook.pages.checklists.ledger import Ledger
from archbook.pages.model import Asset
from archbook.readiness.export import evaluation_values, readiness_schema

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
    yield Asset(
        uri=f"{ledger.at}/evaluate.schema.json", content=_json(readiness_schema("evaluate"))
    )
    yield Asset(
        uri=f"{ledger.at}/checklists.json", content=_json(evaluation_values(ledger.readiness))
    )


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
