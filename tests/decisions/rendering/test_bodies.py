"""Markdown bodies: what each construct becomes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from archbook.decisions.rendering import (
    Links,
    RenderedBody,
    TocItem,
    render_fragment,
    render_inline,
)
from archbook.source.markdown import MAX_DEPTH, parse_markdown

Html = Callable[[str], str]
Body = Callable[[str], RenderedBody]


def test_the_first_heading_of_level_one_is_the_title_and_leaves_the_body(body: Body) -> None:
    rendered = body("# 12. Use `x` & *y*\n\nText\n\n# Another\n")
    assert rendered.title_html == "12. Use <code>x</code> &amp; <em>y</em>"
    assert rendered.title_anchor == "12-use-x--y"
    assert rendered.html == '<p>Text</p>\n<h1 id="another">Another</h1>\n'
    assert rendered.toc == (TocItem(level=1, text="Another", anchor="another"),)
    assert rendered.anchors == {"12-use-x--y", "another"}


def test_a_heading_of_level_one_that_is_not_the_first_stays_in_the_body(body: Body) -> None:
    rendered = body("## Status\n\n# Title\n")
    assert rendered.title_html == ""
    assert '<h1 id="title">Title</h1>' in rendered.html


def test_a_quoted_heading_is_not_the_title(body: Body) -> None:
    rendered = body("> # Quoted\n\n# Title\n")
    assert rendered.title_html == "Title"
    assert '<h1 id="quoted">Quoted</h1>' in rendered.html


def test_a_readme_keeps_its_title(links: Links) -> None:
    rendered = render_fragment(parse_markdown("# Log\n", file="x.md"), links)
    assert rendered.title_html == ""
    assert rendered.html == '<h1 id="log">Log</h1>\n'


@pytest.mark.parametrize(
    ("kind", "theme"),
    [
        ("NOTE", "note"),
        ("TIP", "tip"),
        ("IMPORTANT", "info"),
        ("WARNING", "warning"),
        ("caution", "danger"),
    ],
)
def test_an_alert_becomes_an_admonition_of_the_theme(html: Html, kind: str, theme: str) -> None:
    assert html(f"> [!{kind}]\n> Text\n") == (
        f'<div class="admonition {theme} ab-alert ab-alert--{kind.lower()}">\n'
        f'<p class="admonition-title">{kind.capitalize()}</p>\n<p>Text</p>\n</div>\n'
    )


def test_check_boxes_have_a_name_and_cannot_be_changed(html: Html) -> None:
    assert html("- [ ] a\n- [x] b\n").splitlines()[1:] == [
        '<li class="task-list-item"><input type="checkbox" disabled aria-label="To do"> a',
        "</li>",
        '<li class="task-list-item"><input type="checkbox" disabled aria-label="Done" checked> b',
        "</li>",
        "</ul>",
    ]


def test_a_table_keeps_the_alignment_of_its_columns(html: Html) -> None:
    rendered = html("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n")
    assert rendered.startswith("<table>\n<thead>\n<tr>\n<th>a</th>\n")
    assert '<td align="center">2</td>\n<td align="right">3</td>' in rendered


def test_text_is_struck_through_with_one_tilde_or_two(html: Html) -> None:
    assert html("~a~ ~~b~~") == "<p><del>a</del> <del>b</del></p>\n"


def test_an_ordered_list_begins_where_it_says(html: Html) -> None:
    assert html("7. a\n").startswith('<ol start="7">')


def test_footnotes_stand_at_the_end_and_lead_back(html: Html) -> None:
    rendered = html("a[^n] b[^n]\n\n[^n]: Note\n")
    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1"' in rendered
    assert '<sup id="fnref:1-2">' in rendered
    assert '<section class="footnote footnotes" role="doc-endnotes" aria-label="Footnotes">' in (
        rendered
    )
    assert '<li id="fn:1"><p>Note <a class="footnote-backref" href="#fnref:1"' in rendered
    assert 'href="#fnref:1-2" aria-label="Back to reference 1-2"' in rendered


def test_template_syntax_and_emoji_codes_stay_text(html: Html) -> None:
    assert html("{{ 1+1 }} {% x %} :rocket:") == "<p>{{ 1+1 }} {% x %} :rocket:</p>\n"


def test_links_and_pictures_lead_where_the_site_has_them(html: Html) -> None:
    assert html('[a](known.md) ![b](known.png "t")') == (
        '<p><a href="../known/">a</a> <img src="../../known.png" alt="b" title="t"></p>\n'
    )


def test_what_leads_nowhere_is_shown_as_its_text(html: Html) -> None:
    assert html("[*a*](missing.md) ![b](missing.png)") == "<p><em>a</em> b</p>\n"


def test_a_link_within_the_page_finds_its_heading_whatever_its_case(html: Html) -> None:
    rendered = html("[a](#The-Plan) [b](#user-content-the-plan) [c](#nowhere)\n\n## The plan\n")
    assert rendered.startswith(
        '<p><a href="#the-plan">a</a> <a href="#the-plan">b</a> <a href="#nowhere">c</a></p>'
    )


def test_a_link_without_a_text_is_called_by_its_address(html: Html) -> None:
    assert html("[](known.md) [![](known.png)](a%20b.md)") == (
        '<p><a href="../known/" aria-label="known.md"></a> <a href="a%20b.md" aria-label="a b.md">'
        '<img src="../../known.png" alt=""></a></p>\n'
    )


def test_a_decision_named_in_the_text_becomes_a_link_with_its_title(html: Html) -> None:
    assert html("See ADR-12 & ADR-13.") == (
        '<p>See <a class="ab-mention" href="../0012-x/" '
        'title="ADR-012 · &quot;X&quot; &lt;b&gt; · accepted">ADR-12</a> &amp; ADR-13.</p>\n'
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "`ADR-12`",
        "    ADR-12",
        "```\nADR-12\n```",
        "## ADR-12",
        "[see ADR-12](known.md)",
        "![ADR-12](known.png)",
        '<a href="known.md">ADR-12</a>',
        "<code>ADR-12</code>",
        "<h2>ADR-12</h2>",
        "<pre>ADR-12</pre>",
        "https://x.example/ADR-12",
    ],
)
def test_a_name_within_code_links_headings_and_pictures_stays_a_name(
    html: Html, markdown: str
) -> None:
    assert "ab-mention" not in html(markdown)


def test_a_name_behind_raw_html_is_found_again(html: Html) -> None:
    assert html('<a name="x">\n\nSee ADR-12 <kbd>a</kbd> ADR-12').count("ab-mention") == 2


def test_a_heading_without_content_is_left_out(body: Body) -> None:
    rendered = body("##\n\n## a\n")
    assert rendered.html == '<h2 id="a">a</h2>\n'


def test_headings_carry_a_permanent_link_where_one_is_asked_for(links: Links) -> None:
    rendered = render_fragment(parse_markdown("## A b\n", file="x"), links, permalink="¶")
    assert rendered.html == (
        '<h2 id="a-b">A b<a class="headerlink" href="#a-b" title="Permanent link">¶</a></h2>\n'
    )


def test_one_line_of_markdown_has_no_links_and_no_raw_html() -> None:
    assert render_inline("a `b` *c* [d](e) <script> & ![f](g)") == (
        "a <code>b</code> <em>c</em> d &lt;script&gt; &amp; f"
    )


def test_nothing_is_lost_below_the_deepest_nesting(html: Html) -> None:
    rendered = html(">" * 5000 + " bottom")
    assert rendered.count("<blockquote>") == MAX_DEPTH
    assert "bottom" in rendered


@pytest.mark.parametrize(
    "markdown",
    [
        "\n\n".join(f"## Heading {i % 7}" for i in range(10_000)),
        ">" * 5000 + "x",
        "word " * 200_000,
        "[" * 1_000_000,
        "*a " * 300_000,
        "a@" * 300_000,
        "_www.a_b" * 100_000,
        "<div>" * 20_000,
        "![](data:image/png;base64," + "QUJD" * 250_000 + ")",
    ],
    ids=["headings", "quotes", "words", "brackets", "stars", "signs", "hosts", "tags", "picture"],
)
def test_a_body_made_to_be_slow_is_not(html: Html, markdown: str) -> None:
    begin = time.process_time()
    html(markdown)
    assert time.process_time() - begin < 8


def test_the_same_body_gives_the_same_bytes(html: Html) -> None:
    markdown = (
        '# A\n\n<details id="b">\n\n```py\nx = 1\n```\n\n- [x] c[^1]\n\n</details>\n\n[^1]: d'
    )
    assert html(markdown) == html(markdown)
