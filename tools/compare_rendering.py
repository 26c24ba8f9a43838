"""Compare how decision bodies are rendered with cmark-gfm, the code host's own renderer.

    python tools/compare_rendering.py FOLDER...

For every Markdown file below the folders the element tree of our rendering is held against that of
cmark-gfm (package `cmarkgfm`), its text and the attributes that a reader notices included, and
each difference is printed. The exit code is 1 where there is one.

Both sides pass the same allow-list first, since the code host sanitises too. Differences that are
meant, and are evened out before comparing:

- *alerts*: `> [!NOTE]` is a block quote to this cmark-gfm, an admonition here and on the code host;
- *code blocks*: `<div class="highlight">` and the spans of the highlighter are ours;
- *headings*: ids and permanent links are ours; a heading without any content is left out;
- *footnotes*: the same notes in the same order, other ids, classes and back-reference signs;
- *names*: what only assistive technology reads (`aria-label`, `role`) is ours;
- *addresses*: percent-encoding of the same address may differ;
- *check boxes* in a block quote or in a list on the line of another item are text to this
  cmark-gfm, and boxes here and on the code host;
- *white space* outside code, and around check boxes;
- *mentions* are switched off, and the title stays in the body.

Differences that are meant, and are printed where they occur:

- a link to a heading in another letter case (`#Why`) leads to it, and an id that the page itself
  could have (`__search`) gets another name;
- a link of a scheme that is not let through is its text alone, not a link that leads nowhere.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options

from archbook.decisions.rendering import render_fragment
from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.sanitise import Sanitiser, show_filtered_tags
from archbook.source.files import read_text, walk_files
from archbook.source.markdown import parse_markdown

_VOID = frozenset({"br", "hr", "img", "input", "source", "wbr"})
_KEPT_ATTRIBUTES = ("align", "alt", "checked", "colspan", "href", "open", "rowspan", "src", "start")
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_LIMIT = 10_000_000


class AsWritten:
    """Links that stay as the file states them, and no mentions."""

    def link(self, href: str) -> str | None:
        """Return the address as it is."""
        return href

    def image(self, href: str) -> str | None:
        """Return the address as it is."""
        return href

    def mention(self, text: str) -> tuple[str, str] | None:
        """Return None: nothing is known."""


@dataclass(slots=True)
class Element:
    """An element with the attributes it came with."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Element]:
        """The elements right below it."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All text below it."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.open[-1].tag != tag:
            raise ValueError(f"</{tag}> closes <{self.open[-1].tag}>")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        siblings = self.open[-1].children
        if siblings and isinstance(siblings[-1], str):
            siblings[-1] += data
        else:
            siblings.append(data)


def tree(html: str) -> Element:
    """Return the element tree of HTML in which each element is closed.

    Raises:
        ValueError: An element is not closed, or closed twice.
    """
    parser = _Tree()
    parser.feed(html)
    parser.close()
    if len(parser.open) != 1:
        raise ValueError(f"<{parser.open[-1].tag}> is not closed")
    return parser.root


def ours(markdown: str) -> str:
    """Render with archbook."""
    return render_fragment(parse_markdown(markdown, file="x.md"), AsWritten()).html


def theirs(markdown: str) -> str:
    """Render with cmark-gfm, and sanitise as the code host does."""
    html = cmarkgfm.markdown_to_html_with_extensions(
        parse_markdown(markdown, file="x.md").body,
        options=_OPTIONS,
        extensions=["table", "autolink", "strikethrough", "tasklist"],
    )
    sanitiser = Sanitiser(mark="~cmark~", links=AsWritten(), anchors=Anchors())
    html = show_filtered_tags(html)
    for ticked in (' checked=""', ""):
        box = f'<input type="checkbox"{ticked} disabled="" />'
        html = html.replace(box, sanitiser.keep(box))
    for own in ("footnote-ref", "footnote-backref", "footnotes"):
        html = html.replace(f'class="{own}"', f'class="~cmark~{own}"')
    return sanitiser.finish(html, raw=True)


def _evened(element: Element, *, code: bool = False) -> Iterator[Element | str]:
    """Yield an element with the differences that are meant taken out."""
    tag, classes = element.tag, element.classes
    code = code or tag == "pre"
    if classes & {"headerlink", "footnote-backref", "admonition-title"}:
        return
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and not element.children:
        return
    children = _merged(even for child in element.children for even in _flat(child, code=code))
    if "highlight" in classes or (code and tag == "span"):
        yield from children
        return
    if tag == "li":
        children = _with_check_box(children)
    if "ab-alert" in classes:
        tag = "blockquote"
    if tag == "sup" and any("footnote-ref" in e.classes for e in (element, *element.elements)):
        children = [element.text]
    attributes = {
        name: unquote(element.attributes[name])
        for name in _KEPT_ATTRIBUTES
        if name in element.attributes
    }
    yield Element(tag, attributes, children)


def _with_check_box(children: list[Element | str]) -> list[Element | str]:
    """Return the children of a list item with the `[ ]` it begins with as a check box."""
    place = next((i for i, c in enumerate(children) if not isinstance(c, str) or c.strip()), -1)
    first = children[place] if place >= 0 else ""
    if isinstance(first, Element):
        if first.tag == "p":
            box, *rest = _with_check_box(first.children) or [""]
            if isinstance(box, Element) and box.tag == "input":
                return [box, Element("p", {}, rest), *children[place + 1 :]]
        return children
    if box_text := re.match(r"\s*\[([ xX])\]\s", first):
        ticked = {} if box_text[1] == " " else {"checked": ""}
        rest_text = first[box_text.end() :]
        return [Element("input", ticked, []), rest_text, *children[place + 1 :]]
    return children


def lines(html: str) -> list[str]:
    """Return the evened element tree as lines, for comparing and for reading."""
    out: list[str] = []

    def write(element: Element, depth: int, *, code: bool) -> None:
        for child in _without_alert_marker(element):
            if isinstance(child, str):
                text = child if code else " ".join(child.split())
                if text:
                    out.extend("  " * depth + repr(line) for line in text.splitlines())
                continue
            attributes = "".join(f" {name}={value!r}" for name, value in child.attributes.items())
            out.append("  " * depth + f"<{child.tag}{attributes}>")
            write(child, depth + 1, code=code or child.tag == "pre")

    root = tree(html)
    evened = Element(
        "root", {}, _merged(c for child in root.children for c in _flat(child, code=False))
    )
    write(evened, 0, code=False)
    return out


def _flat(child: Element | str, *, code: bool) -> Iterator[Element | str]:
    if isinstance(child, str):
        yield child
    else:
        yield from _evened(child, code=code)


def _merged(children: Iterator[Element | str]) -> list[Element | str]:
    """Return children with texts that stand side by side made one."""
    merged: list[Element | str] = []
    for child in children:
        if isinstance(child, str) and merged and isinstance(merged[-1], str):
            merged[-1] += child
        else:
            merged.append(child)
    return merged


def _without_alert_marker(element: Element) -> list[Element | str]:
    """Return the children, less the `[!NOTE]` that opens a block quote."""
    children = list(element.children)
    if element.tag != "blockquote":
        return children
    for place, child in enumerate(children):
        if isinstance(child, str):
            continue
        first = child.children[0] if child.tag == "p" and child.children else ""
        marker, _, rest = first.partition("\n") if isinstance(first, str) else ("", "", "")
        known = {"[!NOTE]", "[!TIP]", "[!IMPORTANT]", "[!WARNING]", "[!CAUTION]"}
        if marker.strip().upper() in known:
            left = [rest, *child.children[1:]]
            children[place] = Element("p", {}, left) if rest or len(left) > 1 else ""
        break
    return children


def difference(markdown: str) -> list[str]:
    """Return the lines of a unified diff from cmark-gfm's rendering to ours, none where equal."""
    return list(
        difflib.unified_diff(
            lines(theirs(markdown)), lines(ours(markdown)), "cmark-gfm", "archbook", "", "", 2, ""
        )
    )


def main(folders: list[str]) -> int:
    """Compare every file below the folders and return the exit code."""
    files = different = 0
    for folder in folders:
        for path in walk_files(Path(folder), frozenset({".md", ".markdown"})):
            files += 1
            found = difference(read_text(path, file=path.name, limit=_LIMIT).text)
            if found:
                different += 1
                print(f"== {path}", *found, sep="\n")
    print(f"{files} files, {different} rendered differently")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
