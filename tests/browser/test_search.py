"""The site's own search finds decisions."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def results(page: Page, words: str) -> list[str]:
    """Return the addresses of the pages that the search finds, best first."""
    # Emptied first: the worker may answer as soon as the words stand there, and answers once.
    page.evaluate("document.querySelector('.md-search-result__meta').textContent = ''")
    page.get_by_role("textbox", name="Search").fill(words)
    # The search listens to keys, which filling in presses none of.
    page.keyboard.press("End")
    page.wait_for_function(
        "/match|No/.test(document.querySelector('.md-search-result__meta').textContent)"
    )
    return page.eval_on_selector_all(
        ".md-search-result__item > a", "links => links.map((link) => link.pathname)"
    )


def test_a_decision_is_the_first_that_its_number_finds(visit: Visit) -> None:
    page = visit("")
    page.keyboard.press("/")
    for words in ("12", "ADR-12", "012", "ADR 12", "ADR-012"):
        assert "/decisions/0012-" in results(page, words)[0], words


def test_a_decision_is_found_by_its_status(visit: Visit) -> None:
    page = visit("decisions/")
    page.keyboard.press("/")
    for words, stem in (
        ("rejected", "0019-"),
        ("superseded", "0007-"),
        ("deprecated", "0010-"),
        ("proposed", "0020-"),
    ):
        assert any(f"/decisions/{stem}" in address for address in results(page, words)), words


def test_a_found_decision_opens_on_a_phone_in_the_dark(visit: Visit) -> None:
    page = visit("", scheme="dark", size="phone")
    page.locator("label.md-icon[for=__search]").first.click()
    results(page, "ADR-12")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/decisions/0012-*/**")
    expect(page.locator(".ab-decision-head h1")).to_contain_text("ADR-012")


def test_aliases_and_the_feed_are_not_among_what_is_found(visit: Visit) -> None:
    page = visit("")
    page.keyboard.press("/")
    addresses = results(page, "release progressively")
    assert not any(address.endswith(("/12/", "/adr-012/", ".xml")) for address in addresses)
