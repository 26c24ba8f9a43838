"""Where the settings stand, and how they are found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from archbook.settings_file import PLUGIN_NAMES, SettingsFile, read_settings_file
from archbook.source.findings import Location


def read(root: Path, /, environment: dict[str, str] | None = None, **files: str) -> SettingsFile:
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_settings_file(root, environment=environment or {})


def folders(settings_file: SettingsFile) -> list[str]:
    return [entry.path for entry in settings_file.settings.folders.decisions]


def test_without_any_file_the_defaults_count(tmp_path: Path) -> None:
    settings_file = read(tmp_path)
    assert settings_file.settings.fail_on == "error"
    assert settings_file.site.docs_dir == "docs"
    assert settings_file.findings == ()


def test_settings_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    settings_file = read(tmp_path, archbook="folders:\n  decisions: records\n")
    assert folders(settings_file) == ["records"]
    assert settings_file.place("folders", "decisions", 0) == Location(file="archbook.yml", line=2)


@pytest.mark.parametrize("name", PLUGIN_NAMES)
@pytest.mark.parametrize("form", ["list", "mapping"])
def test_settings_stand_under_the_plugin(tmp_path: Path, name: str, form: str) -> None:
    plugins = {
        "list": f"plugins:\n  - search\n  - {name}:\n      fail-on: warning\n",
        "mapping": f"plugins:\n  search:\n  {name}:\n      fail-on: warning\n",
    }
    settings_file = read(tmp_path, mkdocs=f"site_name: x\n{plugins[form]}")
    assert settings_file.settings.fail_on == "warning"
    assert settings_file.place("fail-on") == Location(file="mkdocs.yml", line=5)


def test_a_plugin_without_options_has_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, mkdocs="plugins: [search, archbook]\n").settings.fail_on == "error"


def test_what_the_site_says_of_itself_is_known(tmp_path: Path) -> None:
    site = read(
        tmp_path,
        mkdocs="site_name: Shop\nsite_url: https://x.example\nrepo_url: https://h.example/o/r\n"
        "edit_uri: blob/main/docs/\ndocs_dir: pages\n",
    ).site
    assert (site.docs_dir, site.site_name, site.site_url) == ("pages", "Shop", "https://x.example")
    assert (site.repo_url, site.edit_uri) == ("https://h.example/o/r", "blob/main/docs/")


def test_an_inherited_file_lies_below_its_heir(tmp_path: Path) -> None:
    settings_file = read(
        tmp_path,
        base__common="site_url: https://base.example\nsite_name: base\nplugins:\n"
        "  archbook:\n    fail-on: warning\n    as-of: 2026-01-01\n",
        mkdocs="INHERIT: base/common.yml\nsite_name: heir\nplugins:\n"
        "  archbook:\n    as-of: 2026-02-02\n",
    )
    assert settings_file.site.site_name == "heir"
    assert settings_file.site.site_url == "https://base.example"
    assert settings_file.settings.fail_on == "warning"
    assert str(settings_file.settings.as_of) == "2026-02-02"
    assert settings_file.place("fail-on") == Location(file="base/common.yml", line=5)
    assert settings_file.place("as-of") == Location(file="mkdocs.yml", line=5)


def test_a_file_that_inherits_itself_is_a_finding(tmp_path: Path) -> None:
    settings_file = read(tmp_path, mkdocs="INHERIT: mkdocs.yml\n")
    assert "circle" in settings_file.findings[0].message


@pytest.mark.parametrize(
    ("written", "environment", "expected"),
    [
        ("!ENV DAY", {"DAY": "2026-05-06"}, "2026-05-06"),
        ("!ENV [NIGHT, DAY, 2026-01-01]", {"DAY": "2026-05-06"}, "2026-05-06"),
        ("!ENV [DAY, 2026-01-01]", {}, "2026-01-01"),
        ("!ENV DAY", {}, "None"),
    ],
)
def test_environment_variables_are_put_in(
    tmp_path: Path, written: str, environment: dict[str, str], expected: str
) -> None:
    text = f"plugins:\n  - archbook:\n      as-of: {written}\n"
    settings_file = read(tmp_path, environment, mkdocs=text)
    assert str(settings_file.settings.as_of) == expected


def test_a_variable_is_read_as_yaml(tmp_path: Path) -> None:
    text = "plugins:\n  - archbook:\n      decisions:\n        git: !ENV [GIT, true]\n"
    assert read(tmp_path, {"GIT": "false"}, mkdocs=text).settings.decisions.git is False


def test_other_tags_are_passed_over(tmp_path: Path) -> None:
    settings_file = read(
        tmp_path,
        mkdocs="markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "      options: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n"
        "  - snippets: {base: !relative $docs_dir}\n"
        "plugins: [archbook: {fail-on: never}]\n",
    )
    assert settings_file.settings.fail_on == "never"
    assert settings_file.findings == ()


def test_settings_in_two_places_are_a_finding_that_says_one_of_the_two(tmp_path: Path) -> None:
    settings_file = read(
        tmp_path, archbook="fail-on: never\n", mkdocs="plugins:\n  - archbook: {fail-on: warning}\n"
    )
    (finding,) = settings_file.findings
    assert "two places" in finding.message
    assert finding.mend == "Keep one of the two; archbook.yml is used now."
    assert finding.location == Location(file="mkdocs.yml", line=2)
    assert settings_file.settings.fail_on == "never"


def test_a_plugin_that_is_only_named_is_no_second_place(tmp_path: Path) -> None:
    settings_file = read(tmp_path, archbook="fail-on: never\n", mkdocs="plugins: [archbook]\n")
    assert settings_file.findings == ()
    assert settings_file.settings.fail_on == "never"


def test_a_wrong_setting_is_a_finding_on_its_line_and_the_others_count(tmp_path: Path) -> None:
    settings_file = read(
        tmp_path,
        archbook="fail-on: sometimes\nfolders:\n  decisions:\n    - adr\n    - {path: x, nme: y}\n"
        "decisions: {git: false}\n",
    )
    lines = {f.location.line: f for f in settings_file.findings}
    assert sorted(lines) == [1, 5]
    assert 'Did you mean "name"?' in lines[5].mend
    assert settings_file.settings.fail_on == "error"
    assert settings_file.settings.decisions.git is False
    assert folders(settings_file) == ["adr", "x"]


@pytest.mark.parametrize(
    "text", ["fail-on: [", "- a\n- b\n", "just words\n", "a: 1\na: 2\n", "\ta: b"]
)
def test_a_settings_file_that_cannot_be_read_is_a_finding(tmp_path: Path, text: str) -> None:
    settings_file = read(tmp_path, archbook=text)
    assert settings_file.findings
    assert all(f.location.file == "archbook.yml" for f in settings_file.findings)
    assert all(f.location.line for f in settings_file.findings if f.location.line != 0)


def test_what_the_site_itself_lets_pass_is_no_affair_of_ours(tmp_path: Path) -> None:
    settings_file = read(tmp_path, mkdocs="site_name: a\nsite_name: b\nplugins: [archbook]\n")
    assert settings_file.findings == ()


def test_another_file_can_be_named(tmp_path: Path) -> None:
    read(tmp_path, archbook="fail-on: never\n", other="fail-on: warning\n")
    site = "site_name: x\nplugins: [archbook: {as-of: 2026-01-01}]\n"
    (tmp_path / "staging.yml").write_text(site, encoding="utf-8")
    other = read_settings_file(tmp_path, config=tmp_path / "other.yml")
    staging = read_settings_file(tmp_path, config=tmp_path / "staging.yml")
    assert other.settings.fail_on == "warning"
    assert staging.settings.fail_on == "error"
    assert str(staging.settings.as_of) == "2026-01-01"


def test_a_host_hands_its_options_and_its_file_gives_the_lines(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("plugins:\n  - archbook:\n      fail-on: !ENV [X, never]\n", encoding="utf-8")
    settings_file = read_settings_file(tmp_path, config=config, options={"fail-on": "nver"})
    assert [f.location for f in settings_file.findings] == [Location(file="mkdocs.yml", line=3)]


def test_a_key_that_yaml_takes_for_a_truth_value_keeps_its_name(tmp_path: Path) -> None:
    options = {"rules": {"stale-proposal": {False: "we decide slowly"}}}
    settings = read_settings_file(tmp_path, options=options).settings
    assert settings.rules["stale-proposal"].off == "we decide slowly"


def test_mkdocs_is_not_imported(tmp_path: Path) -> None:
    read(tmp_path, mkdocs="plugins: [archbook]\n")
    code = (
        "import sys, pathlib, archbook.settings_file as s;"
        "s.read_settings_file(pathlib.Path('.'));"
        "sys.exit('mkdocs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


@pytest.mark.parametrize("where", ["mkdocs", "archbook"])
@pytest.mark.parametrize(
    ("name", "chapters"),
    [
        ("archbook", (True, True)),
        ("archbook/decisions", (True, False)),
        ("archbook/components", (False, True)),
    ],
)
def test_a_plugin_of_one_chapter_switches_the_others_off(
    tmp_path: Path, name: str, chapters: tuple[bool, bool], where: str
) -> None:
    files = {"mkdocs": f"site_name: x\nplugins: [search, {name}]\n"}
    if where == "archbook":
        files["archbook"] = "fail-on: warning\n"
    settings = read(tmp_path, **files).settings
    assert (settings.decisions.enabled, settings.components.enabled) == chapters
