"""Patterns of files, and dates at the edge of the calendar."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archbook.readiness.model import Result
from archbook.readiness.repository import fits
from support.readiness import attestation, item, one, ready

TEXTS = st.text(alphabet="ab.\n", max_size=8)


@given(pattern=st.text(alphabet="ab.*?", max_size=8), text=TEXTS, single=st.booleans())
def test_a_pattern_fits_what_its_expression_matches(
    *, pattern: str, text: str, single: bool
) -> None:
    parts = {"*": ".*", **({"?": "."} if single else {})}
    expression = "".join(parts.get(each, re.escape(each)) for each in pattern)
    assert fits(pattern, text, single=single) == bool(re.fullmatch(expression, text, re.DOTALL))


def test_a_pattern_of_many_stars_comes_to_an_end() -> None:
    assert not fits("*a" * 100 + "b", "a" * 5_000)


def test_a_date_at_the_end_of_the_calendar_is_judged_like_any_other(tmp_path: Path) -> None:
    person = item({"person": {"max-age": "99999y"}})
    last = dt.date.max
    for on, expected in ((last, Result.ERROR), (dt.date(2026, 1, 1), Result.PASS)):
        said = {"a": attestation(tmp_path, "a", person, on=on.isoformat())}
        found = one(ready(tmp_path, {"a": person}, attestations={"orders": said}))
        assert found.result is expected
    assert found.due == last
    assert one(ready(tmp_path, {"a": person}, as_of=last)).raw is Result.PASS
