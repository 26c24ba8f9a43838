"""The handbook: everything the sources say, joined."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archbook.decisions.log import LogCache, read_log, relate_logs
from archbook.decisions.model import Decision, DecisionLog
from archbook.settings import (
    DEFAULT_CHECKLIST_FOLDER,
    DEFAULT_LOG_FOLDERS,
    DEFAULT_MAP_FOLDER,
    LogFolder,
    Settings,
)
from archbook.settings_file import SettingsFile, SiteOptions, read_settings_file
from archbook.source.clock import as_of as clock
from archbook.source.files import shown_path
from archbook.source.findings import Finding, Location, Severity, did_you_mean

if TYPE_CHECKING:
    from archbook.checklists.model import ChecklistBook
    from archbook.components.component_map import ComponentMap

__all__ = [
    "Handbook",
    "LogPlace",
    "find_logs",
    "load_handbook",
    "open_handbook",
    "with_checklists",
    "with_components",
]

_COMMON_NAMES = frozenset(
    {"adr", "adrs", "decisions", "decision-records", "docs", "doc", "architecture"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPlace:
    """Where a log lies and where it stands in the site.

    Attributes:
        name: Name that tells it apart from other logs; empty for an only one.
        folder: Its folder, absolute.
        address: Its address in the site without slashes at the ends, such as `decisions`; for a
            log inside the site's pages its own, such as `adr` for `docs/adr`.
        in_docs: Whether it lies among the site's hand-written pages.
    """

    name: str
    folder: Path
    address: str
    in_docs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """All sources of one handbook.

    Attributes:
        root: The handbook's folder; paths in findings are relative to it.
        settings: Its settings.
        as_of: The date it speaks of.
        logs: Its decision logs, in the order of the settings.
        components: Its component map; None where it has none.
        checklists: Its checklists; None where they were not asked for, or there is no map.
        findings: What was wrong while reading (settings, folders, files, links between files).
        places: Where each of the logs lies and stands, in the same order.
        settings_file: Where the settings stand, and what the site's own say.
    """

    root: Path
    settings: Settings
    as_of: dt.date
    logs: tuple[DecisionLog, ...] = ()
    components: ComponentMap | None = None
    checklists: ChecklistBook | None = None
    findings: tuple[Finding, ...] = ()
    places: tuple[LogPlace, ...] = ()
    settings_file: SettingsFile = field(default_factory=SettingsFile)

    @property
    def site(self) -> SiteOptions:
        """What the site's own settings say."""
        return self.settings_file.site

    def files(self) -> Iterator[Decision]:
        """Yield the files of all logs: of each its decisions, then the others."""
        for log in self.logs:
            yield from log.decisions
            yield from log.others


def load_handbook(
    root: Path,
    *,
    config: Path | None = None,
    as_of: dt.date | None = None,
    options: Mapping[Any, Any] | None = None,
    plugin: str = "",
    cache: LogCache | None = None,
) -> Handbook:
    """Load a handbook.

    Args:
        root: The handbook's folder.
        config: The settings' file, where it is not to be looked for.
        as_of: The date to speak of, before what the settings say.
        options: The plugin's options, where a host has read them already.
        plugin: The name that the plugin goes by, where a host knows it.
        cache: What earlier loadings have kept.

    Returns:
        The handbook. Whatever is wrong is a finding; nothing is raised for a wrong source.
    """
    opened = open_handbook(root, config=config, as_of=as_of, options=options, plugin=plugin)
    if opened.settings.components.enabled:
        opened = with_components(opened)
    settings = opened.settings.decisions
    if not settings.enabled:
        return opened
    places, findings = find_logs(opened.root, opened.settings_file)
    folders = [place.folder for place in places]
    others = _other_folders(opened)
    logs = [
        read_log(
            place.folder,
            root=opened.root,
            name=place.name,
            settings=settings,
            known=cache,
            skip=[
                folder
                for folder in (*folders, *others)
                if folder != place.folder and folder.is_relative_to(place.folder)
            ],
        )
        for place in places
    ]
    return replace(
        opened,
        logs=relate_logs(logs),
        places=places,
        findings=(*opened.findings, *findings),
    )


