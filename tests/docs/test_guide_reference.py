"""The guide's reference of decisions, macros and catalogues names all there is, and is so."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path

import pytest

from archbook.checklists.shipped import shipped
from archbook.components.selectors import Selector
from archbook.decisions.model import Decision, FileKind, Form, RelationKind, Status
from archbook.decisions.reader import read_decision
from archbook.decisions.vocabulary.fields import Field
from archbook.decisions.vocabulary.statuses import status_phrases
from archbook.pages.quotes.catalogue import MACROS
from archbook.rules import about, lifecycle, waivers
from archbook.rules.registry import rules
from archbook.source.files import SourceText
from archbook.source.front_matter import split_front_matter
from archbook.starting.continuous import HOSTS, integration
from support.guides import ROOT
from support.quoting import Reader, make_reader

sys.path.insert(0, str(ROOT / "tools"))

import macro_reference
from catalogue_reference import items_by_pack, rules_by_subject
from decision_reference import FIELDS, FORMS, PARTS, read_sample, reference
from site_macros import recipe, rooms, source

USING = ROOT / "docs" / "using"


def page(name: str) -> str:
    return (USING / f"{name}.md").read_text("utf-8")


def read(text: str, name: str = "0001-x.md") -> Decision:
    found = SourceText(text=text, file=name, size=len(text), truncated=False, findings=())
    return read_decision(found, path=name)


@pytest.mark.parametrize("path", sorted(USING.glob("*.md")), ids=lambda path: path.name)
def test_a_page_tells_search_and_readers_what_it_is_about(path: Path) -> None:
    head, _ = split_front_matter(path.read_text("utf-8"), file=path.name)
    assert head.findings == ()
    assert {"title", "description"} <= head.data.keys()


def test_every_field_of_a_decision_is_explained() -> None:
    assert set(Field) - FIELDS.keys() == {Field.RELATION, Field.OTHER}
    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (.+?) \|", reference("fields"), re.MULTILINE)
    assert len(rows) == len(FIELDS)


@pytest.mark.parametrize("row", re.findall(r"^\| `([\w-]+)`", reference("fields"), re.MULTILINE))
def test_the_name_that_the_guide_gives_to_a_field_is_understood(row: str) -> None:
    value = {"status": "accepted", "number": "4"}.get(row, "2026-03-02")
    value = "\n  - 2026-03-02 accepted" if row == "history" else value
    found = read(f"---\n{row}: {value}\n---\n# 1. X\n", "x.md")
    assert found.provenance.keys() - {"title"} or found.id == value or row == "title"


def test_every_word_for_a_status_is_listed_under_it() -> None:
    sections = dict(
        re.findall(r'^\?\?\? note "(\w+): .*"\n\n    (.*)$', reference("statuses"), re.MULTILINE)
    )
    assert set(sections) == set(Status) - {Status.OTHER}
    for phrase, status in status_phrases().items():
        assert phrase in sections[status].split(", ")


@pytest.mark.parametrize("form", Form)
def test_each_form_is_shown_by_a_file_that_states_something_so(form: Form) -> None:
    found = read_sample(form)
    assert found.provenance[FORMS[form][0]].form is form
    assert f"**{form.value.capitalize()}**" in reference("forms")


def test_every_relation_is_listed_with_its_other_end() -> None:
    text = reference("relations")
    for kind in RelationKind:
        name = kind.words.replace(" ", "-")
        assert f"| `{name}` | {kind.reverse.words} |" in text


def test_every_part_of_the_reference_stands_on_its_page() -> None:
    assert re.findall(r'decision_files\("(\w+)"\)', page("decision-files")) == list(PARTS)


def test_the_keys_that_only_front_matter_has_are_those_that_rules_read() -> None:
    section = page("decision-files").partition("## Keys that only front matter")[2]
    section = section.partition("\n## ")[0]
    for word in (*waivers._KEYS, *about._TRIGGERS, "enforces", "waives", "trigger", "revisit-when"):
        assert f"`{word}`" in section
    assert "`review-by`" in section
    assert {"review-by", "review-date", "revisit-by"} <= set(lifecycle._REVIEW_KEYS)
    assert f"at most {waivers.MOST_DAYS} days" in section


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2 March 2026", "2026-03-02"),
        ("March 2, 2026", "2026-03-02"),
        ("02.03.2026", "2026-03-02"),
        ("03/04/2026", "ambiguous"),
    ],
)
def test_dates_are_read_as_the_guide_says(written: str, date: str) -> None:
    assert f"`{written}`" in page("decision-files")
    found = read(f"# 1. X\n\n* Status: accepted\n* Date: {written}\n")
    assert found.date == date


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("0001-x.md", "# X\n", FileKind.ADR),
        ("x.md", "# 1. X\n", FileKind.ADR),
        ("x.md", "# X\n\n## Status\n\nAccepted\n", FileKind.ADR),
        ("x.md", "# X\n\n## Context\n\nA.\n\n## Decision\n\nB.\n", FileKind.ADR),
        ("README.md", "# X\n", FileKind.README),
        ("template.md", "# X\n", FileKind.TEMPLATE),
        ("x.md", "# X\n\nText.\n", FileKind.PAGE),
    ],
)
def test_files_are_what_the_guide_says(name: str, text: str, kind: FileKind) -> None:
    assert read(text, name).kind is kind


def test_a_word_that_is_no_status_is_kept_and_a_misspelt_one_understood() -> None:
    for written, word in (("on hold", "other:on hold"), ("acceptet", "accepted")):
        found = read(f"# 1. X\n\n* Status: {written}\n")
        assert found.status_word == word


@pytest.fixture(scope="module")
def quoted(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return what macros show of a handbook of a few files."""
    files = {"adr/0001-a.md": "# 1. A\n", "diagrams/map.yaml": "components: {a: {kind: service}}\n"}
    return make_reader(tmp_path_factory.mktemp("quoted"), files)


