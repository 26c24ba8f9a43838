"""Running the rules: what the readers found and what the rules find, as the settings weigh it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from archbook.decisions.model import FileKind
from archbook.handbook import Handbook
from archbook.rules.registry import LogFacts, Rule, Subject, rules
from archbook.settings import RuleSettings
from archbook.source.findings import Finding, Severity, did_you_mean, in_order

__all__ = ["check", "findings_by_file", "reaches"]

_NOT_OF_TEMPLATES = frozenset({"unreadable-front-matter", "number-conflict", "status-conflict"})
"""What is wrong with a placeholder is no fault of a template: `status: {proposed | accepted}`."""


def check(handbook: Handbook) -> tuple[Finding, ...]:
    """Return everything that is wrong with a handbook.

    Args:
        handbook: The handbook.

    Returns:
        The findings of the readers and of every rule that is not switched off, with the severities
        of the settings, worst first, then by place.
    """
    catalogue = rules()
    stated = handbook.settings.rules
    found = [
        *_wrong_settings(handbook, catalogue),
        *_weighed(_read(handbook), catalogue, stated),
        *_weighed(_judged(handbook, catalogue, stated), catalogue, stated),
    ]
    return in_order(found)


def findings_by_file(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Return findings by the file they stand in, in their order."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.location.file, []).append(finding)
    return {file: tuple(found) for file, found in by_file.items()}


def reaches(findings: Iterable[Finding], fail_on: str) -> bool:
    """Say whether a finding is at or above a level: `error`, `warning`, or `never`."""
    if fail_on == "never":
        return False
    return any(finding.severity.at_least(Severity(fail_on)) for finding in findings)


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
        days = rule.days or 0 if setting.days is None else setting.days
        for of_log in facts:
            for broken in rule.judge(Subject(facts=of_log, days=days)):
                yield rule.finding(broken)


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
        severity = setting.severity or (rule.severity if rule else finding.severity)
        yield replace(
            finding,
            severity=severity,
            dimension=rule.dimension if rule else finding.dimension,
            mend=finding.mend or (rule.mend if rule else ""),
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
        if problem:
            yield Finding(
                rule="settings",
                severity=Severity.ERROR,
                subject=f"setting:rules.{name}",
                message=problem,
                location=handbook.settings_file.place("rules", name, *([key] if key else [])),
                mend=mend,
            )