def _other_folders(handbook: Handbook) -> tuple[Path, ...]:
    """Return the folders of other sources, which a log at the repository's root does not own."""
    folders = handbook.settings.folders
    maps = folders.components or (DEFAULT_MAP_FOLDER,)
    names = (handbook.site.docs_dir, *maps, folders.checklists or DEFAULT_CHECKLIST_FOLDER)
    return tuple((handbook.root / name).resolve() for name in names)


def with_components(handbook: Handbook) -> Handbook:
    """Return a handbook with its component map, where it has one.

    Args:
        handbook: The handbook, its settings read.
    """
    stated = handbook.settings.folders.components
    findings: list[Finding] = []
    sources: list[Path] = []
    for number, name in enumerate(stated or (DEFAULT_MAP_FOLDER,)):
        path = (handbook.root / name).resolve()
        if path.exists():
            sources.append(path)
        elif stated:
            location = handbook.settings_file.place("folders", "components", number)
            findings.append(_missing(name, path, handbook.root, location, "component map"))
    component_map = _load_map(sources, handbook.root) if sources else None
    return replace(handbook, components=component_map, findings=(*handbook.findings, *findings))


def with_checklists(handbook: Handbook) -> Handbook:
    """Return a handbook with its checklists, which ask something of the components of its map.

    Args:
        handbook: The handbook, its map read.
    """
    settings = handbook.settings.checklists
    if handbook.components is None or not settings.enabled:
        return handbook
    # Most commands do without them.
    from archbook.checklists.loading import load_book  # noqa: PLC0415 - as above

    stated = handbook.settings.folders.checklists
    folder = (handbook.root / (stated or DEFAULT_CHECKLIST_FOLDER)).resolve()
    findings: list[Finding] = []
    if stated and not folder.is_dir():
        location = handbook.settings_file.place("folders", "checklists")
        findings.append(_missing(stated, folder, handbook.root, location, "checklists' folder"))
    book = load_book(
        folder if folder.is_dir() else None,
        root=handbook.root,
        packs=settings.packs,
        packs_at=handbook.settings_file.place("checklists", "packs"),
    )
    return replace(handbook, checklists=book, findings=(*handbook.findings, *findings))


def _load_map(sources: list[Path], root: Path) -> ComponentMap | None:
    # A third of the time it takes to start is the map's own format; logs alone do without.
    from archbook.components.loading import load_map  # noqa: PLC0415

    component_map = load_map(sources, root=root)
    return component_map if component_map.files or component_map.findings else None


def open_handbook(
    root: Path,
    *,
    config: Path | None = None,
    as_of: dt.date | None = None,
    options: Mapping[Any, Any] | None = None,
    plugin: str = "",
) -> Handbook:
    """Read a handbook's settings, and none of its sources yet.

    Args:
        root: As for `load_handbook`, like the others.
        config: The settings' file.
        as_of: The date to speak of.
        options: The plugin's options.
        plugin: The name that the plugin goes by.

    Returns:
        The handbook without logs.
    """
    root = root.resolve()
    settings_file = read_settings_file(root, config=config, options=options, plugin=plugin)
    settings = settings_file.settings
    findings = list(settings_file.findings)
    try:
        day = clock(as_of, settings.as_of)
    except ValueError as error:
        findings.append(_wrong("SOURCE_DATE_EPOCH", str(error), Location(file="."), ""))
        day = clock(as_of, settings.as_of, environment={})
    return Handbook(
        root=root,
        settings=settings,
        as_of=day,
        findings=tuple(findings),
        settings_file=settings_file,
    )


