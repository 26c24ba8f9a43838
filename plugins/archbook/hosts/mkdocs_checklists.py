"""The chapter about checklists in a MkDocs site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from archbook.handbook import Handbook, with_checklists
from archbook.hosts.mkdocs_site import ASSETS
from archbook.pages.addresses import within
from archbook.pages.model import Asset
from archbook.pages.shelf import Shelf
from archbook.rules.run import Judgement
from archbook.settings import DEFAULT_CHECKLIST_FOLDER
from archbook.source.findings import Finding, Severity

if TYPE_CHECKING:
    from archbook.pages.architecture.atlas import Atlas
    from archbook.pages.architecture.chapter import ArchitectureChapter
    from archbook.pages.checklists.chapter import ChecklistChapter

__all__ = [
    "add_checklists",
    "ask_components",
    "checklist_assets",
    "checklist_errors",
    "checklist_files",
    "hide_checklists",
    "readiness_findings",
    "show_checklists",
]

_STYLE = ASSETS + "checklists.css"
_SCRIPT = ASSETS + "checklists.js"
_SUFFIXES = (".yaml", ".yml")


def add_checklists(handbook: Handbook) -> Handbook:
    """Return a handbook with its checklists read, where its map is sound."""
    components = handbook.components
    return with_checklists(handbook) if components is not None and components.sound else handbook


def checklist_errors(handbook: Handbook) -> tuple[Finding, ...]:
    """Return what keeps checklists or attestations from being read."""
    if handbook.checklists is None:
        return ()
    return tuple(f for f in handbook.checklists.findings if f.severity is Severity.ERROR)


def checklist_files(handbook: Handbook) -> Iterator[str]:
    """Yield the folder of the checklists, where it is there, to be watched."""
    folder = _folder(handbook)
    if handbook.checklists is not None and folder.is_dir():
        yield str(folder)


def _folder(handbook: Handbook) -> Path:
    return handbook.root / (handbook.settings.folders.checklists or DEFAULT_CHECKLIST_FOLDER)


def show_checklists(handbook: Handbook, config: MkDocsConfig) -> None:
    """Name style sheet and script of the chapter, the style before all others."""
    if handbook.checklists is None:
        return
    if _STYLE not in config.extra_css:
        place = [str(name).endswith("archbook.css") for name in config.extra_css]
        config.extra_css.insert(place.index(True) + 1 if True in place else 0, _STYLE)
    if _SCRIPT not in map(str, config.extra_javascript):
        config.extra_javascript.append(_SCRIPT)


def hide_checklists(files: Files, handbook: Handbook, docs_folder: str) -> None:
    """Keep the YAML of checklists and attestations out of the published site.

    Args:
        files: The site's files.
        handbook: The handbook.
        docs_folder: The folder of the pages, relative to the handbook's root.
    """
    stated = handbook.settings.folders.checklists or DEFAULT_CHECKLIST_FOLDER
    folder = within(stated, docs_folder)
    if handbook.checklists is None or not folder:
        return
    for file in list(files):
        if file.src_uri.startswith(f"{folder}/") and file.src_uri.endswith(_SUFFIXES):
            file.inclusion = InclusionLevel.EXCLUDED


def ask_components(
    handbook: Handbook,
    judgement: Judgement,
    shelf: Shelf,
    architecture: ArchitectureChapter | None,
) -> ChecklistChapter | None:
    """Make the chapter about checklists; None where there is no map.

    Args:
        handbook: The handbook.
        judgement: What all rules say of it.
        shelf: The decision logs in the site.
        architecture: The chapter about its map; None where the site has none.
    """
    if handbook.checklists is None or judgement.facts is None:
        return None
    # A handbook without a map does without.
    from archbook.pages.checklists.chapter import checklist_chapter  # noqa: PLC0415 - as above
    from archbook.readiness.evaluating import evaluate  # noqa: PLC0415 - as above

    return checklist_chapter(
        handbook.checklists,
        evaluate(handbook, judgement),
        judgement,
        judgement.facts,
        architecture.atlas if architecture else _atlas(judgement, shelf),
    )


def _atlas(judgement: Judgement, shelf: Shelf) -> Atlas:
    """Return the map as pages see it, none of whose own pages are in the site."""
    from archbook.pages.architecture.atlas import build_atlas  # noqa: PLC0415 - as above

    assert judgement.facts is not None  # noqa: S101 - its caller looked
    return build_atlas(judgement.facts.map, shelf, judgement.findings)


def readiness_findings(
    handbook: Handbook, judgement: Judgement, chapter: ChecklistChapter | None
) -> Iterable[Finding]:
    """Return what is wrong with checklists that can be read, and with what people attest.

    Args:
        handbook: The handbook.
        judgement: What all rules say of it.
        chapter: The chapter.
    """
    if handbook.checklists is None or chapter is None:
        return ()
    from archbook.readiness.lint import lint  # noqa: PLC0415 - as above

    return (
        *handbook.checklists.findings,
        *chapter.ledger.readiness.findings,
        *lint(handbook, judgement),
    )


def checklist_assets() -> Iterator[Asset]:
    """Yield style sheet and script of the chapter."""
    folder = resources.files("archbook").joinpath("assets")
    for uri in (_STYLE, _SCRIPT):
        yield Asset(uri=uri, content=folder.joinpath(uri.removeprefix(ASSETS)).read_bytes())
