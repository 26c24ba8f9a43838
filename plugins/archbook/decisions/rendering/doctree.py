"""The tree of a reStructuredText file made ready for writing: links, ids, mentions, messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes

from archbook.decisions.mentions import find_mentions
from archbook.decisions.rendering.addresses import is_safe
from archbook.decisions.rendering.anchors import Anchors
from archbook.decisions.rendering.values import Links

__all__ = ["Prepared", "prepare"]

# Within these a name stays a name.
_QUIET = (
    nodes.reference,
    nodes.FixedTextElement,
    nodes.literal,
    nodes.math,
    nodes.title,
    nodes.problematic,
    nodes.Invisible,
)

_KEPT_CLASSES = frozenset({"contents"})
_ADMONITION = {
    "attention": "warning",
    "caution": "danger",
    "danger": "danger",
    "error": "danger",
    "hint": "tip",
    "important": "info",
    "note": "note",
    "tip": "tip",
    "warning": "warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was taken from the tree.

    Attributes:
        title: The title's node, no longer in the tree; None where the file has no section.
        title_anchor: Its id.
        level_offset: What to add to a section's depth for the level of its heading.
        headings: Depth, text and id of the other headings.
    """

    title: nodes.title | None
    title_anchor: str
    level_offset: int
    headings: tuple[tuple[int, str, str], ...]


def prepare(document: nodes.document, *, links: Links, anchors: Anchors) -> Prepared:
    """Make a parsed tree ready for writing, in place.

    Args:
        document: The tree, its transforms applied.
        links: Settles links, pictures and mentions.
        anchors: Takes the ids.
    """
    _drop_messages(document)
    sections = list(document.findall(nodes.section))
    alone = sum(isinstance(child, nodes.section) for child in document.children) == 1
    headings, renamed = _name_sections(sections, anchors)
    _rename(document, anchors, renamed)
    title = _take_title(sections)
    for node in list(document.findall(nodes.Element)):
        _limit_classes(node)
        if isinstance(node, nodes.reference):
            _settle_reference(node, links, anchors)
        elif isinstance(node, nodes.image):
            _settle_image(node, links)
    for text in list(document.findall(nodes.Text)):
        _link_mentions(text, links)
    return Prepared(
        title=title,
        title_anchor=str(sections[0]["anchor"]) if title is not None else "",
        level_offset=0 if alone else 1,
        headings=tuple(headings[1:] if title is not None else headings),
    )


def _drop_messages(document: nodes.document) -> None:
    """Take docutils' messages out, keeping the source that some of them quote."""
    for message in list(document.findall(nodes.system_message)):
        quoted = [child for child in message.children if isinstance(child, nodes.literal_block)]
        message.parent.replace(message, quoted)
    for wrong in list(document.findall(nodes.problematic)):
        wrong.parent.replace(wrong, nodes.Text(wrong.astext()))


def _name_sections(
    sections: Sequence[nodes.section], anchors: Anchors
) -> tuple[list[tuple[int, str, str]], dict[str, str]]:
    """Give each section the id that the code host would; return headings and old ids."""
    headings = []
    renamed: dict[str, str] = {}
    for section in sections:
        first = section.children[0] if section.children else None
        text = " ".join(first.astext().split()) if isinstance(first, nodes.title) else ""
        section["anchor"] = anchors.heading(text)
        renamed |= dict.fromkeys(section["ids"], section["anchor"])
        section["ids"] = []
        depth, above = 1, section.parent
        while isinstance(above, nodes.section):
            depth, above = depth + 1, above.parent
        headings.append((depth, text, str(section["anchor"])))
    return headings, renamed


def _rename(document: nodes.document, anchors: Anchors, renamed: dict[str, str]) -> None:
    """Give all other ids of the tree, each once on the page, and lead references to them."""
    elements = list(document.findall(nodes.Element))
    for node in elements:
        stated: list[str] = node.get("ids", [])
        renamed |= {name: anchors.heading(name) for name in stated}
        node["ids"] = [renamed[name] for name in stated]
    for node in elements:
        if "refid" in node:
            node["refid"] = renamed.get(node["refid"], node["refid"])
        back: list[str] = node.get("backrefs", [])
        if back:
            node["backrefs"] = [renamed.get(name, name) for name in back]


def _take_title(sections: Sequence[nodes.section]) -> nodes.title | None:
    if not sections or not isinstance(sections[0].children[0], nodes.title):
        return None
    title = sections[0].children[0]
    sections[0].remove(title)
    return title


def _limit_classes(node: nodes.Element) -> None:
    """Drop the classes that the author sets, since they could be those of the page."""
    classes: list[str] = node.get("classes", [])
    if isinstance(node, nodes.literal_block) and "code" in classes:
        node["language"] = next((name for name in classes if name != "code"), "")
    if isinstance(node, nodes.admonition):
        node["classes"] = [next((_ADMONITION[x] for x in classes if x in _ADMONITION), "note")]
    else:
        node["classes"] = [name for name in classes if name in _KEPT_CLASSES]


def _settle_reference(node: nodes.reference, links: Links, anchors: Anchors) -> None:
    if "refuri" not in node:
        return
    stated = str(node["refuri"])
    if stated.startswith("#"):
        node["refuri"] = "#" + anchors.fragment(stated[1:])
        return
    href = links.link(stated)
    if href is not None and is_safe(href):
        node["refuri"] = href
    else:
        node.parent.replace(node, node.children)


def _settle_image(node: nodes.image, links: Links) -> None:
    # With these two docutils would open the file itself.
    for option in ("loading", "scale"):
        node.attributes.pop(option, None)
    node.attributes.setdefault("alt", "")
    src = links.image(str(node["uri"]))
    if src is not None and is_safe(src):
        node["uri"] = src
        return
    text: nodes.Node = nodes.Text(node["alt"])
    if not isinstance(node.parent, nodes.TextElement):
        text = nodes.paragraph("", "", text)
    node.parent.replace(node, text)


def _link_mentions(text: nodes.Text, links: Links) -> None:
    above = text.parent
    while above is not None:
        if isinstance(above, _QUIET):
            return
        above = above.parent
    words = str(text)
    parts: list[nodes.Node] = []
    at = 0
    for start, end, _ in find_mentions(words):
        target = links.mention(words[start:end])
        if target is None or not is_safe(target[0]):
            continue
        parts.append(nodes.Text(words[at:start]))
        parts.append(
            nodes.reference("", words[start:end], refuri=target[0], reftitle=target[1], classes=[])
        )
        at = end
    if parts:
        parts.append(nodes.Text(words[at:]))
        text.parent.replace(text, parts)
