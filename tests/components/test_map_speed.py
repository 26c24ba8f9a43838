"""A large map loads whole, and in work that grows as it does; `make bench` takes the time."""

from __future__ import annotations

import cProfile

from archbook.components.loading import read_map

COMPONENT = """\
  svc-{i}:
    name: Service number {i}
    kind: service
    does: Takes an order from basket to confirmed.
    owner: team-{team}
    tier: {tier}
    zone: private
    at: [eu-a, eu-b]
    technology: Python, FastAPI
    slo: {{availability: 99.95%, latency: {{p99: 300ms}}, alert: burn-rate}}
    own-availability: 99.99%
    redundancy: {{replicas: 3, needs: 1}}
    holds: [personal]
    operations:
      runbook: runbooks/orders.md
      dashboard: https://dash.example/orders
      rollback: {{how: the previous image, within: 5m, drilled: 2026-09-14}}
    cost: {{monthly: 1200 EUR, alert: true}}
    uses:
"""
EDGE = """\
      - calls: svc-{target}
        protocol: HTTPS
        timeout: 800ms
        retries: 1
"""
HEAD = """\
zones: {private: {trust: 2, may-hold: [personal]}}
places: {eu: {}, eu-a: {within: eu}, eu-b: {within: eu}}
"""


def large_map(count: int, edges: int) -> str:
    teams = "".join(f"  team-{i}: {{name: Team {i}}}\n" for i in range(20))
    body = []
    for i in range(count):
        body.append(COMPONENT.format(i=i, team=i % 20, tier=i % 3 + 1))
        body.extend(EDGE.format(target=(i * 7 + j * 13 + 1) % count) for j in range(edges))
    return f"{HEAD}owners:\n{teams}components:\n{''.join(body)}"


def calls(text: str) -> int:
    """Return how many functions reading a map calls: the same on a busy machine."""
    profile = cProfile.Profile()
    profile.enable()
    read_map({"m.yaml": text})
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


def test_a_thousand_components_with_three_thousand_edges_load_without_a_finding() -> None:
    text = large_map(1_000, 3)
    assert text.count("\n") > 30_000
    found = read_map({"m.yaml": text})
    assert found.findings == ()
    assert (len(found.components), len(found.edges)) == (1_000, 3_000)


def test_a_map_of_four_times_the_size_takes_four_times_the_work() -> None:
    read_map({"m.yaml": large_map(20, 3)})  # what is made once is made
    small, large = calls(large_map(100, 3)), calls(large_map(400, 3))
    assert large < 4.2 * small
    assert large < 400 * 2_500
