"""What the words for a status mean, decorations, chains and histories included."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision

Read = Callable[..., Decision]

WORDS = {
    "accepted": (
        "Accepted, ACCEPTED, accepted., ✅ Accepted, Accepted!, Approved, Adopted, Active, Decided,"
        " Implemented, Done, Agreed, Ratified, Final, In force, Completed, ✅ Adopted 2022-12-17,"
        ' 👍 approved, Accepted (2024-05-06), (accepted), [accepted], {accepted}, "accepted",'
        " :white_check_mark: Accepted, Accepted by the board, Accepted on 6 May 2024,"
        " Accepted in v7 of the library, This ADR is accepted, The decision has been accepted,"
        " 2024-05-06 accepted, 2024-05-06: Accepted, Accepted with amendments, Accpeted, Acepted,"
        " Draft → Accepted, Proposed -> Accepted, proposed => accepted, Accepted [#12](../12),"
        " Partially implemented, Partially superseded by ADR-9, Accepted by TSC vote on 3/25/20,"
        " by TSC vote on 3/25/20: accepted,"
        " Akzeptiert, Angenommen, Entschieden, Beschlossen, Genehmigt, Umgesetzt, Accepté,"
        " Acceptée, Adoptée, Validé, Approuvé, Aceptado, Aceptada, Aprobado, Aceito, Aceita,"
        " Aprovado, Accettato, Accettata, Approvato, Geaccepteerd, Goedgekeurd, Zaakceptowany,"
        " Zaakceptowane, Przyjęte, Zatwierdzone, Принято, Принята, Одобрено, Утверждено, Прийнято,"
        " Схвалено, Accepterad, Godkänd, Vedtatt, Godkjent, Godkendt, Hyväksytty, Kabul edildi,"
        " Onaylandı, Schváleno, Přijato, Elfogadva, 通过, 已接受, 已采纳, 已批准, 2024-05-06 通过,"
        " 採用, 承認済み, 承認, 採択, 決定, 승인, 승인됨, 채택, 채택됨, 수락됨"
    ),
    "proposed": (
        "Proposed, proposed., Pending, In review, Under review, In consideration, 🤔 Proposed,"
        " Under discussion, RFC, Ready for review, Not yet accepted, Propsed, Proposal, Open,"
        " 📜 Proposed 2024-05-06, Proposed (accepted by nobody yet), Pending approval,"
        " Vorgeschlagen, Vorschlag, Zur Diskussion, Proposé, Proposée, En discussion, Propuesto,"
        " Propuesta, Pendiente, Proposto, Proposta, Em discussão, In revisione, Voorgesteld,"
        " Zaproponowany, Zaproponowane, Предложено, На рассмотрении, Запропоновано, Föreslagen,"
        " Foreslått, Ehdotettu, Önerildi, Navrženo, 提议, 提案, 提案中, 评审中, 待定, 検討中,"
        " レビュー中, 제안, 제안됨, 검토 중"
    ),
    "draft": (
        "Draft, WIP, Work in progress, Incomplete, 🚧 Draft, Entwurf, Brouillon, Borrador,"
        " Rascunho, Bozza, Concept, Szkic, Черновик, Чернетка, Utkast, Taslak, 草案, 草稿,"
        " ドラフト, 下書き, 초안"
    ),
    "rejected": (
        "Rejected, ❌ Rejected, Declined, Not accepted, Abgelehnt, Verworfen, Rejeté, Refusé,"
        " Rechazado, Rechazada, Rejeitado, Rifiutato, Respinto, Afgewezen, Odrzucony, Odrzucone,"
        " Отклонено, Відхилено, Avvisad, Hylätty, Reddedildi, Zamítnuto, 拒绝, 已拒绝, 否决, 却下,"
        " 거부됨, 기각"
    ),
    "withdrawn": (
        "Withdrawn, Cancelled, Abandoned, Zurückgezogen, Retirado, Ingetrokken, Отозвано, 撤回"
    ),
    "deprecated": (
        "Deprecated, deprecated., Obsolete, Retired, Depricated, No longer relevant, 🗑️ Deprecated,"
        " Veraltet, Obsolète, Déprécié, Obsoleto, Descontinuado, Deprecato, Verouderd,"
        " Przestarzały, Nieaktualne, Устарело, Застаріло, Föråldrad, Vanhentunut, Zastaralé,"
        " 已弃用, 废弃, 已废弃, 廃止, 非推奨, 폐기됨, Deprecated by [ADR-9](0009-x.md)"
    ),
    "superseded": (
        "Superseded, Superceded, Superseeded, Replaced, Superseded by [9. X](0009-x.md),"
        " Superseded by ADR-0009, superceded by 0009, ⌛️ Superseded [0009](0009-x.md), Replaced by"
        " ADR 9, Accepted (superseded by [ADR-9](0009-x.md)), Superseded — the work is complete,"
        " ~~Accepted~~ Superseded by ADR-9, Obsoleted by ADR-9, Ersetzt durch ADR-9, Ersetzt,"
        " Abgelöst durch ADR-9, Remplacé par ADR-9, Remplacée, Reemplazado por ADR-9, Sustituido,"
        " Substituído por ADR-9, Sostituito da ADR-9, Superato, Vervangen door ADR-9, Zastąpiony"
        " przez ADR-9, Заменено на ADR-9, Заменено, Замінено, Ersatt av ADR-9, Ersatt, Erstattet,"
        " Korvattu, Nahrazeno, 已取代, 被取代, 已被 ADR-9 取代, 已替代, 置き換え, 대체됨"
    ),
    "other:on hold": "On hold, on hold., ⏸ On hold",
    "other:provisional": "Provisional, *Provisional*, Provisional 2024-05-06",
    "other:implementable": "Implementable",
    "other:experimental": "Experimental",
}
CASES = [(word, text.strip()) for word, texts in WORDS.items() for text in texts.split(",")]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_a_word_means_its_status_in_a_section_and_in_a_bullet(
    expected: str, text: str, read: Read
) -> None:
    section: Decision = read(f"# 7. Use queues\n\n## Status\n\n{text}\n\n## Context\n\nText.\n")
    bullet: Decision = read(f"# 7. Use queues\n\n* Status: {text}\n\n## Context\n\nText.\n")
    assert section.status_word == expected
    assert bullet.status_word == expected


def test_an_unknown_word_is_kept_as_written(read: Read) -> None:
    decision: Decision = read("# 7. X\n\nStatus: Parked\n\n## Context\n")
    assert decision.status_word == "other:parked"
    assert decision.status_as_written == "Parked"


def test_the_settings_can_name_further_words(read: Read) -> None:
    text = "# 7. X\n\n## Status\n\nParked for good, 2024\n\n## Context\n"
    assert read(text, parked="withdrawn").status_word == "withdrawn"


@pytest.mark.parametrize(
    ("lines", "expected", "date"),
    [
        ("2024-04-01 Proposed\n\n2024-05-06 Accepted", "accepted", "2024-05-06"),
        ("2024-05-06 Accepted\n\n2024-04-01 Proposed", "accepted", "2024-05-06"),
        ("- 2024-05-06 proposed\n- 2024-05-06 accepted", "accepted", "2024-05-06"),
        ("- 2024-05-06: accepted\n- 2025-01-02: deprecated", "deprecated", "2025-01-02"),
        ("Proposed: 2024-04-01\nAccepted: 2024-05-06", "accepted", "2024-05-06"),
        ("Accepted\n\n- 2024-04-01: Proposed\n- 2024-05-06: Accepted", "accepted", None),
        ("Accepted\n\nSuperseded by [9. X](0009-x.md)", "superseded", None),
        ("Accepted\n\nAmended by [9. X](0009-x.md)", "accepted", None),
        ("Accepted\n\nSupersedes [3. X](0003-x.md)", "accepted", None),
        ("Accepted\n\nPartially superseded by [9. X](0009-x.md)", "accepted", None),
        ("Superseded\n\n[9. X](0009-x.md)", "superseded", None),
        ("Accepted\n\nMay be superseded by ADR-9 once that is accepted.", "accepted", None),
        ("Choose: proposed/accepted/rejected\n\n2024-05-06 accepted", "accepted", "2024-05-06"),
    ],
)
def test_several_lines_give_the_status_in_force(
    lines: str, expected: str, date: str | None, read: Read
) -> None:
    decision: Decision = read(f"# 7. X\n\n## Status\n\n{lines}\n\n## Context\n\nText.\n")
    assert decision.status_word == expected
    if date is not None:
        assert date in {change.date for change in decision.history}


def test_a_history_is_kept_oldest_first(read: Read) -> None:
    text = (
        "# 7. X\n\n## Status\n\n- 2025-01-02: Deprecated\n- 2024-05-06: Accepted\n"
        "- 2024-04-01: Proposed\n\n## Context\n\nText.\n"
    )
    decision: Decision = read(text)
    assert [(c.date, c.status.value, c.line) for c in decision.history] == [
        ("2024-04-01", "proposed", 7),
        ("2024-05-06", "accepted", 6),
        ("2025-01-02", "deprecated", 5),
    ]


def test_two_places_that_disagree_are_a_finding_on_the_second(read: Read) -> None:
    text = "---\nstatus: accepted\n---\n# 7. X\n\n## Status\n\nProposed\n\n## Context\n\nText.\n"
    decision: Decision = read(text)
    conflict = [f for f in decision.findings if f.rule == "status-conflict"]
    assert decision.status_word == "accepted"
    assert [f.location.line for f in conflict] == [8]
    assert '"accepted" in the front matter on line 2 and "proposed" here' in conflict[0].message


def test_a_placeholder_in_one_place_leaves_the_other_to_speak(read: Read) -> None:
    text = (
        "---\nstatus: {proposed | accepted}\n---\n# 7. X\n\n## Status\n\nRejected\n\n## Context\n"
    )
    decision: Decision = read(text)
    assert decision.status_word == "rejected"
    assert not decision.findings


def test_a_notice_in_the_head_states_that_a_decision_has_ended(read: Read) -> None:
    text = (
        "# 7. X\n\n> **Warning:** this ADR has been superseded by [9. Y](0009-y.md).\n\n"
        "## Context\n\nText.\n"
    )
    decision: Decision = read(text)
    assert decision.status_word == "superseded"
    assert [(r.kind.value, r.target) for r in decision.relations] == [("superseded_by", 9)]


def test_a_successor_alone_makes_a_decision_superseded(read: Read) -> None:
    decision: Decision = read("---\nsuperseded_by: 9\n---\n# 7. X\n\n## Context\n")
    assert decision.status_word == "superseded"
    assert decision.provenance["status"].line == 2


def test_a_successor_beside_a_status_in_force_is_a_finding(read: Read) -> None:
    decision = read("---\nstatus: accepted\nsuperseded_by: 9\n---\n# 7. X\n\n## Context\n")
    found = [(f.rule, f.location.line) for f in decision.findings]
    assert decision.status_word == "accepted"
    assert found == [("status-conflict", 3)]
