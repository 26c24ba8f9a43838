"""The form of a checklist file: one model for each thing in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from archbook.checklists.limits import Age, Bounds
from archbook.checklists.model import Phase
from archbook.checklists.paths import FilePattern
from archbook.checklists.ways import ResultFormat, Strength
from archbook.components.forms import Day, Flag, Id, Line, Maybe, Prose, Short, Some, wrong
from archbook.components.selectors import Selector
from archbook.components.values import hyphenated

__all__ = [
    "WAYS",
    "AllOfEntry",
    "ChecklistEntry",
    "ChecklistFile",
    "DecisionTerms",
    "DecisionWay",
    "EitherWay",
    "FileWay",
    "ItemEntry",
    "PersonTerms",
    "PersonWay",
    "PropertyWay",
    "QuoteEntry",
    "ReferenceEntry",
    "ResultWay",
    "RuleWay",
    "RulesWay",
    "WebLink",
]

_DOTTED = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=hyphenated)


def _web(value: Any) -> str:
    if isinstance(value, str) and value.isprintable() and len(value) <= WEB_LIMIT:
        text = value.strip()
        if re.match(r"https?://[^\s/?#]", text, re.IGNORECASE) and " " not in text:
            return text
        scheme, colon, _ = text.partition(":")
        if colon and re.fullmatch(r"[A-Za-z][\w+.-]*", scheme):
            raise wrong(f'is a link with the scheme "{scheme[:40]}:"', _WEB_MEND)
    raise wrong("is not an address", _WEB_MEND)


WEB_LIMIT = 2_000
_WEB_MEND = "Write an address in full, such as `https://example.org/page`."

WebLink = Annotated[
    str,
    PlainValidator(_web),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": WEB_LIMIT,
            "format": "uri",
            "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://",
        }
    ),
]
"""An address on the web, in full."""


def _dotted(value: Any) -> str:
    if isinstance(value, str) and _DOTTED.fullmatch(value.strip()):
        return value.strip()
    raise wrong(
        "is not a path into the map's format",
        "Write keys with dots between them, such as `operations.rollback.drilled`.",
    )


_Dotted = Annotated[
    str,
    PlainValidator(_dotted),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{_DOTTED.pattern}$",
            "examples": ["operations.rollback.drilled"],
        }
    ),
]


class ReferenceEntry(_Entry):
    """Where an item comes from or is explained."""

    title: Line
    """What it is called."""
    url: Maybe[WebLink] = None
    """Its address; none for a book or a paper without one."""


class RuleWay(_Entry):
    """A rule about the map must hold for the component; what it cannot tell is unknown."""

    rule: Some[Id]
    """Id of the rule; `archbook rules` lists them."""


class RulesWay(_Entry):
    """Several rules about the map must all hold for the component."""

    rules: Some[Id]
    """Ids of the rules; `archbook rules` lists them."""


class PropertyWay(Bounds):
    """The map must state a fact of the component, within limits where some are given."""

    property: _Dotted
    """The dotted path in the map's format, such as `operations.rollback.within`."""
    max_age: Maybe[Age] = None
    """For a date: how long ago it may lie, such as `180d`."""
    strength: Maybe[Strength] = None
    """How strong the fact is as evidence. Default: `drilled` for a path that ends with `drilled`,
    else `declared`."""


class DecisionTerms(_Entry):
    """What a decision must be like."""

    about_component: Maybe[Flag] = None
    """Whether it must name the component under `components:`. Default: `true`, but `false` where
    `id` names the decision."""
    enforces: Maybe[Id] = None
    """The rule or item that it must ask for under `enforces:`."""
    tags: Maybe[Some[Id]] = None
    """Tags that it must carry, all of them."""
    id: Maybe[Line] = None
    """The very decision, such as `ADR-013`."""


class DecisionWay(_Entry):
    """A decision must be in force in the log."""

    decision: Annotated[DecisionTerms, Short("id")]
    """What it must be like, or the id of the very decision."""


class FileWay(_Entry):
    """A file must be in the repository."""

    file: FilePattern
    """Its path from the handbook's root. `{component}` stands for the component's id, `*` for any
    text within one part; one match is enough."""
    newer_than: Maybe[FilePattern] = None
    """What it must not be older than, by the last change in git."""
    max_age: Maybe[Age] = None
    """How long ago its last change in git may lie."""
    contains: Maybe[Line] = None
    """A heading or word that it must contain, whatever its case."""


class ResultWay(_Entry):
    """A result file of another tool must say that something passed."""

    result: FilePattern
    """Its path, as of a `file`."""
    format: ResultFormat
    """Its format."""
    match: Maybe[Line] = None
    """Pattern of the test's `classname.name`, or of the SARIF rule's id: `*`, `?`, `{component}`.
    Default: all."""
    max_age: Maybe[Age] = None
    """How long ago it may have been written."""


