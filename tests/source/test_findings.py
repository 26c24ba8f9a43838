"""Findings as values: identity, order, suggestions."""

from __future__ import annotations

from dataclasses import replace

from archbook.source.findings import (
    Finding,
    Location,
    Severity,
    did_you_mean,
    in_order,
)


def finding(rule: str = "r", severity: Severity = Severity.NOTE, line: int = 1) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        subject="decision:ADR-1",
        message="It is so",
        location=Location(file="a.md", line=line),
    )


def test_severities_are_ordered_worst_first() -> None:
    assert [s.rank for s in (Severity.ERROR, Severity.WARNING, Severity.NOTE)] == [0, 1, 2]
    assert Severity.ERROR.at_least(Severity.WARNING)
    assert Severity.WARNING.at_least(Severity.WARNING)
    assert not Severity.NOTE.at_least(Severity.WARNING)


def test_a_fingerprint_is_made_of_rule_and_subject_alone() -> None:
    assert finding(line=1).fingerprint == finding(line=9).fingerprint
    assert finding("r").fingerprint != finding("s").fingerprint
    assert len(finding().fingerprint) == 16


def test_a_finding_reads_as_place_severity_message_rule_and_mend() -> None:
    plain = finding(line=3)
    assert str(plain) == "a.md:3: note: It is so [r]"
    assert str(Location(file="a.md")) == "a.md"
    mended = Finding(
        rule="r",
        severity=Severity.ERROR,
        subject="s",
        message="No",
        location=Location(file="a.md"),
        mend="Write yes.",
    )
    assert str(mended) == "a.md: error: No [r]\n    Write yes."


def test_findings_are_shown_once_and_worst_first() -> None:
    note, late, worst = finding(), finding(line=2), finding(severity=Severity.ERROR, line=9)
    assert in_order([late, note, worst, note]) == (worst, note, late)


def test_a_misspelt_word_gets_the_nearest_known_one() -> None:
    assert did_you_mean("statuss", ["status", "date"]) == ' Did you mean "status"?'
    assert did_you_mean("zzz", ["status", "date"]) == ""


def test_a_message_is_one_line_and_cannot_steer_what_shows_it() -> None:
    made = Finding(
        rule="r",
        severity=Severity.NOTE,
        subject="s",
        message='The link to "a\nb\u202e\x1b[31m" leads to no file (nor on line 7)',
        location=Location(file="a.md"),
        mend="Correct it.",
    )
    assert made.message == 'The link to "a b\ufffd\ufffd[31m" leads to no file (nor on line 7)'
    assert made.advice.endswith("(nor on line 7). Correct it.")


def test_message_and_mend_are_sentences_with_one_full_stop_each() -> None:
    assert finding().advice == "It is so."
    assert replace(finding(), message="Is it?", mend="Ask.").advice == "Is it? Ask."
