"""How values are written in a map: the small forms that its models are put together from.

Each form validates what the YAML holds, says what to write instead, and describes itself in the
JSON Schema. `Maybe[T]` may be left out but not left empty, `OrNone[T]` may be the word `none`
(which is a statement), `Listed[T]` may be a single value, `Short(key)` may be a text that stands
for one key of a mapping.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, TypeVar, Union, get_args

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from archbook.components.units import Duration, Money, Percentage, Rate, Size, UnitError

__all__ = [
    "ID_SCHEMA",
    "NONE",
    "TEXT_SCHEMA",
    "Amount",
    "Count",
    "Day",
    "Flag",
    "Id",
    "Line",
    "Link",
    "Listed",
    "Maybe",
    "Nothing",
    "OrNone",
    "Plain",
    "Prose",
    "Scalar",
    "Share",
    "Short",
    "Some",
    "Span",
    "Switch",
    "Throughput",
    "Version",
    "Volume",
    "wrong",
]

JsonSchema = dict[str, Any]
T = TypeVar("T")

TEXT_SCHEMA: Mapping[str, Any] = {"type": "string", "pattern": r"\S"}
"""JSON Schema of a text that is not empty."""

LINE_LIMIT = 200
PROSE_LIMIT = 4_000
ID_LIMIT = 100
COUNT_LIMIT = 1_000_000_000

ID_MEND = (
    "An id has letters and digits of any script, and - _ . / between them; no spaces, at most "
    f"{ID_LIMIT} characters. Put the readable name under `name:`."
)
ID_PATTERN = r"^[^\W_]+(?:(?:[./]|[-_]+)[^\W_]+)*$"
_ID = re.compile(ID_PATTERN[1:-1])
# For editors, whose patterns know no classes of letters: all but signs, spaces and controls.
_ID_PART = r"[^\s\x00-/:-@\[-`{-\x9f\u2000-\u206f]+"
# A combining mark is no word character of Python's, yet part of words in many scripts.
_MARKS = frozenset({"Mn", "Mc"})
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


class Nothing(StrEnum):
    """The statement that there is none, which is not the same as no statement."""

    NONE = "none"


NONE = Nothing.NONE


def wrong(message: str, mend: str) -> PydanticCustomError:
    """Make the error for a value: `message` begins with "is", "has" or the like."""
    return PydanticCustomError("form", "{message}", {"message": message, "mend": mend})


def _without(source: Any, *types: type) -> Any:
    """Return a union without some of its members."""
    left = tuple(member for member in get_args(source) if member not in types)
    return Union[left]  # noqa: UP007 - members are only known at run time


class _Maybe:
    """A field that may be left out; an empty one is an error, not a None."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return handler(_without(source, NoneType))


