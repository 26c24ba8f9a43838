"""The handbook: its logs, where they stand, and what is wrong with how they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from archbook.decisions.log import LogCache
from archbook.handbook import Handbook, load_handbook
from archbook.source.findings import Location

RECORD = "# Use it\n\nDate: 2026-03-02\n\n## Status\n\nAccepted\n"


def make(root: Path, settings: str, *folders: str) -> Handbook:
    for folder in folders:
        (root / folder).mkdir(parents=True)
        (root / folder / "0001-use-it.md").write_text(RECORD, encoding="utf-8")
    if settings:
        (root / "archbook.yml").write_text(settings, encoding="utf-8")
    return load_handbook(root)


@pytest.mark.parametrize(
    "folder", ["adr", "docs/adr", "docs/decisions", "docs/architecture/decisions", "doc/adr"]
)
def test_the_log_is_found_without_settings(tmp_path: Path, folder: str) -> None:
    handbook = make(tmp_path, "", folder)
    assert [log.folder for log in handbook.logs] == [folder]
    assert handbook.logs[0].name == ""
    assert handbook.findings == ()


def test_of_several_usual_folders_the_first_counts(tmp_path: Path) -> None:
    handbook = make(tmp_path, "", "docs/adr", "adr")
    assert [log.folder for log in handbook.logs] == ["adr"]


def test_no_log_at_all_is_no_fault(tmp_path: Path) -> None:
    handbook = make(tmp_path, "")
    assert (handbook.logs, handbook.findings) == ((), ())


def test_a_folder_that_the_settings_name_and_is_not_there_is_an_error_on_its_line(
    tmp_path: Path,
) -> None:
    handbook = make(tmp_path, "folders:\n  decisions:\n    - adr\n    - records/ard\n", "adr")
    (tmp_path / "records" / "adr").mkdir(parents=True)
    handbook = load_handbook(tmp_path)
    (finding,) = handbook.findings
    assert finding.location == Location(file="archbook.yml", line=4)
    assert '"records/ard" is not there' in finding.message
    assert 'Did you mean "adr"?' in finding.mend
    assert [log.folder for log in handbook.logs] == ["adr"]


def test_a_file_named_as_a_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "adr").write_text("x", encoding="utf-8")
    handbook = make(tmp_path, "folders: {decisions: adr}\n")
    assert "is a file, not a folder" in handbook.findings[0].message


def test_several_logs_have_names_and_addresses_of_their_own(tmp_path: Path) -> None:
    handbook = make(
        tmp_path,
        "folders:\n  decisions:\n    - services/orders/docs/adr\n    - services/payments/adr\n"
        "    - {path: adr, name: Whole system, at: /architecture/decisions/}\n    - docs/adr\n",
        "services/orders/docs/adr",
        "services/payments/adr",
        "adr",
        "docs/adr",
    )
    assert handbook.findings == ()
    assert [(p.name, p.address, p.in_docs) for p in handbook.places] == [
        ("orders", "decisions/orders", False),
        ("payments", "decisions/payments", False),
        ("Whole system", "architecture/decisions", False),
        ("docs-adr", "adr", True),
    ]
    assert [log.name for log in handbook.logs] == [place.name for place in handbook.places]


def test_the_only_log_outside_the_pages_has_the_plain_address(tmp_path: Path) -> None:
    handbook = make(tmp_path, "folders: {decisions: [docs/adr, adr]}\n", "docs/adr", "adr")
    assert [place.address for place in handbook.places] == ["adr", "decisions"]


def test_logs_whose_names_would_be_alike_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    handbook = make(
        tmp_path, "folders: {decisions: [a/web/adr, b/web/adr]}\n", "a/web/adr", "b/web/adr"
    )
    assert [place.name for place in handbook.places] == ["a-web-adr", "b-web-adr"]


def test_two_logs_of_one_name_and_address_are_said_and_both_kept(tmp_path: Path) -> None:
    handbook = make(
        tmp_path,
        "folders:\n  decisions:\n    - {path: a, name: x}\n    - {path: b, name: x}\n"
        "    - {path: c, name: y, at: decisions/x}\n",
        "a",
        "b",
        "c",
    )
    assert [(f.location.line, f.message) for f in handbook.findings] == [
        (4, 'The logs "a" and "b" have the same name "x"'),
        (5, 'The logs "a" and "c" have the same address "decisions/x/"'),
    ]
    assert len({place.address for place in handbook.places}) == 3
    assert len(handbook.logs) == 3


def test_a_folder_named_twice_is_read_once_and_said(tmp_path: Path) -> None:
    handbook = make(tmp_path, "folders: {decisions: [adr, ./adr/]}\n", "adr")
    assert len(handbook.logs) == 1
    assert "is named twice" in handbook.findings[0].message


def test_a_log_within_another_keeps_its_files_to_itself(tmp_path: Path) -> None:
    handbook = make(tmp_path, "folders: {decisions: [adr, adr/pay]}\n", "adr", "adr/pay")
    assert [[d.path for d in log.decisions] for log in handbook.logs] == [
        ["0001-use-it.md"],
        ["0001-use-it.md"],
    ]


def test_links_lead_from_one_log_into_another(tmp_path: Path) -> None:
    make(tmp_path, "folders: {decisions: [shop, pay]}\n", "shop", "pay")
    text = RECORD.replace("Accepted", "Accepted\n\nAmends [ADR-1](../pay/0001-use-it.md)")
    (tmp_path / "shop" / "0002-more.md").write_text(text, encoding="utf-8")
    shop, pay = load_handbook(tmp_path).logs
    assert shop.decisions[1].relations[0].path == "../pay/0001-use-it.md"
    assert [r.path for r in pay.decisions[0].completed] == ["../shop/0002-more.md"]


def test_the_date_is_the_caller_s_before_the_settings_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert str(load_handbook(tmp_path).as_of) == "1970-01-02"
    handbook = make(tmp_path, "as-of: 2026-03-02\n")
    assert str(handbook.as_of) == "2026-03-02"
    assert str(load_handbook(tmp_path, as_of=handbook.as_of.replace(day=9)).as_of) == "2026-03-09"


def test_a_wrong_source_date_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "SOURCE_DATE_EPOCH" in load_handbook(tmp_path).findings[0].message


def test_a_chapter_that_is_switched_off_is_not_read(tmp_path: Path) -> None:
    assert make(tmp_path, "decisions: {enabled: false}\n", "adr").logs == ()


def test_what_a_host_keeps_is_used_for_the_next_build(tmp_path: Path) -> None:
    make(tmp_path, "", "adr")
    cache = LogCache()
    first = load_handbook(tmp_path, cache=cache).logs[0].decisions[0]
    assert load_handbook(tmp_path, cache=cache).logs[0].decisions[0].markdown is first.markdown


@pytest.mark.parametrize(
    "at",
    [
        "../../zz",
        ".",
        "..",
        "x/../y",
        "x//y",
        "/../x",
        "x\\\\y",
        "c:/x",
        "x/ /y",
        "x\\ny",
        "x?y",
        "%2e%2e/x",
    ],
)
@pytest.mark.parametrize(
    "of", ["folders: {{decisions: {{path: adr, at: {at}}}}}", "components: {{at: {at}}}"]
)
def test_an_address_that_would_lead_out_of_the_site_is_refused(
    tmp_path: Path, of: str, at: str
) -> None:
    handbook = make(tmp_path, of.format(at=f'"{at}"') + "\n", "adr")
    (finding,) = handbook.findings
    assert (finding.rule, finding.location.line) == ("settings", 1)
    assert [place.address for place in handbook.places] == ["decisions"]
    assert handbook.settings.components.at == "architecture"


def test_a_log_named_like_a_way_up_stays_within_the_site(tmp_path: Path) -> None:
    settings = "folders:\n  decisions:\n    - {path: adr, name: ..}\n    - more\n"
    handbook = make(tmp_path, settings, "adr", "more")
    assert [place.address for place in handbook.places] == ["decisions/log", "decisions/more"]
