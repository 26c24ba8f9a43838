"""reStructuredText decisions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archbook.decisions.model import Decision, Form, Status
from archbook.decisions.reader import stated_links

Read = Callable[..., Decision]

TITLE = "7. Use queues\n=============\n\n"
END = "\n\nContext\n-------\n\nOrders arrive.\n"

FORMS = {
    "section": (TITLE + "Status\n------\n\nAccepted" + END, Form.SECTION, 7),
    "section in bold": (
        TITLE + "Status\n------\n\n**Accepted** *2024-05-06*" + END,
        Form.SECTION,
        7,
    ),
    "overlined": ("####\nX y\n####\n\nStatus\n****\n\n**Accepted**\n", Form.SECTION, 8),
    "field list": (TITLE + ":Status: Accepted\n:Date: 2024-05-06" + END, Form.FIELD_LIST, 4),
    "field list at the head": (
        ":Status: Accepted\n:Date: 2024-05-06\n\n" + TITLE + END,
        Form.FIELD_LIST,
        1,
    ),
    "bullet": (TITLE + "* Status: Accepted\n* Date: 2024-05-06" + END, Form.BULLET, 4),
    "bold line": (TITLE + "**Status:** Accepted" + END, Form.BOLD_LINE, 4),
    "line block": (TITLE + "| Status: Accepted\n| Date: 2024-05-06" + END, Form.LINE, 4),
    "definition list": (TITLE + "Status\n  Accepted\nDate\n  2024-05-06" + END, Form.FIELD_LIST, 5),
    "list table": (
        TITLE
        + ".. list-table::\n\n   * - Status\n     - Accepted\n   * - Date\n     - 2024-05-06"
        + END,
        Form.TABLE,
        7,
    ),
    "simple table": (
        TITLE
        + "======  ==========\nStatus  Accepted\nDate    2024-05-06\n======  =========="
        + END,
        Form.TABLE,
        5,
    ),
    "admonition": (TITLE + ".. note::\n\n   Status: Accepted" + END, Form.LINE, 6),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_status_is_read_from_each_form_of_restructured_text(form: str, read: Read) -> None:
    text, expected, line = FORMS[form]
    decision = read(text, "0007-use-queues.rst")
    assert decision.status is Status.ACCEPTED
    assert (decision.provenance["status"].form, decision.provenance["status"].line) == (
        expected,
        line,
    )
    assert decision.source == text
    assert decision.markdown is None


def test_title_links_and_mentions_are_read(read: Read) -> None:
    text = (
        ".. _ADR-7:\n\n7. Use ``queues``\n=================\n\nStatus\n------\n\n"
        "Superseded by `9. Streams <0009-streams.rst>`_\n\nContext\n-------\n\n"
        "As ADR-4 says, not ``ADR-5``. See :doc:`0003-a` and `site`_.\n\n"
        ".. image:: a.png\n   :alt: picture\n\n.. _site: https://x.example\n"
    )
    decision = read(text, "0007-use-queues.rst")
    assert decision.title == "Use queues"
    assert [(r.kind.value, r.target, r.line) for r in decision.relations] == [
        ("superseded_by", 9, 9)
    ]
    assert [m.target for m in decision.mentions] == [4, 3]
    assert [(x.href, x.line) for x in stated_links(decision)] == [
        ("0009-streams.rst", 9),
        ("0003-a.rst", 14),
        ("https://x.example", 14),
        ("a.png", 16),
    ]


def test_nothing_is_inserted_from_other_files(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Status: accepted", "utf-8")
    text = TITLE + f".. include:: {secret}\n\n.. raw:: html\n   :file: {secret}\n" + END
    decision = read(text, "0007-use-queues.rst")
    assert decision.status is None


@pytest.mark.parametrize(
    "text", ["", "=", "====\n", ".. ", "|", "`", "a\n=\nb\n-\n", "* " * 500, "\x0c::\n"]
)
def test_odd_restructured_text_is_read_without_an_error(text: str, read: Read) -> None:
    assert read(text, "0007-x.rst").number == 7
