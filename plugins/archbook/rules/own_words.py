"""The words of rules that a map states itself, made from what they ask."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from archbook.components.forms import NONE
from archbook.components.own_rules import Asks, OwnRule, Wanted
from archbook.components.rule_forms import Each, EdgeChoice, EdgeForm, PathForm, PropertyForm
from archbook.components.selectors import Neighbours, Selector, Tiers
from archbook.components.values import hyphenated
from archbook.rules.wording import listed

__all__ = ["asserts", "bounds_in_words", "selector_words"]


def asserts(rule: OwnRule) -> str:
    """Return what holds where a rule is kept, one sentence.

    Args:
        rule: The rule.
    """
    forbids = rule.asks is Asks.FORBID
    match rule.about:
        case PathForm() as form:
            past = f", past {selector_words(form.not_through)}" if form.not_through else ""
            via = f" along {' or '.join(form.via)}" if form.via else ""
            ways = f"to {selector_words(form.to)}{via}{past}"
            start = selector_words(form.from_)
            return f"No path leads from {start} {ways}." if forbids else _each(start, ways)
        case EdgeForm() as form:
            return _edges(rule, form, forbids=forbids)
        case PropertyForm() as form:
            (wanted,) = rule.wanted
            whose = _whose(form)
            says = _wanted(wanted, forbids=forbids)
            return f"`{wanted.field}` of {whose} {says}."


def _each(start: str, ways: str) -> str:
    return f"From each of {start} a path leads {ways}."


def _edges(rule: OwnRule, form: EdgeForm, *, forbids: bool) -> str:
    verbs = f" that {' or '.join(form.verb)}" if form.verb else ""
    with_ = "".join(f", with `{w.field}` {_values(w.values)}" for w in rule.wanted)
    ends = f"from {selector_words(form.from_)} to {selector_words(form.to)}"
    if forbids:
        return f"There is no edge{verbs} {ends}{with_}."
    one = form.to if form.each is Each.TO else form.from_
    return f"Each of {selector_words(one)} has an edge{verbs} {ends}{with_}."


def _whose(form: PropertyForm) -> str:
    if form.of is not None:
        return selector_words(form.of)
    if form.of_edges is not None:
        choice: EdgeChoice = form.of_edges
        verbs = f" that {' or '.join(choice.verb)}" if choice.verb else ""
        ends = f"from {selector_words(choice.from_)} to {selector_words(choice.to)}"
        return f"edges{verbs} {ends}"
    return f"the journeys {listed(form.of_journeys or ())}"


def _wanted(wanted: Wanted, *, forbids: bool) -> str:
    if wanted.values:
        return f"is {'not ' if forbids else ''}{_values(wanted.values)}"
    bounds = [
        f"{words} {bound}"
        for words, bound in (("at least", wanted.least), ("at most", wanted.most))
        if bound is not None
    ]
    if bounds:
        return f"is {'not ' if forbids else ''}{' and '.join(bounds)}"
    return "states that there is none" if forbids else "states something other than none"


def _values(values: tuple[Any, ...]) -> str:
    return " or ".join(map(_value, values))


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def bounds_in_words(field: str, value: Any) -> str:
    """Return ` states FIELD VALUE` for the message of a finding.

    Args:
        field: The field.
        value: What is stated under it.
    """
    if value is NONE or value is False or value == ():
        return f" states {field}: none"
    if dataclasses.is_dataclass(value) and type(value).__str__ is object.__str__:
        return f" states {field}"
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else _value(value)
    return f" states {field}: {shown}"


def selector_words(selector: Selector | None) -> str:
    """Return a selector as a map has it, in code: "`kind: report, zone: edge`".

    Args:
        selector: The selector; None for everything.
    """
    if selector is None:
        return "anything"
    parts = ", ".join(_parts(selector))
    return f"`{parts}`" if parts else "anything"


def _parts(selector: Selector) -> Iterator[str]:
    for field in dataclasses.fields(selector):
        value = getattr(selector, field.name)
        if value is None:
            continue
        key = hyphenated(field.name)
        if isinstance(value, Selector):
            yield f"{key}: {{{', '.join(_parts(value))}}}"
        elif isinstance(value, Tiers):
            yield f"tier: {_tiers(value)}"
        elif isinstance(value, Neighbours):
            yield f"{key}: {{id: {_several(value.id)}, hops: {value.hops}}}"
        elif key in {"any", "all"}:
            inner = (f"{{{', '.join(_parts(each))}}}" for each in value)
            yield f"{key}: [{', '.join(inner)}]"
        else:
            yield f"{key}: {_several(value)}"


def _several(values: Sequence[object]) -> str:
    words = ", ".join(map(str, values))
    return words if len(values) == 1 else f"[{words}]"


def _tiers(tiers: Tiers) -> str:
    if tiers.is_:
        return _several(tiers.is_)
    bounds = (("min", tiers.min), ("max", tiers.max))
    return f"{{{', '.join(f'{key}: {tier}' for key, tier in bounds if tier is not None)}}}"
