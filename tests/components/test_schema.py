"""The published JSON Schema of map files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from archbook.components.loading import read_map
from archbook.components.schema import SCHEMA_FILE, map_schema, schema_text
from archbook.components.vocabulary import KINDS, REVERSED, VERBS

BOUTIQUE = Path(__file__).parents[1] / "data" / "online-boutique.yaml"


VALIDATOR = Draft202012Validator(map_schema())
FORMS = frozenset(
    {"map-wrong-value", "map-unknown-key", "map-missing-key", "map-wrong-id", "map-no-verb"}
)


def valid(text: str) -> bool:
    return bool(VALIDATOR.is_valid(yaml.safe_load(text)))


def loads(text: str) -> bool:
    return FORMS.isdisjoint(finding.rule for finding in read_map({"map.yaml": text}).findings)


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
        "places: {eu: null}\nzones: {z: null}\nowners: {o: null}\nkinds: {k: null}\njourneys: null",
        "components: {größe/v1.2_x: {kind: 注文, operations: {runbook: 'HTTPS://x.example/'}}}",
    ],
)
def test_what_loads_is_valid_in_an_editor(text: str) -> None:
    assert loads(text)
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
        "components: {a b: {kind: service}}",
        "components: {a: {kind: service, name: ' '}}",
        "components: {a: {kind: service, zone: none}}",
        "components: {a: {kind: service, owner: -x}}",
        "components: {a: {kind: service, bound: lots}}",
        "components: {a: {kind: service, uses: [{}]}}",
        "components: {a: {kind: service, backup: {drilled: '14.9.2026'}}}",
        "components: {a: {kind: service, operations: {runbook: 'javascript:x'}}}",
        "components: {a: null}",
        "views: {v: {select: {owner: []}}}",
        "views: {v: {select: {tier: []}}}",
        "views: {v: {select: {tier: 10}}}",
        "rules: {r: {message: m}}",
        "rules: {r: {message: m, forbid: {}}}",
        "rules: {r: {message: m, require: {property: {field: tier}}}}",
    ],
)
def test_what_is_wrong_is_marked_in_an_editor(text: str) -> None:
    assert not read_map({"map.yaml": text}).sound
    assert not valid(text)


PLACES = [
    (section, noun, key)
    for section, noun in {
        "components": "ComponentEntry",
        "owners": "OwnerEntry",
        "zones": "ZoneEntry",
        "places": "PlaceEntry",
        "kinds": "KindEntry",
    }.items()
    for key in map_schema()["$defs"][noun]["properties"]
]
ONE = st.sampled_from(
    ["a", "none", "x y", "é", "5m", "99.9%", "10GB", "2026-09-14", "data", "live", "", " "]
) | st.integers(-1, 12) | st.booleans() | st.none()  # fmt: skip
ANY = ONE | st.lists(ONE, max_size=2) | st.dictionaries(
    st.sampled_from(["how", "what", "calls", "rate", "drilled", "availability", "at"]), ONE
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PLACES), ANY, ANY)
def test_whatever_loads_is_valid_in_an_editor(place: Any, value: Any, inner: Any) -> None:
    section, _, key = place
    thing = {"kind": "service"} if section == "components" else {}
    for stated in (value, [inner], {"calls": "a", "what": inner}):
        text = json.dumps({section: {"a": thing | {key: stated}}})
        assert valid(text) or not loads(text), text


@given(st.text(max_size=12))
def test_whatever_may_be_an_id_is_one_in_an_editor(name: str) -> None:
    text = json.dumps({"components": {name: {"kind": "service"}}})
    assert valid(text) or not read_map({"map.yaml": text}).sound, name
