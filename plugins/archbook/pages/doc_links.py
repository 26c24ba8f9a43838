"""Links of hand-written pages into the decision logs, which lie outside their folder."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from archbook.decisions.model import Decision
from archbook.pages.addresses import within
from archbook.pages.attachments import IMAGES
from archbook.pages.chapter import Chapter
from archbook.pages.code_host import CodeHost
from archbook.pages.model import Asset
from archbook.pages.shelf import tooltip

__all__ = ["DocLinks", "Mentioned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A decision that a page names.

    Attributes:
        href: Link to its page, from source file to source file.
        title: Its id, title and status.
    """

    href: str
    title: str


@dataclass(slots=True, kw_only=True)
class DocLinks:
    """Settles the links of the site's own Markdown pages, from source uri to source uri.

    Attributes:
        chapter: The decision logs.
        docs_folder: The folder of the pages, relative to the handbook's root.
        code_host: Where the repository is shown, if it is.
    """

    chapter: Chapter
    docs_folder: str
    code_host: CodeHost | None = None
    _numbers: dict[int, list[Decision]] = field(default_factory=dict)

    def link(self, href: str, *, uri: str, file: str) -> tuple[str, Asset | None] | None:
        """Return where a link leads that works in the repository and not in the site.

        Args:
            href: The link as written.
            uri: Source uri of the page it stands on.
            file: The page's own file, relative to the handbook's root.

        Returns:
            The link from source uri to source uri, or to the code host, and the file that must be
            published for it; None where the link is left to the site. An empty link is none: what
            it leads to is kept out of the site, and its text is shown plain.
        """
        address = urlsplit(href)
        if address.scheme or address.netloc or not address.path or address.path.startswith("/"):
            return None
        stated = unquote(address.path)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), stated))
        hidden = self._is_kept_out(path)
        target, asset = (None, None) if hidden else self._uri(path)
        if target is None:
            shown = self._on_code_host(path, address.fragment, anywhere=self._in_log(file))
            return (shown or "", None) if shown or hidden else None
        if asset is None and target == posixpath.normpath(
            posixpath.join(posixpath.dirname(uri), stated)
        ):
            return None
        way = urlunsplit(("", "", _between(target, uri), address.query, address.fragment))
        return way, asset

    def mention(self, number: str, *, uri: str) -> Mentioned | None:
        """Return the decision with a number; None where no log or more than one has it."""
        found = self._by_number().get(int(number), [])
        if len(found) != 1 or self.chapter.shelf.uris[found[0].file] == uri:
            return None
        target = self.chapter.shelf.uris[found[0].file]
        return Mentioned(href=_between(target, uri), title=tooltip(found[0]))

    def _by_number(self) -> dict[int, list[Decision]]:
        if not self._numbers:
            for view in self.chapter.shelf.logs:
                for decision in view.decisions:
                    if isinstance(decision.number, int):
                        self._numbers.setdefault(decision.number, []).append(decision)
        return self._numbers

    def _uri(self, path: str) -> tuple[str | None, Asset | None]:
        shelf = self.chapter.shelf
        if uri := shelf.uris.get(path):
            return uri, None
        for view in shelf.logs:
            folder = posixpath.normpath(view.log.folder)
            if path == folder:
                return view.index_uri, None
            if view.in_place or within(path, folder) is None:
                continue
            image = posixpath.splitext(path)[1].lower() in IMAGES
            asset = self.chapter.attachments.find(
                path, folder=folder, prefix=view.prefix, image=image
            )
            if asset:
                return asset.uri, asset
        inside = within(path, self.docs_folder)
        return inside, None

    def _is_kept_out(self, path: str) -> bool:
        """Say whether a path is that of a file of a log that has no page in the site."""
        shelf = self.chapter.shelf
        found = shelf.files.get(path)
        if found is None or path in shelf.uris:
            return False
        # Beside decisions taken over in place, all but decisions are the site's own pages.
        in_place = any(view.in_place and found in view.log.others for view in shelf.logs)
        return not in_place

    def _in_log(self, path: str) -> bool:
        folders = (posixpath.normpath(view.log.folder) for view in self.chapter.shelf.logs)
        return any(within(path, folder) is not None for folder in folders)

    def _on_code_host(self, path: str, fragment: str, *, anywhere: bool) -> str | None:
        """Return where a file is shown that has no page, such as a log's template."""
        there = self.chapter.shelf.handbook.root / path
        if not self.code_host or not (anywhere or self._in_log(path)) or not there.exists():
            return None
        return self.code_host.url(path, folder=there.is_dir(), fragment=fragment)


def _between(target: str, uri: str) -> str:
    return quote(posixpath.relpath(target, posixpath.dirname(uri) or "."))
