"""The catalogues in short: rules by what they guard, items of checklists by their pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archbook.checklists.shipped import shipped
from archbook.readiness.wording import way_words
from archbook.rules.registry import Rule, rules
from archbook.rules.verdicts import Death

__all__ = ["items_by_pack", "rules_by_subject"]

_DEATHS = {
    Death.ROLLBACK: "No way back",
    Death.EXPLAIN: "Nobody can say why",
    Death.DUPLICATE: "Done twice, or not at all",
    Death.GREEN: "Green while users are angry",
    Death.COST: "Cost without a decision",
}


def rules_by_subject() -> str:
    """Return a table of rules for each thing that they are about."""
    catalogue = tuple(rules().values())
    lines: list[str] = []
    for death, title in _DEATHS.items():
        about = (rule for rule in catalogue if rule.death is death)
        lines += _rules(f"The system: {title[:1].lower()}{title[1:]}", about)
    left = [rule for rule in catalogue if rule.death is None]
    lines += _rules("The decision log", (rule for rule in left if not _of_a_format(rule)))
    lines += _rules("The map's form", (rule for rule in left if rule.id.startswith("map-")))
    lines += _rules(
        "Checklists and attestations",
        (rule for rule in left if rule.id.startswith(("checklist-", "attestation-"))),
    )
    return "\n".join(lines) + "\n"


def _of_a_format(rule: Rule) -> bool:
    return rule.id.startswith(("map-", "checklist-", "attestation-"))


def _rules(title: str, found: Iterable[Rule]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| Rule | Severity | What holds where it is kept |"
    yield "|---|---|---|"
    for rule in found:
        threshold = f" Threshold: `{_threshold(rule)}`." if _threshold(rule) else ""
        asserts = rule.asserts.replace("|", "\\|")
        yield f"| [{rule.id}](../rules/{rule.id}.md) | {rule.severity} | {asserts}{threshold} |"
    yield ""


def _threshold(rule: Rule) -> str:
    if rule.days is not None:
        return f"days: {rule.days}"
    return f"limit: {rule.limit}" if rule.limit is not None else ""


def items_by_pack() -> str:
    """Return a table of the items of each pack, as its checklist quotes them."""
    return "\n".join(_packs()) + "\n"


def _packs() -> Iterator[str]:
    draft, checklists = shipped()
    for name, checklist in checklists.items():
        quotes = [quote for quote in checklist.quotes if not quote.off]
        yield f"### {checklist.title} {{#{name}}}"
        yield ""
        yield f"`{name}`, levels {', '.join(checklist.levels)}. {checklist.summary}"
        yield ""
        yield "| Item | Can it … | Decided by | From level |"
        yield "|---|---|---|---|"
        for quote in quotes:
            item = draft.items[quote.item].item
            link = f"[{item.id}](../checklists/{name}.md#{item.id})"
            ability = item.ability.replace("|", "\\|")
            ways = way_words(item.way).replace("|", "\\|")
            first = quote.levels[0] if quote.levels else ""
            yield f"| {link} | {ability} | {ways} | {first} |"
        yield ""