class _OrNone:
    """The word `none` (or `false`), or a value."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner = handler(_without(source, Nothing))
        return core_schema.no_info_wrap_validator_function(
            lambda value, validate: NONE if value == "none" or value is False else validate(value),
            inner,
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        return _any_of({"enum": ["none", False], "description": "There is none."}, handler(schema))


Maybe = Annotated[T | None, _Maybe()]
OrNone = Annotated[T | Nothing, _OrNone()]


class _Listed:
    """A list; a single value stands for a list of one."""

    def __init__(self, *, least: int = 0) -> None:
        self._least = least

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._read, handler(source))

    def _read(self, value: Any) -> Any:
        if isinstance(value, list) and len(value) < self._least:
            raise wrong("is an empty list", "List what is meant.")
        return value if isinstance(value, list | tuple | NoneType) else [value]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        inner = handler(schema) | ({"minItems": self._least} if self._least else {})
        return _any_of(dict(inner["items"]), inner)


Listed = Annotated[tuple[T, ...], _Listed()]
Some = Annotated[tuple[T, ...], _Listed(least=1)]


class Short:
    """A mapping for which a plain value may stand that means one of its keys.

    Args:
        key: The key that a text stands for, or a function from the plain value to a mapping
            (returning the value itself where it cannot stand for one).
        schema: JSON Schema of the plain value, or a type that has it.
    """

    def __init__(
        self, key: str | Callable[[Any], Any], schema: Mapping[str, Any] | Any = None
    ) -> None:
        self._key = key
        self._schema = TEXT_SCHEMA if schema is None else schema

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._mapping, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        plain = self._schema
        if not isinstance(plain, Mapping):
            plain = TypeAdapter(plain).json_schema()
        return _any_of(plain, handler(schema))

    def _mapping(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        if callable(self._key):
            return self._key(value)
        return {self._key: value} if isinstance(value, str) else value


def _any_of(*schemas: Mapping[str, Any]) -> JsonSchema:
    flat: list[Any] = []
    for schema in schemas:
        flat.extend(schema["anyOf"] if set(schema) == {"anyOf"} else [dict(schema)])
    return {"anyOf": flat}


class Plain:
    """A value read by a function of ours, with its JSON Schema written out."""

    def __init__(self, read: Callable[[Any], Any], **schema: Any) -> None:
        self._read = read
        self._schema = schema

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        del source, handler
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        del schema, handler
        return dict(self._schema)


Quantity = type[Duration] | type[Percentage] | type[Rate] | type[Money] | type[Size]


def _unit(unit: Quantity) -> Plain:
    def read(value: Any) -> Any:
        if isinstance(value, unit):
            return value
        try:
            return unit.parse(value if isinstance(value, str) else "")
        except UnitError as error:
            raise wrong(error.message, error.mend) from None

    return Plain(read, type="string", pattern=unit.PATTERN, examples=list(unit.EXAMPLES))


Span = Annotated[Duration, _unit(Duration)]
Share = Annotated[Percentage, _unit(Percentage)]
Throughput = Annotated[Rate, _unit(Rate)]
Amount = Annotated[Money, _unit(Money)]
Volume = Annotated[Size, _unit(Size)]


def _text(limit: int, *, lines: bool) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise wrong("is not a text", _quote_it(value))
        text = value.strip()
        if not text:
            raise wrong("is empty", "Write a text, or remove the key.")
        if len(text) > limit:
            raise wrong(
                f"has {len(text):,} characters, more than {limit:,}",
                "Shorten it; longer explanations belong on a page of their own.",
            )
        if found := _UNPRINTABLE.search(text):
            raise wrong(
                f"holds the control character U+{ord(found[0]):04X}", "Remove that character."
            )
        try:
            text.encode()
        except UnicodeEncodeError:
            raise wrong("holds half a character (a lone surrogate)", "Write it in full.") from None
        return text if lines else " ".join(text.split())

    return read


def _quote_it(value: Any) -> str:
    if isinstance(value, bool | int | float):
        return "Put it in quotes."
    return "Write a text."


Line = Annotated[str, Plain(_text(LINE_LIMIT, lines=False), **TEXT_SCHEMA, maxLength=LINE_LIMIT)]
Prose = Annotated[str, Plain(_text(PROSE_LIMIT, lines=True), **TEXT_SCHEMA, maxLength=PROSE_LIMIT)]


def read_id(value: Any) -> str:
    """Return an id.

    Raises:
        PydanticCustomError: It is none; the message says what an id may be.
    """
    if not isinstance(value, str):
        raise wrong("is not an id", _quote_it(value) if value is not None else ID_MEND)
    bare = value
    if not value.isascii():
        bare = "".join(c for c in value if unicodedata.category(c) not in _MARKS)
        if unicodedata.normalize("NFC", value) != value:
            raise wrong(
                "is an id with letters in decomposed form", "Write it in composed form (NFC)."
            )
    if len(value) > ID_LIMIT or not _ID.fullmatch(bare):
        raise wrong("is not an id", ID_MEND)
    return value


def _reference(value: Any) -> str:
    name = read_id(value)
    if name == NONE:
        raise wrong("is no id here", "Name one, or remove the key.")
    return name


ID_SCHEMA: Mapping[str, Any] = {
    "type": "string",
    "pattern": rf"^(?!none$){_ID_PART}(?:(?:[./]|[-_]+){_ID_PART})*$",
    "maxLength": ID_LIMIT,
    "examples": ["orders"],
}
"""JSON Schema of an id."""

Id = Annotated[str, Plain(_reference, **ID_SCHEMA)]


def _link(value: Any) -> str:
    text = _text(2_000, lines=False)(value)
    scheme, colon, _ = text.partition(":")
    if colon and re.fullmatch(r"[A-Za-z][\w+.-]*", scheme) and scheme.lower() not in _SCHEMES:
        raise wrong(
            f'is a link with the scheme "{scheme[:40]}:"',
            "Write an https: or mailto: address, or a path relative to the handbook's root.",
        )
    return text


_SCHEME_NAMES = "|".join(
    "".join(f"[{letter}{letter.upper()}]" for letter in scheme) for scheme in sorted(_SCHEMES)
)
_LINK_PATTERN = rf"^\s*(?!\s|(?!(?:{_SCHEME_NAMES}):)[A-Za-z][A-Za-z0-9_+.-]*:)\S"

Link = Annotated[
    str,
    Plain(_link, type="string", pattern=_LINK_PATTERN, maxLength=2_000, format="uri-reference"),
]


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong("is not a date", 'Write year, month and day, such as "2026-09-14".')


_DAY_PATTERN = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"

Day = Annotated[
    dt.date,
    Plain(_day, type="string", format="date", pattern=_DAY_PATTERN, examples=["2026-09-14"]),
]


def _switch(value: Any) -> bool | str:
    if isinstance(value, bool):
        return value
    text = _text(LINE_LIMIT, lines=False)(value)
    return text if text != NONE else False


Switch = Annotated[
    bool | str,
    Plain(_switch, anyOf=[{"type": "boolean"}, {**TEXT_SCHEMA, "examples": ["burn-rate"]}]),
]
"""Whether there is one, or which: `false` and `none` say that there is none."""


def _version(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _text(LINE_LIMIT, lines=False)(value)


Version = Annotated[str, Plain(_version, anyOf=[{**TEXT_SCHEMA}, {"type": "number"}])]

Flag = Annotated[bool, Field(strict=True)]


def _scalar(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return _text(LINE_LIMIT, lines=False)(value)


Scalar = Annotated[
    Any, Plain(_scalar, anyOf=[{**TEXT_SCHEMA}, {"type": "number"}, {"type": "boolean"}])
]
"""A single value of a kind that only its field knows."""

Count = Annotated[int, Field(strict=True, ge=1, le=COUNT_LIMIT)]
