"""The decision log's chapter: all pages and files of all logs."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archbook.decisions.export import decision_values
from archbook.decisions.model import Decision
from archbook.decisions.relations import no_file
from archbook.decisions.rendering import RenderedBody
from archbook.handbook import Handbook
from archbook.pages.addresses import relative_url
from archbook.pages.aliases import alias_files, aliases
from archbook.pages.attachments import Attachments
from archbook.pages.decision import render_decision
from archbook.pages.feed import feed
from archbook.pages.index import index_title, render_index
from archbook.pages.links import PageLinks
from archbook.pages.model import Asset, Page, RenderedPage, Site
from archbook.pages.overview import render_overview
from archbook.pages.shelf import LogView, Shelf, build_shelf, full_title
from archbook.pages.timeline import render_timeline
from archbook.pages.topics import render_topics
from archbook.source.findings import Finding

__all__ = ["Chapter", "decision_chapter"]

# A decision is what people look for in its log: it stands before prose that mentions its number.
_BOOST = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Pages of the decision logs.

    Attributes:
        shelf: The logs, for who links to them.
        pages: Their pages; each log's index comes before its decisions.
        entries: Uris of the pages that a site's navigation is to name.
        attachments: Files that links led to.
    """

    shelf: Shelf
    pages: Sequence[Page]
    entries: Sequence[str]
    attachments: Attachments

    def assets(self, site: Site) -> Iterator[Asset]:
        """Yield the files of the chapter: data and feeds."""
        for view in self.shelf.logs:
            yield Asset(uri=view.data_uri, content=_data(view, self.shelf, site))
            if view.feed_uri and site.base_url:
                yield Asset(uri=view.feed_uri, content=feed(view, self.shelf, site))

    def aliases(self, site: Site) -> Iterator[Asset]:
        """Yield the files at short addresses, small ones, two or three for each decision."""
        for view in self.shelf.logs:
            yield from alias_files(view, self.shelf, site, aliases(view))


def decision_chapter(
    handbook: Handbook,
    findings: Iterable[Finding],
    *,
    repository: Path,
    taken: Iterable[str] = (),
    preview: bool = False,
    feed: bool = False,
) -> Chapter:
    """Make the pages of the decision logs.

    Args:
        handbook: The handbook.
        findings: What its rules found.
        repository: The folder outside which nothing is ever published.
        taken: Source uris of the site's own pages and files.
        preview: Whether drafts kept to the preview are shown.
        feed: Whether a feed can be written.
    """
    shelf = build_shelf(
        handbook, findings, repository=repository, taken=taken, preview=preview, feed=feed
    )
    attachments = Attachments(root=handbook.root, repository=repository, taken=shelf.taken)
    maker = _Maker(shelf=shelf, attachments=attachments)
    pages = [page for view in shelf.logs for page in maker.pages(view)]
    entries = [view.index_uri for view in shelf.logs]
    outside = [view for view in shelf.logs if not view.in_place]
    if len(outside) > 1:
        uri = shelf.give("decisions/index.md", in_place=False)
        pages.insert(
            0, Page(uri=uri, title="Decisions", render=partial(render_overview, shelf, uri))
        )
        entries = [uri, *(view.index_uri for view in shelf.logs if view.in_place)]
    return Chapter(shelf=shelf, pages=pages, entries=entries, attachments=attachments)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the pages of one log after the other."""

    shelf: Shelf
    attachments: Attachments

    def pages(self, view: LogView) -> Iterator[Page]:
        """Yield the index, the pages about the whole log, then its decisions in their order."""
        own = view.intro or view.own_index
        index = view.index_uri
        yield Page(
            uri=index,
            title=index_title(view) if view.in_place else view.title,
            render=partial(self._index, view),
            source=own.file if own else "",
            in_place=view.in_place and own is not None,
            wide=True,
        )
        timeline, topics = partial(self._timeline, view), partial(self._topics, view)
        yield Page(
            uri=view.timeline_uri, title="Timeline of decisions", render=timeline, parent=index
        )
        if view.tags_uri:
            yield Page(uri=view.tags_uri, title="Tags and components", render=topics, parent=index)
        neighbours = [None, *view.decisions, None]
        for place, decision in enumerate(view.decisions):
            yield self._decision(view, decision, neighbours[place], neighbours[place + 2])
        for decision in view.pages:
            # Beside decisions taken over in place, other pages stay the site's own.
            if not view.in_place:
                yield self._decision(view, decision, None, None)

    def _decision(
        self, view: LogView, decision: Decision, previous: Decision | None, after: Decision | None
    ) -> Page:
        uris = self.shelf.uris
        settings = self.shelf.handbook.settings.decisions
        uri = uris[decision.file]
        by_site = settings.markdown == "site" and decision.markdown is not None
        return Page(
            uri=uri,
            title=full_title(decision),
            render=partial(self._render, view, decision, (previous, after)),
            source=decision.file,
            parent=view.index_uri,
            previous=uris[previous.file] if previous else view.index_uri,
            next=uris[after.file] if after else "",
            draft=settings.drafts == "serve" and decision.status_word in {"draft", "proposed"},
            in_place=view.in_place and not decision.file.endswith(".rst"),
            markdown=decision.markdown.body if by_site and decision.markdown else None,
            boost=_BOOST,
            description=decision.summary,
        )

    def _links(self, view: LogView, site: Site, uri: str, source: Decision | None) -> PageLinks:
        return PageLinks(
            source=source or no_file(view.log, "index.md"),
            view=view,
            shelf=self.shelf,
            site=site,
            attachments=self.attachments,
            at=site.url_of(uri) or "./",
        )

    def _render(
        self,
        view: LogView,
        decision: Decision,
        around: tuple[Decision | None, Decision | None],
        site: Site,
        body: RenderedBody | None,
    ) -> RenderedPage:
        links = self._links(view, site, self.shelf.uris[decision.file], decision)
        before, after = around
        return render_decision(decision, links, previous=before, following=after, body=body)

    def _index(self, view: LogView, site: Site, _body: RenderedBody | None) -> RenderedPage:
        return render_index(view, self._links(view, site, view.index_uri, view.intro))

    def _timeline(self, view: LogView, site: Site, _body: RenderedBody | None) -> RenderedPage:
        return render_timeline(view, self._links(view, site, view.timeline_uri, None))

    def _topics(self, view: LogView, site: Site, _body: RenderedBody | None) -> RenderedPage:
        return render_topics(view, self._links(view, site, view.tags_uri, None))


def _data(view: LogView, shelf: Shelf, site: Site) -> bytes:
    """Return what `archbook decisions list --format json` prints, with the pages' addresses."""
    at = posixpath.join(posixpath.dirname(view.data_uri), "")
    values = []
    for decision in (*view.decisions, *view.log.others):
        value = decision_values(decision, findings=shelf.findings.get(decision.file, ()))
        address = site.url_of(shelf.uris.get(decision.file, ""))
        if address is not None:
            value["url"] = relative_url(address, at)
        values.append(value)
    # One line: Python's encoder is many times faster without indentation.
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"
