"""The index from A to Z: one list of everything that the handbook knows by a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from archbook.decisions.rendering import RenderedBody, TocItem
from archbook.pages.addresses import page_url
from archbook.pages.architecture.atlas import Atlas
from archbook.pages.architecture.here import Here
from archbook.pages.model import Page, RenderedPage, Site
from archbook.pages.shelf import cut, label
from archbook.pages.templates import fill
from archbook.pages.terms import Terms
from archbook.rules.registry import all_rules

__all__ = ["TITLE", "URI", "Indexed", "a_to_z_page"]

TITLE = "Index from A to Z"
URI = "a-to-z.md"
"""Where the page stands in the site."""

_OTHERS = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """Something that has a name and a place in the handbook.

    Attributes:
        name: Its name.
        what: What it is, one word.
        uri: Source uri of its place, with a fragment where it is a part of a page.
        more: What tells it apart from others of the same name, such as an id.
    """

    name: str
    what: str
    uri: str
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    name: str
    what: str
    href: str
    more: str


@dataclass(slots=True, kw_only=True)
class _Letter:
    letter: str
    anchor: str
    entries: list[_Shown] = field(default_factory=list)


def a_to_z_page(atlas: Atlas, terms: Terms, more: Sequence[Indexed] = ()) -> Page:
    """Make the index.

    Args:
        atlas: The chapter about the map, which knows the places of all that has a page.
        terms: The glossary.
        more: What else has a place, such as the items of checklists.
    """
    return Page(
        uri=URI,
        title=TITLE,
        render=partial(_render, atlas, terms, tuple(more)),
        description="Everything this handbook knows by a name.",
        wide=True,
    )


def _render(
    atlas: Atlas,
    terms: Terms,
    more: Sequence[Indexed],
    site: Site,
    body: RenderedBody | None,
) -> RenderedPage:
    del body
    here = Here(atlas=atlas, site=site, at=site.url_of(URI) or page_url(URI))
    letters = _letters(_shown(here, [*_of_map(atlas), *_decisions(atlas), *_terms(terms), *more]))
    count = sum(len(letter.entries) for letter in letters)
    html = fill("a-to-z.html", title=TITLE, letters=letters, count=count)
    return RenderedPage(
        html=html,
        toc=(TocItem(level=1, text=TITLE, anchor="ab-top"),),
        anchors=frozenset({"ab-top", *(letter.anchor for letter in letters)}),
        search=f"<p>{TITLE}</p>\n",
    )


def _of_map(atlas: Atlas) -> Iterator[Indexed]:
    of = atlas.of
    names: dict[str, dict[str, str]] = {
        "component": {id_: thing.name for id_, thing in of.components.items()},
        "journey": {id_: thing.name for id_, thing in of.journeys.items()},
        "owner": {id_: thing.name for id_, thing in of.owners.items()},
        "zone": {id_: thing.name for id_, thing in of.zones.items()},
        "place": {id_: thing.name for id_, thing in of.places.items()},
    }
    for what, named in names.items():
        for id_ in atlas.named(what):
            yield Indexed(name=named[id_], what=what, uri=atlas.uri(what, id_), more=id_)
    for component in of.components.values():
        if component.operations and isinstance(component.operations.runbook, str):
            yield Indexed(
                name=component.name,
                what="runbook",
                uri=component.operations.runbook,
                more="",
            )
    yield from _of_checklists(atlas)
    catalogue = all_rules(atlas.shelf.handbook)
    for id_ in atlas.named("rule"):
        asserts = catalogue[id_].asserts if id_ in catalogue else ""
        yield Indexed(name=id_, what="rule", uri=atlas.uri("rule", id_), more=asserts)


def _of_checklists(atlas: Atlas) -> Iterator[Indexed]:
    book = atlas.shelf.handbook.checklists
    if book is None:
        return
    for id_ in atlas.named("checklist"):
        title = book.checklists[id_].title
        yield Indexed(name=title, what="checklist", uri=atlas.uri("checklist", id_), more=id_)
    for id_ in atlas.named("item"):
        ability = book.items[id_].ability
        yield Indexed(name=id_, what="item", uri=atlas.uri("item", id_), more=ability)


def _decisions(atlas: Atlas) -> Iterator[Indexed]:
    shelf = atlas.shelf
    for log in shelf.handbook.logs:
        for decision in log.decisions:
            if shelf.published(decision) and (uri := shelf.uris.get(decision.file)):
                name = cut(decision.display_title)
                yield Indexed(name=name, what="decision", uri=uri, more=label(decision))


def _terms(terms: Terms) -> Iterator[Indexed]:
    for term in terms.terms:
        uri = f"{terms.uri}#{term.anchor}"
        yield Indexed(name=term.name, what="term", uri=uri)


def _shown(here: Here, entries: Iterable[Indexed]) -> Iterator[_Shown]:
    """Yield the entries that can be linked to; a runbook may lie anywhere."""
    for entry in entries:
        book = entry.what == "runbook"
        href = here.document(entry.uri) if book else here.to_uri(entry.uri)
        if href:
            more = "" if entry.more.casefold() == entry.name.casefold() else entry.more
            yield _Shown(name=entry.name, what=entry.what, href=href, more=more)


def _letters(entries: Iterable[_Shown]) -> list[_Letter]:
    letters: dict[str, _Letter] = {}
    for entry in sorted(entries, key=lambda e: (_plain(e.name), e.what, e.more, e.href)):
        letter = _first(entry.name)
        if letter not in letters:
            letters[letter] = _Letter(letter=letter, anchor=f"ab-{_anchor(letter)}")
        letters[letter].entries.append(entry)
    return sorted(letters.values(), key=lambda letter: (letter.letter != _OTHERS, letter.letter))


def _plain(name: str) -> str:
    """Return a name as it is sorted: without accents and without the case of letters."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _first(name: str) -> str:
    first = _plain(name)[:1]
    return first.upper() if first.isalpha() else _OTHERS


def _anchor(letter: str) -> str:
    return "others" if letter == _OTHERS else f"letter-{letter.casefold()}"
