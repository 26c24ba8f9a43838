"""Input that is broken, huge or hostile: a finding each, and never an error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.decisions.dates import find_dates
from archbook.decisions.model import Decision, Status
from archbook.decisions.reader import read_decision, settle_dates, stated_links
from archbook.decisions.vocabulary.fields import Field, field_of
from archbook.decisions.vocabulary.statuses import status_phrases
from archbook.source.files import SourceText, read_text


def read_any(text: str, path: str = "0007-x.md") -> Decision:
    source = SourceText(file=path, text=text, size=len(text), truncated=False, findings=())
    return read_decision(source, path=path)


def rules(decision: Decision) -> list[str]:
    return [finding.rule for finding in decision.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nstatus: [accepted\n---\n# X\n", ["unreadable-front-matter"]),
        ("---\n- accepted\n---\n# X\n", ["unreadable-front-matter"]),
        ("---\nstatus: accepted\n# X\n", ["unreadable-front-matter"]),
        ("---\nstatus: accepted\nstatus: proposed\n---\n# X\n", ["unreadable-front-matter"]),
        ("---\ntemplate: x.html\nsearch: 5\n---\n# X\n", []),
        ("", []),
        ("{{ 1+1 }} {% raw %}", []),
        ("# <script>alert(1)</script>\n\nStatus: <b>accepted</b>\n", []),
    ],
)
def test_broken_front_matter_is_a_finding_and_the_rest_is_read(
    text: str, expected: list[str]
) -> None:
    decision = read_any(text)
    assert rules(decision) == expected
    assert decision.number == 7


def test_markup_in_title_and_status_is_text() -> None:
    decision = read_any("# Use <script>alert(1)</script> `<b>`\n\nStatus: <i>accepted</i>\n")
    assert decision.title == "Use alert(1) <b>"
    assert decision.status is Status.ACCEPTED


def test_findings_about_the_bytes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "0007-x.md"
    path.write_bytes(b"\xef\xbb\xbf# X\r\n\r\nStatus: accepted\r\n\xff\0\r\n")
    decision = read_decision(read_text(path, file="0007-x.md", limit=10_000), path="0007-x.md")
    assert rules(decision) == ["not-utf-8", "nul-character"]
    assert (decision.title, decision.status) == ("X", Status.ACCEPTED)
    path.write_text("# X\n\nStatus: accepted\n" + "x\n" * 9000, "utf-8")
    large = read_decision(read_text(path, file="a", limit=2000, head=1000), path="0007-x.md")
    assert large.truncated
    assert rules(large) == ["file-too-large"]
    assert large.status is Status.ACCEPTED


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    decision = read_any(text)
    assert decision.display_title
    settle_dates([decision])
    stated_links(decision)


_PIECES = st.sampled_from(
    [
        "# ", "## ", "Status", "status", ":", "**", "- ", "* ", "[", "](", ")", "0009-x.md", "ADR-",
        "12", "accepted", "superseded by", "supersedes", "|", "\n", "\n\n", "---\n", "<!--", "-->",
        "<table>", "<td>", "2024-05-06", "5/6/2024", "`", "~~", "> ", "{", "}", "状态", "已取代",
        "被", "Date", "Deciders", "\t", " ", "=", "![", ".. note::\n", "\\", "&amp;", "é", "İ", "ß",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=60), st.sampled_from(["0007-x.md", "x.rst", "README.md"]))
def test_any_mixture_of_forms_is_read_without_an_error(pieces: list[str], path: str) -> None:
    text = "".join(pieces)
    decision = read_any(text, path)
    settle_dates([decision])
    stated_links(decision)
    lines = text.count("\n") + 1
    assert all(0 <= place.line <= lines for place in decision.provenance.values())
    assert all(0 <= finding.location.line <= lines for finding in decision.findings)


_FORMS: list[Callable[[str], str]] = [
    lambda word: f"# 7. X\n\n## Status\n\n{word}\n\n## Context\n\nText.\n",
    lambda word: f"# 7. X\n\n* Status: {word}\n\n## Context\n\nText.\n",
    lambda word: f"# 7. X\n\n**Status:** {word}\n\n## Context\n\nText.\n",
    lambda word: f"# 7. X\n\n## Status: {word}\n\n## Context\n\nText.\n",
    lambda word: f"# 7. X\n\n| Status | {word} |\n|---|---|\n| Date | 2024-05-06 |\n\n## Context\n",
    lambda word: f"# 7. X\n\n| Status | Date |\n|---|---|\n| {word} | 2024-05-06 |\n\n## Context\n",
    lambda word: f'---\nstatus: "{word}"\n---\n# 7. X\n\n## Context\n\nText.\n',
]
_WORDS = sorted(status_phrases().items())


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(_WORDS), st.sampled_from(_FORMS), st.sampled_from([str, str.upper, str.title])
)
def test_every_word_for_a_status_is_read_in_every_form(
    pair: tuple[str, Status], form: Callable[[str], str], case: Callable[[str], str]
) -> None:
    word, status = pair
    assert read_any(form(case(word))).status is status


@given(st.dates())
def test_every_date_is_found_as_written_by_the_standard(date: object) -> None:
    text = str(date)
    found = [each.value for each in find_dates(f"on {text}, or so")]
    assert found == ([text] if "1900" <= text < "2100" else [])


@given(st.text(max_size=80))
def test_finding_dates_and_names_of_fields_takes_any_text(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
    assert field_of(text) is None or isinstance(field_of(text), Field)


def work(text: str) -> int:
    """Count the lines of Python run while a text is read: the same on every machine."""
    count = 0

    def trace(_frame: object, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "call"
        return None

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        read_any(text)
    finally:
        sys.settrace(before)
    return count


HUGE = {
    "headings": lambda n: "## A heading\n\n" * n,
    "status headings": lambda n: "## Status\n\nAccepted\n\n" * n,
    "bullets": lambda n: "# X\n\n" + "* Status: accepted\n" * n,
    "empty labels": lambda n: "# X\n\n" + "* Deciders:\n" * n,
    "nested lists": lambda n: "# X\n\n- Status:\n" + "  - accepted\n" * n,
    "one long line": lambda n: "# X\n\nStatus: accepted " + "supersedes ADR-3, " * n,
    "one long line of links": lambda n: "# X\n\n" + "[a](0003-a.md) " * n,
    "bars": lambda n: "# X\n\nStatus: accepted" + " | a" * n,
    "table": lambda n: "# X\n\n| Status | Date |\n|--|--|\n" + "| accepted | 2024-05-06 |\n" * n,
    "changelog": lambda n: "# X\n\n## Changelog\n\n" + "- 2024-05-06: accepted\n" * n,
    "html": lambda n: "# X\n\n<table>\n" + "<tr><td>Status</td></tr>\n" * n + "</table>\n",
    "sentences": lambda n: "# X\n\n" + "This ADR replaces ADR-3. " * n,
    "dates": lambda n: "# X\n\nDate: " + "1/2/2024 " * n,
}  # fmt: skip


@pytest.mark.parametrize("case", HUGE)
def test_the_work_grows_no_faster_than_the_file(case: str) -> None:
    build = HUGE[case]
    work(build(20))  # fill the caches
    small, large = work(build(100)), work(build(400))
    assert large < small * 4.8


@pytest.mark.parametrize(
    "text",
    [
        "# 7. Use" + " " * 40_000 + "x\n",
        "# T\n\n## Status\n\nAccepted" + " " * 40_000 + "x\n",
        "# T\n\n## Status\n\nsections " + "1, " * 10_000 + "superseded by ADR-2\n",
        "# " + "*" * 10_000 + " ADR 7\n",
    ],
    ids=["title", "status", "sections", "stars"],
)
def test_long_runs_of_blanks_and_numbers_do_not_slow_the_reader(
    read: Callable[..., Decision], text: str
) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 2
