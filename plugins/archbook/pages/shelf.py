"""All decision logs of a handbook as their pages see them: addresses, neighbours, findings."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from archbook.decisions.model import Decision, DecisionLog, FileKind, RelationKind, Status
from archbook.decisions.relations import TargetIndex
from archbook.handbook import Handbook, LogPlace
from archbook.pages.addresses import Uris
from archbook.rules.run import findings_by_file
from archbook.source.findings import Finding

__all__ = [
    "LogView",
    "Shelf",
    "build_shelf",
    "cut",
    "full_title",
    "label",
    "status_text",
    "tooltip",
]

# A longer title is cut where other pages name it; its own page shows it whole.
_LONGEST = 160
_UNPUBLISHED = frozenset({Status.DRAFT, Status.PROPOSED})


def label(decision: Decision) -> str:
    """Return the id that people know a decision by; empty where it has none but its file name."""
    stem = posixpath.splitext(posixpath.basename(decision.path))[0]
    return "" if decision.id == stem else decision.id


def full_title(decision: Decision) -> str:
    """Return id and title in one line of plain text."""
    name = label(decision)
    return f"{name} · {decision.display_title}" if name else decision.display_title


def cut(text: str) -> str:
    """Return a title as other pages name it, where a text of any length may stand for one."""
    if len(text) <= _LONGEST:
        return text
    head = text[: _LONGEST + 1]
    return (head.rpartition(" ")[0] or head[:_LONGEST]).rstrip(" ,;:.") + "…"


def tooltip(decision: Decision) -> str:
    """Return id, title and status in one line of plain text."""
    return f"{cut(full_title(decision))} · {status_text(decision)}"


def status_text(decision: Decision) -> str:
    """Return the status as a reader sees it."""
    if decision.status is Status.OTHER:
        return decision.other_status or "other"
    return decision.status.value if decision.status else "not stated"


@dataclass(slots=True, kw_only=True)
class LogView:
    """One decision log in the site.

    Attributes:
        log: The log.
        prefix: Folder of source uris below which its pages stand, empty for the site's root.
        in_place: Whether its files are hand-written pages of the site already.
        decisions: The decisions that are published, in order.
        pages: Process pages in its folder, published beside them.
        intro: Its README, if it has one.
        own_index: Its index kept by hand, if it has one.
        index: Targets by everything that may name them.
        index_uri: Source uri of its index page; the timeline, tags, feed and data follow.
        feed_uri: Empty where no feed is written.
        tags_uri: Empty where no decision has a tag or component.
    """

    log: DecisionLog
    prefix: str
    in_place: bool
    decisions: tuple[Decision, ...]
    pages: tuple[Decision, ...]
    intro: Decision | None
    own_index: Decision | None
    index: TargetIndex
    index_uri: str = ""
    timeline_uri: str = ""
    tags_uri: str = ""
    data_uri: str = ""
    feed_uri: str = ""

    @property
    def title(self) -> str:
        """What the log is called where its name alone stands."""
        return self.log.name or "Decisions"


@dataclass(slots=True, kw_only=True)
class Shelf:
    """All logs.

    Attributes:
        handbook: The handbook.
        logs: Its logs.
        preview: Whether what is kept to the preview is shown.
        uris: Source uri of each file's page, by the file as findings show it.
        files: The files of all logs, by the same.
        findings: What is wrong with each file, by the same.
        mentioned_by: Who mentions a file, by the same.
        taken: Source uris in use by the site and by us.
        met: Pages whose uri a hand-written page or file of the site has already.
        repository: The folder outside which nothing is ever published.
        components: Source uris of components' pages, by their ids.
        named_by: The components that say which decision is about them, by its file.
    """

    handbook: Handbook
    preview: bool
    repository: Path
    logs: tuple[LogView, ...] = ()
    uris: dict[str, str] = field(default_factory=dict)
    files: Mapping[str, Decision] = field(default_factory=dict)
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    mentioned_by: Mapping[str, Sequence[Decision]] = field(default_factory=dict)
    taken: Uris = field(default_factory=Uris)
    met: set[str] = field(default_factory=set)
    components: Mapping[str, str] = field(default_factory=dict)
    named_by: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _given: Uris = field(default_factory=Uris)

    def give(self, uri: str, *, in_place: bool) -> str:
        """Return a uri for a page of ours, no two of which are alike.

        Among a log's own pages in the site ours make way; elsewhere they keep their address, and
        a hand-written page that has it is noted in `met`.
        """
        if in_place:
            return self.taken.take(uri)
        given = self._given.take(uri)
        if given in self.taken:
            self.met.add(given)
        self.taken.add(given)
        return given

    def target(self, source: Decision, path: str) -> Decision | None:
        """Return the decision that a relation's or mention's path leads to."""
        if not path:
            return None
        folder = source.file.removesuffix(source.path).rstrip("/") or "."
        return self.files.get(posixpath.normpath(posixpath.join(folder, path)))

    def published(self, decision: Decision | None) -> bool:
        """Say whether a decision has a page."""
        return decision is not None and decision.file in self.uris

    def in_force(self, decision: Decision) -> tuple[Decision, ...]:
        """Follow what superseded a decision to what stands in its place now.

        Returns:
            The accepted decisions at the ends of the chain, in the order they are found; a chain
            that runs in a circle or ends in nothing accepted gives none.
        """
        seen = {decision.file}
        ends: dict[str, Decision] = {}
        following = list(reversed(self.successors(decision)))
        while following:
            at = following.pop()
            if at.file in seen:
                continue
            seen.add(at.file)
            if at.in_force:
                ends[at.file] = at
            else:
                following.extend(reversed(self.successors(at)))
        return tuple(ends.values())

    def successors(self, decision: Decision) -> tuple[Decision, ...]:
        """Return what superseded a decision, whichever of the two files states it."""
        return self.targets(decision, RelationKind.SUPERSEDED_BY)

    def targets(self, decision: Decision, kind: RelationKind) -> tuple[Decision, ...]:
        """Return what a decision stands in a relation to, whichever of the two files states it."""
        found: dict[str, Decision] = {}
        for relation in (*decision.relations, *decision.completed):
            if relation.kind is kind:
                target = self.target(decision, relation.path)
                if target and target.file != decision.file:
                    found[target.file] = target
        return tuple(found.values())


def build_shelf(
    handbook: Handbook,
    findings: Iterable[Finding],
    *,
    repository: Path,
    taken: Iterable[str] = (),
    preview: bool = False,
    feed: bool = False,
) -> Shelf:
    """Give every file of the logs its place in the site.

    Args:
        handbook: The handbook.
        findings: What its rules found.
        repository: The folder outside which nothing is ever published.
        taken: Source uris of the site's own pages and files.
        preview: Whether drafts kept to the preview are shown.
        feed: Whether a feed can be written.
    """
    files = {d.file: d for log in handbook.logs for d in (*log.decisions, *log.others)}
    shelf = Shelf(handbook=handbook, preview=preview, repository=repository, files=files)
    shelf.findings = findings_by_file(findings)
    shelf.taken = Uris(taken)
    views = []
    for log, place in zip(handbook.logs, handbook.places, strict=True):
        view = _view(log, place, shelf=shelf)
        _place_decisions(view, shelf)
        views.append(view)
    for view in views:
        _place_chapter_pages(view, shelf, feed=feed)
    shelf.logs = tuple(views)
    shelf.mentioned_by = _mentioned_by(shelf)
    return shelf


def _view(log: DecisionLog, place: LogPlace, *, shelf: Shelf) -> LogView:
    hide = shelf.handbook.settings.decisions.drafts == "serve" and not shelf.preview
    others = log.others
    top = [d for d in others if "/" not in d.path]
    return LogView(
        log=log,
        prefix=place.address,
        in_place=place.in_docs,
        decisions=tuple(d for d in log.decisions if not (hide and d.status in _UNPUBLISHED)),
        pages=tuple(
            d
            for d in others
            if d.kind is FileKind.PAGE
            or (d.kind in {FileKind.README, FileKind.INDEX} and "/" in d.path)
        ),
        intro=next((d for d in top if d.kind is FileKind.README), None),
        own_index=next((d for d in top if d.kind is FileKind.INDEX), None),
        index=TargetIndex.of((*log.decisions, *others), shelf.files),
    )


def _place_decisions(view: LogView, shelf: Shelf) -> None:
    """Give decisions and process pages their uris: the file's own path with the ending `.md`."""
    for decision in (*view.decisions, *view.pages):
        uri = posixpath.join(view.prefix, decision.path)
        if view.in_place and uri in shelf.taken and not uri.endswith(".rst"):
            shelf.uris[decision.file] = uri
        else:
            name = posixpath.splitext(uri)[0] + ".md"
            shelf.uris[decision.file] = shelf.give(name, in_place=view.in_place)


