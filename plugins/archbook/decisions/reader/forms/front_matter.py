"""The form `front matter`: keys of any spelling, values bare, quoted, in lists or in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archbook.decisions.model import Form
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.statements import Statement, Value
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.decisions.vocabulary.relations import relation_label
from archbook.source.anatomy import read_inline
from archbook.source.text_lines import TextLine

__all__ = ["statements"]

_GROUPS = frozenset({"adr", "madr", "decision", "metadata", "meta", "record", "extra", "params"})
_DEEPEST = 2
_STATUS_KEYS = ("value", "state", "status", "current", "name", "word", "stage", "label")
_DATE_KEYS = ("date", "since", "on", "at", "changed")
_KEYS = {"adr": Field.NUMBER, "applies_to": Field.COMPONENTS, "labels": Field.TAGS}
_LINE = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_TAG = re.compile(r"</?[a-z]", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def statements(document: Document) -> Iterator[Statement]:
    """Yield what the front matter states, line by line where it is no readable YAML."""
    front = document.front_matter
    if front.data:
        yield from _mapping(front.data, front.lines, 1)
    elif front.raw:
        yield from _raw_lines(front.raw, front.body_line - front.raw.count("\n") - 1)


def _mapping(
    data: Mapping[str, Any], lines: Mapping[str, int], line: int, *, depth: int = 0
) -> Iterator[Statement]:
    for key, value in data.items():
        at = lines.get(key, line)
        if isinstance(value, dict) and key.lower() in _GROUPS and depth < _DEEPEST:
            yield from _mapping(value, {}, at, depth=depth + 1)
        elif isinstance(value, dict) and field_of(key) is Field.STATUS and _parts(value):
            for field, part in _parts(value):
                yield Statement(
                    field=field, value=_lines(part, at), form=Form.FRONT_MATTER, line=at
                )
        elif statement := _statement(key, _lines(value, at), at):
            if statement.field is Field.TITLE and _TAG.search(str(value)):
                # What looks like HTML here is text: the other readers of front matter show it.
                statement = replace(statement, value=(TextLine(" ".join(str(value).split()), at),))
            yield statement


def _parts(value: Mapping[str, Any]) -> list[tuple[Field, Any]]:
    """Return status and date of a status that is a mapping, `{state: accepted, date: ...}`."""
    keys = {str(key).lower(): part for key, part in value.items() if part is not None}
    status = next((keys[key] for key in _STATUS_KEYS if key in keys), None)
    if status is None:
        return []
    date = next((keys[key] for key in _DATE_KEYS if key in keys), None)
    return [(Field.STATUS, status), *([(Field.DATE, date)] if date is not None else [])]


def _raw_lines(raw: str, first: int) -> Iterator[Statement]:
    rows = raw.split("\n")
    for offset, text in enumerate(rows):
        match = _LINE.fullmatch(text.rstrip())
        if match:
            at = first + offset
            value = read_inline(_bare(match[2]), at) or _raw_items(rows[offset + 1 :], at + 1)
            if statement := _statement(match[1], value, at):
                yield statement


def _raw_items(rows: Sequence[str], first: int) -> Value:
    """Return the items of a list, the first rows of some: `- @ann` is no YAML but clear."""
    found: list[TextLine] = []
    for offset, text in enumerate(rows):
        item = _ITEM.fullmatch(text.rstrip())
        if item is None:
            break
        found += read_inline(_bare(item[1]), first + offset)
    return tuple(found)


def _bare(value: str) -> str:
    return _COMMENT.sub("", value).strip().strip("'\"")


def _statement(key: str, value: Value, line: int) -> Statement | None:
    if not value:
        return None
    relation = relation_label(key)
    if relation:
        return Statement(
            field=Field.RELATION,
            value=value,
            form=Form.FRONT_MATTER,
            line=line,
            relation=relation[0],
            partial=relation[1],
        )
    field = _KEYS.get(key.lower()) or field_of(_CAMEL.sub(" ", key))
    if field is None or field is Field.OTHER:
        return None
    return Statement(field=field, value=value, form=Form.FRONT_MATTER, line=line)


def _lines(value: Any, line: int) -> Value:
    """Return a plain value as lines: those of a list one by one, of `{braces}` what they hold."""
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(part for item in value for part in _lines(item, line))
    if isinstance(value, dict):
        named = value.get("name") or value.get("title") or value.get("github")
        if isinstance(named, str):
            return read_inline(named, line)
        # `{accepted}` is a mapping with a key and no value; so is an unfilled placeholder.
        text = ", ".join(
            key if inner is None else f"{key}: {inner}" for key, inner in value.items()
        )
        return read_inline("{" + text + "}", line)
    return read_inline(str(value), line)
