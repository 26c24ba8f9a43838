"""The text of a new decision: a template with its placeholders filled."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from archbook.decisions.model import Decision, RelationKind, Status
from archbook.decisions.reader import read_decision
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.source.files import SourceText
from archbook.source.yamltext import read_yaml

__all__ = ["Draft", "canonical_template", "fill_template"]

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE
)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]*?)[ \t]*:(?=\s|$)")
_PLAIN = re.compile(r"[A-Za-z][\w .@/+-]*[\w.@/+-]|[A-Za-z]")
_TITLE = re.compile(r"^#[ \t]+(?P<text>.*)$", re.MULTILINE)
_TITLE_NUMBER = re.compile(
    r"(?P<prefix>ADR[-_ #]?)?(?P<number>\d+|N{2,}|X{2,}|\{?\{?number\}?\}?)"
    r"(?P<rest>[.:]| ?[-\u2013\u2014])\s",
    re.IGNORECASE,
)
_FIELD_LINE = re.compile(
    r"^(?P<head>[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?(?P<label>[^\W\d_][^:*_|\n]{0,40}?)"
    r"(?:[ \t]*:(?:\*\*|__)?|(?:\*\*|__)[ \t]*:))[ \t]*(?P<value>[^\n]*)$",
    re.MULTILINE,
)
_TABLE = re.compile(
    r"^(?P<head>\|[^\n]*\|)[ \t]*\n\|[-:| \t]+\|[ \t]*\n(?P<row>\|[^\n]*\|)[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^#{2,6}[ \t]+(?P<text>[^\n]*?)[ \t#]*$", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_\[\]<>&#!|~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a new decision states.

    Attributes:
        path: Its path in the log, which may carry its number.
        id: Its id.
        number: Its number as a text for titles and placeholders; empty where files carry dates.
        title: Its title, plain text.
        status: Its status.
        date: Its date, `YYYY-MM-DD`.
        decision_makers: Who decides.
        supersedes: The decisions that it replaces.
    """

    path: str
    id: str
    number: str
    title: str
    status: Status
    date: str
    decision_makers: tuple[str, ...] = ()
    supersedes: tuple[Decision, ...] = ()


def canonical_template(*, short: bool = False) -> str:
    """Return archbook's own template.

    Args:
        short: Whether to leave out Context and Options.
    """
    name = "short.md" if short else "decision.md"
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


def fill_template(template: str, draft: Draft) -> str:
    """Return a template with the fields of a new decision filled in.

    The result says what the draft says: it is read again, and what the template has no place for
    goes into the front matter.

    Args:
        template: A template in any form that the reader knows.
        draft: What to fill in.
    """
    head, body = _split(template)
    values = _front_matter_values(draft)
    present = {key for key in values if head is not None and _has_key(head, key)}
    filled = head
    for key in present:
        filled = _with_key(filled or "", key, values[key])
    body = _with_fields(body, draft, stated=present)
    for titled in _titles(body, draft):
        text = _joined(filled, titled)
        if _read(text, draft).title == draft.title:
            break
    else:
        filled = _with_key(filled or "", "title", _scalar(draft.title))
        text = _joined(filled, titled)
    return _completed(text, draft, values)


def _front_matter_values(draft: Draft) -> dict[str, str]:
    """Return the front matter's fields with their YAML, as far as the draft states them."""
    values = {"id": _scalar(draft.id), "status": draft.status.value, "date": draft.date}
    if draft.decision_makers:
        values["decision-makers"] = _flow(draft.decision_makers)
    if draft.supersedes:
        values["supersedes"] = _flow([old.id for old in draft.supersedes])
    return values


def _completed(text: str, draft: Draft, values: Mapping[str, str]) -> str:
    """Put into the front matter what a reading of the text does not give."""
    read = _read(text, draft)
    numbers = {old.number for old in draft.supersedes}
    superseded = {r.target for r in read.relations if r.kind is RelationKind.SUPERSEDES}
    missing = {
        "status": read.status is not draft.status,
        "date": read.date != draft.date,
        "decision-makers": bool(draft.decision_makers)
        and read.decision_makers != draft.decision_makers,
        "supersedes": not numbers <= superseded,
    }
    head, body = _split(text)
    for key, wanted in missing.items():
        if wanted and key in values:
            head = _with_key(head or "", key, values[key])
    return _joined(head, body)


def _read(text: str, draft: Draft) -> Decision:
    source = SourceText(file=draft.path, text=text, size=len(text), truncated=False, findings=())
    return read_decision(source, path=draft.path)


def _split(text: str) -> tuple[str | None, str]:
    """Return the lines between the fences, None where there are none, and the body."""
    match = _FRONT_MATTER.match(text)
    return (match["yaml"], text[match.end() :]) if match else (None, text)


def _joined(head: str | None, body: str) -> str:
    return body if head is None else f"---\n{head}---\n\n{body.lstrip(chr(10))}"