def _place_chapter_pages(view: LogView, shelf: Shelf, *, feed: bool) -> None:
    def free(name: str) -> str:
        return shelf.give(posixpath.join(view.prefix, name), in_place=view.in_place)

    own = [d for d in (view.own_index, view.intro) if d is not None]
    # Only Markdown becomes a page where it lies; beside an index in another form stands ours.
    pages = [d.path for d in own if not d.path.endswith(".rst")] if view.in_place else []
    here = [posixpath.join(view.prefix, path) for path in pages]
    # A folder has one page of its own; where both are there, mkdocs publishes index.md.
    here.sort(key=lambda uri: PurePosixPath(uri).stem.lower() != "index")
    view.index_uri = here[0] if here else free("index.md")
    view.timeline_uri = free("timeline.md")
    view.data_uri = free("decisions.json")
    if any(d.tags or d.components for d in view.decisions):
        view.tags_uri = free("tags.md")
    if feed:
        view.feed_uri = free("feed.xml")
    for decision in own:
        shelf.uris[decision.file] = view.index_uri


def _mentioned_by(shelf: Shelf) -> Mapping[str, Sequence[Decision]]:
    """Turn mentions round; what a typed relation says already is left out."""
    result: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
    for view in shelf.logs:
        for source in view.decisions:
            related = {relation.path for relation in source.relations}
            for mention in source.mentions:
                target = shelf.target(source, mention.path)
                if target and target.file != source.file and mention.path not in related:
                    result[target.file][source.file] = source
    return {file: tuple(found.values()) for file, found in result.items()}
