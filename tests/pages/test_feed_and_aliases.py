"""The Atom feed and the short addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from support.books import adr, make_book

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = {
    "adr/0001-a.md": adr("A <script> & \x0b\x07", date="2026-01-02"),
    "adr/0002-b.md": adr("B", date="2026-03"),
    "adr/0003-c.md": adr("C"),
    "adr/0004-d.md": adr("D", date="2025-05-06"),
    "adr/0004-e.md": adr("E", date="2025-05-07"),
}


def feed_of(root: Path, files: Mapping[str, str]) -> ET.Element:
    """Return a handbook's feed, parsed."""
    feed = make_book(root, files).asset("decisions/feed.xml")
    return ET.fromstring(feed)  # noqa: S314 - our own feed


def test_the_feed_has_the_dated_decisions_newest_first_and_is_well_formed(tmp_path: Path) -> None:
    root = feed_of(tmp_path, FILES)
    entries = root.findall(f"{ATOM}entry")
    titles = [str(entry.findtext(f"{ATOM}title")) for entry in entries]
    assert [title.split(" · ")[1][0] for title in titles] == ["B", "A", "E", "D"]
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-03-01T00:00:00Z",
        "2026-01-02T00:00:00Z",
        "2025-05-07T00:00:00Z",
        "2025-05-06T00:00:00Z",
    ]
    assert root.findtext(f"{ATOM}updated") == "2026-03-01T00:00:00Z"
    assert root.find(f"{ATOM}author") is not None


def test_an_entry_keeps_its_id_when_its_file_is_renamed(tmp_path: Path) -> None:
    def ids(root: Path, files: Mapping[str, str]) -> list[str | None]:
        entries = feed_of(root, files).findall(f"{ATOM}entry")
        return [one.findtext(f"{ATOM}id") for one in entries]

    content = adr("A", date="2026-01-02")
    before = ids(tmp_path / "one", {"adr/0001-a.md": content})
    assert before == ids(tmp_path / "two", {"adr/0001-better.md": content})
    assert len(set(ids(tmp_path / "three", FILES))) == 4


def test_without_an_address_of_the_site_there_is_no_feed(tmp_path: Path) -> None:
    book = make_book(tmp_path, FILES, base_url="")
    assert "feed.xml" not in {asset.uri for asset in book.chapter.assets(book.site)}
    assert "feed" not in book.page("decisions/index.md").html.casefold()


@pytest.mark.parametrize("name", ["1", "adr-001"])
def test_a_short_address_leads_on_without_a_script(tmp_path: Path, name: str) -> None:
    html = make_book(tmp_path, FILES).asset(f"decisions/{name}/index.html").decode()
    assert '<meta http-equiv="refresh" content="0; url=../0001-a/">' in html
    assert '<link rel="canonical" href="https://handbook.example/decisions/0001-a/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<a href="../0001-a/">' in html
    assert "<script" not in html


def test_a_number_taken_twice_leads_to_both(tmp_path: Path) -> None:
    html = make_book(tmp_path, FILES).asset("decisions/4/index.html").decode()
    assert re.findall(r'href="([^"]*)"', html) == ["../0004-d/", "../0004-e/"]
    assert "refresh" not in html


def test_a_short_address_gives_way_to_a_page_whatever_its_letter_case(tmp_path: Path) -> None:
    files = {"adr/0001-a.md": adr("A"), "adr/ADR-001.md": "# Notes\n\nNo decision.\n"}
    files["docs/decisions/1.md"] = "# One\n"
    book = make_book(tmp_path, files)
    assert [asset.uri for asset in book.chapter.aliases(book.site)] == []
