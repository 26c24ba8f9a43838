"""The links of one page of the chapter."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from archbook.components.component_map import ComponentMap
from archbook.decisions.model import Decision
from archbook.decisions.rendering.addresses import is_safe
from archbook.pages.addresses import relative_url, within
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.decision_entry import Entry
from archbook.pages.model import Site
from archbook.pages.shelf import full_title, label
from archbook.pages.status import status_pill

__all__ = ["Here", "Stated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Where something is stated.

    Attributes:
        text: File and line.
        href: Where the code host shows it; empty where none does.
    """

    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A page, and how it links to everything else.

    Attributes:
        atlas: The chapter.
        site: The site.
        at: Address of the page, relative to the site's root.
    """

    atlas: Atlas
    site: Site
    at: str

    @property
    def of(self) -> ComponentMap:
        """The map."""
        return self.atlas.of

    def to(self, kind: str, name: str) -> str:
        """Return the link to a thing's page; empty where it has none."""
        return self.to_uri(self.atlas.uri(kind, name))

    def to_uri(self, uri: str) -> str:
        """Return the link to the page or file with a source uri, fragment included."""
        page, mark, fragment = uri.partition("#")
        address = self.site.url_of(page) if page else None
        return relative_url(address, self.at) + mark + fragment if address else ""

    def to_root(self, path: str) -> str:
        """Return the link to a file by its address in the site."""
        return relative_url(path, self.at)

    def decision(self, decision: Decision, note: str = "") -> Entry:
        """Return how this page names a decision."""
        return Entry(
            label=label(decision),
            title=decision.display_title,
            full=full_title(decision),
            href=self.to_uri(self.atlas.shelf.uris.get(decision.file, "")),
            pill=status_pill(decision),
            note=note,
        )

    def document(self, link: str) -> str:
        """Return the link to a runbook or the like: an address, or a path in the repository.

        A path may be relative to the site's pages or to the handbook's folder. Returns an empty
        text where it leads nowhere that can be linked to.
        """
        if "://" in link or link.startswith(("mailto:", "tel:")):
            return link if is_safe(link) else ""
        path, mark, fragment = link.partition("#")
        path = posixpath.normpath(path)
        for uri in (path, within(path, self.site.docs_folder)):
            if uri and (found := self.to_uri(uri)):
                return found + mark + fragment
        root = self.atlas.shelf.handbook.root
        host = self.site.code_host
        if host and not path.startswith(("..", "/")) and (root / path).exists():
            return host.url(path, folder=(root / path).is_dir(), fragment=fragment) or ""
        return ""

    def stated(self, subject: str) -> Stated | None:
        """Return where a thing of the map is stated: `component:orders`."""
        location = self.of.location(subject)
        if not location.file:
            return None
        host = self.site.code_host
        fragment = f"L{location.line}" if location.line else ""
        href = host.url(location.file, fragment=fragment) if host else None
        return Stated(text=str(location), href=href or "")
