"""Items that a result file of another tool decides."""

from __future__ import annotations

import datetime as dt

from archbook.checklists.ways import ByResult, ResultFormat, Strength
from archbook.readiness.model import Fact, Result
from archbook.readiness.outcome import Outcome, aged, ends_after, failed, listed, passed
from archbook.readiness.repository import fits
from archbook.readiness.result_files import Case, CaseState, Report, UnreadableError
from archbook.readiness.sources import Sources
from archbook.source.findings import Location

__all__ = ["by_result"]

_AHEAD = 1
"""How many days a clock without a time zone may be ahead of the date to speak of."""


def by_result(way: ByResult, sources: Sources, component: str, at: Location) -> Outcome:
    """Decide an item by what another tool wrote: JUnit's tests or a SARIF scan.

    A file that is not there, and tests that were all skipped, leave it unknown; one that cannot be
    read is an error. Of several files all are read; the oldest that matters gives the age.

    Args:
        way: The file and what to look for in it.
        sources: What to look at.
        component: Id of the component.
        at: Where the item is defined.
    """
    if sources.repository.leaves(way.path):
        mend = "Name a file of the repository."
        return failed(Result.ERROR, f"{way.path} leads out of the repository", at=at, mend=mend)
    path = way.path.replace("{component}", component)
    found = sources.repository.find(path)
    if not found:
        mend = f"Run what writes {path} before the handbook is built."
        return failed(Result.UNKNOWN, f"There is no result file {path}", mend=mend)
    try:
        reports = [sources.results.read(file, way.format) for file in found]
    except UnreadableError as error:
        mend = f"Have the tool write it again as {way.format}."
        return failed(Result.ERROR, str(error), at=error.location, mend=mend)
    return _judged(way, sources, component, reports)


def _judged(way: ByResult, sources: Sources, component: str, reports: list[Report]) -> Outcome:
    pattern = way.match.replace("{component}", component)
    matching = [
        case for report in reports for case in report.cases if fits(pattern, case.name, single=True)
    ]
    names = listed(tuple(report.file for report in reports))
    wrong = [case for case in matching if case.state is CaseState.FAILED]
    if wrong:
        facts = tuple(_fact(case) for case in wrong)
        mend = f"Mend what {listed(tuple(dict.fromkeys(c.name for c in wrong)))} is about."
        return Outcome(result=Result.FAIL, facts=facts, mend=mend)
    place = Location(file=reports[0].file)
    if way.format is ResultFormat.JUNIT:
        ran = [case for case in matching if case.state is CaseState.PASSED]
        if not ran:
            skipped = f": {len(matching)} skipped" if matching else ""
            text = f"No test like {pattern} ran in {names}{skipped}"
            return failed(Result.UNKNOWN, text, at=place, mend="Run it, or correct `match`.")
        fact = _ran(ran, names)
        used = [each for each in reports if any(case.file == each.file for case in ran)]
    else:
        tools = listed(tuple(dict.fromkeys(report.tool or "a tool" for report in reports)))
        fact = Fact(text=f"{tools} found nothing like {pattern} in {names}", location=place)
        used = reports
    return _aged(way, sources, used, fact)


def _ran(ran: list[Case], names: str) -> Fact:
    words = f"{ran[0].name} passed" if len(ran) == 1 else f"{len(ran)} tests passed"
    return Fact(text=f"{words} in {names}", location=Location(file=ran[0].file, line=ran[0].line))


def _aged(way: ByResult, sources: Sources, reports: list[Report], fact: Fact) -> Outcome:
    """Hold the day of the oldest report against the age it may have."""
    days: list[dt.date] = []
    for report in reports:
        day = report.day or sources.repository.changed(report.file)[0]
        if day is None:
            if way.max_age is None:
                return passed(fact, strength=Strength.OBSERVED)
            text = f"{report.file} has no timestamp, and git knows no day of it"
            mend = "Have the tool write the time of the run."
            return failed(Result.UNKNOWN, text, at=fact.location, mend=mend)
        days.append(day)
    day = min(days)
    if max(days) > ends_after(sources.as_of, _AHEAD):
        text = f"{fact.text} on {max(days)}, which lies in the future of {sources.as_of}"
        return failed(Result.ERROR, text, at=fact.location, mend="Look at the clock of the run.")
    return aged(
        Fact(text=f"{fact.text} on {day}", location=fact.location),
        day,
        max_age=way.max_age,
        as_of=sources.as_of,
        strength=Strength.OBSERVED,
        mend="Run it again.",
    )


def _fact(case: Case) -> Fact:
    said = f": {case.message}" if case.message else ""
    return Fact(text=f"{case.name} failed{said}", location=Location(file=case.file, line=case.line))
