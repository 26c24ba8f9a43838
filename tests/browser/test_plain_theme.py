"""The same pages on a theme that knows nothing of them and has no instant navigation."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_the_index_is_sorted_filtered_and_shared_without_material(
    visit: Visit, plain_theme: str
) -> None:
    page = visit(f"{plain_theme}decisions/")
    rows = page.locator("[data-ab-table] tbody tr:visible")
    everything = rows.count()
    page.locator("select[name=status]").select_option("superseded")
    page.get_by_role("button", name="Date").click()
    expect(rows).to_have_count(1)
    assert page.evaluate("location.search") == "?status=superseded&sort=date&dir=desc"
    page.reload()
    expect(rows).to_have_count(1)
    rows.get_by_role("link", name="Search the catalogue").click()
    expect(page.locator(".ab-banner")).to_be_visible()
    page.go_back()
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Reset").click()
    expect(rows).to_have_count(everything)


def test_a_decision_is_legible_on_a_phone_without_material(visit: Visit, plain_theme: str) -> None:
    page = visit(
        f"{plain_theme}decisions/0012-release-progressively-and-roll-back-in-five-minutes/"
    )
    expect(page.locator(".ab-panel .ab-status")).to_have_text("accepted")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
