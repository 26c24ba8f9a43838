"""The site around a handbook: its settings, its home page, what an existing site lacks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from archbook.handbook import LogPlace, find_logs
from archbook.settings import DEFAULT_LOG_FOLDERS, Folders, LogFolder, Settings
from archbook.settings_file import SettingsFile, SiteOptions, read_settings_file
from archbook.starting.survey import Survey

__all__ = ["home_page", "site_advice", "site_settings"]

_MARKUP = re.compile(r"[\\`*_\[\]<>&]")
_PLAIN = re.compile(r"[A-Za-z][\w ,./-]*")

_OPENING = """\
# {name}

This handbook says what there is, why it is so, what happens when a part fails, and how to go back.

"""

_CHAPTERS = (
    (
        "Architecture",
        "architecture/index.md",
        "the components, who owns them, and what each one uses",
    ),
    (
        "How it fails",
        "failure/index.md",
        "what a loss takes down, and which promises can be kept",
    ),
    ("Checklists", "checklists/index.md", "what each component can do, and what is still open"),
    ("Index from A to Z", "a-to-z.md", "everything that has a name here"),
)

_CLOSING = """
Decisions are Markdown files, one each; `archbook new "Title"` begins one. The map is YAML;
`archbook check` says what does not hold, with file and line.
"""

_THEME = """\
# site_url: https://handbook.example/   # its address, for feeds and embedded pictures

theme:
  name: material
  font: false   # the reader's own fonts; nothing is fetched from elsewhere
  features:
    [navigation.indexes, navigation.instant, navigation.path, navigation.tabs, navigation.top]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Switch to dark mode}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Switch to light mode}

plugins:
  - search
  # - macros:   # pictures and facts of the handbook in your own pages: {{ diagram("both-planes") }}
  #     modules: [archbook.hosts.macros]
"""


def home_page(found: Survey, name: str) -> str:
    """Return the text of a first home page, which leads to every chapter.

    Args:
        found: What the repository holds.
        name: The site's name.
    """
    said = "what was decided, why, and what holds today"
    chapters = [*((title, page, said) for title, page in _logs(found)), *_CHAPTERS]
    lines = "".join(_entry(title, page, what) for title, page, what in chapters)
    return _OPENING.format(name=_line(name)) + lines + _CLOSING


def _entry(title: str, page: str, what: str) -> str:
    words = _MARKUP.sub(r"\\\g<0>", title)
    return f"- [{words}]({quote(page)}): {what}.\n"


def site_settings(found: Survey, name: str) -> str:
    """Return the text of the site's settings.

    Args:
        found: What the repository holds.
        name: The site's name.
    """
    head = f"site_name: {json.dumps(_line(name), ensure_ascii=False)}\n{_THEME}"
    note = f"   # its settings stand in {found.own_file}" if found.own_file else ""
    return head + "\n".join(_plugin(found, note)) + "\n"


def site_advice(found: Survey) -> str:
    """Return what a site that is there already lacks to be a handbook; empty for nothing.

    A site that lists its pages shows none of archbook's until they stand in that list.

    Args:
        found: What the repository holds.
    """
    if found.site is None:
        return ""
    lines: list[str] = []
    if not found.site.has_archbook:
        # A site that names no plugin has its search without naming it, and loses it by naming one.
        search = () if found.site.plugins else ("  - search",)
        lines += ["plugins:", *search, *_plugin(found, "")]
        if found.site.has_nav:
            pages = [*_logs(found), *((title, page) for title, page, _ in _CHAPTERS)]
            lines += ["nav:", *(f"  - {_scalar(title)}: {_scalar(page)}" for title, page in pages)]
    return "\n".join([*lines, ""]) if lines else ""


def _plugin(found: Survey, note: str) -> Iterator[str]:
    options = [] if found.own_file else list(_options(found))
    yield "  - archbook:" if options else f"  - archbook{note}"
    yield from (f"      {line}" for line in options)


def _options(found: Survey) -> Iterator[str]:
    """Yield the options that the defaults do not cover."""
    paths = [log.path for log in found.logs]
    default = next((name for name in DEFAULT_LOG_FOLDERS if (found.root / name).is_dir()), None)
    if not paths or paths == [default]:
        return
    yield "folders:"
    if len(paths) == 1:
        yield f"  decisions: {json.dumps(paths[0], ensure_ascii=False)}"
        return
    yield "  decisions:"
    yield from (f"    - {json.dumps(path, ensure_ascii=False)}" for path in paths)


def _logs(found: Survey) -> Iterator[tuple[str, str]]:
    """Yield the title and the first page of each log as the site will have it."""
    places, _ = find_logs(found.root, _settings(found))
    if not places:
        # The log that is written too.
        yield "Decisions", "decisions/index.md"
    for place in places:
        title = f"Decisions, {_line(place.name)}" if len(places) > 1 else "Decisions"
        yield title, f"{place.address}/{_first_page(place)}".removeprefix("/")


def _settings(found: Survey) -> SettingsFile:
    if found.own_file or (found.site and found.site.has_archbook):
        return read_settings_file(found.root)
    folders = Folders(decisions=tuple(LogFolder(path=log.path) for log in found.logs))
    pages = found.site.pages if found.site else "docs"
    return SettingsFile(settings=Settings(folders=folders), site=SiteOptions(docs_dir=pages))


def _first_page(place: LogPlace) -> str:
    """Return the name of a log's first page: its own where it stands among the pages."""
    own = [name for name in ("index.md", "README.md") if (place.folder / name).is_file()]
    return own[0] if place.in_docs and own else "index.md"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(text.split())
