"""Bodies against cmark-gfm, the code host's own renderer: the same structure, nothing lost."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

_WORDS = st.sampled_from(
    [
        "word",
        "two words",
        "*em*",
        "**strong**",
        "`code`",
        "~~gone~~",
        "[link](a.md)",
        "![alt](a.png)",
        "https://x.example/a",
        "<b>raw</b>",
        "1 < 2 & 3",
        "a\\*b",
        "文字",
        "end\\\nbreak",
        "a<br>b",
    ]
)
_LINE = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)


def _indented(first: str, text: str) -> str:
    head, *rest = text.split("\n")
    return "\n".join([first + head, *((" " * len(first) + line) if line else "" for line in rest)])


def _list(items: list[str], marker: str, *, loose: bool) -> str:
    return ("\n\n" if loose else "\n").join(_indented(marker, item) for item in items)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _containers(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
    return (
        st.builds(
            _list,
            st.lists(several, min_size=1, max_size=3),
            st.sampled_from(["- ", "* ", "+   ", "1. ", "7) ", "- [ ] ", "- [x] "]),
            loose=st.booleans(),
        )
        | several.map(_quoted)
        | several.map("<details>\n\n{}\n\n</details>".format)
    )


_LEAVES = (
    _LINE
    | st.lists(_LINE, min_size=2, max_size=3).map("\n".join)
    | st.builds("{} {}".format, st.sampled_from(["#", "##", "######"]), _LINE)
    | _LINE.map("{}\n---".format)
    | st.sampled_from(
        ["---", "```py\nx = 1\n\ny\n```", "~~~\n- no list\n~~~", "    indented\n\n    code"]
    )
    | st.lists(_LINE.filter(lambda line: "\n" not in line), min_size=2, max_size=2).map(
        lambda cells: f"| a | b |\n|:--|--:|\n| {' | '.join(cells)} |\n| `x\\|y` |"
    )
)
# cmark-gfm takes a list for tight where a blank line follows a thematic break that opens an item.
_NESTED = st.recursive(
    _LEAVES.filter(lambda leaf: not leaf.startswith("---")), _containers, max_leaves=8
)
_BLOCKS = _LEAVES | _NESTED


@settings(deadline=None)  # the first block of code loads the highlighter
@given(st.lists(_BLOCKS, min_size=1, max_size=4).map("\n\n".join))
def test_nested_blocks_have_the_structure_that_cmark_gives_them(
    compare: ModuleType, markdown: str
) -> None:
    assert compare.difference(markdown) == []


@pytest.mark.parametrize(
    "markdown",
    [
        "1. a\n   - b\n     - c\n\n       d\n   - e\n2. f\n",
        "- a\n\n      code in an item\n- b\n",
        "* a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n\n  b\n",
        "> - a\n>   > b\n> - c\n\nd\n",
        "1) a\n1) b\n\n3. c\n",
        "- a\n+ b\n* c\n",
        "Term\n: not a definition list\n",
        "a[^1] b[^two].\n\n[^1]: One\n\n    - with a list\n\n[^two]: Two\n",
        "> [!WARNING]\n> Mind *this*.\n>\n> - a\n",
        "- [ ] a\n  - [x] b\n- c\n",
        "a<br/>b <kbd>x</kbd>\n\n<details>\n<summary>s</summary>\n\n1. a\n\n</details>\n",
        "<table>\n<tr><td>\n\n*a*\n\n</td></tr>\n</table>\n",
        "a\n===\n\nb\n---\n",
        "| a |\n|---|\n| b |\nno table row\n\n| not | a | table |\n|---|\n",
        '"https://a.example/b", 见https://c.example/d。 <https://e.example>\n',
        "[a]: b.md 'title'\n\n[a] [x][a] ![y][a] [none]\n",
        "line  \nbreak\\\nbreak\nsoft\n",
        "&copy; &amp;lt; &#35; \\# *a*b* __c__d\n",
        "-\n-   \n- a\n",
        "10. a\n\n    b\n",
        "\ta\n\n  - b\n\n\t\tcode\n",
    ],
)
def test_each_construct_is_rendered_as_by_cmark(compare: ModuleType, markdown: str) -> None:
    assert compare.difference(markdown) == []


def test_the_reference_decisions_are_rendered_as_by_cmark(compare: ModuleType) -> None:
    folder = Path(__file__).parents[3] / "adr"
    files = sorted(folder.glob("**/*.md"))
    assert files
    for file in files:
        assert compare.difference(file.read_text(encoding="utf-8")) == [], file.name


def test_the_comparison_sees_a_lost_list_item_and_a_changed_link(compare: ModuleType) -> None:
    assert compare.lines("<ul><li>a</li><li>b</li></ul>") != compare.lines("<ul><li>a</li></ul>")
    assert compare.lines('<a href="x">a</a>') != compare.lines('<a href="y">a</a>')
    assert compare.lines("<p>a b</p>") != compare.lines("<p>a c</p>")
    with pytest.raises(ValueError, match="closes"):
        compare.tree("<b><i></b></i>")


def test_the_command_says_how_many_files_differ(
    compare: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("- a\n", encoding="utf-8")
    assert compare.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 files, 0 rendered differently\n"
