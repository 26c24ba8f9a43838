"""Numbers of decisions: their order, their scope, and the next one of a log."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from archbook.decisions.model import Decision, FileKind, Target

__all__ = ["Naming", "duplicates", "naming_of", "next_number", "order_key", "scopes"]

T = TypeVar("T")
OrderKey = tuple[int, tuple[tuple[int, int, str], ...], str]

_NAME = re.compile(
    r"(?P<prefix>(?:[A-Za-z][A-Za-z0-9]*?[-_ ]?)?)(?P<digits>\d+)(?P<separator>[-_. ]+)\S"
)
_DATED = re.compile(r"(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])(?!\d)")
_STATED_ID = re.compile(r"(?P<prefix>[A-Za-z][A-Za-z ]*[-_ ]?)(?P<digits>\d+)")
_FIRST_NUMBERS = 1
"""A sequence of its own begins with 0 or 1."""


def order_key(number: Target | None, path: str) -> OrderKey:
    """Return the sort key of a decision: plain numbers, dates, other identifiers, none; then path.

    Texts are compared with their digits as numbers, so that `be-9` stands before `be-10`.
    """
    if isinstance(number, int):
        return 0, ((0, number, ""),), path
    if number is None:
        return 3, (), path
    return (1 if _is_date(number) else 2), _natural(number), path


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    parts = re.split(r"(\d+)", text.casefold(), maxsplit=20)
    return tuple(
        (0, int(part), "") if part.isdecimal() and len(part) < 300 else (1, 0, part)  # noqa: PLR2004 - far below Python's limit for reading integers
        for part in parts
        if part
    )


def _is_date(number: Target | None) -> bool:
    return isinstance(number, str) and len(number) == len("20260302") and number.isdecimal()


def scopes(decisions: Iterable[Decision]) -> Mapping[str, str]:
    """Return for each decision's path the folder within which its number is meant to be unique.

    A sub-folder with a sequence of its own is a scope: it has at least two numbers, and begins with
    0 or 1, or shares half of them with other folders. Files elsewhere belong to the nearest such
    folder above them, else to the whole log, the empty text.
    """
    by_folder: defaultdict[str, set[int]] = defaultdict(set)
    paths = []
    for decision in decisions:
        paths.append(decision.path)
        if isinstance(decision.number, int):
            by_folder[posixpath.dirname(decision.path)].add(decision.number)
    used = Counter(number for numbers in by_folder.values() for number in numbers)
    own = {
        folder
        for folder, numbers in by_folder.items()
        if len(numbers) > 1
        and (
            min(numbers) <= _FIRST_NUMBERS
            or 2 * sum(used[number] > 1 for number in numbers) >= len(numbers)
        )
    }
    return {path: _nearest(posixpath.dirname(path), own) for path in paths}


def _nearest(folder: str, own: set[str]) -> str:
    while folder and folder not in own:
        folder = posixpath.dirname(folder)
    return folder


def duplicates(decisions: Sequence[Decision]) -> tuple[tuple[Decision, ...], ...]:
    """Return the groups of decisions that have one number, in order of number, then path.

    Dates used as numbers are none: several decisions may be made on one day.
    """
    scope = scopes(decisions)
    groups: defaultdict[tuple[str, Target], list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.number is not None and not _is_date(decision.number):
            groups[scope[decision.path], decision.number].append(decision)
    found = [
        tuple(sorted(group, key=lambda decision: decision.path))
        for group in groups.values()
        if len(group) > 1
    ]
    return tuple(sorted(found, key=lambda group: order_key(group[0].number, group[0].path)))


def next_number(decisions: Iterable[Decision]) -> int:
    """Return the number after the highest plain one, 1 for an empty log."""
    return max((d.number for d in decisions if isinstance(d.number, int)), default=0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How a log names its files and its decisions.

    Attributes:
        prefix: What stands before the number in a file name, such as `adr-`.
        width: Digits of the number in a file name.
        separator: What stands between number and slug.
        id_prefix: What stands before the number in an id.
        id_width: Digits of the number in an id.
        dated: Whether files are named by the day instead of a number.
        dashed: Whether that day is written `2026-03-02` instead of `20260302`.
    """

    prefix: str = ""
    width: int = 4
    separator: str = "-"
    id_prefix: str = "ADR-"
    id_width: int = 3
    dated: bool = False
    dashed: bool = False

    def id(self, number: int) -> str:
        """Return the id of a decision of this log."""
        return f"{self.id_prefix}{number:0{self.id_width}d}"

    def file_name(self, number: int, slug: str, *, day: dt.date) -> str:
        """Return the name of a new decision's file, `.md` included."""
        if self.dated:
            stamp = day.strftime("%Y-%m-%d" if self.dashed else "%Y%m%d")
        else:
            stamp = f"{self.prefix}{number:0{self.width}d}"
        return f"{stamp}{self.separator}{slug}.md"


def naming_of(decisions: Iterable[Decision]) -> Naming:
    """Return how most files of a log are named; the canonical naming for an empty one."""
    decisions = [decision for decision in decisions if decision.kind is FileKind.ADR]
    names = [posixpath.basename(decision.path) for decision in decisions]
    dated = [match for name in names if (match := _DATED.match(name))]
    default = Naming()
    id_prefix, id_width = _most(_stated_ids(decisions), (default.id_prefix, default.id_width))
    if len(dated) * 2 > len(names):
        dashed = sum("-" in match.group() for match in dated) * 2 > len(dated)
        return Naming(dated=True, dashed=dashed, id_prefix=id_prefix, id_width=id_width)
    numbered = [match for name in names if (match := _NAME.match(name))]
    prefix, width, separator = _most(
        [(m["prefix"], len(m["digits"]), m["separator"]) for m in numbered],
        (default.prefix, default.width, default.separator),
    )
    return Naming(
        prefix=prefix, width=width, separator=separator, id_prefix=id_prefix, id_width=id_width
    )


def _stated_ids(decisions: Iterable[Decision]) -> list[tuple[str, int]]:
    stated = (d.id for d in decisions if isinstance(d.front_matter.data.get("id"), str))
    matches = (_STATED_ID.fullmatch(text) for text in stated)
    return [(match["prefix"], len(match["digits"])) for match in matches if match]


def _most(values: list[T], default: T) -> T:
    """Return the commonest value, of equals the one that comes last."""
    if not values:
        return default
    counts = Counter(reversed(values))
    return counts.most_common(1)[0][0]
