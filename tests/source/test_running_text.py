from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import inline
from markdown_it.token import Token

from archbook.source.markdown import gfm_parser


def asking_every_rule() -> MarkdownIt:
    parser = gfm_parser.__wrapped__()
    parser.disable(["prose", "bullets", "plain_heading"])
    parser.core.ruler.at("inline", inline)
    return parser


EVERY_RULE = asking_every_rule()


def without_empty_texts(tokens: list[Token]) -> list[Token]:
    for token in tokens:
        if token.children:
            token.children = [t for t in token.children if t.type != "text" or t.content]
    return tokens


def same(text: str) -> bool:
    expected = without_empty_texts(EVERY_RULE.parse(text, {}))
    return without_empty_texts(gfm_parser().parse(text, {})) == expected


pieces = st.sampled_from(
    [
        *("word", "a", "Über", "7", "12. ", "12) ", "1234567890. ", "3", " ", "  ", "    ", "\t"),
        *("\n", "\n", "\n\n", "\n    ", "\n  ", "\n> ", "\n- ", "\n* ", "\n1. ", "\n\t"),
        *("*", "**", "***", "_", "__", "`", "``", "```", "~", "~~", "~~~", "#", "# ", ">", "+ "),
        *("-", "--", "---", "- ", "=", "===", "|", "|-|", "a | b", "---|---", ":-:", ":", "\\"),
        *("[", "]", "[a]", "[a]:", "[a]: x", "[^1]", "[^1]: ", "[x] ", "[ ] ", "(x)", "![i](j)"),
        *("<", "<br>", "<div>", "<!-- x", "-->", "&amp;", "&", "!", "@", "a@b.de", "www.a.de"),
        *("://", "https://a.de", ".", ",", '"', "(", "\u00a0", "\u3000", "\u2003", "\x0b", "\x0c"),
    ]
)


@given(st.lists(pieces, max_size=14))
def test_short_cuts_make_the_tokens_that_asking_every_rule_makes(parts: list[str]) -> None:
    assert same("".join(parts))


@given(st.lists(st.sampled_from(["**", "a", " ", "Wort", ":", ".", "é", "7", "-"]), max_size=12))
def test_bold_words_come_out_as_the_rules_for_emphasis_make_them(parts: list[str]) -> None:
    assert same("".join(parts))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "", "", " ", "  ", "   ", "    ", "> ", "- ", "1. ", "\t"]),
            st.sampled_from(["- ", "- ", "* ", "+ ", "-  ", "-\t", "-", "1. ", ""]),
            st.sampled_from(
                ["word", "**a**: b", "[a](b)", "[x] c", "[ ] c", "*a*", "---", "- d", "", "`e`"]
            ),
        ),
        max_size=8,
    )
)
def test_lists_of_bullets_are_those_that_asking_every_rule_makes(
    lines: list[tuple[str, str, str]],
) -> None:
    assert same("\n".join(map("".join, lines)))


def test_short_cuts_are_left_where_the_rules_have_a_say() -> None:
    for text in (
        "**a****b** **c**\n",
        "word\n===\n",
        "a | b\n---|---\n1 | 2\n",
        "# a | b\n---|---\n1 | 2\n## a | b\n# c\n---|---\n    # d\n",
        "word\n- item\n\n1. one\nlazy\n2. two\n",
        "> quote\nlazy\n---\n",
        "- a\n\n  b\n c\n\n      code\n",
        "[a\nb]: /x\n\n[a\nb]\n",
        "word\n    no code\n```\ncode\n```\nword\n",
        "word\n[^1]: note\n\nsee[^1]\n",
    ):
        assert same(text)
