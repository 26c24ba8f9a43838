"""Decisions and terms in the site's own Markdown pages: their names become links.

Links to decisions lead to their pages, and the glossary's entries get anchors. All is done on the
tree that Python-Markdown makes of a page, so that code, links and headings are told from running
text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from archbook.decisions.mentions import find_mentions
from archbook.pages.doc_links import DocLinks
from archbook.pages.model import Asset
from archbook.pages.terms import Terms, meaning
from archbook.source.glossary import anchor_of

__all__ = ["CurrentPage", "DecisionLinks"]

# Where a decision's name stays text.
_UNTOUCHED = frozenset(
    [
        "a",
        "abbr",
        "button",
        "code",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "kbd",
        "math",
        "option",
        "pre",
        "samp",
        "script",
        "select",
        "style",
        "summary",
        "svg",
        "textarea",
        "title",
        "var",
    ]
)
_RAW_TAG = re.compile(rf"<(?P<close>/?)(?:{'|'.join(sorted(_UNTOUCHED))})\b", re.IGNORECASE)
# After Python-Markdown's inline patterns (20), before MkDocs settles links (0) and anchors (5).
_PRIORITY = 12


@dataclass(slots=True, kw_only=True)
class CurrentPage:
    """The page being rendered.

    Attributes:
        links: Settles its links.
        uri: Its source uri.
        file: Its file, relative to the handbook's root.
        publish: Takes the files that its links need.
        terms: The glossary.
        seen: Anchors of the terms that the page has had.
    """

    links: DocLinks
    uri: str
    file: str
    publish: Callable[[Asset], None]
    terms: Terms = field(default_factory=Terms)
    seen: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name in a text that becomes a link."""

    start: int
    stop: int
    href: str
    title: str
    style: str


class DecisionLinks(Extension):
    """The Python-Markdown extension; `page` is set while a page of the site is rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.page: CurrentPage | None = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with the converter of one page."""
        md.treeprocessors.register(_Tree(md, self), "archbook", _PRIORITY)


class _Tree(Treeprocessor):
    def __init__(self, md: Markdown, extension: DecisionLinks) -> None:
        super().__init__(md)
        self.extension = extension
        self.raw_depth = 0

    def run(self, root: Element) -> None:
        """Rewrite links, then link names, on the whole tree."""
        page = self.extension.page
        if page is None:
            return
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            if key and (href := element.get(key)):
                settled = page.links.link(href, uri=page.uri, file=page.file)
                if settled is not None and not settled[0]:
                    element.tag = "span"
                    del element.attrib[key]
                elif settled is not None:
                    element.set(key, settled[0])
                    if settled[1] is not None:
                        page.publish(settled[1])
        if page.uri == page.terms.uri:
            for element in root.iter("dt"):
                element.set("id", anchor_of("".join(element.itertext())))
        self._name(root, page)

    def _name(self, parent: Element, page: CurrentPage) -> None:
        self.raw_depth = 0
        at = self._insert(parent, 0, parent.text, page)
        if at is not None:
            parent.text = at[0]
        children = list(parent)
        for child in children:
            depth = self.raw_depth
            if child.tag not in _UNTOUCHED and not depth:
                self._name(child, page)
            self.raw_depth = depth
            place = list(parent).index(child) + 1
            tail = self._insert(parent, place, child.tail, page)
            if tail is not None:
                child.tail = tail[0]

    def _insert(
        self, parent: Element, place: int, text: str | None, page: CurrentPage
    ) -> tuple[str] | None:
        """Put links for the names in a text into its parent; return the text before the first."""
        if not text or isinstance(text, AtomicString):
            return None
        links: list[Element] = []
        before = ""
        end = 0
        for name in self._names(text, page):
            lead = text[end : name.start]
            if links:
                links[-1].tail = lead
            else:
                before = lead
            link = Element("a", {"href": name.href, "title": name.title, "class": name.style})
            link.text = text[name.start : name.stop]
            links.append(link)
            end = name.stop
        if not links:
            return None
        links[-1].tail = text[end:]
        for offset, link in enumerate(links):
            parent.insert(place + offset, link)
        return (before,)

    def _names(self, text: str, page: CurrentPage) -> list[_Name]:
        """Return the names in a text that do not stand within raw HTML such as `<a>`."""
        outside = self._outside(text)
        names: list[_Name] = []
        if "adr" in text.casefold():
            for start, stop, number in find_mentions(text):
                found = page.links.mention(number, uri=page.uri) if outside(start) else None
                if found is not None:
                    names.append(
                        _Name(
                            start=start,
                            stop=stop,
                            href=found.href,
                            title=found.title,
                            style="ab-mention",
                        )
                    )
        if page.terms.uri and page.uri != page.terms.uri:
            taken = [range(name.start, name.stop) for name in names]
            names += self._terms(
                text, page, lambda at: outside(at) and not any(at in span for span in taken)
            )
        return sorted(names, key=lambda name: name.start)

    def _terms(
        self, text: str, page: CurrentPage, wanted: Callable[[int], bool]
    ) -> Iterator[_Name]:
        way = posixpath.relpath(page.terms.uri, posixpath.dirname(page.uri) or ".")
        for found in page.terms.find(text, page.seen, wanted):
            yield _Name(
                start=found.start,
                stop=found.stop,
                href=f"{way}#{found.term.anchor}",
                title=meaning(found.term),
                style="ab-term",
            )

    def _outside(self, text: str) -> Callable[[int], bool]:
        """Return what says of a place in a text whether it is outside of untouched raw HTML."""
        depth = self.raw_depth
        raw = list(HTML_PLACEHOLDER_RE.finditer(text))
        marks = [(mark.start(), self._opens(int(mark.group(1)))) for mark in raw]
        self.raw_depth = max(0, depth + sum(change for _, change in marks))
        return lambda at: depth + sum(change for start, change in marks if start < at) <= 0

    def _opens(self, number: int) -> int:
        """Return by how many untouched elements a stashed piece of raw HTML opens more."""
        stash = self.md.htmlStash.rawHtmlBlocks
        piece = stash[number] if number < len(stash) else ""
        if not isinstance(piece, str):
            return 0
        return sum(-1 if tag["close"] else 1 for tag in _RAW_TAG.finditer(piece))
