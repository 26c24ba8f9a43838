"""The page of one decision, and of a process page beside it."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.decisions.model import Decision, FileKind, RelationKind, Status
from archbook.decisions.rendering import RenderedBody, TocItem, render_body
from archbook.pages.decision_entry import Entry, entry
from archbook.pages.links import PageLinks
from archbook.pages.model import RenderedPage
from archbook.pages.panel import panel_rows
from archbook.pages.searchable import searchable
from archbook.pages.shelf import full_title, label, status_text
from archbook.pages.templates import fill

__all__ = ["render_decision"]

_TAGS = re.compile(r"<[^>]*>")
# What a reader who meets an old decision is told, before anything that is not a status.
_NOT_IN_FORCE = {
    Status.SUPERSEDED: "This decision is superseded.",
    Status.DEPRECATED: "This decision is deprecated.",
    Status.REJECTED: "This decision was rejected.",
    Status.WITHDRAWN: "This decision was withdrawn.",
    Status.PROPOSED: "This decision is proposed, not yet in force.",
    Status.DRAFT: "This decision is a draft.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    name: str
    words: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Banner:
    variant: str
    headline: str
    parts: Sequence[tuple[str, Sequence[Entry]]]


def render_decision(
    decision: Decision,
    links: PageLinks,
    *,
    previous: Decision | None = None,
    following: Decision | None = None,
    body: RenderedBody | None = None,
) -> RenderedPage:
    """Render a decision's page.

    Args:
        decision: The decision, or a process page, which has no panel.
        links: Its links.
        previous: The one before it in its log.
        following: The one after it.
        body: Its body where the host has rendered it.
    """
    is_adr = decision.kind is FileKind.ADR
    permalink = links.site.permalinks
    rendered = body or render_body(decision, links, permalink=permalink)
    title, extra = _title(decision, rendered)
    anchor = rendered.title_anchor or "ab-top"
    rows = panel_rows(decision, links) if is_adr else []
    facts = _facts_title(decision) if is_adr else ""
    matter = decision.front_matter
    host = links.site.code_host
    text = fill(
        "decision.html",
        anchor=anchor,
        label=label(decision) if is_adr else "",
        title=title,
        permalink=permalink,
        banner=_banner(decision, links) if is_adr else None,
        rows=rows,
        relations=_relations(decision, links),
        findings=links.shelf.findings.get(decision.file, ()),
        unreadable=matter.raw if matter.present and not matter.data else "",
        truncated=decision.truncated,
        source_href=host.url(decision.file) if host else None,
        body=Markup(extra + rendered.html),  # noqa: S704 - sanitised by the renderer
        previous=entry(previous, links) if previous and links.site.pager else None,
        next=entry(following, links) if following and links.site.pager else None,
    )
    top = TocItem(level=1, text=full_title(decision), anchor=anchor)
    return RenderedPage(
        html=text,
        toc=(top, *rendered.toc),
        anchors=rendered.anchors | {anchor, "ab-facts"},
        assets=tuple(links.assets.values()),
        search=searchable(
            full_title(decision), facts, rows, rendered.html, spellings=_spellings(decision)
        ),
    )


def _title(decision: Decision, rendered: RenderedBody) -> tuple[Markup | str, str]:
    """Return the heading's title, and the file's own first heading where it says another thing.

    The number stands apart on the page, so the heading's is taken off; code and emphasis stay.
    """
    own = rendered.title_html
    if not own:
        return decision.display_title, ""
    plain = html.unescape(_TAGS.sub("", own)).strip()
    shown = decision.display_title
    if plain == shown or not label(decision):
        return Markup(own), ""  # noqa: S704 - sanitised by the renderer
    if " ".join(plain.split()).endswith(" ".join(shown.split())):
        lead = html.escape(plain[: len(plain) - len(shown)], quote=False)
        if own.startswith(lead):
            return Markup(own[len(lead) :]), ""  # noqa: S704 - as above, cut in its text
        return shown, ""
    return shown, f'<p class="ab-own-title">{own}</p>\n'


def _facts_title(decision: Decision) -> str:
    """Return the heading of the panel in what a search reads.

    It names the plain number: what stands in headings counts most in a site's search, and `12`
    is not found in `ADR-012`.
    """
    number = decision.number
    name = f"ADR {number}" if isinstance(number, int) else label(decision) or "Status"
    return f"{name}: {status_text(decision)}"


def _spellings(decision: Decision) -> tuple[str, ...]:
    """Return how people write the number; a site's search knows no leading zeros."""
    number = decision.number
    if not isinstance(number, int):
        return (label(decision),)
    forms = (label(decision), f"ADR-{number}", f"ADR-{number:03d}", f"ADR-{number:04d}")
    return tuple(dict.fromkeys(form.upper() for form in forms))


def _banner(decision: Decision, links: PageLinks) -> _Banner | None:
    """Return what a reader must know first: that this is not in force, and what is."""
    shelf = links.shelf
    direct = shelf.successors(decision)
    headline = _NOT_IN_FORCE.get(decision.status) if decision.status else None
    variant = decision.status.value if decision.status else ""
    if headline is None:
        direct = tuple(one for one in direct if one.in_force)
        if not direct:
            return None
        variant = Status.SUPERSEDED.value
        headline = "This decision is superseded, though its own file does not say so."
    parts: list[tuple[str, Sequence[Entry]]] = []
    if direct:
        parts.append(("It was superseded by", [entry(one, links) for one in direct]))
        now = [one for one in shelf.in_force(decision) if one not in direct]
        if now:
            parts.append(("in force now is", [entry(one, links) for one in now]))
    against = [
        one for one in shelf.targets(decision, RelationKind.DEPRECATED_BY) if one not in direct
    ]
    if against:
        lead = "it was deprecated by" if parts else "It was deprecated by"
        parts.append((lead, [entry(one, links) for one in against]))
    return _Banner(variant=variant, headline=headline, parts=parts)


def _relations(decision: Decision, links: PageLinks) -> list[_Group]:
    """Return relations by kind, those that other files state included, then the mentions."""
    shelf = links.shelf
    groups: defaultdict[RelationKind, dict[str, Entry]] = defaultdict(dict)
    for relation in decision.relations:
        target = shelf.target(decision, relation.path)
        if target:
            groups[relation.kind].setdefault(target.file, entry(target, links))
        else:
            words = relation.text or str(relation.target)
            groups[relation.kind].setdefault(
                words,
                Entry(label="", title=words, full=words, href="", pill=None, note="not found"),
            )
    for relation in decision.completed:
        target = shelf.target(decision, relation.path)
        if target:
            groups[relation.kind].setdefault(target.file, entry(target, links, "stated there"))
    result = [
        _Group(
            name=kind.value.replace("_", "-"),
            words=kind.words.capitalize(),
            entries=tuple(groups[kind].values()),
        )
        for kind in RelationKind
        if kind in groups
    ]
    mentions = [entry(one, links) for one in shelf.mentioned_by.get(decision.file, ())]
    if mentions:
        result.append(_Group(name="mentioned-by", words="Mentioned by", entries=mentions))
    return result
