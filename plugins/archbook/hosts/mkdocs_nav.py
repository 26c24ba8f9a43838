"""Where the handbook's pages stand in the navigation without being in its tree."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from archbook.pages import model
from archbook.pages.addresses import relative_url
from archbook.pages.templates import fill

__all__ = ["arrange", "in_this_section", "lift_lone_pages"]


def arrange(nav: Navigation, pages: Sequence[model.Page], made: Mapping[str, Page]) -> None:
    """Give each page outside the tree its parent and neighbours.

    Breadcrumbs, tabs and footers follow these. A tree with every page in it would be written into
    every page: at a thousand decisions four times the time and thirteen times the bytes.

    Args:
        nav: The navigation.
        pages: The handbook's pages.
        made: The site's pages by source uri.
    """
    in_tree = {id(page) for page in nav.pages}
    for page in pages:
        here = made.get(page.uri)
        if here is None or id(here) in in_tree:
            continue
        above = made.get(page.parent)
        if above is not None:
            # A theme asks a parent for its title, address and own parent, which pages have too.
            here.parent = _section_of(above)
        here.previous_page = made.get(page.previous)
        here.next_page = made.get(page.next)


def _section_of(page: Page) -> Any:
    """Return a page's section where the section stands for it: its first page has its title."""
    section = page.parent
    if section is None or not section.children:
        return page
    if section.children[0] is page and section.title == page.title:
        return section
    return page


def lift_lone_pages(nav: Navigation, pages: Sequence[Page]) -> None:
    """Take pages that automatic navigation put alone into a section out of it.

    Args:
        nav: The navigation.
        pages: The entry pages of the handbook's chapters.
    """
    lone = {id(page) for page in pages}

    def lifted(items: list[StructureItem], parent: Section | None) -> list[StructureItem]:
        result: list[StructureItem] = []
        for item in items:
            if isinstance(item, Section):
                if len(item.children) == 1 and id(item.children[0]) in lone:
                    child = item.children[0]
                    child.parent = parent
                    result.append(child)
                    continue
                item.children = lifted(item.children, item)
            result.append(item)
        return result

    nav.items = lifted(nav.items, None)


def in_this_section(page: Page) -> str:
    """Return links to the hand-written pages beside a page, as HTML; its own it leads to itself.

    Args:
        page: The page, all others of the site known.
    """
    above = page.parent
    if not isinstance(above, Section):
        return ""
    groups: list[tuple[str, list[tuple[str, str]]]] = [("Also in this chapter", [])]
    for child in above.children:
        if isinstance(child, Section):
            groups.append((str(child.title), list(_links(child, page))))
        else:
            groups[0][1].extend(_links(child, page))
    shown = [(title, links) for title, links in groups if links]
    return fill("section.html", groups=shown) if shown else ""


def _links(item: StructureItem, page: Page) -> Iterator[tuple[str, str]]:
    """Yield title and address of each hand-written page of an item of the navigation."""
    if isinstance(item, Section):
        for child in item.children:
            yield from _links(child, page)
    elif isinstance(item, Page) and item is not page and type(item) is Page:
        yield html.unescape(str(item.title)), relative_url(item.url, page.url)
