"""Every error message of the page about troubleshooting is printed, word for word, by its fault."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from archbook.cli import main
from support.books import adr, write
from support.guides import ROOT
from support.samples import samples
from support.sites import build_there

PAGE = (ROOT / "docs" / "using" / "troubleshooting.md").read_text("utf-8")
MESSAGES = {
    part.partition("\n")[0].strip(): [
        sample.text for sample in samples(part, page="") if sample.language == "text"
    ]
    for part in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]
}

SITE = "site_name: Shop\nplugins:\n  - search\n  - archbook\n"
MACROS = SITE.replace(
    "  - archbook", "  - macros: {modules: [archbook.hosts.macros]}\n  - archbook"
)
MAP = "components:\n  orders: {kind: service, tier: 1, operations: {runbook: none}}\n"
WAIVER = """---
status: accepted
date: 2025-11-02
waives:
  - rule: no-runbook
    components: [orders]
    until: UNTIL
---
# A
"""
STALE = """component: orders
attestations:
  prr-retire:
    answer: pass
    by: ana
    on: 2026-11-20
    digest: sha256:0000000000000000
    statement: Said.
    evidence: [{link: https://shop.example/}]
"""
PROMISE = """owners:
  shop-team: {name: Shop team, on-call: https://oncall.example/shop}

components:
  shopper: {kind: person, uses: [calls: edge]}
  edge: {kind: gateway, owner: shop-team, uses: [{calls: shop, timeout: 3s}]}
  shop:
    kind: service
    does: Sells.
    owner: shop-team
    tier: 1
    slo: {availability: 99.95%}
    uses: [writes: db]
  db: {kind: database, own-availability: 99.9%}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Files with something wrong in them, and the command that finds it."""

    files: Mapping[str, str] = field(default_factory=dict)
    command: str = "archbook check"


def of_map(text: str, command: str = "archbook check") -> Fault:
    """Return a fault of a component map."""
    return Fault(files={"diagrams/map.yaml": text}, command=command)


def of_adr(text: str, name: str = "0001-a.md", **more: str) -> Fault:
    """Return a fault of a decision."""
    return Fault(files={f"adr/{name}": text, **more})


def of_site(settings: str, **files: str) -> Fault:
    """Return a fault that a build tells."""
    return Fault(files={"mkdocs.yml": settings, **files}, command="mkdocs build")


FAULTS = {
    "A setting is not known": Fault(
        files={
            "mkdocs.yml": SITE.replace("- archbook", "- archbook:\n      decission: {feed: false}")
        }
    ),
    "The settings stand in two places": Fault(
        files={
            "mkdocs.yml": SITE.replace("- archbook", "- archbook:\n      fail-on: never"),
            "archbook.yml": "fail-on: error\n",
        }
    ),
    "The log's folder is not there": Fault(
        files={
            "archbook.yml": "folders: {decisions: docs/decision}\n",
            "docs/decisions/0001-a.md": adr("A"),
        }
    ),
    "There is no rule of that name": Fault(
        files={"archbook.yml": "rules: {no-runbok: {severity: error}}\n"}
    ),
    "Switched off without a reason": Fault(
        files={"archbook.yml": "rules: {no-runbook: {off: true}}\n"}
    ),
    "No decision log is here": Fault(command="archbook decisions list"),
    "The front matter cannot be read": of_adr(
        "---\nstatus: accepted\ntitle: Mail: a provider\n---\n# Mail\n"
    ),
    "A number is taken": of_adr("# 1. B\n", "0001-b.md", **{"adr/0001-a.md": adr("A")}),
    "Two statuses": of_adr("---\nstatus: proposed\n---\n# A\n\n## Status\n\nAccepted\n"),
    "A date that may be two days": of_adr("# A\n\n* Status: accepted\n* Date: 03/04/2025\n"),
    "A link leads nowhere": of_adr(
        "---\nstatus: accepted\ndate: 2025-01-20\n---\n# 3. Send mail by a provider\n\n"
        "Providers reach inboxes; we did not. See [the figures](mail-figures.md).\n",
        "0003-send-mail.md",
    ),
    "Dates and people are not known": Fault(
        files={"adr/0001-a.md": adr("A")}, command="archbook check --root ../shallow"
    ),
    "A waiver ends too late": of_adr(WAIVER.replace("UNTIL", "2027-01-31")),
    "A waiver has ended": of_adr(
        WAIVER.replace("UNTIL", "2026-10-31"), **{"diagrams/map.yaml": MAP}
    ),
    "A key is not known": of_map("components:\n  orders: {kind: service, onwer: shop}\n"),
    "A component that the map does not have": of_map(
        "components:\n  orders: {kind: service, uses: [calls: payment]}\n"
        "  payments: {kind: external}\n"
    ),
    "Tabs": of_map("components:\n\torders: {kind: service}\n"),
    "The same key twice": of_map("components:\n  orders: {kind: service}\n  orders: {kind: web}\n"),
    "A gateway cannot route": of_map(
        "components:\n  gw: {kind: gateway, uses: [routes: orders]}\n  orders: {kind: service}\n"
    ),
    "A promise above what can be expected": of_map(PROMISE),
    "The plugin is not installed": of_site(SITE.replace("archbook", "archbok")),
    "A macro names what is not there": of_site(
        MACROS, **{"diagrams/map.yaml": MAP, "docs/p.md": '# P\n\n{{ component("order") }}\n'}
    ),
    "A name without quotes": of_site(
        MACROS, **{"diagrams/map.yaml": MAP, "docs/p.md": "# P\n\n{{ component(orders) }}\n"}
    ),
    "A macro is undefined": of_site(
        SITE.replace("  - archbook", "  - macros\n  - archbook"),
        **{"docs/p.md": '# P\n\n{{ component("orders") }}\n'},
    ),
    "Two files for one page": of_site(
        SITE, **{"adr/0001-a.md": adr("A"), "docs/decisions/index.md": "# Mine\n"}
    ),
    "A page of the navigation is not found": of_site(
        SITE + "nav:\n  - index.md\n  - decisions/index.md\n", **{"docs/adr/0001-a.md": adr("A")}
    ),
    "The log has no feed": of_site(SITE, **{"adr/0001-a.md": adr("A")}),
    "No pictures": Fault(
        files={"archbook.yml": "components: {dot: /no/dot}\n", "diagrams/map.yaml": MAP},
        command="archbook draw both-planes -o a.svg",
    ),
    "No checklist of that name comes along": Fault(
        files={
            "archbook.yml": "checklists: {packs: [production-readyness]}\n",
            "diagrams/map.yaml": MAP,
        },
        command="archbook checklists lint",
    ),
    "There is no such level": of_map(MAP, "archbook checklists evaluate --floor best"),
    "An attestation became stale": Fault(
        files={"diagrams/map.yaml": MAP, "docs/checklists/attestations/orders.yaml": STALE},
        command="archbook checklists evaluate --component orders",
    ),
    "No revision to compare with": of_map(MAP, "archbook checklists evaluate --ratchet origin/man"),
    "There is no such view": of_map(MAP, "archbook draw chekout -o a.svg"),
    "A picture's file has no known ending": of_map(MAP, "archbook draw both-planes -o x.jpg"),
    "A day in another form": of_map(MAP, "archbook check --as-of 23.11.2026"),
}
"""What brings each message about, by the heading under which it stands."""

HISTORY = (
    "git init --quiet --initial-branch=main",
    "git add .",
    "git -c user.name=a -c user.email=a@shop.example commit --quiet -m one",
    "git -c user.name=a -c user.email=a@shop.example commit --quiet --allow-empty -m two",
    "git clone --quiet --depth 1 --no-local . ../shallow",
)


def printed(fault: Fault, folder: Path) -> str:
    """Return all that a command says about a fault."""
    write(folder, {"docs/index.md": "# Home\n", **fault.files})
    for step in HISTORY:
        subprocess.run(shlex.split(step), cwd=folder, check=True, capture_output=True)
    if fault.command.startswith("mkdocs"):
        try:
            site = build_there(folder)
        except Abort:
            command = [sys.executable, "-m", "mkdocs", "build"]
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            return done.stderr
        return "\n".join([*site.errors, *site.warnings, *site.infos])
    arguments = shlex.split(fault.command)[1:]
    return CliRunner().invoke(main, arguments).output


def test_every_message_is_brought_about_and_there_are_many() -> None:
    assert FAULTS.keys() == MESSAGES.keys()
    assert len(MESSAGES) >= 15
    assert all(MESSAGES.values())


@pytest.mark.parametrize("heading", MESSAGES)
def test_the_message_is_printed_word_for_word(
    heading: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    output = printed(FAULTS[heading], folder)
    lines = [line.rstrip() for line in output.splitlines()]
    for message in MESSAGES[heading]:
        at = 0
        for line in message.rstrip().splitlines():
            assert line in lines[at:], output
            at = lines.index(line, at) + 1
