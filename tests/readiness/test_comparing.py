"""The ratchet: what got worse since a revision, told apart by cause; real repositories."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from archbook.handbook import load_handbook, with_checklists
from archbook.readiness.comparing import Cause, Comparison, compare
from archbook.readiness.evaluating import evaluate
from archbook.readiness.model import Result
from archbook.rules.run import judge
from archbook.source.revision import RevisionError
from support.readiness import Shop, adr, attestation, item

MAP: dict[str, Any] = {
    "owners": {"commerce": {}},
    "components": {
        "dead": {"kind": "queue", "owner": "commerce"},
        "events": {"kind": "topic", "owner": "commerce"},
        "mailer": {
            "kind": "worker",
            "owner": "commerce",
            "uses": [{"consumes": "events", "dead-letter": "dead"}],
        },
    },
}
ITEMS = {"keep": item({"rule": "dead-letter"}), "own": item({"property": "owner"})}
NOW = dt.date(2026, 11, 23)


def texts(
    of: dict[str, Any] = MAP, items: dict[str, Any] = ITEMS, *, quotes: list[Any] | None = None
) -> dict[str, str]:
    lists = {
        "list": {
            "title": "A list",
            "summary": "x",
            "levels": ["low", "high"],
            "items": quotes or list(items),
        }
    }
    return {
        "archbook.yml": "decisions: {git: false}\nchecklists: {packs: []}\n",
        "diagrams/map.yaml": yaml.safe_dump(of, sort_keys=False),
        "docs/checklists/list.yaml": yaml.safe_dump(
            {"items": items, "checklists": lists}, sort_keys=False
        ),
    }


def without_place() -> dict[str, Any]:
    mailer = {**MAP["components"]["mailer"], "uses": [{"consumes": "events"}]}
    return {**MAP, "components": {**MAP["components"], "mailer": mailer}}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "shop")


def since(shop: Shop, base: str = "main", now: dt.date = NOW) -> Comparison:
    head = with_checklists(load_handbook(shop.root, as_of=now))
    return compare(head, evaluate(head, judge(head)), base)


def told(comparison: Comparison, cause: Cause) -> list[tuple[str, str, str]]:
    return [(each.component, each.item, each.after.result) for each in comparison.of(cause)]


def test_taking_a_dead_letter_place_away_is_authored_and_names_the_edge_and_its_line(
    shop: Shop,
) -> None:
    shop.commit(texts())
    shop.git("checkout", "-q", "-b", "change")
    shop.commit(texts(without_place()))
    found = since(shop)
    (change,) = found.changes
    assert change.cause is Cause.AUTHORED
    assert (change.component, change.item) == ("mailer", "keep")
    assert change.checklists == ("list",)
    assert change.before is not None
    assert change.before.result is Result.PASS
    assert change.after.result is Result.UNKNOWN
    assert "mailer consumes events" in change.after.facts[0].text
    location = change.after.facts[0].location
    assert location is not None
    line = (shop.root / location.file).read_text("utf-8").splitlines()[location.line - 1]
    assert "consumes: events" in line


def test_an_unrelated_change_on_the_day_a_waiver_has_expired_is_only_times_doing(
    shop: Shop,
) -> None:
    of = without_place()
    of["components"]["events"] = {**of["components"]["events"], "dead-letter": "none"}
    waives = [{"rule": "dead-letter", "edges": ["mailer consumes events"], "until": "2026-11-22"}]
    shop.commit({**texts(of), **adr(1, {"waives": waives})})
    shop.git("checkout", "-q", "-b", "change")
    shop.commit({"docs/index.md": "# Something else\n"}, day="2026-11-23")
    found = since(shop)
    assert found.of(Cause.AUTHORED) == ()
    assert told(found, Cause.TIME) == [("mailer", "keep", "waiver-expired")]
    assert "ADR-001 ended on 2026-11-22" in found.changes[0].after.facts[0].text
    assert found.then == dt.date(2026, 11, 1)


def test_evidence_that_grows_old_is_times_doing(shop: Shop) -> None:
    person = item({"person": {"max-age": "10d"}})
    said = attestation(shop.root, "own", person, on="2026-10-31")
    file = yaml.safe_dump({"attestations": {"own": said}})
    asked = {"keep": ITEMS["keep"], "own": person}
    shop.commit({**texts(items=asked), "docs/checklists/attestations/mailer.yaml": file})
    found = since(shop)
    assert told(found, Cause.TIME) == [("mailer", "own", "stale")]
    assert len(found.changes) == 1


def test_asking_for_more_is_the_policys_doing(shop: Shop) -> None:
    shop.commit(texts())
    more = {**ITEMS, "zone": item({"property": "zone"})}
    shop.commit(texts(items=more))
    found = since(shop, "HEAD~1")
    assert {each.cause for each in found.changes} == {Cause.POLICY}
    assert {each.item for each in found.changes} == {"zone"}
    assert {each.component for each in found.changes} == {"dead", "events", "mailer"}


def test_switching_a_rule_off_is_the_policys_doing(shop: Shop) -> None:
    shop.commit(texts())
    settings = (
        'decisions: {git: false}\nchecklists: {packs: []}\nrules: {dead-letter: {off: "Later."}}\n'
    )
    shop.commit({"archbook.yml": settings})
    found = since(shop, "HEAD~1")
    assert {(each.cause, each.item) for each in found.changes} == {(Cause.POLICY, "keep")}
    assert ("mailer", "keep", "unknown") in told(found, Cause.POLICY)


def test_new_wording_that_makes_an_attestation_stale_is_the_policys_doing(shop: Shop) -> None:
    person = {"own": item("person")}
    said = attestation(shop.root, "own", person["own"], on="2026-10-31")
    file = yaml.safe_dump({"attestations": {"own": said}})
    shop.commit({**texts(items=person), "docs/checklists/attestations/mailer.yaml": file})
    reworded = {"own": item("person", ability="do what is asked at night")}
    shop.commit(texts(items=reworded))
    found = since(shop, "HEAD~1")
    assert told(found, Cause.POLICY) == [("mailer", "own", "stale")]
    assert found.of(Cause.AUTHORED) == ()


def test_asking_for_less_while_breaking_the_rest_is_still_authored(shop: Shop) -> None:
    shop.commit(texts())
    shop.commit(texts(without_place(), quotes=["keep", {"item": "own", "off": "Not here."}]))
    assert told(since(shop, "HEAD~1"), Cause.AUTHORED) == [("mailer", "keep", "unknown")]


def test_removing_what_was_attested_is_authored(shop: Shop) -> None:
    person = {"own": item("person")}
    said = attestation(shop.root, "own", person["own"], on="2026-10-31")
    name = "docs/checklists/attestations/mailer.yaml"
    shop.commit({**texts(items=person), name: yaml.safe_dump({"attestations": {"own": said}})})
    (shop.root / name).unlink()
    shop.commit({})
    assert told(since(shop, "HEAD~1"), Cause.AUTHORED) == [("mailer", "own", "unknown")]


def test_taking_a_waiver_away_is_authored(shop: Shop) -> None:
    waives = [{"item": "zone", "components": ["mailer"], "until": "2027-01-31"}]
    asked = {"zone": item({"property": "zone"}, **{"applies-to": {"kind": "worker"}})}
    shop.commit({**texts(items=asked), **adr(1, {"waives": waives})})
    shop.commit(adr(1, {}))
    assert told(since(shop, "HEAD~1"), Cause.AUTHORED) == [("mailer", "zone", "unknown")]


def test_a_new_component_is_left_to_the_floor(shop: Shop) -> None:
    shop.commit(texts())
    of = {**MAP, "components": {**MAP["components"], "late": {"kind": "service"}}}
    shop.commit(texts(of))
    found = since(shop, "HEAD~1")
    assert found.changes == ()
    assert found.new == ("late",)


def test_what_did_not_apply_and_now_fails_is_worse(shop: Shop) -> None:
    of = without_place()
    of["components"]["mailer"] = {"kind": "worker", "owner": "commerce"}
    shop.commit(texts(of))
    shop.commit(texts(without_place()))
    (change,) = since(shop, "HEAD~1").changes
    assert (change.cause, change.after.result) == (Cause.AUTHORED, Result.UNKNOWN)
    assert change.before is None or change.before.result is Result.NOT_APPLICABLE


def test_what_was_open_already_and_what_gets_better_is_not_told(shop: Shop) -> None:
    shop.commit(texts(without_place()))
    shop.commit(texts())
    assert since(shop, "HEAD~1").changes == ()
    shop.commit(texts(without_place()))
    assert since(shop, "HEAD~2").changes == ()


def test_the_days_of_files_are_those_of_the_revision(shop: Shop) -> None:
    way = {"file": "docs/threats.md", "newer-than": "src/a.txt"}
    asked = {"fresh": item(way, **{"applies-to": {"kind": "worker"}})}
    files = {"docs/threats.md": "x\n", "src/a.txt": "x\n"}
    shop.commit({**texts(items=asked), **files}, day="2026-10-01")
    shop.commit({"src/a.txt": "y\n"}, day="2026-11-02")
    found = since(shop, "HEAD~1")
    assert told(found, Cause.AUTHORED) == [("mailer", "fresh", "stale")]


def test_neither_the_work_tree_nor_the_index_is_touched(shop: Shop) -> None:
    shop.commit(texts())
    (shop.root / "diagrams" / "map.yaml").write_text(
        yaml.safe_dump(without_place()), encoding="utf-8"
    )
    (shop.root / "new.txt").write_text("new", encoding="utf-8")
    before = shop.git("status", "--porcelain=v2"), sorted(shop.root.rglob("*"))
    assert told(since(shop), Cause.AUTHORED) == [("mailer", "keep", "unknown")]
    assert (shop.git("status", "--porcelain=v2"), sorted(shop.root.rglob("*"))) == before


def test_a_pinned_date_is_the_one_that_the_revision_spoke_of(shop: Shop) -> None:
    pinned = texts()["archbook.yml"] + "as-of: 2026-05-05\n"
    shop.commit({**texts(), "archbook.yml": pinned})
    assert since(shop).then == dt.date(2026, 5, 5)
    assert since(shop, now=dt.date(2026, 4, 4)).then == dt.date(2026, 4, 4)


def test_a_handbook_in_a_folder_of_its_repository_is_compared_with_itself(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "all")
    shop.commit({f"book/{name}": text for name, text in texts().items()})
    (shop.root / "book" / "diagrams" / "map.yaml").write_text(
        yaml.safe_dump(without_place()), encoding="utf-8"
    )
    head = with_checklists(load_handbook(shop.root / "book", as_of=NOW))
    found = compare(head, evaluate(head, judge(head)), "HEAD")
    assert told(found, Cause.AUTHORED) == [("mailer", "keep", "unknown")]


def test_what_export_attributes_leave_out_is_compared_all_the_same(shop: Shop) -> None:
    shop.commit({**texts(), ".gitattributes": "diagrams export-ignore\ndocs export-ignore\n"})
    shop.commit(texts(without_place()))
    assert told(since(shop, "HEAD~1"), Cause.AUTHORED) == [("mailer", "keep", "unknown")]


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "", "HEAD~9"])
def test_a_revision_that_is_not_there_says_what_to_name(shop: Shop, name: str) -> None:
    shop.commit(texts())
    with pytest.raises(RevisionError, match="There is no commit"):
        since(shop, name)


def test_without_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    for name, text in texts().items():
        path = tmp_path / "plain" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    head = with_checklists(load_handbook(tmp_path / "plain", as_of=NOW))
    with pytest.raises(RevisionError, match="no git repository"):
        compare(head, evaluate(head, judge(head)), "main")


def test_what_of_the_revision_could_not_be_read_is_said(shop: Shop) -> None:
    wrong = {**MAP, "components": {**MAP["components"], "mailer": {"kind": "wroker"}}}
    shop.commit(texts(wrong, {**ITEMS, "own": {"ability": "x"}}, quotes=["keep"]))
    shop.commit(texts())
    map_, checklists = since(shop, "main~1").doubts
    assert "diagrams/map.yaml:" in map_
    assert 'unknown kind "wroker"' in map_
    assert "docs/checklists/list.yaml:" in checklists
    assert since(shop, "main").doubts == ()


def test_a_revision_without_a_map_leaves_nothing_to_compare_and_says_so(shop: Shop) -> None:
    shop.commit({"README.md": "Nothing yet.\n"})
    shop.commit(texts())
    comparison = since(shop, "main~1")
    assert comparison.changes == ()
    assert "no component map" in comparison.doubts[0]
