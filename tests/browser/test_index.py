"""The decision index: sorted, filtered, shared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
INDEX = "decisions/"
READERS = [("light", "desktop"), ("dark", "desktop"), ("light", "phone"), ("dark", "phone")]


def shown(page: Page, column: int = 0) -> list[str]:
    """Return the texts of a column's cells in the rows that are shown."""
    return page.eval_on_selector_all(
        "[data-ab-table] tbody tr:not([hidden])",
        "(rows, column) => rows.map((row) => row.cells[column].innerText.trim())",
        column,
    )


def query(page: Page) -> str:
    """Return the query of the page's address."""
    return page.evaluate("location.search")


def arrive(page: Page) -> None:
    """Wait until the index is ready."""
    page.wait_for_selector("[data-ab-ready] .ab-sort")


def test_a_column_is_sorted_by_its_head_and_turned_by_a_second_click(visit: Visit) -> None:
    page = visit(INDEX)
    before = shown(page)
    title = page.get_by_role("button", name="Title")
    title.click()
    assert shown(page, 1) == sorted(shown(page, 1), key=str.casefold)
    head = page.get_by_role("columnheader", name="Title")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("caption")).to_contain_text("sorted by “Title”, ascending")
    assert query(page) == "?sort=title"
    title.click()
    assert shown(page, 1) == sorted(shown(page, 1), key=str.casefold, reverse=True)
    assert query(page) == "?sort=title&dir=desc"
    assert sorted(shown(page)) == sorted(before)


def test_dates_come_newest_first_and_the_undated_last(visit: Visit) -> None:
    page = visit(INDEX)
    page.get_by_role("button", name="Date").click()
    dates = shown(page, 3)
    stated = [date for date in dates if date]
    assert stated == sorted(stated, reverse=True)
    assert dates[: len(stated)] == stated


def test_statuses_are_sorted_by_their_place_in_a_decision_s_life(visit: Visit) -> None:
    page = visit(INDEX)
    page.get_by_role("button", name="Status").click()
    life = ["draft", "proposed", "accepted", "rejected", "withdrawn", "deprecated", "superseded"]
    ranks = [life.index(word) for word in shown(page, 2) if word in life]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 2


@pytest.mark.parametrize(("scheme", "size"), READERS)
def test_a_sorted_and_filtered_index_is_shared_by_its_address(
    visit: Visit, scheme: str, size: str
) -> None:
    page = visit(INDEX, scheme=scheme, size=size)
    everything = shown(page)
    page.get_by_label("Status").select_option("accepted")
    page.get_by_label("Search the table").fill("o")
    page.get_by_role("button", name="Date").click()
    here = shown(page)
    assert 0 < len(here) < len(everything)
    dates = shown(page, 3)
    assert dates == sorted(dates, reverse=True)
    said = f"{len(here)} of {len(everything)} decisions, sorted by “Date”, descending"
    expect(page.locator("caption")).to_have_text(said)
    other = visit(page.url, scheme=scheme, size=size)
    assert shown(other) == here
    assert other.get_by_label("Status").input_value() == "accepted"
    assert other.get_by_label("Search the table").input_value() == "o"


def test_each_facet_keeps_as_many_decisions_as_its_option_says(visit: Visit) -> None:
    page = visit(INDEX)
    for facet in ("status", "year", "tag", "component", "maker"):
        select = page.locator(f"select[name={facet}]")
        option = select.locator("option").nth(1)
        value = option.get_attribute("value")
        count = int(option.inner_text().rpartition("(")[2].rstrip(")"))
        select.select_option(value)
        kept = page.eval_on_selector_all(
            "[data-ab-table] tbody tr:not([hidden])",
            "(rows, name) => rows.map((row) => row.dataset[name].split('|'))",
            facet,
        )
        assert len(kept) == count, facet
        assert all(value in values for values in kept), facet
        expect(page.locator(".ab-count")).to_contain_text(f"{count} of ")
        assert query(page).startswith(f"?{facet}=")
        page.get_by_role("button", name="Reset").click()


def test_the_text_filter_finds_every_word_in_any_order(visit: Visit) -> None:
    page = visit(INDEX)
    for words in ("ADR-012", "ADR 12", "roll back progressively", "RELEASE five"):
        page.get_by_label("Search the table").fill(words)
        assert "ADR-012" in shown(page), words
        assert len(shown(page)) < 5, words


def test_reset_shows_the_whole_log_in_its_own_order_again(visit: Visit) -> None:
    page = visit(f"{INDEX}?status=accepted&sort=date&dir=desc&text=e")
    page.get_by_role("button", name="Reset").click()
    assert shown(page) == sorted(shown(page))
    assert query(page) == ""
    expect(page.locator(".ab-count")).to_have_text(f"{len(shown(page))} decisions")


def test_a_filter_that_matches_nothing_says_so(visit: Visit) -> None:
    page = visit(f"{INDEX}?text=zzzz")
    assert shown(page) == []
    expect(page.get_by_text("No decision matches")).to_be_visible()
    expect(page.locator(".ab-count")).to_contain_text("0 of ")


def test_an_address_with_unknown_values_shows_everything_and_keeps_what_is_not_its_own(
    visit: Visit,
) -> None:
    page = visit(f"{INDEX}?tag=no-such-tag&sort=nothing&utm=1")
    whole = len(page.locator("[data-ab-table] tbody tr").all())
    assert len(shown(page)) == whole
    page.get_by_label("Status").select_option("accepted")
    assert "utm=1" in query(page)


def test_back_from_a_decision_shows_the_index_as_it_was_left(visit: Visit) -> None:
    page = visit(INDEX)
    page.get_by_label("Status").select_option("accepted")
    page.get_by_role("button", name="Title").click()
    left = shown(page)
    page.locator("[data-ab-table] tbody tr:not([hidden]) a").first.click()
    page.wait_for_selector(".ab-decision-head")
    page.go_back()
    arrive(page)
    assert shown(page) == left
    assert page.get_by_label("Status").input_value() == "accepted"
    page.go_forward()
    page.wait_for_selector(".ab-decision-head")
    assert query(page) == ""


def test_links_within_the_filtered_index_keep_its_view(visit: Visit) -> None:
    page = visit(f"{INDEX}?status=accepted")
    page.get_by_label("Status").select_option("proposed")
    kept = shown(page)
    page.evaluate(
        """() => {
            const link = document.createElement("a");
            link.href = new URL("?status=accepted#ab-decisions", location.href).href;
            link.textContent = "jump";
            document.querySelector(".ab-index").prepend(link);
        }"""
    )
    page.get_by_text("jump").click()
    page.wait_for_url("**#ab-decisions")
    assert query(page) == "?status=proposed"
    assert shown(page) == kept


def test_a_link_to_another_view_of_the_index_shows_that_view_and_back_undoes_it(
    visit: Visit,
) -> None:
    page = visit("")
    page.get_by_role("link", name="Decisions").first.click()
    arrive(page)
    everything = shown(page)
    page.evaluate(
        """() => {
            const link = document.createElement("a");
            link.href = new URL("?status=proposed", location.href).href;
            link.textContent = "only proposals";
            document.querySelector(".ab-index").prepend(link);
        }"""
    )
    page.get_by_text("only proposals").click()
    expect(page.locator("select[name=status]")).to_have_value("proposed")
    assert 0 < len(shown(page)) < len(everything)
    page.go_back()
    expect(page.locator("select[name=status]")).to_have_value("")
    assert shown(page) == everything
