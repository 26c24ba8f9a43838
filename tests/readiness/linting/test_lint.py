"""The linter of checklists: a sound handbook has no finding, and each lint can be brought about."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archbook.handbook import load_handbook, with_checklists
from archbook.readiness.evaluating import evaluate
from archbook.readiness.lint import lint
from archbook.rules.reading_checklists import CHECKLIST_LINTS
from archbook.rules.registry import rules
from archbook.rules.run import judge
from archbook.source.findings import Finding, Severity
from support.readiness import AS_OF, adr, attestation, item, opened

MAP: dict[str, Any] = {
    "owners": {"commerce": {}},
    "zones": {"private": {"trust": 2}, "edge": {"trust": 1}},
    "components": {
        "shopper": {"kind": "person", "uses": [{"calls": "orders"}]},
        "card-network": {"kind": "external"},
        "old": {"kind": "service", "lifecycle": "retired"},
        "orders": {"kind": "service", "owner": "commerce", "tier": 1, "zone": "private"},
        "orders-db": {"kind": "database", "owner": "commerce", "tier": 2},
    },
    "journeys": {"checkout": {"path": ["shopper", "orders"]}},
}

ITEMS: dict[str, Any] = {
    "undo": item(
        {"person": {"max-age": "180d", "fields": {"minutes": {"at-most": 15}}}},
        ability="return to the version before",
        why="Without a way back every release is a bet on its being right.",
        how="Keep the previous image, and a button that starts it.",
        verify="Press the button on a quiet afternoon, and read the clock.",
        decision="ADR-001",
        evidence="drilled",
    ),
    "undo-fast": item(
        {"property": "operations.rollback.within", "at-most": "5m"},
        ability="have its way back timed",
        why="A way back that takes a day is a way forward.",
        how="Start the previous image beside the new one, and switch.",
        verify="Read the time off the pipeline's last run of it.",
        replaces="told",
    ),
    "told": item(
        {"either": [{"rule": "no-on-call"}, {"decision": {"tags": "on-call"}}]},
        ability="reach somebody at night",
        why="Nobody mends what nobody hears of.",
        how="Give the owner a route for calls.",
        verify="Call it, and see who answers.",
        **{"applies-to": {"kind": ["service", "database"], "not": {"tier": 3}}},
    ),
}

CHECKLISTS: dict[str, Any] = {
    "release": {
        "levels": ["low", "high"],
        "applies-to": {"owner": "commerce"},
        "items": [
            {"item": "told", "levels": "low"},
            {"item": "undo", "levels": "low"},
            {"item": "undo-fast", "levels": "high"},
        ],
    }
}

FILES = {
    **adr(1, {"status": "accepted"}),
    **adr(2, {"status": "superseded"}),
    **adr(3, {"status": "rejected"}),
}


class Book:
    """What a handbook is made of, to be changed by a test."""

    def __init__(self) -> None:
        self.map = copy.deepcopy(MAP)
        self.items = copy.deepcopy(ITEMS)
        self.checklists = copy.deepcopy(CHECKLISTS)
        self.attestations: dict[str, dict[str, Any]] = {}
        self.files = dict(FILES)
        self.settings: dict[str, Any] = {}

    def attest(self, root: Path, component: str, name: str, **said: Any) -> None:
        """Attest an item of a component."""
        stated = self.items.get(name, item("person"))
        minutes = {"minutes": 4} if name == "undo" else None
        # What an item replaces is not there where its digest is read, and has no part in it.
        alone = {key: value for key, value in stated.items() if key != "replaces"}
        made = attestation(root, name, alone, **{"fields": minutes, **said})
        self.attestations.setdefault(component, {})[name] = made

    def lint(self, root: Path, *, packs: bool = False) -> tuple[Finding, ...]:
        """Write it and lint it."""
        handbook = opened(
            root,
            self.items,
            of=self.map,
            checklists=self.checklists,
            attestations=self.attestations,
            files=self.files,
            settings=self.settings,
        )
        return lint(handbook, judge(handbook), packs=packs)


def test_a_sound_handbook_has_no_finding(tmp_path: Path) -> None:
    book = Book()
    book.attest(tmp_path, "orders", "undo")
    book.attest(tmp_path, "orders-db", "told", answer="not-applicable")
    assert book.lint(tmp_path) == ()


Edit = Callable[[Book], None]


def decided(name: str, way: Any, **more: Any) -> Edit:
    def edit(book: Book) -> None:
        book.items[name] = {**book.items[name], "decided-by": way, **more}

    return edit


def stated(name: str, **more: Any) -> Edit:
    return lambda book: book.items[name].update({k.replace("_", "-"): v for k, v in more.items()})


def quoted(number: int, quote: Any) -> Edit:
    def edit(book: Book) -> None:
        book.checklists["release"]["items"][number] = quote

    return edit


def release(**more: Any) -> Edit:
    def edit(book: Book) -> None:
        book.checklists["release"].update({k.replace("_", "-"): v for k, v in more.items()})

    return edit


def with_item(name: str, added: Any) -> Edit:
    def edit(book: Book) -> None:
        book.items[name] = added
        book.checklists["release"]["items"].append(name)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(book: Book) -> None:
        for each in edits:
            each(book)

    return edit


def ages(**more: Any) -> dict[str, Any]:
    return {"person": {"max-age": "180d", **more}}


UNDO = ages(fields={"minutes": {"at-most": 15}})
WITHIN = "operations.rollback.within"

EDITS: list[tuple[str, Edit, str]] = [
    ("checklist-contradiction",
     stated("told", applies_to={"all": [{"tier": 1}, {"tier": {"min": 2}}]}),
     'The `applies-to` of the item "told" can hold for no component'),
    ("checklist-contradiction",
     stated("told", applies_to={"kind": "service", "not": {"kind": "service"}}),
     "can hold for no component"),
    ("checklist-contradiction",
     stated("told", applies_to={"tag": "core", "not": {"any": [{"tag": "core"}, {"tier": 1}]}}),
     "can hold for no component"),
    ("checklist-contradiction",
     both(release(applies_to={"tier": {"max": 2}}), stated("told", applies_to={"tier": 3})),
     'asks "told" of components that the item never applies to'),
    ("checklist-contradiction",
     stated("undo-fast", **{"decided-by": {"property": WITHIN, "at-least": "10m",
                                           "at-most": "5m"}}),
     "at least 10m and at most 5m, which nothing is"),
    ("checklist-contradiction",
     decided("undo", ages(fields={"minutes": {"at-least": 4, "equals": [1, 2]}})),
     'wants the field "minutes" to be at least 4 and one of 1, 2, which nothing is'),
    ("checklist-contradiction",
     decided("undo-fast", {"property": WITHIN, "at-most": 5}), "a number, and the map has dura"),
    ("checklist-contradiction",
     decided("undo-fast", {"property": "cost.monthly", "at-most": 5}), "amount of money"),
    ("checklist-contradiction",
     decided("undo-fast", {"property": "technology", "at-least": 5}), "nothing that is measured"),
    ("checklist-contradiction",
     decided("undo-fast", {"property": WITHIN, "max-age": "1d"}), "and it is no date"),
    ("checklist-contradiction",
     stated("undo-fast", evidence="observed"),
     "asks for evidence that is observed, and its way gives none that is more than declared"),
    ("checklist-unreachable-level",
     stated("undo-fast", evidence="drilled"),
     'The level "high" of the checklist "release" cannot be reached: undo-fast can'),
    ("checklist-idle-level", release(levels=["low", "middle", "high"]),
     'The level "middle" of the checklist "release" asks for nothing more than "low"'),
    ("checklist-idle-level", quoted(2, {"item": "undo-fast", "levels": "high", "off": "Later."}),
     'The level "high" of the checklist "release" asks for nothing more than "low"'),
    ("checklist-idle-level", release(levels=["lowest", "low", "high"]),
     'The level "lowest" of the checklist "release" asks for nothing'),
    ("checklist-asks-nobody", stated("told", applies_to={"kind": "worker"}),
     'The item "told" applies to no component of the map'),
    ("checklist-asks-nobody",
     both(stated("told", applies_to={"tier": 2}), release(applies_to={"kind": "service"})),
     'The item "told" applies to no component that release is about'),
    ("checklist-asks-nobody",
     lambda book: book.checklists.update(other={"applies-to": {"kind": "worker"},
                                                "items": ["told"]}),
     'The checklist "other" applies to no component'),
    ("checklist-asks-nothing",
     lambda book: book.map["components"].update(jobs={"kind": "worker"}),
     "No item of any checklist applies to jobs"),
    ("checklist-unquoted-item",
     lambda book: book.items.update(loose=item(ages(), ability="be counted")),
     'No checklist in use quotes the item "loose"'),
    ("checklist-idle-replacement", quoted(0, {"item": "told", "off": "Everybody knows."}),
     '"undo-fast" replaces "told", which is switched off there'),
    ("checklist-idle-replacement",
     both(stated("undo-fast", replaces="undo"), quoted(1, {"item": "prr-owner", "levels": "low"}),
          lambda book: book.checklists.update(o={"items": ["undo"]})),
     '"undo-fast" replaces "undo", which is not quoted there'),
    ("checklist-idle-replacement",
     both(stated("undo-fast", replaces="undo"), quoted(1, {"item": "undo", "levels": "high"})),
     '"undo" is never required there: "undo-fast" replaces it from high up'),
    ("checklist-idle-way",
     decided("told", {"either": [{"rule": "no-on-call"}, {"rule": "no-on-call"}]}),
     "has a way 2 of 2 that is the same as way 1"),
    ("checklist-idle-way",
     decided("told", {"either": [{"rules": ["no-on-call", "dead-letter"]},
                                 {"rule": "no-on-call"}]}),
     "has a way 1 of 2 that never passes without way 2"),
    ("checklist-idle-way",
     decided("undo-fast", {"either": [{"property": WITHIN, "at-most": "5m"},
                                      {"property": WITHIN, "at-most": "10m"}]}),
     "has a way 1 of 2 that never passes without way 2"),
    ("checklist-idle-way",
     decided("undo", {"either": [UNDO, ages(fields={"minutes": {"at-most": 5}})]}),
     "has a way 2 of 2 that never passes without way 1"),
    ("checklist-idle-way",
     decided("undo", {"either": [UNDO, {"rule": "no-on-call"}]}),
     "has a way 2 of 2 that can never pass: it gives evidence that is declared, and drilled"),
    ("checklist-idle-way",
     decided("told", {"either": [{"file": "a.md"}, {"file": "a.md", "contains": "x"}]}),
     "has a way 2 of 2 that never passes without way 1"),
    ("checklist-idle-way",
     decided("told", {"either": [{"decision": {"tags": ["on-call", "x"]}},
                                 {"decision": {"tags": "on-call"}}]}),
     "has a way 1 of 2 that never passes without way 2"),
    ("checklist-unknown-name", decided("told", {"rule": "no-oncall"}),
     'The item "told" is decided by a rule "no-oncall" that there is not'),
    ("checklist-unknown-name", decided("told", {"rule": "number-conflict"}),
     'is decided by "number-conflict", a rule about the log'),
    ("checklist-unknown-name", decided("told", {"property": "operations.rolback.drilled"}),
     'by "operations.rolback.drilled", a field that components do not have'),
    ("checklist-unknown-name", decided("told", {"decision": "ADR-099"}),
     'The item "told" is decided by ADR-099, which no log has'),
    ("checklist-unknown-name", decided("told", {"decision": {"enforces": "dead-leter"}}),
     'a decision that enforces "dead-leter", no rule and no item'),
    ("checklist-unknown-name", stated("undo", decision="ADR-01x"),
     'The item "undo" comes from ADR-01x, which no log has'),
    ("checklist-unknown-name", stated("told", applies_to={"any": [{"journey": "checkot"},
                                                                   {"tier": 1}]}),
     'There is no journey "checkot", which the item "told" applies to'),
    ("checklist-unknown-name", release(applies_to={"owner": ["commerce", "comerce"]}),
     'There is no owner "comerce", which the checklist "release" applies to'),
    ("checklist-dead-decision", stated("undo", decision="ADR-002"),
     'The item "undo" comes from ADR-002, which is superseded'),
    ("checklist-dead-decision", decided("told", {"decision": "ADR-003"}),
     'The item "told" is decided by ADR-003, which is rejected'),
    ("checklist-rule-off",
     lambda book: book.settings.update(rules={"no-on-call": {"off": "We sleep."}}),
     'The rule "no-on-call" is switched off, and decides "told"'),
    ("checklist-duplicate-wording",
     with_item("back", item(ages(), ability="Return to the version BEFORE!")),
     '"undo" asks for the very ability that "back" asks for'),
    ("checklist-similar-wording",
     with_item("back", item(ages(), ability="return to the versions before")),
     '"undo" reads nearly like "back": "return to the versions before"'),
    ("checklist-copied-text",
     with_item("back", item(ages(), ability="be undone",
                            why="without a way back,  every release is a bet on its being right")),
     'The `why` of "undo" is that of "back"'),
    ("checklist-same-decision",
     with_item("fast", item({"property": WITHIN, "at-most": "5m"}, ability="be quick")),
     '"undo-fast" is decided by the very facts that decide "fast"'),
    ("wrong-waiver",
     lambda book: book.files.update(adr(4, {"waives": [
         {"item": "undoo", "components": ["orders"], "until": "2027-01-31"}]})),
     'A waiver names an item "undoo" that there is not'),
    ("unknown-threat-holder",
     lambda book: book.map["components"]["orders"].update(threats=[
         {"what": "Somebody undoes too much.", "answer": "It is told.", "items": ["undo", "tolld"]},
     ]),
     'A threat names an item "tolld" that there is not'),
]  # fmt: skip


COMPANIONS = {
    "checklist-contradiction": {"checklist-unreachable-level", "checklist-asks-nobody"},
    "checklist-unreachable-level": {"checklist-contradiction"},
    "checklist-asks-nobody": {"checklist-contradiction", "checklist-asks-nothing"},
}
"""What else an edit brings about, by its nature."""


@pytest.mark.parametrize(("rule", "edit", "message"), EDITS, ids=[f"{r}-{m}" for r, _, m in EDITS])
def test_each_lint_can_be_brought_about_by_one_edit_and_no_other_with_it(
    rule: str, edit: Edit, message: str, tmp_path: Path
) -> None:
    book = Book()
    edit(book)
    told = book.lint(tmp_path)
    found = [each for each in told if each.rule == rule]
    assert [message in each.message for each in found] == [True], told
    assert {each.rule for each in told} - {rule} <= COMPANIONS.get(rule, set())
    assert found[0].location.file
    assert found[0].location.line
    assert found[0].mend
    assert found[0].severity is rules()[rule].severity


ATTESTED: list[tuple[str, Callable[[Book, Path], None], str]] = [
    ("attestation-unknown-name", lambda book, root: book.attest(root, "ordrs", "undo"),
     'the map has no component "ordrs"'),
    ("attestation-unknown-name", lambda book, root: book.attest(root, "orders", "undoo"),
     'there is no item "undoo"'),
    ("attestation-unknown-name",
     lambda book, root: book.attest(root, "orders", "undo", fields={"minutes": 4, "minuts": 4}),
     '"undo" asks for no field "minuts"'),
    ("attestation-unasked", lambda book, root: book.attest(root, "old", "undo"),
     'No checklist in use asks "undo" of old'),
    ("attestation-unasked",
     lambda book, root: book.attest(root, "shopper", "told", answer="not-applicable"),
     'No checklist in use asks "told" of shopper'),
    ("attestation-unpinned-drill",
     lambda book, root: book.attest(root, "orders", "undo", evidence=[{"drill": "docs/d.md"}]),
     'The drill "docs/d.md" is not pinned'),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "edit", "message"), ATTESTED, ids=[m for _, _, m in ATTESTED])
def test_attestations_of_what_is_gone_unasked_or_unpinned_are_told(
    rule: str, edit: Callable[[Book, Path], None], message: str, tmp_path: Path
) -> None:
    book = Book()
    edit(book, tmp_path)
    found = book.lint(tmp_path)
    assert [(each.rule, message in each.message) for each in found] == [(rule, True)]
    assert found[0].location.file.startswith("docs/checklists/attestations/")
    assert found[0].components


def test_an_orphaned_file_is_told_once_and_not_for_each_of_its_items(tmp_path: Path) -> None:
    book = Book()
    book.attest(tmp_path, "ordrs", "undo")
    book.attest(tmp_path, "ordrs", "told", answer="not-applicable")
    (found,) = book.lint(tmp_path)
    assert 'Did you mean "orders"?' in found.mend


def test_every_lint_of_the_catalogue_is_brought_about_by_a_test() -> None:
    assert set(CHECKLIST_LINTS) <= {rule for rule, _, _ in EDITS} | {r for r, _, _ in ATTESTED}


def test_a_lint_may_be_switched_off_or_weighed_otherwise(tmp_path: Path) -> None:
    book = Book()
    release(levels=["low", "middle", "high"])(book)
    book.settings = {"rules": {"checklist-idle-level": {"severity": "error"}}}
    assert [f.severity for f in book.lint(tmp_path)] == [Severity.ERROR]
    book.settings = {"rules": {"checklist-idle-level": {"off": "Middle is for later."}}}
    assert book.lint(tmp_path) == ()


def test_packs_are_judged_where_asked_and_have_no_contradiction(tmp_path: Path) -> None:
    book = Book()
    book.settings = {"checklists": {"packs": ["production-readiness", "survivable-async"]}}
    assert not any("packs" in f.location.file for f in book.lint(tmp_path))
    judged = [f for f in book.lint(tmp_path, packs=True) if "packs" in f.location.file]
    assert all(f.rule in {"checklist-asks-nobody", "checklist-unquoted-item"} for f in judged)


def test_a_waiver_that_has_ended_is_history_whatever_it_names(tmp_path: Path) -> None:
    book = Book()
    past = str(AS_OF - dt.timedelta(days=1))
    gone = {"item": "gone", "components": ["orders"], "until": past}
    book.files.update(adr(4, {"waives": [gone]}))
    assert book.lint(tmp_path) == ()


def test_findings_come_in_the_same_order_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    book = Book()
    release(levels=["lowest", "low", "middle", "high"])(book)
    stated("undo", decision="ADR-002")(book)
    first = book.lint(tmp_path / "a")
    book.items = dict(reversed(book.items.items()))
    second = book.lint(tmp_path / "b")
    assert [(f.rule, f.message) for f in first] == [(f.rule, f.message) for f in second]
    assert len(first) == 3


def test_what_names_an_item_that_could_not_be_read_is_not_blamed_for_it(tmp_path: Path) -> None:
    book = Book()
    book.attest(tmp_path, "orders", "undo")
    waived = {"item": "undo", "components": ["orders"], "until": "2027-01-31"}
    book.files.update(adr(4, {"waives": [waived]}))
    book.map["components"]["orders"]["threats"] = [{"what": "x", "answer": "y", "items": ["undo"]}]
    book.lint(tmp_path)
    path = tmp_path / "docs" / "checklists" / "list.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("ability:", "abilty:"), encoding="utf-8")
    handbook = with_checklists(load_handbook(tmp_path, as_of=AS_OF))
    assert handbook.checklists is not None
    assert "undo" not in handbook.checklists.items
    judgement = judge(handbook)
    told = [*lint(handbook, judgement), *evaluate(handbook, judgement).findings]
    names = {"wrong-waiver", "attestation-unknown-name", "unknown-threat-holder"}
    assert names.isdisjoint(each.rule for each in told)
