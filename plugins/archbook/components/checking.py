"""Validates what a YAML file holds against a model, tolerantly.

Every error becomes a finding with its line; what is wrong is left out, and the rest is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from archbook.components.synonyms import SYNONYMS
from archbook.source.findings import Finding, Location, Severity, did_you_mean
from archbook.source.yamltext import Path, YamlText

__all__ = ["Checker", "shown"]

_ROUNDS = 8
_UNKNOWN_KEY = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
_MISSING = frozenset({"missing", "missing_argument", "missing_keyword_only_argument"})
_NO_MAPPING = frozenset({"model_type", "model_attributes_type", "dataclass_type", "dict_type"})
_BOUNDS = {
    "greater_than_equal": ("is less than {ge}", "Write {ge} or more."),
    "less_than_equal": ("is more than {le}", "Write {le} or less."),
}


def shown(value: Any) -> str:
    """Return a value as a message quotes it, short."""
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)[:40]
        case str():
            text = " ".join(value.split())
            return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'  # noqa: PLR2004 - a glance
        case dict():
            return "a mapping"
        case _:
            return "a list"


@dataclass(slots=True, kw_only=True)
class Checker:
    """Judges one YAML file.

    Attributes:
        file: How findings name the file.
        yaml: What it holds, with lines.
        findings: What was wrong so far.
        family: The word that the ids of its rules begin with.
    """

    file: str
    yaml: YamlText
    findings: list[Finding] = field(default_factory=list)
    family: str = "map"

    def say(
        self,
        rule: str,
        *,
        subject: str,
        path: Path,
        message: str,
        mend: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note what is wrong with the value at `path`."""
        self.findings.append(
            Finding(
                rule=rule,
                severity=severity,
                subject=subject,
                message=message,
                location=Location(file=self.file, line=self.yaml.line(path)),
                mend=mend,
                components=_concerned(subject),
            )
        )

    def validate(
        self,
        adapter: TypeAdapter[Any],
        data: Any,
        *,
        subject: str,
        path: Path,
        fill: Mapping[str, Any] | None = None,
        type_: Any,
        prefix: Path = (),
    ) -> Any:
        """Return what a value means.

        Args:
            adapter: Validates it.
            data: The value out of the YAML.
            subject: What it is, such as `component:orders`.
            path: Where it stands.
            fill: Values for keys that are required, where the file has none of use.
            type_: The type that `adapter` validates, for suggestions.
            prefix: Keys that messages name before the error's own, such as `("uses", 2)`.

        Returns:
            The model without what was wrong, or None where nothing can be made of it.
        """
        errors: list[Any] = []
        try:
            return adapter.validate_python(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if not isinstance(data, dict):
            self._tell(errors[:1], data, subject=subject, path=path, type_=type_, prefix=prefix)
            data, errors = {}, []
            told: set[Path] = {()}
        else:
            told = set()
        wanted = dict(fill or {})
        for _ in range(_ROUNDS):
            # What is wrong only since something was taken out of it is told of already.
            places = {_place(data, error["loc"]) for error in errors}
            new = [e for e in errors if not _around(_place(data, e["loc"]), told)]
            self._tell(new, data, subject=subject, path=path, type_=type_, prefix=prefix)
            told |= places
            data = _pruned(data, places)
            data = {**wanted, **data} if isinstance(data, dict) else wanted
            try:
                return adapter.validate_python(data)
            except ValidationError as error:
                errors = error.errors(include_url=False)
        return None

    def _tell(
        self,
        errors: Sequence[Any],
        data: Any,
        *,
        subject: str,
        path: Path,
        type_: Any,
        prefix: Path,
    ) -> None:
        misspelt = {
            (
                error["loc"][:-1],
                did_you_mean(str(error["loc"][-1]), _keys(type_, error["loc"][:-1])),
            )
            for error in errors
            if error["type"] in _UNKNOWN_KEY
        }
        for error in errors:
            loc = error["loc"]
            if error["type"] in _MISSING and (loc[:-1], f' Did you mean "{loc[-1]}"?') in misspelt:
                continue
            at = _place(data, loc)
            kind, message, mend = _words(error, (*prefix, *at), subject, type_)
            rule = f"{self.family}-{kind}"
            self.say(rule, subject=subject, path=(*path, *at), message=message, mend=mend)


def _concerned(subject: str) -> tuple[str, ...]:
    """Return the components that a subject names; ids have no spaces and no `#`."""
    kind, _, name = subject.partition(":")
    if kind == "edge":
        source, _, target = name.partition("#")[0].split(" ")
        return tuple(dict.fromkeys((source, target)))
    if kind == "attestation":
        return (name.partition(" ")[0],)
    return (name,) if kind == "component" else ()


def _words(error: Any, at: Path, subject: str, type_: Any) -> tuple[str, str, str]:
    """Return what kind of error one of pydantic is, message and mend."""
    kind, context, value = error["type"], error.get("ctx") or {}, error.get("input")
    thing, _, name = subject.partition(":")
    whole = f'the {thing} "{name}"'
    if kind in _UNKNOWN_KEY:
        key = str(at[-1]) if at else ""
        known = _keys(type_, error["loc"][:-1])
        return (
            "unknown-key",
            f'The key "{_dotted(at)}" of {whole} is not known',
            _meant(key, known),
        )
    if kind in _MISSING:
        key = str(error["loc"][-1])
        dotted = _dotted((*at, key))
        return "missing-key", f'The key "{dotted}" of {whole} is missing', f"Write `{key}:`."
    message, mend = _complaint(kind, context, value, error, type_)
    scalar = isinstance(value, str | int | float) and message.startswith("is no")
    text = f'"{_dotted(at)}" of {whole}' if at else f"T{whole[1:]}"
    return "wrong-value", f"{text} {message}{f': {shown(value)}' if scalar else ''}", mend


def _complaint(  # noqa: PLR0911 - one return for each kind of error
    kind: str, context: Mapping[str, Any], value: Any, error: Any, type_: Any
) -> tuple[str, str]:
    if value is None:
        return "is empty", "Write a value, or remove the key."
    if kind == "form":
        return str(context["message"]), str(context["mend"])
    if kind == "enum":
        words = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        near = did_you_mean(value, words) if isinstance(value, str) else ""
        return f"is not one of {', '.join(words)}", f"Write one of them.{near}"
    if kind in _BOUNDS:
        message, mend = _BOUNDS[kind]
        return message.format(**context), mend.format(**context)
    if kind in _NO_MAPPING:
        keys = ", ".join(_keys(type_, error["loc"])[:8])
        return f"is {shown(value)}, not a mapping", f"Write `key: value` lines; it has {keys}."
    if kind.startswith("int"):
        return "is not a whole number", "Write a whole number such as 3, without quotes."
    if kind.startswith("bool"):
        return "is not true or false", "Write `true` or `false`, without quotes."
    if kind == "too_short" and value == []:
        return "is an empty list", "List what is meant."
    if kind in {"tuple_type", "list_type"}:
        return f"is {shown(value)}, not a list", "Write a list such as `[a, b]`."
    return f"is wrong: {error['msg']}", "See the reference of the format for what it takes."


def _meant(key: str, known: Iterable[str]) -> str:
    if key == "<<":
        return "YAML 1.2 has no merge keys; write the keys out, or use an alias for a whole value."
    known = list(known)
    near = did_you_mean(key, known)
    if not near and (word := SYNONYMS.get(key.casefold())) in known:
        near = f' Did you mean "{word}"?'
    return f"Remove it.{near}" if near else f"Remove it; known are {', '.join(known)}."


def _dotted(path: Path) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _place(data: Any, loc: Sequence[str | int]) -> Path:
    """Return the part of an error's path that exists in the data."""
    path: list[str | int] = []
    for part in loc:
        inside = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if inside or (isinstance(data, dict) and part in data):
            data = data[part]
            path.append(part)
    return tuple(path)


def _around(path: Path, others: Iterable[Path]) -> bool:
    """Say whether a path leads to one of the others, or to what holds it."""
    return any(other[: len(path)] == path for other in others)


def _pruned(data: Any, paths: set[Path]) -> Any:
    """Return the data without what stands at these paths; None where that is all of it."""
    if () in paths:
        return None
    if not paths:
        return data
    below: dict[str | int, set[Path]] = {}
    for path in paths:
        below.setdefault(path[0], set()).add(path[1:])
    if isinstance(data, dict):
        return {
            key: _pruned(value, below.get(key, set()))
            for key, value in data.items()
            if () not in below.get(key, set())
        }
    return [
        _pruned(value, below.get(index, set()))
        for index, value in enumerate(data)
        if () not in below.get(index, set())
    ]


def _keys(type_: Any, loc: Iterable[str | int]) -> list[str]:
    """Return the keys that a model knows at an error's path."""
    fields = _fields(type_)
    for part in loc:
        if isinstance(part, str) and part in fields:
            fields = _fields(fields[part])
    return list(fields)


def _fields(type_: Any) -> dict[str, Any]:
    """Return the fields of the first model found in a type, by the names that maps use."""
    if isinstance(type_, NoneType):
        return {}
    if (fields := getattr(type_, "__pydantic_fields__", None)) is not None:
        return {(info.alias or name): info.annotation for name, info in fields.items()}
    for part in get_args(type_):
        if found := _fields(part):
            return found
    return {}