def _named(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return dict.fromkeys(value)
    return {value: None} if isinstance(value, str) else value


class PersonTerms(_Entry):
    """What an attestation must be like."""

    max_age: Maybe[Age] = None
    """How long it lasts, such as `180d`. Default: it does not age."""
    fields: Maybe[
        Annotated[
            dict[Id, Bounds | None],
            Short(_named, {"type": "array", "items": {"type": "string"}}),
        ]
    ] = None
    """Values that must be stated, each with its limit: `{minutes: {at-most: 15}}`. A list of names
    asks for values without limits."""
    evidence: Maybe[Flag] = None
    """Whether evidence must be linked. Default: `true`."""


class PersonWay(_Entry):
    """A person must attest it, with a statement, a date and evidence."""

    person: Annotated[
        PersonTerms, Short(lambda value: {} if value is True else value, {"const": True})
    ]
    """What the attestation must be like."""


# Ways hold ways; the schema's own module writes out what such a title stands for.
_WAY_SCHEMA = WithJsonSchema({"title": "Way"})


class EitherWay(_Entry):
    """Several ways, of which the best counts."""

    either: Annotated[list[Annotated[Any, _WAY_SCHEMA]], Field(min_length=2)]
    """The ways, at least two."""


WAYS: Mapping[str, type[BaseModel]] = {
    "rule": RuleWay,
    "rules": RulesWay,
    "property": PropertyWay,
    "decision": DecisionWay,
    "file": FileWay,
    "result": ResultWay,
    "person": PersonWay,
    "either": EitherWay,
}
"""The forms of the ways, by the key that tells which it is."""


class ItemEntry(_Entry):
    """An ability that components are asked for. Its id is its key."""

    ability: Line
    """The ability, as a clause that completes "Can it ...?"."""
    why: Prose
    """What goes wrong without it."""
    how: Prose
    """How to get there."""
    verify: Prose
    """How it is verified."""
    decided_by: Annotated[Any, _WAY_SCHEMA]
    """How it is decided."""
    phases: Maybe[Some[Phase]] = None
    """When it is asked."""
    applies_to: Maybe[Selector] = None
    """The components it is asked of. Default: all that are live, but people."""
    levels: Maybe[Some[Id]] = None
    """Levels from which up it is required, unless a checklist says otherwise. Default: from the
    lowest."""
    replaces: Maybe[Some[Id]] = None
    """Items that it replaces at the levels at which it is required itself."""
    references: Maybe[Some[Annotated[ReferenceEntry, Short("title")]]] = None
    """Where it comes from."""
    decision: Maybe[Line] = None
    """The decision that it comes from, such as `ADR-015`."""
    enforce_from: Maybe[Day] = None
    """The day from which it counts; a fail before that is `not-yet`."""
    evidence: Maybe[Strength] = None
    """The least strength of evidence that passes. Default: `declared`."""


class QuoteEntry(_Entry):
    """An item as a checklist asks for it."""

    item: Id
    """Id of the item."""
    levels: Maybe[Some[Id]] = None
    """Levels from which up it is required here. Default: the item's own."""
    off: Maybe[Prose] = None
    """Why it is switched off here."""
    enforce_from: Maybe[Day] = None
    """The day from which it counts here. Default: the item's own."""
    section: Maybe[Line] = None
    """Heading under which it is listed."""


class AllOfEntry(_Entry):
    """Every item of another checklist, with its levels there."""

    all_of: Id
    """Id of the checklist."""
    levels: Maybe[Some[Id]] = None
    """Levels from which up all of them are required here. Default: as there."""
    enforce_from: Maybe[Day] = None
    """The day from which all of them count here. Default: as there."""
    section: Maybe[Line] = None
    """Heading under which they are listed. Default: as there."""


class ChecklistEntry(_Entry):
    """A list of items, with a ladder of levels. Its id is its key."""

    title: Maybe[Line] = None
    """Its title. Default: the id."""
    summary: Maybe[Prose] = None
    """What it is for."""
    levels: Maybe[Some[Id]] = None
    """Its levels, lowest first. Default: one, `ready`, at which all of its items are required."""
    applies_to: Maybe[Selector] = None
    """The components it is about. Default: all that its items apply to."""
    phases: Maybe[Some[Phase]] = None
    """When it is used. Default: when its items are asked."""
    items: Annotated[list[Annotated[Any, WithJsonSchema({"title": "Quote"})]], Field(min_length=1)]
    """Its items in order: ids, quotes with levels of their own, or all of another checklist."""


class ChecklistFile(_Entry):
    """Items and checklists; ids are unique over all files."""

    model_config = ConfigDict(title="Checklists")

    items: dict[Id, ItemEntry] = {}
    """Abilities that components are asked for."""
    checklists: dict[Id, ChecklistEntry] = {}
    """Lists of items."""
