"""What `archbook checklists evaluate --format json` prints, by a published schema."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

from archbook.readiness.comparing import Cause, Comparison
from archbook.readiness.floor import keeping
from archbook.readiness.model import Due, Fact, ItemResult, Readiness, Standing
from archbook.source.findings import Finding, Location

__all__ = ["evaluation_json", "evaluation_values", "readiness_schema"]

_DEPTH = 4
"""How deep the JSON is indented: what stands below, such as one result, is one line."""


def readiness_schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema of what a command about checklists prints.

    Args:
        name: `evaluate` or `list`.
    """
    file = resources.files("archbook.readiness").joinpath(f"schemas/{name}.schema.json")
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return schema


def evaluation_values(
    readiness: Readiness,
    *,
    level: str = "",
    below: tuple[Standing, ...] = (),
    comparison: Comparison | None = None,
) -> dict[str, Any]:
    """Return what the checklists come to as plain values, in the order of the schema.

    Args:
        readiness: What they come to.
        level: The level that the floor asks for; empty without a floor.
        below: The standings below it.
        comparison: What got worse since a revision; None without a ratchet.
    """
    checklists = [
        next(iter(by_component.values())).checklist
        for by_component in readiness.standings.values()
        if by_component
    ]
    return {
        "as_of": readiness.as_of.isoformat(),
        "checklists": [
            {
                "id": each.id,
                "title": each.title,
                "levels": list(each.levels),
                "pack": each.pack or None,
            }
            for each in checklists
        ],
        "standings": [
            _standing(standing)
            for by_component in readiness.standings.values()
            for standing in by_component.values()
        ],
        "due": [_due(each) for each in readiness.due],
        "findings": [_finding(each) for each in readiness.findings],
        "floor": _floor(level, below) if level else None,
        "ratchet": _ratchet(comparison) if comparison else None,
    }


def evaluation_json(values: dict[str, Any]) -> str:
    """Return plain values as JSON, indented down to one line for each result.

    A result a line is fast to write, and is what a difference between two runs shows.

    Args:
        values: What `evaluation_values` gives.
    """
    return "".join((*_indented(values, "\n", _DEPTH), "\n"))


def _indented(value: Any, end: str, depth: int) -> Iterator[str]:
    """Yield JSON in parts; `end` is a line's end with the indent of what holds the value."""
    if not value or not depth or not isinstance(value, dict | list):
        yield json.dumps(value, ensure_ascii=False)
        return
    named = isinstance(value, dict)
    opening, closing = ("{", "}") if named else ("[", "]")
    separator = f"{opening}{end}  "
    for each in value:
        yield f"{separator}{json.dumps(each, ensure_ascii=False)}: " if named else separator
        yield from _indented(value[each] if named else each, f"{end}  ", depth - 1)
        separator = f",{end}  "
    yield f"{end}{closing}"


def _standing(standing: Standing) -> dict[str, Any]:
    step = standing.next
    return {
        "checklist": standing.checklist.id,
        "component": standing.component,
        "held": {
            "without_waivers": standing.held.without_waivers,
            "with_waivers": standing.held.with_waivers,
        },
        "counts": {result.value: count for result, count in standing.counts().items()},
        "required": {level: sorted(items) for level, items in standing.required.items()},
        "next": {"level": step.level, "missing": [each.item.id for each in step.missing]}
        if step
        else None,
        "results": [_result(each) for each in standing.results],
    }


def _result(each: ItemResult) -> dict[str, Any]:
    return {
        "item": each.item.id,
        "ability": each.item.ability,
        "result": each.result.value,
        "raw": each.raw.value,
        "facts": [_fact(fact) for fact in each.facts],
        "mend": each.mend,
        "strength": each.strength.value if each.strength else None,
        "on": _day(each.on),
        "due": _day(each.due),
        "waiver": {
            "decision": each.waiver.decision.id,
            "until": each.waiver.until.isoformat(),
            "because": each.waiver.because,
            **_place(Location(file=each.waiver.decision.file, line=each.waiver.line)),
        }
        if each.waiver
        else None,
        "attested_by": each.attestation.by if each.attestation else None,
        "by_person": each.by_person,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"text": fact.text, **_place(fact.location)}


def _place(location: Location | None) -> dict[str, Any]:
    return {"file": location.file or None, "line": location.line} if location else _NOWHERE


_NOWHERE: dict[str, Any] = {"file": None, "line": 0}


def _due(each: Due) -> dict[str, Any]:
    return {
        "on": each.on.isoformat(),
        "what": each.what,
        "component": each.component,
        "item": each.item,
        "text": each.text,
        **_place(each.location),
    }


def _finding(each: Finding) -> dict[str, Any]:
    return {
        "rule": each.rule,
        "severity": each.severity.value,
        "subject": each.subject,
        "message": each.message,
        "mend": each.mend,
        **_place(each.location),
    }


def _floor(level: str, below: tuple[Standing, ...]) -> dict[str, Any]:
    return {
        "level": level,
        "passed": not below,
        "below": [
            {
                "checklist": each.checklist.id,
                "component": each.component,
                "missing": [result.item.id for result in keeping(each, level)],
            }
            for each in below
        ],
    }


def _ratchet(comparison: Comparison) -> dict[str, Any]:
    return {
        "base": comparison.base.name,
        "commit": comparison.base.commit,
        "then": comparison.then.isoformat(),
        "now": comparison.now.isoformat(),
        "passed": not comparison.of(Cause.AUTHORED),
        "new_components": list(comparison.new),
        "doubts": list(comparison.doubts),
        "changes": [
            {
                "cause": each.cause.value,
                "component": each.component,
                "item": each.item,
                "checklists": list(each.checklists),
                "before": each.before.result.value if each.before else None,
                "after": each.after.result.value,
                "facts": [_fact(fact) for fact in each.after.facts],
                "facts_before": [_fact(fact) for fact in each.before.facts] if each.before else [],
            }
            for each in comparison.changes
        ],
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
