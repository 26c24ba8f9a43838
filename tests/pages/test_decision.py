"""The page of one decision."""

from __future__ import annotations

import re
from pathlib import Path

from support.books import adr, make_book

CANONICAL = """---
id: ADR-004
status: accepted
date: 2026-03-02
decision-makers: [payments-team, R&D]
components: [orders]
tags: [async, C++]
supersedes: [ADR-001]
revisit-when: It costs more than 50 ms.
cost-centre: {team: 42}
---

# Make every effect *safe* to repeat

Text.
"""


def test_every_field_stands_on_the_page_and_says_where_it_was_read(tmp_path: Path) -> None:
    files = {"adr/0001-a.md": adr("A"), "adr/0004-safe.md": CANONICAL}
    html = make_book(tmp_path, files).page("decisions/0004-safe.md").html
    assert '<span class="ab-title">Make every effect <em>safe</em> to repeat</span>' in html
    panel = html.partition("<dl")[2].partition("</dl>")[0]
    assert '<span class="ab-number">ADR-004</span>' in html
    for shown in (
        '<span class="ab-status ab-status--accepted">accepted</span>',
        "from the front matter on line 3",
        '<time datetime="2026-03-02">2026-03-02</time>',
        "R&amp;D",
        "It costs more than 50 ms.",
        "cost-centre",
        "42",
        "adr/0004-safe.md",
    ):
        assert shown in panel
    sources = html.partition('<details class="ab-sources"')[2].partition("</details>")[0]
    assert "Number: from the file name" in sources
    assert "Date: from the front matter on line 4" in sources
    assert "Decided by: from the front matter on line 5" in sources


WAIVING = """---
status: accepted
date: 2026-03-02
enforces: [prr-degrade]
waives:
  - rule: shared-fate
    components: [orders, <pay>]
    until: 2027-05-31
    because: >-
      Both clear over
      one network.
  - rule: {odd: 1}
review-by: 2027-01-01
cost: {year: {eur: 2000, firm: true}, notes: [a, b], parts: [{x: 1}]}
---

# A
"""


