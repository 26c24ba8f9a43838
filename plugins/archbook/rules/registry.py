"""The catalogue of rules: what each asserts, why, how to mend it, and the function that decides."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from archbook.decisions.model import Decision, DecisionLog
from archbook.decisions.reader import StatedLink, stated_links
from archbook.decisions.relations import TargetIndex
from archbook.handbook import Handbook
from archbook.rules.verdicts import Death, Verdict
from archbook.source.findings import Dimension, Finding, Location, Severity

if TYPE_CHECKING:
    from archbook.rules.map_facts import MapSubject

__all__ = [
    "Broken",
    "Judge",
    "LogFacts",
    "MapJudge",
    "Rule",
    "Subject",
    "all_rules",
    "log_rules",
    "map_rule",
    "reading_rule",
    "rule",
    "rules",
]

LOG_FAMILIES = (
    "archbook.rules.reading",
    "archbook.rules.reading_maps",
    "archbook.rules.reading_checklists",
    "archbook.rules.numbers",
    "archbook.rules.supersession",
    "archbook.rules.lifecycle",
    "archbook.rules.links",
    "archbook.rules.about",
    "archbook.rules.waiving",
)
"""The modules that hold rules about the logs, in the order of the catalogue."""

MAP_FAMILIES = (
    "archbook.rules.promises",
    "archbook.rules.failure",
    "archbook.rules.waiting",
    "archbook.rules.data",
    "archbook.rules.messaging",
    "archbook.rules.boundaries",
    "archbook.rules.threats",
    "archbook.rules.operability",
    "archbook.rules.decided",
    "archbook.rules.cost",
)
"""The modules that hold rules about the component map, after them."""


# Most files link to nothing; to walk through their tokens for that would cost half the check.
_MAY_LINK = re.compile(r"\]\(|\]:|<a\s|<img\s", re.IGNORECASE)


class LogFacts:
    """One log of a handbook with what several rules want to know of it, worked out once.

    Attributes:
        handbook: The whole handbook.
        log: The log.
        files: The decisions of the log, then its other files.
    """

    def __init__(self, handbook: Handbook, log: DecisionLog) -> None:
        self.handbook = handbook
        self.log = log
        self.files = (*log.decisions, *log.others)
        self._links: dict[str, tuple[StatedLink, ...]] = {}

    @cached_property
    def index(self) -> TargetIndex:
        """Everything that may name a file of the log."""
        return TargetIndex.of(self.files, {file.file: file for file in self.handbook.files()})

    def links(self, decision: Decision) -> tuple[StatedLink, ...]:
        """Return the links and images of one of its files."""
        if decision.file not in self._links:
            may = decision.markdown is None or _MAY_LINK.search(decision.markdown.body)
            self._links[decision.file] = stated_links(decision) if may else ()
        return self._links[decision.file]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a rule looks at: one log of a handbook, and the rule's threshold.

    Attributes:
        facts: The log, with what rules want to know of it.
        days: The threshold, as set or the rule's own; 0 for a rule without one.
    """

    facts: LogFacts
    days: int = 0

    @property
    def handbook(self) -> Handbook:
        """The whole handbook."""
        return self.facts.handbook

    @property
    def log(self) -> DecisionLog:
        """The log."""
        return self.facts.log


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A stated fact that contradicts a rule.

    Attributes:
        decision: The decision it is about.
        message: What is wrong, one sentence without a place in it.
        line: Line of the decision's file, 0 for the file as a whole.
        mend: What to write or do instead; empty for the rule's own words.
        path: The files or decisions concerned, in order.
    """

    decision: Decision
    message: str
    line: int = 0
    mend: str = ""
    path: tuple[str, ...] = ()


Judge = Callable[[Subject], Iterable[Broken]]
MapJudge = Callable[["MapSubject"], Iterable[Verdict]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        id: Its name in findings, settings and waivers.
        severity: How much a finding matters unless the settings say otherwise.
        dimension: The quality it guards.
        asserts: What holds where it is kept, one sentence.
        why: What goes wrong where it is not.
        mend: What to write or do instead.
        days: Its threshold in days, None for a rule without one.
        limit: Its threshold in numbers, None for a rule without one.
        death: The death of a system that it guards against, None for rules about the log.
        sources: What it rests on.
        origin: Where the handbook states it; None for a rule of the catalogue.
        judge: The function that decides about a log.
        map_judge: The function that decides about the component map; where there is neither,
            reading the sources already tells.
    """

    id: str
    severity: Severity
    dimension: Dimension
    asserts: str
    why: str
    mend: str
    days: int | None = None
    limit: int | None = None
    death: Death | None = None
    sources: tuple[str, ...] = ()
    origin: Location | None = None
    judge: Judge | None = None
    map_judge: MapJudge | None = None

    def finding(self, broken: Broken) -> Finding:
        """Return the finding for what breaks this rule."""
        return Finding(
            rule=self.id,
            severity=self.severity,
            subject=f"decision:{broken.decision.id}",
            message=broken.message,
            location=Location(file=broken.decision.file, line=broken.line),
            mend=broken.mend or self.mend,
            dimension=self.dimension,
            path=broken.path,
        )


