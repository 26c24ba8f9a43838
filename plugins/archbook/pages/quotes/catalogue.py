"""The macros: what each is called, how it is written, and the function that answers it.

A new one is a function that takes a `Quoting` first, in a module of this package, and a line here.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archbook.pages.model import Site
from archbook.pages.quotes.book import Book, Quoting, UnknownError

__all__ = ["MACROS", "Macro", "Quotes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A macro.

    Attributes:
        name: What it is called, as its function is.
        module: The module of this package that holds its function; it is loaded where a page has
            the macro, since most of them load all that is known of component maps.
        example: How it is written.
    """

    name: str
    module: str
    example: str

    @property
    def answer(self) -> Callable[..., str | int]:
        """The function: it takes the page, then what the page's author writes."""
        module = importlib.import_module(f"{__package__}.{self.module}")
        function: Callable[..., str | int] = getattr(module, self.name)
        return function

    @property
    def does(self) -> str:
        """What it shows, a sentence."""
        return (inspect.getdoc(self.answer) or "").partition("\n")[0]


MACROS: Mapping[str, Macro] = {
    "diagram": Macro(name="diagram", module="pictures", example='diagram("checkout")'),
    "component": Macro(name="component", module="names", example='component("orders")'),
    "journey": Macro(name="journey", module="names", example='journey("checkout")'),
    "owner": Macro(name="owner", module="names", example='owner("orders")'),
    "on_call": Macro(name="on_call", module="names", example='on_call("orders")'),
    "zone": Macro(name="zone", module="names", example='zone("private")'),
    "place": Macro(name="place", module="names", example='place("eu-west")'),
    "runbook": Macro(name="runbook", module="names", example='runbook("orders")'),
    "decision": Macro(name="decision", module="names", example='decision("ADR-004")'),
    "components": Macro(name="components", module="lists", example='components(plane="control")'),
    "decisions": Macro(name="decisions", module="lists", example='decisions(component="orders")'),
    "findings": Macro(name="findings", module="lists", example='findings(severity="warning")'),
    "waivers": Macro(name="waivers", module="failing", example='waivers(standing="in force")'),
    "deaths": Macro(name="deaths", module="failing", example="deaths()"),
    "count": Macro(name="count", module="counts", example='count("components", plane="data")'),
    "fact": Macro(
        name="fact", module="fields", example='fact("orders", "operations.rollback.within")'
    ),
    "promised": Macro(name="promised", module="figures", example='promised("checkout")'),
    "expected": Macro(name="expected", module="figures", example='expected("checkout")'),
    "allowed": Macro(name="allowed", module="figures", example='allowed("checkout")'),
    "budget": Macro(name="budget", module="figures", example='budget("checkout", days=7)'),
    "expected_loss": Macro(
        name="expected_loss", module="figures", example='expected_loss("checkout")'
    ),
    "threats": Macro(
        name="threats", module="threats", example='threats(boundary="internet -> edge")'
    ),
    "rule": Macro(name="rule", module="failing", example='rule("dead-letter")'),
    "what_if": Macro(name="what_if", module="failing", example='what_if("place:eu-west")'),
    "checklist": Macro(
        name="checklist", module="readiness", example='checklist("production-readiness")'
    ),
    "readiness": Macro(name="readiness", module="readiness", example='readiness("orders")'),
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
        answer = known.answer
        try:
            inspect.signature(answer).bind(at, *stated, **named)
        except TypeError as error:
            wrong = f"{macro}() is not written so: {error}"
            raise UnknownError(wrong, f"Write, for example, {known.example}.") from error
        return answer(at, *stated, **named)

    def fill_in(self, html: str, *, site: Site, at: str) -> str:
        """Put pictures into the places that `diagram` has left in a page's content.

        Args:
            html: The content.
            site: The site.
            at: Address of the page.
        """
        if not self.book.slots:
            return html
        from archbook.pages.quotes.pictures import fill_in  # noqa: PLC0415 - as `Macro.module`

        return fill_in(html, self.book, site=site, at=at)
