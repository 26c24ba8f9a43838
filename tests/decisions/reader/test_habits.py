"""Habits of writers that no template asks for: each once, written for the test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision, FileKind, RelationKind, Status
from archbook.decisions.reader import read_decision, stated_links
from archbook.source.files import SourceText

Read = Callable[..., Decision]

HEAD = "# 7. Use queues\n\n"
TAIL = "\n\n## Context\n\nOrders arrive faster than mails leave.\n"


def targets(decision: Decision, kind: RelationKind) -> list[object]:
    return [relation.target for relation in decision.relations if relation.kind is kind]


@pytest.mark.parametrize(
    "line",
    [
        "- Status: ~~Proposed~~ **Accepted** _(2024-05-06: the guild agreed)_\n- Date: 2024-05-01",
        "- Status: Proposed | **Accepted** (2024-05-06)\n- Date: 2024-05-01",
    ],
)
def test_a_bold_word_with_a_date_within_a_status_is_no_field_of_its_own(
    read: Read, line: str
) -> None:
    decision = read(HEAD + line + TAIL)
    assert (decision.status, decision.date) == (Status.ACCEPTED, "2024-05-01")


@pytest.mark.parametrize(
    "written",
    [
        "partially superseded by ADR-9",
        "partiellement remplacé par ADR-9",
        "Частично заменено ADR-9 в части почты",
        "Teilweise ersetzt durch ADR-9",
        "Accepted（メールの項のみ Superseded by ADR-9）",
    ],
)
def test_what_is_superseded_in_part_is_in_force_and_amended(read: Read, written: str) -> None:
    decision = read(f"{HEAD}- Status: {written}{TAIL}")
    assert decision.status is Status.ACCEPTED
    assert targets(decision, RelationKind.AMENDED_BY) == [9]
    assert targets(decision, RelationKind.SUPERSEDED_BY) == []


def test_a_label_can_say_that_it_supersedes_in_part_where_words_have_no_blanks(read: Read) -> None:
    decision = read(HEAD + "- 状态：已接受\n- 局部取代：ADR-0003 的缓存部分" + TAIL)
    assert targets(decision, RelationKind.AMENDS) == [3]
    assert targets(decision, RelationKind.SUPERSEDES) == []


def test_boxes_of_a_paragraph_count_where_they_are_ticked(read: Read) -> None:
    boxes = "[ ] Proposed\n[x] Accepted\n[ ] Superseded by ADR-MMMM\n[ ] Rejected"
    assert read(f"{HEAD}## Status\n\n{boxes}{TAIL}").status is Status.ACCEPTED
    assert read(f"{HEAD}Status: [ ] proposed [x] rejected{TAIL}").status is Status.REJECTED
    assert read(f"{HEAD}## Status\n\n[ ] Proposed\n[ ] Accepted{TAIL}").status is None


def test_the_date_of_a_replacement_stands_with_it(read: Read) -> None:
    text = (
        "~~Accepted (2024-05-06).~~ **Reconsidered** - superseded by ADR-9 (2025-02-03): see there"
    )
    decision = read(f"{HEAD}## Status\n\n{text}{TAIL}")
    assert (decision.status, decision.date) == (Status.SUPERSEDED, "2025-02-03")


def test_a_path_in_the_status_does_not_make_it_a_choice(read: Read) -> None:
    text = "Status: **Superseded by ADR 9** (the board, 2025-02-03), see `adr/0009-streams.md`."
    assert read(HEAD + text + TAIL).date == "2025-02-03"


def test_a_date_may_stand_between_superseded_and_by(read: Read) -> None:
    text = "Date: 2024-05-06\nSuperseded: 2025-02-03 by [ADR 9](0009-streams.md)"
    decision = read(f"{HEAD}{text}{TAIL}\n## Status\n\nSuperseded\n")
    assert targets(decision, RelationKind.SUPERSEDED_BY) == [9]
    assert decision.date == "2024-05-06"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "See ADR 3 for the start of it, which is superseded by this one.",
            RelationKind.SUPERSEDES,
        ),
        ("[Old plan](0003-old.md) is amended by this decision.", RelationKind.AMENDS),
    ],
)
def test_a_sentence_may_say_what_this_decision_ends(
    read: Read, sentence: str, kind: RelationKind
) -> None:
    decision = read(f"{HEAD}## Status\n\nAccepted{TAIL}\n## More information\n\n{sentence}\n")
    assert targets(decision, kind) == [3]


def test_a_sentence_that_names_two_decisions_leaves_open_which_one_ends(read: Read) -> None:
    decision = read(f"{HEAD}Status: accepted{TAIL}\nADR 3 or ADR 4 is superseded by this one.\n")
    assert targets(decision, RelationKind.SUPERSEDES) == []


def test_links_below_supersedes_are_no_second_status(read: Read) -> None:
    text = "Accepted\n\nSupercedes:\n\n- [ADR 3. Mail](0003-mail.md)"
    decision = read(f"---\nstatus: accepted\n---\n\n{HEAD}## Status\n\n{text}{TAIL}")
    assert decision.status is Status.ACCEPTED
    assert decision.findings == ()
    assert targets(decision, RelationKind.SUPERSEDES) == [3]


def test_front_matter_below_the_comment_of_a_licence_is_read(read: Read) -> None:
    decision = read(
        "<!-- SPDX-License-Identifier: MIT -->\n\n---\nstatus: accepted\ndate: 2024-05-06\n"
        "decision-makers: [ann]\n---\n# Use queues" + TAIL
    )
    assert (decision.title, decision.status) == ("Use queues", Status.ACCEPTED)
    assert (decision.date, decision.decision_makers) == ("2024-05-06", ("ann",))


def test_a_rule_above_a_heading_of_words_is_no_front_matter(read: Read) -> None:
    assert read("---\nUse queues\n---\n\nStatus: accepted" + TAIL).title == "Use queues"


def test_people_who_are_no_yaml_are_read_from_unreadable_front_matter(read: Read) -> None:
    decision = read("---\nstatus: draft\nauthors:\n- @ann\n- @bo\ndate: 2024-05-06\n---\n" + HEAD)
    assert decision.decision_makers == ("ann", "bo")
    assert decision.date == "2024-05-06"


def test_markup_in_a_title_of_the_front_matter_stays_text(read: Read) -> None:
    assert read('---\ntitle: "<b>Use</b> queues"\n---\n').title == "<b>Use</b> queues"


@pytest.mark.parametrize(
    ("written", "makers"),
    [
        ("[Payments team]", ("Payments team",)),
        ("[Ann Lee], [Bo Day]", ("Ann Lee", "Bo Day")),
        ("[list everyone involved]", ()),
        ("[names of the team]", ()),
        ("[name | role]", ()),
        ("@ann @bo-day @cy", ("ann", "bo-day", "cy")),
    ],
)
def test_people_in_brackets_are_told_from_what_is_to_be_filled_in(
    read: Read, written: str, makers: tuple[str, ...]
) -> None:
    assert read(f"{HEAD}* Status: accepted\n* Deciders: {written}{TAIL}").decision_makers == makers


def test_the_first_row_of_a_table_can_be_a_name_and_its_value(read: Read) -> None:
    table = "| Status | Accepted |\n|---|---|\n| **RFC #** | 7 |\n| **Created** | 2024-05-06 |"
    decision = read(HEAD + table + TAIL)
    assert (decision.status, decision.date) == (Status.ACCEPTED, "2024-05-06")


def test_a_value_of_a_table_may_be_the_name_of_a_field(read: Read) -> None:
    table = "| Type | ID | Status | Title |\n|---|---|---|---|\n| ADR | adr-7 | Accepted | Queues |"
    decision = read(f"{table}\n\n{HEAD}Text.{TAIL}")
    assert (decision.status, decision.id, decision.title) == (
        Status.ACCEPTED,
        "adr-7",
        "Use queues",
    )


@pytest.mark.parametrize(
    "heading",
    ["RFC 7: Use queues", "ADR-7 · Use queues", "7 · Use queues", "RFC-7 — Use queues"],
)
def test_number_and_separator_are_no_part_of_the_title(read: Read, heading: str) -> None:
    decision = read(f"# {heading}\n\nStatus: accepted{TAIL}")
    assert (decision.title, decision.number, decision.findings) == ("Use queues", 7, ())


def test_a_word_and_a_number_that_are_not_of_the_file_stay_in_the_title(read: Read) -> None:
    assert read("# HTTP 2: use it" + TAIL).title == "HTTP 2: use it"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("adr-template-long-form.md", "# Title\n\n## Status\n\n{Draft, Accepted}" + TAIL),
        ("ADR-nnn_Any_Template.md", "# ADR-nnn: Any\n\nStatus: RFC, Accepted, Rejected, Withdrawn"),
        ("template-2.md", "# Title of the record\n\nStatus: Proposed OR Accepted" + TAIL),
    ],
)
def test_templates_are_known_by_either_end_of_their_name(read: Read, path: str, text: str) -> None:
    assert read(text, path).kind is FileKind.TEMPLATE


def test_a_decision_about_templates_is_a_decision(read: Read) -> None:
    assert read(
        "# 9. Pick a template\n\nStatus: accepted", "0009-template.html-engine.md"
    ).kind is (FileKind.ADR)
    assert read("# Pick\n\nStatus: accepted" + TAIL, "jinja-template.md").kind is FileKind.ADR


def test_a_page_about_the_records_is_a_page(read: Read) -> None:
    text = "# The ADR lifecycle\n\n## Status\n\n- **Trial**: in use by one team, soon accepted\n"
    assert read(text, "how-we-work.md").kind is FileKind.PAGE


def test_a_pull_request_is_no_decision(read: Read) -> None:
    link = "https://git.example.org/shop/adr/pull/23"
    decision = read(f"{HEAD}Status: accepted\nSupersedes: {link}{TAIL}")
    assert targets(decision, RelationKind.SUPERSEDES) == []


def test_the_options_of_an_unknown_directive_are_fields() -> None:
    text = (
        "0007: Use queues\n================\n\n.. record::\n   :status: Accepted\n"
        "   :proposal_date: 2024-05-06\n   :authors: Ann\n\nContext\n-------\n\nText.\n"
    )
    source = SourceText(file="7.rst", text=text, size=len(text), truncated=False, findings=())
    decision = read_decision(source, path="0007-use-queues.rst")
    assert (decision.status, decision.date) == (Status.ACCEPTED, "2024-05-06")
    assert decision.decision_makers == ("Ann",)


def test_an_image_whose_tag_spans_lines_is_on_the_line_where_it_begins(read: Read) -> None:
    text = HEAD + 'See <img src="a.png"\n alt="a"> and\n<img src="b.png"> below.\n'
    assert [(link.href, link.line) for link in stated_links(read(text))] == [
        ("a.png", 3),
        ("b.png", 5),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("| Field | Isi |\n|---|---|\n| Status | Diterima |\n| Tanggal | 2024-05-06 |", "accepted"),
        ("- Trạng thái: Đã chấp nhận\n- Ngày: 2024-05-06", "accepted"),
        ("- **Status**: Digantikan\n- **Tanggal**: 2024-05-06", "superseded"),
    ],
)
def test_further_languages_are_read(read: Read, text: str, status: str) -> None:
    decision = read(HEAD + text + TAIL)
    assert (decision.status_word, decision.date) == (status, "2024-05-06")
