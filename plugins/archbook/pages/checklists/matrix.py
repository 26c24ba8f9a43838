"""The two tables that compare components: by checklist, and by item of one checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archbook.checklists.model import Checklist
from archbook.pages.architecture.here import Here
from archbook.pages.architecture.lists import ComponentRow, component_facets, list_components
from archbook.pages.checklists.figures import Figures, Ladder, figures_of, ladder_of
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.rows import Mark, mark
from archbook.pages.checklists.words import OPEN
from archbook.pages.facets import Facet
from archbook.readiness.model import Standing

__all__ = [
    "Cell",
    "ItemRow",
    "StandingRow",
    "facets_of",
    "item_matrix",
    "standing_cell",
    "standing_matrix",
]

_FACETS = ("owner", "tier", "plane")
_MOST_CELLS = 8_000
_LEAST_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How a component stands on a checklist.

    Attributes:
        title: The checklist's title.
        ladder: The levels it holds.
        figures: How many items have which result.
        href: Where the results are shown.
    """

    title: str
    ladder: Ladder
    figures: Figures
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """A component and how it stands on each checklist; None where one asks nothing of it."""

    component: ComponentRow
    href: str
    cells: Sequence[Cell | None]
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A component and its results on one checklist.

    Attributes:
        component: The component.
        href: The page of its results.
        cell: How it stands.
        results: For each item of the checklist its mark; None where the item is not asked of it.
        open: What stands open: the item's id, its page, its mark.
    """

    component: ComponentRow
    href: str
    cell: Cell
    results: Sequence[Mark | None]
    open: Sequence[tuple[str, str, Mark]]


def facets_of(rows: Sequence[ComponentRow]) -> list[Facet]:
    """Return what a matrix can be filtered by: owner, tier, plane."""
    facets = {facet.name: facet for facet in component_facets(rows)}
    return [facets[name] for name in _FACETS if name in facets]


def standing_cell(standing: Standing, here: Here) -> Cell:
    """Return how a component stands on a checklist.

    Args:
        standing: How it stands.
        here: The page.
    """
    page = here.to("readiness", standing.component)
    return Cell(
        title=standing.checklist.title,
        ladder=ladder_of(standing),
        figures=figures_of(standing.results),
        href=f"{page}#ab-on-{standing.checklist.id}" if page else "",
    )


def standing_matrix(ledger: Ledger, here: Here) -> list[StandingRow]:
    """Return all components by checklist, by name.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    rows = []
    names = ledger.components
    for name, component in zip(names, list_components(names, here), strict=True):
        standings = {one.checklist.id: one for one in ledger.standings(name)}
        rows.append(
            StandingRow(
                component=component,
                href=here.to("readiness", name),
                cells=[
                    standing_cell(standings[each], here) if each in standings else None
                    for each in ledger.book.checklists
                ],
                open=figures_of(ledger.results(name).values()).open,
            )
        )
    return rows


def item_matrix(
    checklist: Checklist, items: Sequence[str], ledger: Ledger, here: Here
) -> tuple[list[ItemRow], int]:
    """Return the components by the items of a checklist, and how many did not fit.

    A page with every cell of a very large map would be slow to read and to load; the components
    with the most open items are shown then.

    Args:
        checklist: The checklist.
        items: Ids of its items, in order.
        ledger: The chapter's contents.
        here: The page.
    """
    standings = ledger.readiness.standings.get(checklist.id, {})
    names = [name for name in ledger.components if name in standings]
    most = max(_LEAST_ROWS, _MOST_CELLS // max(1, len(items)))
    if len(names) > most:
        worst = sorted(names, key=lambda name: -figures_of(standings[name].results).open)[:most]
        shown = [name for name in names if name in set(worst)]
    else:
        shown = names
    components = list_components(shown, here)
    rows = [
        _item_row(standings[name], component, items, here)
        for name, component in zip(shown, components, strict=True)
    ]
    return rows, len(names) - len(shown)


def _item_row(
    standing: Standing, component: ComponentRow, items: Sequence[str], here: Here
) -> ItemRow:
    results = {one.item.id: one.result for one in standing.results}
    page = here.to("readiness", standing.component)
    return ItemRow(
        component=component,
        href=page,
        cell=standing_cell(standing, here),
        results=[mark(results[item]) if item in results else None for item in items],
        open=[
            (item, f"{page}#{item}", mark(results[item]))
            for item in items
            if item in results and results[item] in OPEN
        ],
    )
