"""The words for relations between decisions, in many languages."""

# ruff: noqa: RUF001 - words of other alphabets

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from archbook.decisions.model import RelationKind
from archbook.decisions.vocabulary.folding import fold, label_key

__all__ = [
    "is_denied",
    "is_partial",
    "partial_words",
    "relation_label",
    "relation_of_phrase",
    "relation_pattern",
]

_KINDS = RelationKind
_WORDS: dict[RelationKind, str] = {
    _KINDS.SUPERSEDED_BY: """
        superseded by, superceded by, superseeded by, superceeded by, supersedded by,
        supersede by,
        supercede by, replaced by, replaced with, obsoleted by, overridden by, overruled by,
        supplanted by, superseded in favor of, superseded in favour of, superseded with,
        deprecated in favor of, deprecated in favour of, superseding adr,
        ersetzt durch, abgelost durch, remplace par, remplacee par, supplante par,
        reemplazado por, reemplazada por, sustituido por, sustituida por, substituido por,
        substituida por, sostituito da, sostituita da, superato da, superata da, vervangen door,
        zastapiony przez, zastapiona przez, zastapione przez, заменено на, заменен на,
        заменена на,
        заменено решением, заменено, заменен, заменена, перекрыто, перекрыт, перекрыта,
        замінено на, замінений на, замінено, замінений, замінена, ersatt av, ersatt med,
        erstattet av,
        erstattet af, avlost av, korvattu, nahrazeno, 已被取代, 被取代, 已被替代, 被替代, 被代替,
        取代者, 后续决策
    """,
    _KINDS.SUPERSEDES: """
        supersedes, supercedes, superseeds, superceeds, supersede, supercede, superseding,
        replaces, obsoletes, overrides, overrules, supplants, replacement for,
        ersetzt, lost ab, remplace, annule et remplace, reemplaza a,
        reemplaza, sustituye a, sustituye, substitui, sostituisce, vervangt, zastepuje, заменяет,
        замінює, ersatter, erstatter, korvaa, yerine gecer, nahrazuje, 取代, 替代, 代替
    """,
    _KINDS.AMENDED_BY: """
        amended by, amended in, updated by, modified by, revised by, amendment by, corrected by,
        amendments, erganzt durch, geandert durch, amende par, modifie par, modificado por,
        emendado por, modificato da, gewijzigd door, zmieniony przez, изменено в, дополнено,
        доповнено, andrad av, endret av, aendret af
    """,
    _KINDS.AMENDS: """
        amends, amend, amending, updates, modifies, revises, partially supersedes, corrects,
        erganzt, andert, amende, modifie, modifica a, modifica, emenda, wijzigt, zmienia,
        изменяет,
        дополняет, змінює, доповнює, andrar, endrer, aendrer
    """,
    _KINDS.EXTENDED_BY: "extended by, erweitert durch, etendu par, extendido por, uitgebreid door",
    _KINDS.EXTENDS: """
        extends, extension of, builds on, builds upon, erweitert, prolonge, etend, extiende,
        estende,
        breidt uit, rozszerza, расширяет, розширює
    """,
    _KINDS.CLARIFIED_BY: "clarified by, prazisiert durch, clarifie par, aclarado por",
    _KINDS.CLARIFIES: """
        clarifies, clarification of, prazisiert, clarifie, aclara, уточняет, уточнює
    """,
    _KINDS.REFINED_BY: "refined by, verfeinert durch, affine par, refinado por, elaborated by",
    _KINDS.REFINES: "refines, refinement of, verfeinert, affine, refina, elaborates",
    _KINDS.DEPENDS_ON: """
        depends on, depend on, dependent on, depends upon, requires, blocked by, enabled by,
        hangt ab von, abhangig von, depend de, depende de, dipende da, hangt af van, zalezy od,
        зависит от, залежить від, beror pa
    """,
    _KINDS.REQUIRED_BY: "required by, needed by, is required by, prerequisite for, enables, blocks",
    _KINDS.DEPRECATED_BY: "deprecated by, made obsolete by",
    _KINDS.DEPRECATES: "deprecates",
    _KINDS.RELATES_TO: """
        relates to, related to, relate to, related adr, related adrs, related decision,
        related decisions, related, is related to, relates, bezieht sich auf, verwandt mit,
        verwandte entscheidungen, lie a, en lien avec, relacionado con, relacionada con,
        relacionado com, relacionada com, correlato a, gerelateerd aan, powiazane z, powiazane,
        связано с, связан с, пов'язано з, relaterad till, relatert til, relateret til, liittyy,
        iliskili, souvisi s, 相关, 相关决策, 関連, 관련
    """,
    _KINDS.CONFLICTS_WITH: "conflicts with, contradicts, in conflict with, widerspricht",
}
_ADVERBS = (
    "(?:in part|partially|partly|in teilen|teilweise|partiellement|en partie|"
    "parcial(?:mente)?(?: de)?|"
    "en parte|em parte|parzialmente|in parte|gedeeltelijk|czesciowo|частично|частково|delvis)"
)
_PARTIAL = re.compile(rf"\b{_ADVERBS}\b|部分|局部|一部")
_PARTIAL_BEFORE = re.compile(
    rf"(?:\b{_ADVERBS}\s*|部分|局部|一部|のみ"
    r"|\b(?:parts?|portions?|sections?|aspects?|elements?|pieces?|teile?|parties?|partes?)"
    r"(?:\s+(?:is|are|was|were|has been|have been|sind|wurden?|sont|ete))?(?:\s+now)?"
    r"|(?:\b(?:point|clause|section|item|step|rule|phase|option|punkt|ziffer|abschnitt|punto|ponto"
    r"|пункт|раздел|розділ|article)s?|§)\s*#?\d[\w.]*"
    r"(?:(?:\s*[,&]\s*|\s+(?:and|und|et|y|e|и)\s+)\d[\w.]*)*"
    r"(?:\s+(?:is|are|was|were|has been|have been|wird|wurden?))?)$"
)
_PARTIAL_WORDS = re.compile(rf"{_ADVERBS}(?= |$)")
_PARTIAL_AFTER = re.compile(
    rf"^\W*(?:{_ADVERBS}\b|(?:(?:some|several|the|certain)\s+)?"
    r"(?:parts?|aspects?|portions?|sections?|elements?)\s+of\b)"
)
_PASSIVE = re.compile("[\u88ab\u7531][^\u3002\uff1b,;]*$")
_DENIED = re.compile(
    r"\b(?:not|never|no|may|might|can|could|should|would|will|must|if|until|unless|when|once|"
    r"to|nor|cannot|nicht|kann|ne|pas|non|niet|nie|не|does|do|did|without)\s+"
    r"(?:\w+\s+){0,2}(?:be\s+|been\s+|being\s+|yet\s+)?$"
)


