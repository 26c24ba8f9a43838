"""The finished picture in its two flavours.

A picture inside a page shares the site's icons and style sheet and gets ids of its own; a file
that stands alone carries everything with it, each icon once. Both come from one text.
Inside a page only `xlink:href` may be written, and no `<use>`: a plain `href` in inline SVG stops
the instant navigation of Material, whose script then writes to a read-only property.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from html import escape
from urllib.parse import urlsplit

from archbook.drawing import style
from archbook.drawing.icons import asset_name
from archbook.drawing.svg import ICON_MARK, LINK_MARK, SALT, slug

__all__ = ["Picture"]

_HEAD = 26.0
_LINK = re.compile(f"{LINK_MARK[0]}([^{LINK_MARK[1]}]*){LINK_MARK[1]}")
_ICON = re.compile(f"{ICON_MARK[0]}(\\S+) (\\S+) (\\S+) (\\S+){ICON_MARK[1]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing with positions, ready to be written.

    Attributes:
        id: The drawing's.
        title: Its title.
        description: Its description.
        kind: What sort of picture it is.
        body: The SVG inside the root element, with marks.
        x: Left side of what the body covers.
        y: Upper side.
        w: Width.
        h: Height.
        head: Title and description as SVG above the body, for the file that stands alone.
        head_h: How high that is.
        icons: Names of the icons it shows.
        warnings: What the engine said.
    """

    id: str
    title: str
    description: str
    kind: str
    body: str
    x: float
    y: float
    w: float
    h: float
    head: str
    head_h: float
    icons: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    def dump(self) -> bytes:
        """Return the picture for the cache."""
        return json.dumps(asdict(self), sort_keys=True).encode()

    @classmethod
    def load(cls, raw: bytes) -> Picture:
        """Return a picture out of the cache."""
        values = json.loads(raw)
        return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})

    def inline(self, *, salt: str, links: str | Callable[[str], str] = "", icons: str = "") -> str:
        """Return the SVG element for a page.

        Args:
            salt: Makes ids different from those of other pictures in the page.
            links: What leads from the page to the site's root (`../../`), or a function that
                turns a site-relative address into one for this page.
            icons: What leads from the page to the folder of the icons, with its slash.
        """
        body = self._linked(self.body, links)
        body = _ICON.sub(
            lambda found: (
                f'<image xlink:href="{escape(icons + asset_name(found[1]), quote=True)}" '
                f'x="{found[2]}" y="{found[3]}" width="{found[4]}" height="{found[4]}"/>'
            ),
            body,
        )
        size = f'width="{self.w:.0f}" height="{self.h:.0f}" style="--ab-natural:{self.w:.0f}px"'
        return self._root(body, f"{self.x:.0f} {self.y:.0f} {self.w:.0f} {self.h:.0f}", size, f"ab-{slug(salt)}-")

    def figure(self, *, salt: str, links: str | Callable[[str], str] = "", icons: str = "", files: str = "", formats: tuple[str, ...] = ("svg", "png", "mmd")) -> str:
        """Return the picture with its scrolling box, caption and downloads.

        Args:
            salt: As of `inline`.
            links: As of `inline`.
            icons: As of `inline`.
            files: What leads from the page to the folder of this picture's files.
            formats: Endings of the files offered.
        """
        picture = self.inline(salt=salt, links=links, icons=icons)
        downloads = " ".join(
            f'<a href="{escape(files + slug(self.id), quote=True)}.{ending}" download>{ending.upper()}</a>' for ending in formats
        )
        offered = f' <span class="ab-figure__files">{downloads}</span>' if downloads else ""
        title = escape(self.title, quote=True)
        return (
            f'<figure class="ab-figure" data-search-exclude>'
            f'<div class="ab-figure__scroll" tabindex="0" role="region" aria-label="{title}">{picture}</div>'
            f"<figcaption>{escape(self.description or self.title)}{offered}</figcaption></figure>"
        )

    def standalone(self, *, icon_bytes: Mapping[str, bytes], links: str | Callable[[str], str] = "") -> str:
        """Return a whole SVG file.

        Args:
            icon_bytes: PNG of each icon it shows.
            links: As of `inline`, seen from the file.
        """
        defs = "".join(
            f'<symbol id="i-{slug(name)}" viewBox="0 0 64 64"><image width="64" height="64" '
            f'xlink:href="data:image/png;base64,{base64.b64encode(icon_bytes[name]).decode("ascii")}"/></symbol>'
            for name in self.icons
        )
        body = _ICON.sub(
            lambda found: (
                f'<use xlink:href="#i-{slug(found[1])}" x="{found[2]}" y="{found[3]}" '
                f'width="{found[4]}" height="{found[4]}"/>'
            ),
            self._linked(self.body, links),
        )
        top, high = self.y - self.head_h, self.h + self.head_h
        paper = f'<rect class="ab-p-paper" x="{self.x:.0f}" y="{top:.0f}" width="{self.w:.0f}" height="{high:.0f}"/>'
        inside = f"<style>{style.alone()}</style><defs>{defs}</defs>{paper}{self.head}{body}"
        size = f'width="{self.w:.0f}" height="{high:.0f}"'
        return self._root(inside, f"{self.x:.0f} {top:.0f} {self.w:.0f} {high:.0f}", size, "") + "\n"

    def _root(self, inside: str, view: str, size: str, salt: str) -> str:
        text = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'class="ab-picture ab-picture--{slug(self.kind)}" viewBox="{view}" {size} role="group" '
            f'aria-labelledby="{SALT}title {SALT}about">'
            f'<title id="{SALT}title">{escape(self.title)}</title>'
            f'<desc id="{SALT}about">{escape(self.description or self.title)}</desc>{inside}</svg>'
        )
        return text.replace(SALT, salt)

    @staticmethod
    def _linked(body: str, links: str | Callable[[str], str]) -> str:
        def address(found: re.Match[str]) -> str:
            link = found[1]
            if urlsplit(link).scheme:
                return link
            return escape(links(link), quote=True) if callable(links) else escape(links, quote=True) + link

        return _LINK.sub(address, body)
