"""Items that a file in the repository decides."""

from __future__ import annotations

import datetime as dt

from archbook.checklists.ways import ByFile, Strength
from archbook.readiness.model import Fact, Result
from archbook.readiness.outcome import Outcome, aged, failed, listed, passed
from archbook.readiness.sources import Sources
from archbook.source.findings import Location

__all__ = ["by_file"]

_ORDER = (Result.PASS, Result.STALE, Result.UNKNOWN, Result.FAIL, Result.ERROR)


def by_file(way: ByFile, sources: Sources, component: str, at: Location) -> Outcome:
    """Decide an item by a file: it is there, says a word, and is new enough by git.

    Of several files that match, the best counts. Where git cannot tell a day (no repository, a
    shallow clone, a file that is not committed), the age is unknown.

    Args:
        way: The file and its limits.
        sources: What to look at.
        component: Id of the component.
        at: Where the item is defined.
    """
    repository = sources.repository
    for each in filter(None, (way.path, way.newer_than)):
        if repository.leaves(each):
            return failed(
                Result.ERROR,
                f"{each} leads out of the repository",
                at=at,
                mend="Name a file of the repository.",
            )
    path = way.path.replace("{component}", component)
    newer = way.newer_than.replace("{component}", component)
    found = repository.find(path)
    if not found:
        return failed(Result.FAIL, f"There is no file {path}", mend=f"Write {path}.")
    outcomes = [_of_file(way, sources, file, newer) for file in found]
    return min(outcomes, key=lambda outcome: _ORDER.index(outcome.result))


def _of_file(way: ByFile, sources: Sources, file: str, newer: str) -> Outcome:
    repository = sources.repository
    line = 0
    if way.contains:
        line = _line_of(way.contains, repository.text(file))
        if not line:
            text = f'{file} does not say "{way.contains}"'
            mend = f'Say in {file} what "{way.contains}" is about.'
            return failed(Result.FAIL, text, at=Location(file=file), mend=mend)
    place = Location(file=file, line=line)
    said = f' and says "{way.contains}"' if way.contains else ""
    if way.max_age is None and not newer:
        fact = Fact(text=f"{file} is there{said}", location=place)
        return passed(fact, strength=Strength.DECLARED)
    day, missing = repository.changed(file)
    if day is None:
        text = f"When {file} was last changed cannot be told: {missing}"
        mend = "Commit it, and evaluate in a full clone."
        return failed(Result.UNKNOWN, text, at=place, mend=mend)
    fact = Fact(text=f"{file} is there{said}, last changed on {day}", location=place)
    mend = f"Go through {file} again and correct what is no longer so."
    found = aged(
        fact,
        day,
        max_age=way.max_age,
        as_of=sources.as_of,
        strength=Strength.DECLARED,
        mend=mend,
    )
    if found.result is Result.PASS and newer:
        return _older(sources, day, newer, fact, mend) or found
    return found


def _older(sources: Sources, day: dt.date, newer: str, fact: Fact, mend: str) -> Outcome | None:
    """Return what a file comes to that something changed after; None where nothing did."""
    repository = sources.repository
    days: list[tuple[dt.date, str]] = []
    unknown: list[str] = []
    for other in repository.find(newer):
        changed, _ = repository.changed(other)
        if changed is None:
            unknown.append(other)
        else:
            days.append((changed, other))
    later = max((each for each in days if each[0] > day), default=None)
    if later is not None:
        text = f"{later[1]} changed after it, on {later[0]}"
        facts = (fact, Fact(text=text, location=Location(file=later[1])))
        return Outcome(result=Result.STALE, facts=facts, mend=mend, on=day)
    if unknown or not days:
        text = (
            f"When {listed(tuple(unknown))} last changed cannot be told"
            if unknown
            else f"There is no file {newer} that it must not be older than"
        )
        mend = "Commit it, or correct `newer-than`."
        return failed(Result.UNKNOWN, text, at=fact.location, mend=mend)
    return None


def _line_of(word: str, text: str) -> int:
    """Return the line on which a text first says a word, case and white space folded."""
    wanted = " ".join(word.casefold().split())
    for number, line in enumerate(text.split("\n"), start=1):
        if wanted in " ".join(line.casefold().split()):
            return number
    return 0
