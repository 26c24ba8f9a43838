"""Laws of evaluating, for checklists that nobody thought of."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.handbook import Handbook, load_handbook, with_checklists
from archbook.readiness.evaluating import evaluate
from archbook.readiness.export import evaluation_values
from archbook.readiness.model import Readiness, Result
from archbook.rules.run import judge
from support.readiness import AS_OF, adr, attestation, item, opened

LEVELS = ["low", "mid", "high"]
WAYS: tuple[Any, ...] = (
    {"property": "kind"},
    {"property": "owner", "equals": "nobody"},
    {"property": "zone"},
    {"property": "operations.rollback.drilled", "max-age": "30d"},
    {"property": "operations.rollback.within", "at-most": "10m"},
    {"rule": "no-such-rule"},
    {"rule": "dead-letter"},
    {"rule": "no-owner"},
    "person",
    {"file": "docs/{component}.md"},
)
OF = {
    "owners": {"x": {}},
    "components": {
        "orders": {
            "kind": "service",
            "owner": "x",
            "operations": {"rollback": {"drilled": "2026-11-01", "within": "5m"}},
        },
        "mailer": {"kind": "worker", "uses": [{"consumes": "events"}]},
        "events": {"kind": "topic", "dead-letter": "none"},
    },
}
NAMES = ("a", "b", "c", "d", "e")


@st.composite
def lists(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Draw items with ways, levels, days of grace and replacements, no two in a circle."""
    found: dict[str, dict[str, Any]] = {}
    for number, name in enumerate(NAMES):
        way = draw(st.sampled_from(WAYS))
        if draw(st.integers(0, 2)) == 0:
            # Two ways that are the same are an error of their own.
            other = draw(st.sampled_from([each for each in WAYS if each != way]))
            way = {"either": [way, other]}
        more: dict[str, Any] = {"levels": [draw(st.sampled_from(LEVELS))]}
        if draw(st.booleans()) and number:
            more["replaces"] = [draw(st.sampled_from(NAMES[:number]))]
        if draw(st.integers(0, 3)) == 0:
            more["enforce-from"] = draw(st.sampled_from(["2026-11-01", "2026-12-01"]))
        if draw(st.integers(0, 4)) == 0:
            more["evidence"] = draw(st.sampled_from(["declared", "attested", "drilled"]))
        found[name] = item(way, ability=f"do {name}", **more)
    return found