def test_every_macro_is_shown_with_all_that_it_takes() -> None:
    asked: list[str] = []

    def show(call: str) -> str:
        asked.append(call)
        return "shown"

    text = macro_reference.reference(show)
    assert sorted(asked) == sorted(macro.example for macro in MACROS.values())
    for macro in MACROS.values():
        assert f"{{{{ {macro.example} }}}}" in text
        for name, what in macro_reference.arguments(macro).items():
            assert what, (macro.name, name)
            assert f"`{name}`: " in text


def test_the_filters_of_the_guide_are_all_there_are(quoted: Reader) -> None:
    section = page("macros").partition("## Filters")[2]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE))
    counters = importlib.import_module("archbook.pages.quotes.counts")._COUNTERS
    assert rows.keys() == counters.keys()
    for what, said in rows.items():
        refusal = quoted.refusal("count", what, zzzzzz=1)
        known = re.findall(r"[\w-]+", refusal.partition("Known are ")[2])
        named = set(re.findall(r"`([\w]+)`", re.sub(r"\(`[^)]*\)", "", said)))
        if what == "components":
            assert named <= set(Selector.__dataclass_fields__) | {"id", "all", "any"}
        else:
            assert named == {name.replace("-", "_") for name in known}


def test_every_rule_and_every_item_of_a_pack_is_in_the_catalogues() -> None:
    listed = re.findall(r"^\| \[([\w-]+)\]\(\.\./rules/", rules_by_subject(), re.MULTILINE)
    assert sorted(listed) == sorted(rules())
    items = items_by_pack()
    for name, checklist in shipped()[1].items():
        for quote in checklist.quotes:
            assert quote.off or f"[{quote.item}](../checklists/{name}.md#{quote.item})" in items


@pytest.mark.parametrize("host", [host for host in HOSTS if host != "none"])
def test_the_recipes_are_the_files_that_are_written(host: str) -> None:
    assert f'recipe("{host}")' in page("continuous-integration")
    for path, text, _ in integration(host):
        assert f'title="{path}"\n{text.rstrip()}\n```' in recipe(host)


def test_the_design_names_every_room_and_files_that_are_there() -> None:
    text = page("design")
    packages = {each.parent.name for each in (ROOT / "plugins/archbook").glob("*/__init__.py")}
    assert packages <= set(re.findall(r"^\| `(\w+)` \|", rooms(), re.MULTILINE))
    table = text.partition("| You add |")[2].partition("\n\n")[0]
    named = re.findall(r"`([\w./-]+[./][\w.-]+)`", table)
    assert len(named) > 15
    above = (ROOT / "plugins" / "archbook", ROOT / "tests")
    assert [name for name in named if not any((each / name).exists() for each in above)] == []
    for of in re.findall(r'source\("([^"]+)"\)', text):
        assert source(of).startswith("```python")


def test_every_page_of_the_guide_is_reached_from_its_first_page() -> None:
    linked = set(re.findall(r"\]\(([\w-]+\.md)", page("index")))
    assert {path.name for path in USING.glob("*.md")} - linked == {"index.md"}
