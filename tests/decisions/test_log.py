"""A decision log as a whole: order, relations, what is odd in the folder, what git adds."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from archbook.decisions.log import LogCache, load_log
from archbook.decisions.model import DecisionLog, FileKind, RelationKind
from archbook.rules.registry import rules
from archbook.settings import DecisionSettings
from archbook.source.entries import SEVERITIES
from archbook.source.findings import Severity

RECORD = """\
# {number}. {title}

Date: 2026-03-02

## Status

{status}

## Context

We need it.

## Decision

We do it.
"""


def record(number: int, title: str = "Use it", status: str = "Accepted") -> str:
    return RECORD.format(number=number, title=title, status=status)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def load(folder: Path, *, cache: LogCache | None = None, git: bool = False) -> DecisionLog:
    settings = DecisionSettings(git=git)
    return load_log(folder / "adr", root=folder, settings=settings, known=cache)


def test_decisions_stand_in_order_of_number_and_others_apart(tmp_path: Path) -> None:
    write(
        tmp_path / "adr",
        {
            "README.md": "# Our decisions\n",
            "0010-ten.md": record(10),
            "0002-two.md": record(2),
            "sub/0005-five.md": record(5),
            "notes.txt": "not read",
        },
    )
    log = load(tmp_path)
    assert log.folder == "adr"
    assert [d.path for d in log.decisions] == ["0002-two.md", "sub/0005-five.md", "0010-ten.md"]
    assert [(d.path, d.kind) for d in log.others] == [("README.md", FileKind.README)]


def test_relations_are_found_and_completed(tmp_path: Path) -> None:
    write(
        tmp_path / "adr",
        {
            "0001-old.md": record(1),
            "0002-new.md": record(2, status="Accepted\n\nSupersedes [1. Old](0001-old.md)"),
        },
    )
    old, new = load(tmp_path).decisions
    assert [(r.kind, r.path) for r in new.relations] == [(RelationKind.SUPERSEDES, "0001-old.md")]
    assert [(r.kind, r.target) for r in old.completed] == [(RelationKind.SUPERSEDED_BY, 2)]


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    folder = write(tmp_path / "adr", {"0001-a.md": record(1), "0003-c.md": record(3)})
    (folder / "0002-b.md").write_bytes(b"---\nstatus: [\n---\n# 2. Broken \xff\0\n")
    log = load(tmp_path)
    assert [d.number for d in log.decisions] == [1, 2, 3]
    rules = {finding.rule for finding in log.decisions[1].findings}
    assert {"not-utf-8", "nul-character", "unreadable-front-matter"} <= rules


def test_an_empty_file_is_there_and_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path / "adr", {"0001-a.md": record(1), "0002-b.md": ""})
    log = load(tmp_path)
    assert sorted(d.path for d in (*log.decisions, *log.others)) == ["0001-a.md", "0002-b.md"]


def test_a_file_over_the_limit_is_read_by_its_head(tmp_path: Path) -> None:
    write(tmp_path / "adr", {"0001-a.md": record(1) + "word " * 300_000})
    (decision,) = load(tmp_path).decisions
    assert decision.truncated
    assert decision.title == "Use it"
    assert [f.rule for f in decision.findings if f.severity is Severity.ERROR] == ["file-too-large"]


def test_a_folder_named_like_a_file_is_read_and_said(tmp_path: Path) -> None:
    write(tmp_path / "adr", {"0001-a.md/0002-b.md": record(2)})
    log = load(tmp_path)
    assert [d.path for d in log.decisions] == ["0001-a.md/0002-b.md"]
    assert [(f.rule, f.location.file) for f in log.findings] == [("odd-entry", "adr/0001-a.md")]


def test_links_that_lead_round_or_nowhere_are_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "adr", {"0001-a.md": record(1), "sub/0002-b.md": record(2)})
    (folder / "sub" / "round").symlink_to("../../adr", target_is_directory=True)
    (folder / "0003-c.md").symlink_to("0003-c.md")
    (folder / "0004-d.md").symlink_to("gone.md")
    log = load(tmp_path)
    assert [d.number for d in log.decisions] == [1, 2]
    assert {f.location.file for f in log.findings if f.rule == "odd-entry"} == {
        "adr/sub/round",
        "adr/0003-c.md",
        "adr/0004-d.md",
    }


def test_what_lies_outside_the_repository_is_neither_read_nor_passed_over(tmp_path: Path) -> None:
    elsewhere = write(tmp_path / "elsewhere", {"0002-secret.md": record(2, "Secret")})
    book = tmp_path / "book"
    folder = write(book / "adr", {"0001-a.md": record(1)})
    write(book / "more", {"0005-e.md": record(5)})
    (folder / "0003-secret.md").symlink_to(elsewhere / "0002-secret.md")
    (folder / "0004-zero.md").symlink_to("/dev/zero")
    (folder / "sub").symlink_to(elsewhere, target_is_directory=True)
    (folder / "more").symlink_to("../more", target_is_directory=True)
    log = load(book)
    assert [d.number for d in log.decisions] == [1, 5]
    assert {(f.rule, f.severity, f.location.file) for f in log.findings} == {
        ("outside-repository", Severity.ERROR, "adr/0003-secret.md"),
        ("outside-repository", Severity.ERROR, "adr/0004-zero.md"),
        ("outside-repository", Severity.ERROR, "adr/sub"),
    }


def test_the_repository_above_the_handbook_counts(tmp_path: Path) -> None:
    write(tmp_path, {".git/HEAD": "", "shared/0002-b.md": record(2)})
    folder = write(tmp_path / "book/adr", {"0001-a.md": record(1)})
    (folder / "0002-b.md").symlink_to("../../shared/0002-b.md")
    log = load(tmp_path / "book")
    assert [d.number for d in log.decisions] == [1, 2]
    assert log.findings == ()


def test_a_log_that_lies_behind_a_link_itself_is_read(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"0001-a.md": record(1)})
    (tmp_path / "book").mkdir()
    (tmp_path / "book/adr").symlink_to("../elsewhere", target_is_directory=True)
    log = load(tmp_path / "book")
    assert [d.number for d in log.decisions] == [1]
    assert log.findings == ()


def test_a_pipe_is_said_and_not_waited_for(tmp_path: Path) -> None:
    folder = write(tmp_path / "adr", {"0001-a.md": record(1)})
    os.mkfifo(folder / "0010-fifo.md")
    log = load(tmp_path)
    assert [(f.rule, f.location.file) for f in log.findings] == [("odd-entry", "adr/0010-fifo.md")]


@pytest.mark.parametrize("rule", SEVERITIES)
def test_the_severity_of_what_is_odd_is_that_of_its_rule(rule: str) -> None:
    assert rules()[rule].severity is SEVERITIES[rule]


def test_a_file_that_may_not_be_read_is_said() -> None:
    with tempfile.TemporaryDirectory() as name:  # outside pytest's own, which root alone may open
        root = Path(name).resolve()
        folder = write(root / "adr", {"0001-a.md": record(1), "0002-b.md": record(2)})
        (folder / "0002-b.md").chmod(0)
        root.chmod(0o755)
        user = os.geteuid()
        if not user:  # root may read everything
            os.seteuid(65534)
        try:
            log = load(root)
        finally:
            os.seteuid(user)
    assert [f.rule for f in log.findings] == ["unreadable-file"]


def test_a_cached_file_is_not_read_again_until_it_changes(tmp_path: Path) -> None:
    folder = write(tmp_path / "adr", {"0001-a.md": record(1), "0002-b.md": record(2)})
    cache = LogCache()
    first = load(tmp_path, cache=cache)
    write(folder, {"0002-b.md": record(2, "Use something else")})
    second = load(tmp_path, cache=cache)
    assert second.decisions[0] is first.decisions[0]
    assert second.decisions[1].title == "Use something else"


def test_other_words_for_a_status_make_a_cached_file_read_again(tmp_path: Path) -> None:
    write(tmp_path / "adr", {"0001-a.md": record(1, status="Blessed")})
    cache = LogCache()
    load(tmp_path, cache=cache)
    settings = DecisionSettings(git=False, statuses={"blessed": "accepted"})
    log = load_log(tmp_path / "adr", root=tmp_path, settings=settings, known=cache)
    assert log.decisions[0].status_word == "accepted"


def test_the_order_of_a_date_is_settled_by_the_rest_of_the_log(tmp_path: Path) -> None:
    write(
        tmp_path / "adr",
        {
            "0001-a.md": record(1).replace("2026-03-02", "03/04/2026"),
            "0002-b.md": record(2).replace("2026-03-02", "25/04/2026"),
        },
    )
    assert [d.date for d in load(tmp_path).decisions] == ["2026-04-03", "2026-04-25"]


def test_git_says_what_a_file_does_not(tmp_path: Path) -> None:
    write(tmp_path / "adr", {"0001-a.md": "# Use it\n\n## Status\n\nAccepted\n"})
    identity = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "a@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "a@example.org"}
    identity |= {"GIT_AUTHOR_DATE": "2024-02-03T12:00:00Z", "HOME": str(tmp_path)}
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, env=os.environ | identity)
    (decision,) = load(tmp_path, git=True).decisions
    assert decision.date is None
    assert decision.derived is not None
    assert (decision.derived.created, decision.derived.authors) == ("2024-02-03", ("Ada",))


def test_a_log_that_states_nothing_and_has_no_history_says_so_once(tmp_path: Path) -> None:
    write(tmp_path / "adr", {"0001-a.md": "# One\n", "0002-b.md": "# Two\n"})
    log = load(tmp_path, git=True)
    assert [(f.rule, f.severity) for f in log.findings] == [("no-history", Severity.NOTE)]


def test_a_log_that_states_everything_does_not_miss_its_history(tmp_path: Path) -> None:
    head = "---\ndate: 2026-03-02\ndecision-makers: [ada]\nstatus: accepted\n---\n"
    write(tmp_path / "adr", {"0001-a.md": f"{head}# Use it\n"})
    assert load(tmp_path, git=True).findings == ()


def test_the_same_folder_gives_the_same_log_however_it_was_written(tmp_path: Path) -> None:
    files = {
        f"{n:04}-x.md": record(n, status=f"Accepted\n\nAmends ADR-{n - 1:03}") for n in range(1, 9)
    }
    write(tmp_path / "one" / "adr", files)
    write(tmp_path / "two" / "adr", dict(reversed(files.items())))
    one, two = load(tmp_path / "one"), load(tmp_path / "two")
    assert [(d.path, d.relations, d.completed) for d in one.decisions] == [
        (d.path, d.relations, d.completed) for d in two.decisions
    ]
