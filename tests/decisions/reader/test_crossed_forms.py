"""Every place a status may stand in, crossed with the words for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision, RelationKind, Status

Read = Callable[..., Decision]

HEAD = "# 7. Use queues\n\n"
TAIL = "\n\n## Context\n\nOrders arrive faster than mails leave.\n\n## Decision\n\nWe use queues.\n"

HEADINGS = """
# Status|### Status|#### Status|##### Status|## STATUS|## Status:|## **Status**|## Status ##
## 1. Status|## 1 Status|## 1.1 Status|## (1) Status|## a) Status|## I. Status|## 1 - Status
## 🚦 Status|## :traffic_light: Status|## Status {#status}|## [Status](#status)|##Status
## <a name="s"></a>Status|## Status (current)|## Status & Date|## Status and date|## Status / Date
## Decision status|## ADR Status|## Current status|## Document status|## Proposal status
## Record status|## Approval status|## Status of this decision|## State|## Stage|## Lifecycle
"""
BELOW_HEADING = """
{}|**{}**|_{}_|***{}***|`{}`|- {}|* **{}**|1. {}|> {}|> **{}**|{}.|{}!|✅ {}|🟢 **{}**|{} ✅
[{}](http://x/y)
[{}]|"{}"|({})|:white_check_mark: {}|~~Draft~~ {}|Draft -> {}|Draft → {}|Draft ➜ {}|Draft ⟶ {}
Draft > **{}**
{} by @ann and @bo|{}; see the notes|{} (v2)|Status: {}|**Status**: {}|Current status: {}|### {}
<!-- draft, or what else? --> {}|<span style="color:green">{}</span>|{} <!-- for now -->
☐ Draft ☑ {}
"""
LINES = """
* Status: {}|- status: {}|+ Status: {}|- **Status:** {}|- **Status**: {}|* __Status__ - {}
- **Status** — {}
- _Status_: {}|- Status = {}|- Status → {}|- `status`: {}|- 🚦 **Status:** {}|1. Status: {}
Status: {}
**Status:** {}|**Status**: {}|**Status** {}|**Status** — {}|**Status.** {}|*Status.* {}|*Status: {}*
**Status: {}**|`Status: {}`|Status：{}|STATUS: {}|**Status**: {} \\| **Scope**: all|Status {}
**Author:** Ann · **Status:** {} · **Scope:** all|Ann Lee · Status: {}|**Document status:** {}
> Status: {}|> **Status:** {}|> - Status: {}|<b>Status:</b> {}|<p><b>Status:</b> {}</p>
<dl><dt>Status</dt><dd>{}</dd></dl>|<ul><li>Status: {}</li></ul>|!!! info "Status: {}"|:::info
"""
WHOLE = {
    "value on the next line": "**Status**\n{}",
    "value below": "**Status:**\n\n{}",
    "value in a sub-list": "- Status\n  - {}\n- Scope\n  - all",
    "ticked in a sub-list": "- Status:\n  - [ ] Draft\n  - [x] {}",
    "nested bullet": "- Metadata\n  - Status: {}\n  - Scope: all",
    "note of GitHub": "> [!NOTE]\n> **Status:** {}",
    "admonition of MkDocs": '!!! note "Status"\n    {}',
    "admonition of Docusaurus": ":::info Status\n{}\n:::",
    "line in an admonition": ":::info\nStatus: {}\n:::",
    "hard break by backslash": "**Status:** {}\\\n**Scope:** all",
    "hard break by blanks": "**Status:** {}  \n**Scope:** all",
    "hard break by tag": "**Status:** {}<br/>**Scope:** all",
    "definition list": "Status\n: {}\n\nScope\n: all",
    "details": "<details>\n<summary>Facts</summary>\n\n- Status: {}\n\n</details>",
    "rows of a table": "| Status | {} |\n|---|---|\n| Scope | all |",
    "columns of a table": "| Status | Scope | Maker |\n|---|---|---|\n| {} | all | Ann |",
    "table with a legend": "| Item | Description |\n|---|---|\n| Status | ✅ {} |",
    "table of HTML": "<table>\n<tr><td>Status</td><td>{}</td></tr>\n</table>",
    "list ticked below the heading": "## Status\n\n- [ ] Draft\n- [x] {}",
    "word of the title's section": "{}",
    "bold word below the title": "**{}**",
    "word in italics below the title": "*{}*",
    "word with a tick below the title": "✅ {}",
    "front matter below the title": "---\nstatus: {}\nscope: all\n---",
    "badge": "![](https://img.shields.io/badge/status-{}-green)",
    "badge of a decision": "![](https://img.shields.io/badge/ADR-{}-green)",
    "badge without label": "![x](https://img.shields.io/badge/{}-green.svg)",
    "badge behind a label": "**Status:** ![x](https://img.shields.io/badge/-{}-green)",
    "heading with its word": "## Status: **{}**",
    "heading with its word in brackets": "## Status ({})",
    "heading with its word right behind": "## Status {}",
    "heading with a dash": "## Status — {}",
}
FRONT = """
status: {}|Status: {}|STATUS: "{}"|status: [{}]|status: {{{}}}|status: {} # for now|state: {}
adr_status: {}
adrStatus: {}|decision-status: {}|lifecycle: {}|adr: {{status: {}}}
metadata: {{adr: {{status: {}}}}}
status: {{state: {}}}|status: {{current: {}, since: 2024-05-06}}
"""
TITLES = """
# ADR 7: Use queues [{}]|# ADR 7: Use queues ({})|# [{}] ADR 7: Use queues|# ADR 7 [{}]: Use queues
# ADR 7 ({}): Use queues|# ADR 7: Use queues - {}|# ADR 7: Use queues `{}`
# ADR 7: Use queues **{}**
# {}: ADR 7: Use queues|# 7. Use queues — {}
"""
WORDS = {
    "Accepted": Status.ACCEPTED,
    "Proposed": Status.PROPOSED,
    "Rejected": Status.REJECTED,
    "Deprecated": Status.DEPRECATED,
    "Superseded": Status.SUPERSEDED,
}


def split(table: str) -> list[str]:
    """Return the entries of a table; a bar of their own stands behind a backslash."""
    text = table.strip().replace("\n", "|").replace("\\|", "\0")
    return [part.replace("\0", "|") for part in text.split("|")]


FORMS = [
    *(f"{HEAD}{heading}\n\n{{}}{TAIL}" for heading in split(HEADINGS)),
    *(f"{HEAD}## Status\n\n{value}{TAIL}" for value in split(BELOW_HEADING)),
    *(HEAD + line + TAIL for line in split(LINES) if "{}" in line),
    *(HEAD + text + TAIL for text in WHOLE.values()),
    *(f"---\n{key}\n---\n\n{HEAD}{TAIL}" for key in split(FRONT)),
    *(title + "\n" + TAIL for title in split(TITLES)),
    f"+++\nstatus = '{{}}'\n+++\n\n{HEAD}{TAIL}",
    "Use queues\n==========\n\nStatus\n------\n\n{}" + TAIL,
    "7. Use queues\n=============\n\nStatus: {}" + TAIL,
    "Status: {}\n\n" + HEAD + TAIL,
    HEAD + TAIL + "\n## Status\n\n{}\n",
    HEAD + TAIL + "\n---\n\n*Status: {}*\n",
]


def filled(form: str, word: str) -> str:
    """Put a word into a form; doubled braces become single ones."""
    return form.replace("{}", "\1").replace("{{", "{").replace("}}", "}").replace("\1", word)


@pytest.mark.parametrize("form", FORMS)
def test_a_status_is_read_wherever_it_stands_and_the_title_stays_clean(
    read: Read, form: str
) -> None:
    for word, status in WORDS.items():
        decision = read(filled(form, word))
        assert (word, decision.status) == (word, status)
        assert (decision.title, decision.number) == ("Use queues", 7)


@pytest.mark.parametrize("form", split(BELOW_HEADING)[:4] + split(LINES)[:20])
def test_a_successor_named_with_the_status_is_a_relation_in_every_form(
    read: Read, form: str
) -> None:
    stated = form if "tatus" in form else f"## Status\n\n{form}"
    decision = read(HEAD + filled(stated, "Superseded by ADR-12") + TAIL)
    assert decision.status is Status.SUPERSEDED
    assert [(r.kind, r.target) for r in decision.relations] == [(RelationKind.SUPERSEDED_BY, 12)]
