"""The questions that people come with, answered from home in at most three clicks.

Only links in the text of a page are followed, by the words that stand on them, as a reader would
who does not know the menus. Each click has to lead to where its answer can be seen.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]
READERS = [("light", "desktop"), ("dark", "phone")]
MOST_CLICKS = 3


class Walk:
    """A reader's way from home through the links of the text, counted."""

    def __init__(self, page: Page) -> None:
        """Begin on a page."""
        self.page = page
        self.clicks = 0

    def follow(self, words: str) -> None:
        """Click the first link of the text with these words, and wait until the page is there."""
        link = self.page.locator("article").get_by_role("link", name=words, exact=True).first
        address = link.evaluate("link => link.href")
        link.scroll_into_view_if_needed()
        # Material keeps how far a page is scrolled a moment later, and would take it along to the
        # next page if nobody needed that moment to move a finger.
        self.page.wait_for_function("Math.round(history.state?.y ?? 0) === Math.round(scrollY)")
        link.click()
        self.page.wait_for_url(address)
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS

    def sees(self, found: Locator) -> None:
        """Expect that something has been scrolled to, so that nobody has to look for it."""
        expect(found).to_be_in_viewport()


def heading(page: Page, words: str) -> Locator:
    return page.locator("article").get_by_role("heading", name=words).first


@pytest.fixture(params=READERS, ids=" ".join)
def walk(request: pytest.FixtureRequest, visit: Visit) -> Walk:
    """Begin at home, on each kind of device."""
    scheme, size = request.param
    return Walk(visit("", scheme=scheme, size=size))


def test_what_happens_if_the_payment_provider_is_down(walk: Walk) -> None:
    walk.follow("payment provider is down")
    walk.sees(heading(walk.page, "If the payment provider is down"))
    short = walk.page.get_by_text("if both are, orders are kept and paid for later")
    expect(short).to_be_visible()
    expect(walk.page.locator("article")).to_contain_text("a timeout is never sent to the other")


def test_why_there_is_a_modular_monolith(walk: Walk) -> None:
    walk.follow("modular monolith")
    walk.sees(walk.page.locator("h1", has_text="The modular monolith"))
    expect(heading(walk.page, "Why one")).to_be_visible()
    # The decision behind it is one more click away.
    walk.follow("ADR-001")
    expect(walk.page.locator("h1")).to_contain_text("Start as a modular monolith")


def test_who_is_on_call_for_search(walk: Walk) -> None:
    asked = walk.page.locator("article li", has_text="Who is on call for search?")
    named = asked.get_by_role("link", name="Commerce on call")
    expect(named).to_have_attribute("href", "https://oncall.example/commerce")
    # And by the way that works for every part: its owner's page.
    walk.follow("all owners")
    walk.follow("Commerce")
    article = walk.page.locator("article")
    expect(article.get_by_role("link", name="Search", exact=True).first).to_be_visible()
    expect(article.locator('a[href="https://oncall.example/commerce"]').first).to_be_visible()


def test_what_to_do_in_the_first_fifteen_minutes(walk: Walk) -> None:
    walk.follow("the first fifteen minutes")
    walk.sees(walk.page.locator("h1", has_text="The first fifteen minutes"))
    walk.sees(walk.page.get_by_text("I am in command.").first)


def test_which_checks_orders_still_fails(walk: Walk) -> None:
    walk.follow("which checks it still fails")
    walk.sees(heading(walk.page, "Readiness"))
    walk.follow("All checks, with the facts behind them")
    expect(walk.page.locator("h1")).to_contain_text("Readiness of Orders")
    expect(heading(walk.page, "Open")).to_be_visible()
    open_checks = walk.page.locator("article #ab-open + ol > li")
    expect(open_checks.first.get_by_role("link").first).to_be_visible()


def test_how_to_add_a_decision(walk: Walk) -> None:
    walk.follow("How to add one")
    walk.sees(heading(walk.page, "How to add one"))
    walk.sees(walk.page.get_by_text("archbook new").first)
