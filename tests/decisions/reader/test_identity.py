"""Numbers, ids, titles and what kind of file it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision, FileKind

Read = Callable[..., Decision]

BODY = "\n\n## Status\n\nAccepted\n\n## Context\n\nText.\n"


@pytest.mark.parametrize(
    ("path", "number", "identifier"),
    [
        ("0012-use-x.md", 12, "ADR-0012"),
        ("12-use-x.md", 12, "ADR-12"),
        ("0012_use_x.md", 12, "ADR-0012"),
        ("0012.md", 12, "ADR-0012"),
        ("0012.use-x.md", 12, "ADR-0012"),
        ("adr-012-use-x.md", 12, "ADR-012"),
        ("ADR-0012-use-x.md", 12, "ADR-0012"),
        ("ADR0012-use-x.md", 12, "ADR-0012"),
        ("adr_012_use_x.md", 12, "ADR-012"),
        ("ADR 12 - Use x.md", 12, "ADR-12"),
        ("ADR-012.md", 12, "ADR-012"),
        ("MADR-0012-x.md", 12, "ADR-0012"),
        ("0000-record-decisions.md", 0, "ADR-0000"),
        ("0012-使用队列.md", 12, "ADR-0012"),
        ("0012使用队列.md", 12, "ADR-0012"),
        ("ADR‐0012‐use‐x.md", 12, "ADR-0012"),
        ("billing/0012-use-x.md", 12, "ADR-0012"),
        ("20240506-use-x.md", "20240506", "ADR-20240506"),
        ("2024-05-06-use-x.md", "20240506", "ADR-20240506"),
        ("adr-20240506-use-x.md", "20240506", "ADR-20240506"),
        ("PAY-012-use-x.md", "PAY-012", "PAY-012"),
        ("ARCH-PAY-7-use-x.md", "ARCH-PAY-7", "ARCH-PAY-7"),
        ("SHOP-ADR-0012-use-x.md", "SHOP-ADR-0012", "SHOP-ADR-0012"),
        ("SHOP-ADR-Orders-0012-use-x.md", "SHOP-ADR-Orders-0012", "SHOP-ADR-Orders-0012"),
        ("000N-use-x.md", None, "000N-use-x"),
        ("TBD-use-x.md", None, "TBD-use-x"),
        ("2024-007-use-x.md", "2024-007", "ADR-2024-007"),
        ("use-x.md", None, "use-x"),
        ("use-oauth-2.md", None, "use-oauth-2"),
        ("java-17-upgrade.md", None, "java-17-upgrade"),
        ("0012-use-x/README.md", 12, "ADR-0012"),
    ],
)
def test_the_name_of_the_file_gives_number_and_id(
    path: str, number: object, identifier: str, read: Read
) -> None:
    decision: Decision = read("# Use X" + BODY, path)
    assert (decision.number, decision.id) == (number, identifier)
    assert decision.kind is FileKind.ADR


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("7. Use queues", "Use queues"),
        ("7) Use queues", "Use queues"),
        ("7: Use queues", "Use queues"),
        ("7 - Use queues", "Use queues"),
        ("7 Use queues", "Use queues"),
        ("0007 Use queues", "Use queues"),
        ("0007 - Use queues", "Use queues"),
        ("7.  Use queues", "Use queues"),
        ("ADR 7: Use queues", "Use queues"),
        ("ADR-0007: Use queues", "Use queues"),
        ("ADR-0007 Use queues", "Use queues"),
        ("ADR 007 - Use queues", "Use queues"),
        ("ADR0007. Use queues", "Use queues"),
        ("ADR #7 – Use queues", "Use queues"),
        ("ADR-7 — Use queues", "Use queues"),
        ("[ADR-0007] Use queues", "Use queues"),
        ("[ADR 7]: Use queues", "Use queues"),
        ("(7) Use queues", "Use queues"),
        ("ADR: Use queues", "Use queues"),
        ("MADR 7: Use queues", "Use queues"),
        ("Architecture Decision Record: Use queues", "Use queues"),
        ("Architectural Decision Record 7: Use queues", "Use queues"),
        ("Architecture Decision Record (ADR) 7: Use queues", "Use queues"),
        ("Architecture Decision 7: Use queues", "Use queues"),
        ("Decision record 7 - Use queues", "Use queues"),
        ("Title: Use queues", "Use queues"),
        ("PAY-012: Use queues", "Use queues"),
        ("n. Use queues", "Use queues"),
        ("Use `queues`", "Use queues"),
        ("Use [queues](https://queues.example)", "Use queues"),
        ("**Use queues**", "Use queues"),
        ("Use queues <!-- optional -->", "Use queues"),
        ("Use queues (accepted)", "Use queues"),
        ("Use queues (for now)", "Use queues (for now)"),
        ("Use 3 queues", "Use 3 queues"),
        ("2FA for all", "2FA for all"),
        ("3 tiers of queues", "3 tiers of queues"),
        ("64 bit numbers", "64 bit numbers"),
        ("2.0 is the protocol", "2.0 is the protocol"),
        ("ADRs are kept in git", "ADRs are kept in git"),
        ("ADR process", "ADR process"),
        ("Add a queue", "Add a queue"),
        ("Status quo is kept", "Status quo is kept"),
        ("Move dates (data)", "Move dates (data)"),
        ("7. 使用队列", "使用队列"),
        ("7、使用队列", "使用队列"),
    ],
)
def test_a_title_is_told_without_its_number(heading: str, title: str, read: Read) -> None:
    decision: Decision = read(f"# {heading}{BODY}")
    assert decision.title == title
    assert decision.display_title == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Use queues\n==========" + BODY, "Use queues"),
        ('<h1 align="center">7. Use queues</h1>' + BODY, "Use queues"),
        ("---\ntitle: 7. Use queues\n---" + BODY, "Use queues"),
        ("---\ntitle: Other\n---\n\n# Use queues" + BODY, "Use queues"),
        ("## 7. Use queues" + BODY, "Use queues"),
        ("# ADR\n\n## Use queues" + BODY, "Use queues"),
        ("# ADR 7\n\n## Use queues" + BODY, "Use queues"),
        ("ADR-7: Use queues" + BODY, "Use queues"),
        ("## Title\n\nUse queues" + BODY, "Use queues"),
        ("| ADR | 7 |\n|---|---|\n| Title | Use queues |" + BODY, "Use queues"),
        ("# Status\n\nAccepted\n\n# Context\n\nText.\n", None),
        ("## Context\n\nText.\n\n## Decision\n\nText.\n", None),
        ("", None),
    ],
)
def test_the_title_is_found_where_it_stands(text: str, title: str | None, read: Read) -> None:
    decision: Decision = read(text)
    assert decision.title == title
    assert decision.display_title == (title or "Use queues")


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("README.md", "# Decisions\n\n- [1](0001-x.md)\n", FileKind.README),
        ("readme.md", "", FileKind.README),
        ("index.md", "# Log\n", FileKind.INDEX),
        ("index.rst", "Log\n===\n", FileKind.INDEX),
        ("toc.md", "# Contents\n", FileKind.INDEX),
        ("template.md", "# {short title}\n", FileKind.TEMPLATE),
        ("adr-template.md", "# Title\n", FileKind.TEMPLATE),
        ("adr.template.md", "# ADR \\{NUMBER\\}: \\{TITLE\\}\n", FileKind.TEMPLATE),
        ("0000-template.md", "# Title" + BODY, FileKind.TEMPLATE),
        ("SHOP-ADR-0000-template.md", "# Title" + BODY, FileKind.TEMPLATE),
        ("0000-adr-vorlage-de.md", "# Vorlage" + BODY, FileKind.TEMPLATE),
        ("0000-modele-adr.md", "# Titre" + BODY, FileKind.TEMPLATE),
        ("NNNN-title.md", "# NNNN. Title\n\n## Status\n\nproposed | accepted\n", FileKind.TEMPLATE),
        ("014-project-templates.md", "# Project templates" + BODY, FileKind.ADR),
        ("use-templates-for-mails.md", "# Use templates for mails" + BODY, FileKind.ADR),
        ("process.md", "# How we decide\n\nWe meet.\n", FileKind.PAGE),
        ("glossary.md", "# Glossary\n\n## Context\n\nBounded.\n", FileKind.PAGE),
        ("notes.md", "# Notes of a meeting\n\nWe met.\n", FileKind.PAGE),
        ("use-queues.md", "# Use queues" + BODY, FileKind.ADR),
        ("queues.md", "# Queues\n\n## Context\n\nA.\n\n## Decision\n\nB.\n", FileKind.ADR),
        ("queues.md", "# ADR: Queues\n\nWe use queues.\n", FileKind.ADR),
        ("queues.md", "# ADR-7: Queues\n\nWe use queues.\n", FileKind.ADR),
        ("0007-queues.md", "", FileKind.ADR),
    ],
)
def test_each_kind_of_file_is_told(path: str, text: str, kind: FileKind, read: Read) -> None:
    assert read(text, path).kind is kind


def test_the_number_is_taken_from_the_heading_else_from_the_front_matter(read: Read) -> None:
    heading = read("# ADR-012: Use X" + BODY, "use-x.md")
    keyed = read("---\nadr: 12\n---\n# Use X" + BODY, "use-x.md")
    assert (heading.number, heading.provenance["number"].line) == (12, 1)
    assert (keyed.number, keyed.provenance["number"].line) == (12, 2)


def test_numbers_that_disagree_are_findings_with_their_lines(read: Read) -> None:
    decision = read("---\nadr: 9\n---\n# 8. Use X" + BODY)
    found = [(f.location.line, f.message) for f in decision.findings if f.rule == "number-conflict"]
    assert decision.number == 7
    assert sorted(found) == [
        (2, "The number is 9 in the front matter and 7 in the file name"),
        (4, "The number is 8 in the title and 7 in the file name"),
    ]


def test_an_id_is_kept_as_stated(read: Read) -> None:
    assert read("---\nid: ADR-0007\n---\n# Use X" + BODY).id == "ADR-0007"
