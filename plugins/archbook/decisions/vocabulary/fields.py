"""The names of fields, in many languages."""

# ruff: noqa: RUF001 - words of other alphabets

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache

from archbook.decisions.vocabulary.folding import label_key, translations

__all__ = ["Field", "field_of"]


class Field(StrEnum):
    """What a statement in a file is about."""

    STATUS = "status"
    DATE = "date"
    DECIDED = "decided"
    CREATED = "created"
    TITLE = "title"
    ID = "id"
    NUMBER = "number"
    DECIDERS = "decision_makers"
    APPROVERS = "approvers"
    AUTHORS = "authors"
    CONSULTED = "consulted"
    INFORMED = "informed"
    COMPONENTS = "components"
    TAGS = "tags"
    HISTORY = "history"
    RELATION = "relation"
    OTHER = "other"


_NAMES: dict[Field, str] = {
    Field.STATUS: """
        status, state, current status, adr status, decision status, lifecycle, stage, adr state,
        lifecycle stage, status of decision, status of the decision, decision state,
        status of this decision, status of this adr, status of the adr, status of this document,
        status of this record, document status, proposal status, record status, approval status,
        acceptance status, rfc status, madr status, doc status, lifecycle status, lifecycle state,
        entscheidungsstatus, status der entscheidung, statut de la decision, statut de l'adr,
        estado de la decision, estado actual, estado da decisao, stato della decisione,
        stato attuale, status besluit, status decyzji, статус решения, статус рішення,
        текущий статус, tinh trang, وضعیت, وضعيت, الحالة, حالة, סטטוס, מצב, สถานะ, स्थिति,
        zustand, stand, statut, etat, estado, situacao, stato, statuut, toestand, stan, статус,
        состояние, стан, tilstand, tila, durum, durumu, stav, allapot, stare, statu, κατασταση,
        trang thai, 状态, 狀態, 状態, 地位, ステータス, 상태, 决策状态, 当前状态
    """,
    Field.DATE: """
        تاریخ, تاريخ, التاريخ, תאריך, วันที่, दिनांक, तिथि,
        date, adr date, date of decision, decision date, day, when, dated, date adr, published,
        date published, publication date, effective date, pubdate, timestamp, on, as of,
        datum, entscheidungsdatum, datum der entscheidung, stand vom, date de decision,
        date de la decision, fecha, fecha de decision, fecha de la decision, data,
        data da decisao,
        data decisione, data della decisione, datum besluit, besluitdatum, data decyzji, дата,
        дата решения, дата принятия, дата ухвалення, дата рішення, dato, beslutningsdato,
        beslutsdatum, paivamaara, paivays, tarih, karar tarihi, datum rozhodnuti,
        datum rozhodnutia,
        ημερομηνια, tanggal, ngay, ngay quyet dinh, tanggal keputusan, 日期, 决策日期, 決定日,
        日付, 날짜, 결정일, 일자, 일시
    """,
    Field.DECIDED: """
        implemented on, decision taken on, decision taken, taken on, agreed, agreed on, voted on,
        signed off on, originally decided, originally accepted, дата прийняття, дата затвердження,
        decided, decided on, accepted, accepted on, accepted at, date accepted, date decided,
        date approved, approved on, approved at, approval date, acceptance date, accepted date,
        approved date, date of acceptance, date of approval, date adopted, adopted on, adopted,
        ratified, ratified on, decision made, decision made on, decided at, date ratified,
        date implemented, entschieden am, angenommen am, akzeptiert am, beschlossen am,
        accepte le,
        decide le, date d'acceptation, aceptado el, fecha de aceptacion, aceito em, approved,
        data de aceitacao, accettato il, 通过日期, 批准日期, 承認日, 승인일
    """,
    Field.CREATED: """
        authored, authored on, date authored, written, written on, date written, recorded on,
        record date, recorded at, entry date, issued, date issued, issue date, logged on,
        created, created on, created at, date created, creation date, date documented, documented,
        date started, started, start date, date proposed, proposed, proposed on, proposed date,
        date of creation, opened, submitted, submitted on, date submitted, raised, raised on,
        date raised, drafted, date drafted, recorded, date recorded, erstellt, erstellt am,
        erstellungsdatum, angelegt, angelegt am, cree le, date de creation, creado, creado el,
        fecha de creacion, criado em, data de criacao, creato il, data creazione,
        data di creazione, aangemaakt, aangemaakt op, utworzono, data utworzenia, создано,
        дата создания, proposal date, date initiale, initial date, first date, initial version,
        original date,
        fecha inicial, data inicial, erstfassung, створено, дата створення, skapad, opprettet,
        oprettet, luotu, olusturulma,
        olusturulma tarihi, vytvoreno, 创建日期, 创建时间, 建立日期, 作成日, 起票日, 생성일,
        작성일
    """,
    Field.TITLE: """
        title, adr title, decision title, short title,
        name, titel, titre, titulo, titolo, tytul, название, заголовок, назва, tittel,
        otsikko, baslik, nazev, 标题, 標題, 题目, タイトル, 件名, 제목
    """,
    Field.ID: "id, identifier, adr id, decision id, adr identifier, kennung, 编号 id",
    Field.NUMBER: """
        number, no, nr, adr, adr number, adr no, decision number, adr nummer, nummer, numero, num,
        numer, номер, numara, cislo, 编号, 序号, 番号, 번호
    """,
    Field.DECIDERS: """
        deciders, decider, decision makers, decision maker, decisionmakers, decision owner,
        decision owners, decided by, deciding group, deciders(s), decision taken by,
        entscheider, entscheidungstrager, entscheidungstragerinnen, entscheiderinnen, beteiligte,
        decideurs, decideur, decisionnaires, decisionnaire, decidido por, decisores, decisor,
        tomadores de decisao, decisori, decisore, besluitvormers, beslissers, beslisser,
        decydenci,
        decydent, лица принимающие решение, участники решения, принимающие решение,
        кто принял решение, приняли,
        ответственные, особи що приймають рішення, вирішили, beslutsfattare, beslutningstakere,
        beslutningstagere, paatoksentekijat, karar vericiler, karar verenler, rozhodujici,
        rozhodli, 决策者, 决策人, 決策者, 決定者, 意思決定者, 결정자, 의사결정자
    """,
    Field.APPROVERS: """
        approvers, approver, approved by, accepted by, agreed by, sign off, signed off by,
        genehmigt von, freigegeben von, approbateurs, approuve par, aprobado por, aprobadores,
        aprovado por, aprovadores, approvato da, approvatori, goedgekeurd door,
        zatwierdzone przez,
        утверждено, утвердили, согласовано с, godkannd av, godkjent av, onaylayan, onaylayanlar,
        批准人, 审批人, 承認者, 승인자
    """,
    Field.AUTHORS: """
        author, authors, author(s), authored by, written by, creator, created by,
        proposer, proposed by, proposers, submitter, champion, drafter, drivers by, contributors,
        autor, autoren, autorin, verfasser, verfasserin, erstellt von, verantwortlich, auteur,
        auteurs, redacteur, redige par, autores, autora, autore, autori, autorzy,
        автор, авторы, автори, forfattare, forfatter, forfattere, kirjoittaja, tekija, laatija,
        yazar, yazarlar, szerzo, penulis, penanggung jawab, tac gia, 作者, 负责人, 起草人, 著者,
        作成者, 起案者, 작성자, 저자
    """,
    Field.CONSULTED: """
        consulted, consultees, consulted with, consulted experts, konsultiert, befragt, consultes,
        consulte, consultados, consultado, consultati, geraadpleegd, skonsultowano, konsultowani,
        консультанты, консультировались, konsulterade, konsultert, danisilanlar, konzultovano,
        被咨询者, 咨询, 咨询人, 相談先, 협의자, 자문
    """,
    Field.INFORMED: """
        informed, informiert, zu informieren, informes, informe, informados, informado, informati,
        geinformeerd, poinformowani, poinformowano, информированы, проинформированы,
        поінформовані,
        informerade, informert, bilgilendirilenler, informovano, 被通知者, 知会, 知会人, 報告先,
        공유 대상, 통보
    """,
    Field.COMPONENTS: """
        component, components, affected components, affected component, applies to, affects,
        affected systems, affected services, impacted components, impacted systems, service,
        services, system, systems, module, modules, scope of components, subsystem, subsystems,
        komponente, komponenten, betroffene komponenten, composants, composant, componentes,
        componente, componenti, onderdelen, komponenty, компоненты, компоненти, komponenter,
        komponentit, bilesenler, 组件, 组件列表, コンポーネント, 컴포넌트
    """,
    Field.TAGS: """
        tag, tags, topic, topics, keyword, keywords, label, labels, category, categories,
        schlagworter, schlagworte, stichworter, stichworte, kategorie, kategorien, mots cles,
        etiquettes, etiquetas, palavras chave, palabras clave, categoria, categorias, etichette,
        parole chiave, trefwoorden, tagi, etykiety, теги, метки, ключевые слова, мітки, taggar,
        emneord, tagit, etiketler, etiket, stitky, cimkek, 标签, 標籤, 关键词, タグ, 태그
    """,
    Field.HISTORY: """
        history, status history, change history, changelog, change log, revisions,
        revision history,
        version history, statuses, updates, log, document history
    """,
    Field.OTHER: """
        last updated, last update, updated, updated on, updated at, date updated, last modified,
        modified, last edited, lastmod, last change, last changed, zuletzt aktualisiert,
        aktualisiert, geandert am, letzte anderung, mis a jour, derniere mise a jour, actualizado,
        atualizado em, aggiornato, laatst bijgewerkt, zaktualizowano, обновлено, оновлено,
        更新日期, 更新时间, 更新日, 最終更新, 最終更新日, 最后更新, 最后核验, 최종 수정일, 수정일,
        outcome, resolution, verdict, entscheidung, result, owner, owners, eigenaar,
        technical story, ticket, issue, jira, pr, pull request, reviewers, reviewer, reviewed by,
        review date, review by, last reviewed, version, revision, priority,
        severity, type, group, decision group, impact, effort, scope, project, team, epic,
        stakeholders, participants, contact, contacts, link, links, url, context, problem,
        decision,
        summary, consequences, see, note, notes, description, related requirements, phase,
        target release, release, deadline, due date, domain, area, 備考, 备注
    """,
}


_THINGS = frozenset({Field.COMPONENTS, Field.TAGS, Field.TITLE})
"""What a state can be of: `State and services` is about no decision's status."""


@cache
def _names() -> dict[str, Field]:
    table: dict[str, Field] = {}
    for field, names in _NAMES.items():
        for name in names.replace("\n", " ").split(","):
            if key := label_key(name):
                table.setdefault(key, field)
    return table


@lru_cache(maxsize=8192)
def field_of(name: str) -> Field | None:
    """Return the field that a name means, None where it is none we know.

    Args:
        name: A label, a key or a heading as written, in any of the languages, or in two at once
            (`状态 / Status`).
    """
    key = label_key(name)
    if not key:
        return None
    table = _names()
    if key in table:
        return table[key]
    parts = [table.get(part) for part in translations(name)]
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004 - two names
        return None
    if Field.STATUS in parts:
        return None if _THINGS.intersection(parts) else Field.STATUS
    return parts[0]