_RULES: dict[str, Rule] = {}


def rule(
    *,
    id: str,  # noqa: A002 - the catalogue's word for it
    severity: Severity,
    asserts: str,
    why: str,
    mend: str,
    dimension: Dimension = Dimension.CORRECTNESS,
    days: int | None = None,
) -> Callable[[Judge], Judge]:
    """Put a function into the catalogue as the judge of a rule.

    Args:
        id: As in `Rule`, like all others.
        severity: The rule's own severity.
        asserts: What holds where it is kept.
        why: What goes wrong where it is not.
        mend: What to write or do instead.
        dimension: The quality it guards.
        days: Its threshold.

    Returns:
        The decorator; the function stays as it is.
    """

    def register(judge: Judge) -> Judge:
        _add(
            Rule(
                id=id,
                severity=severity,
                dimension=dimension,
                asserts=asserts,
                why=why,
                mend=mend,
                days=days,
                judge=judge,
            )
        )
        return judge

    return register


def map_rule(
    *,
    id: str,  # noqa: A002 - the catalogue's word for it
    severity: Severity,
    dimension: Dimension,
    death: Death,
    asserts: str,
    why: str,
    mend: str,
    sources: tuple[str, ...] = (),
    days: int | None = None,
    limit: int | None = None,
) -> Callable[[MapJudge], MapJudge]:
    """Put a function into the catalogue as the judge of a rule about the component map.

    Args:
        id: As in `Rule`, like all others.
        severity: The rule's own severity.
        dimension: The quality it guards.
        death: The death it guards against.
        asserts: What holds where it is kept.
        why: What goes wrong where it is not.
        mend: What to write or do instead.
        sources: What it rests on.
        days: Its threshold in days.
        limit: Its threshold in numbers.

    Returns:
        The decorator; the function stays as it is.
    """

    def register(judge: MapJudge) -> MapJudge:
        _add(
            Rule(
                id=id,
                severity=severity,
                dimension=dimension,
                death=death,
                asserts=asserts,
                why=why,
                mend=mend,
                sources=sources,
                days=days,
                limit=limit,
                map_judge=judge,
            )
        )
        return judge

    return register


def reading_rule(
    *,
    id: str,  # noqa: A002 - the catalogue's word for it
    severity: Severity,
    asserts: str,
    why: str,
    mend: str,
    dimension: Dimension = Dimension.CORRECTNESS,
) -> str:
    """Put a rule into the catalogue that the readers of the sources decide themselves.

    Args:
        id: As in `Rule`, like all others.
        severity: The rule's own severity, whatever the reader's finding says.
        asserts: What holds where it is kept.
        why: What goes wrong where it is not.
        mend: What to write or do instead.
        dimension: The quality it guards.

    Returns:
        The id.
    """
    _add(Rule(id=id, severity=severity, dimension=dimension, asserts=asserts, why=why, mend=mend))
    return id


def _add(new: Rule) -> None:
    if new.id in _RULES:
        raise ValueError(f"The rule {new.id} is in the catalogue twice")
    _RULES[new.id] = new


@cache
def log_rules() -> Mapping[str, Rule]:
    """Return the rules about the logs and about reading them, by id, family by family."""
    for family in LOG_FAMILIES:
        importlib.import_module(family)
    return {rule.id: rule for rule in _RULES.values() if rule.map_judge is None}


@cache
def rules() -> Mapping[str, Rule]:
    """Return the whole catalogue by id, family by family.

    It loads the map's format, for which a handbook without a map need not wait.
    """
    first = log_rules()
    for family in MAP_FAMILIES:
        importlib.import_module(family)
    return {**first, **_RULES}


def all_rules(handbook: Handbook) -> Mapping[str, Rule]:
    """Return the rules that a handbook is judged by: the catalogue, then those its map states.

    Args:
        handbook: The handbook.
    """
    of = handbook.components
    if of is None or not of.rules:
        return rules()
    from archbook.rules.own import own_rules  # noqa: PLC0415 - few maps state rules

    # One that takes the name of another is told of, and does not replace it.
    own = {name: each for name, each in own_rules(of).items() if name not in rules()}
    return {**rules(), **own}
