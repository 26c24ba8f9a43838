"""Raw HTML: what stays, what goes, and that nothing gets out."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.decisions.rendering import Links, RenderedBody, render_fragment
from archbook.decisions.rendering.addresses import is_safe
from archbook.source.markdown import parse_markdown

Html = Callable[[str], str]


@pytest.mark.parametrize(
    "markdown",
    [
        "<details><summary>a</summary>\n\n*b*\n\n</details>",
        "<details open><summary>a</summary>b</details>",
        "a<br>b <kbd>c</kbd> <sub>d</sub> <sup>e</sup>",
        '<div align="center">a</div>',
        '<img src="a.png" alt="b" width="40" height="20">',
        "<table><tr><td rowspan=2>a</td></tr></table>",
        '<ol start="3"><li>a</li></ol>',
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
    ],
)
def test_what_the_code_host_lets_through_stays(
    html: Html, compare: ModuleType, markdown: str
) -> None:
    assert compare.lines(html(markdown)) == compare.lines(compare.theirs(markdown))
    for tag in re.findall(r"<(\w+)", markdown):
        assert f"<{tag}" in html(markdown)


def test_markdown_between_two_pieces_of_html_lies_within_them(html: Html) -> None:
    rendered = html("<details>\n<summary>S</summary>\n\n- a\n\n```py\nx\n```\n\n</details>\n\nend")
    assert re.search(
        r"<details>\s*<summary>S</summary>\s*<ul>\s*<li>a\s*</li>\s*</ul>\s*"
        r'<div class="language-py highlight">.*</div>\s*</details>\s*<p>end</p>',
        rendered,
        re.DOTALL,
    )


@pytest.mark.parametrize(
    ("markdown", "gone"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("<style>p{}</style>", "<style"),
        ("<iframe src=x></iframe>", "<iframe"),
        ("<p onclick=alert(1)>a</p>", "onclick"),
        ('<p style="position:fixed">a</p>', "style="),
        ('<div class="md-overlay" role="alert">a</div>', "class="),
        ('<div role="alert">a</div>', "role="),
        ('<a href="javascript:alert(1)">a</a>', "javascript:"),
        ('<a href="java&#10;script:alert(1)">a</a>', "script:"),
        ('<a href=" data:text/html,x">a</a>', "data:"),
        ('<img src="data:image/svg+xml,x">', "data:"),
        ('<img srcset="javascript:x 2x">', "javascript:"),
        ("<svg><script>x</script></svg>", "<svg"),
        ("<form action=x><input name=y><button>z</button></form>", "<input"),
        ("<math><mi>x</mi></math>", "<math"),
        ("<object data=x></object>", "<object"),
        ("<base href=//x>", "<base"),
        ("<!-- a -->", "<!--"),
        ("a <x-y>b</x-y>", "<x-y"),
        ("[a](javascript:alert(1))", "<a"),
        ("[a](vbscript:x)", "<a"),
        ("[a](x-app:y)", "<a"),
        ("![a](data:image/png;base64,AAAA)", "<img"),
        ("<javascript:alert(1)>", "<a"),
    ],
)
def test_what_could_act_is_gone(html: Html, markdown: str, gone: str) -> None:
    assert gone not in html(markdown)
    assert gone not in html(f"{markdown}\n\n<b>x</b>")


@pytest.mark.parametrize("tag", ["script", "plaintext", "textarea", "title", "xmp", "noframes"])
def test_a_tag_that_would_swallow_the_rest_is_shown_as_text(html: Html, tag: str) -> None:
    assert html(f"a <{tag}> *b*") == f"<p>a &lt;{tag}&gt; <em>b</em></p>\n"


def test_addresses_in_raw_html_are_settled_like_those_in_markdown(html: Html) -> None:
    assert html(
        '<a href="known.md">a</a> <a href="missing.md">b</a> <a href="#H-e-a-d">c</a> '
        '<img src="known.png" alt="d"> <img src="missing.png" alt="e">\n\n## H e a d'
    ).startswith(
        '<p><a href="../known/">a</a> <a>b</a> <a href="#h-e-a-d">c</a> '
        '<img src="../../known.png" alt="d"> <img alt="e"></p>'
    )


def test_each_candidate_of_a_picture_set_is_settled(html: Html) -> None:
    rendered = html(
        '<picture><source media="(min-width: 1px)" srcset="known.png 2x, data:x 3x, b.png">'
        '<img src="known.png"></picture>'
    )
    assert 'srcset="../../known.png 2x, b.png"' in rendered
    assert '<img alt="" src="../../known.png">' in rendered


def test_a_raw_picture_or_link_without_a_text_gets_what_a_reader_aloud_needs(html: Html) -> None:
    rendered = html('<a href="https://x.example/?a&amp;b"><img src="a.png"></a>')
    assert '<a aria-label="https://x.example/?a&amp;b" href="https://x.example/?a&amp;b">' in (
        rendered
    )
    assert '<img alt="" src="a.png">' in rendered


def test_ids_stated_in_raw_html_never_repeat_those_of_headings(
    body: Callable[[str], RenderedBody],
) -> None:
    rendered = body('<a id="plan"></a><a name="own"></a><p id="__search">x</p>\n\n## Plan\n')
    assert rendered.html.count('id="plan"') == 1
    assert rendered.anchors == {"plan", "own", "section-search"}


def test_a_title_with_raw_html_is_cleaned_too(body: Callable[[str], RenderedBody]) -> None:
    assert body("# a<br><b onclick=x>b</b> `c`\n").title_html == "a<br><b>b</b> <code>c</code>"


def test_elements_left_open_or_closed_twice_cannot_leave_the_body(
    html: Html, compare: ModuleType
) -> None:
    compare.tree(html("</div></article>\n\n<div><b>a\n\n- c </li></ul> d\n\n<details>\n"))


def test_a_body_cannot_put_in_the_pieces_that_stand_in_for_code(html: Html) -> None:
    markdown = "```\nsecret\n```\n\n<b>{}</b>"
    mark = re.search(r"~[0-9a-f]{24}~", html(markdown.format("x")))
    assert mark is None
    assert html(markdown.format("~000~0~000~")).count("secret") == 1


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("a.md", True),
        ("https://x", True),
        ("MAILTO:a@b", True),
        ("//x.example", True),
        ("?q=a:b", True),
        ("./a:b", True),
        ("#a:b", True),
        ("", True),
        ("javascript:x", False),
        (" \x01java\tscript:x", False),
        ("DATA:x", False),
        ("a:b", False),
    ],
)
def test_only_schemes_that_run_nothing_are_safe(address: str, *, safe: bool) -> None:
    assert is_safe(address) is safe


_PIECES = st.sampled_from(
    [
        *"<>\"'`=&;:/\\[]()!#*_~-|\n\t ",
        "<script>",
        "</script>",
        "<style>",
        "<b ",
        "<a href=",
        "<img src=x onerror=",
        "javascript:",
        "java&#x09;script&colon;",
        "data:text/html,",
        "onclick=",
        "<!--",
        "-->",
        "<![CDATA[",
        "<svg/onload=",
        "<math><mtext>",
        "<table><td>",
        "</div>",
        "<details>",
        "<plaintext>",
        "```",
        "> ",
        "- [ ] ",
        "[^1]",
        "[^1]: ",
        "| a |\n|--|\n",
        "ADR-12 ",
        "x",
        "\u2028",
        "\ud800",
    ]
)


@settings(deadline=None)  # the first block of code loads the highlighter
@given(st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_no_text_whatever_raises_acts_or_leaves_an_element_open(
    compare: ModuleType, acting: Callable[[str], list[str]], markdown: str
) -> None:
    links: Links = compare.AsWritten()
    rendered = render_fragment(parse_markdown(markdown, file="x.md"), links, take_title=True)
    for html in (rendered.html, rendered.title_html):
        assert acting(html) == []
        compare.tree(html)
