"""The links, ids and addresses of HTML files, and whether a site's links lead anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

__all__ = ["Addresses", "addresses", "broken_links"]

_ADDRESSES = frozenset({"href", "xlink:href", "src", "data", "poster", "action"})
_SITE = "http://site.invalid/"


@dataclass
class Addresses(HTMLParser):
    """What an HTML file links to and what can be linked to in it.

    Attributes:
        links: Every address it names, in order.
        ids: Every id.
        bare: Addresses in a picture that stand in an `href` without its namespace.
    """

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    _depth: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to, and its id."""
        self._depth += tag == "svg"
        for name, value in attrs:
            if name in _ADDRESSES and value is not None:
                self.links.append(value)
                if self._depth and name == "href":
                    self.bare.append(value)
            if name == "id" and value is not None:
                self.ids.append(value)

    def handle_endtag(self, tag: str) -> None:
        """Leave a picture."""
        self._depth -= tag == "svg"


def addresses(html: str) -> Addresses:
    """Return the addresses of an HTML file."""
    parser = Addresses()
    parser.feed(html)
    return parser


def broken_links(site: Path, pages: str = "**/*.html") -> Iterator[str]:
    """Yield each link of a built site that leads to no file or to no id of it.

    Args:
        site: The site's folder.
        pages: Which of its pages are to be looked at.
    """
    ids: dict[Path, frozenset[str]] = {}

    def ids_of(file: Path) -> frozenset[str]:
        if file not in ids:
            ids[file] = frozenset(addresses(file.read_text("utf-8")).ids)
        return ids[file]

    for page in sorted(site.glob(pages)):
        at = page.relative_to(site).as_posix()
        for link in addresses(page.read_text("utf-8")).links:
            way = urljoin(_SITE + at, link)
            if not way.startswith(_SITE):
                continue
            parts = urlsplit(way)
            target = site / unquote(parts.path.removeprefix("/"))
            target = target / "index.html" if target.is_dir() else target
            fragment = unquote(parts.fragment)
            anchored = fragment and target.suffix == ".html" and not fragment.startswith(":")
            if not target.is_file() or (anchored and fragment not in ids_of(target)):
                yield f"{at}: {link}"
