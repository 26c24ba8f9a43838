"""Beginning a decision: what is written is read back as it was meant."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archbook.decisions.authoring import Begun, CannotBegin, begin_decision, slug_of
from archbook.decisions.log import load_log
from archbook.decisions.model import Decision, RelationKind, Status
from archbook.settings import DecisionSettings

DAY = dt.date(2026, 3, 2)
NYGARD = "# {n}. {title}\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nSo it is.\n"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('__', '.').strip('_')}.md").write_text(text, encoding="utf-8")
    return folder


def begin(folder: Path, title: str = "Use it", **asked: object) -> tuple[Begun, Decision]:
    read = DecisionSettings(git=False)
    log = load_log(folder, root=folder.parent, settings=read)
    begun = begin_decision(title, log=log, folder=folder, day=DAY, **asked)  # type: ignore[arg-type]
    after = load_log(folder, root=folder.parent, settings=read)
    (decision,) = [d for d in (*after.decisions, *after.others) if d.path == begun.path.name]
    return begun, decision


def old_log(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for n in (1, 2):
        text = NYGARD.format(n=n, title=f"Do {n}")
        (folder / f"{n:04}-do-{n}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("short", [False, True])
def test_the_canonical_form_is_read_back_as_it_was_asked_for(
    tmp_path: Path, *, short: bool
) -> None:
    begun, decision = begin(
        old_log(tmp_path / "adr"),
        "Keep orders apart",
        decision_makers=["payments-team", "Ada: Lovelace", "#1"],
        supersedes=["2"],
        status=Status.DRAFT,
        short=short,
    )
    assert begun.path.name == "0003-keep-orders-apart.md"
    assert decision.id == begun.id == "ADR-003"
    assert (decision.number, decision.title) == (3, "Keep orders apart")
    assert (decision.status, decision.date) == (Status.DRAFT, "2026-03-02")
    assert decision.decision_makers == ("payments-team", "Ada: Lovelace", "#1")
    assert [(r.kind, r.path) for r in decision.relations] == [
        (RelationKind.SUPERSEDES, "0002-do-2.md")
    ]
    assert decision.findings == ()
    assert ("## Options" in begun.path.read_text(encoding="utf-8")) is not short


def test_the_old_decision_is_left_as_it_was(tmp_path: Path) -> None:
    folder = old_log(tmp_path / "adr")
    before = (folder / "0002-do-2.md").read_bytes()
    begun, _ = begin(folder, supersedes=["0002-do-2.md"])
    assert (folder / "0002-do-2.md").read_bytes() == before
    assert [old.path for old in begun.superseded] == ["0002-do-2.md"]


TITLES = [
    "Use C#",
    "Use C #",
    'Say "yes": always',
    "Use *emphasis* and _more_",
    "Use <script>alert(1)</script>",
    "Prefer `code` to prose",
    "[link](x.md)",
    "12 factor applications",
    "ADR-012 again",
    "3. Begin with a number",
    "Status",
    "Context",
    "# Hash",
    "---",
    "a & b &amp; c",
    "100 % \\o/",
    "!!!",
    "é à ü ß ø",
    "编写完整的单元测试",
    "true",
    "~~gone~~ {{ 1+1 }} {x}",
    ":smile: | pipe",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_of_any_characters_is_read_back(tmp_path: Path, title: str) -> None:
    _, decision = begin(tmp_path / "adr", title)
    assert decision.title == title
    assert decision.status is Status.PROPOSED
    assert decision.number == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" #*_`[]<>&:.-|\\"),
        min_size=1,
        max_size=40,
    )
)
def test_any_title_on_one_line_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    wanted = " ".join(title.split())
    if not wanted:
        return
    _, decision = begin(tmp_path_factory.mktemp("log") / "adr", title)
    assert decision.title == wanted


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Use PostgreSQL 16, not 15!", "use-postgresql-16-not-15"),
        ("  Éviter l'été à Çeşme ", "eviter-l-ete-a-cesme"),
        ("Größe über Straße", "grosse-uber-strasse"),
        ("编写完整的单元测试", "编写完整的单元测试"),
        ("がぎぐ한국어", "がぎぐ한국어"),
        ("Йод и ёлка", "йод-и-ёлка"),
        ("!!!", "decision"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs_fold_latin_accents_and_keep_other_scripts(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=300))
def test_a_slug_is_always_a_safe_part_of_a_file_name(title: str) -> None:
    slug = slug_of(title)
    assert slug
    assert len(slug.encode()) <= 200
    assert not set(slug) & set("/\\:\0\n ")
    assert not slug.startswith((".", "-"))


@pytest.mark.parametrize("title", ["", "   ", "two\nlines", "bell \a", "carriage\rreturn"])
def test_a_title_that_cannot_be_one_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(CannotBegin):
        begin(tmp_path / "adr", title)
    assert not list(tmp_path.rglob("*.md"))


def test_a_decision_that_is_not_in_the_log_cannot_be_superseded(tmp_path: Path) -> None:
    folder = old_log(tmp_path / "adr")
    with pytest.raises(CannotBegin, match='There is no decision "7" in adr'):
        begin(folder, supersedes=["7"])
    assert len(list(folder.iterdir())) == 2


def test_a_number_taken_twice_must_be_named_by_its_file(tmp_path: Path) -> None:
    folder = old_log(tmp_path / "adr")
    (folder / "0002-also.md").write_text(NYGARD.format(n=2, title="Also"), encoding="utf-8")
    with pytest.raises(CannotBegin, match="name the file"):
        begin(folder, supersedes=["2"])
    _, decision = begin(folder, supersedes=["0002-also.md"])
    assert decision.relations[0].path == "0002-also.md"


def test_numbers_of_templates_and_indexes_count_as_taken(tmp_path: Path) -> None:
    folder = old_log(tmp_path / "adr")
    (folder / "0009-template.md").write_text("# Title\n\n## Status\n\n", encoding="utf-8")
    begun, _ = begin(folder)
    assert begun.path.name == "0010-use-it.md"


MADR = """\
---
# These are optional metadata elements.
status: "{proposed | rejected | accepted | deprecated | … | superseded by ADR-0123}"
date: {YYYY-MM-DD when the decision was last updated}
decision-makers: {list everyone involved in the decision}
consulted:
  - {list everyone}