def test_nested_front_matter_reads_as_sentences_and_lists(tmp_path: Path) -> None:
    html = make_book(tmp_path, {"adr/0001-a.md": WAIVING}).page("decisions/0001-a.md").html
    panel = html.partition("<dl")[2].partition("</dl>")[0]
    assert (
        "The rule <code>shared-fate</code> for orders, &lt;pay&gt; until "
        '<time datetime="2027-05-31">2027-05-31</time>: Both clear over one network.'
    ) in panel
    assert "<code>prr-degrade</code>" in panel
    cost = panel.partition("<dt>cost</dt>")[2].partition("</dd>")[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", cost))
    assert "year: eur: 2000 firm: true notes: a, b parts: x: 1" in words
    assert not re.search(r"[{}\[\]]", panel)
    assert "<span" not in panel.partition("<dt>cost</dt>")[2].partition("<ul")[0]


def test_only_what_is_long_takes_the_width_of_the_panel(tmp_path: Path) -> None:
    html = make_book(tmp_path, {"adr/0001-a.md": WAIVING}).page("decisions/0001-a.md").html
    wide = re.findall(r'ab-panel__row--wide"[^>]*>\s*<dt>([^<]*)</dt>', html)
    assert wide == ["waives", "cost"]


def test_other_spellings_of_the_number_are_for_the_search_alone(tmp_path: Path) -> None:
    page = make_book(tmp_path, {"adr/0012-a.md": adr("A")}).page("decisions/0012-a.md")
    assert "ADR-12" in page.search
    assert "ADR-12" not in page.html
    assert "<h2" not in page.html.partition('class="ab-body"')[0]
    assert "ab-facts" in page.anchors
    assert 'id="ab-facts"' in page.html


def test_what_a_file_does_not_state_is_called_not_stated(tmp_path: Path) -> None:
    html = make_book(tmp_path, {"adr/0001-a.md": "# A\n\n## Context\n\nText.\n"}).page(
        "decisions/0001-a.md"
    )
    assert '<span class="ab-status ab-status--not-stated">not stated</span>' in html.html


def test_a_superseded_decision_leads_along_the_chain_to_the_one_in_force(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": adr("A", "Superseded by [ADR-0002](0002-b.md)"),
        "adr/0002-b.md": adr("B", "Superseded by [ADR-0003](0003-c.md)"),
        "adr/0003-c.md": adr("C"),
    }
    html = make_book(tmp_path, files).page("decisions/0001-a.md").html
    banner = html.partition('class="ab-banner ab-banner--superseded"')[2].partition("</div>")[0]
    links = re.findall(r'href="([^"]*)"', banner)
    assert links == ["../0002-b/", "../0003-c/"]
    assert "in force now is" in " ".join(banner.split())


def test_a_decision_whose_file_does_not_know_its_successor_says_so(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": adr("A"),
        "adr/0002-b.md": adr("B", "Accepted\n\nSupersedes [ADR-0001](0001-a.md)"),
        "adr/0003-c.md": adr("C", "Proposed\n\nSupersedes [ADR-0002](0002-b.md)"),
    }
    book = make_book(tmp_path, files)
    assert "though its own file does not say so" in book.page("decisions/0001-a.md").html
    assert "ab-banner" not in book.page("decisions/0002-b.md").html


def test_decisions_that_supersede_each_other_in_a_circle_have_pages(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": adr("A", "Superseded by [ADR-0002](0002-b.md)"),
        "adr/0002-b.md": adr("B", "Superseded by [ADR-0001](0001-a.md)"),
    }
    html = make_book(tmp_path, files).page("decisions/0001-a.md").html
    assert "in force now" not in html
    assert 'href="../0002-b/"' in html


def test_relations_and_mentions_stand_on_the_pages_of_both_ends(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": adr("A"),
        "adr/0002-b.md": adr("B", "Accepted\n\nSupersedes [ADR-0001](0001-a.md)"),
        "adr/0003-c.md": adr("C", text="As ADR-0001 said."),
    }
    book = make_book(tmp_path, files)
    html = " ".join(book.page("decisions/0001-a.md").html.split())
    relations = html.partition('<nav class="ab-relations"')[2].partition("</nav>")[0]
    by, mentions = relations.split("ab-relations__group--mentioned-by")
    assert "Superseded by" in by
    assert 'href="../0002-b/"' in by
    assert "stated there" in by
    assert 'href="../0003-c/"' in mentions
    other = book.page("decisions/0002-b.md").html
    assert "ab-relations__group--supersedes" in other


def test_front_matter_that_cannot_be_read_is_shown_as_it_is(tmp_path: Path) -> None:
    files = {"adr/0001-a.md": "---\nstatus: [<b>\n---\n# A\n"}
    html = make_book(tmp_path, files).page("decisions/0001-a.md").html
    assert "<pre><code>status: [&lt;b&gt;\n</code></pre>" in html
    assert "unreadable-front-matter" in html


def test_a_title_that_the_front_matter_states_does_not_hide_the_heading(tmp_path: Path) -> None:
    files = {"adr/0001-a.md": "---\ntitle: One thing\nstatus: accepted\n---\n# Another thing\n"}
    html = make_book(tmp_path, files).page("decisions/0001-a.md").html
    assert "One thing" in html
    assert "Another thing" in html


def test_what_a_search_reads_has_number_and_status_and_the_words_by_section(
    tmp_path: Path,
) -> None:
    text = "Some `code` and **bold**.\n\n### Deep & down\n\n| a | b |\n|---|---|\n| one | two |"
    book = make_book(tmp_path, {"adr/0012-a.md": adr("Use <X>", text=text)})
    search = book.page("decisions/0012-a.md").search
    assert '<h2 id="ab-facts">ADR 12: accepted</h2>' in search
    assert "ADR-0012, ADR-12, ADR-012" in search
    assert "Status accepted" in search
    assert '<h2 id="deep--down">Deep &amp; down</h2>' in search
    assert "Some code and bold." in search
    assert re.search(r"one\s+two", search)
    assert "<p>ADR-0012" in search


def test_process_pages_are_published_and_templates_are_not(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": adr("A"),
        "adr/template.md": adr("{title}", "{proposed | accepted}"),
        "adr/how-we-decide.md": "# How we decide\n\nBy talking.\n",
    }
    book = make_book(tmp_path, files)
    uris = {page.uri for page in book.chapter.pages}
    assert "decisions/template.md" not in uris
    html = book.page("decisions/how-we-decide.md").html
    assert "By talking." in html
    assert "ab-panel" not in html
