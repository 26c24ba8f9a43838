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
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from archbook.drawing import style
from archbook.drawing.icons import asset_name
from archbook.drawing.svg import ICON_MARK, LINK_MARK, SALT, slug

__all__ = ["Picture"]

_LINK = re.compile(f"{LINK_MARK[0]}([^{LINK_MARK[1]}]*){LINK_MARK[1]}")
_ICON = re.compile(f"{ICON_MARK[0]}(\\S+) (\\S+) (\\S+) (\\S+) (\\S+){ICON_MARK[1]}")


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
        values: dict[str, Any] = json.loads(raw)
        values["icons"], values["warnings"] = tuple(values["icons"]), tuple(values["warnings"])
        return cls(**values)

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
                f'x="{found[2]}" y="{found[3]}" width="{found[4]}" height="{found[5]}"/>'
            ),
            body,
        )
        size = f'width="{self.w:.0f}" height="{self.h:.0f}" style="--ab-natural:{self.w:.0f}px"'
        return self._root(
            body, f"{self.x:.0f} {self.y:.0f} {self.w:.0f} {self.h:.0f}", size, f"ab-{slug(salt)}-"
        )

    def figure(
        self,
        *,
        salt: str,
        links: str | Callable[[str], str] = "",
        icons: str = "",
        files: str = "",
        formats: tuple[str, ...] = ("svg", "png", "mmd"),
    ) -> str:
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
            f'<a href="{escape(files, quote=True)}{slug(self.id)}.{ending}" download>'
            f"{ending.upper()}</a>"
            for ending in formats
        )
        offered = f' <span class="ab-figure__files">{downloads}</span>' if downloads else ""
        title = escape(self.title, quote=True)
        return (
            f'<figure class="ab-figure" data-search-exclude>'
            f'<div class="ab-figure__scroll" tabindex="0" role="region" aria-label="{title}">'
            f"{picture}</div><figcaption>{escape(self.description or self.title)}{offered}"
            "</figcaption></figure>"
        )

    def standalone(
        self, *, icon_bytes: Mapping[str, bytes], links: str | Callable[[str], str] = ""
    ) -> str:
        """Return a whole SVG file.

        Args:
            icon_bytes: PNG of each icon it shows.
            links: As of `inline`, seen from the file.
        """
        defs = "".join(
            f'<symbol id="i-{slug(name)}" viewBox="0 0 64 64"><image width="64" height="64" '
            f'xlink:href="data:image/png;base64,{_base64(icon_bytes[name])}"/></symbol>'
            for name in self.icons
        )
        body = _ICON.sub(
            lambda found: (
                f'<use xlink:href="#i-{slug(found[1])}" x="{found[2]}" y="{found[3]}" '
                f'width="{found[4]}" height="{found[5]}"/>'
            ),
            self._linked(self.body, links),
        )
        top, high = self.y - self.head_h, self.h + self.head_h
        size = f'width="{self.w:.0f}" height="{high:.0f}"'
        paper = f'<rect class="ab-p-paper" x="{self.x:.0f}" y="{top:.0f}" {size}/>'
        drawn = f"{paper}{self.head}{body}"
        inside = f"<style>{style.alone(drawn)}</style><defs>{defs}</defs>{drawn}"
        view = f"{self.x:.0f} {top:.0f} {self.w:.0f} {high:.0f}"
        return self._root(inside, view, size, "") + "\n"

    def _root(self, inside: str, view: str, size: str, salt: str) -> str:
        text = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'class="ab-picture ab-picture--{slug(self.kind)}" viewBox="{view}" {size} '
            f'role="group" aria-labelledby="{SALT}title {SALT}about">'
            f'<title id="{SALT}title">{escape(self.title)}</title>'
            f'<desc id="{SALT}about">{escape(self.description or self.title)}</desc>{inside}</svg>'
        )
        return text.replace(SALT, salt)

    @staticmethod
    def _linked(body: str, links: str | Callable[[str], str]) -> str:
        def address(found: re.Match[str]) -> str:
            link = unescape(found[1])
            if not urlsplit(link).scheme:
                link = links(link) if callable(links) else links + link
            return escape(link, quote=True)

        return _LINK.sub(address, body)


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