---

# {short title, representative of solved problem and found solution}

## Context and Problem Statement

{Describe the context}

## Considered Options

* {title of option 1}
"""
ADR_TOOLS = """\
# NUMBER. TITLE

Date: DATE

## Status

STATUS

## Context

The issue motivating this decision.
"""
BULLETS = """\
# ADR-0000: Title

* Status: [proposed | rejected | accepted]
* Deciders: [list everyone]
* Date: [YYYY-MM-DD]

## Context
"""
TABLE = """\
# Title

| Status | Date |
|---|---|
| Proposed, Accepted | yyyy-mm-dd |

## Context
"""
GERMAN = """\
# ADR-0000: Vorlage

## Status

[Vorgeschlagen | Akzeptiert | Veraltet | Ersetzt]

## Kontext
"""
BARE = "Some words, and no heading at all.\n"
MUSTACHE = "# {{NUMBER}} - {{TITLE}}\n\nDate: {{DATE}}\n\n## Status\n\nProposed\n"


@pytest.mark.parametrize(
    "template",
    [MADR, ADR_TOOLS, BULLETS, TABLE, GERMAN, BARE, MUSTACHE],
    ids=["madr", "adr-tools", "bullets", "table", "german", "bare", "mustache"],
)
@pytest.mark.parametrize("name", ["template", "adr-template"])
def test_the_log_s_own_template_is_filled_and_read_back(
    tmp_path: Path, template: str, name: str
) -> None:
    folder = old_log(tmp_path / "adr")
    (folder / f"{name}.md").write_text(template, encoding="utf-8")
    begun, decision = begin(
        folder, "Keep orders apart", supersedes=["1"], decision_makers=["ada", "bo"]
    )
    text = begun.path.read_text(encoding="utf-8")
    assert decision.title == "Keep orders apart", text
    assert (decision.number, decision.id) == (3, "ADR-0003"), text
    assert (decision.status, decision.date) == (Status.PROPOSED, "2026-03-02"), text
    assert decision.decision_makers == ("ada", "bo"), text
    assert {r.path for r in decision.relations} == {"0001-do-1.md"}, text
    assert [f.message for f in decision.findings] == [], text
    assert (folder / f"{name}.md").read_text(encoding="utf-8") == template


def test_what_a_template_says_beside_its_placeholders_stays(tmp_path: Path) -> None:
    folder = old_log(tmp_path / "adr")
    (folder / "template.md").write_text(MADR, encoding="utf-8")
    begun, _ = begin(folder, decision_makers=["ada"])
    text = begun.path.read_text(encoding="utf-8")
    assert "# These are optional metadata elements." in text
    assert "consulted:\n  - {list everyone}" in text
    assert "{Describe the context}" in text
    assert "decision-makers: [ada]" in text


def test_a_table_of_fields_is_filled_in_its_cells(tmp_path: Path) -> None:
    folder = old_log(tmp_path / "adr")
    (folder / "template.md").write_text(TABLE, encoding="utf-8")
    begun, _ = begin(folder)
    assert "| Proposed | 2026-03-02 |" in begun.path.read_text(encoding="utf-8")


def test_a_log_named_by_days_gets_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "adr"
    folder.mkdir()
    for name in ("20240101-a.md", "20240202-b.md"):
        (folder / name).write_text("# A\n\n- Status: accepted\n", encoding="utf-8")
    begun, decision = begin(folder, "Keep orders apart")
    assert begun.path.name == "20260302-keep-orders-apart.md"
    assert decision.title == "Keep orders apart"
    with pytest.raises(CannotBegin, match="is there already"):
        begin(folder, "Keep orders apart")


def test_those_who_begin_at_the_same_time_overwrite_nothing(tmp_path: Path) -> None:
    folder = old_log(tmp_path / "adr")
    log = load_log(folder, root=tmp_path, settings=DecisionSettings(git=False))
    with ThreadPoolExecutor(8) as pool:
        begun = list(
            pool.map(lambda _: begin_decision("Use it", log=log, folder=folder, day=DAY), range(8))
        )
    assert len({one.path for one in begun}) == 8
    assert len(list(folder.iterdir())) == 10
