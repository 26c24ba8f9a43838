"""Titles, file names, labels of dates and dates, each as many ways as people write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision, Status

Read = Callable[..., Decision]

HEAD = "# 7. Use queues\n\n"
TAIL = "\n\n## Status\n\nAccepted\n\n## Context\n\nOrders arrive faster than mails leave.\n"
TITLES = """
# 7. Use queues|# 7 - Use queues|# 7 Use queues|# 0007 Use queues|# 0007 - Use queues
# 0007: Use queues|# [0007] Use queues|# (0007) Use queues|# #7 Use queues|# No. 7: Use queues
# ADR 7: Use queues|# ADR7: Use queues|# ADR-0007 Use queues|# ADR #7: Use queues|# ADR: Use queues
# ADR.007 Use queues|# ADR_0007: Use queues|# ADR (7): Use queues|# [ADR] Use queues
# [ADR-0007]: Use queues|# Architecture Decision Record (ADR) 7: Use queues|# DR-7: Use queues
# Technical Decision Record: Use queues|# Decision 7: Use queues|# Entscheidung 7: Use queues
# Décision 7 : Use queues|# 決定 7: Use queues|# RFC 7: Use queues|# **ADR-007: Use queues**
# [ADR-007](x.md): Use queues|# 📝 ADR-007: Use queues|# Use queues {#use-queues}
### ADR 7: Use queues
# <a id="x"></a>Use queues|# Use queues (ADR-007)|# Use queues [ADR-007]|# Use queues - ADR 7
# Title: Use queues|# ADR Title: Use queues|# ~~7. Use queues~~|<h1>ADR 7: Use queues</h1>
"""
TWO_LINES = [
    "Use queues\n==========",
    "7. Use queues\n=============",
    "7. Use queues\n*************",
    "# ADR\n\n## Use queues",
    "# Architecture Decision Record\n\n# Use queues",
    "# ADR-0007\n\n## Title\n\nUse queues",
    "# ADR-0007\n\n**Title:** Use queues",
    "# Acme Platform\n\n## ADR 7: Use queues",
    "[Back](README.md)\n\n# 7. Use queues",
]
WHOLE_TITLES = """
Use 3 queues|3 queues for mail|12-factor queues|2FA for users|HTTP/2 for all|Use C#|Use C++ 17
Node.js 18: upgrade|Use queues: why and how|Use queues (phase 1)|Decision: use queues
"""
LABELS = """
Date|Decision date|Decided on|Accepted on|Created|Date proposed|Implemented on|Decision taken on
Authored|Date written|Recorded on|Issued|Agreed on|Voted on|Originally decided|Datum|Erstellt am
Date de décision|Fecha|Data da decisão|Datum besluit|Data decyzji|Дата решения|Дата прийняття|決定日
日期|작성일|Tarih|Päivämäärä|Dátum|Tanggal|Ngày|تاریخ|📅 Date|Date (YYYY-MM-DD)
"""
WRITTEN = """
2024-05-06|2024/05/06|2024.05.06|06.05.2024|06.05.24|6. Mai 2024|6 mai 2024|6 de mayo de 2024
6 de maio de 2024|6 maggio 2024|6 mei 2024|6 maja 2024|6 мая 2024|6 травня 2024|6 maj 2024
6. května 2024|2024. május 6.|6 Mei 2024|6 mai 2024|6 Mayıs 2024|6. toukokuuta 2024|2024年5月6日
2024년 5월 6일|ngày 6 tháng 5 năm 2024|May 6, 2024|6th of May, 2024|06-May-2024|06/May/2024|20240506
2024-05-06T10:00:00Z|`2024-05-06`|{2024-05-06}|2024–05–06|2024-05-06 (updated 2025-01-01)
"""
OTHER_DATES = {
    "May 2024": "2024-05",
    "05/2024": "2024-05",
    "05/06/2024": "ambiguous",
    "2024": None,
    "YYYY-MM-DD": None,
    "20.04.06": None,
}
FILES = {
    "[007] use.md": 7,
    "(007) use.md": 7,
    "#007-use.md": 7,
    "ADR 007 - Use.md": 7,
    "adr.007.use.md": 7,
    "decision-record-007.md": 7,
    "2024_05_06_use.md": "20240506",
    "TDR-007.md": "TDR-007",
    "adr-use-queues.md": None,
}


def entries(table: str) -> list[str]:
    """Return the entries of a table, which bars and line ends separate."""
    return [entry.strip() for entry in table.replace("\n", "|").split("|") if entry.strip()]


@pytest.mark.parametrize("title", [*entries(TITLES), *TWO_LINES, "# ADR-0007 \\| Use queues"])
def test_a_title_is_read_without_its_number_and_prefix(read: Read, title: str) -> None:
    decision = read(title.replace("\\|", "|") + TAIL)
    assert (decision.title, decision.number) == ("Use queues", 7)
    assert decision.status is Status.ACCEPTED


@pytest.mark.parametrize("title", entries(WHOLE_TITLES))
def test_numbers_and_words_that_belong_to_a_title_stay(read: Read, title: str) -> None:
    assert read(f"# {title}{TAIL}").title == title


@pytest.mark.parametrize("label", entries(LABELS))
def test_a_date_is_read_behind_each_of_its_labels(read: Read, label: str) -> None:
    for line in (
        f"- {label}: 2024-05-06",
        f"**{label}:** 2024-05-06",
        f"| {label} | 2024-05-06 |\n|---|---|\n| Scope | all |",
        f"## {label}\n\n2024-05-06",
    ):
        assert (line, read(HEAD + line + TAIL).date) == (line, "2024-05-06")


@pytest.mark.parametrize("date", entries(WRITTEN))
def test_one_date_is_read_however_it_is_written(read: Read, date: str) -> None:
    assert read(f"{HEAD}- Date: {date}{TAIL}").date == "2024-05-06"
    assert read(f"{HEAD}Date: {date}{TAIL}").date == "2024-05-06"


@pytest.mark.parametrize(("date", "value"), OTHER_DATES.items())
def test_what_is_no_whole_date_stays_what_it_is(read: Read, date: str, value: str | None) -> None:
    assert read(f"{HEAD}- Date: {date}{TAIL}").date == value


def test_a_date_alone_below_the_title_is_the_date(read: Read) -> None:
    assert read(f"{HEAD}*2024-05-06*{TAIL}").date == "2024-05-06"


@pytest.mark.parametrize(("name", "number"), FILES.items())
def test_a_number_is_read_from_the_name_of_the_file(
    read: Read, name: str, number: int | str | None
) -> None:
    assert read(f"# Use queues{TAIL}", path=name).number == number
