"""Labels in lines: `Status: accepted`, `**Status** accepted`, `Status: accepted | Date: ...`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archbook.decisions.dates import find_dates, first_date
from archbook.decisions.model import RelationKind
from archbook.decisions.reader.status import leading_status
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.decisions.vocabulary.folding import label_key
from archbook.decisions.vocabulary.relations import relation_label
from archbook.source.text_lines import Mark, TextLine

__all__ = ["Labelled", "labelled_parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A labelled part of a line.

    Attributes:
        name: The label as written.
        field: The field it means.
        relation: The relation it means, and whether only in part.
        value: What stands behind it.
        strong: Whether the label is bold.
    """

    name: str
    field: Field
    relation: tuple[RelationKind, bool] | None
    value: TextLine
    strong: bool


_LABEL = re.compile(r"\s*(?P<name>[^:\uff1a=|]{1,60}?)\s*(?P<colon>[:\uff1a]|=(?!=))\s*")
_DASH = re.compile(r"\s*(?P<name>[^:|]{1,40}?)\s+(?:[-\u2013\u2014]|[-=]+>|\u2192)\s+")
_BEHIND = re.compile(r"\s*(?P<name>[^\W\d_]{4,12})[.]?\s+(?=[^\W\d_])")
_ALONE = re.compile(r"[^|\u00b7\u2022]{1,40}[|\u00b7\u2022]\s*")
_ROW = re.compile(r"\|\s*(?P<name>[^|]{1,60}?)\s*\|\s*(?P<value>[^|]*)")
_OUTCOMES = frozenset({"decision", "outcome", "resolution", "verdict", "entscheidung", "result"})
"""Labels of a status where a word for one stands alone behind them (`Decision: accepted`)."""
_STAGES = frozenset({Field.DECIDED, Field.CREATED})
_COLON = re.compile(r"[:\uff1a=]")
_PREPOSITIONS = frozenset({"on", "as of", "when", "day"})
_SEPARATOR = re.compile(r"[|\u00b7\u2022;,]")
_MAX_LINE = 2000
_SHORT = 120
"""Longer lines without a colon are prose."""


def labelled_parts(line: TextLine, *, item: bool) -> list[Labelled]:
    """Split a line into its labelled parts.

    Args:
        line: The line.
        item: Whether it is that of a list item, where a dash may follow a label too.

    Returns:
        The parts, empty where the line begins with no label that is known.
    """
    text = line.text[:_MAX_LINE]
    if text.startswith("|"):
        return _row(line, text)
    strong = {span.start: span.end for span in line.spans if span.mark is Mark.STRONG}
    starts = [0]
    if ":" in text or "\uff1a" in text or strong:
        starts += [found.end() for found in _SEPARATOR.finditer(text)]
        starts += [start for start in strong if start]
    found: list[tuple[int, int, str, Field, tuple[RelationKind, bool] | None, bool]] = []
    for start in sorted(set(starts)):
        struck = any(span.start <= start < span.end for span in line.marked(Mark.STRUCK))
        label = None if struck else _label_at(text, start, strong, item=item)
        if label is None:
            if start == 0 and not (len(starts) > 1 and _ALONE.match(text)):
                return []
            continue
        within = found and found[-1][3] is Field.STATUS and label[2] in _STAGES
        if within and not _COLON.search(text[start : label[0]]):
            continue  # `Status: ~~Proposed~~ **Accepted** (2024-05-06)` is one field
        found.append((start, *label))
    if found and found[0][0] and found[0][3] is not Field.STATUS:
        return []  # what begins a line without a label is text, unless the status stands behind
    parts = []
    for index, (_, end, name, field, relation, bold) in enumerate(found):
        stop = found[index + 1][0] if index + 1 < len(found) else None
        value = line.cut(end, stop)
        if stop is not None:
            value = value.cut(0, len(value.text.rstrip(" |\u00b7\u2022;,")))
        parts.append(Labelled(name=name, field=field, relation=relation, value=value, strong=bold))
    return parts


def _row(line: TextLine, text: str) -> list[Labelled]:
    """Return the name and the value of a row of a table that lacks its second line."""
    match = _ROW.match(text)
    known = _known(match["name"], match["value"]) if match else None
    if match is None or known is None:
        return []
    value = line.cut(match.start("value"), match.end("value"))
    return [
        Labelled(name=match["name"], field=known[0], relation=known[1], value=value, strong=False)
    ]


def _label_at(
    text: str, start: int, strong: dict[int, int], *, item: bool
) -> tuple[int, str, Field, tuple[RelationKind, bool] | None, bool] | None:
    """Return end, name, field, relation and boldness of the label that begins at a place."""
    at = start + len(text[start:]) - len(text[start:].lstrip())
    bold_end = strong.get(at, 0)
    match = _LABEL.match(text, start)
    if match:
        known = _known(match["name"], text[match.end() :])
        if known:
            return match.end(), match["name"], *known, bool(bold_end)
    if bold_end:
        name = text[at:bold_end].rstrip(" :\uff1a")
        known = _known(name, text[bold_end:])
        if known:
            rest = text[bold_end:]
            skip = len(rest) - len(rest.lstrip(" :\uff1a-\u2013\u2014"))
            return bold_end + skip, name, *known, True
    if (dated := _dated_label(text, start)) and (known := _known(dated[0], text[dated[1] :])):
        return dated[1], dated[0], *known, bool(bold_end)
    short = len(text) < _SHORT
    if (
        short
        and (behind := _BEHIND.match(text, start))
        and field_of(behind["name"]) is Field.STATUS
    ):
        word = leading_status(text[behind.end() :])
        if word is not None and (word.bare or text[behind.end("name")] == "."):
            return behind.end(), behind["name"], Field.STATUS, None, bool(bold_end)
    if item and (dash := _DASH.match(text, start)) and (known := _known(dash["name"], "")):
        return dash.end(), dash["name"], *known, bool(bold_end)
    return None


def _dated_label(text: str, start: int) -> tuple[str, int] | None:
    """Return a name that a date follows without a colon (`Date 2024-05-06`), and where it ends."""
    head = text[start : start + 60]
    digit = re.search(r"\d", head)
    if digit is None or not head[: digit.start()].strip():
        return None
    date = first_date(head)
    name = head[: date.start] if date else ""
    field = field_of(name) if name else None
    if date is None or field not in {Field.DATE, Field.DECIDED, Field.CREATED}:
        return None
    if label_key(name) in _PREPOSITIONS and re.search(r"[^\W\d_]", text[start + date.end :]):
        return None  # "On 2024-05-06 we met" is a sentence
    return name, start + date.start


def _known(name: str, rest: str) -> tuple[Field, tuple[RelationKind, bool] | None] | None:
    relation = relation_label(name)
    if relation is not None:
        return Field.RELATION, relation
    field = field_of(name)
    if field is None:
        return None
    if field is Field.OTHER and label_key(name) in _OUTCOMES:
        word = leading_status(rest)
        return (Field.STATUS if word and word.bare else field), None
    if field in {Field.DECIDED, Field.CREATED} and next(find_dates(rest), None) is None:
        return None  # "Proposed: a new service" is a sentence, "**Accepted**" a status
    return field, None
