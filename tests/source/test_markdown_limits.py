"""Markdown that is made to be deep, long or misread."""

from __future__ import annotations

from archbook.source.markdown import MAX_DEPTH, parse_markdown
from archbook.source.running_text import MAX_DELIMITERS


def test_blocks_below_the_greatest_depth_become_text_and_nothing_is_dropped() -> None:
    tokens = parse_markdown("> " * (MAX_DEPTH + 5) + "bottom\n", file="x.md").tokens
    assert sum(token.type == "blockquote_open" for token in tokens) == MAX_DEPTH
    assert [token.content for token in tokens if token.type == "inline"] == ["> " * 5 + "bottom"]


def test_lists_as_deep_as_people_write_them_stay_lists() -> None:
    deep = MAX_DEPTH // 2
    tokens = parse_markdown("".join(f"{'  ' * i}- a\n" for i in range(deep)), file="x.md").tokens
    assert sum(token.type == "list_item_open" for token in tokens) == deep


def test_a_paragraph_of_countless_delimiters_is_plain_text() -> None:
    text = "[a](b) " * (MAX_DELIMITERS // 2 + 1)
    tokens = parse_markdown(text, file="x.md").tokens
    assert [child.type for child in tokens[1].children or []] == ["text"]
    assert (tokens[1].children or [])[0].content == text.strip()


def test_a_long_paragraph_without_delimiters_is_parsed() -> None:
    tokens = parse_markdown("word " * MAX_DELIMITERS + "*em*", file="x.md").tokens
    assert "em_open" in {child.type for child in tokens[1].children or []}


def test_a_check_box_is_taken_from_the_text_and_the_rest_is_no_block() -> None:
    tokens = parse_markdown("- [x] # a\n- [ ] 1. b\n- c\n", file="x.md").tokens
    items = [token for token in tokens if token.type == "list_item_open"]
    assert [item.meta.get("checked") for item in items] == [True, False, None]
    assert [token.content for token in tokens if token.type == "inline"] == ["# a", "1. b", "c"]
    assert tokens[0].attrs["class"] == "contains-task-list"
