"""Threats that the map names, as tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from archbook.components.forms import NONE
from archbook.components.threats import ThreatCategory, ThreatStatus
from archbook.pages.architecture.threats import threat_pill, unanswered_first
from archbook.pages.quotes.book import Quoting
from archbook.pages.quotes.choosing import chosen
from archbook.pages.quotes.lists import subject_link
from archbook.pages.quotes.markdown import coded, escaped, link, missing, table
from archbook.pages.shelf import tooltip
from archbook.rules.analyses.threat_model import (
    Holder,
    HolderKind,
    StatedThreat,
    boundaries,
    stated_threats,
)

__all__ = ["threats"]

_ARROW = re.compile(r"\s*(?:->|\N{RIGHTWARDS ARROW})\s*")
_HEAD = ("Category", "What could go wrong", "Design response", "Held by", "Status")


def threats(at: Quoting, **filters: Any) -> str:
    """Show threats with what the design answers and what holds the answer, the open ones first.

    Args:
        at: The page.
        **filters: `zone` (its own, and those of what stands in it), `component` (its own, and those
            of the lines that leave it), `boundary` (`edge -> private`: those named at it),
            `status` (`open`, `planned`, `answered`, `accepted`, `not stated`), `category`
            (`spoofing`, ...).
    """
    if "boundary" in filters:
        filters["boundary"] = _ways(filters["boundary"])
    found = unanswered_first(_chosen(at, filters))
    rows = [_row(at, one) for one in found]
    return table(_HEAD, rows) if rows else "*No threat.*"


def _ways(stated: object) -> list[str]:
    every = stated if isinstance(stated, list | tuple) else (stated,)
    return [_ARROW.sub(" -> ", str(one)) for one in every]


def _chosen(at: Quoting, filters: Mapping[str, Any]) -> list[StatedThreat]:
    of = at.of
    crossed = boundaries(of)
    known = {
        "zone": of.zones,
        "component": of.components,
        "boundary": [one.words for one in crossed],
        "status": [*ThreatStatus, "not stated"],
        "category": tuple(ThreatCategory),
    }
    named_at: dict[tuple[str, int], list[str]] = {}
    for boundary in crossed:
        for one in boundary.threats:
            named_at.setdefault((one.subject, one.number), []).append(boundary.words)
    things = (
        (
            one,
            {
                **_whose(at, one),
                "boundary": tuple(named_at.get((one.subject, one.number), ())),
                "status": one.status.value if one.status else "not stated",
                "category": one.threat.category.value if one.threat.category else (),
            },
        )
        for one in stated_threats(of)
    )
    return chosen(things, filters, known, "Threats")


def _whose(at: Quoting, one: StatedThreat) -> Mapping[str, object]:
    """Return the zone and the component that a threat belongs to."""
    kind, _, name = one.subject.partition(":")
    if kind == "zone":
        return {"zone": name, "component": ()}
    whose = at.of.edges[name].source if kind == "edge" else name
    return {"zone": at.of.components[whose].zone or (), "component": whose}


def _row(at: Quoting, stated: StatedThreat) -> tuple[str, ...]:
    threat = stated.threat
    pill = threat_pill(stated.status)
    if threat.answer is None:
        answer = missing("not stated")
    else:
        answer = "none" if threat.answer is NONE else coded(str(threat.answer))
    return (
        escaped(threat.category.value.replace("-", " ")) if threat.category else "",
        # It may say "its", which is understood from where it is named only.
        f'{coded(threat.what)} <span class="ab-what">{_place(at, stated)}</span>',
        answer,
        ", ".join(_holders(at, stated.holders)) or missing("not stated"),
        f'<span class="ab-status ab-status--{pill.variant}">{escaped(pill.word)}</span>',
    )


def _place(at: Quoting, stated: StatedThreat) -> str:
    """Return what names a threat: a zone, a component or an edge."""
    kind, _, name = stated.subject.partition(":")
    return at.named(kind, name) if kind == "zone" else subject_link(at, stated.subject)


def _holders(at: Quoting, holders: Iterable[Holder]) -> Iterable[str]:
    for holder in holders:
        if holder.kind is not HolderKind.DECISION:
            yield at.link(holder.kind.value, holder.id, holder.id)
            continue
        uris = at.book.shelf.uris if at.book.shelf else {}
        for decision in at.book.facts.cited(holder.id):
            yield link(holder.id, uris.get(decision.file, ""), at.uri, tooltip(decision))
