"""Items that a person attests."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from archbook.readiness.model import ItemResult, Readiness, Result
from support.readiness import attestation, drill_digest, item, one, ready

PERSON = item({"person": {"max-age": "60d", "fields": {"minutes": {"at-most": 15}}}})
LOOSE = item({"person": {"evidence": False}})


def attested(root: Path, stated: dict[str, Any] = PERSON, /, **said: Any) -> Readiness:
    said.setdefault("fields", {"minutes": 4} if stated is PERSON else None)
    files = said.pop("files", {})
    made = attestation(root, "a", stated, **said)
    return ready(root, {"a": stated}, attestations={"orders": {"a": made}}, files=files)


def result(root: Path, stated: dict[str, Any] = PERSON, /, **said: Any) -> ItemResult:
    return one(attested(root, stated, **said))


def test_an_attestation_that_fits_passes_until_it_is_too_old(tmp_path: Path) -> None:
    found = result(tmp_path)
    assert found.result is Result.PASS
    assert found.by_person
    assert found.attestation is not None
    assert found.attestation.by == "ana"
    assert (found.on, found.due) == (dt.date(2026, 11, 1), dt.date(2026, 12, 31))
    assert "It was done." in found.facts[0].text
    assert str(found.facts[0].location).startswith("docs/checklists/attestations/orders.yaml:")


def test_what_nobody_attested_is_unknown_and_says_how_to_attest(tmp_path: Path) -> None:
    found = one(ready(tmp_path, {"a": PERSON}))
    assert found.result is Result.UNKNOWN
    assert "archbook checklists attest orders a" in found.mend


@pytest.mark.parametrize(
    ("said", "expected", "words"),
    [
        ({"on": "2026-11-24"}, Result.ERROR, "lies in the future"),
        ({"on": "2026-09-24"}, Result.PASS, ""),
        ({"on": "2026-09-23"}, Result.STALE, "61 days ago"),
        ({"digest": "sha256:0123456789abcdef"}, Result.STALE, "wording"),
        ({"answer": "fail"}, Result.FAIL, "cannot"),
        ({"fields": {"minutes": 16}}, Result.FAIL, "minutes is 16, not at most 15"),
        ({"fields": None}, Result.UNKNOWN, "does not state minutes"),
        ({"fields": {"minutes": "4m"}}, Result.ERROR, "cannot be compared"),
        ({"evidence": None}, Result.UNKNOWN, "no evidence"),
        ({"evidence": [{"file": "docs/none.md"}]}, Result.UNKNOWN, "is not there"),
        ({"evidence": [{"record": "build/none.xml"}]}, Result.UNKNOWN, "is not there"),
    ],
)
def test_an_attestation_that_does_not_fit_never_passes(
    tmp_path: Path, said: dict[str, Any], expected: Result, words: str
) -> None:
    found = result(tmp_path, **said)
    assert found.result is expected, found.facts
    assert words in found.facts[0].text


def test_case_and_white_space_do_not_change_what_was_attested(tmp_path: Path) -> None:
    said = {"a": attestation(tmp_path, "a", LOOSE)}
    again = {**LOOSE, "ability": "DO  what is\nasked", "why": "Another reason."}
    found = one(ready(tmp_path, {"a": again}, attestations={"orders": said}))
    assert found.result is Result.PASS
    other = {**LOOSE, "ability": "do what is asked in a minute"}
    found = one(ready(tmp_path, {"a": other}, attestations={"orders": said}))
    assert found.result is Result.STALE


def test_another_limit_makes_an_attestation_stale(tmp_path: Path) -> None:
    said = {"a": attestation(tmp_path, "a", PERSON, fields={"minutes": 4})}
    tighter = item({"person": {"max-age": "60d", "fields": {"minutes": {"at-most": 10}}}})
    assert one(ready(tmp_path, {"a": tighter}, attestations={"orders": said})).result is (
        Result.STALE
    )


FILES = {"docs/d.md": "# Drill\n", "build/r.xml": "<x/>\n"}


@pytest.mark.parametrize(
    ("evidence", "strength"),
    [
        (None, "declared"),
        ([{"link": "https://x.example"}], "attested"),
        ([{"file": "docs/d.md"}], "attested"),
        ([{"file": "docs/d.md"}, {"record": "build/r.xml"}], "observed"),
        ([{"drill": "docs/d.md", "digest": "right"}, {"link": "https://x.example"}], "drilled"),
    ],
)
def test_the_strongest_evidence_says_how_strong_a_pass_is(
    tmp_path: Path, evidence: list[dict[str, str]] | None, strength: str
) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for each in evidence or []:
        if "digest" in each:
            each["digest"] = drill_digest(tmp_path / "docs" / "d.md")
    found = result(tmp_path, LOOSE, evidence=evidence)
    assert found.result is Result.PASS
    assert found.strength == strength


def test_a_drill_whose_record_changed_is_stale(tmp_path: Path) -> None:
    evidence = [{"drill": "docs/d.md", "digest": "sha256:" + "0" * 64}]
    found = result(tmp_path, LOOSE, evidence=evidence, files=FILES)
    assert found.result is Result.STALE
    assert "changed since" in found.facts[0].text


def test_weaker_evidence_than_is_asked_fails_and_says_which_is_asked(tmp_path: Path) -> None:
    strict = item("person", evidence="drilled")
    found = result(tmp_path, strict)
    assert found.result is Result.FAIL
    assert "attested; the item asks for evidence that is drilled" in found.facts[-1].text
    assert "drill" in found.mend


def test_a_persons_reason_why_not_comes_before_everything_else(tmp_path: Path) -> None:
    ruled = item({"property": "owner", "equals": "nobody"})
    said = {"answer": "not-applicable", "statement": "It has no state.", "evidence": None}
    made = {"orders": {"a": attestation(tmp_path, "a", ruled, **said)}}
    both = {"a": ruled, "b": item({"property": "kind"})}
    found = one(ready(tmp_path, both, attestations=made))
    assert found.result is found.raw is Result.NOT_APPLICABLE
    assert "It has no state." in found.facts[0].text
    assert found.attestation is not None
    changed = {**both, "a": {**ruled, "ability": "do something else"}}
    again = one(ready(tmp_path, changed, attestations=made))
    assert again.result is Result.FAIL
    assert any("wording" in fact.text for fact in again.facts)


def test_a_reason_why_not_ages_like_an_attestation(tmp_path: Path) -> None:
    said = {"answer": "not-applicable", "on": "2026-09-01", "evidence": None, "fields": None}
    assert result(tmp_path, **said).result is Result.STALE


def test_a_pass_attested_of_what_a_rule_decides_counts_for_nothing_and_is_told(
    tmp_path: Path,
) -> None:
    readiness = attested(tmp_path, item({"property": "owner", "equals": "nobody"}))
    assert one(readiness).result is Result.FAIL
    assert [finding.rule for finding in readiness.findings] == ["attestation-decides-nothing"]


def test_one_attestation_with_an_error_voids_no_other(tmp_path: Path) -> None:
    good, bad = (attestation(tmp_path, name, LOOSE) for name in "ab")
    bad["on"] = "2027-01-01"
    both = {"a": LOOSE, "b": LOOSE}
    readiness = ready(tmp_path, both, attestations={"orders": {"a": good, "b": bad}})
    assert one(readiness).result is Result.PASS
    assert one(readiness, "b").result is Result.ERROR
    assert readiness.findings[0].location.file == "docs/checklists/attestations/orders.yaml"
    assert readiness.findings[0].location.line > 1
