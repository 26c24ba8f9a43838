"""Source uris and addresses."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from archbook.pages.addresses import Uris, page_file, page_url, relative_url, slug, within

NAMES = st.text("abcXYZ012-_. é#?%", min_size=1, max_size=8).filter(
    lambda name: name.strip(". ") == name
)
URIS = st.lists(NAMES, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".md")
PATHS = st.lists(st.sampled_from(["a", "b", "adr-1", "0001-x"]), max_size=4)


@given(uri=URIS | st.sampled_from(["index.md", "a/index.md", "a/README.md"]), urls=st.booleans())
def test_pages_have_the_addresses_that_mkdocs_gives_them(*, uri: str, urls: bool) -> None:
    file = File(uri, "docs", "site", urls)
    assert page_file(uri, directory_urls=urls) == file.dest_uri
    assert page_url(uri, directory_urls=urls) == file.url


@given(to=PATHS, here=PATHS, name=st.sampled_from(["", "x.html", "x.html?a=/b#c/d", "?q=1"]))
def test_a_relative_address_leads_from_its_page_to_its_target(
    to: list[str], here: list[str], name: str
) -> None:
    base = "".join(f"{part}/" for part in here) or "./"
    target = "".join(f"{part}/" for part in to) + name or "./"
    root = "https://handbook.example/"
    found = urljoin(urljoin(root, base), relative_url(target, base))
    assert found == urljoin(root, target)


def test_a_uri_is_given_once_whatever_its_letter_case_and_form() -> None:
    uris = Uris(["docs.md", "a/B.md", "x/y/index.html"])
    assert uris.take("A/b.md") == "A/b-2.md"
    assert "a/b/index.md" in uris
    assert "X/Y.md" in uris
    assert uris.take("c.md") == "c.md"
    assert uris.take("C.md") == "C-2.md"


@pytest.mark.parametrize(
    ("path", "folder", "inside"),
    [
        ("docs/a.md", "docs", "a.md"),
        ("docs", "docs", ""),
        ("docs2/a.md", "docs", None),
        ("a.md", ".", "a.md"),
        ("../a.md", ".", None),
    ],
)
def test_a_path_lies_within_a_folder_or_not(path: str, folder: str, inside: str | None) -> None:
    assert within(path, folder) == inside


def test_a_slug_keeps_letters_of_all_languages_and_is_never_empty() -> None:
    assert slug("Zahlungen & Größe") == "zahlungen-grösse"
    assert slug("决策 1") == "决策-1"
    assert slug("../..") == "x"
