"""What decides an item, in words with links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from archbook.checklists.model import Item
from archbook.checklists.ways import (
    ByDecision,
    ByFile,
    ByPerson,
    ByProperty,
    ByResult,
    ByRule,
    Either,
    ResultFormat,
    Strength,
    Way,
)
from archbook.pages.architecture.here import Here
from archbook.rules.wording import counted

__all__ = ["Asked", "asked_of_person", "person_of", "ways_in_words"]

_FORMATS = {ResultFormat.JUNIT: "JUnit results", ResultFormat.SARIF: "SARIF results"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person who attests an item has to state.

    Attributes:
        fields: Names of values, each with its limit in words (`at most 15`) or an empty text.
        evidence: Whether evidence must be linked.
        lasts: For how many days it lasts; empty where it does not age.
    """

    fields: tuple[tuple[str, str], ...]
    evidence: bool
    lasts: str


def ways_in_words(way: Way, here: Here) -> list[Markup]:
    """Return what decides an item; several texts where one of them is enough.

    Args:
        way: How it is decided.
        here: The page.
    """
    if isinstance(way, Either):
        return [text for one in way.of for text in ways_in_words(one, here)]
    return [_clause(way, here)]


def person_of(way: Way) -> ByPerson | None:
    """Return how a person may decide it; None where nobody may."""
    if isinstance(way, Either):
        return next((found for one in way.of if (found := person_of(one))), None)
    return way if isinstance(way, ByPerson) else None


def asked_of_person(item: Item) -> Asked | None:
    """Return what a person who attests an item has to state; None where no person is asked."""
    person = person_of(item.way)
    if person is None:
        return None
    return Asked(
        fields=tuple((name, limit.written if limit else "") for name, limit in person.fields),
        evidence=person.evidence,
        lasts=counted(person.max_age, "day") if person.max_age is not None else "",
    )


def _clause(way: Way, here: Here) -> Markup:
    match way:
        case ByRule():
            text = _rules(way, here)
        case ByProperty():
            text = _sentence("the map states", way.field, _property(way))
        case ByFile():
            text = _sentence("there is the file", way.path, _file(way))
        case ByResult():
            text = _sentence(f"{_FORMATS[way.format]} in", way.path, _result(way))
        case ByDecision():
            text = _decision(way, here)
        case ByPerson():
            text = _person(way)
        case Either():
            text = Markup("; ").join(ways_in_words(way, here))
    return text


def _rules(way: ByRule, here: Here) -> Markup:
    one = len(way.rules) == 1
    names = _joined(_linked(name, here.to("rule", name)) for name in way.rules)
    return Markup("{} {} {}").format(
        "the rule" if one else "the rules", names, "holds" if one else "hold"
    )


def _sentence(before: str, name: str, after: Iterable[str]) -> Markup:
    tail = "".join(f", {part}" for part in after)
    return Markup("{} <code>{}</code>{}").format(before, name, tail)


def _property(way: ByProperty) -> Iterator[str]:
    if way.limit is not None:
        yield way.limit.written
    if way.max_age is not None:
        yield f"no longer ago than {counted(way.max_age, 'day')}"
    if way.strength is not Strength.DECLARED:
        yield f"which counts as {way.strength}"


def _file(way: ByFile) -> Iterator[str]:
    if way.contains:
        yield f"with “{way.contains}” in it"
    if way.newer_than:
        yield f"not older than {way.newer_than}"
    if way.max_age is not None:
        yield f"changed within {counted(way.max_age, 'day')}"


def _result(way: ByResult) -> Iterator[str]:
    yield "what matches it passed" if way.format is ResultFormat.JUNIT else "nothing matches it"
    if way.match != "*":
        yield f"of “{way.match}”"
    if way.max_age is not None:
        yield f"no older than {counted(way.max_age, 'day')}"


def _decision(way: ByDecision, here: Here) -> Markup:
    if way.decision:
        found = here.atlas.decisions(way.decision)
        href = here.decision(found[0]).href if found else ""
        text = Markup("the decision {} is in force").format(_linked(way.decision, href))
    else:
        text = Markup("a decision is in force")
    parts = []
    if way.enforces:
        href = here.to("rule", way.enforces) or here.to("item", way.enforces)
        parts.append(Markup("asks for {}").format(_linked(way.enforces, href)))
    if way.tags:
        codes = (Markup("<code>{}</code>").format(tag) for tag in way.tags)
        parts.append(Markup("is tagged {}").format(_joined(codes)))
    if way.about_component:
        parts.append(Markup("names the component"))
    return text + (Markup(" that ") + _joined(parts) if parts else Markup())


def _person(way: ByPerson) -> Markup:
    parts = []
    for name, limit in way.fields:
        tail = f" ({limit.written})" if limit else ""
        parts.append(Markup("<code>{}</code>{}").format(name, tail))
    if way.evidence:
        parts.append(Markup("evidence"))
    text = Markup("a person attests it")
    if parts:
        text += Markup(" with ") + _joined(parts)
    if way.max_age is not None:
        text += Markup(", for {}").format(counted(way.max_age, "day"))
    return text


def _linked(text: str, href: str) -> Markup:
    if not href:
        return Markup("<code>{}</code>").format(text)
    return Markup('<a href="{}">{}</a>').format(href, text)


def _joined(parts: Iterable[Markup]) -> Markup:
    *first, last = parts
    return Markup(" and ").join([Markup(", ").join(first), last]) if first else last
