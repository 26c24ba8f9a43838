"""The page of one checklist: components by items, then each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from archbook.checklists.digest import item_digest
from archbook.checklists.model import Checklist, Item, Quote
from archbook.decisions.rendering import TocItem
from archbook.decisions.rendering.addresses import is_safe
from archbook.pages.addresses import slug
from archbook.pages.architecture.findings import marked, stated_at
from archbook.pages.architecture.here import Here, Stated
from archbook.pages.checklists.deciding import Asked, asked_of_person, ways_in_words
from archbook.pages.checklists.drafts import draft_data
from archbook.pages.checklists.figures import Figures, figures_of
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.matrix import ItemRow, facets_of, item_matrix
from archbook.pages.checklists.rows import Mark, mark, sentence
from archbook.pages.checklists.words import OPEN, RESULTS
from archbook.pages.decision_entry import Entry
from archbook.pages.failure.deaths import TITLES_OF_DEATHS
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.readiness.model import ItemResult, Result, Standing

__all__ = ["render_checklist"]

_MOST_NAMES = {True: 60, False: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Those:
    """The components with one result on an item."""

    mark: Mark
    count: int
    names: Sequence[tuple[str, str]]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """An item as the page explains it."""

    id: str
    ability: str
    why: Markup
    how: Markup
    verify: Markup
    levels: Sequence[str]
    phases: Sequence[str]
    ways: Sequence[Markup]
    least: str
    since: str
    replaces: Sequence[tuple[str, str]]
    deaths: Sequence[str]
    decisions: Sequence[Entry]
    references: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]
    results: Sequence[_Those]
    figures: Figures
    stated: Stated | None
    asked: Asked | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """Items under one heading."""

    title: str
    anchor: str
    items: Sequence[_Item]


def render_checklist(checklist: Checklist, ledger: Ledger, here: Here) -> RenderedPage:
    """Render the page of a checklist.

    Args:
        checklist: The checklist.
        ledger: The chapter's contents.
        here: The page.
    """
    quotes = [q for q in checklist.quotes if not q.off and q.item in ledger.book.items]
    names = [quote.item for quote in quotes]
    rows, hidden = item_matrix(checklist, names, ledger, here)
    standings = ledger.readiness.standings.get(checklist.id, {})
    sections = list(_sections(checklist, quotes, ledger, here))
    text = fill(
        "checklists/checklist.html",
        checklist=checklist,
        summary=marked(checklist.summary),
        as_of=str(ledger.readiness.as_of),
        figures=figures_of(r for one in standings.values() for r in one.results),
        heads=[(name, sentence(ledger.book.items[name].ability)) for name in names],
        rows=rows,
        hidden=hidden,
        facets=facets_of([row.component for row in rows]),
        occurring=_occurring(rows),
        sections=sections,
        off=[
            (quote.item, sentence(ledger.book.items[quote.item].ability), marked(quote.off))
            for quote in checklist.quotes
            if quote.off and quote.item in ledger.book.items
        ],
        place=stated_at(checklist.location, here) if not checklist.pack else None,
        meanings=here.to("checklists", "results"),
        overview=here.to("checklists", ""),
        draft=draft_data(sorted(standings), ledger, here),
    )
    return RenderedPage(
        html=text,
        toc=tuple(_toc(checklist, sections)),
        anchors=frozenset({"ab-top", "ab-matrix", *(one.anchor for one in sections), *names}),
        search=_search(checklist, sections),
    )


def _occurring(rows: Sequence[ItemRow]) -> list[Mark]:
    """Return the marks that stand in a matrix, for its legend."""
    found = {one.variant for row in rows for one in row.results if one}
    return [mark(result) for result in RESULTS if result.value in found]


def _toc(checklist: Checklist, sections: Sequence[_Section]) -> Iterator[TocItem]:
    yield TocItem(level=1, text=checklist.title, anchor="ab-top")
    yield TocItem(level=2, text="Component by component", anchor="ab-matrix")
    for section in sections:
        yield TocItem(level=2, text=section.title, anchor=section.anchor)
        for item in section.items:
            yield TocItem(level=3, text=item.ability, anchor=item.id)


def _sections(
    checklist: Checklist, quotes: Sequence[Quote], ledger: Ledger, here: Here
) -> Iterator[_Section]:
    standings = ledger.readiness.standings.get(checklist.id, {})
    results: dict[str, list[ItemResult]] = {}
    for standing in _by_name(standings, ledger):
        for result in standing.results:
            results.setdefault(result.item.id, []).append(result)
    grouped: dict[str, list[_Item]] = {}
    for quote in quotes:
        item = _item(quote, checklist, results.get(quote.item, []), ledger, here)
        grouped.setdefault(quote.section, []).append(item)
    for number, (title, items) in enumerate(grouped.items(), 1):
        anchor = f"ab-section-{number}-{slug(title)}" if title else "ab-items"
        yield _Section(title=title or "Item by item", anchor=anchor, items=items)


def _by_name(standings: Mapping[str, Standing], ledger: Ledger) -> list[Standing]:
    return [standings[name] for name in ledger.components if name in standings]


def _item(
    quote: Quote,
    checklist: Checklist,
    results: Sequence[ItemResult],
    ledger: Ledger,
    here: Here,
) -> _Item:
    item = ledger.book.items[quote.item]
    asked = asked_of_person(item)
    since = quote.enforce_from or item.enforce_from
    return _Item(
        id=item.id,
        ability=sentence(item.ability),
        why=marked(item.why),
        how=marked(item.how),
        verify=marked(item.verify),
        levels=[name for name in checklist.levels if name in quote.levels],
        phases=[phase.value for phase in item.phases],
        ways=ways_in_words(item.way, here),
        least=item.least.value if item.least.rank else "",
        since=str(since) if since and since > ledger.readiness.as_of else "",
        replaces=[(name, _anchor(name, checklist, here)) for name in item.replaces],
        deaths=sorted(TITLES_OF_DEATHS[death] for death in ledger.deaths_of(item)),
        decisions=[here.decision(one) for one in here.atlas.decisions(item.decision)],
        references=[(one.title, one.url if is_safe(one.url) else "") for one in item.references],
        others=[
            (other.title, here.to("checklist", other.id))
            for other in ledger.checklists_with(item.id)
            if other.id != checklist.id
        ],
        results=list(_results(item, results, here)),
        figures=figures_of(results),
        stated=None if item.pack else stated_at(item.location, here),
        asked=asked,
        digest=item_digest(item) if asked else "",
    )


def _anchor(name: str, checklist: Checklist, here: Here) -> str:
    if any(quote.item == name and not quote.off for quote in checklist.quotes):
        return f"#{name}"
    return here.to("item", name)


def _results(item: Item, results: Sequence[ItemResult], here: Here) -> Iterator[_Those]:
    for result in (*OPEN, Result.WAIVED, Result.NOT_YET, Result.PASS, Result.NOT_APPLICABLE):
        those = [one.component for one in results if one.result is result]
        if not those:
            continue
        most = _MOST_NAMES[result in OPEN]
        yield _Those(
            mark=mark(result),
            count=len(those),
            names=[
                (
                    here.of.components[name].name,
                    f"{page}#{item.id}" if (page := here.to("readiness", name)) else "",
                )
                for name in those[:most]
            ],
            more=max(0, len(those) - most),
        )


def _search(checklist: Checklist, sections: Sequence[_Section]) -> str:
    """Return the words a search is to find the page by: its items, not who stands how."""
    parts = [f"<p>{escape(checklist.title)} {escape(checklist.summary)}</p>\n"]
    for section in sections:
        for item in section.items:
            said = " ".join(str(one.striptags()) for one in (item.why, item.how, item.verify))
            parts.append(
                f'<h3 id="{escape(item.id)}">{escape(item.ability)}</h3>\n'
                f"<p>{escape(item.id)} {escape(said)}</p>\n"
            )
    return "".join(parts)
