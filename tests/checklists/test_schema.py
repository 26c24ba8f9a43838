"""The published JSON Schemas of checklists and attestations."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from archbook.checklists.loading import read_book
from archbook.checklists.schema import (
    ATTESTATIONS_SCHEMA,
    CHECKLISTS_SCHEMA,
    attestations_schema,
    checklists_schema,
    schema_text,
)
from archbook.checklists.shipped import pack_files
from archbook.source.yamltext import read_yaml

SCHEMAS = {
    "checklists": (CHECKLISTS_SCHEMA, checklists_schema()),
    "attestations": (ATTESTATIONS_SCHEMA, attestations_schema()),
}
WORDS = "ability: a, why: w, how: h, verify: v"
SIGNED = "by: ana, on: '2026-10-02', digest: 'sha256:0123456789abcdef'"


def valid(name: str, text: str) -> bool:
    return bool(Draft202012Validator(SCHEMAS[name][1]).is_valid(read_yaml(text, file="").data))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_the_one_that_the_models_give(name: str) -> None:
    path, schema = SCHEMAS[name]
    assert path.read_text(encoding="utf-8") == schema_text(schema)
    shipped = resources.files("archbook.checklists").joinpath(f"{name}.schema.json")
    assert shipped.is_file()


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_a_valid_schema_of_2020_12_whose_references_lead_somewhere(
    name: str,
) -> None:
    schema = SCHEMAS[name][1]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    text = json.dumps(schema)
    for part in text.split('"#/$defs/')[1:]:
        assert part.partition('"')[0] in schema["$defs"]


def properties(schema: Any) -> list[tuple[str, Any]]:
    if isinstance(schema, list):
        return [pair for item in schema for pair in properties(item)]
    if not isinstance(schema, dict):
        return []
    here = list(schema.get("properties", {}).items())
    return here + [pair for value in schema.values() for pair in properties(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described_for_editors(name: str) -> None:
    schema = SCHEMAS[name][1]
    for key, of in properties({k: v for k, v in schema.items() if k != "if"}):
        target = schema["$defs"].get(of.get("$ref", "").rpartition("/")[2], {})
        assert of.get("description") or target.get("description") or "const" in of, key


@pytest.mark.parametrize("name", [name for name, _ in pack_files()])
def test_every_pack_is_valid_in_an_editor(name: str) -> None:
    data = dict(pack_files())[name].data
    errors = Draft202012Validator(checklists_schema()).iter_errors(data)
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    "decided",
    [
        "person",
        "{person: {max-age: 180d, fields: {minutes: {at-most: 15}, who: }, evidence: false}}",
        "{person: {fields: [who]}}",
        "{rule: dead-letter}",
        "{rules: [a, b]}",
        "{property: operations.rollback.within, at-most: 10m}",
        "{property: a, equals: [true, 1, x]}",
        "{decision: ADR-013}",
        "{decision: {enforces: a, tags: [x]}}",
        "{file: 'a/{component}/*.md', newer-than: b, max-age: 1y, contains: Undo}",
        "{result: a.xml, format: junit, match: '*', max-age: 7d}",
        "{either: [person, {either: [{rule: a}, {rule: b}]}]}",
    ],
)
def test_what_is_read_is_valid_in_an_editor(decided: str) -> None:
    text = f"items: {{x: {{{WORDS}, decided-by: {decided}, phases: review}}}}"
    text += "\nchecklists: {c: {items: [x, {item: prr-owner, off: No.}, {all-of: design-review}]}}"
    assert valid("checklists", text)
    assert read_book({"a.yaml": text}).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "item: {}",
        f"items: {{x: {{{WORDS}}}}}",
        f"items: {{x: {{{WORDS}, decided-by: {{}}}}}}",
        f"items: {{x: {{{WORDS}, decided-by: {{rule: a, at-most: 4}}}}}}",
        f"items: {{x: {{{WORDS}, decided-by: {{either: [person]}}}}}}",
        f"items: {{x: {{{WORDS}, decided-by: {{rule: a, file: b}}}}}}",
        f"items: {{x: {{{WORDS}, decided-by: person, ability-to: x}}}}",
        f"items: {{x: {{{WORDS}, decided-by: {{person: {{max-age: 180}}}}}}}}",
        f"items: {{x: {{{WORDS}, decided-by: {{file: /x}}}}}}",
        "checklists: {c: {}}",
        "checklists: {c: {items: []}}",
        "checklists: {c: {items: [{itm: x}]}}",
        "checklists: {c: {items: [5]}}",
    ],
)
def test_what_is_wrong_is_marked_in_an_editor(text: str) -> None:
    assert not valid("checklists", text)
    assert read_book({"a.yaml": text}).findings != ()


@pytest.mark.parametrize(
    ("entry", "good"),
    [
        (f"{{answer: pass, {SIGNED}}}", True),
        (f"{{answer: not-applicable, {SIGNED}, statement: None of it.}}", True),
        (f"{{answer: pass, {SIGNED}, evidence: docs/a.md, fields: {{minutes: 4}}}}", True),
        (f"{{answer: pass, {SIGNED}, evidence: [{{link: 'https://e.org'}}, {{drill: a}}]}}", True),
        (f"{{answer: not-applicable, {SIGNED}}}", False),
        (f"{{answer: yes, {SIGNED}}}", False),
        (f"{{{SIGNED}}}", False),
        ("{answer: pass, by: a, on: '2026-10-02'}", False),
        (f"{{answer: pass, {SIGNED}, evidence: {{link: 'javascript:x'}}}}", False),
        (f"{{answer: pass, {SIGNED}, evidence: {{link: 'https://e.org', file: a}}}}", False),
        (f"{{answer: pass, {SIGNED}, evidence: {{file: /etc/passwd}}}}", False),
        (f"{{answer: pass, {SIGNED}, note: x}}", False),
    ],
)
def test_the_schema_of_attestations_takes_what_the_reader_takes(entry: str, good: object) -> None:
    text = f"component: orders\nattestations: {{x: {entry}}}\n"
    assert valid("attestations", text) is good
    book = read_book({}, {"orders.yaml": text})
    assert (book.findings == ()) is good
    assert bool(book.attestations) is good
