"""Reading checklists: every error of every file in one run, with its place and what to write."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.checklists.loading import MAX_SIZE, load_book, read_book
from archbook.checklists.model import ChecklistBook, Phase, Reference
from archbook.checklists.quoting import MAX_NESTING
from archbook.checklists.ways import (
    ByDecision,
    ByFile,
    ByPerson,
    ByProperty,
    ByResult,
    ByRule,
    Either,
    Limit,
    ResultFormat,
    Strength,
    Unit,
)
from archbook.rules.registry import rules
from archbook.source.findings import Location

NOWHERE = Location(file="mkdocs.yml", line=3)
WORDS = "ability: do it, why: Because., how: So., verify: Look."


def item(extra: str = "decided-by: person", *, words: str = WORDS) -> str:
    return f"{{{words}, {extra}}}"


def told(text: str) -> list[tuple[int, str, str]]:
    """Return line, message and mend of each finding about a file."""
    found = read_book({"a.yaml": text}).findings
    return [(f.location.line, f.message, f.mend) for f in found]


def one(extra: str) -> Any:
    book = read_book({"a.yaml": f"items:\n  own-a: {item(extra)}\n"})
    assert book.findings == ()
    return book.items["own-a"]


def of_files(book: ChecklistBook) -> list[str]:
    return [str(finding.location) for finding in book.findings]


FULL = """\
items:
  shop-refund:
    ability: refund a duplicate payment
      the same day
    why: Money is somebody's.
    how: Keep the way back.
    verify: Try it.
    levels: [standard]
    replaces: shop-answer
    phases: [operate, review]
    applies-to: {kind: module, journey: checkout}
    decided-by: {person: {max-age: 180d, fields: {minutes: {at-most: 15}, who: }, evidence: true}}
    references: [{title: A book}, {title: A page, url: "https://example.org/a"}]
    decision: ADR-015
    enforce-from: 2027-01-01
    evidence: drilled
  shop-answer:
    ability: answer a shopper
    why: w
    how: h
    verify: v
    decided-by: {rule: journey-availability}
checklists:
  shop-release:
    title: Before a release of the shop
    summary: What is looked at.
    levels: [experimental, standard, critical]
    applies-to: {within: shop}
    phases: review
    items:
      - shop-refund
      - {item: shop-answer, levels: [critical, standard], section: The way back,
         enforce-from: 2026-12-01}
      - {item: prr-gradual, off: Two shoppers an hour.}
