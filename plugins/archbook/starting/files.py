"""The first files of a handbook, made of what a survey found; nothing is written here."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archbook.settings import DEFAULT_CHECKLIST_FOLDER, DEFAULT_LOG_FOLDERS, DEFAULT_MAP_FOLDER
from archbook.starting.continuous import integration
from archbook.starting.sketch import map_sketch
from archbook.starting.survey import Survey

__all__ = ["Planned", "plan"]

_HOME_NAMES = ("index.md", "README.md")

_HOME = """\
# {name}

This handbook says what there is, why it is so, what happens when a part fails, and how to go back.

- [Decisions](decisions/index.md): what was decided, why, and what holds today.
- [Architecture](architecture/index.md): the components, who owns them, and what each one uses.
- [How it fails](failure/index.md): what a loss takes down, and which promises can be kept.
- [Checklists](checklists/index.md): what each component can do, and what is still open.

Decisions are Markdown files, one each; `archbook new "Title"` begins one. The map is YAML;
`archbook check` says what does not hold, with file and line.
"""

_CHECKLIST = """\
# What is asked of the components here. The abilities of the pack `production-readiness` are asked
# already (the setting `checklists: packs:`); `archbook checklists list` names the others.
#
# Take away the comment signs to ask something of your own:
#
# items:
#   our-restore:
#     ability: be restored from nothing by somebody who has never done it
#     why: The person who set it up is on holiday on the day it is needed.
#     how: Write down the steps, let a newcomer follow them, mend what they stumble over.
#     verify: The record of the exercise, with the minutes it took.
#     levels: [critical]
#     applies-to: {kind: database}
#     decided-by: {person: {max-age: 180d, fields: {minutes: {at-most: 60}}}}
# checklists:
#   ours:
#     title: What we ask of ourselves
#     levels: [standard, critical]
#     items: [prr-owner, prr-backup, our-restore]
"""

_IGNORED = "/site/\n/.cache/\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A file that is to be written.

    Attributes:
        path: Its path relative to the root.
        text: What it is to hold.
        what: What it is, one clause.
        there: Why it is not written, what is there instead; empty where it is written.
        advice: Where it is not written, what to add to what is there; empty for nothing.
    """

    path: str
    text: str
    what: str
    there: str = ""
    advice: str = ""


def plan(found: Survey, *, name: str, host: str) -> tuple[Planned, ...]:
    """Return the first files of a handbook, those that are in the way marked as such.

    Args:
        found: What the repository holds.
        name: The site's name.
        host: Where continuous integration runs: `github`, `gitlab`, `shell` or `none`.
    """
    return tuple(_marked(file, found.root) for file in _files(found, name, host))


def _marked(file: Planned, root: Path) -> Planned:
    path = root / file.path
    at = path
    while at != root and not (at.exists() or at.is_symlink()):
        at = at.parent
    in_the_way = at == path or (at != root and not at.is_dir())
    if file.there or not in_the_way:
        return file
    there = posixpath.relpath(at.as_posix(), root.as_posix())
    return Planned(path=file.path, text=file.text, what=file.what, there=there, advice=file.advice)


def _files(found: Survey, name: str, host: str) -> Iterator[Planned]:
    site = _site(found, name)
    yield Planned(
        path="mkdocs.yml",
        text=site,
        what="the site and archbook's settings",
        there=found.site_file,
        advice=_plugin_advice(found) if found.site_file else "",
    )
    home = next((each for each in _HOME_NAMES if (found.root / "docs" / each).exists()), "")
    yield Planned(
        path="docs/index.md",
        text=_home(found, name),
        what="the home page",
        there=f"docs/{home}" if home else "",
    )
    if not found.logs:
        yield Planned(
            path=f"{DEFAULT_LOG_FOLDERS[0]}/README.md",
            text=_LOG,
            what="the decision log, whose first record `archbook new` writes",
        )
    yield Planned(
        path=f"{DEFAULT_MAP_FOLDER}/map.yaml",
        text=map_sketch(found.parts),
        what="a sketch of the component map",
    )
    yield Planned(
        path=f"{DEFAULT_CHECKLIST_FOLDER}/ours.yaml",
        text=_CHECKLIST,
        what="a checklist to begin with",
    )
    yield Planned(
        path=".gitignore",
        text=_IGNORED,
        what="what git is to leave alone",
        advice=_IGNORED,
    )
    for path, text, advice in integration(host):
        yield Planned(path=path, text=text, what="continuous integration", advice=advice)


_LOG = """\
# Decisions

What was decided about this system, one file each: the context, the options, the decision, why, and
what follows from it. A decision that no longer holds stays here and names what took its place.
"""


def _home(found: Survey, name: str) -> str:
    lines = _HOME.format(name=" ".join(name.split()))
    if _own_address(found):
        return lines
    # A log inside docs/ keeps its own address, several have one each.
    kept = [line for line in lines.splitlines() if "(decisions/index.md)" not in line]
    return "\n".join(kept) + "\n"


def _own_address(found: Survey) -> bool:
    """Say whether there is one log, and it stands outside the pages."""
    outside = [log for log in found.logs if not _in_docs(log.path)]
    return len(found.logs) <= 1 and len(outside) == len(found.logs)


def _in_docs(path: str) -> bool:
    return path == "docs" or path.startswith("docs/")


def _site(found: Survey, name: str) -> str:
    lines = [
        f"site_name: {json.dumps(' '.join(name.split()), ensure_ascii=False)}",
        "# site_url: https://handbook.example/   # its address, for feeds and embedded pictures",
        "",
        "theme:",
        "  name: material",
        "  font: false   # the reader's own fonts; nothing is fetched from elsewhere",
        "  features: [navigation.instant, navigation.tabs, navigation.top, navigation.path]",
        "  palette:",
        '    - media: "(prefers-color-scheme: light)"',
        "      scheme: default",
        "      toggle: {icon: material/weather-night, name: Switch to dark mode}",
        '    - media: "(prefers-color-scheme: dark)"',
        "      scheme: slate",
        "      toggle: {icon: material/weather-sunny, name: Switch to light mode}",
        "",
        "plugins:",
        "  - search",
    ]
    if found.own_file:
        lines.append(f"  - archbook   # its settings stand in {found.own_file}")
        return "\n".join(lines) + "\n"
    options = _options(found)
    lines.append("  - archbook:" if options else "  - archbook")
    lines += [f"      {line}" for line in options]
    return "\n".join(lines) + "\n"


def _options(found: Survey) -> list[str]:
    """Return the options that the defaults do not cover."""
    paths = [log.path for log in found.logs]
    default = next((name for name in DEFAULT_LOG_FOLDERS if (found.root / name).is_dir()), None)
    if not paths or paths == [default]:
        return []
    if len(paths) == 1:
        return ["folders:", f"  decisions: {json.dumps(paths[0], ensure_ascii=False)}"]
    listed = [f"    - {json.dumps(path, ensure_ascii=False)}" for path in paths]
    return ["folders:", "  decisions:", *listed]


def _plugin_advice(found: Survey) -> str:
    options = [] if found.own_file else _options(found)
    lines = ["plugins:", "  - search", "  - archbook:" if options else "  - archbook"]
    return "\n".join([*lines, *(f"      {line}" for line in options)]) + "\n"
