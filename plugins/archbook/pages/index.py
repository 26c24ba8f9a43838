"""The index of a decision log: its introduction, figures, and the table of all decisions."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.decisions.model import Decision
from archbook.decisions.rendering import RenderedBody, TocItem
from archbook.pages.decision_entry import Entry, entry
from archbook.pages.facets import Facet
from archbook.pages.introduction import introduction
from archbook.pages.links import PageLinks
from archbook.pages.model import RenderedPage
from archbook.pages.searchable import searchable
from archbook.pages.shelf import LogView
from archbook.pages.status import Pill, effective_date, status_pill, status_rank, year
from archbook.pages.templates import fill
from archbook.pages.topics import topic_anchor

__all__ = ["index_title", "render_index"]

_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """One bar of a figure."""

    word: str
    count: int
    share: int
    pill: Pill | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One decision in the table."""

    entry: Entry
    pill: Pill
    rank: int
    date: str
    derived: bool
    year: str
    makers: Sequence[str]
    tags: Sequence[str]
    components: Sequence[str]


def index_title(view: LogView) -> str:
    """Return the title of a log's index: that of its README where it states one."""
    for own in (view.intro, view.own_index):
        if own is not None and own.title:
            return own.title
    return view.title


def render_index(view: LogView, links: PageLinks) -> RenderedPage:
    """Render the index of a log.

    Args:
        view: The log.
        links: Links of the page; its source is the log's README where it has one.
    """
    permalink = links.site.permalinks
    intro = introduction(view.intro, links)
    own_index = introduction(view.own_index, links)
    titled = intro or own_index
    first = titled.rendered if titled else RenderedBody(html="")
    anchor = first.title_anchor or "ab-top"
    rows = [_row(decision, links) for decision in view.decisions]
    facets = _facets(rows)
    named = {facet.name for facet in facets}
    pages = [one for one in (entry(page, links) for page in view.pages) if one.href]
    text = fill(
        "index.html",
        anchor=anchor,
        title=Markup(first.title_html) or index_title(view),  # noqa: S704 - sanitised
        permalink=permalink,
        lead=Markup(intro.lead) if intro else "",  # noqa: S704 - sanitised by the renderer
        rest=Markup(intro.rest) if intro else "",  # noqa: S704 - as above
        own_index=Markup(own_index.rendered.html) if own_index else "",  # noqa: S704 - as above
        own_index_name=view.own_index.path if view.own_index else "",
        rows=rows,
        facets=facets,
        has={name: name in named for name in ("maker", "tag", "component")},
        pages=pages,
        statuses=_status_bars(rows),
        years=_year_bars(rows),
        timeline=links.to_uri(view.timeline_uri),
        tags=links.to_uri(view.tags_uri) if view.tags_uri else "",
        feed=links.to_uri(view.feed_uri) if view.feed_uri else "",
        data=links.to_uri(view.data_uri),
        topic_anchor=topic_anchor,
    )
    title = html.unescape(_TAGS.sub("", first.title_html)) or index_title(view)
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=title, anchor=anchor),
            TocItem(level=2, text="All decisions", anchor="ab-decisions"),
            *([TocItem(level=2, text="Other pages", anchor="ab-pages")] if pages else ()),
            *(intro.rendered.toc if intro else ()),
        ),
        anchors=first.anchors | {anchor, "ab-decisions", "ab-pages"},
        assets=tuple(links.assets.values()),
        search=searchable(title, "", (), first.html),
    )


def _row(decision: Decision, links: PageLinks) -> _Row:
    date, derived = effective_date(decision)
    pill = status_pill(decision)
    return _Row(
        entry=entry(decision, links),
        pill=pill,
        rank=status_rank(pill.variant),
        date=date,
        derived=derived,
        year=year(decision),
        makers=decision.decision_makers,
        tags=decision.tags,
        components=decision.components,
    )


def _facets(rows: Sequence[_Row]) -> list[Facet]:
    statuses = Counter(row.pill.variant for row in rows)
    words = {row.pill.variant: row.pill.variant.replace("-", " ") for row in rows}
    years = Counter(row.year for row in rows if row.year)
    facets = [
        Facet(
            name="status",
            label="Status",
            options=[(one, words[one], statuses[one]) for one in sorted(words, key=status_rank)],
        ),
        Facet(
            name="year",
            label="Year",
            options=[(one, one, years[one]) for one in sorted(years, reverse=True)],
        ),
        _counted("tag", "Tag", (row.tags for row in rows)),
        _counted("component", "Component", (row.components for row in rows)),
        _counted("maker", "Decided by", (row.makers for row in rows)),
    ]
    return [facet for facet in facets if facet.options]


def _counted(name: str, label: str, values: Iterable[Sequence[str]]) -> Facet:
    counts = Counter(value for several in values for value in dict.fromkeys(several))
    names = sorted(counts, key=lambda one: (one.casefold(), one))
    return Facet(name=name, label=label, options=[(one, one, counts[one]) for one in names])


def _status_bars(rows: Sequence[_Row]) -> list[_Bar]:
    counts = Counter(row.pill.variant for row in rows)
    most = max(counts.values(), default=1)
    return [
        _Bar(
            word=variant.replace("-", " "),
            count=counts[variant],
            share=round(100 * counts[variant] / most),
            pill=Pill(variant=variant, word=variant.replace("-", " ")),
        )
        for variant in sorted(counts, key=status_rank)
    ]


def _year_bars(rows: Sequence[_Row]) -> list[_Bar]:
    counts = Counter(row.year for row in rows)
    most = max(counts.values(), default=1)
    return [
        _Bar(word=one or "undated", count=counts[one], share=round(100 * counts[one] / most))
        for one in sorted(counts, key=lambda one: (not one, one))
    ]
