"""Shapes in which others keep such lists, said in this format; the wording is our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archbook.readiness.model import Result
from support.readiness import adr, attestation, item, ready

SCALING: dict[str, Any] = {
    "scale-by-hand": item(
        {"property": "redundancy.replicas", "at-least": 2},
        ability="be given more replicas by hand",
        levels=["C"],
    ),
    "scale-by-itself": item(
        {"property": "tags", "equals": "autoscaled"},
        ability="grow and shrink with its load",
        levels=["B", "A"],
        replaces=["scale-by-hand"],
    ),
    "split-brain-drill": item("person", ability="live through a split", levels=["A"]),
}


def test_ladders_in_which_an_item_takes_the_place_of_a_weaker_one(tmp_path: Path) -> None:
    """Mercari's levels: scaling by hand is asked at C, by itself at B and A instead."""
    of = {
        "components": {
            "by-hand": {"kind": "service", "redundancy": {"replicas": 3}, "tags": ["plain"]},
            "by-itself": {"kind": "service", "tags": ["autoscaled"]},
            "neither": {"kind": "service", "redundancy": {"replicas": 1}, "tags": ["plain"]},
        }
    }
    lists = {
        "service": {
            "title": "Service",
            "summary": "What a service is asked.",
            "levels": ["C", "B", "A"],
            "items": list(SCALING),
        }
    }
    readiness = ready(tmp_path, SCALING, of=of, checklists=lists)
    held = {
        name: each.held.without_waivers for name, each in readiness.standings["service"].items()
    }
    assert held == {"by-hand": "C", "by-itself": "B", "neither": None}
    required = readiness.standings["service"]["by-itself"].required
    assert required["C"] == {"scale-by-hand"}
    assert required["B"] == {"scale-by-itself"}
    assert required["A"] == {"scale-by-itself", "split-brain-drill"}


def test_answers_of_passed_failed_skipped_and_not_done_yet_with_their_reasons(
    tmp_path: Path,
) -> None:
    """GitLab's readiness answers: each but passed carries a reason."""
    names = {"passed": "alert", "failed": "restore", "skipped": "shard", "unimplemented": "trace"}
    items = {name: item("person", ability=f"{name} in time") for name in names.values()}
    said = {
        "alert": attestation(tmp_path, "alert", items["alert"], statement="Paged on 1 November."),
        "restore": attestation(
            tmp_path,
            "restore",
            items["restore"],
            answer="fail",
            statement="The copy of Monday was empty.",
        ),
        "shard": attestation(
            tmp_path,
            "shard",
            items["shard"],
            answer="not-applicable",
            statement="It keeps no data.",
            evidence=None,
        ),
    }
    waiver = {
        "item": "trace",
        "components": ["orders"],
        "until": "2027-01-31",
        "because": "The library has no hook until January.",
    }
    readiness = ready(
        tmp_path, items, attestations={"orders": said}, files=adr(1, {"waives": [waiver]})
    )
    found = readiness.results["orders"]
    assert {name: found[name].result for name in found} == {
        "alert": Result.PASS,
        "restore": Result.FAIL,
        "shard": Result.NOT_APPLICABLE,
        "trace": Result.WAIVED,
    }
    reasons = {name: " ".join(fact.text for fact in found[name].facts) for name in found}
    assert "The copy of Monday was empty." in reasons["restore"]
    assert "It keeps no data." in reasons["shard"]
    assert "The library has no hook until January." in reasons["trace"]


def test_one_file_of_approvals_for_each_subject(tmp_path: Path) -> None:
    """Kubernetes' production readiness: one file a subject, approved stage by stage."""
    items = {
        "alpha": item("person", ability="be switched off without a restart", levels=["alpha"]),
        "beta": item("person", ability="be rolled back with data written", levels=["beta"]),
        "stable": item("person", ability="be watched by its users", levels=["stable"]),
    }
    lists = {
        "stages": {
            "title": "Stages",
            "summary": "Approved stage by stage.",
            "levels": ["alpha", "beta", "stable"],
            "items": list(items),
        }
    }
    of = {"components": {name: {"kind": "service"} for name in ("cache", "queue", "probe")}}
    stages = {"cache": ("alpha", "beta"), "queue": ("alpha", "beta", "stable"), "probe": ()}
    said = {
        subject: {
            stage: attestation(tmp_path, stage, items[stage], by=f"approver-of-{stage}")
            for stage in approved
        }
        for subject, approved in stages.items()
        if approved
    }
    readiness = ready(tmp_path, items, of=of, checklists=lists, attestations=said)
    held = {name: each.held.without_waivers for name, each in readiness.standings["stages"].items()}
    assert held == {"cache": "beta", "probe": None, "queue": "stable"}
    approval = readiness.results["cache"]["beta"].attestation
    assert approval is not None
    assert approval.by == "approver-of-beta"
    assert approval.location.file == "docs/checklists/attestations/cache.yaml"
