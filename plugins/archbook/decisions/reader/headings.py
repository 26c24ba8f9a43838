"""Headings that say more than a name: `## Status: accepted`, `# Architecture Decision Record`."""

from __future__ import annotations

import re

from archbook.decisions.dates import first_date
from archbook.decisions.model import RelationKind
from archbook.decisions.reader.identity import split_title
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.decisions.vocabulary.folding import label_key
from archbook.decisions.vocabulary.relations import relation_label
from archbook.source.blocks import Block
from archbook.source.text_lines import TextLine

__all__ = ["heading_field", "heading_value", "is_generic_title", "is_vague", "titled_status"]

_COLON = re.compile(r"\s*[:\uff1a]\s*|\s+[-\u2013\u2014]\s+")
_LONGEST = 400
_GENERIC = frozenset(
    {
        "adr",
        "architecture decision record",
        "architectural decision record",
        "architecture decision",
        "architectural decision",
        "decision record",
        "design decision",
        "technical decision record",
        "architekturentscheidung",
        "decision d'architecture",
        "decision de arquitectura",
        "decisao de arquitetura",
    }
)


_VAGUE = frozenset(
    {"state", "stage", "lifecycle", "lifecycle stage", "stand", "zustand", "etat"}
    | {"estado actual", "estado atual", "stato attuale"}
)


def is_vague(text: str) -> bool:
    """Say whether a heading may be about the state of the system as well as the decision's."""
    return label_key(text) in _VAGUE


def heading_field(text: str) -> Field | None:
    """Return the field that a heading names; a word for a status alone names none."""
    field = field_of(text)
    if field in {Field.DECIDED, Field.CREATED} and (word := leading_status(text)) and word.bare:
        return None
    return field


def heading_value(
    heading: Block,
) -> tuple[Field | None, tuple[RelationKind, bool] | None, TextLine] | None:
    """Return the field or relation a heading names and the value it gives right there, or None."""
    if len(heading.lines) != 1:
        return None
    line = heading.lines[0]
    if len(line.text) > _LONGEST:
        return None
    colon = _COLON.search(line.text)
    if not colon or colon.end() == len(line.text):
        return _without_colon(line)
    name = line.text[: colon.start()]
    field, relation = field_of(name), relation_label(name)
    if field in {None, Field.OTHER, Field.NUMBER, Field.ID, Field.HISTORY} and relation is None:
        return None
    return field, relation, line.cut(colon.end())


_WORD_BEHIND = re.compile(
    r"(?P<name>[^()\[\]]{2,30}?)\s*(?:[(\[](?P<inner>[^()\[\]]+)[)\]]|\s(?P<word>\S+))$"
)


def _without_colon(line: TextLine) -> tuple[Field, None, TextLine] | None:
    """Return the status that stands right behind the word: `Status (accepted)`."""
    text = line.text
    first, blank, _ = text.partition(" ")
    if not blank or (field_of(first) is None and text[-1] not in ")]"):
        return None
    match = _WORD_BEHIND.match(text)
    if match is None or field_of(match["name"]) is not Field.STATUS:
        return None
    group = "inner" if match["inner"] else "word"
    word = leading_status(match[group])
    if word is None or not word.bare or label_key(match[group]) == "current":
        return None
    return Field.STATUS, None, line.cut(*match.span(group))


_TITLED = re.compile(
    r"\s*(?P<word>draft|wip|proposed|accepted|approved|rejected|declined|deprecated|obsolete"
    r"|superseded|withdrawn|retired)\s*:\s+(?=\S)",
    re.IGNORECASE,
)


def titled_status(text: str) -> re.Match[str] | None:
    """Return the status with a colon that a title begins with: `Deprecated: use queues`.

    Only words that nobody calls a part of a system by; `Proposal: ...` is a title.
    """
    found = _TITLED.match(text)
    return found if found and first_date(text[:40]) is None else None


def is_generic_title(text: str) -> bool:
    """Say whether a heading only says that the file is a decision record."""
    return label_key(text) in _GENERIC or not split_title(text).title
