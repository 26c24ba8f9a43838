"""What the macros of hand-written pages quote in a MkDocs site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archbook.handbook import Handbook
from archbook.hosts.mkdocs_chapters import Chapters
from archbook.rules.run import Judgement

if TYPE_CHECKING:  # loaded where a page has a macro
    from archbook.pages.quotes.catalogue import Quotes

__all__ = ["make_quotes"]


def make_quotes(
    handbook: Handbook, judgement: Judgement, chapters: Chapters, *, docs_folder: str
) -> Quotes:
    """Return what answers the macros.

    Args:
        handbook: The handbook.
        judgement: What all rules say of it.
        chapters: Its chapters, whose pages the answers link to.
        docs_folder: The folder of the hand-written pages, relative to the handbook's root.
    """
    # It loads all that is known of component maps: half of what the plugin would load.
    from archbook.pages.quotes.book import Book  # noqa: PLC0415 - as above
    from archbook.pages.quotes.catalogue import Quotes  # noqa: PLC0415 - as above

    checklists = chapters.checklists
    book = Book(
        handbook=handbook,
        shelf=chapters.decisions.shelf,
        chapter=chapters.architecture,
        judged=judgement,
        evaluated=checklists.ledger.readiness if checklists else None,
    )
    return Quotes(book, docs=docs_folder)
