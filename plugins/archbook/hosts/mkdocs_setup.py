"""What a MkDocs site is told of the handbook before its files are collected."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from archbook.handbook import Handbook
from archbook.hosts.mkdocs_architecture import map_errors, show_map, watched
from archbook.hosts.mkdocs_checklists import checklist_errors, checklist_files, show_checklists
from archbook.hosts.mkdocs_site import ASSETS

__all__ = ["refusal", "show_assets", "watch"]


def watch(handbook: Handbook, config: MkDocsConfig) -> None:
    """Have the preview watch what the handbook is made of.

    Args:
        handbook: The handbook.
        config: The site's settings.
    """
    config.watch += [str(place.folder) for place in handbook.places if not place.in_docs]
    config.watch += [*watched(handbook), *checklist_files(handbook)]
    if (own := handbook.root / "archbook.yml").is_file():
        config.watch.append(str(own))


def show_assets(handbook: Handbook, config: MkDocsConfig, *, alone: bool) -> None:
    """Name style sheets and scripts of all chapters, the styles before the site's own.

    Args:
        handbook: The handbook.
        config: The site's settings.
        alone: Whether the checklists stand alone.
    """
    if ASSETS + "archbook.css" not in config.extra_css:
        config.extra_css.insert(0, ASSETS + "archbook.css")
    if not alone:
        show_map(handbook, config)
    show_checklists(handbook, config)
    if ASSETS + "archbook.js" not in map(str, config.extra_javascript):
        config.extra_javascript.append(ASSETS + "archbook.js")


def refusal(handbook: Handbook) -> str:
    """Return what keeps the handbook from being shown at all, all at once; empty for nothing."""
    for what, errors in (
        ("component map has", map_errors(handbook)),
        ("checklists have", checklist_errors(handbook)),
    ):
        if errors:
            return "\n".join([f"The {what} errors:", *map(str, errors)])
    return ""