def find_logs(
    root: Path, settings_file: SettingsFile
) -> tuple[tuple[LogPlace, ...], tuple[Finding, ...]]:
    """Find the folders of the decision logs, and give each its name and its address.

    Args:
        root: The handbook's folder, absolute.
        settings_file: The settings.

    Returns:
        The logs that are there, and a finding for each named folder that is not, and for names or
        addresses that two logs would share.
    """
    stated = settings_file.settings.folders.decisions
    findings: list[Finding] = []
    there: list[tuple[LogFolder, Path, Location]] = []
    for number, entry in enumerate(stated):
        location = settings_file.place("folders", "decisions", number, "path")
        folder = (root / entry.path).resolve()
        if not folder.is_dir():
            findings.append(_missing(entry.path, folder, root, location, "decision log's folder"))
        elif any(folder == other for _, other, _ in there):
            findings.append(
                _wrong(
                    entry.path,
                    f'The folder "{entry.path}" is named twice',
                    location,
                    "Keep it once.",
                )
            )
        else:
            there.append((entry, folder, location))
    if not stated:
        default = next((name for name in DEFAULT_LOG_FOLDERS if (root / name).is_dir()), None)
        if default:
            there.append((LogFolder(path=default), (root / default).resolve(), Location(file="")))
    return _placed(root, there, settings_file.site, findings), tuple(findings)


def _placed(
    root: Path,
    there: list[tuple[LogFolder, Path, Location]],
    site: SiteOptions,
    findings: list[Finding],
) -> tuple[LogPlace, ...]:
    docs = (root / site.docs_dir).resolve()
    names: dict[str, str] = {}
    addresses: dict[str, str] = {}
    places = []
    paths = [shown_path(folder, root) for _, folder, _ in there]
    outside = sum(not folder.is_relative_to(docs) for _, folder, _ in there)

    def free(wanted: str, taken: dict[str, str], what: str, at: Location) -> str:
        """Return what is wanted, or a free variation of it and a finding that says who has it."""
        result, count = wanted, 1
        while result in taken:
            count += 1
            result = f"{wanted}-{count}"
        if result != wanted:
            message = f'The logs "{taken[wanted]}" and "{path}" have the same {what}'
            mend = "Give one of them another `name:` or `at:`."
            findings.append(_wrong(path, message, at, mend))
        taken[result] = path
        return result

    for (entry, folder, location), path in zip(there, paths, strict=True):
        name = entry.name or ("" if len(there) == 1 else _name_of(path, paths))
        name = free(name, names, f'name "{name}"', location)
        in_docs = folder.is_relative_to(docs) and not entry.at
        address = entry.at
        if in_docs:
            address = folder.relative_to(docs).as_posix().removeprefix(".")
        elif not address:
            address = f"decisions/{_slug(name)}" if outside > 1 else "decisions"
        address = free(address, addresses, f'address "{address}/"', location)
        places.append(LogPlace(name=name, folder=folder, address=address, in_docs=in_docs))
    return tuple(places)


def _name_of(path: str, paths: list[str]) -> str:
    """Name a log by the last part of its path that says something, and that only it has."""

    def telling(path: str) -> str:
        parts = [part for part in path.split("/") if part not in {"..", "."}]
        return next((p for p in reversed(parts) if p.casefold() not in _COMMON_NAMES), parts[-1])

    name = telling(path)
    alone = sum(telling(other) == name for other in paths) == 1
    return name if alone else "-".join(p for p in path.split("/") if p not in {"..", "."})


def _slug(name: str) -> str:
    return re.sub(r"[^\w.]+", "-", name.casefold()).strip("-.") or "log"


def _missing(path: str, folder: Path, root: Path, location: Location, thing: str) -> Finding:
    near = did_you_mean(
        posixpath.basename(path.rstrip("/")),
        (entry.name for entry in folder.parent.iterdir() if entry.is_dir())
        if folder.parent.is_dir()
        else (),
    )
    what = "is a file, not a folder" if folder.is_file() else "is not there"
    message = f'The {thing} "{shown_path(folder, root)}" {what}'
    return _wrong(path, message, location, "Create it, or correct the setting." + near)


def _wrong(what: str, message: str, location: Location, mend: str) -> Finding:
    return Finding(
        rule="settings",
        severity=Severity.ERROR,
        subject=f"setting:{what}",
        message=message,
        location=location,
        mend=mend,
    )
