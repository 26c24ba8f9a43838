"""Reading SARIF 2.1.0 (OASIS): what a scan found and nobody suppressed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any

from archbook.readiness.junit_files import day_of
from archbook.readiness.result_files import Case, CaseState, Report, UnreadableError
from archbook.source.findings import Location
from archbook.source.wording import one_line

__all__ = ["read_sarif"]

_COUNTS = frozenset({"error", "warning"})
_MESSAGE = 200


def read_sarif(file: str, raw: bytes) -> Report:
    """Read a SARIF file.

    A result counts as failed where its kind is `fail` (the default) and its level `error` or
    `warning` (the default, unless its rule says otherwise), unless it was suppressed or is gone
    since the baseline.

    Args:
        file: How it is named.
        raw: Its bytes.

    Returns:
        Its results; the earliest end of its runs.

    Raises:
        UnreadableError: It is no JSON, no SARIF, has no run, or its tool did not run to its end.
    """
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        message = f"{file} is not valid JSON"
        raise UnreadableError(message, Location(file=file, line=line)) from None
    runs = data.get("runs") if isinstance(data, dict) else None
    if not isinstance(runs, list) or not runs or not all(isinstance(run, dict) for run in runs):
        raise UnreadableError(f"{file} is no SARIF file: it has no runs", Location(file=file))
    cases: list[Case] = []
    days: list[dt.date] = []
    names: dict[str, None] = {}
    for run in runs:
        driver = _mapping(_mapping(run.get("tool")).get("driver"))
        name = one_line(str(driver.get("name") or "the tool"))
        names[name] = None
        for invocation in _mappings(run.get("invocations")):
            if invocation.get("executionSuccessful") is False:
                message = f"{file}: {name} did not run to its end"
                raise UnreadableError(message, Location(file=file))
            ended = invocation.get("endTimeUtc") or invocation.get("startTimeUtc")
            if day := day_of(str(ended or "")):
                days.append(day)
        cases.extend(_cases(file, run, driver))
    return Report(file=file, cases=tuple(cases), tool=", ".join(names), day=min(days, default=None))


def _cases(file: str, run: Mapping[str, Any], driver: Mapping[str, Any]) -> Iterator[Case]:
    rules = _mappings(driver.get("rules"))
    levels = {
        str(rule.get("id")): _mapping(rule.get("defaultConfiguration")).get("level")
        for rule in rules
    }
    for result in _mappings(run.get("results")):
        name = str(result.get("ruleId") or _mapping(result.get("rule")).get("id") or "")
        index = result.get("ruleIndex")
        if not name and isinstance(index, int) and 0 <= index < len(rules):
            name = str(rules[index].get("id") or "")
        level = result.get("level") or levels.get(name) or "warning"
        failing = (
            result.get("kind", "fail") == "fail"
            and level in _COUNTS
            and result.get("baselineState") != "absent"
            and not any(
                each.get("status", "accepted") == "accepted"
                for each in _mappings(result.get("suppressions"))
            )
        )
        text = str(_mapping(result.get("message")).get("text") or "")
        yield Case(
            name=one_line(name),
            state=CaseState.FAILED if failing else CaseState.SKIPPED,
            message=one_line(text)[:_MESSAGE],
            file=file,
        )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
