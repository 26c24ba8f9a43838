"""Raw HTML in bodies: what the code host lets through stays, everything else goes.

A fragment of HTML cannot be judged alone, since `<details>` and `</details>` are two fragments
with Markdown between them. So the whole rendered body passes the sanitiser, and what the renderer
itself wrote is told apart from what the author wrote by a mark that no author can foresee:
attribute values that begin with it are ours and stay as they are, and pieces that the sanitiser
must not see at all (highlighted code, check boxes) are put in after it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from html import escape, unescape

import nh3

from archbook.decisions.rendering.addresses import SCHEMES, is_safe
from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.values import Links

__all__ = ["Sanitiser", "may_hold_html", "show_filtered_tags"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The elements and attributes of GitHub's allow-list (html-pipeline's sanitization filter), less
# the attributes that only forms, scripts and image maps have a use for.
_TAGS = _words(
    """
    h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table
    thead tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary
    details caption figure figcaption abbr bdo cite dfn mark small source span time wbr section
    """
)
_EVERYWHERE = _words(
    """
    abbr align alt aria-describedby aria-hidden aria-label aria-labelledby axis border cellpadding
    cellspacing char charoff class clear colspan compact datetime dir headers height hspace id lang
    loading name noshade nowrap open rel reversed role rowspan rules scope span start summary
    title type valign value vspace width
    """
)
_ATTRIBUTES = {tag: set(_EVERYWHERE) for tag in _TAGS}
_ATTRIBUTES["a"] |= {"href"}
_ATTRIBUTES["img"] |= {"src", "srcset", "longdesc"}
_ATTRIBUTES["source"] |= {"srcset", "media", "sizes"}
for _tag in ("blockquote", "del", "ins", "q"):
    _ATTRIBUTES[_tag] |= {"cite"}

_OURS_ALONE = frozenset({"class", "role"})

_HTML_START = re.compile(r"<[A-Za-z/!?]")
# https://github.github.com/gfm/#disallowed-raw-html-extension-
_FILTERED = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?:[\s/>]|$))",
    re.IGNORECASE,
)
_IMAGE_WITHOUT_ALT = re.compile(r"<img(?![^>]*\salt\b)(?=[\s/>])", re.IGNORECASE)
_SILENT_LINK = re.compile(
    r'<a (?![^>]*aria-label=)(?=[^>]*href="(?P<href>[^"]*)")(?P<rest>[^>]*)>'
    r'(?=(?:\s|<img(?=[^>]* alt="")[^>]*>|</?(?:picture|span|sub|sup|b|i|strong|em)>)*</a>)'
)


def may_hold_html(markdown: str) -> bool:
    """Say whether a Markdown text can hold raw HTML at all, cheaply."""
    return _HTML_START.search(markdown) is not None


def show_filtered_tags(html: str) -> str:
    """Return raw HTML with the tags that swallow what follows turned into text, as GFM does.

    Pictures without an alternative text get an empty one, so that no file name is read out.
    """
    return _IMAGE_WITHOUT_ALT.sub('<img alt=""', _FILTERED.sub("&lt;", html))


@dataclass(slots=True, kw_only=True)
class Sanitiser:
    """Cleans one rendered body.

    Attributes:
        mark: Begins the attribute values that the renderer wrote.
        links: Settles the addresses that raw HTML states.
        anchors: The ids of the body, to which raw HTML may add.
        pieces: Trusted HTML to put in after cleaning.
    """

    mark: str
    links: Links
    anchors: Anchors
    pieces: list[str] = field(default_factory=list)

    @staticmethod
    def mark_for(markdown: str) -> str:
        """Return a mark that a text cannot contain, always the same for the same text.

        It begins with a character that no scheme has, so that an address stays relative with it.
        """
        digest = hashlib.sha256(markdown.encode("utf-8", "surrogatepass")).hexdigest()
        return f"~{digest[:24]}~"

    def keep(self, html: str) -> str:
        """Take a trusted piece of HTML and return what stands in for it until after cleaning."""
        self.pieces.append(html)
        return f"{self.mark}{len(self.pieces) - 1}{self.mark}"

    def keep_block(self, html: str) -> str:
        """Take a trusted block; an element stands in for it, so that it nests as a block does."""
        return f"<pre>{self.keep(html)}</pre>\n"

    def finish(self, html: str, *, raw: bool) -> str:
        """Return the body with the trusted pieces in their places and the mark gone.

        Args:
            html: What the renderer wrote.
            raw: Whether there is raw HTML in it; cleaning is left out otherwise, since all else
                is safe as it is written.

        Returns:
            HTML in which each element is closed.
        """
        if raw:
            html = _SILENT_LINK.sub(_named_link, self._clean(html))
        if self.pieces:
            quoted = re.escape(self.mark)
            html = re.sub(
                rf"<pre>{quoted}(\d+){quoted}</pre>|{quoted}(\d+){quoted}",
                lambda found: self.pieces[int(found[1] or found[2])],
                html,
            )
        return html if raw else html.replace(self.mark, "")

    def _clean(self, html: str) -> str:
        return nh3.clean(
            # A lone surrogate has no place in UTF-8, the only form that the cleaner reads.
            html.encode("utf-8", "replace").decode("utf-8"),
            tags=set(_TAGS),
            clean_content_tags={"script", "style"},
            attributes=_ATTRIBUTES,
            attribute_filter=self._attribute,
            strip_comments=True,
            link_rel=None,
            url_schemes=set(SCHEMES),
        )

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if value.startswith(self.mark):
            return value[len(self.mark) :]
        return None if name in _OURS_ALONE else self._stated(tag, name, value)

    def _stated(self, tag: str, name: str, value: str) -> str | None:
        match name:
            case "id" | "name":
                return self.anchors.stated(value) if name == "id" or tag == "a" else None
            case "href":
                return self._href(value)
            case "src":
                return _checked(self.links.image(value))
            case "srcset":
                return self._srcset(value)
            case "cite" | "longdesc":
                return _checked(value)
            case _:
                return value

    def _href(self, value: str) -> str | None:
        if value.startswith("#"):
            return "#" + self.anchors.fragment(value[1:])
        return _checked(self.links.link(value))

    def _srcset(self, value: str) -> str | None:
        candidates = []
        for candidate in value.split(","):
            address, _, size = candidate.strip().partition(" ")
            if address and (final := _checked(self.links.image(address))):
                candidates.append(f"{final} {size}".strip())
        return ", ".join(candidates) or None


def _checked(address: str | None) -> str | None:
    return address if address is not None and is_safe(address) else None


def _named_link(found: re.Match[str]) -> str:
    name = escape(unescape(found["href"]))
    return f'<a aria-label="{name}" {found["rest"]}>'
