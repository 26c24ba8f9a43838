"""Results as JUnit's XML, which CI systems show: one suite a checklist, one test an item."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from archbook.readiness.comparing import Cause, Change, Comparison
from archbook.readiness.floor import keeping
from archbook.readiness.model import ItemResult, Readiness, Result, Standing
from archbook.source.wording import one_line

__all__ = ["junit_report"]

_SKIPPED = frozenset({Result.NOT_APPLICABLE, Result.NOT_YET, Result.WAIVED})


def junit_report(
    readiness: Readiness,
    *,
    level: str = "",
    below: tuple[Standing, ...] = (),
    comparison: Comparison | None = None,
) -> str:
    """Return the results as JUnit's XML.

    What does not pass is a failure, with what to do, and an error what cannot be decided; what does
    not apply, does not count yet or is waived is skipped, with the reason. Gates are suites of
    their own. The time is the date to speak of, so that the same input gives the same bytes.

    Args:
        readiness: What the checklists come to.
        level: The level that the floor asks for; empty without a floor.
        below: The standings below it.
        comparison: What got worse since a revision.
    """
    stamp = f"{readiness.as_of}T00:00:00"
    suites = [
        _suite(f"archbook {name}", stamp, cases)
        for name, cases in _all(readiness, level, below, comparison)
    ]
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>", ""]
    )


_Case = tuple[str, str, str, str]
"""Class name, name, what is inside, and `failure`, `error`, `skipped` or nothing."""


def _all(
    readiness: Readiness, level: str, below: tuple[Standing, ...], comparison: Comparison | None
) -> Iterator[tuple[str, list[_Case]]]:
    for checklist, by_component in readiness.standings.items():
        cases = [
            _case(checklist, each)
            for standing in by_component.values()
            for each in standing.results
        ]
        if cases:
            yield checklist, cases
    if level:
        yield (
            f"floor {level}",
            [_below(each, level) for each in below] or [("floor", level, "", "")],
        )
    if comparison is not None:
        authored = comparison.of(Cause.AUTHORED)
        cases = [_change(each) for each in authored]
        yield "ratchet", cases or [("ratchet", f"since {comparison.base.name}", "", "")]


def _suite(name: str, stamp: str, cases: list[_Case]) -> str:
    failures = sum(kind == "failure" for *_, kind in cases)
    errors = sum(kind == "error" for *_, kind in cases)
    skipped = sum(kind == "skipped" for *_, kind in cases)
    head = (
        f"  <testsuite name={_attribute(name)} tests={_attribute(len(cases))}"
        f" failures={_attribute(failures)} errors={_attribute(errors)}"
        f" skipped={_attribute(skipped)} time={_attribute(0)} timestamp={_attribute(stamp)}>"
    )
    lines = [
        f"    <testcase classname={_attribute(group)} name={_attribute(title)}"
        f" time={_attribute(0)}{f'>{inside}</testcase>' if inside else '/>'}"
        for group, title, inside, _ in cases
    ]
    return "\n".join([head, *lines, "  </testsuite>"])


def _case(checklist: str, each: ItemResult) -> _Case:
    group = f"{checklist}.{each.component}"
    if each.result is Result.PASS:
        return group, each.item.id, "", ""
    message = f"{each.result}: {each.facts[0].text}"
    if each.result in _SKIPPED:
        return group, each.item.id, f"<skipped message={_attribute(message)}/>", "skipped"
    lines = [f"Can it {each.item.ability}? {each.result} ({each.raw} by its evidence)"]
    lines += [_fact(fact.text, str(fact.location or "")) for fact in each.facts]
    lines += [each.mend] if each.mend else []
    tag = "error" if each.result is Result.ERROR else "failure"
    return group, each.item.id, _failure(each.result.value, message, lines, tag=tag), tag


def _below(standing: Standing, level: str) -> _Case:
    missing = keeping(standing, level)
    held = standing.held.with_waivers or "no level"
    message = f"holds {held}, not {level}: {', '.join(each.item.id for each in missing)}"
    lines = [f"{each.item.id}: {each.result}: {each.facts[0].text}" for each in missing]
    group = f"floor.{standing.checklist.id}"
    return group, standing.component, _failure("floor", message, lines), "failure"


def _change(change: Change) -> _Case:
    before = change.before.result if change.before else Result.NOT_APPLICABLE
    message = f"{before} is now {change.after.result}: {change.after.facts[0].text}"
    lines = [_fact(fact.text, str(fact.location or "")) for fact in change.after.facts]
    inside = _failure("ratchet", message, lines)
    return f"ratchet.{change.component}", change.item, inside, "failure"


def _failure(kind: str, message: str, lines: list[str], *, tag: str = "failure") -> str:
    text = escape("\n".join(one_line(line) for line in lines))
    return f"<{tag} type={_attribute(kind)} message={_attribute(message)}>{text}</{tag}>"


def _fact(text: str, place: str) -> str:
    return f"{place}: {text}" if place else text


def _attribute(value: object) -> str:
    return quoteattr(one_line(str(value)))
