"""Typed relations, untyped mentions and links."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision
from archbook.decisions.reader import stated_links

Read = Callable[..., Decision]

END = "\n\n## Context\n\nText.\n"


def relations(decision: object) -> list[tuple[str, object]]:
    return [(r.kind.value, r.target) for r in decision.relations]  # type: ignore[attr-defined]


FRONT = [
    ("superseded_by: 9", [("superseded_by", 9)]),
    ("supersededBy: '0009'", [("superseded_by", 9)]),
    ("superseded-by: ADR-0009", [("superseded_by", 9)]),
    ("superseded_by: 0009-use-streams.md", [("superseded_by", 9)]),
    ("superseded_by: ./0009-use-streams.md", [("superseded_by", 9)]),
    ("superseded_by: /decisions/0009-use-streams", [("superseded_by", 9)]),
    ("superseded_by: '[9. Streams](0009-use-streams.md)'", [("superseded_by", 9)]),
    ("superseded_by: ''", []),
    ("superseded_by: N/A", []),
    ("superseded_by: none", []),
    ("superseded_by: []", []),
    ("superseded_by:", []),
    ("supersedes: [1, 2]", [("supersedes", 1), ("supersedes", 2)]),
    ('supersedes: ["0001", "0002"]', [("supersedes", 1), ("supersedes", 2)]),
    ("supersedes: 1, 2", [("supersedes", 1), ("supersedes", 2)]),
    ("supersedes: ADR-1 and ADR-2", [("supersedes", 1), ("supersedes", 2)]),
    ("replaces: ADR-1", [("supersedes", 1)]),
    ("amends: 3", [("amends", 3)]),
    ("extends: 3", [("extends", 3)]),
    ("depends-on: [3]", [("depends_on", 3)]),
    ("related: [ADR-3, ADR-4]", [("relates_to", 3), ("relates_to", 4)]),
    ("superseded_by: 20240506-use-streams", [("superseded_by", "20240506")]),
    ("superseded_by: PAY-012", [("superseded_by", "PAY-012")]),
    ("superseded_by: adr-009-use-streams", [("superseded_by", 9)]),
    ("superseded_by: ADR-2024-05-06-use-streams.md", [("superseded_by", "20240506")]),
    ("superseded_by: use-streams", [("superseded_by", "use-streams")]),
    ("status: superseded by ADR-0009", [("superseded_by", 9)]),
    ("status: superseded by [ADR-0009](0009-use-streams.md)", [("superseded_by", 9)]),
]


@pytest.mark.parametrize(("line", "expected"), FRONT)
def test_relations_are_read_from_the_front_matter(
    line: str, expected: list[object], read: Read
) -> None:
    decision = read(f"---\n{line}\n---\n# 7. X{END}")
    assert relations(decision) == expected
    assert all(r.line == 2 for r in decision.relations)


TEXTS = [
    ("## Status\n\nSuperseded by [9. Streams](0009-streams.md)", [("superseded_by", 9)]),
    ("## Status\n\nSuperseded by [Streams](0009-streams.md)", [("superseded_by", 9)]),
    ("## Status\n\nSuperseded by [Streams](../adr/0009-streams.html#top)", [("superseded_by", 9)]),
    (
        "## Status\n\nSuperseded by [x](https://git.example/o/r/blob/main/adr/0009-streams.md)",
        [("superseded_by", 9)],
    ),
    ("## Status\n\n[Superseded by ADR-9](0009-streams.md)", [("superseded_by", 9)]),
    ("## Status\n\nSuperceded by ADR 60 and 61", [("superseded_by", 60), ("superseded_by", 61)]),
    ("## Status\n\nSuperseded by ADR 9, ADR 10", [("superseded_by", 9), ("superseded_by", 10)]),
    ("## Status\n\nSuperseded by ADR-9 on 2024-05-06 because of cost", [("superseded_by", 9)]),
    ("## Status\n\nSuperseded by 0009", [("superseded_by", 9)]),
    ("## Status\n\nSuperseded by: 9", [("superseded_by", 9)]),
    ("## Status\n\nSuperseded by MADR 099", [("superseded_by", 99)]),
    ("## Status\n\nSuperseded by #9", [("superseded_by", 9)]),
    ("## Status\n\nSuperseded\n\n* [ADR 9. Streams](0009-streams.html)", [("superseded_by", 9)]),
    ("## Status\n\nSuperseded [0009](0009-streams.md)", [("superseded_by", 9)]),
    (
        "## Status\n\nSuperseded by:\n\n- [9](0009-a.md)\n- [10](0010-b.md)",
        [("superseded_by", 9), ("superseded_by", 10)],
    ),
    ("## Status\n\nAccepted\n\nSupercedes:\n\n- [ADR 3](0003-a.md)", [("supersedes", 3)]),
    (
        "## Status\n\nAccepted\n\nSupersedes [3. A](0003-a.md)\n\nAmends [4. B](0004-b.md)",
        [("supersedes", 3), ("amends", 4)],
    ),
    (
        "## Status\n\nAccepted, supersedes [3. A](0003-a.md) and amends [4. B](0004-b.md)",
        [("supersedes", 3), ("amends", 4)],
    ),
    ("## Status\n\nAccepted\n\nThis ADR in part supersedes [0003](0003-a.md).", [("amends", 3)]),
    ("## Status\n\nAccepted\n\nPartially superseded by [9](0009-a.md)", [("amended_by", 9)]),
    ("## Status\n\nAccepted\n\nSupersedes some aspects of [3](0003-a.md)", [("amends", 3)]),
    ("## Status\n\nAccepted. Not superseded by ADR-9.", []),
    ("## Status\n\nAccepted until it is superseded by ADR-9", []),
    ("## Status\n\nAccepted\n\nSupersedes 3 services", []),
    (
        "- Status: superseded by [20240506-streams](20240506-streams.md)",
        [("superseded_by", "20240506")],
    ),
    ("- Status: accepted\n- Supersedes: [3](0003-a.md)", [("supersedes", 3)]),
    ("- **Superseded by**: ADR-9", [("superseded_by", 9)]),
    ("**Supersedes:** ADR-3, ADR-4", [("supersedes", 3), ("supersedes", 4)]),
    ("Supersedes ADR-3", [("supersedes", 3)]),
    (
        "| Status | Superseded |\n|---|---|\n| Superseded by | [9](0009-a.md) |",
        [("superseded_by", 9)],
    ),
    ("## Supersedes\n\n- [3. A](0003-a.md)", [("supersedes", 3)]),
    ("## Superseded by\n\nADR-9", [("superseded_by", 9)]),
    (
        "## Links\n\n* Supersedes [ADR-3](0003-a.md)\n* Refined by [ADR-9](0009-b.md)",
        [("supersedes", 3), ("refined_by", 9)],
    ),
    ("## Links\n\n* [Supersedes] [ADR-3](0003-a.md)", [("supersedes", 3)]),
    ("## References\n\n* [ADR-3](0003-a.md), which superseded nothing", []),
    (
        "## Related decisions\n\n- [3. A](0003-a.md)\n- ADR-4",
        [("relates_to", 3), ("relates_to", 4)],
    ),
    ("## More information\n\nThis decision supersedes [ADR-3](0003-a.md).", [("supersedes", 3)]),
    ("## Decision\n\nThis ADR replaces ADR-3 because it was slow.", [("supersedes", 3)]),
    ("## Decision\n\nThis ADR does not replace ADR-3.", []),
    ("## Decision\n\nWe replace the queue of ADR-3.", []),
    ("## Decision\n\nThe new queue replaces ADR-3's.", []),
    ('## Context\n\n**Supersedes**: ADR 0053 §7 "Detection"', [("amends", 53)]),
    ("## Status\n\nErsetzt durch [9](0009-a.md)", [("superseded_by", 9)]),
    ("## Statut\n\nRemplacé par [9](0009-a.md)", [("superseded_by", 9)]),
    ("## Estado\n\nAceptado\n\nReemplaza a [3](0003-a.md)", [("supersedes", 3)]),
    ("## Статус\n\nЗаменено на [9](0009-a.md)", [("superseded_by", 9)]),
    ("## Estado\n\nAceptada. Supersede parcial de [3](0003-a.md).", [("amends", 3)]),
    ("## Statut\n\nAccepté\n\n- **Prolonge** [ADR-3](0003-a.md) (trois)", [("extends", 3)]),
    ("## 状态\n\n被 [9. 流](0009-a.md) 取代", [("superseded_by", 9)]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_relations_are_read_from_lines_lists_tables_and_sentences(
    text: str, expected: list[object], read: Read
) -> None:
    assert relations(read(f"# 7. X\n\n{text}{END}")) == expected


def test_a_decision_has_no_relation_to_itself(read: Read) -> None:
    decision = read("# 7. X\n\n## Status\n\nSuperseded by ADR-7\n")
    assert not decision.relations


def test_mentions_are_links_to_files_and_names_in_the_text_but_not_in_code(read: Read) -> None:
    text = (
        "# ADR-7: X\n\n## Status\n\nAmends [3. A](0003-a.md)\n\n## Context\n\n"
        "As ADR-4 says, and [the fifth](0005-b.md), and ADR-7 itself.\n"
        "`ADR-8` is code, so is\n\n    ADR-9\n\n```\nADR-10\n```\n\n"
        "[ADR-11](https://elsewhere.example/posts/2024.html) and [site](https://x.example/0012-a.md).\n"
        "![ADR-13](0013-a.png) <!-- ADR-14 --> ADR-3 again.\n"
    )
    decision = read(text)
    assert [(m.target, m.text, m.href, m.line) for m in decision.mentions] == [
        (4, "ADR-4", "", 9),
        (5, "the fifth", "0005-b.md", 9),
    ]


def test_every_link_and_image_is_told_with_its_line(read: Read) -> None:
    text = (
        "# 7. X\n\nSee [a](a.md 'A'),\n![b](b.png) and <a href=\"c.md\">c</a>.\n\n"
        '<p><img src="d.png" alt="d"></p>\n\n| [e](e.md) |\n|---|\n| x |\n\n`[f](f.md)`\n'
        "<https://g.example>\n"
    )
    links = stated_links(read(text))
    assert [(x.href, x.text, x.line, x.image, x.raw) for x in links] == [
        ("a.md", "a", 3, False, False),
        ("b.png", "b", 4, True, False),
        ("c.md", "c", 4, False, True),
        ("d.png", "d", 6, True, True),
        ("e.md", "e", 8, False, False),
        ("https://g.example", "https://g.example", 13, False, False),
    ]
