"""Blocks, lines and links of Markdown and raw HTML, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archbook.source.anatomy import links_of, markdown_blocks, read_inline
from archbook.source.blocks import Block, BlockKind
from archbook.source.markdown import parse_markdown
from archbook.source.text_lines import Mark, TextLine, html_attribute, plain_text


def blocks(text: str) -> tuple[Block, ...]:
    return markdown_blocks(parse_markdown(text, file="a.md"))


def test_each_block_has_its_kind_line_and_level() -> None:
    text = (
        "---\na: 1\n---\n# T\n\nText\nmore\n\n- one\n  - two\n\n    para\n\n> quote\n\n"
        "```\ncode\n```\n\n---\n\nS\n-\n"
    )
    found = [(b.kind, b.line, b.level, b.text, b.quoted) for b in blocks(text)]
    assert found == [
        (BlockKind.HEADING, 4, 1, "T", False),
        (BlockKind.PARAGRAPH, 6, 0, "Text more", False),
        (BlockKind.ITEM, 9, 1, "one", False),
        (BlockKind.ITEM, 10, 2, "two", False),
        (BlockKind.PARAGRAPH, 12, 2, "para", False),
        (BlockKind.PARAGRAPH, 14, 0, "quote", True),
        (BlockKind.CODE, 16, 0, "", False),
        (BlockKind.RULE, 20, 0, "", False),
        (BlockKind.HEADING, 22, 2, "S", False),
    ]


def test_lines_of_a_paragraph_keep_their_places() -> None:
    (block,) = blocks("one\ntwo  \nthree<br>four\n")
    assert [(line.text, line.line) for line in block.lines] == [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 3),
    ]


def test_marks_links_images_and_code_are_spans_of_plain_text() -> None:
    (block,) = blocks(
        "**b** ~~s~~ `c` [l *i*](u \"t\") ![a](p.png) <a href='v'>w</a> &amp; <!-- x -->\n"
    )
    line = block.lines[0]
    assert line.text == "b s c l i  w &"
    assert [(s.mark, line.text[s.start : s.end], s.target, s.label) for s in line.spans] == [
        (Mark.STRONG, "b", "", ""),
        (Mark.STRUCK, "s", "", ""),
        (Mark.CODE, "c", "", ""),
        (Mark.LINK, "l i", "u", ""),
        (Mark.IMAGE, "", "p.png", "a"),
        (Mark.LINK, "w", "v", ""),
    ]


def test_ticked_items_and_alerts_are_told() -> None:
    ticked, empty, plain = blocks("- [x] a\n- [ ] b\n- c\n")
    assert (ticked.checked, empty.checked, plain.checked) == (True, False, None)
    alert = blocks("> [!WARNING]\n> careful\n")[-1]
    assert (alert.admonition, alert.quoted, alert.text) == ("warning", True, "careful")


def test_tables_keep_rows_cells_and_lines() -> None:
    (table,) = blocks("| A | B |\n|---|---|\n| x<br>y | [z](u) |\n")
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [["A", "B"], ["x y", "z"]]
    assert table.rows[1][1][0].line == 3


def test_raw_html_gives_headings_tables_and_links_but_no_script() -> None:
    text = (
        '<h1 align="center">T <b>u</b></h1>\n<script>alert("x")</script>\n'
        "<table>\n<tr><th>Status</th><td>ok <a href='x.md'>x</a></td></tr>\n</table>\n"
        '<p>end <img src="i.png" alt="i"></p>\n'
    )
    heading, table, paragraph = blocks(text)
    assert (heading.kind, heading.level, heading.text, heading.line) == (
        BlockKind.HEADING,
        1,
        "T u",
        1,
    )
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [["Status", "ok x"]]
    assert (paragraph.text, paragraph.line) == ("end", 6)
    assert [(u.href, u.line, u.image, u.raw) for u in links_of(blocks(text))] == [
        ("x.md", 4, False, True),
        ("i.png", 6, True, True),
    ]


@pytest.mark.parametrize("html", ["<!-- a -->", "<!--\n# no\n-->", "<style>p {}</style>"])
def test_comments_and_styles_are_no_text(html: str) -> None:
    assert [b.text for b in blocks(f"{html}\n\ntext\n")][-1:] == ["text"]
    assert not any("no" in b.text or "{}" in b.text for b in blocks(f"{html}\n\ntext\n"))


def test_links_are_told_in_order_and_code_has_none() -> None:
    text = "[a](a.md) `[b](b.md)` ![c](c.png)\n\n    [d](d.md)\n\n# [e](e.md)\n\n[f]\n\n[f]: f.md\n"
    assert [(u.href, u.image) for u in links_of(blocks(text))] == [
        ("a.md", False),
        ("c.png", True),
        ("e.md", False),
        ("f.md", False),
    ]


def test_a_value_is_read_as_inline_markdown() -> None:
    (plain,) = read_inline(" accepted ", 3)
    (linked,) = read_inline("by [x](y.md)", 4)
    assert (plain.text, plain.line, plain.spans) == ("accepted", 3, ())
    assert (linked.text, linked.spans[0].target) == ("by x", "y.md")
    assert read_inline("  ", 1) == ()


def test_a_part_of_a_line_keeps_its_spans() -> None:
    (line,) = read_inline("a: **b** [c](d) ![e](f)", 1)
    part = line.cut(2)
    assert part.text == "b c"
    assert [(s.mark, part.text[s.start : s.end]) for s in part.spans] == [
        (Mark.STRONG, "b"),
        (Mark.LINK, "c"),
        (Mark.IMAGE, ""),
    ]
    assert line.cut(0, 1) == TextLine("a", 1)


def test_struck_text_can_be_left_out() -> None:
    (line,) = read_inline("~~old~~ new", 1)
    assert line.without(Mark.STRUCK) == "new"


def test_attributes_of_tags_are_read() -> None:
    assert html_attribute('<a title="x" HREF="u&amp;v">', "href") == "u&v"
    assert html_attribute("<a href=u>", "href") == "u"
    assert html_attribute("<a>", "href") == ""


@given(st.text(max_size=200))
def test_any_text_has_blocks_whose_lines_lie_in_the_file(text: str) -> None:
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for block in blocks(text):
        assert 1 <= block.line <= last
        for line in block.lines:
            assert all(0 <= s.start <= s.end <= len(line.text) for s in line.spans)
