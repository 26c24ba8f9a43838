"""Characters that cannot be shown, or turn what follows round, in titles and statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.books import adr, make_book

ODD = "\u202e\ufffe\x1b"


@pytest.mark.parametrize("name", ["0001-a.md", "0001-a.rst"])
def test_they_reach_no_page_no_feed_and_no_data(tmp_path: Path, name: str) -> None:
    if name.endswith(".md"):
        text = adr(f"Use{ODD} it", f"Ratified{ODD}", date="2026-03-02")
    else:
        text = f"Use{ODD} it\n=========\n\n:Date: 2026-03-02\n\nStatus\n------\n\nRatified{ODD}\n"
    book = make_book(tmp_path / "book", {f"adr/{name}": text})
    shown = [book.page(page.uri) for page in book.chapter.pages]
    written = [*(page.html for page in shown), *(page.title for page in book.chapter.pages)]
    written += [book.asset(f"decisions/{file}").decode() for file in ("feed.xml", "decisions.json")]
    assert "Use\ufffd" in book.page("decisions/0001-a.md").html.partition("</header>")[0]
    for one in written:
        head = one.partition('<div class="ab-body">')[0]
        assert not set(ODD) & set(head)
