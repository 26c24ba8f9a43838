"""A glossary: a Markdown page with a definition list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archbook.source.glossary import anchor_of, read_glossary

PAGE = """\
# Glossary

Words, and what they mean.

Blast radius
:   What is lost along with a part, *its own* users included:
    the smaller the better. See [losses](failure/index.md).

Service level objective (SLO)
:   A promise in figures.

```yaml
key
: no term
```

`outbox`
:   A table of what is still to be said.
"""


def test_each_entry_is_a_term_with_its_meaning_in_one_line() -> None:
    radius, objective, outbox = read_glossary(PAGE)
    assert radius.meaning.endswith("included: the smaller the better. See losses.")
    assert (radius.name, radius.line) == ("Blast radius", 5)
    assert objective.names == ("Service level objective", "SLO")
    assert (outbox.name, outbox.anchor) == ("outbox", "term-outbox")


def test_a_term_that_comes_twice_keeps_its_first_meaning() -> None:
    first, *rest = read_glossary("A\n: one\n\na\n: two\n")
    assert (first.meaning, rest) == ("one", [])


def test_running_text_and_lists_are_no_terms() -> None:
    assert read_glossary("- a\n- b\n\nNote: this.\n\n: alone\n\n# Head\n\ntext\n") == ()


@given(st.text(max_size=120))
def test_no_text_is_too_odd_for_a_glossary(text: str) -> None:
    for term in read_glossary(text):
        assert term.anchor == anchor_of(term.name)
        assert term.meaning.isprintable()
