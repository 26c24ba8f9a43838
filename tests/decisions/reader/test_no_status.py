"""Texts full of words for a status that state none, and parts that state their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision

Read = Callable[..., Decision]

HEAD = "# 7. Use queues\n\n"
BODY = "## Context\n\nOrders arrive.\n\n## Decision\n\nWe use queues.\n\n"
SECTIONS = """
    Implementation status|Project status|Current state|State|Build status|Status quo|Status codes
    State management|Status of the implementation|Migration status|Rollout status|Stage|Lifecycle
    Lifecycle of a message|Test status|Order status|Current status of the system|Support status
    Status and follow-ups|Progress|Stand der Technik|Stand|Estado actual del sistema
    State and services
    Decision status at a glance
"""
TEXTS = {
    "prose": "The queue is done and accepted by all teams.",
    "lead": "Accepted orders are sent.",
    "list": "- [x] Implemented\n- [ ] Documented",
    "table": "| Component | Status |\n|---|---|\n| api | done |\n| web | accepted |",
    "short": "Done in v2.",
}
NOT_STATED = {
    "practice": "Accepted practice is to use queues.",
    "proposal": "Proposed: a queue for each region.",
    "options": "| Option | Status |\n|---|---|\n| Queues | accepted |\n| Files | rejected |",
    "states": "| Status | Meaning |\n|---|---|\n| accepted | the order is |\n| rejected | is not |",
    "codes": "| Status | Description |\n|---|---|\n| 200 | OK |\n| 202 | Accepted |",
    "code": "```yaml\nstatus: accepted\ndate: 2024-05-06\n```",
    "words of a state": "- accepted: the order is taken\n- rejected: the order is not",
    "steps": "1. Proposed\n2. Accepted\n3. Done",
    "quote": "> Accepted wisdom is that queues are slow.",
    "bold": "**Accepted** orders go first.",
    "bold lead": "**Rejected:** files, since they are slow.",
    "comment": "<!-- Status: accepted -->",
    "boxes": "- [x] Accepted risks are written down\n- [ ] rejected",
    "verdicts": "### Files\n\n**Status**: Rejected\n\n### Queues\n\n**Status**: Accepted",
    "options in bullets": "### 1\n\n- Status: liked by all\n\n### 2\n\n- Status: rejected",
    "option headings": "### Files (rejected)\n\nSlow.\n\n### Queues (accepted)\n\nFast.",
}
LEADS = """
    The old queue was superseded by a new one, and is deprecated now.|Active users see queues.
    This text describes how orders are accepted.|**Accepted orders** go first.|Final answer: queues.
    > Done is better than perfect.|Deprecated endpoints are removed.|*Finally, queues*
    ![Build](https://img.shields.io/badge/build-passed-green)|Complete rewrite of the queue.
    ![x](https://img.shields.io/badge/implementation-done-green)|On 2024-05-06 we met.
"""
TITLES = """
    Use the accepted format|Deprecate the old API|Replace Kafka (superseded technology)
    Handle old calls (deprecated ones of the API)|Draft mode for posts|Proposed changes to the API
    Final state machine|Feature flags (active/passive)|Live: streaming|Proposal: use queues
"""


def entries(table: str) -> list[str]:
    """Return the entries of a table, which bars and line ends separate."""
    return [entry.strip() for entry in table.replace("\n", "|").split("|") if entry.strip()]


@pytest.mark.parametrize("heading", entries(SECTIONS))
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_section_about_the_state_of_the_system_states_no_status(
    read: Read, heading: str, text: str
) -> None:
    assert read(f"{HEAD}{BODY}## {heading}\n\n{text}\n").status is None


@pytest.mark.parametrize("section", ["Context", "Considered options", "Notes"])
@pytest.mark.parametrize("text", NOT_STATED.values(), ids=NOT_STATED)
def test_a_word_for_a_status_in_the_text_states_none(read: Read, section: str, text: str) -> None:
    decision = read(f"{HEAD}{BODY}## {section}\n\n{text}\n")
    assert (decision.status, decision.date, decision.relations) == (None, None, ())


@pytest.mark.parametrize("lead", entries(LEADS))
def test_prose_below_the_title_states_no_status_and_no_date(read: Read, lead: str) -> None:
    decision = read(f"{HEAD}{lead}\n\n{BODY}")
    assert (decision.status, decision.date) == (None, None)


@pytest.mark.parametrize("title", entries(TITLES))
def test_a_title_about_a_status_has_none_and_stays_whole(read: Read, title: str) -> None:
    decision = read(f"# 7. {title}\n\n{BODY}")
    assert (decision.status, decision.title) == (None, title)


@pytest.mark.parametrize("item", ["- {}", "- [ ] {}", "* *{}*"])
def test_a_list_of_the_statuses_there_are_states_none(read: Read, item: str) -> None:
    words = ("Proposed", "Accepted", "Rejected", "Deprecated")
    listed = "\n".join(item.format(word) for word in words)
    assert read(f"{HEAD}## Status\n\n{listed}\n\n{BODY}").status is None


def test_the_last_row_of_a_table_of_parts_is_not_the_decisions_status(read: Read) -> None:
    table = "| # | Part | Status |\n|---|---|---|\n| 1 | camera | KO |"
    text = "There are five parts, and each has a state of its own."
    assert read(f"{HEAD}{BODY}## Status\n\n{text}\n\n{table}\n").status is None
