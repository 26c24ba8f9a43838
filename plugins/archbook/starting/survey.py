"""What a repository holds of which a handbook can be made."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archbook.decisions.log import read_log
from archbook.decisions.model import Decision, FileKind
from archbook.decisions.vocabulary.sections import Topic, topic_of
from archbook.settings import DecisionSettings
from archbook.settings_file import OWN_FILE, PLUGIN_NAMES, SITE_FILES, read_settings_file
from archbook.source.entries import bounds_of, is_readable
from archbook.source.files import read_text, shown_path
from archbook.source.layered import read_layered
from archbook.starting.parts import Part, read_parts

__all__ = ["MOST_FILES", "CodeHost", "FoundLog", "FoundSite", "Survey", "survey"]

MOST_FILES = 50_000
"""How many files of a repository are looked at."""

_MOST_BYTES = 1_000_000
_MOST_DEPTH = 8
_PASSED_OVER = frozenset(
    {"node_modules", "vendor", "venv", "site", "build", "dist", "target", "__pycache__"}
)
_YAML = (".yaml", ".yml")
_NUMBERED = re.compile(
    r"(?:adr[-_ .]?)?(?:\d{2,8}|\d{4}-\d{2}-\d{2})(?:[-_. ]\S.*)?\.(?:md|markdown|rst)$",
    re.IGNORECASE,
)
_LOG_NAMES = frozenset(
    {"adr", "adrs", "decisions", "decision-records", "decision_records", "architecture-decisions"}
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_TOPICS = frozenset({Topic.CONTEXT, Topic.DECISION, Topic.CONSEQUENCES, Topic.OPTIONS})
_LIKELY_YAML = re.compile(r"^\s*(?:services|apiVersion)\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLog:
    """A folder of decision records.

    Attributes:
        path: The folder relative to the root, `.` for the root itself.
        decisions: How many records it holds.
    """

    path: str
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHost:
    """Where continuous integration is likely to run.

    Attributes:
        name: `github`, `gitlab`, or `shell` where nothing tells.
        because: What tells so.
    """

    name: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSite:
    """The settings of a site that is there already.

    Attributes:
        file: Where they stand.
        pages: The folder of its hand-written pages, relative to the root.
        has_nav: Whether it lists its pages.
        plugins: The names of its plugins.
    """

    file: str
    pages: str
    has_nav: bool
    plugins: tuple[str, ...]

    @property
    def has_archbook(self) -> bool:
        """Whether archbook stands among its plugins."""
        return any(name in PLUGIN_NAMES for name in self.plugins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was found.

    Attributes:
        root: The repository's folder.
        logs: Folders of decision records, those inside `docs/` too, by path.
        parts: Parts of the system that files name, by file and place.
        host: Where continuous integration is likely to run.
        site: The site that is there already; None for none.
        own_file: archbook's settings that are there already; empty for none.
        cut: Whether there were more files than are looked at.
    """

    root: Path
    logs: tuple[FoundLog, ...]
    parts: tuple[Part, ...]
    host: CodeHost
    site: FoundSite | None
    own_file: str
    cut: bool = False


def survey(root: Path) -> Survey:
    """Look through a repository; nothing is written.

    Args:
        root: Its folder.
    """
    root = root.resolve()
    bounds = bounds_of(root)
    likely: dict[Path, int] = {}
    parts: list[Part] = []
    seen = 0
    for path in _files(root):
        seen += 1
        if seen > MOST_FILES:
            break
        named = path.parent.name.casefold() in _LOG_NAMES and path.suffix == ".md"
        if named or _NUMBERED.match(path.name):
            likely[path.parent] = likely.get(path.parent, 0) + 1
        elif path.suffix in _YAML and is_readable(path, bounds):
            parts += _parts_of(path, root)
    return Survey(
        root=root,
        logs=_logs(root, likely),
        parts=tuple(parts),
        host=_host(root),
        site=_site(root),
        own_file=OWN_FILE if (root / OWN_FILE).exists() else "",
        cut=seen > MOST_FILES,
    )


def _files(root: Path) -> Iterator[Path]:
    """Yield the files of a repository in a fixed order, hidden and generated folders left out."""
    for folder, below, names in os.walk(root):
        here = Path(folder)
        deep = len(here.relative_to(root).parts) >= _MOST_DEPTH
        below[:] = (
            []
            if deep
            else sorted(
                name
                for name in below
                if not name.startswith(".")
                and name not in _PASSED_OVER
                and not (here / name).is_symlink()
            )
        )
        for name in sorted(names):
            yield here / name


def _parts_of(path: Path, root: Path) -> tuple[Part, ...]:
    shown = shown_path(path, root)
    try:
        source = read_text(path, file=shown, limit=_MOST_BYTES)
    except OSError:
        return ()
    if source.truncated or not _LIKELY_YAML.search(source.text):
        return ()
    return read_parts(source.text, file=shown)


def _logs(root: Path, likely: dict[Path, int]) -> tuple[FoundLog, ...]:
    """Return the folders whose files read as decisions; what lies below one belongs to it."""
    found: list[tuple[Path, int]] = []
    for folder in sorted(likely, key=lambda path: (len(path.parts), path)):
        if any(folder.is_relative_to(other) for other, _ in found if other != root):
            continue
        log = read_log(
            folder, root=root, settings=DecisionSettings(), deep=folder != root, git=False
        )
        records = [file for file in log.decisions if file.kind is FileKind.ADR]
        stated = sum(map(_says_so, records))
        named = folder.name.casefold() in _LOG_NAMES
        # A tutorial is numbered too; a log's records say where they stand, or its name says so.
        if records and (stated * 2 >= len(records) or named):
            found.append((folder, len(records)))
    return tuple(
        FoundLog(path=shown_path(folder, root), decisions=count) for folder, count in sorted(found)
    )


def _says_so(file: Decision) -> bool:
    """Say whether a file tells that it is a decision: by status, date or what its parts are."""
    if file.status is not None or file.date is not None:
        return True
    body = file.markdown.body if file.markdown else file.source
    return any(topic_of(found[1]) in _TOPICS for found in _HEADING.finditer(body))


def _site(root: Path) -> FoundSite | None:
    file = next((name for name in SITE_FILES if (root / name).exists()), "")
    if not file:
        return None
    stated = read_layered(root / file, root=root, rule="settings").data
    plugins = stated.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins or {}]
    names = [name for each in entries for name in (each if isinstance(each, dict) else [each])]
    return FoundSite(
        file=file,
        pages=read_settings_file(root).site.docs_dir,
        has_nav=bool(stated.get("nav")),
        plugins=tuple(map(str, names)),
    )


def _host(root: Path) -> CodeHost:
    if (root / ".gitlab-ci.yml").exists():
        return CodeHost(name="gitlab", because="there is a .gitlab-ci.yml")
    if (root / ".github").is_dir():
        return CodeHost(name="github", because="there is a .github folder")
    try:
        config = (root / ".git" / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        config = ""
    for name in ("github", "gitlab"):
        if re.search(rf"^\s*url\s*=.*\b{name}\b", config, re.MULTILINE):
            return CodeHost(name=name, because="the repository's remote says so")
    return CodeHost(name="shell", because="nothing tells where it runs")
