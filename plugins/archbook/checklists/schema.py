"""The JSON Schemas of checklist files and of files of attestations, made from the models.

Editors complete and check the files by them. `python -m archbook.checklists.schema` writes both
anew into the package.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from archbook.checklists.attestations import AttestationFile
from archbook.checklists.entries import (
    WAYS,
    AllOfEntry,
    ChecklistFile,
    PersonWay,
    QuoteEntry,
)
from archbook.checklists.limits import Age
from archbook.checklists.model import EvidenceKind
from archbook.checklists.paths import FilePath, FilePattern
from archbook.components.forms import Day, Id, Line, Prose
from archbook.source.described import DescribedSchema

__all__ = [
    "ATTESTATIONS_SCHEMA",
    "CHECKLISTS_SCHEMA",
    "attestations_schema",
    "checklists_schema",
    "schema_text",
]

CHECKLISTS_SCHEMA = Path(__file__).with_name("checklists.schema.json")
"""The JSON Schema of checklist files as it is published in the package."""

ATTESTATIONS_SCHEMA = Path(__file__).with_name("attestations.schema.json")
"""The JSON Schema of files of attestations as it is published in the package."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SHARED = {
    "Age": Age,
    "Date": Day,
    "FilePath": FilePath,
    "FilePattern": FilePattern,
    "Id": Id,
    "Line": Line,
    "Prose": Prose,
}


class _Generator(DescribedSchema):
    """JSON Schema 2020-12 without the defaults and titles that only the models need."""

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: CoreSchema) -> bool:
        del schema
        return False


def checklists_schema() -> dict[str, Any]:
    """Return the JSON Schema of a checklist file (draft 2020-12)."""
    ways = {form.__name__: form for form in WAYS.values()}
    schema = _schema(ChecklistFile, *ways.values(), QuoteEntry, AllOfEntry)
    definitions = schema["$defs"]
    person = {"const": "person", "description": PersonWay.__doc__}
    definitions["Way"] = {
        "description": "How an item is decided.",
        "anyOf": [person, *({"$ref": f"#/$defs/{name}"} for name in ways)],
    }
    definitions["Quote"] = {
        "description": "An item as a checklist asks for it, or all of another checklist.",
        "anyOf": [
            {"$ref": "#/$defs/Id"},
            {"$ref": "#/$defs/QuoteEntry"},
            {"$ref": "#/$defs/AllOfEntry"},
        ],
    }
    return _finished(schema)


def attestations_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of attestations (draft 2020-12)."""
    schema = _schema(AttestationFile)
    definitions = schema["$defs"]
    definitions["EvidenceEntry"]["oneOf"] = [{"required": [kind]} for kind in EvidenceKind]
    definitions["EvidenceEntry"]["dependentRequired"] = {"digest": ["drill"]}
    definitions["AttestationEntry"]["if"] = {
        "properties": {"answer": {"const": "not-applicable"}},
        "required": ["answer"],
    }
    definitions["AttestationEntry"]["then"] = {"required": ["statement"]}
    return _finished(schema)


def schema_text(schema: dict[str, Any]) -> str:
    """Return a JSON Schema as the published file holds it.

    Args:
        schema: The schema.
    """
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(whole: type[BaseModel], *parts: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a file, with those of parts that only we know to belong to it."""
    schema = whole.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = schema.setdefault("$defs", {})
    for part in parts:
        of_part = part.model_json_schema(by_alias=True, schema_generator=_Generator)
        definitions.update(of_part.pop("$defs", {}))
        # A model that refers to itself comes as a reference to its own definition.
        if "properties" in of_part:
            definitions[part.__name__] = of_part
    return schema


def _finished(schema: dict[str, Any]) -> dict[str, Any]:
    shared = {name: TypeAdapter(form).json_schema() for name, form in _SHARED.items()}
    short = _shortened(schema, {**shared, "Way": {"title": "Way"}, "Quote": {"title": "Quote"}})
    text = json.dumps(short)
    used = {name: form for name, form in shared.items() if f'#/$defs/{name}"' in text}
    short["$defs"] = dict(sorted({**short["$defs"], **used}.items()))
    return {"$schema": _DRAFT, **short}


def _shortened(schema: Any, shared: dict[str, Any]) -> Any:
    """Return a schema with references where a shared form is written out."""
    if isinstance(schema, list):
        return [_shortened(item, shared) for item in schema]
    if not isinstance(schema, dict):
        return schema
    bare = {key: value for key, value in schema.items() if key != "description"}
    for name, form in shared.items():
        if bare == form:
            return {"$ref": f"#/$defs/{name}"} | {
                key: schema[key] for key in schema if key == "description"
            }
    return {key: _shortened(value, shared) for key, value in schema.items()}


if __name__ == "__main__":
    CHECKLISTS_SCHEMA.write_text(schema_text(checklists_schema()), encoding="utf-8")
    ATTESTATIONS_SCHEMA.write_text(schema_text(attestations_schema()), encoding="utf-8")
