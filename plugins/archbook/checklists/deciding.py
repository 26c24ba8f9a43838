"""Reads how an item is decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter

from archbook.checklists.entries import (
    WAYS,
    DecisionTerms,
    DecisionWay,
    FileWay,
    PersonTerms,
    PersonWay,
    PropertyWay,
    ResultWay,
    RulesWay,
    RuleWay,
)
from archbook.checklists.limits import limit_of
from archbook.checklists.ways import (
    ByDecision,
    ByFile,
    ByPerson,
    ByProperty,
    ByResult,
    ByRule,
    Either,
    Strength,
    Way,
)
from archbook.components.checking import Checker, shown
from archbook.source.findings import did_you_mean
from archbook.source.yamltext import Path

__all__ = ["adapter", "read_way"]

LEAST_WAYS = 2
_SYNONYMS = {
    "any-of": "either",
    "one-of": "either",
    "or": "either",
    "adr": "decision",
    "attestation": "person",
    "manual": "person",
    "field": "property",
    "fact": "property",
    "path": "file",
    "junit": "result",
    "sarif": "result",
}


@cache
def adapter(form: Any) -> TypeAdapter[Any]:
    """Return what validates a form.

    Args:
        form: The form, a type.
    """
    return TypeAdapter(form)


def read_way(checker: Checker, data: Any, *, subject: str, path: Path) -> Way | None:
    """Return how an item is decided.

    Args:
        checker: The file.
        data: The value out of the YAML.
        subject: The item, as `item:ID`.
        path: Where the value stands.

    Returns:
        The way, or None where anything in it is wrong, which is noted: an item with a way that is
        read in part would let pass what was not to pass.
    """
    before = len(checker.findings)
    way = _read(checker, data, subject=subject, path=path)
    return way if len(checker.findings) == before else None


def _read(checker: Checker, data: Any, *, subject: str, path: Path) -> Way | None:
    where = f'"{_dotted(path[2:])}" of the item "{subject.partition(":")[2]}"'
    if data == "person":
        data = {"person": {}}
    if not isinstance(data, dict):
        checker.say(
            "checklist-wrong-value",
            subject=subject,
            path=path,
            message=f"{where} is {shown(data)}, not a way to decide",
            mend=f"Write one of {', '.join(WAYS)} with what it takes, such as `rule: dead-letter`.",
        )
        return None
    named = [key for key in data if key in WAYS]
    if len(named) != 1:
        _say_which(checker, data, named, subject=subject, path=path, where=where)
        return None
    kind = named[0]
    if kind == "either":
        return _either(checker, data, subject=subject, path=path, where=where)
    form = WAYS[kind]
    fields = checker.validate(
        adapter(form), data, subject=subject, path=path, type_=form, prefix=path[2:]
    )
    return None if fields is None else _MAKERS[form](fields)


def _say_which(
    checker: Checker,
    data: Mapping[str, Any],
    named: list[str],
    *,
    subject: str,
    path: Path,
    where: str,
) -> None:
    if named:
        message = f"{where} names {len(named)} ways at once: {', '.join(named)}"
        mend = "Keep one, or write `either:` with an entry for each of which one is enough."
    else:
        message = f"{where} names no way to decide"
        near = next(filter(None, (_near(key) for key in data)), "")
        mend = f"Write one of {', '.join(WAYS)}.{near}"
    checker.say("checklist-wrong-value", subject=subject, path=path, message=message, mend=mend)


def _near(key: str) -> str:
    if word := _SYNONYMS.get(key.casefold()):
        return f' Did you mean "{word}"?'
    return did_you_mean(key, WAYS)


def _either(
    checker: Checker, data: Mapping[str, Any], *, subject: str, path: Path, where: str
) -> Either | None:
    for key in data:
        if key != "either":
            checker.say(
                "checklist-unknown-key",
                subject=subject,
                path=(*path, key),
                message=f'{where} has "{key}" beside `either`',
                mend="Write it into the entry of `either` that it belongs to.",
            )
    entries = data["either"]
    if not isinstance(entries, list) or len(entries) < LEAST_WAYS:
        found = shown(entries)
        if isinstance(entries, list):
            found = "a list with one entry" if entries else "an empty list"
        checker.say(
            "checklist-wrong-value",
            subject=subject,
            path=(*path, "either"),
            message=f"{where} has {found} under `either`, which takes at least {LEAST_WAYS} ways",
            mend="List the ways of which one is enough; write a single way without `either`.",
        )
        return None
    ways: list[Way] = []
    for number, entry in enumerate(entries):
        way = _read(checker, entry, subject=subject, path=(*path, "either", number))
        if isinstance(way, Either):
            ways.extend(way.of)
        elif way is not None:
            ways.append(way)
    return Either(of=tuple(ways))


def _by_decision(fields: DecisionWay) -> ByDecision:
    terms: DecisionTerms = fields.decision
    about = terms.id is None if terms.about_component is None else terms.about_component
    return ByDecision(
        about_component=about,
        enforces=terms.enforces or "",
        tags=terms.tags or (),
        decision=terms.id or "",
    )


def _by_property(fields: PropertyWay) -> ByProperty:
    drill = fields.property.rpartition(".")[2] == Strength.DRILLED
    return ByProperty(
        field=fields.property,
        limit=limit_of(fields),
        max_age=fields.max_age,
        strength=fields.strength or (Strength.DRILLED if drill else Strength.DECLARED),
    )


def _by_person(fields: PersonWay) -> ByPerson:
    terms: PersonTerms = fields.person
    return ByPerson(
        max_age=terms.max_age,
        fields=tuple(
            (name, None if bounds is None else limit_of(bounds))
            for name, bounds in sorted((terms.fields or {}).items())
        ),
        evidence=terms.evidence is not False,
    )


_MAKERS: Mapping[type[BaseModel], Callable[[Any], Way]] = {
    RuleWay: lambda fields: ByRule(rules=tuple(dict.fromkeys(fields.rule))),
    RulesWay: lambda fields: ByRule(rules=tuple(dict.fromkeys(fields.rules))),
    PropertyWay: _by_property,
    DecisionWay: _by_decision,
    FileWay: lambda fields: ByFile(
        path=fields.file,
        newer_than=fields.newer_than or "",
        max_age=fields.max_age,
        contains=fields.contains or "",
    ),
    ResultWay: lambda fields: ByResult(
        path=fields.result,
        format=fields.format,
        match=fields.match or "*",
        max_age=fields.max_age,
    ),
    PersonWay: _by_person,
}


def _dotted(path: Path) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
