"""Descriptions of JSON Schemas out of the docstrings below fields."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from archbook.source.described import DescribedSchema, field_docstrings


@dataclass(config=ConfigDict(alias_generator=lambda name: name.replace("_", "-")))
class Inner:
    """What lies within."""

    how_long: int = 0
    """How long it
    takes."""
    told: Annotated[int, Field(description="Told elsewhere.")] = 0
    """Not this."""
    silent: int = 0


class Outer(BaseModel):
    """What holds it."""

    inner: Inner
    """What is inside."""


class Wider(Outer):
    """What holds more."""

    more: int = 0
    """What is added."""


def test_fields_are_described_by_the_text_below_them() -> None:
    schema = TypeAdapter(Inner).json_schema(schema_generator=DescribedSchema, by_alias=True)
    described = {name: entry.get("description") for name, entry in schema["properties"].items()}
    assert described == {
        "how-long": "How long it\ntakes.",
        "told": "Told elsewhere.",
        "silent": None,
    }


def test_fields_of_what_a_model_is_made_from_are_described_too() -> None:
    schema = Wider.model_json_schema(schema_generator=DescribedSchema)
    assert schema["properties"]["more"]["description"] == "What is added."
    assert schema["properties"]["inner"]["description"] == "What is inside."
    assert schema["$defs"]["Inner"]["properties"]["how-long"]["description"]


def test_a_class_without_source_has_no_descriptions() -> None:
    made = type("Made", (), {"__annotations__": {"field": int}})
    assert field_docstrings(made) == {}
