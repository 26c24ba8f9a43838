"""What `archbook decisions list` prints: decisions as plain values, by a published schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from archbook.decisions.model import Decision, Mention, Relation, RelationKind, Target
from archbook.source.findings import Finding

__all__ = ["decision_values", "decisions_schema", "to_json"]


def decision_values(
    decision: Decision, *, path: str | None = None, findings: Iterable[Finding] | None = None
) -> dict[str, Any]:
    """Return a file of a log as plain values, in the order of the schema.

    Args:
        decision: The file.
        path: How it is named in the output; its path in the log where unstated.
        findings: What to say is wrong with it; what its reading found where unstated.
    """
    said = decision.findings if findings is None else findings
    return {
        "path": decision.path if path is None else path,
        "kind": decision.kind.value,
        "id": decision.id,
        "number": decision.number,
        "title": decision.title,
        "display_title": decision.display_title,
        "status": decision.status_word,
        "status_as_written": decision.status_as_written,
        "date": decision.date,
        "decision_makers": list(decision.decision_makers),
        "consulted": list(decision.consulted),
        "informed": list(decision.informed),
        "components": list(decision.components),
        "tags": list(decision.tags),
        **_by_kind(decision.relations, every=True),
        "completed": _by_kind(decision.completed),
        "mentions": _targets(decision.mentions),
        "history": [
            {"date": change.date, "status": change.status.value, "as_written": change.as_written}
            | {"line": change.line}
            for change in decision.history
        ],
        "derived": _derived(decision),
        "provenance": {
            name: {"form": stated.form.value, "line": stated.line}
            for name, stated in decision.provenance.items()
        },
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message,
                "file": finding.location.file,
                "line": finding.location.line,
            }
            for finding in said
        ],
    }


def decisions_schema() -> dict[str, Any]:
    """Return the JSON Schema of an array of such values."""
    text = resources.files(__package__).joinpath("schemas/decisions.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def to_json(values: Any) -> str:
    """Return values as JSON text, in the order they have, words of all languages readable."""
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _by_kind(relations: Iterable[Relation], *, every: bool = False) -> dict[str, list[Target]]:
    by_kind: dict[str, list[Relation]] = {kind.value: [] for kind in RelationKind}
    for relation in relations:
        by_kind[relation.kind.value].append(relation)
    return {kind: _targets(found) for kind, found in by_kind.items() if found or every}


def _targets(stated: Iterable[Relation | Mention]) -> list[Target]:
    return list(dict.fromkeys(one.target for one in stated))


def _derived(decision: Decision) -> Mapping[str, Any] | None:
    made = decision.derived
    if made is None:
        return None
    return {"created": made.created, "changed": made.changed, "authors": list(made.authors)}