"""


def test_all_that_may_be_stated_of_items_and_checklists_is_read() -> None:
    book = read_book({"docs/checklists/shop.yaml": FULL})
    assert book.findings == ()
    refund = book.items["shop-refund"]
    assert refund.ability == "refund a duplicate payment the same day"
    assert refund.levels == ("standard",)
    assert refund.replaces == ("shop-answer",)
    assert refund.phases == (Phase.OPERATE, Phase.REVIEW)
    assert refund.applies_to is not None
    assert refund.applies_to.journey == ("checkout",)
    assert refund.way == ByPerson(
        max_age=180,
        fields=(("minutes", Limit(at_most=15.0, written="at most 15")), ("who", None)),
    )
    assert refund.references == (
        Reference(title="A book"),
        Reference(title="A page", url="https://example.org/a"),
    )
    assert (refund.decision, str(refund.enforce_from)) == ("ADR-015", "2027-01-01")
    assert refund.least is Strength.DRILLED
    assert str(refund.location) == "docs/checklists/shop.yaml:2"
    release = book.checklists["shop-release"]
    assert release.levels == ("experimental", "standard", "critical")
    assert [(q.item, q.levels, q.off, q.section) for q in release.quotes] == [
        ("shop-refund", ("standard",), "", ""),
        ("shop-answer", ("standard", "critical"), "", "The way back"),
        ("prr-gradual", ("critical",), "Two shoppers an hour.", ""),
    ]
    assert str(release.quotes[1].enforce_from) == "2026-12-01"
    assert release.quotes[1].location.line == 32
    assert list(book.items) == sorted(book.items)


@pytest.mark.parametrize(
    ("decided", "way"),
    [
        ("person", ByPerson()),
        ("{person: {evidence: false}}", ByPerson(evidence=False)),
        ("{person: {fields: [who]}}", ByPerson(fields=(("who", None),))),
        ("{rule: dead-letter}", ByRule(rules=("dead-letter",))),
        ("{rules: [a, b, a]}", ByRule(rules=("a", "b"))),
        (
            "{property: operations.rollback.drilled, max-age: 26w}",
            ByProperty(field="operations.rollback.drilled", max_age=182, strength=Strength.DRILLED),
        ),
        (
            "{property: operations.rollback.within, at-most: 10m, strength: attested}",
            ByProperty(
                field="operations.rollback.within",
                limit=Limit(at_most=600.0, written="at most 10m", unit=Unit.DURATION),
                strength=Strength.ATTESTED,
            ),
        ),
        (
            "{property: slo.availability, at-least: 99.5%, at-most: 99.9%}",
            ByProperty(
                field="slo.availability",
                limit=Limit(
                    at_least=0.995,
                    at_most=0.999,
                    written="at least 99.5% and at most 99.9%",
                    unit=Unit.PERCENTAGE,
                ),
            ),
        ),
        (
            "{property: operations.deploy.strategy, equals: [canary, ring]}",
            ByProperty(
                field="operations.deploy.strategy",
                limit=Limit(equals=("canary", "ring"), written="one of canary, ring"),
            ),
        ),
        (
            "{property: operations.flags, equals: true}",
            ByProperty(field="operations.flags", limit=Limit(equals=("true",), written="true")),
        ),
        ("{decision: ADR-013}", ByDecision(about_component=False, decision="ADR-013")),
        ("{decision: {}}", ByDecision()),
        (
            "{decision: {enforces: prr-backup, tags: x, id: ADR-1, about-component: true}}",
            ByDecision(enforces="prr-backup", tags=("x",), decision="ADR-1"),
        ),
        (
            '{file: "runbooks/{component}.md", newer-than: "d/*.yaml", max-age: 1y, contains: Go}',
            ByFile(
                path="runbooks/{component}.md", newer_than="d/*.yaml", max_age=365, contains="Go"
            ),
        ),
        (
            '{result: "build/{component}.xml", format: junit, match: "*drill*", max-age: 7d}',
            ByResult(
                path="build/{component}.xml",
                format=ResultFormat.JUNIT,
                match="*drill*",
                max_age=7,
            ),
        ),
        ("{either: [person, {rule: a}]}", Either(of=(ByPerson(), ByRule(rules=("a",))))),
        (
            "{either: [{rule: a}, {either: [{rule: b}, {person: true}]}]}",
            Either(of=(ByRule(rules=("a",)), ByRule(rules=("b",)), ByPerson())),
        ),
    ],
)
def test_each_way_to_decide_is_read(decided: str, way: object) -> None:
    assert one(f"decided-by: {decided}").way == way


@pytest.mark.parametrize(
    ("extra", "message", "mend"),
    [
        ("decidd-by: person", 'The key "decidd-by" of the item "own-a" is not known', "decided-by"),
        ("decided-by:", '"decided-by" of the item "own-a" is empty, not a', "Write one of"),
        ("decided-by: persn", '"decided-by" of the item "own-a" is "persn"', "Write one of rule"),
        ("decided-by: {}", '"decided-by" of the item "own-a" names no way', "Write one of rule"),
        ("decided-by: {rul: a}", "names no way to decide", 'Did you mean "rule"?'),
        ("decided-by: {any-of: []}", "names no way to decide", 'Did you mean "either"?'),
        ("decided-by: {adr: ADR-1}", "names no way to decide", 'Did you mean "decision"?'),
        ("decided-by: {rule: a, file: b}", "names 2 ways at once: rule, file", "`either:`"),
        ("decided-by: {either: []}", "has an empty list under `either`", "List the ways"),
        ("decided-by: {either: [person]}", "has a list with one entry under", "List the ways"),
        ("decided-by: {either: {rule: a}}", "has a mapping under `either`", "List the ways"),
        (
            "decided-by: {either: [person, {rule: [a]}, {file: x, contain: y}]}",
            'The key "decided-by.either[2].contain" of the item "own-a" is not known',
            '"contains"',
        ),
        ("decided-by: {either: [person, {rule: a}], max-age: 1d}", 'has "max-age" beside', "entry"),
        (
            "decided-by: {rule: []}",
            '"decided-by.rule" of the item "own-a" is an empty list',
            "List",
        ),
        ("decided-by: {rule: a, at-most: 4}", "decided-by.at-most", "known are rule"),
        ("decided-by: {property: Slo}", "is not a path into the map's format", "dots between"),
        ("decided-by: {property: a, at-most: lots}", "is not an amount", '"10m"'),
        ("decided-by: {property: a, at-most: [1]}", "is not an amount", '"10m"'),
        (
            "decided-by: {property: a, at-least: 1, at-most: 10m}",
            '"decided-by" of the item "own-a" is between a number and a duration',
            "same unit",
        ),
        ("decided-by: {property: a, equals: []}", "allows no value", "List the values"),
        ("decided-by: {property: a, strength: strong}", "is not one of declared", "one of them"),
        ("decided-by: {person: {max-age: 180}}", "is not an age: 180", '"180d"'),
        ("decided-by: {person: {max-age: 6m}}", 'is not an age: "6m"', '"180d"'),
        ("decided-by: {person: {fields: {minutes: {atmost: 1}}}}", "fields.minutes.atmost", "most"),
        ("decided-by: {person: {evidence: maybe}}", "is not true or false", "`true`"),
        ("decided-by: {file: /etc/passwd}", "is an absolute path", "relative"),
        ("decided-by: {file: 'C:\\x'}", "backslashes", "`/`"),
        ("decided-by: {file: 'file:///x'}", "is an address", "relative"),
        ("decided-by: {file: docs/}", "is a folder", "Name a file"),
        ("decided-by: {file: '{team}.md'}", 'the placeholder "{team}"', "{component}"),
        ("decided-by: {file: 'a/**/b.md'}", 'holds "**"', "one part"),
        ("decided-by: {file: ../../x.md}", 'asks for "../../x.md", which leads out', "repository"),
        ("decided-by: {result: a.xml}", '"decided-by.format" of the item "own-a" is', "`format:`"),
        ("decided-by: {result: a.xml, format: xunit}", "is not one of junit, sarif", '"junit"'),
        ("decided-by: {decision: {about: true}}", "decided-by.decision.about", "about-component"),
        ("decided-by: person, levels: []", '"levels" of the item "own-a" is an empty list', "List"),
        ("decided-by: person, levels: 1", "is not an id: 1", "quotes"),
        ("decided-by: person, phases: live", "is not one of design, review", "one of them"),
        ("decided-by: person, phases: opperate", "is not one of design", 'Did you mean "operate"?'),
        ("decided-by: person, evidence: high", "is not one of declared, attested", "one of them"),
        ("decided-by: person, enforce-from: soon", "is not a date", "2026"),
        ("decided-by: person, applies-to: {knid: x}", "applies-to.knid", '"kind"'),
        (
            "decided-by: person, references: [{title: x, url: 'javascript:alert(1)'}]",
            'is a link with the scheme "javascript:"',
            "https://",
        ),
        ("decided-by: person, replaces: own-a", "in a circle: own-a replaces own-a", "Take out"),
        ("decided-by: person, replaces: prr-ownr", 'replaces "prr-ownr", which', '"prr-owner"'),
    ],
)
def test_an_error_says_what_is_wrong_where_and_what_to_write(
    extra: str, message: str, mend: str
) -> None:
    text = f"items:\n  other: {item()}\n  own-a:\n    {WORDS.replace(', ', chr(10) + '    ')}\n"
    text += "".join(f"    {line}\n" for line in _lines(extra))
    found = told(text)
    assert len(found) == 1, found
    assert message in found[0][1]
    assert mend in found[0][2]
    assert 3 <= found[0][0] <= 9


def _lines(extra: str) -> list[str]:
    head, found, tail = extra.partition("person, ")
    return [head + "person", tail] if found and head == "decided-by: " else [extra]


@pytest.mark.parametrize("key", ["ability", "why", "how", "verify", "decided-by"])
def test_what_an_item_cannot_do_without_is_asked_for_by_name(key: str) -> None:
    data = {"ability": "do", "why": "w", "how": "h", "verify": "v", "decided-by": "person"}
    del data[key]
    book = read_book({"a.yaml": yaml.safe_dump({"items": {"own-a": data}})})
    assert [f.message for f in book.findings] == [f'The key "{key}" of the item "own-a" is missing']
    assert "own-a" not in book.items


def test_an_item_with_a_wrong_way_is_left_out_and_told_once_however_often_it_is_named() -> None:
    book = read_book(
        {
            "a.yaml": f"items:\n  bad: {item('decided-by: {rule: a, max: 1}')}\n"
            f"  good: {item('decided-by: person, replaces: bad')}\n"
            "checklists:\n  c: {items: [bad, good]}\n"
        }
    )
    assert [f.rule for f in book.findings] == ["checklist-unknown-key"]
    assert [q.item for q in book.checklists["c"].quotes] == ["good"]


CHECKLIST = f"items:\n  own-a: {item()}\n  own-b: {item('decided-by: person, levels: gold')}\n"


@pytest.mark.parametrize(
    ("entry", "message", "mend"),
    [
        ("items: [own-c]", 'quotes an item "own-c" that is nowhere defined', '"own-b"'),
        ("items: [prr-onwer]", 'quotes an item "prr-onwer"', '"prr-owner"'),
        ("items: [own-a, own-a]", 'quotes the item "own-a" twice', "a.yaml:5"),
        ("items: []", '"items" of the checklist "c" is an empty list', "List"),
        ("{}", 'The key "items" of the checklist "c" is missing', "`items:`"),
        ("items: [5]", 'An entry of the checklist "c" is 5', "`{item: ID"),
        ("items: [{itm: own-a}]", 'The key "items[0].itm" of the checklist "c"', '"item"'),
        ("items: [{item: own-a, off: }]", '"items[0].off" of the checklist "c" is empty', "value"),
        ("items: [{item: own-a, off: false}]", "is not a text", "quotes"),
        ("levels: [a, a], items: [own-a]", 'has the level "a" twice', "once"),
        ("levels: [gold, silver], items: [{item: own-a, levels: sliver}]", "no level", "silver"),
        (
            "levels: [a, b], items: [own-b]",
            "is required from gold up, no level of the",
            "levels: [",
        ),
        ("levels: [a], items: [{all-of: production-readiness}]", "are required from", "out of a"),
        ("items: [{all-of: production-redines}]", "takes all of", '"production-readiness"'),
        ("items: [{all-of: c}]", "takes all of itself", "Take out"),
        ("items: [{all-of: d}]", "takes all of itself", "Take out"),
        ("items: [own-a], titel: x", 'The key "titel"', '"title"'),
        ("items: [own-a], applies-to: {plane: x}", "is not one of data, control", "one of them"),
    ],
)
def test_an_error_in_a_checklist_is_told_with_what_to_write(
    entry: str, message: str, mend: str
) -> None:
    inner = entry if entry == "{}" else f"{{{entry}}}"
    text = f"{CHECKLIST}checklists:\n  c: {inner}\n"
    if "d}" in entry:
        text += "  d: {items: [{all-of: c}]}\n"
    found = told(text)
    assert len(found) == 1, found
    assert found[0][0] >= 4
    assert message in found[0][1]
    assert mend in found[0][2]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("items: [", "checklist-yaml"),
        ("- a", "checklist-wrong-value"),
        ("itmes: {}", "checklist-unknown-key"),
        ("items: [a]", "checklist-wrong-value"),
        ("items: {a b: {}}", "checklist-wrong-id"),
        ("items: {none: {}}", "checklist-wrong-id"),
        (f"items: {{a: {item()}, a: {item()}}}", "checklist-yaml"),
        (f"items: {{prr-owner: {item()}}}", "checklist-duplicate-id"),
        ("a: &a [*a]", "checklist-yaml"),
        ("items: !!python/object/apply:os.system ['false']", "checklist-wrong-value"),
        ("items: {a: &x {why: &y [*x]}}", "checklist-yaml"),
        ("[" * 10_000, "checklist-yaml"),
    ],
)
def test_a_file_that_is_no_checklist_file_is_one_finding(text: str, rule: str) -> None:
    book = read_book({"a.yaml": text})
    assert rule in {f.rule for f in book.findings}
    assert all(f.location.file == "a.yaml" and f.mend for f in book.findings)


def test_all_errors_of_all_files_are_told_in_one_run() -> None:
    book = read_book(
        {
            "b.yaml": f"items: {{own-a: {item()}}}\n",
            "a.yaml": f"items:\n  own-a: {item()}\n  own-b: {{}}\n",
            "c.yaml": "checklists: {c: {items: [own-x]}}\nmore: 1\n",
        },
        {"orders.yaml": "attestations: {own-a: {answer: yes}}\n"},
    )
    files = {str(f.location) for f in book.findings}
    assert {"b.yaml:1", "a.yaml:3", "c.yaml:1", "c.yaml:2", "orders.yaml:1"} <= files


def test_an_id_twice_is_an_error_at_the_second_and_names_the_first() -> None:
    book = read_book({"b.yaml": f"items: {{x: {item()}}}", "a.yaml": f"items: {{x: {item()}}}"})
    assert of_files(book) == ["b.yaml:1"]
    assert "a.yaml:1" in book.findings[0].message
    assert book.items["x"].location.file == "a.yaml"


def test_a_checklist_without_levels_has_one_at_which_all_is_required() -> None:
    book = read_book({"a.yaml": f"{CHECKLIST}checklists:\n  c: {{items: [own-a, own-b]}}\n"})
    assert book.findings == ()
    assert book.checklists["c"].levels == ("ready",)
    assert {q.levels for q in book.checklists["c"].quotes} == {("ready",)}


def test_an_item_without_levels_is_required_from_the_lowest() -> None:
    book = read_book({"a.yaml": f"{CHECKLIST}checklists:\n  c: {{levels: [x, y], items: [own-a]}}"})
    assert book.checklists["c"].quotes[0].levels == ("x",)


ALL_OF = """
checklists:
  low:
    levels: [bronze, gold]
    items:
      - {item: own-a, levels: bronze, section: First}
      - {item: own-b, off: Not here.}
      - {item: prr-owner, levels: gold, enforce-from: 2027-01-01}
