"""The words for a status, in many languages, synonyms and common misspellings included."""

from __future__ import annotations

import difflib
from functools import cache, lru_cache

from archbook.decisions.model import Status
from archbook.decisions.vocabulary.folding import fold, words_of

__all__ = ["MAX_WORDS", "UNSTATED", "spelled_status", "status_phrases", "unspaced_phrases"]

_WORDS: dict[Status, str] = {
    Status.DRAFT: """
        ban nhap, nhap, konsep, piszkozat, tervezet,
        draft, drafted, drafting, wip, work in progress, incomplete, early draft, initial draft,
        in draft, first draft, unfinished, sketch, not started, in preparation, being drafted,
        entwurf, in arbeit, in bearbeitung, brouillon, ebauche, en cours de redaction,
        en redaction,
        borrador, en borrador, rascunho, em rascunho, bozza, in bozza, concept, ontwerp,
        in concept,
        szkic, wersja robocza, w przygotowaniu, roboczy, robocza, черновик, в работе, чернетка,
        utkast, kladde, luonnos, taslak, koncept, navrh konceptu, 草稿, 草案, 起草中, 編集中,
        下書き,
        ドラフト, 작성 중, 작성중, 초안
    """,
    Status.PROPOSED: """
        پیشنهادی, پیشنهاد شده, پیشنهادشده, مقترح, مقترحة, מוצע, เสนอ, प्रस्तावित,
        proposed, proposal, proposing, propose, pending, pending approval, pending review,
        in review, under review, in consideration, under consideration, being considered,
        reviewing, ready for review, for review, awaiting review, awaiting approval,
        awaiting decision, awaiting acceptance, review, peer review, in peer review, open for
        discussion, under discussion, in discussion, being discussed, to be discussed, discussion,
        open, request for comments, request for comment, rfc, submitted, suggested, recommended,
        not yet accepted, not yet approved, not yet decided, to be decided, to be approved,
        undecided, open for comments, open for review, last call, candidate, requested, propsed,
        porposed, propossed, to be reviewed, needs review, needs decision, pending decision,
        proposta, for discussion, in voting, voting,
        vorgeschlagen, vorschlag, zur diskussion, in diskussion, in prufung, in abstimmung,
        zur entscheidung, offen, ausstehend, propose, proposee, proposes,
        proposition, en discussion, en revue, en cours de revue, en attente, en cours d'examen,
        a l'etude, soumis, soumise, propuesto, propuesta, en revision, en discusion, pendiente,
        en consideracion, proposto, em revisao, em discussao, em analise, em avaliacao, pendente,
        in revisione, in discussione, in attesa, in esame, in valutazione, voorgesteld, voorstel,
        in beoordeling, ter discussie, in behandeling, zaproponowany, zaproponowana,
        zaproponowane, proponowany, proponowana, proponowane, propozycja, w trakcie przegladu,
        w dyskusji, oczekujacy, oczekujaca, предложено, предложен, предложена, предложение,
        на рассмотрении, на обсуждении, обсуждается, рассматривается, на согласовании,
        предлагается,
        запропоновано, запропонований, запропонована, пропозиція, на розгляді, обговорюється,
        foreslagen, foreslaget, foreslatt, forslag, foreslagna, under granskning,
        under diskussion,
        under behandling, ehdotettu, ehdotus, harkinnassa, onerildi, oneri, onerilen, incelemede,
        inceleniyor, degerlendirmede, beklemede, navrzeno, navrzen, navrhovano, navrh, javasolt,
        javaslat, propus, propusa, diusulkan, de xuat, 提议, 已提议, 提案, 提案中, 提出, 已提出,
        提議, 建议, 待定,
        待审核,
        待审批, 评审中, 审核中, 审查中, 讨论中, 討論中, 审议中, 検討中, レビュー中, 提案済み,
        提案済,
        議論中, 承認待ち, 제안, 제안됨, 제안된, 검토 중, 검토중, 논의 중, 논의중
    """,
    Status.ACCEPTED: """
        پذیرفته, پذیرفته شده, پذیرفتهشده, تایید شده, تاییدشده, مصوب, مقبول, مقبولة, معتمد, معتمدة,
        אושר, התקבל, ยอมรับ, อนุมัติ, स्वीकृत,
        accepted, accept, acccepted, acepted, accpeted, aceppted, approved, approve,
        aproved, adopted, adoped, active, decided, decision made, implemented, implemnted, done,
        agreed, agreed upon, ratified, confirmed, final, finalized, finalised, in force,
        in effect,
        effective, valid, current, completed, complete, finished, in use, enforced, endorsed,
        signed off, merged, live, in production, passed, applied, fully implemented,
        accepted and implemented, accepted with amendments, taken, established, enacted,
        partially accepted, partially implemented, partly implemented, partially superseded,
        partly superseded, superseded in part, partially replaced, partially deprecated,
        conditionally accepted, accepted in principle, mostly implemented, still valid,
        still relevant, standing, deployed, settled,
        akzeptiert, angenommen, beschlossen, entschieden, genehmigt, freigegeben, verabschiedet,
        in kraft,
        umgesetzt, aktiv, gultig, bestatigt, zugestimmt, getroffen, implementiert, erledigt,
        accepte, acceptee, acceptes, valide, validee, approuve, approuvee, adopte, adoptee,
        decide,
        decidee, adoption, en vigueur, actif, active, applique, appliquee, retenu, retenue,
        implemente, implementee, termine, terminee, aceptado, aceptada, aprobado, aprobada,
        adoptado, adoptada, decidido, decidida, implementado, implementada, vigente, en vigor,
        activo, activa, confirmado, aceito, aceita, aceite, aprovado, aprovada, adotado, adotada,
        ativo, ativa, em vigor, concluido, concluida, accettato, accettata, approvato, approvata,
        adottato, adottata, deciso, decisa, attivo, attiva, implementato, implementata, in vigore,
        confermato, geaccepteerd, aangenomen, aanvaard, goedgekeurd, besloten, actief, akkoord,
        vastgesteld, geimplementeerd, bekrachtigd, zaakceptowany, zaakceptowana, zaakceptowane,
        zaakceptowano, przyjety, przyjeta, przyjete, przyjeto, zatwierdzony, zatwierdzona,
        zatwierdzone, zatwierdzono, zaimplementowany, zaimplementowane, wdrozony, wdrozone,
        obowiazujacy, obowiazujaca, aktywny, принято, принят, принята, принятое, одобрено,
        одобрен,
        одобрена, утверждено, утвержден, утверждена, утверждён, реализовано, реализован, внедрено,
        внедрен, действует, согласовано, согласован, активно, diterima, disetujui, da chap nhan,
        chap nhan, da duyet, прийнято, прийнятий, прийнята,
        прийняте, схвалено, схвалений, затверджено, затверджений, реалізовано, впроваджено,
        чинний,
        чинне, accepterad, accepterat, antagen, antaget, godkand, godkant, godkjent, godkendt,
        beslutad, beslutat, besluttet, vedtatt, vedtaget, akseptert, accepteret, implementerad,
        implementerat, hyvaksytty, paatetty, kabul edildi, kabul edilmis, kabul, onaylandi,
        onayli, benimsendi, uygulandi, yururlukte, prijato, prijat, schvaleno, schvalen,
        elfogadott, elfogadva, acceptat, acceptata, αποδεκτο, αποδεκτη, εγκριθηκε, 通过, 已通过,
        接受, 已接受, 已采纳, 采纳, 批准, 已批准, 完成, 已完成, 已实施, 已实现, 已决定, 生效,
        已生效, 同意,
        已确认, 已採納, 採納, 通過, 已通過, 已核准, 承認, 承認済み, 承認済, 採用, 採用済み, 採択,
        決定, 決定済み, 確定, 受理, 有効, 実装済み, 完了, 승인, 승인됨, 승인 완료, 채택, 채택됨,
        수락,
        수락됨, 결정, 결정됨, 확정, 확정됨, 완료, 적용됨, 적용
    """,
    Status.REJECTED: """
        رد شده, ردشده, مرفوض, مرفوضة, נדחה, ปฏิเสธ, अस्वीकृत,
        tu choi, da tu choi,
        rejected, reject, rejcted, rejeted, declined, denied, not accepted, not approved,
        not adopted, turned down, refused, dismissed, discarded, disapproved, unaccepted, vetoed,
        will not do, won't do, wont do, wontfix, won't fix, not chosen, not doing,
        abgelehnt, verworfen, zuruckgewiesen, nicht akzeptiert, nicht angenommen, rejete, rejetee,
        refuse, refusee, ecarte, ecartee, non retenu, rechazado, rechazada, descartado,
        descartada,
        no aceptado, rejeitado, rejeitada, recusado, recusada, rifiutato, rifiutata, respinto,
        respinta, scartato, afgewezen, verworpen, geweigerd, afgekeurd, odrzucony, odrzucona,
        odrzucone, odrzucono, отклонено, отклонен, отклонена, отвергнуто, отвергнут, отказано,
        не принято, відхилено, відхилений, відхилена, не прийнято, avvisad, avvisat, avslagen,
        avvist, afvist, forkastad, forkastet, avslatt, nekad, hylatty, reddedildi, reddedilmis,
        zamitnuto, zamitnut, odmitnuto, elutasitva, elutasitott, respins, ditolak, bi tu choi,
        απορριφθηκε, 拒绝,
        已拒绝,
        否决, 已否决, 驳回, 已驳回, 未通过, 否決, 已否決, 拒絕, 却下, 却下済み, 拒否, 不採用,
        棄却,
        거부, 거부됨, 거절, 거절됨, 반려, 반려됨, 기각, 기각됨
    """,
    Status.WITHDRAWN: """
        withdrawn, withdrew, retracted, cancelled, canceled, abandoned, revoked, rescinded,
        zuruckgezogen, widerrufen, aufgegeben, annule, annulee, abandonne,
        abandonnee, retirado, retirada, cancelado, cancelada, abandonado, abandonada, ritirato,
        ritirata, annullato, annullata, abbandonato, ingetrokken, teruggetrokken, geannuleerd,
        wycofany, wycofana, wycofane, wycofano, anulowany, anulowane, porzucony, отозвано,
        отозван,
        отменено, отменен, отменена, відкликано, скасовано, скасований, tillbakadragen, indragen,
        trukket, trukket tilbake, tilbagetrukket, vedetty pois, peruttu, geri cekildi, iptal,
        iptal edildi, stazeno, zruseno, visszavont, visszavonva, retras, 撤回, 已撤回, 撤销,
        已撤销,
        取消, 已取消, 取り下げ, 取下げ, 中止, 철회, 철회됨, 취소, 취소됨
    """,
    Status.DEPRECATED: """
        منسوخ, منسوخ شده, مهمل, ملغي, הוצא משימוש, เลิกใช้,
        deprecated, depricated, depreciated, deprecate, deprectated, obsolete, obsoleted, obsolet,
        retired, outdated, out of date, no longer relevant, no longer valid, no longer in force,
        no longer applicable, no longer in effect, not relevant anymore, invalid, invalidated,
        expired, archived, discontinued, sunset, sunsetted, legacy, historic, historical,
        inactive, forældet, usang, kadaluarsa, loi thoi, het hieu luc, het han,
        out of use, decommissioned, no longer used,
        veraltet, uberholt, obsolet, abgekundigt, ausser kraft, nicht mehr gultig, nicht mehr
        relevant, deprecie, depreciee, obsolete, obsoletes, perime, perimee, caduc, caduque,
        desuet, retire, retiree, obsoleto, obsoleta, en desuso, caducado, caducada, desaprobado,
        depreciado, depreciada, descontinuado, descontinuada, deprecato, deprecata,
        non piu valido, verouderd, achterhaald, niet meer geldig, vervallen, przestarzaly,
        przestarzala, przestarzale, nieaktualny, nieaktualna, nieaktualne, wygasly, устарело,
        устарел, устарела, устаревшее, устаревший, неактуально, неактуален, не актуально,
        застаріло, застарілий, застаріла, застаріле, неактуально, foraldrad, foraldrat, utfasad,
        utdatert, foreldet, foraeldet, utgatt, vanhentunut, vanhentuneeksi,
        kullanimdan kaldirildi,
        kullanim disi, eskimis, gecersiz, zastarale, zastaraly, elavult, depasit, depreciat,
        καταργηθηκε, ξεπερασμενο, 弃用, 已弃用, 废弃, 已废弃, 废止, 已废止, 过时, 已过时, 失效,
        已失效,
        棄用, 已棄用, 廢棄, 已廢棄, 廃止, 廃止済み, 非推奨, 廃案, 無効, 陳腐化, 폐기, 폐기됨,
        사용 중단, 사용중단, 더 이상 사용되지 않음, 지원 중단
    """,
    Status.SUPERSEDED: """
        جایگزین شده, جایگزینشده, مستبدل, הוחלף,
        superseded, superceded, supersedded, superseeded, superceeded, supeseded, supserseded,
        supercede by, replaced, overridden, overruled, supplanted, superseded by, superceded by,
        replaced by, obsoleted by, supersede by,
        ersetzt, abgelost, ersetzt durch, abgelost durch, remplace, remplacee, remplace par,
        remplacee par, supplante, annule et remplace, reemplazado, reemplazada, sustituido,
        sustituida, reemplazado por, sustituido por, substituido, substituida, substituido por,
        substituida por, sostituito, sostituita, sostituito da, superato, superata, superato da,
        vervangen, vervangen door, zastapiony, zastapiona, zastapione, zastapiono, zastapiony
        przez, zastapione przez, заменено, заменен, заменена, заменено на, вытеснено, замещено,
        замінено, замінений, замінена, ersatt, ersatt av, erstattet, erstattet av, erstattet af,
        avlost, korvattu, yerini aldi, yerine gecti, degistirildi, nahrazeno, nahrazen, nahrazena,
        felvaltva, felvaltotta, inlocuit, inlocuita, digantikan, bi thay the, αντικατασταθηκε,
        取代, 已取代, 被取代,
        已被取代,
        替代, 已替代, 被替代, 已被替代, 替换, 已替换, 被替换, 代替, 被代替, 已被代替, 置き換え,
        置き換え済み, 置換済み, 置換, 代替済み, 上書き, 대체, 대체됨, 대체된
    """,
}
UNSTATED = frozenset(
    fold(word)
    for word in (
        "",
        "tbd",
        "tba",
        "tbc",
        "todo",
        "n/a",
        "na",
        "none",
        "null",
        "nil",
        "unknown",
        "not stated",
        "status",
        "xxx",
        "choose one",
        "select one",
        "to be defined",
        "to be determined",
        "unbekannt",
        "keine",
        "inconnu",
        "aucun",
        "desconocido",
        "desconhecido",
        "未定",
        "不明",
        "未知",
        "无",
        "なし",
        "없음",
    )
)
"""Words that stand where a status would, and state none."""

