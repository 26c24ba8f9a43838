"""Without JavaScript, and on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
SUPERSEDED = "decisions/0007-search-the-catalogue-in-the-relational-store/"


def test_the_index_is_complete_in_order_and_linked_without_javascript(visit: Visit) -> None:
    page = visit("decisions/", java_script_enabled=False)
    rows = page.locator("[data-ab-table] tbody tr")
    numbers = [row.locator("td").first.inner_text() for row in rows.all()]
    assert numbers == [f"ADR-{number:03}" for number in range(1, len(numbers) + 1)]
    assert len(numbers) >= 14
    expect(page.locator("[data-ab-filters]")).to_be_hidden()
    for row in rows.all():
        assert row.is_visible()
        assert row.locator(".ab-cell-title a").count() == 1
    rows.nth(6).locator(".ab-cell-title a").click()
    page.wait_for_url(f"**/{SUPERSEDED}")


def test_a_decision_says_all_it_has_to_say_without_javascript(visit: Visit) -> None:
    page = visit(SUPERSEDED, java_script_enabled=False)
    expect(page.locator("h1")).to_contain_text("Search the catalogue in the relational store")
    for part in (".ab-banner", ".ab-panel", ".ab-relations", ".ab-body"):
        expect(page.locator(part)).to_be_visible()
    for heading in ("Context", "Options", "Decision", "Why", "Consequences"):
        expect(page.locator(".ab-body").get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".ab-panel__row--status .ab-prov")).to_have_text(
        "from the front matter on line 3"
    )


@pytest.mark.parametrize("path", ["decisions/timeline/", "decisions/tags/"])
def test_every_decision_is_linked_from_the_timeline_and_the_tags_without_javascript(
    visit: Visit, path: str
) -> None:
    page = visit("decisions/", java_script_enabled=False)
    titles = page.locator(".ab-cell-title").all_inner_texts()
    page.goto(path)
    text = page.locator("article").inner_text()
    assert [title for title in titles if title not in text] == []


def test_the_printed_index_is_the_whole_table_without_its_controls(visit: Visit) -> None:
    page = visit("decisions/", scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".ab-filters")).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator("[data-ab-table] tbody tr").last).to_be_visible()
    overflow = page.locator(".ab-table-wrap").evaluate("el => getComputedStyle(el).overflowX")
    assert overflow == "visible"


def test_a_printed_decision_keeps_its_status_and_its_panel_in_ink_on_white(visit: Visit) -> None:
    page = visit(SUPERSEDED, scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".ab-banner")).to_be_visible()
    expect(page.locator(".ab-panel .ab-status")).to_be_visible()
    dark_ink = page.locator(".ab-panel__row--date dd").evaluate(
        """el => getComputedStyle(el).color.match(/[\\d.]+/g).slice(0, 3).every((c) => c < 128)"""
    )
    assert dark_ink
    assert len(page.pdf(format="A4")) > 10_000
