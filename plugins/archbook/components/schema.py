"""The JSON Schema of map files, made from the models; editors complete and check maps by it.

`python -m archbook.components.schema` writes it anew into the package.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from archbook.components.entries import VERB_KEYS, MapFile
from archbook.components.forms import Day, Id, Line, Link, Prose, Share, Span
from archbook.source.described import DescribedSchema

__all__ = ["SCHEMA_FILE", "map_schema", "schema_text"]

SCHEMA_FILE = Path(__file__).with_name("component-map.schema.json")
"""The JSON Schema as it is published in the package."""


class _Generator(DescribedSchema):
    """JSON Schema 2020-12 without the defaults and titles that only the models need."""

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: CoreSchema) -> bool:
        del schema
        return False


def map_schema() -> dict[str, Any]:
    """Return the JSON Schema of a map file (https://json-schema.org/draft/2020-12/schema)."""
    schema = MapFile.model_json_schema(by_alias=True, schema_generator=_Generator)
    definitions = schema["$defs"]
    for name, keys in _ONE_OF.items():
        definitions[name]["oneOf"] = [{"required": [key]} for key in keys]
    for section in schema["properties"].values():
        one = section["additionalProperties"]
        if "required" not in definitions[one["$ref"].rpartition("/")[2]]:
            section["additionalProperties"] = {"anyOf": [one, {"type": "null"}]}
        section["type"] = ["object", "null"]
    step = definitions["StepEntry"]
    # Steps hold steps; the plain forms of a step are written into its two lists by hand.
    path = definitions["JourneyEntry"]["properties"]["path"]
    definitions["PathItem"] = path["items"]
    for option in path["items"]["anyOf"]:
        if option.get("type") == "array":
            option["items"] = {"$ref": "#/$defs/PathItem"}
    path["items"] = {"$ref": "#/$defs/PathItem"}
    step["properties"]["branch"]["items"] = {"$ref": "#/$defs/PathItem"}
    shared = {name: TypeAdapter(form).json_schema() for name, form in _SHARED.items()}
    schema = _shortened(schema, shared)
    schema["$defs"] = dict(sorted({**schema["$defs"], **shared}.items()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


_ONE_OF: Mapping[str, tuple[str, ...]] = {
    "Use": VERB_KEYS,
    "StepEntry": ("step", "branch"),
    "RuleEntry": ("forbid", "require"),
    "Statement": ("path", "edge", "property"),
    "PropertyForm": ("of", "of-edges", "of-journeys"),
}
"""Keys of which there has to be exactly one."""

_SHARED: Mapping[str, Any] = {
    "Id": Id,
    "Line": Line,
    "Prose": Prose,
    "Link": Link,
    "Duration": Span,
    "Percentage": Share,
    "Date": Day,
}


def _shortened(schema: Any, shared: Mapping[str, Any]) -> Any:
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


def schema_text() -> str:
    """Return the JSON Schema as the published file holds it."""
    return json.dumps(map_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
