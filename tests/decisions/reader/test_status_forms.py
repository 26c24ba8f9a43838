"""Where a status can stand: each form once, written for the test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision, Form, Status

Read = Callable[..., Decision]

HEAD = "# 7. Use queues\n\n"
TAIL = "\n\n## Context\n\nOrders arrive faster than mails leave.\n"

FORMS = {
    "section": (HEAD + "## Status\n\nAccepted" + TAIL, Form.SECTION, 5),
    "section of level 3": (HEAD + "### Status\n\nAccepted" + TAIL, Form.SECTION, 5),
    "section of level 1": ("# Status\n\nAccepted\n\n# Context\n\nText.\n", Form.SECTION, 3),
    "section numbered": (HEAD + "## 1. Status\n\nAccepted" + TAIL, Form.SECTION, 5),
    "section at the foot": (
        HEAD + "## Context\n\nText.\n\n## Status\n\nAccepted\n",
        Form.SECTION,
        9,
    ),
    "setext section": (
        "Use queues\n==========\n\nStatus\n------\n\nAccepted" + TAIL,
        Form.SECTION,
        7,
    ),
    "section with emoji": (HEAD + "## 🚦 Status\n\n✅ Accepted" + TAIL, Form.SECTION, 5),
    "section in bold": (HEAD + "## Status\n\n**Accepted**" + TAIL, Form.SECTION, 5),
    "section in italics": (HEAD + "## Status\n\n*accepted*." + TAIL, Form.SECTION, 5),
    "section in code": (HEAD + "## Status\n\n`ACCEPTED`" + TAIL, Form.SECTION, 5),
    "section as a list": (HEAD + "## Status\n\n- Accepted" + TAIL, Form.SECTION, 5),
    "section as a quote": (HEAD + "## Status\n\n> Accepted" + TAIL, Form.SECTION, 5),
    "section ticked": (
        HEAD + "## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [ ] Rejected" + TAIL,
        Form.SECTION,
        6,
    ),
    "section with one struck": (
        HEAD + "## Status\n\n~~Proposed~~ Accepted" + TAIL,
        Form.SECTION,
        5,
    ),
    "section with one in bold": (
        HEAD + "## Status\n\nProposed | **Accepted** | Rejected" + TAIL,
        Form.SECTION,
        5,
    ),
    "section below": (HEAD + "## Status\n\n### Accepted" + TAIL, Form.SECTION, 5),
    "heading": (HEAD + "## Status: Accepted" + TAIL, Form.HEADING, 3),
    "bold line as heading": (HEAD + "**Status**\n\nAccepted" + TAIL, Form.SECTION, 5),
    "bold line with colon as heading": (HEAD + "**Status:**\n\nAccepted" + TAIL, Form.SECTION, 5),
    "bullet with star": (HEAD + "* Status: accepted\n* Date: 2024-05-06" + TAIL, Form.BULLET, 3),
    "bullet with dash": (HEAD + "- Status: accepted" + TAIL, Form.BULLET, 3),
    "bullet with blank before the colon": (HEAD + "* status : accepted" + TAIL, Form.BULLET, 3),
    "bold bullet": (HEAD + "- **Status**: Accepted" + TAIL, Form.BULLET, 3),
    "bold bullet, colon inside": (HEAD + "* **Status:** Accepted" + TAIL, Form.BULLET, 3),
    "bold bullet without colon": (HEAD + "* **Status** Accepted" + TAIL, Form.BULLET, 3),
    "bullet with a dash": (HEAD + "- **Status** - Accepted" + TAIL, Form.BULLET, 3),
    "bullet with its value below": (HEAD + "- Status:\n  - Accepted" + TAIL, Form.BULLET, 4),
    "bold line": (HEAD + "**Status:** Accepted\n**Date:** 2024-05-06" + TAIL, Form.BOLD_LINE, 3),
    "bold line, all of it": (HEAD + "**Status: Accepted**" + TAIL, Form.BOLD_LINE, 3),
    "plain line": (HEAD + "Status: Accepted" + TAIL, Form.LINE, 3),
    "plain line, several fields": (
        HEAD + "Date: 2024-05-06 | Status: Accepted | Deciders: Ann" + TAIL,
        Form.LINE,
        3,
    ),
    "plain line with its value below": (HEAD + "Status:\nAccepted" + TAIL, Form.LINE, 4),
    "line in a quote": (HEAD + "> Status: Accepted" + TAIL, Form.LINE, 3),
    "line with hard breaks": (HEAD + "Date: 2024-05-06  \nStatus: Accepted  " + TAIL, Form.LINE, 4),
    "line before the title": ("Status: Accepted\n\n" + HEAD + TAIL, Form.LINE, 1),
    "line of a status and its date": (HEAD + "Accepted: 2024-05-06" + TAIL, Form.LINE, 3),
    "line without label": (HEAD + "Accepted 2024-05-06" + TAIL, Form.LINE, 3),
    "table of keys": (
        HEAD + "| | |\n|---|---|\n| Date | 2024-05-06 |\n| Status | Accepted |" + TAIL,
        Form.TABLE,
        6,
    ),
    "table of keys, the first as header": (
        HEAD + "| Status | Accepted |\n|---|---|\n| Date | 2024-05-06 |" + TAIL,
        Form.TABLE,
        3,
    ),
    "table of keys, header named": (
        HEAD + "| Field | Value |\n|---|---|\n| **Status** | Accepted |" + TAIL,
        Form.TABLE,
        5,
    ),
    "table of keys with colons": (
        HEAD + "| Key | Value |\n|---|---|\n| Status: | Accepted |" + TAIL,
        Form.TABLE,
        5,
    ),
    "table of columns": (
        HEAD
        + "| Status | Date | Author(s) |\n|---|---|---|\n| Accepted | 2024-05-06 | Ann |"
        + TAIL,
        Form.TABLE,
        5,
    ),
    "table of one column": (HEAD + "| Status |\n|---|\n| Accepted |" + TAIL, Form.TABLE, 5),
    "table of pairs": (
        HEAD
        + "| Status | Accepted | Date | 2024-05-06 |\n|--|--|--|--|\n| Owner | Ann | Tags | a |"
        + TAIL,
        Form.TABLE,
        3,
    ),
    "table in the status section": (
        HEAD + "## Status\n\n| Status | Date |\n|---|---|\n| Accepted | 2024-05-06 |" + TAIL,
        Form.TABLE,
        7,
    ),
    "table in a metadata section": (
        HEAD + "## Metadata\n\n| Name | Value |\n|---|---|\n| Status | Accepted |" + TAIL,
        Form.TABLE,
        7,
    ),
    "HTML table": (
        HEAD + "<table>\n<tr><th>Status</th><td>Accepted</td></tr>\n</table>" + TAIL,
        Form.TABLE,
        4,
    ),
    "badge by address": (
        HEAD + "![](https://img.shields.io/badge/Status-Accepted-green.svg)" + TAIL,
        Form.BADGE,
        3,
    ),
    "badge by alternative text": (HEAD + "![Status: Accepted](accepted.svg)" + TAIL, Form.BADGE, 3),
    "badge in a link": (
        HEAD + "[![status](https://img.shields.io/badge/status-accepted-00ff00)](../log.md)" + TAIL,
        Form.BADGE,
        3,
    ),
    "badge by query": (
        HEAD + "![](https://img.shields.io/static/v1?label=status&message=accepted)" + TAIL,
        Form.BADGE,
        3,
    ),
    "badge in the status section": (
        HEAD + "## Status\n\n![accepted](https://img.shields.io/badge/accepted-green)" + TAIL,
        Form.BADGE,
        5,
    ),
    "badge in HTML": (
        HEAD + '<img alt="Status: accepted" src="a.svg">' + TAIL,
        Form.BADGE,
        3,
    ),
    "title": ("# 7. Use queues (accepted)\n\n## Context\n\nText.\n", Form.TITLE, 1),
    "title, at its head": ("# [Accepted] 7. Use queues\n\n## Context\n\nText.\n", Form.TITLE, 1),
    "history": (
        HEAD + "## Changelog\n\n- 2024-05-06: Accepted\n- 2024-04-01: Proposed" + TAIL,
        Form.HISTORY,
        5,
    ),
    "history table": (
        HEAD
        + "## History\n\n| Date | Status |\n|--|--|\n| 2024-04-01 | Proposed |\n"
        + "| 2024-05-06 | Accepted |"
        + TAIL,
        Form.HISTORY,
        8,
    ),
    "front matter": ("---\nstatus: accepted\n---\n" + HEAD + TAIL, Form.FRONT_MATTER, 2),
    "front matter quoted": ('---\nstatus: "Accepted"\n---\n' + HEAD + TAIL, Form.FRONT_MATTER, 2),
    "front matter list": ("---\nstatus:\n  - accepted\n---\n" + HEAD + TAIL, Form.FRONT_MATTER, 2),
    "front matter braces": ("---\nstatus: {accepted}\n---\n" + HEAD + TAIL, Form.FRONT_MATTER, 2),
    "front matter upper case": ("---\nStatus: ACCEPTED\n---\n" + HEAD + TAIL, Form.FRONT_MATTER, 2),
    "front matter below a key": (
        "---\nadr:\n  author: Ann\n  status: accepted\n---\n" + HEAD + TAIL,
        Form.FRONT_MATTER,
        2,
    ),
    "front matter that is no YAML": (
        "---\ntitle: Queues: a must\nstatus: accepted\n---\n" + HEAD + TAIL,
        Form.FRONT_MATTER,
        3,
    ),
    "foot of the file": (
        HEAD + "## Context\n\nText.\n\n---\n\n**Status**: Accepted\n**Date**: 2024-05-06\n",
        Form.BOLD_LINE,
        9,
    ),
    "two lines of title": (
        "# Architecture Decision Record\n\n## Use queues\n\nStatus: accepted" + TAIL,
        Form.LINE,
        5,
    ),
    "title without space below": ("# Use queues\nStatus: accepted" + TAIL, Form.LINE, 2),
    "heading of the file": ("# Status: ACCEPTED\n\n## Title\n\nUse queues" + TAIL, Form.HEADING, 1),
    "headings without blank": (
        "##007 Use queues\nWe do.\n\n##Status\naccepted\n\n##Context\nText.\n",
        Form.SECTION,
        5,
    ),
    "bullet without blank": (HEAD + "* Status:accepted" + TAIL, Form.BULLET, 3),
    "bold and underlined line": (HEAD + "**<u>Status</u>**:\tAccepted" + TAIL, Form.BOLD_LINE, 3),
    "section in two languages": (
        HEAD + "## ステータス (Status)\n\n採用 (Accepted)" + TAIL,
        Form.SECTION,
        5,
    ),
    "section with remark": (
        HEAD
        + "## Status\n\nAccepted. Refines [ADR-3](0003-a.md), which was rejected at first."
        + TAIL,
        Form.SECTION,
        5,
    ),
    "bullet with a remark": (
        HEAD + "* Status: accepted <!-- proposed | accepted -->" + TAIL,
        Form.BULLET,
        3,
    ),
    "badge among commented ones": (
        HEAD
        + "<!-- ![Draft](https://img.shields.io/badge/status-draft-red) -->\n"
        + "![Accepted](https://img.shields.io/badge/status-accepted-green?style=flat)"
        + TAIL,
        Form.BADGE,
        4,
    ),
    "line of a decision": (HEAD + "**Decision:** Accepted" + TAIL, Form.BOLD_LINE, 3),
    "definition list": (HEAD + "Status\n: Accepted" + TAIL, Form.LINE, 4),
    "rows without a table": (
        HEAD + "|Status|Accepted|\n|Date|2024-05-06|" + TAIL,
        Form.LINE,
        3,
    ),
    "component": (
        HEAD + '<RecordHead status="accepted" date="2024-05-06" />' + TAIL,
        Form.FIELD_LIST,
        3,
    ),
    "front matter between plus signs": (
        '+++\ntitle = "Use queues"\nstatus = "accepted"\n+++\n\n' + HEAD + TAIL,
        Form.LINE,
        3,
    ),
    "details": (
        HEAD + "<details>\n<summary>Record</summary>\n\n- Status: accepted\n\n</details>" + TAIL,
        Form.BULLET,
        6,
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_status_is_read_from_every_form_with_its_place(form: str, read: Read) -> None:
    text, expected, line = FORMS[form]
    decision: Decision = read(text)
    place = decision.provenance.get("status")
    assert decision.status is Status.ACCEPTED
    assert place is not None
    assert (place.form, place.line) == (expected, line)
    assert decision.title == "Use queues" or "Use queues" not in text
    assert not [f for f in decision.findings if f.rule == "status-conflict"]


NONE = {
    "nothing": HEAD + TAIL,
    "empty section": HEAD + "## Status" + TAIL,
    "comment": HEAD + "## Status\n\n<!-- accepted, proposed -->" + TAIL,
    "choice of bars": HEAD + "## Status\n\nproposed | accepted | rejected" + TAIL,
    "choice in brackets": HEAD + "- Status: [proposed|accepted]" + TAIL,
    "choice in braces": HEAD + "* Status: {proposed | rejected | accepted}" + TAIL,
    "choice of slashes": HEAD + "Status: Proposed/Accepted/Superseded" + TAIL,
    "choice of commas": HEAD + "## Status\n\nProposed, Accepted, Rejected, Deprecated" + TAIL,
    "choice in a list unticked": HEAD + "## Status\n\n- [ ] Proposed\n- [ ] Accepted" + TAIL,
    "choice in front matter": "---\nstatus: {proposed | accepted}\n---\n" + HEAD + TAIL,
    "instruction": HEAD
    + "## Status\n\nWhat is the status, such as proposed, accepted, rejected, deprecated?"
    + TAIL,
    "to be told": HEAD + "## Status\n\nTBD" + TAIL,
    "not applicable": HEAD + "Status: N/A" + TAIL,
    "angle brackets": HEAD + "## Status\n\n<status of the decision>" + TAIL,
    "fill in": HEAD + "Status: {status of this decision}" + TAIL,
    "code": HEAD + "## Context\n\n```\nStatus: accepted\n```\n",
    "status codes": HEAD + "## Context\n\n| Status | Meaning |\n|---|---|\n| 200 | accepted |\n",
    "prose": HEAD + "## Context\n\nWe accepted that status: done is a lie.\n",
    "an option's": HEAD + "## Options\n\n### Kafka\n\n#### Status\n\nIt is popular software.\n",
    "empty front matter": "---\nstatus:\n---\n" + HEAD + TAIL,
    "empty front matter text": '---\nstatus: ""\n---\n' + HEAD + TAIL,
}


@pytest.mark.parametrize("case", NONE)
def test_what_states_no_status_gives_none(case: str, read: Read) -> None:
    decision: Decision = read(NONE[case])
    assert decision.status is None
    assert decision.status_word is None
    assert "status" not in decision.provenance
