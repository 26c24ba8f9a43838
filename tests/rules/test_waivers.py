"""Waivers: what they waive, from when to when, and what is said of those that cannot."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archbook.handbook import load_handbook
from archbook.rules.run import Judgement, judge, reaches
from archbook.rules.waivers import Standing
from archbook.source.findings import Finding, State

MAP = """\
components:
  orders:
    kind: service
    tier: 1
    redundancy: {replicas: 1}
    uses: [{calls: mail, timeout: none, if-lost: degrades, fallback: none}]
  mail: {kind: external}
journeys:
  buy: {path: [orders], slo: {alert: true}}
"""
WAIVER = """\
  - rule: single-point-of-failure
    components: [orders]
    until: 2026-12-31
    because: The second machine is ordered.
"""


def judged(
    root: Path,
    waiver: str = WAIVER,
    *,
    status: str = "accepted",
    date: str = "date: 2026-03-02\n",
    as_of: str = "2026-06-01",
) -> Judgement:
    for folder in ("diagrams", "adr"):
        (root / folder).mkdir(exist_ok=True)
    (root / "diagrams" / "map.yaml").write_text(MAP, encoding="utf-8")
    head = f"id: ADR-001\nstatus: {status}\n{date}components: [orders]\nwaives:\n{waiver}"
    adr = f"---\n{head}---\n# X\n"
    (root / "adr" / "0001-x.md").write_text(adr, encoding="utf-8")
    (root / "archbook.yml").write_text("decisions: {git: false}\n", encoding="utf-8")
    return judge(load_handbook(root, as_of=dt.date.fromisoformat(as_of)))


def about(judgement: Judgement, rule: str) -> list[Finding]:
    return [finding for finding in judgement.findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("as_of", "state", "standing"),
    [
        ("2026-03-01", State.OPEN, Standing.NOT_YET),
        ("2026-03-02", State.WAIVED, Standing.IN_FORCE),
        ("2026-12-31", State.WAIVED, Standing.IN_FORCE),
        ("2027-01-01", State.WAIVER_EXPIRED, Standing.ENDED),
    ],
)
def test_a_waiver_is_in_force_from_its_decisions_date_through_its_last_day(
    tmp_path: Path, as_of: str, state: State, standing: Standing
) -> None:
    judgement = judged(tmp_path, as_of=as_of)
    (finding,) = about(judgement, "single-point-of-failure")
    assert finding.state is state
    assert judgement.waivers[0].standing is standing
    assert about(judgement, "wrong-waiver") == []
    assert about(judgement, "unused-waiver") == []


def test_the_days_left_are_counted_with_the_last_one(tmp_path: Path) -> None:
    assert judged(tmp_path, as_of="2026-12-31").waivers[0].days_left == 1
    assert judged(tmp_path, as_of="2026-12-01").waivers[0].days_left == 31
    assert judged(tmp_path, as_of="2027-01-01").waivers[0].days_left == 0


def test_an_ended_waiver_says_so_in_the_finding_that_is_back(tmp_path: Path) -> None:
    (finding,) = about(judged(tmp_path, as_of="2027-01-01"), "single-point-of-failure")
    assert finding.message.endswith("(its waiver in ADR-001 ended on 2026-12-31)")


def test_what_is_waived_fails_nothing(tmp_path: Path) -> None:
    findings = about(judged(tmp_path), "single-point-of-failure")
    assert findings
    assert not reaches(findings, "warning")
    assert reaches(
        about(judged(tmp_path, as_of="2027-01-01"), "single-point-of-failure"), "warning"
    )


@pytest.mark.parametrize("status", ["proposed", "draft", "rejected", "superseded", "deprecated"])
def test_only_an_accepted_decision_waives(tmp_path: Path, status: str) -> None:
    judgement = judged(tmp_path, status=status)
    (finding,) = about(judgement, "single-point-of-failure")
    assert finding.state is State.OPEN
    assert about(judgement, "unused-waiver") == []


def test_edges_and_journeys_are_waived_by_their_ids(tmp_path: Path) -> None:
    waiver = (
        "  - rule: third-party-unguarded\n    edges: orders calls mail\n    until: 2026-12-31\n"
        "  - rule: journey-without-slo\n    journeys: [buy]\n    until: 2026-12-31\n"
    )
    judgement = judged(tmp_path, waiver)
    states = {finding.rule: finding.state for finding in judgement.findings}
    assert states["third-party-unguarded"] is State.WAIVED
    assert states["journey-without-slo"] is State.WAIVED
    assert states["soft-edge-without-timeout"] is State.OPEN


def test_a_waiver_that_matches_nothing_is_a_note_until_it_ends(tmp_path: Path) -> None:
    waiver = WAIVER.replace("[orders]", "[mail]")
    (note,) = about(judged(tmp_path, waiver), "unused-waiver")
    assert (note.severity, note.location.line) == ("note", 7)
    assert about(judged(tmp_path, waiver, as_of="2027-01-01"), "unused-waiver") == []


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("[orders]", "[order]", 'A waiver is granted for a component "order" that there is not', 7),
        ("components: [orders]", "edges: [x calls y]", 'an edge "x calls y" that there is not', 7),
        ("components: [orders]", "journeys: [sell]", 'a journey "sell" that there is not', 7),
        ("single-point-of", "singel-point-of", 'a rule "singel-point-of-failure"', 7),
        ("    components: [orders]\n", "", "does not say for what it is granted", 7),
        ("    until: 2026-12-31\n", "", "does not end", 7),
        ("2026-12-31", "soon", "ends on what is no date", 9),
        ("2026-12-31", "2027-03-03", "ends 366 days after the decision's date", 9),
        ("rule: single-point-of-failure", "because: so", "names one rule or one item", 7),
        ("until:", "untill: 2026-12-31\n    until:", 'A waiver has no "untill"', 9),
    ],
)
def test_a_waiver_that_cannot_be_applied_is_an_error_on_its_line(
    tmp_path: Path, old: str, new: str, message: str, line: int
) -> None:
    (finding, *_) = about(judged(tmp_path, WAIVER.replace(old, new)), "wrong-waiver")
    assert message in finding.message
    assert (finding.severity, finding.location.line) == ("error", line)
    assert finding.mend


def test_a_proposed_waiver_is_checked_and_a_closed_one_is_history(tmp_path: Path) -> None:
    wrong = WAIVER.replace("[orders]", "[order]")
    assert about(judged(tmp_path, wrong, status="proposed"), "wrong-waiver")
    assert not about(judged(tmp_path, wrong, status="superseded"), "wrong-waiver")
    assert not about(judged(tmp_path, wrong, as_of="2027-01-01"), "wrong-waiver")


@pytest.mark.parametrize("waiver", ["  orders\n", "  - orders\n", "  - [1]\n"])
def test_what_is_no_waiver_at_all_is_an_error_and_no_traceback(tmp_path: Path, waiver: str) -> None:
    (finding,) = about(judged(tmp_path, waiver), "wrong-waiver")
    assert finding.location.line in {6, 7}


def test_a_decision_without_a_date_waives_nothing_and_says_why(tmp_path: Path) -> None:
    judgement = judged(tmp_path, date="")
    (finding,) = about(judgement, "wrong-waiver")
    assert "states none" in finding.message
    assert about(judgement, "single-point-of-failure")[0].state is State.OPEN


def test_the_longest_waiver_is_a_year(tmp_path: Path) -> None:
    assert about(judged(tmp_path, WAIVER.replace("2026-12-31", "2027-03-02")), "wrong-waiver") == []
