"""The published JSON Schema of map files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from archbook.components.schema import SCHEMA_FILE, map_schema, schema_text
from archbook.components.vocabulary import KINDS, REVERSED, VERBS

BOUTIQUE = Path(__file__).parents[1] / "data" / "online-boutique.yaml"


def valid(text: str) -> bool:
    return bool(Draft202012Validator(map_schema()).is_valid(yaml.safe_load(text)))


def test_the_published_schema_is_the_one_that_the_models_give() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_valid_schema_of_2020_12() -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def properties(schema: Any) -> list[tuple[str, Any]]:
    if isinstance(schema, list):
        return [pair for item in schema for pair in properties(item)]
    if not isinstance(schema, dict):
        return []
    here = list(schema.get("properties", {}).items())
    return here + [pair for value in schema.values() for pair in properties(value)]


def test_every_key_of_a_map_is_described_for_editors() -> None:
    definitions = map_schema()["$defs"]
    for name, schema in properties(map_schema()):
        target = definitions.get(schema.get("$ref", "").rpartition("/")[2], {})
        assert schema.get("description") or target.get("description"), name


def test_every_kind_and_every_verb_stands_in_the_schema_with_its_meaning() -> None:
    definitions = map_schema()["$defs"]
    kinds = definitions["ComponentEntry"]["properties"]["kind"]["anyOf"]
    meanings = {option.get("const"): option.get("description") for option in kinds}
    assert all(meanings[kind.name] == kind.meaning for kind in KINDS.values())
    assert {*VERBS, *REVERSED} <= set(definitions["Use"]["properties"])


def test_the_transcribed_map_is_valid() -> None:
    assert valid(BOUTIQUE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "components: {a: {kind: service, uses: [{calls: [b, c], timeout: 800ms}]}}",
        "components: {a: {kind: topic, bound: 7d, replay: true, dead-letter: none}}",
        "components: {a: {kind: my-own, backup: none, limits: 200/s, at: eu}}",
        "journeys: {j: {path: [a, [b, [c, d]], {step: e, if-lost: degrades}]}}",
        "views: {v: {select: {any: [{tier: {max: 2}}, {not: {owner: none}}]}}}",
    ],
)
def test_what_loads_is_valid_in_an_editor(text: str) -> None:
    assert valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "component: {}",
        "components: {a: {}}",
        "components: {a: {kind: service, ownr: x}}",
        "components: {a: {kind: service, tier: high}}",
        "components: {a: {kind: service, own-availability: 99.9}}",
        "components: {a: {kind: service, uses: [{timeout: 1s}]}}",
        "components: {a: {kind: service, uses: [{calls: b, reads: c}]}}",
        "components: {a: {kind: service, uses: [{calls: b, if-lost: maybe}]}}",
        "journeys: {j: {path: []}}",
        "journeys: {j: {path: [{what: x}]}}",
        "views: {v: {}}",
    ],
)
def test_what_is_wrong_is_marked_in_an_editor(text: str) -> None:
    assert not valid(text)