@st.composite
def waivers(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw waivers in force and ended, of items and of rules."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        what = draw(st.sampled_from([*({"item": name} for name in NAMES), {"rule": "dead-letter"}]))
        scope = draw(
            st.sampled_from(
                [
                    {"components": ["orders"]},
                    {"components": ["mailer", "events"]},
                    {"edges": ["mailer consumes events"]},
                ]
            )
        )
        until = draw(st.sampled_from(["2026-11-22", "2026-11-23", "2027-03-01"]))
        found.append({**what, **scope, "until": until})
    return found


def book(
    root: Path, items: dict[str, Any], waives: list[dict[str, Any]], says: list[str]
) -> Handbook:
    attested = {
        name: attestation(root, name, items[name], **said)
        for name, said in zip(NAMES, map(_SAID.get, says), strict=True)
        if said is not None
    }
    checklists = {
        "list": {"title": "A list", "summary": "x", "levels": LEVELS, "items": list(items)}
    }
    return opened(
        root,
        items,
        of=OF,
        checklists=checklists,
        attestations={"orders": attested} if attested else None,
        files=adr(1, {"waives": waives}) if waives else None,
    )


_SAID: dict[str, dict[str, Any] | None] = {
    "nothing": None,
    "pass": {},
    "future": {"on": "2027-01-01"},
    "changed": {"digest": "sha256:0123456789abcdef"},
    "fail": {"answer": "fail"},
    "not": {"answer": "not-applicable"},
}
SAYS = st.lists(st.sampled_from(sorted(_SAID)), min_size=len(NAMES), max_size=len(NAMES))


def evaluated(handbook: Handbook) -> Readiness:
    return evaluate(handbook, judge(handbook))


@given(items=lists(), waives=waivers(), says=SAYS)
@settings(max_examples=500, deadline=None)
def test_nothing_but_a_pass_holds_a_level_and_only_what_is_waived_holds_one_with_waivers(
    items: dict[str, Any], waives: list[dict[str, Any]], says: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        readiness = evaluated(book(Path(folder), items, waives, says))
    for standing in readiness.standings["list"].values():
        results = {each.item.id: each for each in standing.results}
        for figure, allowed in (
            (standing.held.without_waivers, {Result.PASS, Result.NOT_YET}),
            (standing.held.with_waivers, {Result.PASS, Result.NOT_YET, Result.WAIVED}),
        ):
            holding = {
                level
                for level in LEVELS
                if {results[name].result for name in standing.required[level]} <= allowed
            }
            assert figure == (max(holding, key=LEVELS.index) if holding else None)
        for each in standing.results:
            assert each.facts
            assert (each.result is Result.PASS) == (each.raw is Result.PASS)
            assert (each.strength is not None) == (each.raw is Result.PASS)
            if each.raw in {Result.PASS, Result.ERROR, Result.NOT_APPLICABLE}:
                assert each.result is each.raw
            if each.result is Result.WAIVED:
                assert each.waiver is not None
                assert each.waiver.in_force
            if each.result is Result.WAIVER_EXPIRED:
                assert each.waiver is not None
                assert each.waiver.until < AS_OF


@given(items=lists(), waives=waivers(), says=SAYS)
@settings(max_examples=500, deadline=None)
def test_a_higher_level_never_drops_a_failing_item_but_for_one_that_replaces_it(
    items: dict[str, Any], waives: list[dict[str, Any]], says: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        readiness = evaluated(book(Path(folder), items, waives, says))
    for standing in readiness.standings["list"].values():
        for lower, higher in itertools.pairwise(LEVELS):
            for dropped in standing.required[lower] - standing.required[higher]:
                # Some that is asked at the higher level replaces it, over others perhaps.
                reached, left = set(), [dropped]
                while left:
                    name = left.pop()
                    above = {n for n in items if name in items[n].get("replaces", ())} - reached
                    reached |= above
                    left.extend(above)
                assert reached & standing.required[higher]
        for level in LEVELS:
            for name in standing.required[level]:
                assert standing.required[LEVELS[-1]] & {name} or any(
                    name in items[other].get("replaces", ()) for other in items
                )


@given(items=lists(), waives=waivers(), says=SAYS, order=st.permutations(NAMES))
@settings(max_examples=50, deadline=None)
def test_the_same_date_gives_the_same_bytes_however_the_files_are_ordered(
    items: dict[str, Any],
    waives: list[dict[str, Any]],
    says: list[str],
    order: list[str],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        handbook = book(root, items, waives, says)
        first = json.dumps(_bare(evaluation_values(evaluated(handbook))))
        again = json.dumps(_bare(evaluation_values(evaluated(handbook))))
        assert first == again
        checklists = root / "docs" / "checklists"
        whole = yaml.safe_load((checklists / "list.yaml").read_text("utf-8"))
        (checklists / "list.yaml").unlink()
        for number, name in enumerate(order):
            part = {"items": {name: whole["items"][name]}}
            text = yaml.safe_dump(part, sort_keys=False)
            (checklists / f"{number}.yaml").write_text(text, encoding="utf-8")
        text = yaml.safe_dump({"checklists": whole["checklists"]}, sort_keys=False)
        (checklists / "z.yaml").write_text(text, encoding="utf-8")
        other = with_checklists(load_handbook(root, as_of=AS_OF))
        assert json.dumps(_bare(evaluation_values(evaluated(other)))) == first


def _bare(value: Any) -> Any:
    """Return values without the places of checklists, which move with the files; so they sort."""
    if isinstance(value, dict):
        place = str(value.get("file") or "")
        kept = {key: _bare(each) for key, each in value.items()}
        if "findings" in kept:
            kept["findings"].sort(key=json.dumps)
        if place.startswith("docs/checklists/") and "/attestations/" not in place:
            kept |= {"file": "", "line": 0}
        return kept
    return [_bare(each) for each in value] if isinstance(value, list) else value


@given(
    items=lists(), waives=waivers(), says=SAYS, days=st.integers(0, 500), more=st.integers(0, 500)
)
@settings(max_examples=50, deadline=None)
def test_evidence_that_has_ended_never_comes_back_by_itself(
    items: dict[str, Any],
    waives: list[dict[str, Any]],
    says: list[str],
    days: int,
    more: int,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        handbook = book(Path(folder), items, waives, says)
        early = _at(handbook, days)
        late = _at(handbook, days + more)
    for component, results in early.results.items():
        for name, each in results.items():
            if each.raw is Result.STALE:
                assert late.results[component][name].raw is not Result.PASS


def _at(handbook: Handbook, days: int) -> Readiness:
    day = dt.date(2027, 1, 1) + dt.timedelta(days=days)
    return evaluated(with_checklists(load_handbook(handbook.root, as_of=day)))
