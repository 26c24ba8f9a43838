"""Writes an attestation into its component's file; the rest of the file stays byte for byte."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from archbook.checklists.digest import file_digest, item_digest
from archbook.checklists.loading import ATTESTATIONS, MAX_SIZE
from archbook.checklists.model import Answer, Attestation, Evidence, EvidenceKind, Item
from archbook.checklists.paths import leaves
from archbook.source.entries import bounds_of
from archbook.source.findings import Location
from archbook.source.yamltext import read_yaml

__all__ = [
    "AttestingError",
    "attestation_file",
    "attested",
    "entry_text",
    "new_attestation",
    "write_attestation",
]

_STEP = "  "
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_PLAIN = re.compile(r"[^\W\d_][\w ,./()+'@=-]*(?<! )")
_PLAIN_VALUE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?|true|false", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]+", re.ASCII)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "none"})
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_EMPTY = re.compile(r"(\s*attestations\s*:)[ \t]*(?:\{[ \t]*\}|~|null)?([ \t]*(?:#.*)?)")


class AttestingError(ValueError):
    """An attestation that cannot be written.

    Attributes:
        message: What is wrong.
        mend: What to do.
    """

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(f"{message}. {mend}")
        self.message = message
        self.mend = mend


def new_attestation(
    item: Item,
    component: str,
    *,
    answer: Answer,
    by: str,
    on: dt.date,
    root: Path,
    statement: str = "",
    evidence: Sequence[tuple[EvidenceKind, str]] = (),
    values: Sequence[tuple[str, str]] = (),
) -> Attestation:
    """Return an attestation with the digests of its item and of the drills it rests on.

    Args:
        item: The item.
        component: Id of the component.
        answer: What is said.
        by: Who says so.
        on: The day.
        root: The handbook's folder.
        statement: What is stated.
        evidence: What it rests on: kinds, each with its address or path.
        values: Values for the item's fields.

    Raises:
        AttestingError: Evidence leads out of the repository, or the record of a drill is not there.
    """
    bounds = bounds_of(root)
    found = []
    for kind, target in evidence:
        digest = ""
        if kind is not EvidenceKind.LINK and leaves(target, root=root, bounds=bounds):
            raise AttestingError(
                f'The evidence "{target}" leads out of the repository',
                "Put the file into the repository, or link to where it is published.",
            )
        if kind is EvidenceKind.DRILL:
            try:
                digest = file_digest(root / target)
            except OSError as error:
                raise AttestingError(
                    f'The record "{target}" cannot be read: {error.strerror or "unknown reason"}',
                    "Write it first; it is pinned by its digest.",
                ) from None
        found.append(Evidence(kind=kind, target=target, digest=digest, location=Location(file="")))
    return Attestation(
        component=component,
        item=item.id,
        answer=answer,
        by=by,
        on=on,
        statement=statement,
        evidence=tuple(found),
        values=tuple(values),
        digest=item_digest(item),
        location=Location(file=""),
    )


def attestation_file(folder: Path, component: str) -> Path:
    """Return the file in which a component's attestations stand, or are to stand.

    Args:
        folder: The folder of the checklists.
        component: Id of the component.
    """
    base = folder / ATTESTATIONS / component
    other = base.with_name(f"{base.name}.yml")
    return other if other.is_file() else base.with_name(f"{base.name}.yaml")


def write_attestation(folder: Path, attestation: Attestation) -> Path:
    """Write an attestation into its component's file, which is made where there is none.

    Args:
        folder: The folder of the checklists.
        attestation: The attestation; one of the same item is replaced.

    Returns:
        The file.

    Raises:
        AttestingError: The file as it is cannot be changed safely.
        OSError: It cannot be read or written.
    """
    path = attestation_file(folder, attestation.component)
    text = ""
    if path.exists():
        if path.stat().st_size > MAX_SIZE:
            raise AttestingError(f"{path.name} is larger than {MAX_SIZE:,} bytes", "Shorten it.")
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            raise AttestingError(f"{path.name} is not valid UTF-8", "Save it as UTF-8.") from None
    new = attested(text, attestation)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(new.encode("utf-8"))
    return path


def attested(text: str, attestation: Attestation) -> str:
    """Return a file of attestations with one more, or with another one of the same item.

    Args:
        text: The file's text; empty for a new one.
        attestation: The attestation.

    Returns:
        The text. All lines but those of the entry are as they were.

    Raises:
        AttestingError: The text has errors, or is written so that it cannot be changed safely.
    """
    before = read_yaml(text, file="")
    if before.findings:
        first = before.findings[0]
        raise AttestingError(
            f"Line {first.location.line} of the file is wrong: {first.message}",
            first.mend or "Correct it first.",
        )
    data = before.data if before.data is not None else {}
    stated = data.get("attestations") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(stated, dict | None):
        raise AttestingError("The file holds no attestations", "Look at what it holds first.")
    new = _edited(text, attestation, data)
    after = read_yaml(new, file="")
    wanted = {**data, "attestations": {**(stated or {}), attestation.item: _data(attestation)}}
    if not data:
        wanted["component"] = attestation.component
    if after.findings or after.data != wanted:
        raise AttestingError(
            "The file is written so that it cannot be changed safely",
            f"Write this into it by hand:\n{entry_text(attestation)}",
        )
    return new


def entry_text(attestation: Attestation, *, indent: str = _STEP) -> str:
    """Return the YAML of one attestation, as it stands under `attestations:`.

    Args:
        attestation: The attestation.
        indent: What its first line begins with.
    """
    return "".join(f"{line}\n" for line in _lines(attestation, indent))


def _lines(attestation: Attestation, indent: str) -> Iterator[str]:
    inner = indent + _STEP
    yield f"{indent}{_scalar(attestation.item)}:"
    yield f"{inner}answer: {attestation.answer}"
    yield f"{inner}by: {_scalar(attestation.by)}"
    yield f"{inner}on: {attestation.on.isoformat()}"
    yield f"{inner}digest: {attestation.digest}"
    if attestation.statement:
        yield from _prose("statement", attestation.statement, inner)
    if attestation.evidence:
        yield f"{inner}evidence:"
    for each in attestation.evidence:
        yield f"{inner}{_STEP}- {each.kind}: {_scalar(each.target)}"
        if each.digest:
            yield f"{inner}{_STEP}  digest: {each.digest}"
    if attestation.values:
        yield f"{inner}fields:"
    for name, value in attestation.values:
        yield f"{inner}{_STEP}{_scalar(name)}: {_value(value)}"


def _data(attestation: Attestation) -> dict[str, Any]:
    """Return what the YAML of an attestation is to be read as."""
    data: dict[str, Any] = {
        "answer": attestation.answer.value,
        "by": attestation.by,
        "on": attestation.on.isoformat(),
        "digest": attestation.digest,
    }
    if attestation.statement:
        data["statement"] = attestation.statement
    if attestation.evidence:
        data["evidence"] = [
            {each.kind.value: each.target, **({"digest": each.digest} if each.digest else {})}
            for each in attestation.evidence
        ]
    if attestation.values:
        data["fields"] = {
            name: json.loads(value) if _PLAIN_VALUE.fullmatch(value) else value
            for name, value in attestation.values
        }
    return data


def _edited(text: str, attestation: Attestation, data: dict[str, Any]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = _split(text)
    if not data:
        head = f"component: {_scalar(attestation.component)}\nattestations:\n"
        end = _content_end(lines, len(lines), -1)
        return _joined(lines, end, end, head + entry_text(attestation), newline)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise _by_hand(attestation)
    keys = {key.value: (key, value) for key, value in root.value}
    margin = root.start_mark.column
    if "attestations" not in keys:
        last = root.value[-1][0].start_mark
        end = _region_end(lines, last.line, last.column)
        body = f"{' ' * margin}attestations:\n"
        body += entry_text(attestation, indent=" " * margin + _STEP)
        return _joined(lines, end, end, body, newline)
    key, value = keys["attestations"]
    if not data["attestations"]:
        return _first(lines, key.start_mark.line, margin, attestation, newline)
    if value.flow_style or key.start_mark.line == value.start_mark.line:
        raise _by_hand(attestation)
    entries = {each.value: each.start_mark for each, _ in value.value}
    column = value.value[0][0].start_mark.column
    body = entry_text(attestation, indent=" " * column)
    if attestation.item in entries:
        start = entries[attestation.item].line
        return _joined(lines, start, _region_end(lines, start, column), body, newline)
    end = _region_end(lines, value.value[-1][0].start_mark.line, column)
    return _joined(lines, end, end, body, newline)


def _by_hand(attestation: Attestation) -> AttestingError:
    return AttestingError(
        "The file writes its attestations in braces, into which nothing can be added safely",
        f"Write them on lines of their own; this is the new one:\n{entry_text(attestation)}",
    )


def _first(lines: list[str], at: int, margin: int, attestation: Attestation, newline: str) -> str:
    """Return a text whose `attestations` holds nothing so far with its first entry."""
    end = _BREAK.sub("", lines[at])
    found = _EMPTY.fullmatch(end)
    if found is None:
        raise _by_hand(attestation)
    body = f"{found[1]}{found[2].rstrip()}\n"
    body += entry_text(attestation, indent=" " * margin + _STEP)
    return _joined(lines, at, at + 1, body, newline)


def _split(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them, with their ends."""
    lines, at = [], 0
    for found in _BREAK.finditer(text):
        lines.append(text[at : found.end()])
        at = found.end()
    return [*lines, text[at:]] if at < len(text) else lines


