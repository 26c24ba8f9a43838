"""The macros: what each is called, how it is written, and the function that answers it.

A new one is a function that takes a `Quoting` first, and a line here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archbook.pages.model import Site
from archbook.pages.quotes.book import Book, Quoting, UnknownError
from archbook.pages.quotes.counts import count
from archbook.pages.quotes.failing import deaths, rule, waivers, what_if
from archbook.pages.quotes.fields import fact
from archbook.pages.quotes.figures import allowed, budget, expected, promised
from archbook.pages.quotes.lists import components, decisions, findings
from archbook.pages.quotes.names import (
    component,
    decision,
    journey,
    on_call,
    owner,
    place,
    runbook,
    zone,
)
from archbook.pages.quotes.pictures import diagram, fill_in

__all__ = ["MACROS", "Macro", "Quotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A macro.

    Attributes:
        answer: The function: it takes the page, then what the page's author writes.
        example: How it is written.
    """

    answer: Callable[..., str | int]
    example: str

    @property
    def does(self) -> str:
        """What it shows, a sentence."""
        return (inspect.getdoc(self.answer) or "").partition("\n")[0]


MACROS: Mapping[str, Macro] = {
    "diagram": Macro(answer=diagram, example='diagram("checkout")'),
    "component": Macro(answer=component, example='component("orders")'),
    "journey": Macro(answer=journey, example='journey("checkout")'),
    "owner": Macro(answer=owner, example='owner("orders")'),
    "on_call": Macro(answer=on_call, example='on_call("orders")'),
    "zone": Macro(answer=zone, example='zone("private")'),
    "place": Macro(answer=place, example='place("eu-west")'),
    "runbook": Macro(answer=runbook, example='runbook("orders")'),
    "decision": Macro(answer=decision, example='decision("ADR-004")'),
    "components": Macro(answer=components, example='components(plane="control")'),
    "decisions": Macro(answer=decisions, example='decisions(component="orders")'),
    "findings": Macro(answer=findings, example='findings(severity="warning")'),
    "waivers": Macro(answer=waivers, example='waivers(standing="in force")'),
    "deaths": Macro(answer=deaths, example="deaths()"),
    "count": Macro(answer=count, example='count("components", plane="data")'),
    "fact": Macro(answer=fact, example='fact("orders", "operations.rollback.within")'),
    "promised": Macro(answer=promised, example='promised("checkout")'),
    "expected": Macro(answer=expected, example='expected("checkout")'),
    "allowed": Macro(answer=allowed, example='allowed("checkout")'),
    "budget": Macro(answer=budget, example='budget("checkout", days=7)'),
    "rule": Macro(answer=rule, example='rule("dead-letter")'),
    "what_if": Macro(answer=what_if, example='what_if("place:eu-west")'),
}
"""All macros by their names."""


class Quotes:
    """Answers the macros of hand-written pages.

    Attributes:
        book: The handbook.
        docs: The folder of the hand-written pages, relative to the handbook's root.
    """

    def __init__(self, book: Book, *, docs: str = "docs") -> None:
        self.book = book
        self.docs = docs

    def answer(
        self, macro: str, uri: str, stated: Sequence[Any], named: Mapping[str, Any]
    ) -> str | int:
        """Return what a macro shows.

        Args:
            macro: Its name.
            uri: Source uri of the page.
            stated: What stands between its brackets, in order.
            named: What stands there by name.

        Raises:
            UnknownError: It names something that is not there, or is written wrongly.
        """
        known = MACROS[macro]
        at = Quoting(book=self.book, uri=uri, docs=self.docs)
        try:
            inspect.signature(known.answer).bind(at, *stated, **named)
        except TypeError as error:
            wrong = f"{macro}() is not written so: {error}"
            raise UnknownError(wrong, f"Write, for example, {known.example}.") from error
        return known.answer(at, *stated, **named)

    def fill_in(self, html: str, *, site: Site, at: str) -> str:
        """Put pictures into the places that `diagram` has left in a page's content.

        Args:
            html: The content.
            site: The site.
            at: Address of the page.
        """
        return fill_in(html, self.book, site=site, at=at)
