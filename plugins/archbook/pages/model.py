"""Pages and files of the handbook as plain values, for any host to put into a site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archbook.decisions.rendering import RenderedBody, TocItem
from archbook.pages.code_host import CodeHost

__all__ = ["Asset", "Page", "RenderedPage", "Site"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a page has to know of the site it stands in.

    Attributes:
        url_of: Address of the page or file with a source uri (`using/index.md`), relative to the
            site's root; None where the site has none such.
        directory_urls: Whether `x.md` is served as `x/` (else as `x.html`).
        base_url: The site's own address with a slash at its end, or empty.
        name: The site's name.
        docs_folder: The folder of the hand-written pages, relative to the handbook's root.
        code_host: Where the repository is shown, if it is.
        permalinks: Text of the link that each heading carries to itself, empty for none.
        pager: Whether pages show their neighbours themselves, the theme's footer not doing so.
    """

    url_of: Callable[[str], str | None]
    directory_urls: bool = True
    base_url: str = ""
    name: str = ""
    docs_folder: str = "docs"
    code_host: CodeHost | None = None
    permalinks: str = ""
    pager: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is published as it is.

    Attributes:
        uri: Where it goes in the site.
        content: Its bytes, or the file that holds them.
    """

    uri: str
    content: bytes | Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page's content.

    Attributes:
        html: HTML that begins with the page's only `h1`.
        toc: Its headings in order.
        anchors: Every id that can be linked to.
        assets: Files that the page shows or links to and that are published beside it.
        search: HTML that a site's search reads in place of the page, empty where that is to read
            the page itself, less what carries `data-search-exclude`.
    """

    html: str
    toc: tuple[TocItem, ...] = ()
    anchors: frozenset[str] = frozenset()
    assets: tuple[Asset, ...] = ()
    search: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the handbook.

    Attributes:
        uri: Source uri in the site, such as `decisions/0012-use-x.md`.
        title: Its title as plain text.
        render: Makes the content; called once all pages of the site are known, with the body
            where the host has rendered that itself.
        source: The file it is made of, relative to the handbook's root; empty where there is no
            single one.
        parent: Uri of the page above it, empty for a chapter's first page.
        previous: Uri of the page before it, or empty.
        next: Uri of the page after it, or empty.
        draft: Whether it is kept to the preview.
        in_place: Whether it takes the place of the hand-written page with the same uri.
        markdown: Body that the host's own Markdown renders; None where `render` does it all.
        boost: How much more than others it counts in the site's search.
        description: What it says, in one line.
        wide: Whether it wants the width that a table of contents would take.
        landing: Whether it opens a chapter: it wants the width of the navigation too, and leads on
            by itself, to the other pages of its section at its end.
    """

    uri: str
    title: str
    render: Callable[[Site, RenderedBody | None], RenderedPage]
    source: str = ""
    parent: str = ""
    previous: str = ""
    next: str = ""
    draft: bool = False
    in_place: bool = False
    markdown: str | None = None
    boost: float = 1.0
    description: str = ""
    wide: bool = False
    landing: bool = False
