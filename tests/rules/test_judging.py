"""The three answers, and how they become findings and gaps."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.components.loading import read_map
from archbook.handbook import Handbook, load_handbook
from archbook.rules.gaps import by_component
from archbook.rules.run import Judgement, judge
from archbook.rules.verdicts import Answer, Verdict
from archbook.settings import Settings
from archbook.source.findings import Finding
from support.maps import random_maps

BOUTIQUE = Path(__file__).parents[1] / "data" / "online-boutique.yaml"


def judged(components: dict[str, Any], **sections: Any) -> Judgement:
    text = yaml.safe_dump({"components": components, **sections}, sort_keys=False)
    of = read_map({"map.yaml": text})
    assert of.sound, of.findings
    return judge(
        Handbook(root=Path(), settings=Settings(), as_of=dt.date(2026, 6, 1), components=of)
    )


def finding(judgement: Judgement, rule: str) -> Finding:
    (found,) = (each for each in judgement.findings if each.rule == rule)
    return found


def answers(judgement: Judgement, rule: str) -> dict[str, Answer]:
    return {verdict.subject: verdict.answer for verdict in judgement.verdicts[rule]}


def boutique(**changes: Any) -> Judgement:
    components: dict[str, Any] = yaml.safe_load(BOUTIQUE.read_text("utf-8"))["components"]
    for component in components.values():
        component["own-availability"] = "99.9%"
    components["checkoutservice"].update(changes)
    return judged(components)


def test_a_promise_that_cannot_hold_shows_the_sum_the_minutes_and_what_restores_it() -> None:
    found = finding(
        boutique(slo={"availability": "99.25%", "alert": True}), "promise-above-expected"
    )
    assert found.severity == "error"
    assert found.subject == "component:checkoutservice"
    assert "It promises 99.25% and can be expected to reach 99.2028%" in found.message
    assert "99.9% cartservice x 99.9% checkoutservice" in found.message
    assert "x 3 more): 344.4 minutes of loss in 30 days, 324.0 promised" in found.message
    assert "Let `checkoutservice calls cartservice` bear the loss" in found.mend
    assert "99.4015% can be expected then" in found.mend
    assert "Promise at most 99.2027%" in found.mend
    assert found.location.line


def test_a_promise_that_only_a_better_part_can_restore_names_it() -> None:
    judgement = judged(
        {
            "a": {
                "kind": "service",
                "own-availability": "99.9%",
                "slo": {"availability": "99.95%"},
                "uses": [{"calls": "b"}],
            },
            "b": {"kind": "service", "own-availability": "100%"},
        }
    )
    mend = finding(judgement, "promise-above-expected").mend
    assert mend.startswith("Bring the own availability of a to 99.95%.")


def test_a_promise_beyond_any_single_change_says_so() -> None:
    components: dict[str, Any] = {
        "a": {
            "kind": "service",
            "own-availability": "99%",
            "slo": {"availability": "99.95%"},
            "uses": [{"calls": "b"}],
        },
        "b": {"kind": "service", "own-availability": "99%"},
    }
    assert "no single change" in finding(judged(components), "promise-above-expected").mend


def test_a_promise_is_not_held_to_be_kept_while_a_part_states_nothing() -> None:
    components: dict[str, Any] = {
        "a": {"kind": "service", "slo": {"availability": "99%"}, "uses": [{"calls": "b"}]},
        "b": {"kind": "service"},
    }
    judgement = judged(components)
    assert answers(judgement, "promise-above-expected") == {"component:a": Answer.CANNOT_TELL}
    assert "own-availability" in by_component(judgement.gaps)["b"]


def test_a_promise_between_two_bounds_cannot_be_told() -> None:
    chance = random.Random(7)
    names = [f"c{i}" for i in range(80)]
    components: dict[str, Any] = {}
    for name in names:
        targets = chance.sample([other for other in names if other != name], 4)
        uses = [{"calls": t, "any-of": f"g{i // 2}"} for i, t in enumerate(targets)]
        components[name] = {"kind": "service", "own-availability": "90%", "uses": uses}
    components["c0"]["slo"] = {"availability": "50%"}
    judgement = judged(components)
    assert answers(judgement, "promise-above-expected") == {"component:c0": Answer.CANNOT_TELL}


def test_silence_is_one_note_for_each_component_and_no_finding() -> None:
    judgement = judged(
        {"a": {"kind": "service", "tier": 1, "uses": [{"calls": "b"}]}, "b": {"kind": "service"}}
    )
    assert judgement.findings == ()
    notes = by_component(judgement.gaps)
    assert set(notes) == {"a", "b"}
    assert {"owner", "operations.runbook", "cost.monthly", "calls b: retries"} <= set(notes["a"])
    assert {"owner", "redundancy", "tier"} <= set(notes["b"])


def test_a_journey_that_only_analytics_carries_leans_on_it() -> None:
    wh = {"kind": "warehouse"}
    uses = [{"calls": ["east", "west"], "any-of": "copies"}, {"reads": "old", "if-lost": "delays"}]
    components: dict[str, Any] = {"web": {"kind": "web", "uses": uses}}
    components |= {"east": wh, "west": wh, "old": wh}
    journeys = {"look": {"path": ["web"]}}
    found = finding(judged(components, journeys=journeys), "journey-leans-on-analytics")
    assert found.message == (
        "It ends when east and west are lost together, which all are analytics"
    )
    components["east"] = {"kind": "database"}
    held = judged(components, journeys=journeys)
    assert answers(held, "journey-leans-on-analytics") == {"journey:look": Answer.HOLDS}


def test_who_waits_for_itself_is_told_so() -> None:
    reads = {"reads": "a", "when": "startup"}
    judgement = judged({"a": {"kind": "service", "uses": [{"calls": "a"}, reads]}})
    assert finding(judgement, "sync-cycle").message == "a waits for itself"
    assert finding(judgement, "startup-cycle").message == "a cannot start before it is up itself"


def test_people_are_not_asked_for_timeouts_and_retries() -> None:
    components = {
        "shopper": {"kind": "person", "uses": [{"calls": "web"}]},
        "web": {"kind": "web", "uses": [{"calls": "db"}]},
        "db": {"kind": "database"},
    }
    assert "shopper" not in by_component(judged(components).gaps)


def test_gaps_come_by_how_many_rules_they_would_unlock() -> None:
    judgement = boutique()
    counts = [len(gap.rules) for gap in judgement.gaps]
    assert counts == sorted(counts, reverse=True)


def test_one_fact_about_an_owner_is_one_gap_and_stands_in_every_note() -> None:
    components = {name: {"kind": "service", "owner": "us", "tier": 1} for name in ("a", "b")}
    judgement = judged(components, owners={"us": {}})
    (gap,) = (gap for gap in judgement.gaps if gap.fact == "owner us: on-call")
    assert gap.components == ("a", "b")
    assert all("owner us: on-call" in facts for facts in by_component(judgement.gaps).values())


def test_online_boutique_without_operations_is_not_drowned(tmp_path: Path) -> None:
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "diagrams" / "map.yaml").write_text(BOUTIQUE.read_text("utf-8"), encoding="utf-8")
    judgement = judge(load_handbook(tmp_path))
    assert [f.rule for f in judgement.findings] == ["entry-past-the-edge"]
    assert len(judgement.gaps) > 50


@pytest.mark.parametrize(
    ("drilled", "answer"),
    [
        ("2026-05-31", Answer.HOLDS),
        ("2025-12-03", Answer.HOLDS),
        ("2025-12-02", Answer.BROKEN),
        ("2026-06-02", Answer.CANNOT_TELL),
    ],
)
def test_a_drill_ages_by_the_date_that_the_handbook_speaks_of(drilled: str, answer: Answer) -> None:
    judgement = judged({"db": {"kind": "database", "backup": {"drilled": drilled}}})
    assert answers(judgement, "restore-not-tested") == {"component:db": answer}


def test_two_findings_of_one_rule_are_told_apart_and_keep_their_prints() -> None:
    def prints(extra: dict[str, Any]) -> set[str]:
        pair = {"calls": ["b", "c"], "timeout": "none", "if-lost": "degrades", "fallback": "x"}
        components = {"a": {"kind": "service", "uses": [pair]}, "b": extra, "c": extra}
        rule = "soft-edge-without-timeout"
        return {f.fingerprint for f in judged(components).findings if f.rule == rule}

    before = prints({"kind": "service"})
    assert len(before) == 2
    assert prints({"kind": "cache", "name": "Renamed"}) == before


def test_planned_and_retired_parts_are_judged_by_no_rule() -> None:
    judgement = judged(
        {
            "a": {"kind": "service", "lifecycle": "planned", "tier": 1},
            "b": {
                "kind": "service",
                "lifecycle": "retired",
                "uses": [{"calls": "a", "timeout": "none"}],
            },
        }
    )
    assert judgement.findings == ()
    assert judgement.gaps == ()


FACTS: dict[str, st.SearchStrategy[Any]] = {
    "tier": st.sampled_from([1, 2, 3]),
    "plane": st.sampled_from(["data", "control"]),
    "zone": st.sampled_from(["outside", "inside", "vague"]),
    "at": st.sampled_from([["az-a"], ["az-b"], ["az-a", "az-b"]]),
    "slo": st.sampled_from([{"availability": "99%"}, {"latency": {"p99": "1s"}}, {"alert": False}]),
    "own-availability": st.sampled_from(["0%", "100%", "99.9%"]),
    "redundancy": st.sampled_from([{"replicas": 1}, {"replicas": 2}, {"needs": 2}]),
    "holds": st.sampled_from([["personal"], "none"]),
    "tags": st.just(["analytics"]),
    "lifecycle": st.sampled_from(["planned", "live", "deprecated", "retired"]),
}
EDGE_FACTS: dict[str, st.SearchStrategy[Any]] = {
    "timeout": st.sampled_from(["none", "1s", "10ms"]),
    "retries": st.sampled_from([0, 1, 9]),
    "idempotent": st.booleans(),
    "data": st.sampled_from([["personal"], "none"]),
    "encrypted": st.booleans(),
    "cached": st.sampled_from(["shared", "private"]),
    "auth": st.sampled_from(["none", "mTLS"]),
}
SECTIONS: dict[str, Any] = {
    "zones": {"outside": {"trust": 0}, "inside": {"trust": 2, "may-hold": "none"}, "vague": {}},
    "places": {"az-a": {}, "az-b": {}},
}


@st.composite
def stated_maps(draw: st.DrawFn) -> dict[str, Any]:
    """Draw maps that state some of everything."""
    components = draw(random_maps(most=6))

    def state(thing: dict[str, Any], facts: dict[str, st.SearchStrategy[Any]]) -> None:
        for name in draw(st.sets(st.sampled_from(sorted(facts)), max_size=4)):
            thing[name] = draw(facts[name])

    for component in components.values():
        state(component, FACTS)
        for edge in component.get("uses", ()):
            state(edge, EDGE_FACTS)
    return components


@settings(max_examples=200, deadline=None)
@given(components=stated_maps(), chance=st.randoms(use_true_random=False))
def test_whatever_a_map_states_it_is_judged_the_same_in_any_order(
    components: dict[str, Any], chance: random.Random
) -> None:
    journeys = {"way": {"path": sorted(components)[:3], "slo": {"availability": "99.9%"}}}
    before = judged(components, **SECTIONS, journeys=journeys)
    names = list(components)
    chance.shuffle(names)
    after = judged({name: components[name] for name in names}, **SECTIONS, journeys=journeys)
    assert before.verdicts == after.verdicts
    assert before.gaps == after.gaps
    broken = [(f.rule, f.subject) for f in before.findings]
    assert len(set(broken)) == len(broken)
    for each in before.findings:
        assert each.message
        assert each.location.line
        assert set(each.components) <= set(components)


def every(judgement: Judgement) -> list[Verdict]:
    return [verdict for verdicts in judgement.verdicts.values() for verdict in verdicts]


@pytest.mark.parametrize("mesh", [False, True])
def test_all_rules_on_a_thousand_components_take_less_than_four_seconds(mesh: bool) -> None:  # noqa: FBT001 - a parameter of the test
    chance = random.Random(11)
    components: dict[str, Any] = {}
    for i in range(1_000):
        targets = {chance.randrange(1_000 if mesh else max(i, 1)) for _ in range(3)} - {i}
        components[f"s{i}"] = {
            "kind": "service",
            "tier": 1 + i % 3,
            "own-availability": "99.9%",
            "slo": {"availability": "99.5%", "latency": {"p99": "300ms"}, "alert": True},
            "redundancy": {"replicas": 2},
            "uses": [
                {
                    "calls": f"s{target}",
                    "timeout": "1s",
                    "retries": 1,
                    "if-lost": chance.choice(["fails", "degrades"]),
                }
                for target in sorted(targets)
            ],
        }
        if not targets:
            del components[f"s{i}"]["uses"]
    journeys = {f"j{i}": {"path": [f"s{i * 7}", f"s{i * 3 + 1}"]} for i in range(20)}
    text = yaml.dump({"components": components, "journeys": journeys}, Dumper=yaml.CSafeDumper)
    of = read_map({"map.yaml": text})
    handbook = Handbook(root=Path(), settings=Settings(), as_of=dt.date(2026, 6, 1), components=of)
    start = time.process_time()
    judgement = judge(handbook)
    assert time.process_time() - start < 4
    assert every(judgement)
