"""Handbooks of a few files, their pages rendered outside any site generator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archbook.handbook import load_handbook
from archbook.pages.addresses import page_url
from archbook.pages.chapter import Chapter, decision_chapter
from archbook.pages.code_host import CodeHost
from archbook.pages.model import RenderedPage, Site
from archbook.rules.run import check

__all__ = ["Book", "adr", "make_book", "write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A handbook's decision chapter in a site that has nothing else but `docs`."""

    root: Path
    chapter: Chapter
    site: Site

    def page(self, uri: str) -> RenderedPage:
        """Return a page's content."""
        page = next(page for page in self.chapter.pages if page.uri == uri)
        return page.render(self.site, None)

    def asset(self, uri: str) -> bytes:
        """Return a file that the chapter or its short addresses write."""
        assets = [*self.chapter.assets(self.site), *self.chapter.aliases(self.site)]
        content = next(asset.content for asset in assets if asset.uri == uri)
        assert isinstance(content, bytes)
        return content


def adr(title: str, status: str = "Accepted", text: str = "Because.", date: str = "") -> str:
    """Return a decision as people write it."""
    head = f"---\ndate: {date}\n---\n" if date else ""
    return f"{head}# {title}\n\n## Status\n\n{status}\n\n## Context\n\n{text}\n"


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def make_book(
    root: Path,
    files: Mapping[str, str | bytes],
    *,
    options: Mapping[str, Any] | None = None,
    code_host: CodeHost | None = None,
    base_url: str = "https://handbook.example/",
    preview: bool = False,
) -> Book:
    """Make a handbook of files, in a repository of its own."""
    write(root, files)
    handbook = load_handbook(root, options={"as-of": "2026-11-23", **(options or {})})
    docs = sorted(
        path.relative_to(root / "docs").as_posix()
        for path in (root / "docs").rglob("*")
        if path.is_file()
    )
    chapter = decision_chapter(
        handbook,
        check(handbook),
        repository=root.resolve(),
        taken=docs,
        preview=preview,
        feed=bool(base_url),
    )
    known = {*docs, *(page.uri for page in chapter.pages)}
    known |= {uri for view in chapter.shelf.logs for uri in (view.data_uri, view.feed_uri)}

    def url_of(uri: str) -> str | None:
        if uri not in known:
            return None
        return page_url(uri) if uri.endswith(".md") else uri

    site = Site(url_of=url_of, base_url=base_url, name="Shop", code_host=code_host)
    return Book(root=root, chapter=chapter, site=site)
