"""What checklists come to as text to be read: by component, worst first, both figures."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import click

from archbook.cli.shared import printable
from archbook.readiness.comparing import Cause, Change, Comparison, by_item
from archbook.readiness.floor import keeping
from archbook.readiness.model import Due, Fact, ItemResult, Readiness, Result, Standing
from archbook.readiness.outcome import listed
from archbook.source.wording import one_line

__all__ = ["comparison_lines", "floor_lines", "readiness_lines"]

_MARKS = {
    Result.ERROR: ("#", "red"),
    Result.FAIL: ("x", "red"),
    Result.WAIVER_EXPIRED: ("x", "red"),
    Result.STALE: ("~", "yellow"),
    Result.UNKNOWN: ("?", "yellow"),
    Result.WAIVED: ("w", "cyan"),
    Result.NOT_YET: (".", "cyan"),
    Result.PASS: ("+", "green"),
    Result.NOT_APPLICABLE: ("-", None),
}
"""The mark and colour of each result, worst first."""

_WORST_FIRST = tuple(_MARKS)
_EACH = frozenset(_WORST_FIRST[:4]) | {Result.WAIVED, Result.NOT_YET}
_WIDTH = 96
_ENDS = 12


def readiness_lines(readiness: Readiness, *, whole: bool = False) -> Iterator[str]:
    """Yield the results, the component that stands worst first.

    Args:
        readiness: What the checklists come to.
        whole: Whether every item is explained, not only those that are open.
    """
    by_component: dict[str, list[Standing]] = {}
    for standings in readiness.standings.values():
        for component, standing in standings.items():
            by_component.setdefault(component, []).append(standing)
    for component in sorted(by_component, key=lambda name: (_rank(by_component[name]), name)):
        yield click.style(printable(component), bold=True)
        told: set[tuple[str, Result]] = set()
        for standing in by_component[component]:
            yield from _standing(standing, told, whole=whole)
        yield ""
    if readiness.due:
        yield from _ends(readiness.due, readiness)
    yield click.style(f"As of {readiness.as_of}", bold=True)
    for checklist, standings in readiness.standings.items():
        if standings:
            yield from _summary(checklist, tuple(standings.values()))
    if not by_component:
        yield "No checklist asks anything of a component."


def _rank(standings: Iterable[Standing]) -> tuple[int, int, int]:
    """Return a rank that is the lower, the worse a component stands."""
    lowest, bad, open_ = 99, 0, 0
    for standing in standings:
        held = standing.held.without_waivers
        levels = standing.checklist.levels
        lowest = min(lowest, levels.index(held) if held is not None else -1)
        for each in standing.results:
            bad += each.result in _WORST_FIRST[:4]
            open_ += each.result is Result.UNKNOWN
    return lowest, -bad, -open_


def _standing(standing: Standing, told: set[tuple[str, Result]], *, whole: bool) -> Iterator[str]:
    """Yield how a component stands; what an earlier checklist told is not told again."""
    held = standing.held
    title = printable(standing.checklist.title)
    yield f"  {title}: {_level(held.without_waivers)}, with waivers {_level(held.with_waivers)}"
    for each in sorted(standing.results, key=_order):
        if whole or each.result in _EACH:
            again = (each.item.id, each.result) in told
            told.add((each.item.id, each.result))
            yield from _again(each) if again else _explained(each, whole=whole)
    if not whole:
        unknown = [each.item.id for each in standing.results if each.result is Result.UNKNOWN]
        if unknown:
            yield f"    {_mark(Result.UNKNOWN)} {_wrapped(unknown, indent=21)}"
    yield f"    {_counted(standing)}"
    if standing.next is not None:
        names = _wrapped([each.item.id for each in standing.next.missing], indent=6)
        yield f"    {click.style('>', fg='green')} for {printable(standing.next.level)}: {names}"


def _wrapped(names: list[str], *, indent: int) -> str:
    """Return names in lines, none of them divided: they are there to be searched and copied."""
    text = ", ".join(map(printable, names))
    space = " " * indent
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).lstrip()


def _order(each: ItemResult) -> int:
    return _WORST_FIRST.index(each.result)


def _level(level: str | None) -> str:
    return click.style(printable(level), bold=True) if level is not None else "no level"


def _mark(result: Result) -> str:
    mark, colour = _MARKS[result]
    return click.style(f"{mark} {result.value:<14}", fg=colour)


def _fact(fact: Fact) -> str:
    place = f" ({printable(str(fact.location))})" if fact.location and fact.location.file else ""
    return f"{_line(fact.text)}{click.style(place, dim=True)}"


def _line(text: str) -> str:
    """Return words of a source as one line, which can neither steer a terminal nor feign others."""
    return printable(one_line(text))


def _again(each: ItemResult) -> Iterator[str]:
    yield f"    {_mark(each.result)} {printable(each.item.id)}: as above"


def _explained(each: ItemResult, *, whole: bool) -> Iterator[str]:
    if not whole:
        yield f"    {_mark(each.result)} {printable(each.item.id)}: {_fact(each.facts[0])}"
        return
    strength = f" [{each.strength}]" if each.strength else ""
    until = f" until {each.due}" if each.due else ""
    ability = _line(each.item.ability)
    yield f"    {_mark(each.result)} {printable(each.item.id)}: {ability}{strength}{until}"
    for fact in each.facts:
        yield f"      {_fact(fact)}"
    if each.mend and each.result not in {Result.PASS, Result.NOT_APPLICABLE}:
        yield f"      {click.style('>', fg='green')} {_line(each.mend)}"


def _counted(standing: Standing) -> str:
    counts = standing.counts()
    parts = [f"{counts[result]} {result}" for result in reversed(_WORST_FIRST) if counts[result]]
    return click.style(", ".join(sorted(parts, key=lambda part: "pass" not in part)), dim=True)


def _ends(due: tuple[Due, ...], readiness: Readiness) -> Iterator[str]:
    yield click.style("Ends", bold=True)
    for each in due[:_ENDS]:
        ended = " (ended)" if each.on < readiness.as_of else ""
        about = f"{printable(each.component)} {printable(each.item)}"
        place = click.style(f" ({printable(str(each.location))})", dim=True)
        yield f"  {each.on}{ended}  {each.what}: {about}: {_line(each.text)}{place}"
    if len(due) > _ENDS:
        yield f"  and {len(due) - _ENDS} more"
    yield ""


def _summary(checklist: str, standings: tuple[Standing, ...]) -> Iterator[str]:
    """Yield how many components hold each level of a checklist, without and with waivers."""
    bare = [standing.held.without_waivers for standing in standings]
    waived = [standing.held.with_waivers for standing in standings]
    parts = [
        f"{_plain(level)} {bare.count(level)} (with waivers {waived.count(level)})"
        for level in (None, *standings[0].checklist.levels)
    ]
    noun = "component" if len(standings) == 1 else "components"
    yield f"  {printable(checklist)}, {len(standings)} {noun}: {', '.join(parts)}"


def _plain(level: str | None) -> str:
    return printable(level) if level is not None else "no level"


def floor_lines(level: str, below: tuple[Standing, ...]) -> Iterator[str]:
    """Yield what the floor says.

    Args:
        level: The level that it asks for.
        below: The standings that do not hold it, waivers counted.
    """
    if not below:
        yield click.style(f"The floor {printable(level)} holds, waivers counted.", fg="green")
        return
    head = f"The floor {printable(level)} does not hold for {len(below)}:"
    yield click.style(head, fg="red", bold=True)
    for standing in below:
        held = standing.held
        title = printable(standing.checklist.title)
        figures = f"{_plain(held.without_waivers)}, with waivers {_plain(held.with_waivers)}"
        yield f"  {printable(standing.component)}, {title}: {figures}"
        for each in keeping(standing, level):
            yield f"    {_mark(each.result)} {printable(each.item.id)}: {_fact(each.facts[0])}"


_HEADS = {
    Cause.TIME: "Worse by time, which fails nothing",
    Cause.POLICY: "Worse by what is asked, which fails nothing",
    Cause.AUTHORED: "Worse by what was changed",
}


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield what the ratchet says, its causes apart.

    Args:
        comparison: What got worse since a revision.
    """
    base = comparison.base
    since = f"{printable(base.name)} ({base.commit[:10]}, of {comparison.then})"
    for cause, head in _HEADS.items():
        changes = comparison.of(cause)
        if changes:
            colour = "red" if cause is Cause.AUTHORED else "yellow"
            yield click.style(f"{head} ({len(changes)})", fg=colour, bold=True)
            if cause is Cause.POLICY:
                yield from map(_policy, *zip(*by_item(changes), strict=True))
            else:
                for change in changes:
                    yield from _change(change)
    if comparison.new:
        names = ", ".join(map(printable, comparison.new))
        yield f"New, held against the floor only: {names}"
    for doubt in comparison.doubts:
        text = f"Of {base.name} not all could be read. {doubt}."
        yield click.style(printable(text), fg="yellow")
    if comparison.of(Cause.AUTHORED):
        yield click.style(f"The ratchet does not hold since {since}.", fg="red", bold=True)
    else:
        yield click.style(f"The ratchet holds since {since}.", fg="green")


def _policy(change: Change, components: tuple[str, ...]) -> str:
    before = change.before.result if change.before else "not asked"
    names = printable(listed(components))
    return f"  {_mark(change.after.result)} {printable(change.item)} of {names}: was {before}"


def _change(change: Change) -> Iterator[str]:
    before = change.before.result if change.before else "not asked"
    about = f"{printable(change.component)} {printable(change.item)}"
    yield f"  {_mark(change.after.result)} {about}: was {before}"
    for fact in change.after.facts:
        yield f"      {_fact(fact)}"
    if change.cause is Cause.AUTHORED:
        if change.before is not None:
            yield f"      before: {_fact(change.before.facts[0])}"
        if change.after.mend:
            yield f"      {click.style('>', fg='green')} {_line(change.after.mend)}"
