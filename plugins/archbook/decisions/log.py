"""A decision log: the files of one folder, read, put in order and related to each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from archbook.decisions.model import Decision, DecisionLog, Derived, FileKind
from archbook.decisions.numbering import order_key, scopes
from archbook.decisions.reader import read_decision, settle_dates
from archbook.decisions.relations import relate
from archbook.settings import DecisionSettings
from archbook.source.entries import bounds_of, odd_entries
from archbook.source.files import Bounds, lies_within, read_text, shown_path, walk_files
from archbook.source.findings import Finding, Location, Severity
from archbook.source.git import HistoryCache, read_history

__all__ = ["SUFFIXES", "LogCache", "load_log", "read_log", "relate_logs"]

SUFFIXES = frozenset({".md", ".markdown", ".rst"})
"""Endings of the files that a log is made of."""

_Stamp = tuple[int, int, str, str, str]


@dataclass(slots=True)
class LogCache:
    """What is kept between two readings: files by their stamp, histories by their revision.

    Attributes:
        files: Decisions by their file, each with time, size and what else its reading hangs on.
        histories: Histories by folder.
    """

    files: dict[Path, tuple[_Stamp, Decision]] = field(default_factory=dict)
    histories: HistoryCache = field(default_factory=dict)


def load_log(
    folder: Path,
    *,
    root: Path,
    name: str = "",
    settings: DecisionSettings,
    known: LogCache | None = None,
) -> DecisionLog:
    """Load one log, its relations found and completed.

    Args:
        folder: The log's folder.
        root: The handbook's folder; paths in findings are relative to it.
        name: Name that tells the log apart from others.
        settings: Settings of the decision log.
        known: What earlier readings have kept; files with the same time and size are not read.

    Returns:
        The log. A file that cannot be read is a finding; the rest is there.
    """
    log = read_log(folder, root=root, name=name, settings=settings, known=known)
    return relate_logs([log])[0]


def read_log(
    folder: Path,
    *,
    root: Path,
    name: str = "",
    settings: DecisionSettings,
    known: LogCache | None = None,
    skip: Collection[Path] = (),
    deep: bool = True,
    git: bool = True,
) -> DecisionLog:
    """Read the files of one log without looking at what they point at.

    Args:
        folder: As for `load_log`.
        root: As for `load_log`.
        name: As for `load_log`.
        settings: As for `load_log`.
        known: As for `load_log`.
        skip: Folders below it that are logs of their own.
        deep: Whether the files of its sub-folders belong to it.
        git: Whether git may be asked, where the settings allow it.
    """
    shown = shown_path(folder, root)
    bounds = bounds_of(root, folder)
    findings = list(odd_entries(folder, SUFFIXES, root=root, bounds=bounds)) if deep else []
    files: list[Decision] = []
    paths = walk_files(folder, SUFFIXES, bounds=bounds) if deep else _beside(folder, bounds)
    for path in paths:
        if any(path.is_relative_to(other) for other in skip):
            continue
        try:
            files.append(_read_file(path, folder, root, settings, known))
        except OSError as error:
            findings.append(
                _finding(
                    "unreadable-file",
                    Severity.ERROR,
                    shown_path(path, root),
                    f"The file cannot be read: {error.strerror or error}",
                    "Check its permissions.",
                )
            )
    files = _settled(files)
    if settings.git and git:
        history = read_history(folder, cache=known.histories if known else None)
        files = [
            replace(
                decision,
                derived=Derived(created=made.created, changed=made.changed, authors=made.authors),
            )
            if (made := history.files.get(decision.path))
            else decision
            for decision in files
        ]
        if history.missing and any(_wants_history(decision) for decision in files):
            findings.append(_no_history(shown, history.missing))
    return DecisionLog(
        name=name,
        folder=shown,
        decisions=tuple(
            sorted(
                (d for d in files if d.kind is FileKind.ADR),
                key=lambda decision: order_key(decision.number, decision.path),
            )
        ),
        others=tuple(
            sorted((d for d in files if d.kind is not FileKind.ADR), key=lambda d: d.path)
        ),
        findings=tuple(findings),
    )


def _settled(files: list[Decision]) -> list[Decision]:
    """Settle dates that cannot be told alone, by the files that are numbered together."""
    scope = scopes(files)
    together: dict[str, list[Decision]] = {}
    for file in files:
        together.setdefault(scope[file.path], []).append(file)
    return [file for group in together.values() for file in settle_dates(group)]


def relate_logs(logs: Sequence[DecisionLog]) -> tuple[DecisionLog, ...]:
    """Find what the files of several logs point at, in their own log and in each other's.

    Args:
        logs: Logs as `read_log` returns them.

    Returns:
        The same logs, with `path` and `completed` filled in.
    """
    related = relate([(*log.decisions, *log.others) for log in logs])
    return tuple(
        replace(
            log,
            decisions=files[: len(log.decisions)],
            others=files[len(log.decisions) :],
        )
        for log, files in zip(logs, related, strict=True)
    )


def _beside(folder: Path, bounds: Bounds) -> Iterator[Path]:
    """Yield the files of a folder, none of its sub-folders'."""
    for entry in sorted(folder.iterdir()):
        outside = entry.is_symlink() and not lies_within(entry, bounds)
        if entry.suffix.lower() in SUFFIXES and entry.is_file() and not outside:
            yield entry


def _read_file(
    path: Path, folder: Path, root: Path, settings: DecisionSettings, known: LogCache | None
) -> Decision:
    within = path.relative_to(folder).as_posix()
    file = shown_path(path, root)
    stat = path.stat()
    reading = repr((settings.max_size, sorted(settings.statuses.items())))
    stamp = (stat.st_mtime_ns, stat.st_size, within, file, reading)
    if known is not None and path in known.files and known.files[path][0] == stamp:
        return known.files[path][1]
    source = read_text(path, file=file, limit=settings.max_size)
    decision = read_decision(source, path=within, statuses=settings.statuses)
    if known is not None:
        known.files[path] = stamp, decision
    return decision


def _wants_history(decision: Decision) -> bool:
    return decision.kind is FileKind.ADR and (decision.date is None or not decision.decision_makers)


def _no_history(folder: str, reason: str) -> Finding:
    return _finding(
        "no-history",
        Severity.NOTE,
        folder,
        f"Dates and people that the files do not state are not known either: {reason}",
        "Fetch the whole history (`git fetch --unshallow`, `fetch-depth: 0`), or set"
        " `git: false` under `decisions:`.",
    )


def _finding(rule: str, severity: Severity, file: str, message: str, mend: str) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        subject=f"file:{file}",
        message=message,
        location=Location(file=file),
        mend=mend,
    )
