"""The names of sections, in many languages."""

# ruff: noqa: RUF001 - words of other alphabets

from __future__ import annotations

from enum import Enum, auto
from functools import cache, lru_cache

from archbook.decisions.vocabulary.folding import label_key, translations

__all__ = ["Topic", "topic_of"]


class Topic(Enum):
    """What a section is about, where that matters to the reader."""

    CONTEXT = auto()
    DECISION = auto()
    CONSEQUENCES = auto()
    OPTIONS = auto()
    REASONS = auto()
    HISTORY = auto()
    LINKS = auto()
    METADATA = auto()
    PROSE = auto()


_NAMES: dict[Topic, str] = {
    Topic.CONTEXT: """
        context, context and problem statement, problem, problem statement, issue, background,
        context and problem, motivation, introduction, problem description, question, situation,
        kontext, kontext und problemstellung, kontext und problembeschreibung,
        problem und kontext,
        problemstellung, ausgangslage, hintergrund, contexte, contexte et enonce du probleme,
        contexte et probleme, probleme, problematique, contexto, contexto y planteamiento del
        problema, contexto e declaracao do problema, problema, contesto, contesto e problema,
        probleemstelling, context en probleemstelling, kontekst, kontekst i opis problemu,
        контекст, контекст и постановка проблемы, контекст и описание проблемы, проблема, контекст
        і постановка проблеми, bakgrund, kontext och problem, bakgrunn, baggrund, konteksti,
        tausta, baglam, kornyezet, kontextus, 上下文, 背景, 问题, 背景和问题, 背景と課題,
        latar belakang, konteks, boi canh, 语境, コンテキスト, 文脈, 課題, 問題, 背景與問題, 맥락,
        배경, 컨텍스트, 문제
    """,
    Topic.DECISION: """
        decision, decision outcome, decisions, outcome, solution, resolution, the decision,
        proposal, proposed solution, decision result, our decision, chosen option, conclusion,
        entscheidung, entscheidungsergebnis, beschluss, losung, ergebnis der entscheidung,
        decision retenue, resultat de la decision, solution retenue, decision, decisao,
        resultado da decisao, decisione, esito della decisione, soluzione, besluit, beslissing,
        decyzja, rozwiazanie, решение, принятое решение, результат решения, рішення, результат
        рішення, beslut, beslutning, paatos, karar, rozhodnuti, dontes, keputusan, quyet dinh,
        αποφαση, 决策, 决定, 決定,
        決策, 決定事項, 方案, 决策结果, 決定結果, 결정, 결정 사항
    """,
    Topic.CONSEQUENCES: """
        konsekuensi, dampak, he qua,
        consequences, consequence, implications, impact, positive consequences,
        negative consequences, results, result, effects, risks, benefits, drawbacks, tradeoffs,
        trade offs, konsequenzen, folgen, auswirkungen, consequences, impacts, consecuencias,
        consequencias, conseguenze, gevolgen, consequenties, konsekwencje, skutki, последствия,
        следствия, наслідки, konsekvenser, seuraukset, sonuclar, dusledky, kovetkezmenyek, 结果,
        后果, 影响, 後果, 結果, 影響, 결과, 영향
    """,
    Topic.OPTIONS: """
        options, considered options, options considered, alternatives, alternatives considered,
        considered alternatives, pros and cons of the options, pros and cons, alternative, option,
        optionen, betrachtete optionen, alternativen, betrachtete alternativen, vor und nachteile
        der optionen, options envisagees, options considerees, avantages et inconvenients des
        options, opciones consideradas, opcoes consideradas, alternativas, alternativas
        consideradas, opzioni considerate, alternative considerate, overwogen opties, opties,
        rozwazane opcje, alternatywy, рассмотренные варианты, варианты, альтернативы, розглянуті
        варіанти, альтернативи, overvagda alternativ, alternativer, vaihtoehdot, secenekler,
        degerlendirilen secenekler, 备选方案, 考虑的选项, 可选方案, 選択肢, 検討した選択肢,
        代替案,
        대안, 고려한 대안, 선택지
    """,
    Topic.REASONS: """
        decision drivers, drivers, rationale, reasoning, justification, why, assumptions,
        constraints, requirements, argument, entscheidungstreiber, begrundung, grunde, facteurs de
        decision, justification, criteres de decision, impulsores de la decision, fatores de
        decisao, direcionadores da decisao, fattori decisionali, motivazione, overwegingen,
        uzasadnienie, czynniki decyzyjne, обоснование, драйверы решения, обґрунтування,
        motivering,
        begrunnelse, begrundelse, perustelut, gerekce, 理由, 决策驱动因素, 決定要因, 根拠, 근거,
        이유,
        confirmation, validation, compliance
    """,
    Topic.HISTORY: """
        changelog, change log, change history, revision history, history, revisions, document
        history, version history, versions, status history, decision history, updates, log, status
        log, review log, lifecycle, timeline, changes, record of changes, anderungshistorie,
        historie, verlauf, anderungsverlauf, versionshistorie, historique, historique des
        modifications, journal des modifications, historial, historial de cambios, historico,
        historico de revisoes, historico de alteracoes, storico, cronologia, cronologia delle
        modifiche, geschiedenis, wijzigingsgeschiedenis, historia, historia zmian, история,
        история изменений, історія, історія змін, historik, andringshistorik, historikk,
        muutoshistoria,
        gecmis, degisiklik gecmisi, 变更记录, 变更日志, 变更历史, 修订历史, 历史, 更新记录,
        更新日志,
        変更履歴,
        履歴, 改訂履歴, 변경 이력, 이력, 변경 기록
    """,
    Topic.LINKS: """
        links, related, related decisions, related adrs, related adr, references, reference,
        relations, relationships, see also, more information, further reading, related decision
        records, related artifacts, related documents, additional information, related principles,
        related architecture decisions, related architectural decisions, dependencies, verweise,
        referenzen, weitere informationen, verwandte entscheidungen, verwandte adrs, siehe auch,
        liens, references, plus d'informations, voir aussi, decisions liees, adr lies, enlaces,
        referencias, mas informacion, decisiones relacionadas, adrs relacionados, ligacoes,
        mais informacoes, decisoes relacionadas, collegamenti, riferimenti, maggiori informazioni,
        decisioni correlate, verwijzingen, meer informatie, gerelateerde besluiten, linki,
        odnosniki, powiazane decyzje, wiecej informacji, ссылки, связанные решения, дополнительная
        информация, посилання, пов'язані рішення, lankar, relaterade beslut, lenker, linkit,
        baglantilar, ilgili kararlar, odkazy, 链接, 参考, 相关决策, 参考资料, 相关链接, リンク,
        参考リンク, 関連, 関連する決定, 링크, 참고, 관련 결정, 참고 자료
    """,
    Topic.METADATA: """
        metadata, meta data, meta, meta information, document information, document info,
        information, info, adr information, adr metadata, adr info, adr details, record details,
        details, header, document control, document details, governance, approval, approvals,
        decision info, decision information, decision metadata, decision details, properties,
        front matter, overview table, metadaten, dokumentinformationen, allgemeines, stammdaten,
        metadonnees, informations, metadatos, informacion, metadados, informacoes, metadati,
        informazioni, metagegevens, metadane, метаданные, информация, метадані, інформація,
        元数据, 基本信息, 元資料, メタデータ, 基本情報, 메타데이터, 기본 정보
    """,
    Topic.PROSE: """
        summary, abstract, tldr, tl;dr, overview, goals, non goals, scope, terminology,
        definitions, glossary, table of contents, contents, notes, discussion, appendix, next
        steps, open questions, implementation, plan, details of the decision, architecture,
        zusammenfassung, resume, sommaire, resumen, resumo, riepilogo, samenvatting,
        podsumowanie, резюме, заметки, примечания, примітки, notizen, anmerkungen, required
        reading, 备注, 注释, メモ, 備考, 概要, 摘要, 总结, 비고, 요약, lessons, examples, example,
        comments, acknowledgements, advice, principles, deferred work, implementation notes,
        design
    """,
}


@cache
def _names() -> dict[str, Topic]:
    table: dict[str, Topic] = {}
    for topic, names in _NAMES.items():
        for name in " ".join(names.split()).split(","):
            if key := label_key(name):
                table.setdefault(key, topic)
    return table


@lru_cache(maxsize=8192)
def topic_of(heading: str) -> Topic | None:
    """Return what a section with this heading is about, None where the name is not known.

    Args:
        heading: Text of the heading, in any of the languages, numbered or not.
    """
    key = label_key(heading.replace("&", "and"))
    table = _names()
    if not key or key in table:
        return table.get(key)
    parts = [table.get(part) for part in translations(heading)]
    return parts[0] if len(parts) > 1 and all(parts) else None
