"""The handbook's pages among those of MkDocs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from archbook.decisions.model import Decision
from archbook.decisions.rendering import RenderedBody, TocItem
from archbook.hosts.mkdocs_meta import page_meta
from archbook.hosts.mkdocs_nav import in_this_section
from archbook.pages import model

__all__ = ["HandbookPage", "SafeTitle", "Workshop", "table_of_contents", "take_over_all"]

_FIRST_HEADING = re.compile(r"\s*<h1(?P<attributes>[^>]*)>(?P<title>.*?)</h1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
# Themes nest templates and the search scans the list for each heading: more would take minutes.
_MOST_HEADINGS = 300


class SafeTitle(str):
    """A page title as escaped HTML, the form that themes print without a filter.

    Themes also take `title | striptags` for the `<title>` element. On plain text that filter
    undoes the escaping, so that a title could close the element and go on with a script. It asks
    for `__html__` first, which escapes once more and so comes out right.
    """

    __slots__ = ()

    def __html__(self) -> Markup:
        return Markup(html.escape(self))  # noqa: S704 - escaped here


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What pages need while they are rendered.

    Attributes:
        site: The site.
        publish: Takes the files that a page needs beside it.
    """

    site: model.Site
    publish: Callable[[model.Asset], None]


class HandbookPage(Page):
    """A page whose content the handbook renders; nothing of its source reaches the theme unasked.

    MkDocs makes the page, the user's title from the navigation included; `take_over_all` then turns
    it into one of these.
    """

    source: model.Page
    workshop: Workshop
    stated_meta: Mapping[str, Any]
    rendered: model.RenderedPage

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the body for the site's Markdown, if that renders it, and the known metadata."""
        del config
        self.markdown = self.source.markdown or ""
        self.meta = dict(self.stated_meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make content, table of contents and anchors."""
        body = None
        if self.source.markdown is not None:
            super().render(config, files)
            body = _body(self)
        rendered = self.source.render(self.workshop.site, body)
        self.rendered = rendered
        self.content = rendered.html
        self.toc = table_of_contents(rendered.toc)
        self.present_anchor_ids = set(rendered.anchors)
        for asset in rendered.assets:
            self.workshop.publish(asset)

    def show_to_search(self) -> None:
        """Hold out the words of the page in place of its content."""
        if self.rendered.search:
            self.content = self.rendered.search

    def show_to_readers(self) -> None:
        """Hold out the content again; of a page without navigation, with its section's pages."""
        if self.source.landing:
            self.content = self.rendered.html + in_this_section(self)
        elif self.rendered.search:
            self.content = self.rendered.html


def _take_over(page: Page, source: model.Page, workshop: Workshop, meta: Mapping[str, Any]) -> None:
    """Turn a page that MkDocs made into one that the handbook renders.

    The object stays the same, since the navigation, its neighbours and other plugins hold it.

    Args:
        page: The page; a title that the user gave it in the navigation stays.
        source: What it is to show.
        workshop: What it needs for that.
        meta: Metadata that the theme may see.
    """
    page.__class__ = HandbookPage
    ours = cast("HandbookPage", page)
    ours.source = source
    ours.workshop = workshop
    ours.stated_meta = meta
    if "title" not in vars(page):
        page.title = SafeTitle(html.escape(source.title, quote=False))


def take_over_all(
    pages: Iterable[model.Page],
    workshop: Workshop,
    config: MkDocsConfig,
    files: Files,
    decisions: Mapping[str, Decision],
) -> dict[str, Page]:
    """Turn the pages that MkDocs made into ours; return them by their uris.

    Args:
        pages: What they are to show.
        workshop: What they need for that.
        config: The site's settings.
        files: Its files.
        decisions: The decisions by their files, some of which are pages of the site.
    """
    made: dict[str, Page] = {}
    for page in pages:
        file = files.src_uris[page.uri]
        source = decisions.get(page.source)
        made[page.uri] = file.page or Page(None, file, config)
        meta = page_meta(page, source.front_matter.data if source else {})
        _take_over(made[page.uri], page, workshop, meta)
    return made


def _body(page: Page) -> RenderedBody:
    """Return what the site's Markdown made of a body, its first heading apart."""
    content = page.content or ""
    items = _flat(page.toc)
    anchors = frozenset(page.present_anchor_ids or ())
    heading = _FIRST_HEADING.match(content)
    if not heading:
        return RenderedBody(html=content, toc=items, anchors=anchors)
    stated = _ID.search(heading["attributes"])
    anchor = html.unescape(stated.group(1)) if stated else ""
    return RenderedBody(
        html=content[heading.end() :].lstrip(),
        title_html=_PERMALINK.sub("", heading["title"]).strip(),
        title_anchor=anchor,
        toc=tuple(item for item in items if item.anchor != anchor),
        anchors=anchors,
    )


def _flat(items: TableOfContents | Sequence[AnchorLink]) -> tuple[TocItem, ...]:
    found: list[TocItem] = []
    for item in items:
        text = html.unescape(_TAGS.sub("", item.title))
        found += [TocItem(level=item.level, text=text, anchor=item.id), *_flat(item.children)]
    return tuple(found)


def table_of_contents(items: Sequence[TocItem]) -> TableOfContents:
    """Return headings nested by their level; of very many, those of the highest levels.

    Args:
        items: The headings in order.
    """
    level = 6
    while len(items) > _MOST_HEADINGS and level > 1:
        level -= 1
        items = [item for item in items if item.level <= level] or items[:1]
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for item in items[:_MOST_HEADINGS]:
        link = AnchorLink(html.escape(item.text, quote=False), item.anchor, item.level)
        while open_ and open_[-1].level >= item.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    if top:
        top[0].active = True  # type: ignore[attr-defined]  # themes ask for it
    return TableOfContents(top)
