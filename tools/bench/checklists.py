"""Checklists: many items evaluated for many components, and the command as a whole."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path
from typing import Any

import yaml
from measuring import best_of

from archbook.handbook import load_handbook, with_checklists
from archbook.readiness.evaluating import evaluate
from archbook.rules.run import judge

__all__ = ["bench"]

EDGES, ITEMS, MOST = 4, 100, 3.0
AS_OF = dt.date(2026, 11, 23)
RULES = (
    "dead-letter",
    "async-idempotency",
    "no-runbook",
    "no-rollback",
    "no-owner",
    "cost-unwatched",
)
CHANNEL = 10


def bench(folder: Path, count: int) -> None:
    """Measure and print.

    Args:
        folder: An empty folder to work in.
        count: How many components, 500 in the figures we quote.
    """
    _write(folder, count)
    handbook = with_checklists(load_handbook(folder, as_of=AS_OF))
    judging, evaluating = [], []
    for _ in range(3):
        started = time.perf_counter()
        judged = judge(handbook)
        judging.append(time.perf_counter() - started)
        started = time.perf_counter()
        readiness = evaluate(handbook, judged)
        evaluating.append(time.perf_counter() - started)
    results = sum(len(standing.results) for standing in readiness.standings["list"].values())
    print(
        f"evaluating {results:,} results ({count} components, {EDGES * count:,} edges, "
        f"{ITEMS} items): {min(evaluating):.2f} s (at most {MOST:.2f}), "
        f"the rules before it {min(judging):.2f} s"
    )
    command = ("archbook", "checklists", "evaluate", "--format", "json")
    whole = best_of(2, *command, cwd=folder)
    print(f"archbook checklists evaluate --format json, all of it: {whole.wall:.2f} s")


def _write(folder: Path, count: int) -> None:
    chance = random.Random(1)  # noqa: S311 - made-up input, the same at every run
    names = [f"c{number:04}" for number in range(count)]
    components = {name: _component(number) for number, name in enumerate(names)}
    left = EDGES * count
    # A small map has no room for so many.
    for _ in range(20 * left):
        if not left:
            break
        source, target = chance.randrange(count), chance.randrange(count)
        # Edges lead on, never round in a circle.
        source, target = min(source, target), max(source, target)
        uses = components[names[source]].setdefault("uses", [])
        if source == target or source % CHANNEL == 0:
            continue
        verb = "consumes" if target % CHANNEL == 0 else "calls"
        if any(names[target] in edge.values() for edge in uses):
            continue
        uses.append({verb: names[target], "if-lost": "degrades", "fallback": "What was kept."})
        left -= 1
    items = {f"item-{number:03}": _item(number) for number in range(ITEMS)}
    checklist = {"title": "A list", "summary": "All of it.", "levels": ["low", "high"]}
    whole = {"items": items, "checklists": {"list": {**checklist, "items": list(items)}}}
    _put(folder / "diagrams" / "map.yaml", {"owners": {"all": {}}, "components": components})
    _put(folder / "docs" / "checklists" / "list.yaml", whole)
    _put(folder / "archbook.yml", {"as-of": AS_OF.isoformat(), "checklists": {"packs": []}})


def _component(number: int) -> dict[str, Any]:
    rollback = {"how": "The image before.", "within": "5m", "drilled": "2026-09-01"}
    return {
        "kind": "service" if number % CHANNEL else "topic",
        "owner": "all",
        "operations": {"runbook": "docs/runbook.md", "rollback": rollback},
    }


def _item(number: int) -> dict[str, Any]:
    rule = RULES[number % len(RULES)]
    ways: tuple[dict[str, Any], ...] = (
        {"rule": rule},
        {"property": "operations.rollback.drilled", "max-age": "180d"},
        {"person": {"max-age": "180d"}},
        {"file": "docs/runbooks/{component}-*.md"},
        {"either": [{"rule": rule}, {"person": {"max-age": "180d"}}]},
        {"decision": {"about-component": True}},
    )
    return {
        "ability": f"do thing {number}",
        "why": "It matters.",
        "how": "Do it.",
        "verify": "Look at it.",
        "levels": ["low" if number % 2 else "high"],
        "decided-by": ways[number % len(ways)],
    }


def _put(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
