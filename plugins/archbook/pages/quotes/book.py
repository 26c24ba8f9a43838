"""The handbook as quotes see it: its things by name, their pages, and what is not there."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archbook.decisions.model import Decision
from archbook.handbook import Handbook, with_checklists
from archbook.pages.quotes.markdown import link
from archbook.pages.shelf import Shelf
from archbook.rules.run import Judgement, judge
from archbook.source.findings import did_you_mean

if TYPE_CHECKING:  # loaded where there is a component map
    from archbook.checklists.model import ChecklistBook
    from archbook.components.component_map import ComponentMap
    from archbook.pages.architecture.chapter import ArchitectureChapter
    from archbook.readiness.model import Readiness
    from archbook.rules.map_facts import MapFacts

__all__ = ["KINDS", "Book", "Quoting", "Thing", "UnknownError", "nearest"]

KINDS = {
    "component": "components",
    "journey": "journeys",
    "edge": "edges",
    "owner": "owners",
    "zone": "zones",
    "place": "places",
}
"""The kinds of things that have an id in the map, and where it keeps them."""


class UnknownError(LookupError):
    """A quote of something that is not there.

    Attributes:
        message: What is wrong.
        mend: What to write instead.
    """

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something of the map: its kind, its id, and what the map says of it."""

    kind: str
    id: str
    value: Any

    @property
    def name(self) -> str:
        """What readers call it."""
        return str(getattr(self.value, "name", None) or self.id) if self.kind != "edge" else self.id


