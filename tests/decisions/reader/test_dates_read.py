"""Which date counts, and dates that only the rest of the log decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import AMBIGUOUS, Decision, Form
from archbook.decisions.reader import settle_dates

Read = Callable[..., Decision]

END = "\n\n## Status\n\nAccepted\n\n## Context\n\nText of 2019-01-01.\n"


@pytest.mark.parametrize(
    ("text", "date", "form"),
    [
        ("# 7. X\n\nDate: 2024-05-06" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\nDate 2024-05-06" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\n* Date: 2024-05-06" + END, "2024-05-06", Form.BULLET),
        ("# 7. X\n\n- **Date**: 6 May 2024" + END, "2024-05-06", Form.BULLET),
        ("# 7. X\n\n**Date:** May 6, 2024" + END, "2024-05-06", Form.BOLD_LINE),
        ("# 7. X\n\n## Date\n\n2024-05-06" + END, "2024-05-06", Form.SECTION),
        ("# 7. X\n\n## Date: 2024-05-06" + END, "2024-05-06", Form.HEADING),
        ("---\ndate: 2024-05-06\n---\n# 7. X" + END, "2024-05-06", Form.FRONT_MATTER),
        ("---\ndate: 2024-05-06 10:00:00\n---\n# 7. X" + END, "2024-05-06", Form.FRONT_MATTER),
        ("---\ndate: {2024-05-06}\n---\n# 7. X" + END, "2024-05-06", Form.FRONT_MATTER),
        ("---\ncreated: 06-May-2024\n---\n# 7. X" + END, "2024-05-06", Form.FRONT_MATTER),
        (
            "# 7. X\n\n| Date | 2024-05-06 |\n|--|--|\n| Owner | Ann |" + END,
            "2024-05-06",
            Form.TABLE,
        ),
        ("# 7. X\n\nDatum: 6. Mai 2024" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\nDate : 6 mai 2024" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\nFecha: 6 de mayo de 2024" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\nДата: 6 мая 2024 г." + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\n日期: 2024年5月6日" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\n날짜: 2024년 5월 6일" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\nDate: 2024-05" + END, "2024-05", Form.LINE),
        ("# 7. X\n\nDate: May 2024" + END, "2024-05", Form.LINE),
        ("# 7. X\n\nDate: 05/06/2024" + END, AMBIGUOUS, Form.LINE),
        ("# 7. X\n\nDate: 25/06/2024" + END, "2024-06-25", Form.LINE),
        ("# 7. X\n\nDate: 06/25/2024" + END, "2024-06-25", Form.LINE),
        ("# 7. X\n\nDate: 06.05.2024" + END, "2024-05-06", Form.LINE),
        ("# 7. X\n\nDate: YYYY-MM-DD" + END, None, None),
        ("# 7. X\n\nDate: 2024-05-061" + END, None, None),
        ("# 7. X\n\nDate: 2024-02-30" + END, None, None),
        ("# 7. X\n\nLast updated: 2024-05-06" + END, None, None),
        ("# 7. X\n\nLast updated: 2024-05-06\nCreated: 2024-04-01" + END, "2024-04-01", Form.LINE),
        ("# 7. X\n\n작성일: `2024-05-06`" + END, "2024-05-06", Form.LINE),
        (
            "# 7. X\n\n![Date](https://img.shields.io/badge/Date-06_May_2024-blue)" + END,
            "2024-05-06",
            Form.BADGE,
        ),
        (
            "# 7. X\n\n![Date](https://img.shields.io/badge/date-2024--05--06-blue)" + END,
            "2024-05-06",
            Form.BADGE,
        ),
        (
            "# 7. X\n\n* Date Documented: 2024-04-01\n* Date Accepted: 2024-05-06" + END,
            "2024-05-06",
            Form.BULLET,
        ),
        (
            "# 7. X\n\nCreated: 2024-04-01\n\n## Status\n\nAccepted 2024-05-06\n\n## Context\n",
            "2024-05-06",
            Form.SECTION,
        ),
        (
            "# 7. X\n\nDate: 2024-04-01\n\n## Status\n\nAccepted 2024-05-06\n\n## Context\n",
            "2024-04-01",
            Form.LINE,
        ),
        (
            "# 7. X\n\n## Changelog\n\n- 2024-06-01: more\n- 2024-05-06: first draft" + END,
            "2024-05-06",
            Form.HISTORY,
        ),
        ("# 7. X\n\n- Status: superseded by [20240506-y](20240506-y.md)" + END, None, None),
        ("# 7. X\n\n- Status: accepted, see [2024-05-06-plan.md](2024-05-06-plan.md)", None, None),
        ("# 7. X" + END, None, None),
    ],
)
def test_the_date_is_read_in_order_of_preference(
    text: str, date: str | None, form: Form | None, read: Read
) -> None:
    decision = read(text)
    place = decision.provenance.get("date")
    assert (decision.date, place and place.form) == (date, form)


def test_the_name_of_the_file_is_the_last_resort(read: Read) -> None:
    decision = read("# X" + END, "20240506-x.md")
    assert decision.date == "2024-05-06"
    assert decision.provenance["date"].form is Form.FILE_NAME
    stated = read("# X\n\nDate: 2024-06-07" + END, "20240506-x.md")
    assert stated.date == "2024-06-07"


def test_an_ambiguous_date_is_a_note_with_both_readings(read: Read) -> None:
    decision = read("# 7. X\n\nDate: 05/06/2024" + END)
    notes = [f for f in decision.findings if f.rule == "ambiguous-date"]
    assert [(n.location.line, n.message) for n in notes] == [
        (3, "The date may be 2024-06-05 or 2024-05-06")
    ]


@pytest.mark.parametrize(
    ("others", "settled"),
    [
        (["25/12/2023"], "2024-06-05"),
        (["12/25/2023"], "2024-05-06"),
        (["25/12/2023", "12/25/2023"], AMBIGUOUS),
        (["2023-12-25"], AMBIGUOUS),
        ([], AMBIGUOUS),
    ],
)
def test_the_rest_of_the_log_settles_an_ambiguous_date(
    others: list[str], settled: str, read: Read
) -> None:
    texts = ["# 7. X\n\nDate: 05/06/2024" + END, "---\ndate: 05/06/2024\n---\n# 7. X" + END]
    texts += [f"# X\n\nDate: {date}" + END for date in others]
    decisions = settle_dates([read(text) for text in texts])
    assert [decision.date for decision in decisions[:2]] == [settled, settled]
    kept = [f for d in decisions[:2] for f in d.findings if f.rule == "ambiguous-date"]
    assert bool(kept) is (settled == AMBIGUOUS)