"""


def quotes(text: str, name: str) -> list[tuple[str, tuple[str, ...], str, str]]:
    book = read_book({"a.yaml": CHECKLIST + ALL_OF + text})
    assert book.findings == ()
    return [(q.item, q.levels, q.off, q.section) for q in book.checklists[name].quotes]


def test_all_of_another_checklist_comes_with_its_levels_sections_and_reasons() -> None:
    assert quotes("  high: {levels: [bronze, gold], items: [{all-of: low}]}\n", "high") == [
        ("own-a", ("bronze",), "", "First"),
        ("own-b", ("gold",), "Not here.", ""),
        ("prr-owner", ("gold",), "", ""),
    ]


def test_a_quote_beside_all_of_changes_only_what_it_states() -> None:
    text = """
  high:
    levels: [bronze, gold]
    items:
      - {all-of: low}
      - {item: own-a, levels: gold}
      - {item: own-b}
      - {item: prr-owner, off: Everybody knows.}
"""
    assert quotes(text, "high") == [
        ("own-a", ("gold",), "", "First"),
        ("own-b", ("gold",), "", ""),
        ("prr-owner", ("gold",), "Everybody knows.", ""),
    ]


def test_levels_of_another_ladder_count_for_the_lowest_above_them_that_there_is() -> None:
    text = "  high: {levels: [gold, platinum], items: [{all-of: low}]}\n"
    assert {levels for _, levels, _, _ in quotes(text, "high")} == {("gold",)}
    text = "  high: {levels: [x, y], items: [{all-of: low, levels: y, section: S}]}\n"
    assert {q[1:2] + q[3:] for q in quotes(text, "high")} == {(("y",), "S")}


def test_checklists_that_take_all_of_each_other_too_deep_are_told() -> None:
    depth = MAX_NESTING * 20
    lines = "".join(f"  c{i}: {{items: [{{all-of: c{i + 1}}}]}}\n" for i in range(depth))
    book = read_book({"a.yaml": f"{CHECKLIST}checklists:\n{lines}  c{depth}: {{items: [own-a]}}\n"})
    assert {f.rule for f in book.findings} == {"checklist-cycle"}


def test_items_that_replace_each_other_in_circles_are_told_and_replace_nothing_there() -> None:
    lines = {"a": "b", "b": "c", "c": "a", "d": "a", "e": "e", "f": "d"}
    text = "".join(
        f"  {name}: {item(f'decided-by: person, replaces: {other}')}\n"
        for name, other in lines.items()
    )
    book = read_book({"x.yaml": f"items:\n{text}"})
    assert [f.message for f in book.findings] == [
        "Items replace each other in a circle: a replaces b replaces c replaces a",
        "Items replace each other in a circle: e replaces e",
    ]
    assert {name: book.items[name].replaces for name in lines} == {
        "a": (), "b": (), "c": (), "d": ("a",), "e": (), "f": ("d",),
    }  # fmt: skip


def test_packs_are_used_where_named_and_their_items_known_in_any_case() -> None:
    none = load_book(None, root=Path(), packs=[], packs_at=NOWHERE)
    assert none.checklists == {}
    assert none.items["prr-owner"].pack == "production-readiness"
    some = load_book(
        None, root=Path(), packs=["survivable-async", "production-readiness"], packs_at=NOWHERE
    )
    assert list(some.checklists) == ["survivable-async", "production-readiness"]
    assert some.findings == ()


def test_an_unknown_pack_is_an_error_where_it_is_named_with_the_nearest() -> None:
    book = load_book(None, root=Path(), packs=["production-redines"], packs_at=NOWHERE)
    assert of_files(book) == ["mkdocs.yml:3"]
    assert book.findings[0].rule == "settings"
    assert book.findings[0].mend == 'Did you mean "production-readiness"?'


def test_a_checklist_with_the_id_of_a_pack_takes_its_place_and_may_take_all_of_it() -> None:
    text = """
