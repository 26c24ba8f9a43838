"""Numbers, ids and titles: what names a decision."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from archbook.decisions.model import Target

__all__ = [
    "Named",
    "TitleParts",
    "as_target",
    "href_target",
    "named_number",
    "numbered_by_host",
    "readable",
    "split_title",
]

_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-"})
_ADR = r"(?:m?adrs?|architecture[-_ ]decision(?:[-_ ]record)?|decision(?:[-_ ]record)?|dr|adl)"
_STEM = re.compile(
    rf"""[\[(\#]?(?P<adr>{_ADR}[-_ .#]*)?
    (?: (?P<y>(?:19|20)\d\d)(?P<sep>[-_.]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])
        (?=[-_. ]|$)
      | (?P<year>(?:19|20)\d\d[-_]\d{{2,4}})(?=[-_. ]|$)
      | (?P<number>\d{{1,7}})(?P<letter>(?!(?<=0)[nx])[a-z])?(?=[-_. )\]]|$|[^\x00-\x7f])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PREFIXED = re.compile(
    r"(?P<id>(?:[A-Z][A-Z0-9]*[-_]){1,3}\d{1,6}"
    r"|[A-Z]{2,}[-_](?:[A-Za-z][A-Za-z0-9]*[-_]){1,2}\d{3,6}"
    r"|[A-Za-z]{1,12}[-_]?\d{3,6})(?=[-_. :)]|$)"
)
_NUMBERED_BY_HOSTS = frozenset(
    ["pull", "pulls", "pull-requests", "issues", "merge_requests", "discussions", "commit"]
)
_ENDINGS = re.compile(r"\.(?:md|markdown|mdx|html?|rst|adoc|txt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The number that a name begins with.

    Attributes:
        target: Integer where plain, an eight-digit date or another identifier as text.
        written: The number as written, without an ADR prefix.
        date: The date, where the number is one.
        end: Where the number ends in the name.
    """

    target: Target
    written: str
    date: str
    end: int


@lru_cache(maxsize=8192)
def named_number(stem: str) -> Named | None:
    """Return the number that the stem of a file name begins with, None where there is none."""
    name = stem.translate(_HYPHENS)
    match = _STEM.match(name)
    if match is None:
        other = _PREFIXED.match(name)
        if other is None:
            return None
        return Named(target=other["id"], written=other["id"], date="", end=other.end())
    if match["y"]:
        try:
            date = dt.date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
        except ValueError:
            return None
        text = date.replace("-", "")
        return Named(target=text, written=text, date=date, end=match.end())
    if match["year"]:
        return Named(target=match["year"], written=match["year"], date="", end=match.end())
    written = match["number"] + (match["letter"] or "")
    return Named(target=as_target(written), written=written, date="", end=match.end())


def as_target(text: str) -> Target:
    """Return a number as written as a target: plain ones as integers, dates and others as text."""
    if not (text.isascii() and text.isdigit()):
        return text
    return text if len(text) == len("20240506") and text[:2] in {"19", "20"} else int(text)


def href_target(href: str) -> Named | None:
    """Return the number in the file name that a link leads to, None where it has none."""
    path = unquote(href.split("#", 1)[0].split("?", 1)[0]).rstrip("/")
    if not path or len(path) > 1000:  # noqa: PLR2004 - no path is longer
        return None
    if numbered_by_host(path):
        return None
    return named_number(_ENDINGS.sub("", path.rsplit("/", 1)[-1]))


def numbered_by_host(href: str) -> bool:
    """Say whether a link leads to what code hosts number: `/pull/23` is no decision 23."""
    parts = href.split("#", 1)[0].split("?", 1)[0].rstrip("/").rsplit("/", 2)
    return len(parts) > 2 and parts[1] in _NUMBERED_BY_HOSTS  # noqa: PLR2004 - the last folder


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleParts:
    """A title taken apart.

    Attributes:
        title: The title without number and ADR prefix.
        number: The number as written, empty where there is none.
        prefixed: Whether an ADR prefix stood before it.
    """

    title: str
    number: str
    prefixed: bool


_TITLE_ADR = re.compile(
    r"""[^\w\s]{0,4}\s*[\[(]?\s*(?:m?adr|(?:architectur(?:e|al)|technical|design)\s+decision
        (?:\s+record)?|decision\s+record|architekturentscheidung|ad)s?(?:\s+record)?
        (?:\s*\((?:m?adr)\))?
        (?: [\s\#:_.(\u2010\u2011-]*(?P<number>\d{4}-\d\d-\d\d|\d+[a-z]?)\b
          | (?=\s*[\])]|\s*[:\u2013\u2014-]) )
        \s*(?P<close>[\])])?(?P<sep>\s*(?:[:.)\uff1a\u2013\u2014\u00b7\u2022]|-(?!\w)|\|)\s*|\s+-\s+|\s+|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_TITLE_NUMBER = re.compile(
    r"\s*(?:(?:no|nr|n\u00b0|\u2116|decision|entscheidung|d\u00e9cision|decisi\u00f3n|decis\u00e3o|decisione"
    r"|besluit|decyzja|\u0440\u0435\u0448\u0435\u043d\u0438\u0435|\u6c7a\u5b9a|\u51b3\u7b56)\.?\s*)?"
    r"[\[(#]?\s*(?P<number>\d{4}-\d\d-\d\d|\d{1,8})\s*[\])]?"
    r"(?P<sep>(?:\s*[:\uff1a]|[.)]|\s+[-\u2013\u2014|\u00b7\u2022])(?=\s|$|[^\x00-\x7f])\s*|\s*\uff0e\s*|\u3001)",
    re.IGNORECASE,
)
_TITLE_UNNUMBERED = re.compile(r"^\s*(?:ADR[-\s]?)?(?:[nN#]{1,4}|[xX]{2,4})[.:]\s+(?=\S)")
_TITLE_BARE = re.compile(r"\s*[\[(#]?(?P<number>\d{1,8})[\])]?\s+(?=\S)")
_ANCHOR = re.compile(r"\s*\{[#:.][^{}]*\}\s*$")
_OWN_NUMBER = re.compile(
    r"\s+(?:[-\u2013\u2014|]\s+|[(\[])ADR[-\s#]*(?P<number>\d{1,6})[)\]]?\s*$", re.IGNORECASE
)
_TITLE_ID = re.compile(
    r"\s*[\[(]?(?P<number>(?:[A-Z][A-Z0-9]*[-_]){1,3}\d{1,6})[\])]?"
    r"\s*(?:[:\u2013\u2014\u00b7\u2022]|-(?!\w))?\s+"
)
_TITLE_WORD = re.compile(
    r"\s*[\[(]?[A-Z]{2,8}\s+#?(?P<number>\d{1,6})[\])]?\s*(?:[:\u2013\u2014\u00b7\u2022]|-(?!\w))\s+"
)
"""`RFC 12: Use queues`; only where 12 is the number of the file."""


def split_title(text: str, known: str = "") -> TitleParts:
    """Take number and ADR prefix off a title.

    Args:
        text: The title as written, plain text.
        known: The number of the file's name as written, so that a bare number before the title
            (`0012 Use queues`, `3 Use queues`) can be told from one that belongs to it.
    """
    text = " ".join(text.split())
    text = _TITLE_UNNUMBERED.sub("", text)
    if text.endswith("}"):
        text = _ANCHOR.sub("", text)
    if known.isdigit() and (own := _OWN_NUMBER.search(text)) and int(own["number"]) == int(known):
        text = text[: own.start()]
    match = _TITLE_ADR.match(text)
    if match and (match["number"] or match["close"] or match["sep"].strip()):
        rest = text[match.end() :].strip()
        return TitleParts(title=rest, number=match["number"] or "", prefixed=True)
    if match := _TITLE_NUMBER.match(text):
        return TitleParts(title=text[match.end() :].strip(), number=match["number"], prefixed=False)
    if match := _TITLE_ID.match(text):
        return TitleParts(title=text[match.end() :].strip(), number=match["number"], prefixed=False)
    for pattern in (_TITLE_WORD, _TITLE_BARE):
        match = pattern.match(text)
        if match is None:
            continue
        number = match["number"]
        same = known.isdigit() and int(known) == int(number)
        if pattern is _TITLE_WORD and not same:
            continue
        if same or (number.startswith("0") and len(number) > 1):
            return TitleParts(title=text[match.end() :].strip(), number=number, prefixed=False)
    return TitleParts(title=text, number="", prefixed=False)


def readable(stem: str) -> str:
    """Return something readable made of the name of a file, without its number."""
    named = named_number(stem)
    rest = stem[named.end :] if named else stem
    words = re.sub(r"[-_\u2010\u2011\s]+", " ", rest).strip(" .")
    words = words or stem
    return words[:1].upper() + words[1:]
