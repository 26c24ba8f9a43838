"""Operations: every runbook that the map names is there, can be followed, and can be found."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from archbook.components.loading import load_map
from archbook.components.values import Operations, Replay

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OPERATIONS = DOCS / "operations"
RUNBOOKS = sorted(path for path in (OPERATIONS / "runbooks").glob("*.md") if path.stem != "index")

# Failures that are written out in full, at the least.
IN_FULL = (
    "cache",
    "card-network",
    "cdc",
    "cdn",
    "dead-letters",
    "delivery",
    "duplicate-charges",
    "lost-region",
    "mailer",
    "order-events",
    "orders-db",
    "payments",
    "search",
    "secrets",
    "shop",
)
FULL_SECTIONS = (
    "What users notice",
    "Confirm it in two minutes",
    "Stop the harm",
    "Mend it",
    "Know that it is over",
    "Tell",
    "Escalate when",
    "What the map says",
    "Last practised",
)
SHORT_SECTIONS = ("What its loss does", "Look first", "Then do", "Over when")
# A procedure and not a failure: it has sections of its own.
PROCEDURES = ("replay",)

BLOCK = re.compile(r"^([ \t]*)```bash\n(.*?)^\1```", re.DOTALL | re.MULTILINE)


@cache
def named_by_the_map() -> dict[str, set[str]]:
    """Return the runbooks that the map names and the components that lead to each."""
    named: dict[str, set[str]] = {}
    for component in load_map(ROOT / "diagrams", root=ROOT).components.values():
        for stated in (component.operations, component.replay):
            if isinstance(stated, Operations | Replay) and isinstance(stated.runbook, str):
                named.setdefault(stated.runbook, set()).add(component.id)
    return named


def sections(text: str) -> list[str]:
    """Return the headings of the second level, those in code left out."""
    return re.findall(r"^## (.+?)\s*$", BLOCK.sub("", text), re.MULTILINE)


def linked(path: Path) -> set[Path]:
    """Return the hand-written pages that a page links to."""
    targets = re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)", path.read_text("utf-8"))
    return {(path.parent / target).resolve() for target in targets}


def test_the_map_names_a_runbook_for_most_of_what_we_run() -> None:
    assert len(named_by_the_map()) > 40


@pytest.mark.parametrize("address", sorted(named_by_the_map()))
def test_a_runbook_that_the_map_names_exists_and_names_its_component(address: str) -> None:
    text = (DOCS / address).read_text("utf-8")
    missing = {
        id_
        for id_ in named_by_the_map()[address]
        if not re.search(rf'\bcomponent\("(component:)?{re.escape(id_)}"\)', text)
    }
    assert not missing


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_a_runbook_says_what_to_do_and_when_it_is_over(path: Path) -> None:
    found = sections(path.read_text("utf-8"))
    if path.stem in PROCEDURES:
        assert {"Before you begin", "Know that it is over", "Last practised"} <= set(found)
        return
    expected = FULL_SECTIONS if path.stem in IN_FULL else SHORT_SECTIONS
    assert [section for section in found if section in expected] == list(expected)


@pytest.mark.parametrize("stem", IN_FULL)
def test_a_full_runbook_begins_with_what_stops_the_harm(stem: str) -> None:
    text = (OPERATIONS / "runbooks" / f"{stem}.md").read_text("utf-8")
    body = text.split(f"\n# {re.findall(r'^# (.+)$', text, re.MULTILINE)[0]}\n", 1)[1]
    assert body.lstrip().startswith('!!! danger "First"')


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_a_runbook_says_whom_to_wake_and_what_its_loss_does(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "on_call(" in text
    assert "what_if(" in text or path.stem in PROCEDURES


@pytest.mark.parametrize(
    "path", [*RUNBOOKS, *sorted(OPERATIONS.glob("*.md"))], ids=lambda path: path.stem
)
def test_commands_are_grammatical(path: Path) -> None:
    blocks = [
        re.sub(rf"^{indent}", "", code, flags=re.MULTILINE)
        for indent, code in BLOCK.findall(path.read_text("utf-8"))
    ]
    assert blocks or path.parent == OPERATIONS
    for code in blocks:
        read = subprocess.run(
            ["bash", "-n"], input=code, text=True, capture_output=True, check=False
        )
        assert (read.returncode, read.stderr) == (0, ""), code


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_a_runbook_is_found_by_symptom_and_by_component(path: Path) -> None:
    assert path.resolve() in linked(OPERATIONS / "runbooks" / "index.md")


def test_every_page_of_the_loop_is_reached_from_its_start() -> None:
    reached = linked(OPERATIONS / "index.md")
    reached |= {
        page for first in reached if first.is_relative_to(OPERATIONS) for page in linked(first)
    }
    pages = {*OPERATIONS.glob("*.md"), *(OPERATIONS / "postmortems").glob("*.md")}
    assert {page.resolve() for page in pages} <= reached | {(OPERATIONS / "index.md").resolve()}


@pytest.mark.parametrize("path", sorted((OPERATIONS / "postmortems").glob("*.md")), ids=str)
def test_the_actions_of_a_review_became_a_decision_a_check_and_a_runbook(path: Path) -> None:
    actions = path.read_text("utf-8").split("## Actions", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (?!Action|---)(.+) \|$", actions, re.MULTILINE)
    assert all(
        len(row.split(" | ")) == len(("action", "form", "owner", "due", "landed")) for row in rows
    )
    assert re.search(r"ADR-\d{3}", actions)
    assert "/checklists/" in actions
    assert "/runbooks/" in actions


def test_a_review_keeps_to_the_form() -> None:
    form = (OPERATIONS / "postmortem-template.md").read_text("utf-8")
    expected = re.findall(
        r"^## (.+)$", form.split("```markdown", 1)[1].split("\n```", 1)[0], re.MULTILINE
    )
    assert len(expected) > 5
    for path in (OPERATIONS / "postmortems").glob("*.md"):
        assert sections(path.read_text("utf-8")) == expected
