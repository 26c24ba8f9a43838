"""What themes and other plugins get to see of a page."""

from __future__ import annotations

import gc

from jinja2 import Template
from markupsafe import Markup

from archbook.decisions.rendering import TocItem
from archbook.hosts.memory import loading, release
from archbook.hosts.mkdocs_pages import SafeTitle, table_of_contents


def test_a_title_is_text_however_a_theme_prints_it() -> None:
    title = SafeTitle("a &lt;/title&gt;&lt;script&gt;")
    assert Template("{{ title }}").render(title=title) == title
    assert "<" not in Template("{{ title | striptags }}").render(title=title)
    assert "<" not in Template("{{ title | striptags | e }}").render(title=title)
    assert "<" not in Markup("{}").format(title)


def test_headings_are_nested_by_their_level_even_where_one_is_skipped() -> None:
    levels = [1, 2, 4, 3, 2, 1]
    items = [TocItem(level=level, text=f"<{n}>", anchor=f"a{n}") for n, level in enumerate(levels)]
    top = list(table_of_contents(items))
    assert [link.title for link in top] == ["&lt;0&gt;", "&lt;5&gt;"]
    assert [link.title for link in top[0].children] == ["&lt;1&gt;", "&lt;4&gt;"]
    assert [link.url for link in top[0].children[0].children] == ["#a2", "#a3"]


def test_a_page_of_ten_thousand_headings_has_a_table_of_contents_that_a_theme_can_print() -> None:
    items = [TocItem(level=1, text="x", anchor="x")]
    items += [TocItem(level=2 + n % 2, text="y", anchor=f"y{n}") for n in range(10_000)]

    def count(links: object) -> int:
        return sum(1 + count(link.children) for link in links)  # type: ignore[attr-defined]

    assert 1 <= count(table_of_contents(items)) <= 300


def test_collection_is_as_it_was_after_loading() -> None:
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    release()
    assert gc.get_freeze_count() == 0
