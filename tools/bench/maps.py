"""Made-up component maps of any size, the same at every run."""

from __future__ import annotations

import random
from pathlib import Path

__all__ = ["write_map"]

LAYERS = (
    ("web", "gateway", "service"),
    ("service",),
    ("service", "worker"),
    ("service", "worker", "topic", "queue"),
    ("database", "cache", "database"),
)
CONTROL = {"delivery": "deploys", "config": "configures", "telemetry": "observes"}
ZONES, OWNERS, EACH = 8, 12, 25  # one component in 25 is of the control plane
STORES, CHANNELS = ("database", "cache"), ("queue", "topic")


def write_map(folder: Path, count: int, edges: int = 3) -> None:
    """Write a map of some components, each of about 30 lines with some uses.

    They stand in layers that use the next one, most of it near by, as in a real system: a map
    without any order in it has pictures that nobody draws and breaks every rule.

    Args:
        folder: Where `map.yaml` is written.
        count: How many components.
        edges: How many uses each has.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(count)  # noqa: S311 - the same text at every run, nothing secret
    kinds = [
        chance.choice(sorted(CONTROL)) if index % EACH == EACH - 1 else chance.choice(layer)
        for index in range(count)
        for layer in (LAYERS[index * len(LAYERS) // count],)
    ]
    zones = "".join(f"  zone-{at}: {{trust: 2, may-hold: [personal]}}\n" for at in range(ZONES))
    owners = "".join(
        f"  team-{at}: {{name: Team {at}, on-call: https://oncall.example/{at}}}\n"
        for at in range(OWNERS)
    )
    places = "  eu: {}\n  eu-a: {within: eu}\n  eu-b: {within: eu}\n"
    parts = [
        f"owners:\n{owners}zones:\n{zones}places:\n{places}components:\n",
        *(_component(chance, kinds, index, edges) for index in range(count)),
    ]
    (folder / "map.yaml").write_text("".join(parts), encoding="utf-8")


def _component(chance: random.Random, kinds: list[str], index: int, edges: int) -> str:
    kind = kinds[index]
    text = f"""\
  part-{index}:
    name: Part number {index}
    kind: {kind}
    does: Takes what comes to it and hands it on.
    owner: team-{index * OWNERS // len(kinds)}
    zone: zone-{index * ZONES // len(kinds)}
    tier: {chance.randint(1, 3)}
    at: [eu-a, eu-b]
    technology: {chance.choice(("Python, FastAPI", "Go", "PostgreSQL 16", "Redis", "Kafka"))}
    own-availability: 99.99%
    redundancy: {{replicas: {chance.randint(1, 6)}, needs: 1}}
    tags: [made-up]
    operations:
      runbook: https://runs.example/part-{index}
      dashboard: https://dash.example/part-{index}
      rollback: {{how: the previous image, within: 5m, drilled: 2026-09-14}}
      traced: true
    cost: {{monthly: {chance.randint(100, 900)} EUR, alert: true}}
"""
    uses = "".join(_use(chance, kinds, index, step) for step in range(edges))
    return f"{text}    uses:\n{uses}" if uses and kind not in (*STORES, *CHANNELS) else text


def _use(chance: random.Random, kinds: list[str], index: int, step: int) -> str:
    size = max(1, len(kinds) // len(LAYERS))
    # Steps of different reach keep the targets of one component apart.
    target = (index // size + 1) * size + (index + step * 3 + chance.randrange(3)) % size
    verb = CONTROL.get(kinds[index])
    if verb:
        return f"      - {verb}: part-{target % len(kinds)}\n"
    if target >= len(kinds) or kinds[target] in CONTROL:
        return ""
    if kinds[target] in CHANNELS:
        return f"      - publishes: part-{target}\n        outbox: true\n"
    verb = "reads" if kinds[target] in STORES else "calls"
    return f"""\
      - {verb}: part-{target}
        protocol: HTTPS
        timeout: {(len(LAYERS) - index // size) * 400}ms
        idempotent: true
        if-lost: degrades
        fallback: The last answer is kept.
"""
