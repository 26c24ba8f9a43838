"""Decisions named in running text: `ADR-012`, `ADR 12`, `ADR012`, `ADRs 3 and 4`."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["find_mentions"]

_NUMBER = r"(?P<number>[0-9]{1,8})"
# What may not follow: more of a file name (ADR-012-use-x.md), of a version (ADR 1.2) or of a path.
_END = r"(?!\w|[-\u2010\u2011]\w|\.\w|/(?!adr)\w)"
# What may not stand before: the rest of a longer name, a path (but ADR-001/ADR-002 are two).
_MENTION = re.compile(
    r"(?<![\w.@#?&=%-])(?<!(?<![0-9])/)"
    rf"ADR(?P<plural>s)?(?:[-_\u2010\u2011\u2013\u00a0 ]|[ \u00a0]?\#)?{_NUMBER}{_END}",
    re.ASCII | re.IGNORECASE,
)
_FURTHER = re.compile(
    rf"(?P<lead>(?:,|,? (?:and|or|&)|/) ?\#?){_NUMBER}{_END}", re.ASCII | re.IGNORECASE
)


def find_mentions(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the decisions that a text names.

    The word is `ADR` in any case, joined to the number by a hyphen, a space, `#` or nothing.
    The plural takes a list: in `ADRs 3, 4 and 5` the later numbers are mentions of their own.
    Names that only begin alike are passed over: file names (`adr-0012-use-x.md`), paths, versions
    (`ADR 1.2`) and dates (`ADR-2023-01-02`).

    Args:
        text: Plain text of one line or more.

    Yields:
        Start and end of the words in `text`, and the number as written (`012`).
    """
    at = 0
    while found := _MENTION.search(text, at):
        yield found.start(), found.end(), found["number"]
        at = found.end()
        if found["plural"]:
            while further := _FURTHER.match(text, at):
                yield further.start("number"), further.end(), further["number"]
                at = further.end()
