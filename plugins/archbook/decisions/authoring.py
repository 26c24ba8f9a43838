"""Beginning a decision: its number, its file's name, its text."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archbook.decisions.drafting import Draft, canonical_template, fill_template
from archbook.decisions.model import Decision, DecisionLog, Status
from archbook.decisions.numbering import naming_of, next_number
from archbook.decisions.relations import TargetIndex, no_file
from archbook.source.files import read_text
from archbook.source.findings import did_you_mean

__all__ = ["Begun", "CannotBegin", "begin_decision", "slug_of"]

TEMPLATES = ("template.md", "adr-template.md")
"""Names of a log's own template, in order of precedence."""

_MOST_LETTERS = 70
_MOST_BYTES = 180
_TRIES = 50
_TEMPLATE_LIMIT = 1_000_000
_FOLDED = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"Œ": "Oe", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)


class CannotBegin(Exception):  # noqa: N818 - it says what the matter is
    """A decision cannot be begun as asked; its text says why and what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A decision that was begun.

    Attributes:
        path: Its file.
        id: Its id.
        superseded: The decisions that it is to replace.
    """

    path: Path
    id: str
    superseded: tuple[Decision, ...] = ()


def begin_decision(
    title: str,
    *,
    log: DecisionLog,
    folder: Path,
    day: dt.date,
    status: Status = Status.PROPOSED,
    decision_makers: Sequence[str] = (),
    supersedes: Sequence[str] = (),
    short: bool = False,
) -> Begun:
    """Write the file of a new decision; no file that is there is touched.

    Args:
        title: Its title, one line of plain text.
        log: The log that it belongs to, which decides number, names and template.
        folder: The log's folder; made where it is not there yet.
        day: Its date.
        status: Its status.
        decision_makers: Who decides.
        supersedes: Numbers, ids or file names of the decisions that it replaces.
        short: Whether to leave out Context and Options, where the template is archbook's own.

    Returns:
        What was written.

    Raises:
        CannotBegin: The title cannot be one, or a decision to supersede is not in the log.
        OSError: The file cannot be written.
    """
    title = _checked(title)
    old = tuple(_find(log, name) for name in supersedes)
    files = (*log.decisions, *log.others)
    naming = naming_of(log.decisions)
    template = _template(folder, short=short)
    slug = slug_of(title)
    folder.mkdir(parents=True, exist_ok=True)
    first = next_number(files)
    for number in range(first, first + _TRIES):
        name = naming.file_name(number, slug, day=day)
        path = folder / name
        if not naming.dated and _taken(folder, name[: -len(f"{slug}.md")]):
            continue
        draft = Draft(
            path=name,
            id=posixpath.splitext(name)[0] if naming.dated else naming.id(number),
            number="" if naming.dated else str(number),
            title=title,
            status=status,
            date=day.isoformat(),
            decision_makers=tuple(decision_makers),
            supersedes=old,
        )
        text = fill_template(template, draft)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            if naming.dated:
                raise CannotBegin(f"{name} is there already; choose another title.") from None
            continue
        return Begun(path=path, id=draft.id, superseded=old)
    raise CannotBegin(f"No free number was found from {first} on.")


def slug_of(title: str) -> str:
    """Return a title as part of a file name: lower case, hyphens, accents of Latin letters folded.

    Letters of other scripts stay as they are.
    """
    folded = "".join(_plain(char) for char in title.translate(_FOLDED)).casefold()
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", folded)).strip("-")
    slug = slug[:_MOST_LETTERS]
    while len(slug.encode()) > _MOST_BYTES:
        slug = slug[:-1]
    if len(slug) == _MOST_LETTERS and "-" in slug:
        slug = slug.rpartition("-")[0]
    return slug.strip("-") or "decision"


def _plain(char: str) -> str:
    """Return a Latin letter without its accents, any other character as it is."""
    parts = unicodedata.normalize("NFKD", char)
    if not parts[:1].isascii():
        return char
    return "".join(part for part in parts if not unicodedata.combining(part))


def _checked(title: str) -> str:
    if "\n" in title or "\r" in title:
        raise CannotBegin("The title has a line break in it; write it on one line.")
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in title.replace("\t", " ")):
        raise CannotBegin("The title has control characters in it; leave them out.")
    words = " ".join(title.split())
    if not words:
        raise CannotBegin("The title is empty; say in a few words what is decided.")
    return words


def _find(log: DecisionLog, name: str) -> Decision:
    """Return the decision that a number, an id or a file name means."""
    index = TargetIndex.of(log.decisions, {decision.file: decision for decision in log.decisions})
    target: int | str = int(name) if name.isdecimal() and len(name) < len("20260302") else name
    found = index.find(no_file(log), target)
    if found.rivals:
        files = ", ".join(posixpath.basename(rival.path) for rival in found.rivals)
        raise CannotBegin(f'"{name}" may be any of {files}; name the file.')
    if found.decision is None:
        known = [word for d in log.decisions for word in (d.id.casefold(), str(d.number))]
        raise CannotBegin(
            f'There is no decision "{name}" in {log.folder}.{did_you_mean(name, known)}'
        )
    return found.decision


def _template(folder: Path, *, short: bool) -> str:
    for name in TEMPLATES:
        path = folder / name
        if path.is_file():
            return read_text(path, file=name, limit=_TEMPLATE_LIMIT).text
    return canonical_template(short=short)


def _taken(folder: Path, start: str) -> bool:
    """Say whether another process took a number since the log was read."""
    return any(entry.name.startswith(start) for entry in os.scandir(folder))