@dataclass(slots=True, kw_only=True)
class Book:
    """A handbook with its pages, where it has any.

    Attributes:
        handbook: The handbook.
        shelf: Its decision logs in the site; None where there are no pages of ours.
        chapter: Its component map in the site, likewise.
        judged: What all rules say of it; worked out where it is asked for and not given.
        evaluated: What its checklists come to; likewise.
        slots: Ids of the pictures for which pages hold a place.
    """

    handbook: Handbook
    shelf: Shelf | None = None
    chapter: ArchitectureChapter | None = None
    judged: Judgement | None = None
    evaluated: Readiness | None = None
    slots: list[str] = field(default_factory=list)

    @property
    def of(self) -> ComponentMap:
        """The map.

        Raises:
            UnknownError: There is none.
        """
        if self.handbook.components is None:
            raise UnknownError("There is no component map", "Write one into `diagrams/*.yaml`.")
        return self.handbook.components

    @property
    def judgement(self) -> Judgement:
        """What all rules say."""
        if self.judged is None:
            self.judged = judge(self.handbook)
        return self.judged

    @property
    def facts(self) -> MapFacts:
        """The map with its analyses.

        Raises:
            UnknownError: There is no map.
        """
        facts = self.judgement.facts
        if facts is None:
            raise UnknownError("There is no component map", "Write one into `diagrams/*.yaml`.")
        return facts

    @property
    def checklists(self) -> ChecklistBook:
        """The checklists.

        Raises:
            UnknownError: There are none.
        """
        if self.handbook.checklists is None:
            self.handbook = with_checklists(self.handbook)
        if self.handbook.checklists is None:
            raise UnknownError(
                "There are no checklists",
                "They ask something of the components of a map: write one into `diagrams/*.yaml`.",
            )
        return self.handbook.checklists

    @property
    def readiness(self) -> Readiness:
        """What the checklists come to."""
        if self.evaluated is None:
            from archbook.readiness.evaluating import evaluate  # noqa: PLC0415 - where it is asked for

            _ = self.checklists
            self.evaluated = evaluate(self.handbook, self.judgement)
        return self.evaluated

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions of all logs, those that the site leaves out apart."""
        if self.shelf is None:
            for log in self.handbook.logs:
                yield from log.decisions
        else:
            for view in self.shelf.logs:
                yield from view.decisions

    def uri(self, kind: str, name: str) -> str:
        """Return the source uri of a thing's page, empty where it has none."""
        return self.chapter.atlas.uri(kind, name) if self.chapter else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting:
    """A page that quotes a handbook.

    Attributes:
        book: The handbook.
        uri: Source uri of the page.
        docs: The folder of the hand-written pages, relative to the handbook's root.
    """

    book: Book
    uri: str = ""
    docs: str = "docs"

    @property
    def of(self) -> ComponentMap:
        """The map; raises `UnknownError` where there is none."""
        return self.book.of

    def find(
        self,
        name: object,
        *kinds: str,
        holding: Callable[[Any], bool] | None = None,
        alike: Callable[[Thing], object] | None = None,
    ) -> Thing:
        """Return the thing of the map that a name means.

        Args:
            name: Its id; with its kind before it (`journey:checkout`) where two kinds share it.
            kinds: The kinds that it may be of; all where none is named.
            holding: What must hold of it where two kinds share the id.
            alike: What things that share the id have to agree in for either to do.

        Raises:
            UnknownError: There is none, or more than one.
        """
        allowed = kinds or tuple(KINDS)
        stated = str(name).strip()
        head, mark, rest = stated.partition(":")
        if mark and head in allowed:
            allowed, stated = (head,), rest.strip()
        known = {kind: self._known(kind) for kind in allowed}
        found = [
            Thing(kind=kind, id=stated, value=things[stated])
            for kind, things in known.items()
            if stated in things
        ]
        if len(found) > 1 and holding is not None:
            found = [thing for thing in found if holding(thing.value)] or found
        if len(found) == 1 or (found and alike and len(set(map(alike, found))) == 1):
            return found[0]
        if found:
            ways = [f'"{thing.kind}:{thing.id}"' for thing in found]
            raise UnknownError(
                f'"{stated}" may be a {" or a ".join(thing.kind for thing in found)}',
                f"Write {' or '.join(ways)}.",
            )
        names = [one for things in known.values() for one in things]
        what = allowed[0] if len(allowed) == 1 else _either(allowed)
        article = "an" if what[0] in "aeiou" else "a"
        raise UnknownError(
            f'There is no {what} "{stated}"',
            f"Write the id of {article} {what} of the map.{did_you_mean(stated, names)}",
        )

    def link(self, kind: str, name: str, text: str, title: str = "") -> str:
        """Return a link to a thing's page; its text where it has no page."""
        return link(text, self.book.uri(kind, name), self.uri, title)

    def named(self, kind: str, name: str) -> str:
        """Return the name of a thing of the map, a link where it has a page."""
        known = self._known(kind)
        thing = Thing(kind=kind, id=name, value=known.get(name))
        return self.link(kind, name, thing.name) if name in known else link(name, "", "")

    def document(self, stated: str, text: str) -> str:
        """Return a link to a runbook or the like: an address, or a path in the repository.

        A path may be relative to the site's pages or to the handbook's folder.

        Raises:
            UnknownError: There is no file at the path.
        """
        if "://" in stated or stated.startswith(("mailto:", "tel:")):
            return link(text, stated, self.uri)
        path, mark, fragment = stated.partition("#")
        path = posixpath.normpath(path)
        root = self.book.handbook.root
        if (root / self.docs / path).is_file():
            inside = path
        elif (root / path).exists() and not path.startswith(("..", "/")):
            # From the pages' folder, whose links into the repository the site settles.
            inside = posixpath.relpath(path, self.docs)
        else:
            raise UnknownError(f'There is no file "{path}", to which the map links', "Write it.")
        return link(text, inside + mark + fragment, self.uri)

    def _known(self, kind: str) -> Mapping[str, Any]:
        known: Mapping[str, Any] = getattr(self.of, KINDS[kind])
        return known


def _either(kinds: Collection[str]) -> str:
    *first, last = kinds
    return f"{', '.join(first)} or {last}"


def nearest(word: str, known: Collection[str], what: str) -> UnknownError:
    """Return the error for a word that is none of a few that are known.

    Args:
        word: The word.
        known: The known ones.
        what: What is wrong, a sentence's beginning: `A count has no`.
    """
    every = f"Known are {', '.join(sorted(known))}." if known else "There is none."
    hint = did_you_mean(word, known).strip() or every
    return UnknownError(f'{what} "{word}"', hint)
