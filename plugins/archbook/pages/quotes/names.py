"""Names of the handbook's things as links to their pages."""

from __future__ import annotations

import difflib

from archbook.components.forms import NONE, Nothing
from archbook.components.model import Owner
from archbook.decisions.model import Decision
from archbook.pages.quotes.book import Quoting, Thing, UnknownError
from archbook.pages.quotes.markdown import link, missing
from archbook.pages.shelf import full_title, tooltip

__all__ = [
    "component",
    "decision",
    "decision_link",
    "journey",
    "on_call",
    "owner",
    "place",
    "runbook",
    "zone",
]


def component(at: Quoting, name: str) -> str:
    """Name a component, as a link to its page.

    Args:
        at: The page.
        name: Its id.
    """
    found = at.find(name, "component").value
    team = at.of.owners[found.owner].name if found.owner else ""
    title = " · ".join(part for part in (found.kind.title, team) if part)
    return at.link("component", found.id, found.name, title)


def journey(at: Quoting, name: str) -> str:
    """Name a journey, as a link to its page.

    Args:
        at: The page.
        name: Its id.
    """
    return at.named("journey", at.find(name, "journey").id)


def zone(at: Quoting, name: str) -> str:
    """Name a trust zone, as a link to its page.

    Args:
        at: The page.
        name: Its id.
    """
    return at.named("zone", at.find(name, "zone").id)


def place(at: Quoting, name: str) -> str:
    """Name a place, as a link to its page.

    Args:
        at: The page.
        name: Its id.
    """
    return at.named("place", at.find(name, "place").id)


def owner(at: Quoting, name: str) -> str:
    """Name an owner, or the owner of a component or journey, as a link to its page.

    Args:
        at: The page.
        name: Id of the owner, of a component or of a journey.
    """
    found = _owner(at, name)
    return at.named("owner", found.id) if found else missing("no owner is stated")


def on_call(at: Quoting, name: str) -> str:
    """Link to who is on call at an owner, or for a component or journey.

    Args:
        at: The page.
        name: Id of the owner, of a component or of a journey.
    """
    found = _owner(at, name)
    if found is None:
        return missing("no owner is stated")
    if found.on_call is None:
        return missing(f"who is on call at {found.name} is not stated")
    if found.on_call is NONE:
        return missing(f"nobody is on call at {found.name}")
    return at.document(str(found.on_call), f"{found.name} on call")


def _owner(at: Quoting, name: str) -> Owner | None:
    def whose(thing: Thing) -> str:
        return thing.id if thing.kind == "owner" else thing.value.owner or ""

    thing = at.find(name, "owner", "component", "journey", alike=whose)
    return at.of.owners.get(whose(thing))


def runbook(at: Quoting, name: str) -> str:
    """Link to the runbook of a component.

    Args:
        at: The page.
        name: Its id.
    """
    thing: Thing = at.find(name, "component")
    stated: str | Nothing | None = thing.value.operations.runbook
    if stated is None:
        return missing(f"no runbook of {thing.name} is stated")
    if stated is NONE:
        return missing(f"{thing.name} has no runbook")
    return at.document(str(stated), f"{thing.name} runbook")


def decision(at: Quoting, name: str | int) -> str:
    """Name a decision by its id and title, as a link to its page.

    Args:
        at: The page.
        name: Its id, such as `ADR-004`, or its number.
    """
    return decision_link(at, _decision(at, str(name).strip()))


def decision_link(at: Quoting, found: Decision) -> str:
    """Return a decision's id and title, a link where it has a page."""
    shelf = at.book.shelf
    target = shelf.uris.get(found.file, "") if shelf else ""
    return link(full_title(found), target, at.uri, tooltip(found))


def _decision(at: Quoting, name: str) -> Decision:
    decisions = list(at.book.decisions())
    found = [one for one in decisions if one.id.casefold() == name.casefold()]
    if not found and name.isdecimal():
        found = [one for one in decisions if one.number == int(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownError(f'Several logs have a decision "{name}"', "Link to its file.")
    mend = "`archbook decisions list` lists them."
    near = difflib.get_close_matches(name.upper(), [one.id.upper() for one in decisions], n=1)
    if near:
        right = next(one.id for one in decisions if one.id.upper() == near[0])
        mend += f' Did you mean "{right}"?'
    raise UnknownError(f'There is no decision "{name}"', mend)
