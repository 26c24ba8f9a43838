"""What commands about checklists share: loading them, and choosing a part of the results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from archbook.cli.shared import Place, fail, messages
from archbook.source.findings import did_you_mean

if TYPE_CHECKING:
    from archbook.checklists.model import ChecklistBook
    from archbook.handbook import Handbook
    from archbook.readiness.model import Readiness

__all__ = ["chosen", "loaded"]


def loaded(place: Place, *, said: bool = True) -> tuple[Handbook, ChecklistBook]:
    """Return a handbook with its checklists; what is wrong with its files is shown.

    Ends the command where there is no map, or where it has errors.

    Args:
        place: Which handbook.
        said: Whether what is wrong with the checklists is shown, too.
    """
    from archbook.handbook import load_handbook, with_checklists  # noqa: PLC0415 - help needs none

    handbook = with_checklists(load_handbook(place.root, config=place.config, as_of=place.as_of))
    of = handbook.components
    if of is None:
        messages(handbook.findings)
        fail("No component map is here, so there is nothing that checklists could ask of.")
    messages([*handbook.findings, *of.findings])
    if not of.sound:
        fail("The component map has errors; mend these first.")
    if handbook.checklists is None:
        fail("The checklists are switched off in the settings (`checklists: {enabled: false}`).")
    if said:
        messages(handbook.checklists.findings)
    return handbook, handbook.checklists


def chosen(readiness: Readiness, *, component: str | None, checklist: str | None) -> Readiness:
    """Return the part of the results that is about a component, a checklist, or both.

    Ends the command where there is no such component or checklist.

    Args:
        readiness: The results.
        component: Id of the component; None for all.
        checklist: Id of the checklist; None for all.
    """
    standings = dict(readiness.standings)
    if checklist is not None:
        if checklist not in standings:
            mend = f"`archbook checklists list` names them.{did_you_mean(checklist, standings)}"
            fail(f'There is no checklist "{checklist}" in use. {mend}')
        standings = {checklist: standings[checklist]}
    if component is None:
        results = readiness.results
    elif component not in readiness.results:
        near = did_you_mean(component, readiness.results)
        fail(f'No checklist asks anything of a component "{component}".{near}')
    else:
        results = {component: readiness.results[component]}
        standings = {
            name: {component: by[component]} if component in by else {}
            for name, by in standings.items()
        }
    if component is None and checklist is None:
        return readiness
    items = {each.item.id for by in standings.values() for s in by.values() for each in s.results}
    kept = [
        each
        for each in readiness.due
        if each.item in items and (component is None or each.component == component)
    ]
    return replace(readiness, standings=standings, results=results, due=tuple(kept))