checklists:
  another: {items: [prr-owner]}
  production-readiness:
    levels: [experimental, standard, critical]
    items:
      - {all-of: production-readiness}
      - {item: prr-owner, off: One team.}
"""
    book = read_book(
        {"a.yaml": text}, packs=["production-readiness", "design-review"], packs_at=NOWHERE
    )
    assert book.findings == ()
    assert list(book.checklists) == ["production-readiness", "design-review", "another"]
    ours = book.checklists["production-readiness"]
    assert ours.pack == ""
    assert len(ours.quotes) > 20
    assert {q.item for q in ours.quotes if q.off} == {"prr-owner"}


def test_a_folder_is_read_with_all_folders_below_it(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "checklists"
    (folder / "teams").mkdir(parents=True)
    (folder / "attestations" / "shop").mkdir(parents=True)
    (folder / "a.yaml").write_text(f"items:\n  own-a: {item()}\n")
    (folder / "teams" / "b.yml").write_text("checklists: {c: {items: [own-a]}}\n")
    (folder / "notes.md").write_text("# no checklist\n")
    attested = "answer: pass, by: b, on: 2026-01-01, digest: 'sha256:0123456789abcdef'"
    (folder / "attestations" / "shop" / "orders.yaml").write_text(
        f"attestations: {{own-a: {{{attested}}}}}\n"
    )
    book = load_book(folder, root=tmp_path, packs=[], packs_at=NOWHERE)
    assert book.findings == ()
    assert book.files == (
        "docs/checklists/a.yaml",
        "docs/checklists/attestations/shop/orders.yaml",
        "docs/checklists/teams/b.yml",
    )
    assert [(a.component, a.item) for a in book.attestations] == [("shop/orders", "own-a")]


def test_files_that_cannot_be_read_are_told_and_the_others_used(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_text("#" * (MAX_SIZE + 1))
    (tmp_path / "ok.yaml").write_text(f"items:\n  own-a: {item()}\n")
    (tmp_path / "out.yaml").symlink_to("/etc/hostname")
    book = load_book(tmp_path, root=tmp_path, packs=[], packs_at=NOWHERE)
    assert {(f.rule, f.location.file) for f in book.findings} == {
        ("file-too-large", "big.yaml"),
        ("outside-repository", "out.yaml"),
    }
    assert "own-a" in book.items


def test_every_rule_that_readers_of_checklists_name_is_in_the_catalogue() -> None:
    found = read_book(
        {
            "a.yaml": f"items:\n  x: {item()}\n  x: {item()}\n  y: {{}}\n  z z: {{}}\n"
            f"  v: {item('decided-by: {file: ../../x}')}\n"
            f"  w: {item('decided-by: person, replaces: [w, q], levels: 1, a: b')}\n",
            "b.yaml": f"items: {{x: {item()}}}",
        }
    ).findings
    named = {f.rule for f in found}
    assert named <= set(rules())
    assert named >= {
        "checklist-yaml", "checklist-missing-key", "checklist-wrong-id", "checklist-unknown-name",
        "checklist-outside-repository", "checklist-cycle", "checklist-wrong-value",
        "checklist-unknown-key", "checklist-duplicate-id",
    }  # fmt: skip
    assert all(f.severity is rules()[f.rule].severity for f in found)


def shuffled(data: Any, order: random.Random) -> Any:
    if isinstance(data, dict):
        keys = list(data)
        order.shuffle(keys)
        return {key: shuffled(data[key], order) for key in keys}
    return data


def told_without_places(book: ChecklistBook) -> list[tuple[str, str, str]]:
    return sorted((f.rule, f.subject, f.message) for f in book.findings)


@given(st.integers())
@settings(max_examples=25, deadline=None)
def test_reading_does_not_depend_on_the_order_of_files_and_keys(seed: int) -> None:
    order = random.Random(seed)
    data = yaml.safe_load(FULL.replace("2027-01-01", "'2027-01-01'").replace(
        "enforce-from: 2026-12-01", "enforce-from: '2026-12-01'"
    ))  # fmt: skip
    data["items"]["bad"] = {"why": 3, "decided-by": {"either": []}}
    whole = read_book({"a.yaml": json.dumps(data)})
    parts = {
        f"{order.random()}.yaml": json.dumps({section: {name: shuffled(value, order)}})
        for section, things in data.items()
        for name, value in things.items()
    }
    split = read_book(shuffled(parts, order))
    assert told_without_places(split) == told_without_places(whole)
    assert list(split.items) == list(whole.items)
    for name in whole.items:
        assert _bare(split.items[name]) == _bare(whole.items[name])
    for name, checklist in whole.checklists.items():
        mine = split.checklists[name]
        assert [(q.item, q.levels, q.off) for q in mine.quotes] == [
            (q.item, q.levels, q.off) for q in checklist.quotes
        ]


def _bare(thing: Any) -> Any:
    return {name: getattr(thing, name) for name in type(thing).__slots__ if name != "location"}


KEYS = st.sampled_from([
    "items", "checklists", "ability", "why", "how", "verify", "decided-by", "levels", "replaces",
    "applies-to", "either", "person", "property", "rule", "file", "decision", "result", "format",
    "at-most", "equals", "max-age", "fields", "evidence", "item", "all-of", "off", "references",
    "enforce-from", "a", "b", "attestations", "component", "answer", "by", "on", "digest",
    "statement", "drill", "link",
])  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**20),
    st.floats(),
    st.text(max_size=8),
    KEYS,
    st.sampled_from(["180d", "10m", "99%", "person", "../x", "2026-01-01", "sha256:0", "none"]),
)
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)


def section(name: str, form: Any) -> Any:
    return st.fixed_dictionaries({name: st.dictionaries(KEYS, form, max_size=4)})


LIKELY = st.one_of(
    JUNK,
    section("items", st.dictionaries(KEYS, JUNK, max_size=8)),
    section("checklists", st.dictionaries(KEYS, JUNK, max_size=6)),
    section("attestations", st.dictionaries(KEYS, JUNK, max_size=6)),
)


@given(LIKELY, LIKELY)
@settings(max_examples=150, deadline=None)
def test_junk_never_raises_and_never_counts(one: Any, other: Any) -> None:
    book = read_book(
        {"a.yaml": json.dumps(one), "b.yaml": json.dumps(other)},
        {"c.yaml": json.dumps(one), "d.yaml": json.dumps(other)},
    )
    assert all(f.message and f.location.file for f in book.findings)
    for checklist in book.checklists.values():
        assert checklist.levels
        for quote in checklist.quotes:
            assert quote.item in book.items
            assert quote.levels
            assert set(quote.levels) <= set(checklist.levels)


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    book = read_book({"a.yaml": text}, {"orders.yaml": text})
    assert book.attestations == ()
