"""Running the rules: what the readers found and what the rules find, as the settings weigh it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archbook.decisions.model import FileKind
from archbook.handbook import Handbook
from archbook.rules.gaps import Gap, gather
from archbook.rules.registry import LogFacts, Rule, Subject, all_rules, log_rules, rules
from archbook.rules.verdicts import Answer, Verdict
from archbook.rules.waivers import Waiver, apply_waivers, read_waivers
from archbook.rules.waiving import UNUSED_WAIVER
from archbook.settings import RuleSettings
from archbook.source.findings import Finding, Location, Severity, State, did_you_mean, in_order

if TYPE_CHECKING:
    from archbook.components.component_map import ComponentMap
    from archbook.rules.map_facts import MapFacts

__all__ = ["Judgement", "check", "findings_by_file", "judge", "reaches"]

_NOT_OF_TEMPLATES = frozenset({"unreadable-front-matter", "number-conflict", "status-conflict"})
"""What is wrong with a placeholder is no fault of a template: `status: {proposed | accepted}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What all rules say of a handbook.

    Attributes:
        findings: What is wrong, worst first, then by place; waived findings among them.
        verdicts: Every answer of every rule about the map, by rule, with its subject.
        gaps: The facts that the map does not state and rules ask for, by component.
        waivers: The waivers of all decisions, in the order of the logs.
        unused: Those of them that are in force and match nothing.
        facts: The map with its analyses; None where there is no map.
    """

    findings: tuple[Finding, ...]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    gaps: tuple[Gap, ...]
    waivers: tuple[Waiver, ...]
    unused: tuple[Waiver, ...]
    facts: MapFacts | None


def check(handbook: Handbook) -> tuple[Finding, ...]:
    """Return everything that is wrong with a handbook.

    Args:
        handbook: The handbook.

    Returns:
        The findings of the readers and of every rule that is not switched off, with the severities
        of the settings, worst first, then by place.
    """
    return judge(handbook).findings


def judge(handbook: Handbook) -> Judgement:
    """Return what all rules that are not switched off say of a handbook.

    Args:
        handbook: The handbook.
    """
    stated = handbook.settings.rules
    # Without a map its rules have no subject, and their modules need not be loaded.
    whole = handbook.components is not None or bool(stated)
    catalogue = all_rules(handbook) if whole else log_rules()
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    facts = None
    if handbook.components is not None:
        facts = _facts(handbook, handbook.components)
        verdicts = dict(_about_map(facts, catalogue, stated))
    waivers = tuple(
        waiver
        for log in handbook.logs
        for decision in log.decisions
        for waiver in read_waivers(decision, as_of=handbook.as_of)[0]
    )
    found = [
        *_wrong_settings(handbook, catalogue),
        *_weighed(_read(handbook), catalogue, stated),
        *_taken_names(handbook.components),
        *_weighed(_judged(handbook, catalogue, stated), catalogue, stated),
    ]
    if facts is not None:
        found.extend(_weighed(_broken(facts.map, verdicts, catalogue), catalogue, stated))
    marked, used = apply_waivers(found, waivers)
    unused = tuple(
        waiver
        for place, waiver in enumerate(waivers)
        if waiver.in_force and waiver.rule in catalogue and place not in used
    )
    notes = _weighed(map(_unused, unused), catalogue, stated)
    return Judgement(
        findings=in_order([*marked, *notes]),
        verdicts=verdicts,
        gaps=gather(verdicts),
        waivers=waivers,
        unused=unused,
        facts=facts,
    )


def findings_by_file(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Return findings by the file they stand in, in their order."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.location.file, []).append(finding)
    return {file: tuple(found) for file, found in by_file.items()}


def reaches(findings: Iterable[Finding], fail_on: str) -> bool:
    """Say whether a finding that is not waived is at or above a level.

    Args:
        findings: The findings.
        fail_on: `error`, `warning`, or `never`.
    """
    if fail_on == "never":
        return False
    level = Severity(fail_on)
    return any(
        finding.severity.at_least(level)
        for finding in findings
        if finding.state is not State.WAIVED
    )


def _facts(handbook: Handbook, component_map: ComponentMap) -> MapFacts:
    from archbook.rules.map_facts import MapFacts  # noqa: PLC0415 - only where there is a map

    return MapFacts(handbook, component_map)


def _read(handbook: Handbook) -> Iterator[Finding]:
    """Yield what the readers found; of a decision's file it is about the decision."""
    yield from handbook.findings
    if handbook.components is not None:
        yield from handbook.components.findings
    for log in handbook.logs:
        yield from log.findings
        for decision in (*log.decisions, *log.others):
            for finding in decision.findings:
                if decision.kind is FileKind.TEMPLATE and finding.rule in _NOT_OF_TEMPLATES:
                    continue
                if finding.subject.startswith("file:"):
                    yield replace(finding, subject=f"decision:{decision.id}")
                else:
                    yield finding


def _judged(
    handbook: Handbook, catalogue: Mapping[str, Rule], stated: Mapping[str, RuleSettings]
) -> Iterator[Finding]:
    facts = [LogFacts(handbook, log) for log in handbook.logs]
    for rule in catalogue.values():
        setting = stated.get(rule.id, RuleSettings())
        if rule.judge is None or setting.off:
            continue
        for of_log in facts:
            for broken in rule.judge(Subject(facts=of_log, days=_days(rule, setting))):
                yield rule.finding(broken)


def _days(rule: Rule, setting: RuleSettings) -> int:
    return rule.days or 0 if setting.days is None else setting.days


def _about_map(
    facts: MapFacts, catalogue: Mapping[str, Rule], stated: Mapping[str, RuleSettings]
) -> Iterator[tuple[str, tuple[Verdict, ...]]]:
    """Yield for each rule about the map its verdicts."""
    from archbook.rules.map_facts import MapSubject  # noqa: PLC0415 - only where there is a map

    for rule in catalogue.values():
        setting = stated.get(rule.id, RuleSettings())
        if rule.map_judge is None or setting.off:
            continue
        limit = rule.limit or 0 if setting.limit is None else setting.limit
        subject = MapSubject(facts=facts, days=_days(rule, setting), limit=limit)
        yield rule.id, tuple(rule.map_judge(subject))


def _broken(
    of: ComponentMap,
    verdicts: Mapping[str, tuple[Verdict, ...]],
    catalogue: Mapping[str, Rule],
) -> Iterator[Finding]:
    for name, given in verdicts.items():
        for verdict in given:
            if verdict.answer is Answer.BROKEN:
                yield Finding(
                    rule=name,
                    severity=verdict.severity or catalogue[name].severity,
                    subject=verdict.subject,
                    message=verdict.message,
                    location=of.location(verdict.place or verdict.subject, verdict.field),
                    mend=verdict.mend,
                    components=tuple(dict.fromkeys(verdict.components or _ends(of, verdict))),
                    path=verdict.path,
                )


def _ends(of: ComponentMap, verdict: Verdict) -> tuple[str, ...]:
    """Return the components that a subject is, or has at its ends."""
    word, _, name = verdict.subject.partition(":")
    if word == "edge" and name in of.edges:
        return (of.edges[name].source, of.edges[name].target)
    return (name,) if word == "component" else ()


def _unused(waiver: Waiver) -> Finding:
    return Finding(
        rule=UNUSED_WAIVER,
        severity=Severity.NOTE,
        subject=f"decision:{waiver.decision.id}",
        message=f"Its waiver of {waiver.rule} for {', '.join(waiver.subjects)} matches nothing",
        location=Location(file=waiver.decision.file, line=waiver.line),
    )


def _weighed(
    findings: Iterable[Finding],
    catalogue: Mapping[str, Rule],
    stated: Mapping[str, RuleSettings],
) -> Iterator[Finding]:
    """Give each finding the severity that the settings say, else its rule's."""
    for finding in findings:
        setting = stated.get(finding.rule, RuleSettings())
        rule = catalogue.get(finding.rule)
        if setting.off and rule:
            continue
        # A rule about the map may say itself that one case is worse than another.
        own = rule.severity if rule and rule.map_judge is None else finding.severity
        yield replace(
            finding,
            severity=setting.severity or own,
            dimension=rule.dimension if rule else finding.dimension,
            mend=finding.mend or (rule.mend if rule else ""),
        )


def _taken_names(of: ComponentMap | None) -> Iterator[Finding]:
    """Yield an error for each rule of a map's own that takes the name of one of the catalogue."""
    if of is None or not of.rules:
        return  # the whole catalogue loads all that is known of maps
    for name in sorted(set(of.rules) & set(rules())):
        yield Finding(
            rule="map-duplicate-id",
            severity=Severity.ERROR,
            subject=f"rule:{name}",
            message=f'The rule "{name}" is one of the catalogue',
            location=of.location(f"rule:{name}"),
            mend="Choose another id; `archbook rules` lists those that are taken.",
        )


def _wrong_settings(handbook: Handbook, catalogue: Mapping[str, Rule]) -> Iterator[Finding]:
    for name, setting in handbook.settings.rules.items():
        problem = mend = key = ""
        rule = catalogue.get(name)
        if rule is None:
            problem = f'There is no rule "{name}"'
            mend = "`archbook rules` lists them." + did_you_mean(name, catalogue)
        elif setting.off is not None and not setting.off.strip():
            key, problem = "off", f'The rule "{name}" is switched off without a reason'
            mend = "Write why: `off: we number by hand`."
        elif setting.days is not None and rule.days is None:
            key, problem = "days", f'The rule "{name}" has no threshold in days'
            mend = "Remove `days:`."
        elif setting.limit is not None and rule.limit is None:
            key, problem = "limit", f'The rule "{name}" has no threshold in numbers'
            mend = "Remove `limit:`."
        if problem:
            yield Finding(
                rule="settings",
                severity=Severity.ERROR,
                subject=f"setting:rules.{name}",
                message=problem,
                location=handbook.settings_file.place("rules", name, *([key] if key else [])),
                mend=mend,
            )
