"""The first files of a handbook, made of what a survey found; nothing is written here."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archbook.settings import DEFAULT_CHECKLIST_FOLDER, DEFAULT_LOG_FOLDERS, DEFAULT_MAP_FOLDER
from archbook.starting.continuous import integration
from archbook.starting.site import home_page, site_advice, site_settings
from archbook.starting.sketch import map_sketch
from archbook.starting.survey import Survey

__all__ = ["Planned", "plan"]

_HOME_NAMES = ("index.md", "README.md")

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
#     items: [{item: prr-owner, levels: [standard]}, prr-backup, our-restore]
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
    yield Planned(
        path="mkdocs.yml",
        text=site_settings(found, name),
        what="the site and archbook's settings",
        there=found.site.file if found.site else "",
        advice=site_advice(found),
    )
    pages = found.site.pages if found.site else "docs"
    home = next((each for each in _HOME_NAMES if (found.root / pages / each).exists()), "")
    yield Planned(
        path=f"{pages}/index.md",
        text=home_page(found, name),
        what="the home page",
        there=f"{pages}/{home}" if home else "",
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
        advice=_not_ignored(found.root),
    )
    for path, text, advice in integration(host):
        yield Planned(path=path, text=text, what="continuous integration", advice=advice)


_LOG = """\
# Decisions

What was decided about this system, one file each: the context, the options, the decision, why, and
what follows from it. A decision that no longer holds stays here and names what took its place.
"""


def _not_ignored(root: Path) -> str:
    """Return those lines of `.gitignore` that an existing one lacks."""
    try:
        there = (root / ".gitignore").read_text(encoding="utf-8", errors="replace")
    except OSError:
        there = ""
    known = {line.strip().strip("/") for line in there.splitlines()}
    lines = _IGNORED.splitlines(keepends=True)
    return "".join(line for line in lines if line.strip().strip("/") not in known)
