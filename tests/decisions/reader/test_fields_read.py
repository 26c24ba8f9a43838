"""People, tags, components and the summary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision

Read = Callable[..., Decision]
END = "\n\n## Context\n\nOrders arrive faster than mails leave, so something has to hold them.\n"


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("* Deciders: Ann, Bo", ("Ann", "Bo")),
        ("* Deciders: Ann Lee and Bo Day", ("Ann Lee", "Bo Day")),
        ("* Deciders: Ann, Bo, and Cy", ("Ann", "Bo", "Cy")),
        ("* Deciders: @ann; @bo", ("ann", "bo")),
        (
            "* Deciders: [@ann](https://git.example/ann), [@bo](https://git.example/bo)",
            ("ann", "bo"),
        ),
        ("* Deciders: Ann Lee <ann@x.example>", ("Ann Lee",)),
        ("* Deciders: Ann (lead, shop), Bo", ("Ann (lead, shop)", "Bo")),
        ("* Deciders:\n  * Ann\n  * Bo", ("Ann", "Bo")),
        ("* Deciders: Ann,\n  Bo", ("Ann", "Bo")),
        ("* **Decision Makers:** Ann", ("Ann",)),
        ("* Autor: Wissen & Pflege der Dokumente", ("Wissen & Pflege der Dokumente",)),
        ("**Approved by:** Ann", ("Ann",)),
        ("## Deciders\n\n- Ann\n- Bo", ("Ann", "Bo")),
        ("## Approvers\n\n* Ann Lee\n* Bo Day", ("Ann Lee", "Bo Day")),
        ("| Author(s) | Date |\n|---|---|\n| [@ann](https://x.example) | 2024-05-06 |", ("ann",)),
        ("* Entscheider: Ann", ("Ann",)),
        ("* décisionnaires : Ann", ("Ann",)),
        ("* 决策者: 安, 博", ("安", "博")),
        ("* Deciders: [list everyone involved in the decision]", ()),
        ("* Deciders: {list everyone}", ()),
        ("* Deciders: N/A", ()),
        ("* Deciders:", ()),
        ("* Authors: Ann\n* Deciders: Bo", ("Bo",)),
    ],
)
def test_decision_makers_are_read(text: str, makers: tuple[str, ...], read: Read) -> None:
    assert read(f"# 7. X\n\n{text}{END}").decision_makers == makers


@pytest.mark.parametrize(
    ("front", "field", "expected"),
    [
        ("decision-makers: [Ann, Bo]", "decision_makers", ("Ann", "Bo")),
        ("deciders: Ann, Bo", "decision_makers", ("Ann", "Bo")),
        ("deciders: {Ann}", "decision_makers", ("Ann",)),
        ("authors:\n  - name: Ann\n    url: x\n  - name: Bo", "decision_makers", ("Ann", "Bo")),
        ('author: "@ann"', "decision_makers", ("ann",)),
        ("consulted: Cy", "consulted", ("Cy",)),
        ("informed: [Di, Ed]", "informed", ("Di", "Ed")),
        ("tags: [a, b]", "tags", ("a", "b")),
        ("tags: a, b", "tags", ("a", "b")),
        ("topics:\n  - a\n  - b", "tags", ("a", "b")),
        ("components: [orders, order-events]", "components", ("orders", "order-events")),
        ("applies_to:\n  - orders\n  - '*'", "components", ("orders",)),
        ("tags: []", "tags", ()),
    ],
)
def test_lists_are_read_from_the_front_matter(
    front: str, field: str, expected: tuple[str, ...], read: Read
) -> None:
    decision = read(f"---\n{front}\n---\n# 7. X{END}")
    assert getattr(decision, field) == expected
    assert (field in decision.provenance) is bool(expected)


def test_lists_are_read_from_bullets(read: Read) -> None:
    text = (
        "# 7. X\n\n- Tags: #async #events\n- Consulted: Cy\n- Informed: Di\n- Components: orders"
        + END
    )
    decision = read(text)
    assert decision.tags == ("async", "events")
    assert (decision.consulted, decision.informed) == (("Cy",), ("Di",))
    assert decision.components == ("orders",)


def test_the_summary_is_the_first_prose(read: Read) -> None:
    text = "# 7. X\n\nDate: 2024-05-06\n\n## Status\n\nAccepted because we said so.\n" + END
    decision = read(text)
    assert decision.summary == (
        "Orders arrive faster than mails leave, so something has to hold them."
    )


def test_a_long_summary_ends_after_a_whole_word(read: Read) -> None:
    decision = read("# 7. X\n\n## Context\n\n" + "word " * 100)
    assert len(decision.summary) <= 200
    assert decision.summary.endswith(" word…")
