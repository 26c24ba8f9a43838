"""The rules of the decision log: each breaks on one small edit, and holds without it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from archbook.handbook import load_handbook
from archbook.rules.registry import log_rules, rules
from archbook.rules.run import check, findings_by_file, reaches
from archbook.source.findings import Dimension, Finding, Severity

AS_OF = dt.date(2026, 6, 1)

OLD = """\
---
id: ADR-001
status: superseded
date: 2026-01-12
superseded-by: [ADR-002]
---
# Keep everything in one table

## Context

There is little of it.
"""
NEW = """\
---
id: ADR-002
status: accepted
date: 2026-03-02
supersedes: [ADR-001]
---
# Keep orders apart

It follows [ADR-001](0001-one-table.md#context), see [the notes](../notes/load.md).
"""
OPEN = """\
---
status: proposed
date: 2026-05-20
---
# Answer from a cache
"""

SOUND = {
    "adr/0001-one-table.md": OLD,
    "adr/0002-orders-apart.md": NEW,
    "adr/0003-cache.md": OPEN,
    "notes/load.md": "# Load\n",
    ".git/HEAD": "",
    "archbook.yml": "decisions: {git: false}\n",
}


def judged(root: Path, changes: dict[str, str | None] | None = None) -> tuple[Finding, ...]:
    for name, text in (SOUND | (changes or {})).items():
        if text is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return check(load_handbook(root, as_of=AS_OF))


def edited(name: str, *replacements: tuple[str, str]) -> dict[str, str | None]:
    text = SOUND[name]
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return {name: text}


OLD_FILE, NEW_FILE, OPEN_FILE = list(SOUND)[:3]
NOT_FOUND = "adr/0004-more.md"

MUTATIONS: dict[str, tuple[dict[str, str | None], str, int]] = {
    "duplicate-number": ({"adr/0003-also.md": OPEN}, "adr/0003-cache.md", 5),
    "dangling-target": (
        edited(NEW_FILE, ("supersedes: [ADR-001]", "supersedes: [ADR-001, ADR-077]")),
        NEW_FILE,
        5,
    ),
    "ambiguous-target": (
        {
            "adr/0003-also.md": OPEN,
            NOT_FOUND: "---\nstatus: accepted\namends: [3]\n---\n# Go on\n",
        },
        NOT_FOUND,
        3,
    ),
    "supersession-cycle": (
        edited(OLD_FILE, ("superseded-by: [ADR-002]", "supersedes: [ADR-002]")),
        OLD_FILE,
        5,
    ),
    "superseded-by-unaccepted": (
        edited(NEW_FILE, ("status: accepted", "status: rejected")),
        OLD_FILE,
        5,
    ),
    "one-way-supersession": (
        edited(OLD_FILE, ("superseded-by: [ADR-002]", "tags: [x]")),
        OLD_FILE,
        3,
    ),
    "superseded-in-force": (
        edited(
            OLD_FILE,
            ("status: superseded", "status: accepted"),
            ("superseded-by: [ADR-002]", "tags: [x]"),
        ),
        OLD_FILE,
        3,
    ),
    "link-number-mismatch": (
        edited(NEW_FILE, ("[ADR-001](0001", "[ADR-003](0001")),
        NEW_FILE,
        9,
    ),
    "number-conflict": (
        edited(OPEN_FILE, ("# Answer", "# 7. Answer")),
        OPEN_FILE,
        5,
    ),
    "status-conflict": (
        edited(OPEN_FILE, ("cache\n", "cache\n\n## Status\n\nRejected\n")),
        OPEN_FILE,
        9,
    ),
    "status-not-stated": (edited(OPEN_FILE, ("status: proposed", "tags: [x]")), OPEN_FILE, 0),
    "unreadable-front-matter": (
        edited(OPEN_FILE, ("status: proposed", "status: [proposed")),
        OPEN_FILE,
        3,
    ),
    "stale-proposal": (edited(OPEN_FILE, ("2026-05-20", "2026-02-28")), OPEN_FILE, 2),
    "review-overdue": (
        edited(NEW_FILE, ("date: 2026-03-02", "date: 2026-03-02\nreview-by: 2026-05-31")),
        NEW_FILE,
        5,
    ),
    "broken-link": (edited(NEW_FILE, ("../notes/load.md", "../notes/lod.md")), NEW_FILE, 9),
    "broken-anchor": (edited(NEW_FILE, ("md#context", "md#contxt")), NEW_FILE, 9),
    "ambiguous-date": (edited(OPEN_FILE, ("2026-05-20", "03/04/2026")), OPEN_FILE, 3),
    "nul-character": (edited(OPEN_FILE, ("cache", "ca\0che")), OPEN_FILE, 5),
    "file-too-large": (
        edited(OPEN_FILE, ("cache", "cache\n\n" + "word " * 250_000)),
        OPEN_FILE,
        1,
    ),
    "split-without-trigger": (
        edited(NEW_FILE, ("date: 2026-03-02", "date: 2026-03-02\ntags: [split]")),
        NEW_FILE,
        5,
    ),
    "wrong-waiver": (
        edited(
            NEW_FILE,
            (
                "date: 2026-03-02",
                "date: 2026-03-02\nwaives:\n  - rule: replay\n    components: [a]",
            ),
        ),
        NEW_FILE,
        6,
    ),
    "odd-entry": ({"adr/0009-folder.md/note.txt": ""}, "adr/0009-folder.md", 0),
    "no-history": ({"archbook.yml": "", ".git/HEAD": None}, "adr", 0),
    "settings": ({"archbook.yml": "decisions: {git: false}\nfial-on: x\n"}, "archbook.yml", 2),
}

COMPANIONS = {
    "one-way-supersession": {"supersession-cycle"},
    "supersession-cycle": {"one-way-supersession"},
    "superseded-in-force": {"one-way-supersession"},
    "ambiguous-target": {"duplicate-number"},
    "unreadable-front-matter": {"status-not-stated"},
    "file-too-large": set(),
}
"""What else an edit breaks, by its nature."""


def test_a_sound_log_has_no_finding(tmp_path: Path) -> None:
    assert judged(tmp_path) == ()


@pytest.mark.parametrize("rule", MUTATIONS)
def test_one_edit_breaks_one_rule(rule: str, tmp_path: Path) -> None:
    changes, file, line = MUTATIONS[rule]
    findings = judged(tmp_path, changes)
    (finding,) = [finding for finding in findings if finding.rule == rule]
    assert (finding.location.file, finding.location.line) == (file, line)
    assert finding.severity is rules()[rule].severity
    assert finding.message
    assert finding.mend
    assert {other.rule for other in findings} - {rule} <= COMPANIONS.get(rule, set())


def test_every_rule_about_the_log_has_an_edit_that_breaks_it() -> None:
    read_elsewhere = {"not-utf-8", "unreadable-file", "outside-repository"}
    with_a_map = {"decision-about-what-is-gone", "unused-waiver"}
    elsewhere = ("map-", "checklist-", "attestation-")
    of_logs = {name for name in log_rules() if not name.startswith(elsewhere)}
    assert of_logs == set(MUTATIONS) | read_elsewhere | with_a_map


def test_the_catalogue_has_every_rule_that_the_readers_of_maps_decide() -> None:
    import archbook.components as package  # noqa: PLC0415 - for its folder only

    (folder,) = package.__path__
    sources = [path.read_text("utf-8") for path in Path(folder).glob("*.py")]
    named = {name for text in sources for name in re.findall(r'"(map-[a-z-]+)"', text)}
    # What the checker of all YAML finds has the word of its source before it.
    named |= {f"map-{word}" for word in ("unknown-key", "missing-key", "wrong-value")}
    assert named == {name for name in rules() if name.startswith("map-")}


@pytest.mark.parametrize("rule", list(rules().values()), ids=lambda rule: rule.id)
def test_the_catalogue_says_of_each_rule_what_why_and_how(rule: object) -> None:
    for words in (rule.asserts, rule.why, rule.mend):  # type: ignore[attr-defined]
        assert words.endswith(".")
        assert not words[0].islower()
        assert "  " not in words


def test_status_and_link_on_two_lines_are_no_fault(tmp_path: Path) -> None:
    findings = judged(
        tmp_path,
        {
            "adr/0001-one-table.md": "# 1. One table\n\n## Status\n\nSuperseded\n\n"
            "[2. Apart](0002-orders-apart.md)\n\n## Context\n",
        },
    )
    assert findings == ()


def test_a_proposal_may_announce_what_it_will_supersede(tmp_path: Path) -> None:
    changes = {
        **edited(NEW_FILE, ("status: accepted", "status: proposed"), ("2026-03-02", "2026-05-30")),
        **edited(
            OLD_FILE,
            ("status: superseded", "status: accepted"),
            ("superseded-by: [ADR-002]\n", ""),
        ),
    }
    assert judged(tmp_path, changes) == ()


def test_one_accepted_successor_is_enough(tmp_path: Path) -> None:
    changes = {
        **edited(OPEN_FILE, ("date:", "supersedes: [ADR-001]\ndate:")),
        **edited(OLD_FILE, ("[ADR-002]", "[ADR-002, ADR-003]")),
    }
    assert judged(tmp_path, changes) == ()


def test_a_successor_that_was_itself_superseded_had_been_accepted(tmp_path: Path) -> None:
    changes = {
        **edited(NEW_FILE, ("status: accepted", "status: superseded\nsuperseded-by: [ADR-003]")),
        **edited(OPEN_FILE, ("status: proposed", "status: accepted\nsupersedes: [ADR-002]")),
    }
    assert judged(tmp_path, changes) == ()


def test_a_relation_to_another_repository_or_to_a_page_does_not_dangle(tmp_path: Path) -> None:
    changes = edited(
        NEW_FILE,
        ("supersedes: [ADR-001]", "supersedes: [ADR-001]\namends: https://x.example/adr/0099-x.md"),
        ("It follows", "Extends [the notes](../notes/load.md).\n\nIt follows"),
    )
    assert judged(tmp_path, changes) == ()


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://x.example/gone.md)",
        "[x](mailto:a@x.example)",
        "[x](../../../issues/7)",
        "[x](/img/site-address.png)",
        "[x](#context)",
        "[x](0001-one-table.md#L12)",
        "[x](0001-one-table)",
        "[x](0001-one-table.html)",
        "[x](../notes/)",
        "[x](..)",
        "[x](../notes/load.md?plain=1#load)",
        "[x](<{link}>)",
        "`[x](gone.md)`",
        "    [x](gone.md)",
        "![x](data:image/png;base64,AAAA)",
    ],
)
def test_what_cannot_be_told_broken_is_not_called_so(tmp_path: Path, link: str) -> None:
    changes = edited(OPEN_FILE, ("cache\n", f"cache\n\n## Context\n\n{link}\n"))
    assert judged(tmp_path, changes) == ()


@pytest.mark.parametrize(
    "link",
    [
        "[x](gone.md)",
        "![x](gone.png)",
        "![x](../../../../../../etc/passwd)",
        "![x](/etc/passwd)",
        "![x](/img/gone.png)",
        '<img src="img/gone.png">',
        "[x](/notes/gone.md)",
        "[x](gone/)",
        "[x][ref]\n\n[ref]: gone.md",
        "[x](<gone file.md>)",
        "[x](g%C3%B6ne.md)",
    ],
)
def test_a_link_to_nothing_is_broken(tmp_path: Path, link: str) -> None:
    changes = edited(OPEN_FILE, ("cache\n", f"cache\n\n## Context\n\n{link}\n"))
    (finding,) = judged(tmp_path, changes)
    assert (finding.rule, finding.location.line) == ("broken-link", 9)


def test_a_link_broken_many_times_is_one_finding(tmp_path: Path) -> None:
    changes = edited(OPEN_FILE, ("cache\n", "cache\n\n[x](gone.md)\n\n[y](gone.md)\n"))
    (finding,) = judged(tmp_path, changes)
    assert finding.location.line == 7
    assert finding.message.endswith("(nor on line 9)")


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("[x](../../outside.md)", True),
        ("![x](../../outside.png)", True),
        ("![x](evil.png)", True),
        ("[x](evil.png)", True),
        ("[x](../../../issues/7)", False),
        ("[x](../../../wiki)", False),
    ],
)
def test_what_leads_out_of_the_repository_is_said(tmp_path: Path, link: str, found: bool) -> None:  # noqa: FBT001 - a case
    (tmp_path / "outside.png").write_bytes(b"private")
    (tmp_path / "book/adr").mkdir(parents=True)
    (tmp_path / "book/adr/evil.png").symlink_to(tmp_path / "outside.png")
    changes = edited(OPEN_FILE, ("cache\n", f"cache\n\n{link}\n"))
    findings = judged(tmp_path / "book", {**changes, ".git/HEAD": ""})
    links = [finding for finding in findings if finding.rule == "broken-link"]
    assert len(links) == found
    assert all("leads out of the repository" in finding.message for finding in links)


@pytest.mark.parametrize(
    ("link", "near"),
    [("0010-one-tables.md", ""), ("0001-one-tables.md", "0001-one-table.md")],
)
def test_a_file_of_another_number_is_not_offered(tmp_path: Path, link: str, near: str) -> None:
    changes = edited(OPEN_FILE, ("cache\n", f"cache\n\n![x]({link})\n"))
    (finding,) = judged(tmp_path, changes)
    assert finding.mend.partition(" Did you mean ")[2] == (f'"{near}"?' if near else "")


def test_a_template_is_not_blamed_for_its_placeholders(tmp_path: Path) -> None:
    template = "---\nstatus: {proposed | accepted\n---\n# {title}\n\n[x](0005-example.md)\n"
    assert judged(tmp_path, {"adr/template.md": template}) == ()


def test_a_date_of_review_that_is_none_is_said(tmp_path: Path) -> None:
    changes = edited(NEW_FILE, ("date: 2026-03-02", "date: 2026-03-02\nreview-by: next spring"))
    (finding,) = judged(tmp_path, changes)
    assert finding.rule == "review-overdue"
    assert "no date" in finding.message


@pytest.mark.parametrize("value", ["2026-06-01", "2026-06", "2027-01-01", "", "YYYY-MM-DD"])
def test_a_review_that_is_not_past_is_not_overdue(tmp_path: Path, value: str) -> None:
    changes = edited(NEW_FILE, ("date: 2026-03-02", f"date: 2026-03-02\nreview-by: {value}"))
    assert judged(tmp_path, changes) == ()


def test_what_is_not_in_force_needs_no_review(tmp_path: Path) -> None:
    changes = edited(OLD_FILE, ("date: 2026-01-12", "date: 2026-01-12\nreview-by: 2026-02-01"))
    assert judged(tmp_path, changes) == ()


@pytest.mark.parametrize(("age", "found"), [(90, 0), (91, 1)])
def test_a_proposal_is_stale_after_the_threshold_and_not_on_it(
    tmp_path: Path, age: int, found: int
) -> None:
    day = AS_OF - dt.timedelta(days=age)
    assert len(judged(tmp_path, edited(OPEN_FILE, ("2026-05-20", day.isoformat())))) == found


def test_severity_and_threshold_can_be_set(tmp_path: Path) -> None:
    settings = "rules:\n  stale-proposal: {severity: error, days: 5}\n"
    (finding,) = judged(tmp_path, {"archbook.yml": f"decisions: {{git: false}}\n{settings}"})
    assert (finding.rule, finding.severity) == ("stale-proposal", Severity.ERROR)
    assert "more than 5" in finding.message


@pytest.mark.parametrize("rule", ["broken-link", "unreadable-front-matter"])
def test_a_rule_can_be_switched_off_with_a_reason(tmp_path: Path, rule: str) -> None:
    changes, _, _ = MUTATIONS[rule]
    settings = f"decisions: {{git: false}}\nrules: {{{rule}: {{off: known and accepted}}}}\n"
    findings = judged(tmp_path, {**changes, "archbook.yml": settings})
    assert rule not in {finding.rule for finding in findings}


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("brokn-link: {severity: note}", 'There is no rule "brokn-link"'),
        ("broken-link: {off: ''}", 'The rule "broken-link" is switched off without a reason'),
        ("broken-link: {days: 3}", 'The rule "broken-link" has no threshold in days'),
        ("broken-link: {limit: 3}", 'The rule "broken-link" has no threshold in numbers'),
    ],
)
def test_a_setting_that_no_rule_takes_is_an_error_on_its_line(
    tmp_path: Path, setting: str, message: str
) -> None:
    settings = f"decisions: {{git: false}}\nrules:\n  {setting}\n"
    (finding,) = judged(tmp_path, {"archbook.yml": settings})
    assert finding.message == message
    assert finding.severity is Severity.ERROR
    assert (finding.location.file, finding.location.line) == ("archbook.yml", 3)
    if "brokn" in setting:
        assert 'Did you mean "broken-link"?' in finding.mend


def test_findings_are_about_decisions_and_told_apart_by_rule_and_subject(tmp_path: Path) -> None:
    (finding,) = judged(tmp_path, MUTATIONS["unreadable-front-matter"][0])[:1]
    assert finding.subject == "decision:ADR-0003"
    assert len(finding.fingerprint) == 16
    assert finding.dimension is Dimension.CORRECTNESS


def test_findings_come_worst_first_then_by_place(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {}
    for rule in ("dangling-target", "stale-proposal"):
        changes |= MUTATIONS[rule][0]
    findings = judged(tmp_path, changes)
    assert [f.rule for f in findings] == ["dangling-target", "stale-proposal"]
    assert findings_by_file(findings) == {NEW_FILE: findings[:1], OPEN_FILE: findings[1:]}
    assert reaches(findings, "error")
    assert reaches(findings[1:], "warning")
    assert not reaches(findings[1:], "error")
    assert not reaches(findings, "never")
