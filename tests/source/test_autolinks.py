"""Addresses in running text."""

from __future__ import annotations

import pytest

from archbook.source.markdown import gfm_parser


def links(markdown: str) -> list[tuple[str, str]]:
    """Return address and text of each link of one paragraph."""
    children = gfm_parser().parseInline(markdown, {})[0].children or []
    return [
        (str(token.attrs["href"]), children[place + 1].content)
        for place, token in enumerate(children)
        if token.type == "link_open"
    ]


@pytest.mark.parametrize(
    "before", ["", " ", "(", '"', "'", "，", "见", "=", "1", ",", "/", "*x*", "`[`"]
)
def test_an_address_is_linked_behind_anything_but_a_letter(before: str) -> None:
    assert links(f"{before}https://x.example/a") == [("https://x.example/a", "https://x.example/a")]


@pytest.mark.parametrize(
    "markdown",
    [
        "xhttps://x.example",
        "https://",
        "https:// x",
        "https://a_b.example",
        "gopher://x.example",
        "www.",
        "wwww.x.example",
        '"www.x.example"',
        "[see https://x.example]",
        "`https://x.example`",
        "@x.example",
        "a@b",
        "a@b.c-",
        "package@15.0.0",
        "a@b.cc@d",
    ],
)
def test_what_is_no_address_stays_text(markdown: str) -> None:
    assert links(markdown) == []


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://x.example/a.", "https://x.example/a"),
        ("https://x.example/a?!,:", "https://x.example/a"),
        ("https://x.example/(a)", "https://x.example/(a)"),
        ("https://x.example/a)", "https://x.example/a"),
        ("https://x.example/a(b))", "https://x.example/a(b)"),
        ("https://x.example/a&lt;", "https://x.example/a"),
        ("https://x.example/a;", "https://x.example/a"),
        ("https://x.example/a<b", "https://x.example/a"),
        ("https://localhost:8000/a", "https://localhost:8000/a"),
        ("FTP://x.example", "FTP://x.example"),
    ],
)
def test_punctuation_that_closes_the_sentence_is_no_part_of_the_address(
    written: str, address: str
) -> None:
    assert [href for href, _ in links(written)] == [address]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("www.x.example/a", "http://www.x.example/a"),
        ("a.b+c@d-e.example", "mailto:a.b+c@d-e.example"),
        ('"a@b.example"', "mailto:a@b.example"),
        ("mailto:a@b.example/c", "mailto:a@b.example"),
        ("xmpp:a@b.example/c", "xmpp:a@b.example/c"),
    ],
)
def test_an_address_without_a_scheme_gets_one(written: str, address: str) -> None:
    assert [href for href, _ in links(written)] == [address]


def test_the_text_of_an_address_is_as_written() -> None:
    assert links("https://x.example/%E4%B8%AD") == [
        ("https://x.example/%E4%B8%AD", "https://x.example/%E4%B8%AD")
    ]


def test_an_address_within_a_link_is_not_linked_again() -> None:
    assert links("[at https://x.example here](a.md)") == [("a.md", "at https://x.example here")]
