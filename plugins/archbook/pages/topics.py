"""Tags and components: the page that lists decisions by what they are about."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from archbook.decisions.model import Decision
from archbook.decisions.rendering import TocItem
from archbook.pages.addresses import slug
from archbook.pages.decision_entry import Entry, entry
from archbook.pages.links import PageLinks
from archbook.pages.model import RenderedPage
from archbook.pages.shelf import LogView
from archbook.pages.templates import fill

__all__ = ["render_topics", "topic_anchor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
    name: str
    anchor: str
    href: str
    filtered: str
    entries: Sequence[Entry]


def topic_anchor(kind: str, name: str) -> str:
    """Return the id of a topic on the page; names that a slug makes alike stay apart.

    Args:
        kind: `tag` or `component`.
        name: Its name as written.
    """
    plain = slug(name)
    if plain != name:
        plain += "-" + sha256(name.encode()).hexdigest()[:4]
    return f"ab-{kind}-{plain}"


def render_topics(view: LogView, links: PageLinks) -> RenderedPage:
    """Render the page of tags and components.

    Args:
        view: The log.
        links: Links of the page.
    """
    tags = _topics(view.decisions, "tag", links)
    components = _topics(view.decisions, "component", links)
    text = fill("topics.html", tags=tags, components=components)
    toc = [TocItem(level=1, text="Tags and components", anchor="ab-top")]
    for words, kind, topics in (("Tags", "tags", tags), ("Components", "components", components)):
        if topics:
            toc.append(TocItem(level=2, text=words, anchor=f"ab-{kind}"))
    anchors = {item.anchor for item in toc} | {one.anchor for one in (*tags, *components)}
    names = ", ".join(html.escape(one.name) for one in (*tags, *components))
    return RenderedPage(
        html=text,
        toc=tuple(toc),
        anchors=frozenset(anchors),
        search=f"<p>Tags and components</p>\n{names}",
    )


def _topics(decisions: Sequence[Decision], kind: str, links: PageLinks) -> list[_Topic]:
    index = links.to_uri(links.view.index_uri)
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    pages = links.shelf.components if kind == "component" else {}
    for decision in decisions:
        names = decision.tags if kind == "tag" else decision.components
        for name in dict.fromkeys(names):
            found[name].append(decision)
    return [
        _Topic(
            name=name,
            anchor=topic_anchor(kind, name),
            href=links.to_uri(pages[name]) if name in pages else "",
            # The table's filters keep several values apart by a bar.
            filtered=f"{index}?{kind}={quote(name.replace('|', '/'), safe='')}",
            entries=[entry(decision, links) for decision in found[name]],
        )
        for name in sorted(found, key=lambda one: (one.casefold(), one))
    ]
