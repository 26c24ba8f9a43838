"""Every wording of a status, in many languages, crossed with the commonest places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archbook.decisions.model import Decision

Read = Callable[..., Decision]

HEAD = "# 7. Use queues\n\n"
TAIL = "\n\n## Context\n\nOrders arrive faster than mails leave.\n\n## Decision\n\nWe use queues.\n"
PLACES = {
    "section": HEAD + "## Status\n\n{}" + TAIL,
    "bullet": HEAD + "- Status: {}" + TAIL,
    "bold line": HEAD + "**Status:** {}" + TAIL,
    "table": HEAD + "| Status | {} |\n|---|---|\n| Scope | all |" + TAIL,
    "heading": HEAD + "## Status: {}" + TAIL,
    "front matter": '---\nstatus: "{}"\n---\n\n' + HEAD + TAIL,
}
WORDINGS = {
    "accepted": """
        ACCEPTED / IN FORCE; Approved, implemented; Accepted and implemented; Accepted/Implemented;
        Accepted, not yet implemented; Accepted, pending implementation; Accepted (was: proposed);
        Accepted (proposed by Ann); Accepted with reservations; Conditionally accepted; In force;
        Provisionally accepted; Accepted, supersedes ADR-3; Accepted (supersedes ADR-3); Agreed;
        Accepted, amended by ADR-12; Partially superseded by ADR-12; Superseded in part by ADR-12;
        ~~Proposed~~ Accepted; :+1: Accepted; 1. Accepted;
        Accepted by TSC vote;
        Accepted in #123; Accepted ([PR 12](https://x/pull/12)); This ADR is accepted.; Ratified;
        The decision was accepted.; We have accepted this decision; Proposed → Accepted; Done;
        Final;
        Accepted - sections 2 and 3 superseded by ADR-12; Accepted. Part superseded by ADR-12;
        Active; Adopted; Decided; Akzeptiert; In Kraft; Accepté; Aceptado; Aceito; Accettato;
        Geaccepteerd; Zaakceptowany; Přijato; Schváleno; Принято; Прийнято; 承認済み; 採用; 已接受;
        已采纳; 승인됨; 채택; Kabul edildi; Godkänd; Accepterad; Godkendt; Godkjent; Vedtatt;
        Hyväksytty; Elfogadva; Diterima; Đã chấp nhận; پذیرفته شده; مقبول; Αποδεκτό; Acceptat
    """,
    "proposed": """
        In review; Under review; Pending; Pending approval; Open; For discussion; Not yet accepted;
        Request for comments; Proposed (not accepted yet); Proposed, will be accepted after review;
        Proposal; Vorgeschlagen; Proposé; Propuesto; Proposta; Voorgesteld; Zaproponowany; Navrženo;
        Предложено; Запропоновано; 提案中; 提议; 제안됨; Önerildi; Föreslagen; Foreslået; Foreslått;
        Ehdotettu; Javasolt; Diusulkan; Đề xuất; پیشنهادی; مقترح
    """,
    "rejected": """
        Declined; Not accepted; Rejected (was: accepted); Rejected in favour of ADR-12; Abgelehnt;
        Rejeté; Rechazado; Rejeitado; Rifiutato; Afgewezen; Odrzucony; Zamítnuto; Отклонено;
        Відхилено;
        却下; 已拒绝; 거부됨; Reddedildi; Avvisad; Afvist; Avvist; Hylätty; Elutasítva; Ditolak;
        Bị từ chối; رد شده; مرفوض
    """,
    "deprecated": """
        Obsolete; No longer relevant; No longer in force; Proposed → Accepted → Deprecated;
        Veraltet;
        Déprécié; Obsoleto; Deprecato; Verouderd; Przestarzały; Zastaralé; Устарело; 廃止; 非推奨;
        已废弃; 폐기; Forældet; Foreldet; Vanhentunut; Elavult; Usang; Lỗi thời; منسوخ
    """,
    "superseded": """
        Superseded by ADR-12; superceded by ADR 12; Replaced by ADR-0012; Obsoleted by ADR-12;
        Accepted, superseded by ADR-12; Accepted (superseded by ADR-12); ~~Accepted~~ Superseded;
        This decision has been superseded by ADR-12.; Superseded by [12. X](0012-x.md);
        Superseded by #1597;
        Ersetzt durch ADR-12; Remplacé par ADR-12; Reemplazado por ADR-12; Substituído por ADR-12;
        Sostituito da ADR-12; Vervangen door ADR-12; Zastąpiony przez ADR-12; Nahrazeno ADR-12;
        Заменено на ADR-12; Замінено на ADR-12; ADR-12 により置き換え; 已被 ADR-12 取代;
        ADR-12로 대체됨;
        Ersatt av ADR-12; Erstattet af ADR-12; Korvattu ADR-12; Felváltotta ADR-12;
        Digantikan oleh ADR-12; Bị thay thế bởi ADR-12
    """,
    "draft": """
        WIP; Work in progress; Draft, to be accepted by the board; Entwurf; Brouillon; Borrador;
        Rascunho; Bozza; Черновик; 草稿; 초안; Taslak; Utkast; Luonnos; Bản nháp; Tervezet
    """,
    "withdrawn": "Withdrawn; Abandoned; Cancelled; Zurückgezogen; Retirado; Отозвано; 撤回; 철회",
    "other:on hold": "On hold; ON HOLD",
    "none": """
        TBD; N/A; ?; ...; {status}; [status]; Proposed | Accepted | Rejected; _What is the status?_;
        [proposed | accepted]; Proposed or Accepted; [Accepted/Rejected]; Supersedes ADR-3;
        {proposed | rejected | accepted | deprecated | … | superseded by ADR-0123};
        What is the status, such as proposed, accepted, rejected, deprecated, superseded, etc.?;
        proposed/accepted/rejected/superseded by ADR-XXXX; ~~Accepted~~; <!-- accepted -->
    """,
}
CASES = [
    (wording.strip(), status)
    for status, table in WORDINGS.items()
    for wording in table.replace("\n", " ").split(";")
    if wording.strip()
]


@pytest.mark.parametrize(("wording", "status"), CASES)
def test_a_status_is_read_from_its_words_in_every_common_place(
    read: Read, wording: str, status: str
) -> None:
    read_in = {
        place: read(text.replace("{}", wording)).status_word or "none"
        for place, text in PLACES.items()
        if not (place == "table" and "|" in wording)
    }
    assert read_in == dict.fromkeys(read_in, status)


@pytest.mark.parametrize("wording", [w for w, s in CASES if "ADR-0123" in w or "XXXX" in w])
def test_words_to_choose_from_name_no_successor(read: Read, wording: str) -> None:
    assert read(PLACES["section"].replace("{}", wording)).relations == ()


@pytest.mark.parametrize("nothing", ["none", "(none)", "N/A", "-", "TBD", "**None**"])
def test_a_successor_of_which_there_is_none_ends_nothing(read: Read, nothing: str) -> None:
    decision = read(f"{HEAD}## Status\n\nAccepted\n\nSuperseded by: {nothing}{TAIL}")
    assert (decision.status_word, decision.relations) == ("accepted", ())
