"""Dates as people write them.

The order of the parts is known where the year stands first, where a month is named, where dots
join the parts (day first, by the custom of every country that writes so), or where a part is
greater than 12. `03/04/2022` could be either: it is ambiguous until something else decides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archbook.decisions.model import AMBIGUOUS
from archbook.decisions.vocabulary.folding import fold

__all__ = ["DateFound", "find_dates", "first_date"]

_MONTHS = """
    january jan januar janner janvier janv enero ene janeiro gennaio gen januari styczen
    stycznia ianuarie tammi январь января янв січень січня tammikuu tammikuuta ocak leden ledna;
    february feb februar fevrier fevr febrero fevereiro fev febbraio februari luty lutego
    februarie февраль февраля фев лютий лютого helmikuu helmikuuta subat unor unora;
    marcius maret martie march mar marz maerz mars marzo marco maart mrt marzec marca март марта
    березень березня maaliskuu maaliskuuta mart brezen brezna;
    aprilis aprilie april apr avril avr abril abr aprile kwiecien kwietnia апрель апреля апр
    квітень квітня huhtikuu huhtikuuta nisan duben dubna;
    majus may mai mayo maio maggio mag mei maj maja май мая травень травня toukokuu toukokuuta
    mayis kveten kvetna;
    junius iunie june jun juni juin junio junho giugno giu czerwiec czerwca июнь июня июн
    червень червня kesakuu kesakuuta haziran cerven cervna;
    julius iulie july jul juli juillet juil julio julho luglio lug lipiec lipca июль июля июл
    липень липня heinakuu heinakuuta temmuz cervenec cervence;
    augusztus agustus august aug aout agosto ago augustus augusti sierpien sierpnia август
    августа авг серпень серпня elokuu elokuuta agustos srpen srpna;
    szeptember septembrie september sep sept septembre septiembre setembro set settembre
    wrzesien wrzesnia сентябрь сентября сен сент вересень вересня syyskuu syyskuuta eylul zari;
    octombrie october oct oktober okt octobre octubre outubro out ottobre ott pazdziernik
    pazdziernika октябрь октября окт жовтень жовтня lokakuu lokakuuta ekim rijen rijna;
    noiembrie november nov novembre noviembre novembro listopad listopada ноябрь ноября ноя
    листопада marraskuu marraskuuta kasim listopadu;
    decembrie december dec dezember dez decembre diciembre dic dezembro dicembre grudzien
    grudnia декабрь декабря дек грудень грудня desember des joulukuu joulukuuta aralik prosinec
    prosince
