"""The rules about the map: each breaks on one small edit of a sound map, and holds without it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from archbook.handbook import load_handbook
from archbook.rules.registry import log_rules, rules
from archbook.rules.run import Judgement, judge
from archbook.rules.verdicts import Answer
from archbook.source.findings import Severity

DATA = Path(__file__).parents[1] / "data"
SOUND = (DATA / "sound-map.yaml").read_text("utf-8")
AS_OF = dt.date(2026, 6, 1)
ADR = """\
---
id: ADR-001
status: {status}
date: 2026-01-12
components: [{components}]
---
# Start whole
"""

Edit = tuple[str, str]


def judged(
    root: Path, *edits: Edit, status: str = "accepted", about: str = "cdn, shop, orders-db"
) -> Judgement:
    text = SOUND
    for old, new in edits:
        assert text.count(old) >= 1, f"the sound map has no {old!r}"
        text = text.replace(old, new, 1)
    (root / "diagrams").mkdir(exist_ok=True)
    (root / "diagrams" / "map.yaml").write_text(text, encoding="utf-8")
    (root / "adr").mkdir(exist_ok=True)
    adr = ADR.format(status=status, components=about)
    (root / "adr" / "0001-start-whole.md").write_text(adr, encoding="utf-8")
    (root / "archbook.yml").write_text("decisions: {git: false}\n", encoding="utf-8")
    return judge(load_handbook(root, as_of=AS_OF))


MUTATIONS: dict[str, dict[str, Any]] = yaml.safe_load(
    (DATA / "sound-map-mutations.yaml").read_text("utf-8")
)

NOT_YET_BREAKABLE = {"no-owner", "copy-without-staleness"}
"""The map has no way to state that there is none."""


def test_in_a_sound_map_every_rule_holds_for_a_subject_and_none_is_broken(tmp_path: Path) -> None:
    judgement = judged(tmp_path)
    assert judgement.findings == ()
    assert judgement.gaps == ()
    for name, verdicts in judgement.verdicts.items():
        assert Answer.HOLDS in {verdict.answer for verdict in verdicts}, name


@pytest.mark.parametrize("rule", MUTATIONS)
def test_one_edit_breaks_one_rule(rule: str, tmp_path: Path) -> None:
    mutation = MUTATIONS[rule]
    edits = [(edit["old"], edit["new"]) for edit in mutation.get("edits", ())]
    status = "superseded" if rule == "dead-decision-cited" else "accepted"
    about = "cdn, shop" if rule == "tier-one-undecided" else "cdn, shop, orders-db"
    judgement = judged(tmp_path, *edits, status=status, about=about)
    broken = [finding for finding in judgement.findings if finding.rule == rule]
    assert mutation["breaks"] in {finding.subject for finding in broken}, judgement.findings
    for finding in broken:
        assert finding.severity is rules()[rule].severity
        assert finding.message
        assert not finding.message.endswith(".")
        assert finding.mend
        assert finding.location.line
    others = {finding.rule for finding in judgement.findings} - {rule}
    assert others == set(mutation.get("companions", ())), judgement.findings


def test_every_rule_about_the_map_has_an_edit_that_breaks_it() -> None:
    about_map = {rule.id for rule in rules().values() if rule.map_judge}
    assert about_map == set(MUTATIONS) | NOT_YET_BREAKABLE
    assert about_map.isdisjoint(log_rules())


@pytest.mark.parametrize("rule", [r for r in rules().values() if r.map_judge], ids=lambda r: r.id)
def test_each_rule_names_what_it_guards_against(rule: object) -> None:
    assert rule.death is not None  # type: ignore[attr-defined]
    assert rule.death.words  # type: ignore[attr-defined]
    assert all(rule.sources)  # type: ignore[attr-defined]


def test_a_very_large_amplification_is_an_error(tmp_path: Path) -> None:
    edit = ("timeout: 500ms\n        retries: 1\n", "timeout: 10ms\n        retries: 50\n")
    (finding,) = judged(tmp_path, edit).findings
    assert (finding.rule, finding.severity) == ("retry-amplification", Severity.ERROR)
