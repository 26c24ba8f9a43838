"""How components stand on checklists, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archbook.pages.checklists.figures import figures_of, ladder_of
from archbook.pages.checklists.words import word
from archbook.pages.quotes.book import Quoting, UnknownError
from archbook.pages.quotes.markdown import escaped, missing, table
from archbook.source.findings import did_you_mean

if TYPE_CHECKING:
    from archbook.readiness.model import Standing

__all__ = ["checklist", "readiness"]

_HEAD = ("Level", "With waivers", "Items that pass", "With waivers")
_MOST = 5


def checklist(at: Quoting, name: str) -> str:
    """Show how components stand on a checklist, a row for each.

    Args:
        at: The page.
        name: Its id.
    """
    used, standings = at.book.checklists.checklists, at.book.readiness.standings
    stated = str(name).strip()
    if stated not in used:
        hint = did_you_mean(stated, used).strip() or f"In use are {', '.join(used)}."
        raise UnknownError(f'There is no checklist "{stated}" in use', hint)
    known = at.of.components
    found = sorted(
        standings.get(stated, {}).values(),
        key=lambda one: (known[one.component].name.casefold(), one.component),
    )
    if not found:
        return missing("It asks nothing of any component.")
    return table(
        ("Component", *_HEAD, "Open"),
        (
            (
                at.link("readiness", one.component, known[one.component].name),
                *_held(one),
                str(figures_of(one.results).open),
            )
            for one in found
        ),
    )


def readiness(at: Quoting, name: str) -> str:
    """Show how a component stands on each checklist, and what the next level lacks.

    Args:
        at: The page.
        name: Its id.
    """
    component = at.find(name, "component")
    used, standings = at.book.checklists.checklists, at.book.readiness.standings
    found = [standings[one][component.id] for one in used if component.id in standings.get(one, {})]
    if not found:
        return missing(f"No checklist asks anything of {component.name}.")
    rows = (
        (
            at.link("checklist", one.checklist.id, one.checklist.title),
            *_held(one),
            _next(at, one),
        )
        for one in found
    )
    more = at.link("readiness", component.id, f"All checks of {component.name}")
    return f"{table(('Checklist', *_HEAD, 'To the next level'), rows)}\n\n{more}"


def _held(standing: Standing) -> Sequence[str]:
    ladder, figures = ladder_of(standing), figures_of(standing.results)
    return (
        escaped(ladder.without),
        escaped(ladder.within),
        f"{figures.passed} of {figures.asked}",
        f"{figures.accepted} of {figures.asked}",
    )


def _next(at: Quoting, standing: Standing) -> str:
    if standing.next is None:
        return missing("the highest is held")
    lacking = standing.next.missing
    said = [
        f"{at.link('item', one.item.id, one.item.id, one.item.ability)} {word(one.result)}"
        for one in lacking[:_MOST]
    ]
    if len(lacking) > _MOST:
        said.append(f"{len(lacking) - _MOST} more")
    return f"{escaped(standing.next.level)}: {', '.join(said)}"