def _joined(lines: list[str], start: int, end: int, body: str, newline: str) -> str:
    before = "".join(lines[:start])
    if before and not _BREAK.match(before[-1]):
        before += newline
    return before + body.replace("\n", newline) + "".join(lines[end:])


def _region_end(lines: list[str], start: int, column: int) -> int:
    """Return the number of the line after an entry: it ends before what stands no deeper."""
    at = start + 1
    while at < len(lines) and not _ends(lines[at], column):
        at += 1
    return _content_end(lines, at, column)


def _content_end(lines: list[str], end: int, column: int) -> int:
    """Return an end without the blank lines, and the comments that stand no deeper, before it."""
    while end > 0:
        line = lines[end - 1]
        text = line.strip()
        if text and not (text.startswith("#") and column >= 0 and _indent(line) <= column):
            break
        end -= 1
    return end


def _ends(line: str, column: int) -> bool:
    text = line.strip()
    return bool(text) and not text.startswith("#") and _indent(line) <= column


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _scalar(text: str) -> str:
    """Return a text as YAML of one line, in quotes where it needs them."""
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
    link = re.fullmatch(r"https?://[\w./~%+=&?-]+", text, re.ASCII)
    if plain or link or _DIGEST.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _value(text: str) -> str:
    return text if _PLAIN_VALUE.fullmatch(text) else _scalar(text)


def _prose(key: str, text: str, indent: str) -> Iterator[str]:
    """Yield a text as lines of a block where it has several, else in one line."""
    lines = text.split("\n")
    simple = all(line == line.strip() and line.isprintable() for line in lines)
    if len(lines) == 1 or not simple or not lines[0] or not lines[-1]:
        yield f"{indent}{key}: {_scalar(text)}"
        return
    yield f"{indent}{key}: |-"
    for line in lines:
        yield f"{indent}{_STEP}{line}".rstrip()