@cache
def _phrases() -> dict[str, RelationKind]:
    table: dict[str, RelationKind] = {}
    for kind, words in _WORDS.items():
        for phrase in " ".join(words.split()).split(","):
            if key := " ".join(fold(phrase).split()):
                table.setdefault(key, kind)
    return table


@cache
def relation_pattern() -> re.Pattern[str]:
    """Return the pattern that finds relation words in folded text, the longest first."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for phrase in sorted(_phrases(), key=lambda phrase: (-len(phrase), phrase)):
        words = r"[\s_-]+".join(re.escape(word) for word in phrase.split())
        (unspaced if max(phrase) >= "\u2e80" else spaced).append(words)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spaced)})(?![^\W_])|(?:{'|'.join(unspaced)})")


def relation_of_phrase(phrase: str) -> RelationKind:
    """Return the relation that words found by `relation_pattern` mean."""
    return _phrases()[" ".join(re.split(r"[\s_-]+", phrase))]


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=8192)
def relation_label(name: str) -> tuple[RelationKind, bool] | None:
    """Return the relation that the name of a field means, and whether only in part.

    Args:
        name: A key, a label or a heading: `superseded_by`, `supersededBy`, `Superseded-By ADR`.
    """
    key = label_key(_CAMEL.sub(" ", name))
    if not key:
        return None
    partial = bool(_PARTIAL.search(key)) or ("(" in name and bool(_PARTIAL.search(fold(name))))
    if partial:
        key = " ".join(_PARTIAL.sub(" ", key).split())
    for word in ("is ", "this adr "):
        key = key.removeprefix(word)
    for word in (" adrs", " adr", " decisions", " decision", "(s)"):
        if key not in _phrases():
            key = key.removesuffix(word)
    kind = _phrases().get(key)
    return None if kind is None else (kind, partial)


def is_partial(folded: str, start: int, end: int) -> bool:
    """Say whether the relation words at a place of a folded text hold only in part."""
    return bool(
        _PARTIAL_BEFORE.search(folded[max(0, start - 24) : start].rstrip())
        or _PARTIAL_AFTER.match(folded[end : end + 40])
    )


def partial_words(words: Sequence[str]) -> int:
    """Return how many of the first words say that what follows holds only in part."""
    match = _PARTIAL_WORDS.match(" ".join(words[:4]))
    return match.group().count(" ") + 1 if match else 0


def is_denied(folded: str, start: int) -> bool:
    """Say whether the words before a place deny or only suppose what follows (`may be`)."""
    before = folded[max(0, start - 40) : start]
    if folded[start : start + 1] >= "\u2e80" and _PASSIVE.search(before):
        return True  # the verb stands last: what it names stands before it
    return bool(_DENIED.search(before))
