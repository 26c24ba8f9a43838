"""The index of a log, its timeline, its tags, and the overview of several logs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from archbook.decisions.export import decisions_schema
from support.books import adr, make_book

TAGGED = (
    "---\nstatus: {status}\ndate: {date}\ntags: {tags}\ndecision-makers: [Ann, Bo]\n---\n"
    "# {title}\n"
)


def tagged(title: str, status: str, date: str, tags: str) -> str:
    return TAGGED.format(title=title, status=status, date=date, tags=tags)


FILES = {
    "adr/0010-ten.md": tagged("Ten", "accepted", "2026-01-02", "[web, 'C++']"),
    "adr/0002-two.md": tagged("Two", "rejected", "2025-05-06", "[web, C]"),
    "adr/0001-one.md": adr("One <b>bold</b> & more", "Proposed"),
}


def test_the_table_is_complete_and_in_order_of_number_without_a_script(tmp_path: Path) -> None:
    html = make_book(tmp_path, FILES).page("decisions/index.md").html
    rows = re.findall(r"<tr data-status=.*?</tr>", html, re.DOTALL)
    assert [re.findall(r'<a href="([^"#]*)"', row)[0] for row in rows] == [
        "0001-one/",
        "0002-two/",
        "0010-ten/",
    ]
    assert 'data-status="rejected" data-year="2025" data-tag="web|C"' in rows[1]
    assert 'data-maker="Ann|Bo"' in rows[1]
    assert '<form class="ab-filters" data-ab-filters hidden' in html


def test_the_facets_count_their_values(tmp_path: Path) -> None:
    html = make_book(tmp_path, FILES).page("decisions/index.md").html
    assert '<option value="web">web (2)</option>' in html
    assert '<option value="2026">2026 (1)</option>' in html
    assert '<option value="accepted">accepted (1)</option>' in html
    assert '<select name="component">' not in html


def test_the_readme_introduces_the_table_and_goes_on_below_it(tmp_path: Path) -> None:
    readme = (
        "# Our log\n\nWhy we *record*.\n\n## How to add one\n\nSteps, see [one](0001-one.md).\n"
    )
    page = make_book(tmp_path, {**FILES, "adr/README.md": readme}).page("decisions/index.md")
    assert "Our log</h1>" in page.html
    lead, _, rest = page.html.partition("<table")
    assert "Why we <em>record</em>." in lead
    assert "Steps" not in lead
    assert '<a href="0001-one/">one</a>' in rest
    assert [item.text for item in page.toc] == ["Our log", "All decisions", "How to add one"]


def test_an_index_kept_by_hand_is_kept_below_the_table(tmp_path: Path) -> None:
    index = (
        "# Index\n\n* [1. One](0001-one.md)\n* [2. Two](0002-two.md)\n* [10. Ten](0010-ten.md)\n"
    )
    html = make_book(tmp_path, {**FILES, "adr/index.md": index}).page("decisions/index.md").html
    own = html.partition("</table>")[2]
    assert '<a href="0010-ten/">10. Ten</a>' in own


def test_the_timeline_shows_each_change_of_status_under_its_month(tmp_path: Path) -> None:
    history = (
        "# Three\n\n## Status\n\nAccepted\n\n## Changelog\n\n"
        "- 2026-02-01: proposed\n- 2026-03-05: accepted\n"
    )
    book = make_book(tmp_path, {**FILES, "adr/0003-three.md": history})
    html = book.page("decisions/timeline.md").html
    assert re.findall(r'<h2 id="[^"]*">([^<]*)</h2>', html) == ["2026", "2025", "Undated"]
    assert re.findall(r"<h3[^>]*>([^<]*)</h3>", html) == ["March", "February", "January", "May"]
    february = html.partition("February")[2].partition("</ol>")[0]
    assert "ab-status--proposed" in february
    assert 'href="../0003-three/"' in february


@pytest.mark.parametrize("name", ["C", "C++", "web"])
def test_each_tag_has_a_place_of_its_own_that_decisions_lead_to(tmp_path: Path, name: str) -> None:
    book = make_book(tmp_path, FILES)
    topics = book.page("decisions/tags.md")
    (anchor,) = re.findall(rf'<h3 id="([^"]*)">{re.escape(name)} <a', topics.html)
    assert anchor in topics.anchors
    ten, two = (book.page(f"decisions/{one}.md").html for one in ("0010-ten", "0002-two"))
    assert f'href="../tags/#{anchor}"' in ten + two


def test_a_tag_names_its_decisions_once_and_leads_to_the_table_filtered_by_it(
    tmp_path: Path,
) -> None:
    html = make_book(tmp_path, FILES).page("decisions/tags.md").html
    assert 'href="../?tag=C%2B%2B"' in html
    web = html.partition('id="ab-tag-web"')[2].partition("</section>")[0]
    assert re.findall(r'<li><a href="([^"]*)">([^<]*)</a>(.*)</li>', web) == [
        ("../0002-two/", "ADR-0002 · Two", ' <span class="ab-note">rejected</span>'),
        ("../0010-ten/", "ADR-0010 · Ten", ""),
    ]


def test_a_superseded_decision_ends_on_the_date_of_its_successor(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": adr("A", "Superseded by [ADR-0002](0002-b.md)", date="2018-01-05"),
        "adr/0002-b.md": adr("B", "Accepted", date="2018-03-06"),
        "adr/0003-c.md": adr("C", "Superseded by [ADR-0002](0002-b.md)", date="2018-03-06"),
    }
    html = " ".join(make_book(tmp_path, files).page("decisions/timeline.md").html.split())
    events = re.findall(r'<li class="ab-timeline__event.*?</li>', html)
    said = sorted(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", one)).strip() for one in events)
    assert said == [
        "2018-01-05 accepted ADR-0001 A",
        "2018-03-06 accepted ADR-0002 B in place of ADR-0001 · A , ADR-0003 · C",
        "2018-03-06 superseded ADR-0001 A by ADR-0002 · B",
        "2018-03-06 superseded ADR-0003 C",
    ]


def test_a_decision_that_dates_its_end_alone_began_on_its_own_date(tmp_path: Path) -> None:
    status = "Superseded by [ADR-0002](0002-b.md) on 2018-03-06."
    files = {"adr/0001-a.md": adr("A", status, date="2018-01-05"), "adr/0002-b.md": adr("B")}
    html = " ".join(make_book(tmp_path, files).page("decisions/timeline.md").html.split())
    dated = re.findall(
        r'<time datetime="([^"]*)">[^<]*</time> <span class="ab-status ab-status--(\w+)', html
    )
    assert dated == [("2018-03-06", "superseded"), ("2018-01-05", "accepted")]
    assert "by <a" in html


def test_process_pages_are_listed_below_the_table(tmp_path: Path) -> None:
    files = {**FILES, "adr/how-we-decide.md": "# How we decide\n\nBy talking.\n"}
    page = make_book(tmp_path, files).page("decisions/index.md")
    below = page.html.partition("</table>")[2]
    assert '<li><a href="how-we-decide/">How we decide</a></li>' in below
    assert [item.text for item in page.toc][-1] == "Other pages"
    (tmp_path / "adr/how-we-decide.md").unlink()
    assert "Other pages" not in make_book(tmp_path, FILES).page("decisions/index.md").html


def test_columns_and_filters_that_no_decision_fills_are_left_out(tmp_path: Path) -> None:
    html = make_book(tmp_path, {"adr/0001-a.md": adr("A")}).page("decisions/index.md").html
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', html)
    assert heads == ["Number", "Title", "Status", "Date"]
    assert html.count("<td") == 3
    full = make_book(tmp_path, FILES).page("decisions/index.md").html
    assert re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', full)[4:] == ["Decided by", "Tags"]


def test_a_title_as_long_as_a_page_is_whole_on_its_own_page_alone(tmp_path: Path) -> None:
    title = "Write " * 250 + "it down"
    files = {
        "adr/0001-a.md": adr(title),
        "adr/0002-b.md": adr("B", text="As ADR-0001 said."),
        "adr/0003-c.md": adr("C"),
    }
    book = make_book(tmp_path, files)
    assert title in book.page("decisions/0001-a.md").html
    for uri in ("index", "timeline", "0002-b"):
        html = book.page(f"decisions/{uri}.md").html
        assert title not in html
        assert "Write Write…" in html


def test_a_log_without_tags_has_no_page_of_them(tmp_path: Path) -> None:
    book = make_book(tmp_path, {"adr/0001-a.md": adr("A")})
    assert "decisions/tags.md" not in {page.uri for page in book.chapter.pages}


def test_several_logs_have_an_index_each_and_a_page_that_leads_to_them(tmp_path: Path) -> None:
    files = {"a/adr/0001-x.md": adr("X"), "b/adr/0001-x.md": adr("X", "Rejected")}
    options = {"folders": {"decisions": ["a/adr", {"path": "b/adr", "at": "bee"}]}}
    book = make_book(tmp_path, files, options=options)
    html = book.page("decisions/index.md").html
    assert re.findall(r'<a href="([^"]*)"', html) == ["a/", "../bee/"]
    assert {"decisions/a/0001-x.md", "bee/0001-x.md"} <= {page.uri for page in book.chapter.pages}


def test_the_data_is_what_the_command_prints(tmp_path: Path) -> None:
    values = json.loads(make_book(tmp_path, FILES).asset("decisions/decisions.json"))
    assert [(value["path"], value["status"]) for value in values] == [
        ("0001-one.md", "proposed"),
        ("0002-two.md", "rejected"),
        ("0010-ten.md", "accepted"),
    ]


def test_the_data_leads_to_the_pages_and_keeps_to_its_schema(tmp_path: Path) -> None:
    files = {**FILES, "adr/README.md": "# Our log\n", "adr/template.md": adr("{title}", "{a | b}")}
    values = json.loads(make_book(tmp_path, files).asset("decisions/decisions.json"))
    jsonschema.validate(values, decisions_schema(), jsonschema.Draft202012Validator)
    assert {value["path"]: value.get("url") for value in values} == {
        "0001-one.md": "0001-one/",
        "0002-two.md": "0002-two/",
        "0010-ten.md": "0010-ten/",
        "README.md": "./",
        "template.md": None,
    }


def test_drafts_kept_to_the_preview_leave_no_trace_in_the_published_site(tmp_path: Path) -> None:
    options = {"decisions": {"drafts": "serve"}}
    link = "See [one](0001-one.md) and ADR-1."
    files = {**FILES, "adr/0003-three.md": adr("Three", text=link)}
    published = make_book(tmp_path, files, options=options)
    assert "decisions/0001-one.md" not in {page.uri for page in published.chapter.pages}
    for uri in ("index", "timeline", "0003-three"):
        assert 'href="../0001-one/"' not in published.page(f"decisions/{uri}.md").html
    assert b"0001-one" not in published.asset("decisions/decisions.json")
    preview = make_book(tmp_path, files, options=options, preview=True)
    (draft,) = [page for page in preview.chapter.pages if page.uri == "decisions/0001-one.md"]
    assert draft.draft
