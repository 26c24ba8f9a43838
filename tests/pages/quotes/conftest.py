"""One small shop that all tests of quotes read."""

from __future__ import annotations

import pytest

from support.books import adr
from support.quoting import Reader, make_reader

MAP = """
owners:
  commerce: {name: Commerce team, on-call: https://oncall.example/commerce}
  night: {name: Night shift, on-call: none}
  quiet: {name: Quiet team}
zones:
  internet: {name: Internet, trust: 0}
  private: {name: Private, trust: 2, may-hold: [personal, credentials]}
places:
  west: {name: West, kind: region}
  west-a: {name: West A, kind: zone, within: west}
components:
  shopper: {kind: person, zone: internet, uses: [calls: shop]}
  shop:
    name: Shop *one*
    kind: service
    owner: commerce
    tier: 1
    zone: private
    at: west-a
    does: Sells | things.
    slo: {availability: 99.9%, latency: {p99: 300ms}, alert: burn-rate}
    own-availability: 99.99%
    holds: []
    operations:
      runbook: runbooks/shop.md
      rollback: {how: previous image, within: 5m, drilled: 2026-09-14}
      traced: true
    cost: {monthly: 12500 EUR}
    decisions: [ADR-001]
    uses:
      - writes: db
        timeout: 800ms
        retries: 1
      - calls: mail
        if-lost: degrades
        fallback: It is sent later.
        timeout: none
  db:
    kind: database
    owner: night
    zone: private
    own-availability: 99.95%
    backup: {rpo: 5m, rto: 2h}
    operations: {runbook: gone.md}
  mail: {kind: external, owner: quiet}
  search: {kind: service, owner: commerce}
  flags: {kind: flags, uses: [configures: shop]}
  old: {kind: service, lifecycle: retired}
journeys:
  checkout:
    name: A shopper pays
    owner: commerce
    slo: {availability: 99.99%}
    volume: 40/s
    path: [shopper, shop, db]
  search: {name: A shopper searches, owner: commerce, path: [shopper, shop]}
"""
WAIVED = """---
status: accepted
date: 2026-09-01
waives:
  - rule: promise-above-expected
    journeys: [checkout]
    until: 2027-01-31
    because: The second store opens in `January`.
---
# Take the risk

## Context

It is small.
"""
FILES = {
    "diagrams/map.yaml": MAP,
    "adr/0001-a.md": adr("A"),
    "adr/0002-b.md": WAIVED,
    "adr/0003-c.md": "---\ntags: [data]\ncomponents: [db]\n---\n" + adr("C", "Proposed"),
    "runbooks/shop.md": "# Shop\n",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return the shop with its pages."""
    return make_reader(tmp_path_factory.mktemp("shop"), FILES)


@pytest.fixture(scope="module")
def bare_shop(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return the shop where another generator builds the site."""
    return make_reader(tmp_path_factory.mktemp("bare"), FILES, pages=False)
