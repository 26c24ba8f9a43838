"""Links of decisions as the site needs them: to pages, to published files, to the code host."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from archbook.decisions.model import Decision
from archbook.decisions.relations import is_external
from archbook.decisions.rendering.addresses import is_safe
from archbook.pages.addresses import relative_url, within
from archbook.pages.attachments import IMAGES, Attachments
from archbook.pages.model import Asset, Site
from archbook.pages.shelf import LogView, Shelf, tooltip

__all__ = ["PageLinks"]

_NUMBER = re.compile(r"[0-9]+")


@dataclass(slots=True, kw_only=True)
class PageLinks:
    """Settles the links of one file (`archbook.decisions.rendering.Links`).

    Attributes:
        source: The file.
        view: Its log.
        shelf: All logs.
        site: The site.
        attachments: Files that may be published beside pages.
        at: Address of the page that the links stand on.
        assets: The files that turned out to be needed, by uri.
    """

    source: Decision
    view: LogView
    shelf: Shelf
    site: Site
    attachments: Attachments
    at: str
    assets: dict[str, Asset] = field(default_factory=dict)

    def link(self, href: str) -> str | None:
        """Return the address that a link leads to in the site; None where there is none."""
        if not is_safe(href):
            return None
        if is_external(href):
            return href
        rest, _, fragment = href.partition("#")
        stated, _, query = rest.partition("?")
        path = self._path(unquote(stated))
        tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
        if path is None:
            return None
        for settle in (self._page, self._site_file, self._attachment, self._misnamed_page):
            address = settle(path)
            if address is not None:
                return relative_url(address, self.at) + tail
        return self._on_code_host(path, fragment)

    def image(self, href: str) -> str | None:
        """Return the address of a picture; None where it is not there or not ours to publish."""
        if href.startswith("data:image/") or (is_safe(href) and is_external(href)):
            return href
        if not is_safe(href):
            return None
        path = self._path(unquote(re.split(r"[?#]", href, maxsplit=1)[0]))
        if path is None:
            return None
        address = self._site_file(path) or self._attachment(path, image=True)
        return relative_url(address, self.at) if address else None

    def mention(self, text: str) -> tuple[str, str] | None:
        """Return address and title of the decision that a text such as `ADR-012` names."""
        number = _NUMBER.search(text)
        if not number:
            return None
        found = self.view.index.find(self.source, int(number.group()))
        target = found.decision
        if target is None or found.rivals or target.file == self.source.file:
            return None
        address = self.address(target)
        return (relative_url(address, self.at), tooltip(target)) if address else None

    def to(self, decision: Decision) -> str:
        """Return how this page links to a decision's page; empty where it has none."""
        address = self.address(decision)
        return relative_url(address, self.at) if address else ""

    def to_uri(self, uri: str) -> str:
        """Return how this page links to the page or file with a source uri; empty for none."""
        address = self.site.url_of(uri)
        return relative_url(address, self.at) if address else ""

    def address(self, decision: Decision) -> str | None:
        """Return the address of a decision's page relative to the site's root."""
        uri = self.shelf.uris.get(decision.file)
        return self.site.url_of(uri) if uri else None

    def _path(self, path: str) -> str | None:
        """Return what a link names, relative to the handbook's root; `/` is the repository's."""
        if path.startswith("/"):
            above = self.shelf.repository
            root = self.shelf.handbook.root.resolve()
            climb = "../" * len(root.relative_to(above).parts) if root != above else ""
            return posixpath.normpath(climb + path.lstrip("/"))
        if "\0" in path or "\\" in path:
            return None
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.source.file), path))

    def _page(self, path: str) -> str | None:
        """Return the address of the page of one of the logs' files, or of a log's folder."""
        target = self.shelf.files.get(path)
        if target is not None:
            return self.address(target)
        for view in self.shelf.logs:
            if posixpath.normpath(view.log.folder) == path:
                return self.site.url_of(view.index_uri)
        return None

    def _misnamed_page(self, path: str) -> str | None:
        """Return the address of the decision that a link means which leads to no file."""
        ending = posixpath.splitext(path)[1].lower()
        if ending in IMAGES or (self.shelf.handbook.root / path).exists():
            return None
        relative = posixpath.relpath(path, posixpath.dirname(self.source.file) or ".")
        target = self.view.index.find(self.source, "", quote(relative)).decision
        return self.address(target) if target else None

    def _site_file(self, path: str) -> str | None:
        """Return the address of a hand-written page or file of the site."""
        uri = within(path, self.site.docs_folder)
        if uri is None:
            return None
        for candidate in (uri, posixpath.join(uri, "index.md"), posixpath.join(uri, "README.md")):
            address = self.site.url_of(candidate) if candidate else None
            if address is not None:
                return address
        return None

    def _attachment(self, path: str, *, image: bool = False) -> str | None:
        asset = self.attachments.find(
            path, folder=self.view.log.folder, prefix=self.view.prefix, image=image
        )
        if asset is None:
            return None
        self.assets[asset.uri] = asset
        return quote(asset.uri)

    def _on_code_host(self, path: str, fragment: str) -> str | None:
        host = self.site.code_host
        if host is None:
            return None
        folder = (self.shelf.handbook.root / path).is_dir()
        return host.url(path, folder=folder, fragment=fragment)