MAX_WORDS = 5
"""The longest phrase of the table has so many words."""


@cache
def status_phrases() -> dict[str, Status]:
    """Return the status of each folded phrase, its words joined by one blank."""
    table: dict[str, Status] = {}
    for status, words in _WORDS.items():
        for phrase in words.replace("\n", " ").split(","):
            key = " ".join(words_of(fold(phrase)))
            if key:
                table.setdefault(key, status)
    return table


@cache
def unspaced_phrases() -> tuple[tuple[str, Status], ...]:
    """Return the phrases of scripts that put no blanks between words, the longest first."""
    first_ideograph = "\u2e80"
    found = [
        (phrase, status)
        for phrase, status in status_phrases().items()
        if phrase and max(phrase) >= first_ideograph and " " not in phrase
    ]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _long_words() -> list[str]:
    return [phrase for phrase in status_phrases() if phrase.isascii() and len(phrase) >= 7]  # noqa: PLR2004 - see below


@lru_cache(maxsize=4096)
def spelled_status(word: str) -> Status | None:
    """Return the status that a single misspelt word means, if it is one letter or so away.

    Args:
        word: A folded word. Short words are not guessed at: too many are alike.
    """
    if len(word) < 7 or not word.isascii():  # noqa: PLR2004 - as said
        return None
    near = difflib.get_close_matches(word, _long_words(), n=1, cutoff=0.9)
    return status_phrases()[near[0]] if near else None
