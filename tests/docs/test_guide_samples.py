"""Every sample of the guide and of the README is what its kind says that it is, or does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.guides import ROOT, commands, prepare, try_page
from support.samples import Sample, faults, samples

PAGES = {
    path.relative_to(ROOT).as_posix(): tuple(samples(path.read_text("utf-8"), page=path.name))
    for path in [*sorted((ROOT / "docs" / "using").glob("*.md")), ROOT / "README.md"]
}

# Their files are explained below the commands that need all of them.
AT_ONCE = {"docs/using/rules.md"}

SAMPLES = [sample for page in PAGES.values() for sample in page]
RUN = [name for name, page in PAGES.items() if any(each.language != "text" for each in page)]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_right_as_what_it_says_it_is(sample: Sample, tmp_path: Path) -> None:
    assert faults(sample, tmp_path) == []


@pytest.mark.parametrize("name", RUN)
def test_a_page_does_what_it_shows_from_top_to_bottom(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tools = tmp_path / "shop", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("EDITOR", raising=False)
    prepare(folder, PAGES[name], at_once=name in AT_ONCE)
    monkeypatch.chdir(folder)
    assert list(try_page(folder, PAGES[name], tools=tools)) == []


def of(language: str, text: str, title: str = "") -> Sample:
    """Return a sample."""
    return Sample(page="x.md", line=1, language=language, title=title, text=text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("yaml", "components: {a: {kind: service, colour: red}}\n"),
        ("yaml", "folder: adr\n"),
        ("yaml", "rules: {no-such-rule: {severity: error}}\n"),
        ("yaml", "plugins:\n  - archbook:\n      decission: {}\n"),
        ("yaml", "a: [\n"),
        ("yaml", "check:\n  script:\n    - archbook chekc\n"),
        ("yaml", "jobs: {x: {steps: [\n  {run: x},\n  {run: |\n"),
        ("yaml", "jobs:\n  x:\n    steps:\n      - run: archbook check --fail-on=notes\n"),
        ("yaml", "# yaml-language-server: $schema=https://x.example/other.schema.json\n"),
        ("markdown", "---\nstatus: [\n---\n# X\n"),
        ("markdown", "---\nstatus: acepted maybe\n---\n# X\n\n## Status\n\nrejected\n"),
        ("json", "{,}"),
        ("python", "import no_such_module\n"),
        ("html", "<img src='x.svg'>"),
        ("html", "<iframe src='x'></iframe>"),
        ("html", "<p><b>x</p>"),
        ("", "whatever"),
        ("ymal", "a: 1"),
    ],
)
def test_a_wrong_sample_is_found(language: str, text: str, tmp_path: Path) -> None:
    assert faults(of(language, text), tmp_path) != []


@pytest.mark.parametrize(
    "page",
    [
        [of("console", "$ git --version\nno version\n")],
        [of("console", "$ rm -rf adr\n")],
        [of("sh", "archbook no-such-command\n")],
        [of("sh", "mkdocs deploy\n")],
        [of("yaml", "a: 1\n", "a.yaml"), of("console", "$ cat a.yaml\na: 2\n")],
        [of("yaml", "a: 1\n", "a.yaml"), of("yaml", "a: 2\n", "a.yaml")],
    ],
)
def test_a_page_that_shows_what_is_not_so_is_found(page: list[Sample], tmp_path: Path) -> None:
    folder, tools = tmp_path / "shop", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    assert list(try_page(folder, page, tools=tools)) != []


def test_dots_stand_for_any_lines_for_none_and_for_the_rest_of_one(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    file = of("md", "one\ntwo\nthree\n", "a.md")
    for shown in ("one\n...\nthree\n", "one\ntwo\n...\nthree\n", "o...\n...\n"):
        page = [file, of("console", f"$ cat a.md\n{shown}")]
        assert list(try_page(tmp_path, page, tools=tmp_path / "tools")) == []


def test_a_console_without_a_prompt_is_a_list_of_commands() -> None:
    assert list(commands("make site     # builds\nmake test\n")) == [
        ("make site", []),
        ("make test", []),
    ]
