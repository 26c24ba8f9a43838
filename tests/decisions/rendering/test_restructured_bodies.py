"""reStructuredText bodies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archbook.decisions.model import Decision, FileKind
from archbook.decisions.rendering import Links, RenderedBody, TocItem, render_body
from archbook.source.findings import Severity

Rst = Callable[[str], RenderedBody]

HEAD = "1. Use ``x``\n============\n\n"


def decision(source: str) -> Decision:
    return Decision(
        path="x.rst",
        file="adr/x.rst",
        kind=FileKind.ADR,
        id="ADR-1",
        number=1,
        title="x",
        display_title="x",
        source=source,
    )


@pytest.fixture
def rst(links: Links) -> Rst:
    return lambda source: render_body(decision(source), links)


def test_the_first_heading_is_the_title_and_sections_follow_it(rst: Rst) -> None:
    rendered = rst(HEAD + "Context\n-------\n\nText\n\nMore\n~~~~\n\nContext\n-------\n\nEnd\n")
    assert rendered.title_html == "1. Use <code>x</code>"
    assert rendered.title_anchor == "1-use-x"
    assert rendered.html == (
        '<h2 id="context">Context</h2>\n<p>Text</p>\n<h3 id="more">More</h3>\n'
        '<h2 id="context-1">Context</h2>\n<p>End</p>\n'
    )
    assert rendered.toc == (
        TocItem(level=2, text="Context", anchor="context"),
        TocItem(level=3, text="More", anchor="more"),
        TocItem(level=2, text="Context", anchor="context-1"),
    )


def test_headings_that_are_all_of_one_kind_follow_the_first_as_sections(rst: Rst) -> None:
    rendered = rst("Title\n=====\n\nStatus\n======\n\nAccepted\n")
    assert rendered.title_html == "Title"
    assert rendered.html == '<h2 id="status">Status</h2>\n<p>Accepted</p>\n'


def test_a_text_without_headings_has_no_title(rst: Rst) -> None:
    assert rst("Just *text*.\n") == RenderedBody(html="<p>Just <em>text</em>.</p>\n")


def test_links_pictures_and_names_lead_where_the_site_has_them(rst: Rst) -> None:
    html = rst(
        HEAD
        + "`a <known.md>`_ `b <missing.md>`_ `c <javascript:x>`_ ADR-12 ``ADR-12`` Context_\n\n"
        ".. image:: known.png\n\n.. image:: missing.png\n   :alt: gone\n\n"
        "Context\n-------\n\nADR-12\n"
    ).html
    assert '<p><a href="../known/">a</a> b c <a class="ab-mention" href="../0012-x/"' in html
    assert '<code>ADR-12</code> <a href="#context">Context</a></p>' in html
    assert '<img alt="" src="../../known.png">' in html
    assert "<p>gone</p>" in html
    assert html.count("ab-mention") == 2


def test_code_carries_the_same_classes_as_in_markdown(rst: Rst) -> None:
    html = rst(".. code-block:: python\n\n   x = 1\n\nplain::\n\n   y\n").html
    assert '<div class="language-python highlight"><pre><span></span><code><span class="n">' in html
    assert "<code>y\n</code></pre></div>" in html


def test_lists_tables_fields_notes_and_footnotes_keep_their_form(rst: Rst) -> None:
    html = rst(
        ":Status: Accepted\n\n- a\n\n  1. b\n\n=== ===\na   b\n=== ===\n1   2\n=== ===\n\n"
        ".. warning:: Mind [1]_\n\n.. [1] Note\n"
    ).html
    for piece in (
        "<dt>Status<span>:</span></dt>\n<dd><p>Accepted</p>",
        "<ol",
        "<table>",
        "<th",
        '<div class="warning admonition">\n<p class="admonition-title">Warning</p>',
        '<sup><a href="#footnote-1" id="footnote-reference-1" role="doc-noteref">1</a></sup>',
        '<div class="footnote" id="footnote-1" role="doc-footnote">',
    ):
        assert piece in html


def test_what_other_tools_understand_is_shown_as_written_with_a_note(rst: Rst) -> None:
    rendered = rst(HEAD + "See :ref:`there`.\n\n.. uml:: x\n\n   a -> b\n")
    assert "See :ref:`there`." in rendered.html
    assert "a -&gt; b" in rendered.html
    assert [(str(p.location), p.severity, p.rule) for p in rendered.problems] == [
        ("adr/x.rst:4", Severity.NOTE, "unreadable-markup"),
        ("adr/x.rst:6", Severity.NOTE, "unreadable-markup"),
    ]


def test_a_broken_heading_is_a_warning_and_the_rest_is_rendered(rst: Rst) -> None:
    rendered = rst("A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nE\n~\n\nend\n")
    assert "end" in rendered.html
    assert Severity.WARNING in {problem.severity for problem in rendered.problems}


def test_no_file_is_read_and_no_raw_html_let_through(rst: Rst, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words", encoding="utf-8")
    html = rst(
        f".. include:: {secret}\n\n.. raw:: html\n\n   <script>alert(1)</script>\n\n"
        f".. csv-table:: t\n   :file: {secret}\n\n.. literalinclude:: {secret}\n\n"
        f".. image:: {secret}\n   :loading: embed\n   :scale: 50\n\n"
        ".. class:: md-overlay\n\nText\n\n.. container:: md-dialog\n\n   Text\n"
    ).html
    assert "hidden words" not in html
    assert "<script" not in html
    assert 'class="md-' not in html


def test_ids_of_the_page_itself_are_never_given(rst: Rst) -> None:
    rendered = rst(".. _a:\n\nText\n\n__search\n--------\n\nx a_\n")
    assert rendered.title_anchor == "section-search"
    assert '<a href="#a">a</a>' in rendered.html


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *'`*_|:.[]<>"\\-=~ \n\n\n',
                ".. image:: ",
                ".. note::",
                "   ",
                ".. _a:",
                "`x <javascript:y>`_ ",
                ".. raw:: html\n\n   <b onclick=x>\n",
                "::\n\n   code\n",
                "=====\n",
                ":role:`x`",
                "ADR-12 ",
                "word",
                "[1]_ ",
                ".. [1] ",
                "|sub| ",
                ".. |sub| replace:: <script>",
                ".. list-table::\n   :widths: x\n",
                ".. math::\n\n   \\frac{<script>}{b}\n",
                "+---+\n| a |\n+---+\n",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_no_text_whatever_raises_acts_or_leaves_an_element_open(
    compare: ModuleType, acting: Callable[[str], list[str]], source: str
) -> None:
    rendered = render_body(decision(source), compare.AsWritten())
    for html in (rendered.html, rendered.title_html):
        compare.tree(html)
        assert acting(html) == []
