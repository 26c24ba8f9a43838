"""Handbooks of a few files as hand-written pages quote them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archbook.drawing.cache import Cache
from archbook.pages.failure.chapter import failure_chapter
from archbook.pages.quotes.book import Book, UnknownError
from archbook.pages.quotes.catalogue import Quotes
from archbook.rules.run import judge
from support.atlases import make_atlas

__all__ = ["PAGE", "Reader", "make_reader"]

PAGE = "guides/page.md"


class Reader:
    """Reads macros as a page below `guides/` has them."""

    def __init__(self, quotes: Quotes) -> None:
        self.quotes = quotes

    def __call__(self, macro: str, *stated: Any, **named: Any) -> str | int:
        """Return what a macro shows."""
        return self.quotes.answer(macro, PAGE, stated, named)

    def text(self, macro: str, *stated: Any, **named: Any) -> str:
        """Return what a macro shows, as text."""
        return str(self(macro, *stated, **named))

    def refusal(self, macro: str, *stated: Any, **named: Any) -> str:
        """Return what a macro says of a name that is not known."""
        try:
            shown = self(macro, *stated, **named)
        except UnknownError as error:
            return f"{error.message}. {error.mend}"
        raise AssertionError(f"{macro} shows {shown!r}")


def make_reader(root: Path, files: Mapping[str, str] | str, *, pages: bool = True) -> Reader:
    """Make a handbook of files; a text alone is its component map.

    Args:
        root: Its folder.
        files: Its files by their paths.
        pages: Whether it has a site with the pages of both chapters.
    """
    made = make_atlas(root, files)
    atlas = made.chapter.atlas
    judgement = judge(atlas.shelf.handbook)
    if not pages:
        return Reader(Quotes(Book(handbook=atlas.shelf.handbook)))
    assert judgement.facts is not None
    failure_chapter(judgement, judgement.facts, atlas, cache=Cache(root / ".cache" / "archbook"))
    book = Book(
        handbook=atlas.shelf.handbook, shelf=atlas.shelf, chapter=made.chapter, judged=judgement
    )
    return Reader(Quotes(book))
