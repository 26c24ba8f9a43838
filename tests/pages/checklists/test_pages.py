"""Pages about checklists, made of a few lines."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.checklists.model import Checklist, Quote
from archbook.pages.checklists import matrix
from archbook.pages.checklists.figures import figures_of, ladder_of
from archbook.pages.checklists.matrix import item_matrix
from archbook.readiness.model import Fact, Held, ItemResult, Result, Standing
from archbook.rules.registry import rules
from archbook.rules.verdicts import Death
from archbook.source.findings import Location
from support.ledgers import make_ledger
from support.readiness import MAP, attestation, item

PERSON = item("person", ability="do <it> & more")
SEVERAL = {
    "owners": {"commerce": {}},
    "components": {f"c{i}": {"kind": "service"} for i in range(30)},
}


def standing(results: dict[str, Result], held: Held, items: Any) -> Standing:
    """Return how a component stands whose results are these."""
    levels = ("low", "middle", "high")
    return Standing(
        component="orders",
        checklist=Checklist(
            id="list",
            title="A list",
            summary="",
            levels=levels,
            quotes=tuple(
                Quote(item=name, levels=("low",), location=Location(file="x")) for name in results
            ),
            location=Location(file="x"),
        ),
        results=tuple(
            ItemResult(
                component="orders",
                item=items["a"],
                result=result,
                raw=result,
                facts=(Fact(text="x"),),
            )
            for result in results.values()
        ),
        required={},
        held=held,
        next=None,
    )


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the items of a small handbook."""
    return make_ledger(tmp_path_factory.mktemp("x"), {"a": PERSON}).ledger.book.items


@given(counts=st.lists(st.sampled_from(Result)))
def test_only_a_pass_passes_and_a_waiver_counts_with_waivers_alone(
    items: Any, counts: list[Result]
) -> None:
    results = {str(place): result for place, result in enumerate(counts)}
    made = standing(results, Held(without_waivers=None, with_waivers=None), items)
    figures = figures_of(made.results)
    assert figures.passed == counts.count(Result.PASS)
    assert figures.accepted == figures.passed + counts.count(Result.WAIVED)
    assert figures.accepted + figures.open == figures.asked
    left_out = counts.count(Result.NOT_YET) + counts.count(Result.NOT_APPLICABLE)
    assert figures.asked + left_out == len(counts)
    assert sum(count for _, _, count in figures.by_result) == len(counts)


@pytest.mark.parametrize(
    ("without", "within", "rungs"),
    [
        (None, None, ["open", "open", "open"]),
        (None, "middle", ["waived", "waived", "open"]),
        ("low", "high", ["held", "waived", "waived"]),
        ("high", "high", ["held", "held", "held"]),
    ],
)
def test_a_ladder_tells_apart_what_is_held_and_what_is_held_with_waivers(
    items: Any, without: str | None, within: str | None, rungs: list[str]
) -> None:
    held = Held(without_waivers=without, with_waivers=within)
    ladder = ladder_of(standing({"a": Result.PASS}, held, items))
    assert [rung.state for rung in ladder.rungs] == rungs
    assert ladder.same is (without == within)
    assert ladder.without == (without or "no level")


def test_the_form_s_data_is_the_attestation_and_ends_no_element(tmp_path: Path) -> None:
    said = attestation(tmp_path, "a", PERSON, statement="</template><script>x</script> \u2028 “so”")
    made = make_ledger(tmp_path, {"a": PERSON}, attestations={"orders": {"a": said}})
    html = made.page("checklists/components/orders.md").html
    assert "<script" not in html
    data = re.search(r"<template data-ab-data>(.*?)</template>", html, re.DOTALL)
    assert data
    told = json.loads(unescape(data[1]))
    assert told["asked"] == {"orders": ["a"]}
    kept = told["attested"]["orders"]["a"]
    assert kept["statement"] == "</template><script>x</script> \u2028 “so”"
    assert kept["evidence"] == [{"link": "https://x.example/run"}]
    assert kept["digest"] == said["digest"]


def test_no_form_is_offered_for_what_no_person_decides(tmp_path: Path) -> None:
    made = make_ledger(tmp_path, {"a": item({"rule": "no-owner"})})
    for uri in ("checklists/components/orders.md", "checklists/list.md"):
        assert "data-ab-fill=" not in made.page(uri).html


def test_of_very_many_components_the_matrix_shows_those_with_the_most_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = {**SEVERAL, "components": {**SEVERAL["components"]}}
    of["components"]["c29"] = {"kind": "service", "owner": "commerce"}
    made = make_ledger(tmp_path, {"a": item({"property": "owner"})}, of=of)
    monkeypatch.setattr(matrix, "_MOST_CELLS", 25)
    checklist = made.ledger.book.checklists["list"]
    rows, hidden = item_matrix(checklist, ["a"], made.ledger, made.here())
    assert len(rows) == 25
    assert hidden == 5
    assert "c29" not in [row.component.id for row in rows]
    html = made.page("checklists/list.md").html
    assert "5 more have a page each" in html


def test_same_input_gives_the_same_pages(tmp_path: Path) -> None:
    first = make_ledger(tmp_path / "a", {"a": PERSON, "b": item({"rule": "no-owner"})})
    second = make_ledger(tmp_path / "b", {"a": PERSON, "b": item({"rule": "no-owner"})})
    for page in first.chapter.pages:
        assert first.page(page.uri) == second.page(page.uri)


def test_each_page_names_the_ids_that_it_has(tmp_path: Path) -> None:
    made = make_ledger(tmp_path, {"a": PERSON, "b": item({"rule": "no-owner"})})
    for page in made.chapter.pages:
        rendered = page.render(made.site, None)
        ids = re.findall(r'\bid="([^"]*)"', rendered.html)
        assert len(ids) == len(set(ids)), page.uri
        assert rendered.anchors <= set(ids), page.uri
        assert {one.anchor for one in rendered.toc} <= rendered.anchors, page.uri


def test_an_item_that_a_rule_of_the_map_decides_guards_against_that_rule_s_death(
    tmp_path: Path,
) -> None:
    rule = {
        "forbid": {"edge": {"from": {"kind": "person"}, "to": {"tier": 3}}},
        "message": "A person calls what may be away",
        "death": "duplicate",
        "why": "It is asked twice.",
        "mend": "Put something before it.",
    }
    made = make_ledger(
        tmp_path,
        {"ask-once": item({"rule": "asked-once"})},
        of={**MAP, "rules": {"asked-once": rule}},
    )
    page = unescape(made.page("checklists/list.md").html)
    assert "<dt>Guards against</dt><dd>Done twice</dd>" in page
    overview = unescape(made.page("checklists/index.md").html)
    (row,) = re.findall(r"<tr><th[^>]*>Done twice.*?</tr>", overview)
    guards = sum(rule.death is Death.DUPLICATE for rule in made.ledger.catalogue.values())
    assert guards == 1 + sum(rule.death is Death.DUPLICATE for rule in rules().values())
    assert "<td>1</td>" in row
