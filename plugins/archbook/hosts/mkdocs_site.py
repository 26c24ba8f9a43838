"""What the handbook has to know of a MkDocs site, and what it puts into it."""

from __future__ import annotations

import contextlib
import os
import posixpath
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from archbook.decisions.model import FileKind
from archbook.pages.addresses import within
from archbook.pages.chapter import Chapter
from archbook.pages.code_host import code_host
from archbook.pages.model import Asset, Page, Site
from archbook.source.files import shown_path

__all__ = ["ASSETS", "add_asset", "add_assets", "add_page", "handbook_root", "hide_sources"]
__all__ += ["repository_of", "site_of", "write_aliases"]

ASSETS = "assets/archbook/"
"""Where the pages' style sheet and script stand in the site."""


def handbook_root(config: MkDocsConfig) -> Path:
    """Return the handbook's folder: that of the site's settings."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def repository_of(root: Path) -> Path:
    """Return the repository that a folder lies in, itself where it lies in none."""
    return next((one for one in (root, *root.parents) if (one / ".git").exists()), root)


def site_of(config: MkDocsConfig, files: Files, root: Path, *, preview: bool) -> Site:
    """Return what pages have to know of the site.

    Args:
        config: The site's settings.
        files: Its pages and files; those added later are found too.
        root: The handbook's folder.
        preview: Whether pages kept to the preview are there.
    """

    def url_of(uri: str) -> str | None:
        file = files.src_uris.get(uri)
        if file is None or not _published(file, preview=preview):
            return None
        return file.url

    docs = shown_path(Path(config.docs_dir), root)
    toc: Mapping[str, Any] = (config.mdx_configs or {}).get("toc") or {}
    permalink = toc.get("permalink")
    features = config.theme.get("features") or []
    repository = repository_of(root)
    base_url = config.site_url or ""
    return Site(
        url_of=url_of,
        directory_urls=config.use_directory_urls,
        base_url=base_url if not base_url or base_url.endswith("/") else base_url + "/",
        name=config.site_name,
        docs_folder=docs,
        code_host=code_host(
            repo_url=config.repo_url or "",
            edit_uri=config.edit_uri or "",
            docs_folder=docs,
            root="" if root == repository else root.relative_to(repository).as_posix(),
        ),
        permalinks=permalink if isinstance(permalink, str) else "¶" if permalink else "",
        pager="navigation.footer" not in features,
    )


def _published(file: File, *, preview: bool) -> bool:
    least = InclusionLevel.DRAFT if preview else InclusionLevel.NOT_IN_NAV
    return bool(file.inclusion.value >= least.value)


def add_page(
    config: MkDocsConfig, files: Files, page: Page, docs_folder: str, *, entry: bool
) -> None:
    """Give a page its file in the site; one that is taken over in place has it already.

    Args:
        config: The site's settings.
        files: Its files.
        page: The page.
        docs_folder: The folder of the hand-written pages, relative to the handbook's root.
        entry: Whether automatic navigation is to name it.
    """
    file = files.src_uris.get(page.uri)
    if not page.in_place or file is None:
        named = entry and config.nav is None
        level = InclusionLevel.UNDEFINED if named else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, page.uri, content="", inclusion=level)
        if page.source:
            # Relative to the folder of the pages, which is what the edit address leads to.
            file.edit_uri = posixpath.relpath(page.source, docs_folder)
        files.append(file)
    if page.draft:
        file.inclusion = InclusionLevel.DRAFT


def add_assets(config: MkDocsConfig, files: Files) -> None:
    """Add style sheet and script; a file of the same name in the site's own folder stays."""
    folder = resources.files("archbook").joinpath("assets")
    for name in ("archbook.css", "archbook.js"):
        if ASSETS + name not in files.src_uris:
            content = folder.joinpath(name).read_bytes()
            add_asset(config, files, Asset(uri=ASSETS + name, content=content))


def add_asset(config: MkDocsConfig, files: Files, asset: Asset) -> None:
    """Add a file, once."""
    if asset.uri in files.src_uris:
        return
    level = InclusionLevel.NOT_IN_NAV
    if isinstance(asset.content, bytes):
        file = File.generated(config, asset.uri, content=asset.content, inclusion=level)
    else:
        file = File.generated(config, asset.uri, abs_src_path=str(asset.content), inclusion=level)
    files.append(file)


def write_aliases(site_dir: str, aliases: Iterable[Asset]) -> None:
    """Write the files at short addresses into the finished site.

    MkDocs would take as long for these thousands as for the pages that they lead to.

    Args:
        site_dir: The site's folder.
        aliases: Each in a folder of its own, whose parent holds pages.
    """
    for asset in aliases:
        path = os.path.join(site_dir, asset.uri)  # noqa: PTH118 - pathlib would double the cost
        with contextlib.suppress(FileExistsError):
            os.mkdir(os.path.dirname(path))  # noqa: PTH102, PTH120 - as above
        with open(path, "wb", buffering=0) as stream:  # noqa: PTH123 - as above
            stream.write(asset.content if isinstance(asset.content, bytes) else b"")


def hide_sources(files: Files, chapter: Chapter, docs_folder: str) -> None:
    """Leave out hand-written pages that are kept to the preview, or put to another address.

    Args:
        files: The site's files.
        chapter: The decision logs.
        docs_folder: The folder of the pages, relative to the handbook's root.
    """
    for view in chapter.shelf.logs:
        if within(view.log.folder, docs_folder) is None:
            continue
        for decision in (*view.log.decisions, *view.log.others):
            file = files.src_uris.get(within(decision.file, docs_folder) or "")
            if file is None:
                continue
            if not view.in_place:
                file.inclusion = InclusionLevel.EXCLUDED
            elif decision.kind is FileKind.ADR and not chapter.shelf.published(decision):
                file.inclusion = InclusionLevel.DRAFT
