"""Code blocks."""

from __future__ import annotations

import pytest

from archbook.decisions.rendering.code import MAX_HIGHLIGHTED, code_block


def test_code_of_a_known_language_carries_the_classes_of_the_theme() -> None:
    assert code_block("x = 1\n", "python") == (
        '<div class="language-python highlight"><pre><span></span><code>'
        '<span class="n">x</span> <span class="o">=</span> <span class="mi">1</span>\n'
        "</code></pre></div>\n"
    )


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("py title=x", "py"),
        ("{.yaml linenums=1}", "yaml"),
        ("JSON", "json"),
        ("c++", "c++"),
        ("ts{1,3}", "ts"),
        ("nonesuch", "nonesuch"),
        ("", "text"),
        ('"><script>', "text"),
    ],
)
def test_the_first_word_of_the_info_string_names_the_language(info: str, language: str) -> None:
    assert code_block("a", info).startswith(f'<div class="language-{language} highlight">')


@pytest.mark.parametrize("info", ["", "text", "nonesuch"])
def test_code_of_no_known_language_is_plain(info: str) -> None:
    assert "<code>a &lt; b &amp;&amp; c\n</code>" in code_block("a < b && c\n", info)


def test_a_huge_block_stays_plain() -> None:
    assert 'class="n"' not in code_block("x = 1\n" * (MAX_HIGHLIGHTED // 6 + 1), "python")


def test_empty_lines_at_both_ends_of_code_are_kept() -> None:
    assert "<code>\n\n" in code_block("\n\nx\n\n", "python")
    assert "\n\n</code>" in code_block("\n\nx\n\n", "python")


def test_a_mermaid_diagram_is_left_for_the_theme_to_draw() -> None:
    assert code_block("a --> b\n", "mermaid") == (
        '<pre class="mermaid"><code>a --&gt; b\n</code></pre>\n'
    )