"""
"""The names of the twelve months, in many languages, short ones included."""

_SPACE = r"[ \u00a0\u202f]"
_NUMERIC = re.compile(
    rf"""(?<![\w./-])(?:
      (?P<y>(?:19|20)\d\d){_SPACE}?(?P<s>[-/.\u2010-\u2013]){_SPACE}?(?P<m>\d{{1,2}}){_SPACE}?
        (?P=s){_SPACE}?(?P<d>\d{{1,2}})(?=T\d|\b)(?![-/.]?\d|-[a-z])
    | (?P<a>\d{{1,2}}){_SPACE}?(?P<t>[-/.]){_SPACE}?(?P<b>\d{{1,2}}){_SPACE}?(?P=t){_SPACE}?
        (?P<z>(?:19|20)\d\d|\d\d)\b(?![-/.]?\d)
    | (?P<ym>(?:19|20)\d\d){_SPACE}?[-/.\u2010-\u2013]{_SPACE}?(?P<mm>0[1-9]|1[0-2])\b(?![-/.]?\d)
    | (?P<my>0[1-9]|1[0-2])/(?P<yy>(?:19|20)\d\d)\b(?![-/.]?\d)
    | (?P<c>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\w|\.\w|-\w)
    )|(?P<jy>(?:19|20)\d\d)\s?[\u5e74\ub144]\s?(?P<jm>\d{{1,2}})\s?[\u6708\uc6d4]
      (?:\s?(?P<jd>\d{{1,2}})\s?[\u65e5\uc77c])?""",
    re.VERBOSE,
)
_YEAR = r"(?P<{}>(?:19|20)\d\d)\b"
_NAMED = re.compile(
    rf"""(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|\u00ba|o|\u00aa)?(?:[ ./-]|{_SPACE})*
        (?:(?:of|de|del|di|do)\s+)?)?
      (?:\b(?P<y0>(?:19|20)\d\d)[ .,-]+)?(?<![^\W\d_])(?P<month>[^\W\d_]{{3,14}})\.?
      (?: (?(y0)[ .-]+(?P<day0>\d{{1,2}})(?!\w)|(?!))
        | (?:[ ./,-]|{_SPACE})*(?:(?:de|del|do|di|of)\s+)?{_YEAR.format("y1")}
        | \s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR.format("y2")} )""",
    re.VERBOSE,
)
_CENTURY = 2000
_YEAR_ONLY_HINT = re.compile(r"\d")


@cache
def _month_numbers() -> dict[str, int]:
    table: dict[str, int] = {}
    for number, names in enumerate(_MONTHS.split(";"), start=1):
        for name in names.split():
            table.setdefault(fold(name), number)
    return table


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFound:
    """A date in a text.

    Attributes:
        value: `YYYY-MM-DD`, `YYYY-MM` or `AMBIGUOUS`.
        start: Where it begins.
        end: Where it ends.
        day_first: For D/M/Y and M/D/Y whether the day stands first, None where not known.
        swapped: The value if the day stands first, and if the month does, of an ambiguous date.
    """

    value: str
    start: int
    end: int
    day_first: bool | None = None
    swapped: tuple[str, str] = ("", "")


def find_dates(text: str) -> Iterator[DateFound]:
    """Find the dates in a text.

    Args:
        text: A line or a value.

    Yields:
        The dates in order. What looks like a date and is none (`2023-02-31`) is passed over.
    """
    if not _YEAR_ONLY_HINT.search(text):
        return
    found = [date for match in _NUMERIC.finditer(text) if (date := _numeric(match))]
    if "th\u00e1ng" in text:
        found += [date for match in _VIETNAMESE.finditer(text) if (date := _vietnamese(match))]
    if any(char.isalpha() for char in text):
        found += [
            date
            for match in _NAMED.finditer(fold(text) if len(fold(text)) == len(text) else text)
            if (date := _named(match))
        ]
    end = 0
    for date in sorted(found, key=lambda date: (date.start, -date.end)):
        if date.start >= end:
            yield date
            end = date.end


def first_date(text: str) -> DateFound | None:
    """Return the first date in a text, None where there is none."""
    return next(find_dates(text), None)


_VIETNAMESE = re.compile(
    r"\b(?P<d>\d{1,2})\s+th\u00e1ng\s+(?P<m>\d{1,2})\s*,?\s+(?:n\u0103m\s+)?(?P<y>(?:19|20)\d\d)\b"
)


def _vietnamese(match: re.Match[str]) -> DateFound | None:
    month = int(match["m"])
    value = _iso(match["y"], month, match["d"])
    return DateFound(value=value, start=match.start(), end=match.end()) if value else None


def _iso(year: str, month: int, day: str) -> str:
    """Return the date in ISO form, empty where there is no such day."""
    number = int(year)
    number += _CENTURY if number < 100 else 0  # noqa: PLR2004 - a year of two digits
    try:
        return dt.date(number, month, int(day)).isoformat()
    except ValueError:
        return ""


def _numeric(match: re.Match[str]) -> DateFound | None:
    start, end = match.span()
    if match["y"]:
        value = _iso(match["y"], int(match["m"]), match["d"])
    elif match["c"]:
        value = _iso(match["c"][:4], int(match["c"][4:6]), match["c"][6:])
    elif match["ym"]:
        value = f"{match['ym']}-{match['mm']}"
    elif match["my"]:
        value = f"{match['yy']}-{match['my']}"
    elif match["jy"]:
        month = int(match["jm"])
        if match["jd"]:
            value = _iso(match["jy"], month, match["jd"])
        else:
            value = f"{match['jy']}-{month:02}" if month in range(1, 13) else ""
    else:
        return _three_parts(match)
    return DateFound(value=value, start=start, end=end) if value else None


def _three_parts(match: re.Match[str]) -> DateFound | None:
    first, second, year = match["a"], match["b"], match["z"]
    start, end = match.span()
    if len(year) == 2 and match["t"] != "/" and len(match.group()) < len("1.1.20"):  # noqa: PLR2004
        return None
    day_first = _iso(year, int(second), first)
    month_first = _iso(year, int(first), second)
    if match["t"] == ".":
        # A version such as 1.2.20 has this shape too: a four-digit year makes a date, and so do
        # a day and a month of two digits of which one begins with a zero.
        padded = len(first) == len(second) == 2 and "0" in (first[0], second[0])  # noqa: PLR2004
        value = day_first if len(year) == 4 or (padded and year > "14") else ""  # noqa: PLR2004
        return DateFound(value=value, start=start, end=end) if value else None
    if day_first and month_first and day_first != month_first:
        swapped = (day_first, month_first)
        return DateFound(value=AMBIGUOUS, start=start, end=end, swapped=swapped)
    value = day_first or month_first
    if not value:
        return None
    known = None if day_first == month_first else bool(day_first)
    return DateFound(value=value, start=start, end=end, day_first=known)


def _named(match: re.Match[str]) -> DateFound | None:
    month = _month_numbers().get(fold(match["month"]))
    if month is None:
        return None
    if match["day0"]:
        year, day = match["y0"], match["day0"]
    else:
        year = match["y1"] or match["y2"]
        day = match["day2"] or (match["day"] if match["y1"] else None)
    value = _iso(year, month, day) if day else f"{year}-{month:02}"
    return DateFound(value=value, start=match.start(), end=match.end()) if value else None
