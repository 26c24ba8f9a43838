"""Results as Markdown, for a comment in a review: figures first, then what is open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archbook.readiness.comparing import Cause, Change, Comparison, by_item
from archbook.readiness.floor import keeping
from archbook.readiness.model import Fact, ItemResult, Readiness, Result, Standing
from archbook.readiness.outcome import listed
from archbook.source.wording import one_line

__all__ = ["markdown_report"]

_SHOWN = (
    Result.PASS,
    Result.FAIL,
    Result.UNKNOWN,
    Result.STALE,
    Result.ERROR,
    Result.WAIVER_EXPIRED,
    Result.WAIVED,
    Result.NOT_YET,
)
_OPEN = (Result.ERROR, Result.FAIL, Result.WAIVER_EXPIRED, Result.STALE, Result.UNKNOWN)
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#!|~&@])")


def markdown_report(
    readiness: Readiness,
    *,
    level: str = "",
    below: tuple[Standing, ...] = (),
    comparison: Comparison | None = None,
) -> str:
    """Return the results as Markdown: gates, then a table a checklist, then what is open.

    Args:
        readiness: What the checklists come to.
        level: The level that the floor asks for; empty without a floor.
        below: The standings below it.
        comparison: What got worse since a revision.
    """
    lines = [f"## Readiness as of {readiness.as_of}", ""]
    if comparison is not None:
        lines.extend(_ratchet(comparison))
    if level:
        lines.extend(_floor(level, below))
    for by_component in readiness.standings.values():
        if by_component:
            lines.extend(_checklist(tuple(by_component.values())))
    if not any(readiness.standings.values()):
        lines += ["No checklist asks anything of a component.", ""]
    return "\n".join(lines)


def _ratchet(comparison: Comparison) -> Iterator[str]:
    base = comparison.base
    authored = comparison.of(Cause.AUTHORED)
    word = "fails" if authored else "holds"
    yield f"### The ratchet {word}: since {_plain(base.name)} ({base.commit[:10]})"
    yield ""
    heads = {
        Cause.AUTHORED: "Got worse by what was changed",
        Cause.POLICY: "Got worse by what is asked (does not fail)",
        Cause.TIME: "Got worse by time (does not fail)",
    }
    for cause, head in heads.items():
        changes = comparison.of(cause)
        if not changes:
            continue
        yield f"**{head}**"
        yield ""
        if cause is Cause.POLICY:
            for each, components in by_item(changes):
                yield f"- {_plain(each.item)} of {_plain(listed(components))}: {_became(each)}"
        else:
            for each in changes:
                yield f"- {_plain(each.component)}, {_plain(each.item)}: {_became(each)}"
                yield from (f"    - {_fact(fact)}" for fact in each.after.facts)
                if each.before is not None and cause is Cause.AUTHORED:
                    yield f"    - before: {_fact(each.before.facts[0])}"
        yield ""
    if not comparison.changes:
        yield "Nothing got worse."
        yield ""
    for doubt in comparison.doubts:
        yield f"Of {_plain(base.name)} not all could be read: {_plain(doubt)}."
        yield ""
    if comparison.new:
        names = ", ".join(map(_plain, comparison.new))
        yield f"New, and held against the floor only: {names}."
        yield ""


def _became(change: Change) -> str:
    before = change.before.result if change.before else "not asked"
    return f"was {before}, is {change.after.result}"


def _floor(level: str, below: tuple[Standing, ...]) -> Iterator[str]:
    yield f"### The floor {'fails' if below else 'holds'}: {_plain(level)}"
    yield ""
    for each in below:
        names = ", ".join(_plain(result.item.id) for result in keeping(each, level))
        held = _plain(each.held.with_waivers or "no level")
        yield (
            f"- {_plain(each.component)} holds {held} of {_plain(each.checklist.title)}."
            f" Missing: {names}"
        )
    if not below:
        yield "Every component holds it, waivers counted."
    yield ""


def _checklist(standings: tuple[Standing, ...]) -> Iterator[str]:
    checklist = standings[0].checklist
    yield f"### {_plain(checklist.title)}"
    yield ""
    yield f"| Component | Held | With waivers | {' | '.join(_SHOWN)} |"
    yield f"|---|---|---|{'--:|' * len(_SHOWN)}"
    for standing in standings:
        counts = standing.counts()
        held, waived = standing.held.without_waivers, standing.held.with_waivers
        figures = " | ".join(str(counts[result]) for result in _SHOWN)
        yield (
            f"| {_plain(standing.component)} | {_plain(held or 'none')} |"
            f" {_plain(waived or 'none')} | {figures} |"
        )
    yield ""
    open_ = [(s, each) for s in standings for each in s.results if each.result in _OPEN]
    if open_:
        yield f"<details><summary>{len(open_)} open</summary>"
        yield ""
        for standing, each in open_:
            yield f"- {_plain(standing.component)}, {_plain(each.item.id)}: {_open(each)}"
        yield ""
        yield "</details>"
        yield ""


def _open(each: ItemResult) -> str:
    return f"**{each.result}**. {'; '.join(_fact(fact) for fact in each.facts)}"


def _fact(fact: Fact) -> str:
    place = f" ({_plain(str(fact.location))})" if fact.location and fact.location.file else ""
    return f"{_plain(fact.text)}{place}"


def _plain(text: str) -> str:
    """Return a text in which nothing is markup, a mention or a link."""
    return _SPECIAL.sub(r"\\\1", one_line(text)).replace("://", ":\u200b//")
