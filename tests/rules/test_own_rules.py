"""Rules that a map states itself: paths, edges and properties, each with three answers."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.cli import main
from archbook.components.loading import read_map
from archbook.handbook import load_handbook
from archbook.rules.registry import all_rules
from archbook.rules.run import Judgement, judge
from archbook.rules.verdicts import Answer
from archbook.source.findings import Dimension, Severity, State
from support.maps import handbook

COMPONENTS = """\
owners:
  shop: {on-call: none}
components:
  bi: {kind: report, owner: shop, uses: [{calls: api, timeout: 3s}]}
  api:
    kind: service
    owner: none
    tier: 1
    operations: {runbook: none}
    uses:
      - reads: store
        timeout: 2s
        auth: none
      - calls: bank
  store: {kind: database, owner: shop, tier: 1, holds: [personal]}
  bank: {kind: external, owner: shop}
  watch: {kind: telemetry, owner: shop, uses: [observes: store]}
journeys:
  buy: {path: [api, store], slo: {availability: 99%}}
rules:
"""


def judged(root: Path, *rules: str, waives: str = "", more: str = "") -> Judgement:
    (root / "diagrams").mkdir()
    text = COMPONENTS + "".join(f"  {rule}\n" for rule in rules)
    (root / "diagrams" / "map.yaml").write_text(text, encoding="utf-8")
    (root / "archbook.yml").write_text(f"decisions: {{git: false}}\n{more}", encoding="utf-8")
    if waives:
        (root / "adr").mkdir()
        adr = (
            f"---\nid: ADR-001\nstatus: accepted\ndate: 2026-01-12\nwaives:\n{waives}---\n# Whole\n"
        )
        (root / "adr" / "0001-whole.md").write_text(adr, encoding="utf-8")
    return judge(load_handbook(root, as_of=dt.date(2026, 6, 1)))


def answers(judgement: Judgement, rule: str = "mine") -> dict[str, str]:
    return {verdict.subject: verdict.answer.value for verdict in judgement.verdicts[rule]}


PATH = "mine: {forbid: {path: {from: {kind: report}, to: {id: store}}}, message: A report gets in}"


def test_a_forbidden_path_is_found_with_its_way_and_the_line_that_closes_it(tmp_path: Path) -> None:
    (finding,) = [f for f in judged(tmp_path, PATH).findings if f.rule == "mine"]
    assert finding.message == "A report gets in: bi -> api -> store"
    assert finding.subject == "component:bi"
    assert finding.path == ("bi", "api", "store")
    closing = COMPONENTS.splitlines().index("      - reads: store") + 1
    assert (finding.location.file, finding.location.line) == ("diagrams/map.yaml", closing)
    assert (finding.severity, finding.dimension) == (Severity.WARNING, Dimension.CORRECTNESS)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("forbid: {path: {from: {kind: report}, to: {id: store}, via: reads}}", {"bi": "holds"}),
        (
            "forbid: {path: {from: {kind: report}, to: {id: store}, not-through: {id: api}}}",
            {"bi": "holds"},
        ),
        ("forbid: {path: {from: {id: watch}, to: {id: store}}}", {"watch": "holds"}),
        (
            "require: {path: {from: {id: [bi, store]}, to: {id: bank}}}",
            {"bi": "holds", "store": "broken"},
        ),
        ("forbid: {path: {from: {id: store}, to: {id: store}}}", {"store": "holds"}),
        (
            "forbid: {edge: {from: {id: api}, with: {auth: none}}}",
            {"api reads store": "broken", "api calls bank": "cannot-tell"},
        ),
        (
            "forbid: {edge: {verb: writes}}",
            dict.fromkeys(["api", "bi", "bank", "store", "watch"], "holds"),
        ),
        (
            "require: {edge: {from: {kind: telemetry}, to: {tier: 1}, verb: observes, each: to}}",
            {"store": "holds", "api": "broken"},
        ),
        ("require: {edge: {from: {kind: report}, with: {auth: mTLS}}}", {"bi": "cannot-tell"}),
        (
            "require: {property: {of: {tier: 1}, field: operations.runbook}}",
            {"api": "broken", "store": "cannot-tell"},
        ),
        ("require: {property: {of: {kind: [service, external]}, field: owner}}",
         {"api": "broken", "bank": "holds"}),
        (
            "require: {property: {of-edges: {verb: [reads, calls]}, field: timeout, max: 2s}}",
            {
                "bi calls api": "broken",
                "api reads store": "holds",
                "api calls bank": "cannot-tell",
            },
        ),
        (
            "forbid: {property: {of: {kind: database}, field: holds, is: [personal, medical]}}",
            {"store": "broken"},
        ),
        ("require: {property: {of: {id: api}, field: tier, min: 1, max: 1}}", {"api": "holds"}),
        (
            'require: {property: {of-journeys: "*", field: slo.availability, min: 99.5%}}',
            {"buy": "broken"},
        ),
        ('forbid: {property: {of-journeys: "b*", field: volume}}', {"buy": "cannot-tell"}),
    ],
)  # fmt: skip
def test_each_statement_has_its_three_answers(
    statement: str, expected: dict[str, str], tmp_path: Path
) -> None:
    judgement = judged(tmp_path, f"mine: {{{statement}, message: No}}")
    given = {subject.partition(":")[2]: answer for subject, answer in answers(judgement).items()}
    assert given == expected
    told = {f.subject.partition(":")[2] for f in judgement.findings if f.rule == "mine"}
    assert told == {name for name, answer in expected.items() if answer == "broken"}
    for verdict in judgement.verdicts["mine"]:
        assert bool(verdict.missing) == (verdict.answer is Answer.CANNOT_TELL)


@pytest.mark.parametrize(
    ("rule", "message", "mend"),
    [
        ("{forbid: {edge: {form: {}}}, message: No}", '"forbid.edge.form"', '"from"'),
        ("{forbid: {edge: {from: {knd: job}}}, message: No}", '"forbid.edge.from.knd"', '"kind"'),
        ("{forbid: {edge: {from: {kind: jop}}}, message: No}", 'no kind "jop"', '"job"'),
        ("{forbid: {edge: {verb: cals}}, message: No}", 'no verb "cals"', '"calls"'),
        ("{forbid: {edge: {with: {timeot: 1s}}}, message: No}", 'a field "timeot"', '"timeout"'),
        (
            "{require: {property: {of: {}, field: operations.runbok}}, message: No}",
            'a field "operations.runbok"',
            '"runbook"',
        ),
        (
            "{require: {property: {of: {}, field: tier, is: high}}, message: No}",
            '"high" is no value of "tier"',
            "Write a value as the field takes it",
        ),
        (
            "{require: {property: {of: {}, field: owner, min: a}}, message: No}",
            "has no order",
            "Write `is:`",
        ),
        ("{forbid: {edge: {}}}", '"message" of the rule "mine" is missing', "Write `message:`"),
        ("{message: No}", "forbids and requires nothing", "Write `forbid:` or `require:`"),
        ("{forbid: {}, message: No}", "none of path, edge, property", "Write one of"),
        ("{forbid: {edge: {}}, message: No, severity: eror}", '"eror"', '"error"'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_rule_is_told_and_the_rule_left_out(
    rule: str, message: str, mend: str, tmp_path: Path
) -> None:
    judgement = judged(tmp_path, f"mine: {rule}")
    (finding,) = [f for f in judgement.findings if f.subject == "rule:mine"]
    assert message in finding.message
    assert mend in finding.mend
    assert finding.location.line == COMPONENTS.count("\n") + 1
    assert "mine" not in judgement.verdicts


def test_a_rule_may_not_take_the_name_of_one_of_the_catalogue(tmp_path: Path) -> None:
    judgement = judged(tmp_path, PATH.replace("mine", "no-owner", 1))
    (finding,) = [f for f in judgement.findings if f.rule == "map-duplicate-id"]
    assert '"no-owner" is one of the catalogue' in finding.message
    assert {v.subject for v in judgement.verdicts["no-owner"]} >= {"component:store"}


def test_settings_and_waivers_reach_a_rule_of_the_map_by_its_id(tmp_path: Path) -> None:
    waives = "  - {rule: mine, components: [bi], until: 2026-12-01, because: x}\n"
    more = "rules: {mine: {severity: note}}\n"
    judgement = judged(tmp_path, PATH, waives=waives, more=more)
    (finding,) = [f for f in judgement.findings if f.rule == "mine"]
    assert finding.severity is Severity.NOTE
    assert finding.state is State.WAIVED
    assert finding.waived_by == "ADR-001"
    assert not [f for f in judgement.findings if f.rule in {"settings", "wrong-waiver"}]


def test_a_rule_of_the_map_is_listed_and_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    judged(tmp_path, PATH)
    assert "mine" in all_rules(load_handbook(tmp_path))
    for arguments in (["rules"], ["rules", "explain", "mine"]):
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--root", str(tmp_path), "--format", "json"])
        assert ended.value.code == 0
        values = json.loads(capsys.readouterr().out)
        rule = values if isinstance(values, dict) else next(v for v in values if v["id"] == "mine")
        assert rule["asserts"] == "No path leads from `kind: report` to `id: store`."
        assert rule["file"] == "diagrams/map.yaml"
        assert rule["line"] == COMPONENTS.count("\n") + 1


NAMES = tuple("abcdef")


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14),
    st.sets(st.sampled_from(NAMES), min_size=1),
    st.sets(st.sampled_from(NAMES), min_size=1),
    st.sets(st.sampled_from(NAMES)),
)
def test_a_path_is_found_where_there_is_one_and_nowhere_else(
    edges: set[tuple[str, str]], starts: set[str], goals: set[str], avoided: set[str]
) -> None:
    uses = {name: [{"calls": b} for a, b in sorted(edges) if a == name] for name in NAMES}
    path = {"from": {"id": sorted(starts)}, "to": {"id": sorted(goals)}}
    if avoided:
        path["not-through"] = {"id": sorted(avoided)}
    values = {
        "components": {
            name: {"kind": "service", **({"uses": uses[name]} if uses[name] else {})}
            for name in NAMES
        },
        "rules": {"mine": {"forbid": {"path": path}, "message": "No"}},
    }
    of = read_map({"map.yaml": json.dumps(values)})
    assert of.sound, of.findings
    given = answers(judge(handbook(of)))
    for start in starts:
        reached, waiting = set[str](), [start]
        while waiting:
            at = waiting.pop()
            for a, b in edges:
                if a == at and a != b and b not in reached:
                    reached.add(b)
                    if b not in avoided and b not in goals - {start}:
                        waiting.append(b)
        found = bool(reached & (goals - {start}))
        assert given[f"component:{start}"] == ("broken" if found else "holds"), start