def _has_key(head: str, key: str) -> bool:
    return any(_means(line, key) for line in head.split("\n"))


def _means(line: str, key: str) -> bool:
    """Say whether a line of a front matter begins the field that a canonical key names."""
    match = _KEY.match(line)
    if not match:
        return False
    name = match["key"]
    field = field_of(key)
    own = field in {Field.ID, Field.STATUS, Field.DATE, Field.DECIDERS, Field.TITLE}
    return name == key or (own and field_of(name) is field)


def _with_key(head: str, key: str, value: str) -> str:
    """Set a field of a front matter under the name it has there, else as a new last line."""
    lines = head.rstrip("\n").split("\n") if head.strip() else []
    result: list[str] = []
    done = skipping = False
    for line in lines:
        if skipping and (line[:1] in {" ", "\t"} or line.startswith("- ")):
            continue
        skipping = False
        if not done and _means(line, key):
            match = _KEY.match(line)
            name = match["key"] if match else key
            result.append(f"{name}: {value}")
            done = skipping = True
        else:
            result.append(line)
    if not done:
        result.append(f"{key}: {value}")
    return "\n".join(result) + "\n"


def _with_fields(body: str, draft: Draft, *, stated: set[str]) -> str:
    """Fill the fields that a template has in its body, unless the front matter has them."""
    words: dict[Field, str] = {}
    if "status" not in stated:
        words[Field.STATUS] = draft.status.value.capitalize()
    if "date" not in stated:
        words[Field.DATE] = draft.date
    if draft.decision_makers and "decision-makers" not in stated:
        words[Field.DECIDERS] = ", ".join(draft.decision_makers)

    def line(match: re.Match[str]) -> str:
        field = field_of(match["label"].strip())
        return f"{match['head']} {words.pop(field)}" if field in words else match[0]

    body = _FIELD_LINE.sub(line, _with_table(body, words))
    if Field.STATUS in words:
        body = _with_status_section(body, words[Field.STATUS], draft)
    for name, value in (("NUMBER", draft.number), ("DATE", draft.date), ("TITLE", draft.title)):
        body = re.sub(rf"\{{\{{\s*{name}\s*\}}\}}", _constant(value), body, flags=re.IGNORECASE)
    return body


def _with_table(body: str, words: dict[Field, str]) -> str:
    """Fill the first row below a table head that names fields, and take them off the list."""
    table = _TABLE.search(body)
    if not table:
        return body
    heads = [field_of(cell.strip()) for cell in table["head"].strip().strip("|").split("|")]
    cells = table["row"].strip().strip("|").split("|")
    if len(heads) != len(cells) or Field.STATUS not in heads:
        return body
    filled = [
        words.pop(head) if head in words else cell.strip()
        for head, cell in zip(heads, cells, strict=True)
    ]
    return f"{body[: table.start('row')]}| {' | '.join(filled)} |{body[table.end('row') :]}"


def _constant(value: str) -> Callable[[re.Match[str]], str]:
    return lambda _: value


def _with_status_section(body: str, status: str, draft: Draft) -> str:
    """Replace what a section called Status says."""
    for heading in _HEADING.finditer(body):
        if field_of(heading["text"]) is not Field.STATUS:
            continue
        following = re.compile(r"^#{1,6}[ \t]", re.MULTILINE).search(body, heading.end())
        end = following.start() if following else len(body)
        lines = [status, *(f"Supersedes [{o.id}]({o.path})" for o in draft.supersedes)]
        said = "\n\n".join(lines)
        return f"{body[: heading.end()]}\n\n{said}\n\n{body[end:]}"
    return body


def _titles(body: str, draft: Draft) -> Iterator[str]:
    """Yield the body with its title in ever safer forms, the template's own first."""
    heading = _TITLE.search(body)
    old = heading["text"] if heading else ""
    numbered = _TITLE_NUMBER.match(old) if draft.number else None
    prefix = ""
    if numbered:
        word = numbered["prefix"] or ""
        wide = len(numbered["number"]) if numbered["number"].isdecimal() else 0
        prefix = f"{word}{draft.number.zfill(wide)}{numbered['rest']} "
    escaped = _SPECIAL.sub(r"\\\1", draft.title)
    for title in (
        f"{prefix}{draft.title}",
        f"{prefix}{escaped}",
        f"{draft.id}: {draft.title}",
        f"{draft.id}: {escaped}",
    ):
        line = f"# {title}"
        if heading:
            yield body[: heading.start()] + line + body[heading.end() :]
        else:
            yield f"{line}\n\n{body.lstrip(chr(10))}"


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar, in quotes where it would be something else without."""
    if _PLAIN.fullmatch(text) and read_yaml(text, file="").data == text:
        return text
    return json.dumps(text, ensure_ascii=False)


def _flow(texts: Sequence[Any]) -> str:
    return f"[{', '.join(_scalar(str(text)) for text in texts)}]"
