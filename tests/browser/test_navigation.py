"""From page to page, with instant navigation on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
READERS = [("light", "desktop"), ("dark", "phone")]
SEARCH_STORE = "decisions/0007-search-the-catalogue-in-the-relational-store/"
SEARCH_SERVICE = "decisions/0018-run-search-as-a-service-of-its-own/"


def mark(page: Page) -> None:
    """Leave a mark that a full load of a page would wipe out."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    """Say whether the mark is still there, so that navigation was instant."""
    return page.evaluate("window.stayed === true")


@pytest.mark.parametrize(("scheme", "size"), READERS)
def test_a_decision_opens_from_the_index_and_its_relations_lead_there_and_back(
    visit: Visit, scheme: str, size: str
) -> None:
    page = visit("decisions/", scheme=scheme, size=size)
    mark(page)
    page.get_by_role("link", name="Search the catalogue in the relational store").click()
    page.wait_for_url(f"**/{SEARCH_STORE}")
    relations = page.get_by_role("navigation", name="Relations")
    relations.get_by_role("link", name="Run search as a service of its own").click()
    page.wait_for_url(f"**/{SEARCH_SERVICE}")
    expect(page.locator("h1")).to_contain_text("Run search as a service of its own")
    relations = page.get_by_role("navigation", name="Relations")
    relations.get_by_role("link", name="Search the catalogue").click()
    page.wait_for_url(f"**/{SEARCH_STORE}")
    expect(page.locator("h1")).to_contain_text("Search the catalogue in the relational store")
    assert stayed(page)


def test_the_banner_of_a_superseded_decision_leads_to_what_holds(visit: Visit) -> None:
    page = visit(SEARCH_STORE)
    banner = page.get_by_role("note")
    expect(banner).to_contain_text("superseded")
    banner.get_by_role("link").click()
    page.wait_for_url(f"**/{SEARCH_SERVICE}")
    expect(page.locator(".ab-decision-head .ab-status")).to_have_text("accepted")
    expect(page.locator(".ab-banner")).to_have_count(0)


def test_the_log_is_read_from_one_decision_to_the_next_and_back(visit: Visit) -> None:
    page = visit(SEARCH_STORE)
    mark(page)
    page.locator("a[rel=next], .md-footer__link--next").first.click()
    page.wait_for_url("**/decisions/0008-*/")
    expect(page.locator("h1")).to_contain_text("ADR-008")
    page.locator("a[rel=prev], .md-footer__link--prev").first.click()
    page.wait_for_url(f"**/{SEARCH_STORE}")
    assert stayed(page)


def test_a_decision_leads_back_to_its_log(visit: Visit) -> None:
    page = visit(SEARCH_STORE)
    page.locator(".md-path").get_by_role("link", name="Decisions").click()
    page.wait_for_selector("[data-ab-ready]")
    assert page.url.endswith("/decisions/")


def test_a_mention_in_a_hand_written_page_leads_to_the_decision_and_names_it(
    visit: Visit,
) -> None:
    page = visit("")
    mention = page.locator("a.ab-mention", has_text="ADR-007").first
    expect(mention).to_have_attribute(
        "title", "ADR-007 · Search the catalogue in the relational store · superseded"
    )
    mention.click()
    page.wait_for_url(f"**/{SEARCH_STORE}")


def test_a_tag_of_a_decision_leads_to_all_that_carry_it(visit: Visit) -> None:
    page = visit(SEARCH_STORE)
    page.locator(".ab-panel__row--tags").get_by_role("link", name="search").click()
    page.wait_for_selector("h1:has-text('Tags')")
    section = page.locator(".ab-tags", has=page.locator("#ab-tag-search"))
    expect(section.locator("li").get_by_role("link")).to_have_count(2)
    expect(section.locator("#ab-tag-search")).to_be_in_viewport()


def test_a_tag_leads_to_the_table_filtered_by_it(visit: Visit) -> None:
    page = visit("decisions/tags/")
    page.locator(".ab-tags", has=page.locator("#ab-tag-search")).get_by_text("in the index").click()
    expect(page.locator("[data-ab-table] tbody tr:visible")).to_have_count(2)


@pytest.mark.parametrize("name", ["12", "adr-012"])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_decision_s_number_is_an_address_of_its_own_without_javascript_too(
    visit: Visit, name: str, *, javascript: bool
) -> None:
    page = visit(f"decisions/{name}/", java_script_enabled=javascript)
    page.wait_for_url("**/decisions/0012-*/")
    expect(page.locator("h1")).to_contain_text("ADR-012")


def test_the_decision_is_edited_at_its_own_source(visit: Visit) -> None:
    page = visit(SEARCH_STORE)
    edit = page.locator("a.md-content__button").first
    expect(edit).to_have_attribute(
        "href",
        "https://code.example/archbook/archbook/edit/main/adr/"
        "0007-search-the-catalogue-in-the-relational-store.md",
    )


def test_the_text_of_a_decision_begins_on_the_first_screen(visit: Visit) -> None:
    page = visit("decisions/0014-take-payments-through-two-providers/")
    box = page.locator(".ab-body > h2").first.bounding_box()
    assert box is not None
    assert box["y"] < 720
