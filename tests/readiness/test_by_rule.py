"""Items that rules decide: three answers become results, for whom each counts, and waivers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archbook.readiness.model import Result
from support.readiness import adr, item, one, ready

EVENTS = {"kind": "topic", "owner": "commerce"}
MAILER: dict[str, Any] = {"kind": "worker", "owner": "commerce", "uses": [{"consumes": "events"}]}
DEAD = {"kind": "queue", "owner": "commerce"}
ASKED = {"a": item({"rule": "dead-letter"})}


def system(**changes: Any) -> dict[str, Any]:
    components = {"events": EVENTS, "mailer": MAILER, "dead": DEAD, **changes}
    return {"owners": {"commerce": {}}, "components": components}


def with_place(place: str) -> dict[str, Any]:
    return system(events={**EVENTS, "dead-letter": place})


def test_a_rule_that_holds_passes_and_names_the_edge_with_its_line(tmp_path: Path) -> None:
    result = one(ready(tmp_path, ASKED, of=with_place("dead")), component="mailer")
    assert result.result is Result.PASS
    assert result.strength == "declared"
    assert "mailer consumes events" in result.facts[0].text
    assert result.facts[0].location is not None
    assert result.facts[0].location.file == "diagrams/map.yaml"
    assert result.facts[0].location.line > 1


def test_a_broken_rule_fails_with_its_message_and_mend(tmp_path: Path) -> None:
    result = one(ready(tmp_path, ASKED, of=with_place("none")), component="mailer")
    assert result.result is result.raw is Result.FAIL
    assert "is kept nowhere" in result.facts[0].text
    assert "dead-letter" in result.mend


def test_what_a_rule_cannot_tell_is_unknown_and_names_the_missing_field(tmp_path: Path) -> None:
    result = one(ready(tmp_path, ASKED, of=system()), component="mailer")
    assert result.result is Result.UNKNOWN
    assert "dead-letter of events is not stated" in result.facts[0].text


def test_a_rule_without_a_subject_in_the_component_does_not_apply(tmp_path: Path) -> None:
    both = {**ASKED, "b": item({"property": "owner"})}
    readiness = ready(tmp_path, both, of=with_place("dead"))
    assert one(readiness, component="events").result is Result.NOT_APPLICABLE
    assert "dead-letter" in one(readiness, component="events").facts[0].text


def test_a_broken_edge_counts_for_its_source_and_not_for_its_target(tmp_path: Path) -> None:
    asked = {"a": item({"rule": "third-party-unguarded"}), "b": item({"property": "kind"})}
    of = {
        "components": {
            "orders": {"kind": "service", "uses": [{"calls": "bank", "fallback": "none"}]},
            "bank": {"kind": "external"},
        }
    }
    readiness = ready(tmp_path, asked, of=of)
    assert one(readiness).raw is not Result.NOT_APPLICABLE
    assert one(readiness, component="bank").raw is Result.NOT_APPLICABLE


def test_what_is_deployed_answers_for_how_it_comes_back(tmp_path: Path) -> None:
    asked = {"a": item({"rule": "recovery-needs-the-broken"})}
    of = {
        "components": {
            "orders": {"kind": "service"},
            "delivery": {"kind": "pipeline", "plane": "control", "uses": [{"deploys": "orders"}]},
        }
    }
    readiness = ready(tmp_path, asked, of=of)
    assert one(readiness).result is Result.PASS
    assert one(readiness, component="delivery").result is Result.PASS


def test_a_journey_counts_for_each_of_its_steps(tmp_path: Path) -> None:
    asked = {"a": item({"rule": "journey-without-slo"}), "b": item({"property": "kind"})}
    of = {
        "components": {
            "web": {"kind": "service", "uses": [{"calls": "orders"}]},
            "orders": {"kind": "service"},
            "aside": {"kind": "service"},
        },
        "journeys": {"buy": {"path": ["web", "orders"], "slo": {"availability": "99%"}}},
    }
    readiness = ready(tmp_path, asked, of=of)
    assert one(readiness, component="web").result is Result.PASS
    assert one(readiness).result is Result.PASS
    assert "the journey buy" in one(readiness).facts[0].text
    assert one(readiness, component="aside").result is Result.NOT_APPLICABLE


def test_all_rules_of_an_item_must_hold_and_one_broken_beats_one_unknown(tmp_path: Path) -> None:
    asked = {"a": item({"rules": ["dead-letter", "async-idempotency"]})}
    result = one(ready(tmp_path, asked, of=with_place("none")), component="mailer")
    assert result.result is Result.FAIL
    assert len(result.facts) == 2
    assert "dead-letter is broken" in result.facts[0].text
    assert "async-idempotency cannot tell" in result.facts[1].text


def test_a_rule_that_is_switched_off_leaves_its_items_unknown(tmp_path: Path) -> None:
    settings = {"rules": {"dead-letter": {"off": "We replay by hand."}}}
    of = with_place("dead")
    result = one(ready(tmp_path, ASKED, of=of, settings=settings), component="mailer")
    assert result.result is Result.UNKNOWN
    assert "We replay by hand." in result.facts[0].text


WAIVES = {"rule": "dead-letter", "edges": ["mailer consumes events"], "until": "2026-12-31"}


def test_a_waiver_of_the_rule_for_the_broken_subject_waives_the_item(tmp_path: Path) -> None:
    files = adr(1, {"waives": [{**WAIVES, "because": "It goes in March."}]})
    result = one(ready(tmp_path, ASKED, of=with_place("none"), files=files), component="mailer")
    assert result.result is Result.WAIVED
    assert result.raw is Result.FAIL
    assert result.due is not None
    assert result.due.isoformat() == "2026-12-31"
    assert "ADR-001" in result.facts[0].text
    assert "It goes in March." in result.facts[0].text
    assert result.facts[0].location is not None
    assert result.facts[0].location.file == "adr/0001-x.md"


def test_a_waiver_of_the_rule_for_another_subject_waives_nothing(tmp_path: Path) -> None:
    files = adr(1, {"waives": [{**WAIVES, "edges": ["other consumes events"]}]})
    other = {**MAILER, "uses": [{"consumes": "events"}]}
    of = system(events={**EVENTS, "dead-letter": "none"}, other=other)
    readiness = ready(tmp_path, ASKED, of=of, files=files)
    assert one(readiness, component="mailer").result is Result.FAIL
    assert one(readiness, component="other").result is Result.WAIVED


def test_a_waiver_of_a_rule_does_not_cover_what_cannot_be_told(tmp_path: Path) -> None:
    files = adr(1, {"waives": [WAIVES]})
    result = one(ready(tmp_path, ASKED, of=system(), files=files), component="mailer")
    assert result.result is Result.UNKNOWN


def test_what_is_missing_is_named_with_what_it_is_missing_of(tmp_path: Path) -> None:
    uses = [{"calls": "pay", "if-lost": "degrades"}]
    orders = {"kind": "service", "owner": "commerce", "tier": 1, "uses": uses}
    of = {
        "owners": {"commerce": {}},
        "components": {"orders": orders, "pay": {"kind": "external"}},
    }
    asked = {
        "a": item({"rule": "soft-edge-without-fallback"}),
        "b": item({"rule": "no-on-call"}),
    }
    readiness = ready(tmp_path, asked, of=of)
    assert "fallback of orders calls pay is not stated" in one(readiness).facts[0].text
    assert one(readiness).mend == "State fallback of orders calls pay in the map."
    assert "on-call of the owner commerce is not stated" in one(readiness, "b").facts[0].text
