"""Boundaries between zones and the threats named at them, on maps worked out by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from archbook.components.loading import read_map
from archbook.components.threats import ThreatStatus
from archbook.handbook import load_handbook
from archbook.rules.analyses.threat_model import Holder, HolderKind, boundaries, stated_threats
from archbook.rules.run import Judgement, judge
from archbook.source.findings import Finding
from support.maps import handbook

ANSWERED = {"what": "Eve reads along", "answer": "TLS", "decisions": ["ADR-001"]}
OPEN = {"what": "Eve floods it", "answer": "none"}


def a_map(
    *,
    zone: dict[str, Any] | None = None,
    outside: dict[str, Any] | None = None,
    entry: Any = None,
    edge: Any = None,
) -> dict[str, Any]:
    """Return a map whose client crosses from outside to inside, and whose worker goes out again."""
    client: dict[str, Any] = {"calls": "gate", **({"threats": edge} if edge else {})}
    gate: dict[str, Any] = {"kind": "gateway", "zone": "inside", "uses": [{"calls": "worker"}]}
    return {
        "zones": {
            "outside": {"trust": 0, **(outside or {})},
            "inside": {"trust": 2, **(zone or {})},
        },
        "components": {
            "client": {"kind": "client", "zone": "outside", "uses": [client]},
            "gate": {**gate, **({"threats": entry} if entry else {})},
            "worker": {
                "kind": "worker",
                "zone": "inside",
                "uses": [{"calls": ["bank", "nowhere"]}],
            },
            "bank": {"kind": "external", "zone": "outside"},
            "nowhere": {"kind": "external"},
            "gone": {
                "kind": "external",
                "zone": "inside",
                "lifecycle": "retired",
                "uses": [{"calls": "bank"}],
            },
        },
    }


def judged(values: dict[str, Any]) -> Judgement:
    of = read_map({"map.yaml": yaml.safe_dump(values, sort_keys=False)})
    assert of.sound, of.findings
    return judge(handbook(of))


def answers(judgement: Judgement) -> dict[str, str]:
    return {v.subject: v.answer.value for v in judgement.verdicts["threat-unanswered"]}


def found(judgement: Judgement) -> list[Finding]:
    return [f for f in judgement.findings if f.rule == "threat-unanswered"]


IN, OUT = "edge:client calls gate", "edge:worker calls bank"


def test_a_boundary_is_an_ordered_pair_of_zones_that_something_running_crosses() -> None:
    of = read_map({"map.yaml": yaml.safe_dump(a_map(), sort_keys=False)})
    crossed = [(b.words, [edge.id for edge in b.edges]) for b in boundaries(of)]
    assert crossed == [
        ("inside -> outside", ["worker calls bank"]),
        ("outside -> inside", ["client calls gate"]),
    ]


def test_a_threat_knows_its_status_its_holders_and_where_it_is_stated() -> None:
    held = {**ANSWERED, "rules": "no-owner", "items": ["prr-threat"]}
    values = a_map(zone={"threats": [held]}, entry=[OPEN], edge=["Eve knocks"])
    of = read_map({"map.yaml": yaml.safe_dump(values, sort_keys=False)})
    of_zone, of_gate, of_edge = stated_threats(of)
    assert [t.subject for t in (of_zone, of_gate, of_edge)] == ["zone:inside", "component:gate", IN]
    assert [t.status for t in (of_zone, of_gate, of_edge)] == [
        ThreatStatus.ANSWERED,
        ThreatStatus.OPEN,
        None,
    ]
    assert of_zone.holders == (
        Holder(kind=HolderKind.DECISION, id="ADR-001"),
        Holder(kind=HolderKind.RULE, id="no-owner"),
        Holder(kind=HolderKind.ITEM, id="prr-threat"),
    )
    out, into = boundaries(of)
    assert [t.subject for t in into.threats] == ["zone:inside", "component:gate", IN]
    assert [t.subject for t in out.threats] == ["zone:inside"]


def test_a_map_that_names_no_threat_is_not_blamed_for_any() -> None:
    judgement = judged(a_map())
    assert answers(judgement) == {IN: "cannot-tell", OUT: "cannot-tell"}
    assert found(judgement) == []


def test_a_map_that_names_one_is_told_of_each_boundary_without() -> None:
    judgement = judged(a_map(entry=[ANSWERED]))
    assert answers(judgement) == {"component:gate": "holds", IN: "holds", OUT: "broken"}
    (finding,) = found(judgement)
    assert finding.message == (
        "No threat is named at the boundary inside -> outside, which 1 edge crosses"
    )
    assert finding.path == ("worker calls bank",)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (a_map(edge=[ANSWERED]), {IN: "holds", OUT: "broken"}),
        (a_map(zone={"threats": [ANSWERED]}), {IN: "holds", OUT: "holds"}),
        (a_map(outside={"threats": [ANSWERED]}), {IN: "holds", OUT: "holds"}),
        (
            a_map(zone={"threats": [{**ANSWERED, "from": "outside"}]}),
            {IN: "holds", OUT: "broken"},
        ),
        (a_map(zone={"threats": [{**ANSWERED, "to": "outside"}]}), {IN: "broken", OUT: "holds"}),
        (a_map(zone={"threats": [OPEN]}), {OUT: "broken"}),
        (
            a_map(zone={"threats": [{**OPEN, "from": "outside"}, {**ANSWERED, "to": "outside"}]}),
            {IN: "broken", OUT: "holds"},
        ),
        (
            a_map(zone={"threats": [{**ANSWERED, "status": "planned"}]}),
            {OUT: "broken"},
        ),
        (
            a_map(zone={"threats": [{"what": "x", "status": "accepted", "decisions": "ADR-1"}]}),
            {IN: "holds", OUT: "holds"},
        ),
        (a_map(zone={"threats": ["Eve"]}), {OUT: "cannot-tell"}),
        (
            a_map(zone={"threats": [{"what": "x", "answer": "y"}]}),
            {OUT: "cannot-tell", IN: "holds"},
        ),
        (
            a_map(entry=[OPEN], zone={"threats": [ANSWERED]}),
            {"component:gate": "broken", IN: "holds", OUT: "holds"},
        ),
    ],
)
def test_a_threat_counts_where_it_is_stated_and_as_far_as_it_is_answered(
    values: dict[str, Any], expected: dict[str, str]
) -> None:
    given = answers(judged(values))
    # A zone's threat is judged once; the other boundaries it counts at hold if it is answered.
    assert given == expected


def test_an_open_threat_of_a_zone_is_told_at_the_line_that_states_it() -> None:
    (finding,) = found(judged(a_map(zone={"threats": [ANSWERED, OPEN]})))
    assert finding.message == 'Nothing answers a threat to the zone inside: "Eve floods it"'
    text = yaml.safe_dump(a_map(zone={"threats": [ANSWERED, OPEN]}), sort_keys=False)
    assert "Eve floods it" in text.splitlines()[finding.location.line - 1]


def test_what_is_said_to_hold_an_answer_has_to_be_there(tmp_path: Path) -> None:
    held = {**ANSWERED, "decisions": ["ADR-1", "ADR-7"], "rules": ["no-ownr"]}
    (tmp_path / "diagrams").mkdir()
    text = yaml.safe_dump(a_map(zone={"threats": [held]}), sort_keys=False)
    (tmp_path / "diagrams" / "map.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "adr").mkdir()
    (tmp_path / "adr" / "0001-x.md").write_text("---\nstatus: accepted\n---\n# X\n", "utf-8")

    def told() -> list[Finding]:
        judgement = judge(load_handbook(tmp_path, as_of=dt.date(2026, 6, 1)))
        return [f for f in judgement.findings if f.rule == "unknown-threat-holder"]

    (finding,) = told()
    assert finding.message == 'A threat names a decision "ADR-7" that there is not'
    assert finding.location.file == "diagrams/map.yaml"
    mended = text.replace("- ADR-7", "- ADR-1")
    (tmp_path / "diagrams" / "map.yaml").write_text(mended, encoding="utf-8")
    (finding,) = told()
    assert 'Did you mean "no-owner"?' in finding.mend
    assert "no-ownr" in text.splitlines()[finding.location.line]


@pytest.mark.parametrize(
    ("threat", "message"),
    [
        ("{what: x, category: tempering}", "tampering"),
        ("{what: x, status: answered}", "is answered and states no answer"),
        ("{what: x, anser: y}", '"answer"'),
        ("{what: x, from: b}", "says nothing of a threat to a component or an edge"),
    ],
)
def test_a_mistake_in_a_threat_is_told(threat: str, message: str) -> None:
    text = f"components:\n  a: {{kind: job, threats: [{threat}]}}\nzones: {{b: {{}}}}\n"
    (finding,) = read_map({"map.yaml": text}).findings
    assert message in finding.advice
