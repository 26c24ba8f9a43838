"""Which files a listing is about: those that are named, else those of the handbook's logs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archbook.cli.shared import fail
from archbook.decisions.log import SUFFIXES, read_log, relate_logs
from archbook.decisions.model import Decision, DecisionLog
from archbook.handbook import Handbook, find_logs

__all__ = ["Entry", "Selection", "select"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a listing.

    Attributes:
        path: How the listing names it.
        decision: The file as read.
    """

    path: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a listing is about.

    Attributes:
        handbook: The handbook with the logs that were read for it.
        entries: The files in the order they are listed.
    """

    handbook: Handbook
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A folder to read, and what of it to list: the file, or all of it."""

    folder: Path
    file: Path | None
    deep: bool


def select(handbook: Handbook, paths: Sequence[Path], *, git: bool = True) -> Selection:
    """Read what a listing is about.

    A single file is read among its neighbours, since they tell what its relations point at and how
    its dates are meant.

    Args:
        handbook: The handbook, its settings read and its sources not.
        paths: Folders and files; none for the handbook's own logs.
        git: Whether git may be asked.
    """
    settings = handbook.settings.decisions
    places, findings = find_logs(handbook.root, handbook.settings_file)
    logs = [place.folder for place in places]
    if paths:
        wanted = [_wanted(path, logs) for path in paths]
    else:
        handbook = replace(handbook, findings=(*handbook.findings, *findings), places=places)
        wanted = [_Wanted(folder=folder, file=None, deep=True) for folder in logs]
    read: dict[tuple[Path, bool], DecisionLog] = {}
    for want in wanted:
        key = want.folder, want.deep
        if key not in read:
            read[key] = read_log(
                want.folder,
                root=handbook.root,
                settings=settings,
                skip=[other for other in logs if _is_below(other, want.folder)]
                if not paths
                else (),
                deep=want.deep,
                git=git,
            )
    related = dict(zip(read, relate_logs(list(read.values())), strict=True))
    entries = [
        entry
        for want in dict.fromkeys(wanted)
        for entry in _entries(want, related[want.folder, want.deep], by_root=not paths)
    ]
    handbook = replace(handbook, logs=tuple(related.values()))
    return Selection(handbook=handbook, entries=tuple(entries))


def _wanted(path: Path, logs: Sequence[Path]) -> _Wanted:
    if path.is_dir():
        return _Wanted(folder=path.resolve(), file=None, deep=True)
    if path.suffix.lower() not in SUFFIXES:
        endings = ", ".join(sorted(SUFFIXES))
        fail(f'"{path}" is no decision record: its name ends in none of {endings}.')
    file = path.absolute()
    around = [log for log in logs if _is_below(file.resolve(), log)]
    if around:
        nearest = max(around, key=lambda log: len(log.parts))
        return _Wanted(folder=nearest, file=file.resolve(), deep=True)
    return _Wanted(folder=file.parent, file=file, deep=False)


def _is_below(path: Path, folder: Path) -> bool:
    return path != folder and path.is_relative_to(folder)


def _entries(want: _Wanted, log: DecisionLog, *, by_root: bool) -> Iterator[Entry]:
    for decision in (*log.decisions, *log.others):
        if want.file is None:
            yield Entry(path=decision.file if by_root else decision.path, decision=decision)
        elif want.folder / decision.path == want.file:
            yield Entry(path=posixpath.basename(decision.path), decision=decision)
