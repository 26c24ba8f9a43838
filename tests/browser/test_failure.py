"""The chapter about what can fail, and boundaries, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.axe import violations

Visit = Callable[..., Page]
KINDS = {
    "overview": "failure/",
    "availability": "failure/availability/",
    "what-if": "failure/what-if/component-orders-db/",
    "waivers": "failure/waivers/",
    "coverage": "failure/coverage/",
    "missing": "failure/missing/",
    "rules": "rules/",
    "rule": "rules/single-point-of-failure/",
    "boundaries": "architecture/boundaries/",
    "boundary": "architecture/boundaries/internet-to-edge/",
    "owner": "architecture/owners/platform/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page_at_either_width(
    visit: Visit, kind: str, scheme: str
) -> None:
    page = visit(KINDS[kind], scheme=scheme, reduced_motion="reduce")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_boxes_made_for_it_scroll_sideways_on_a_narrow_screen(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind])
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_figures_of_availability_are_sorted_and_filtered(visit: Visit) -> None:
    page = visit(KINDS["availability"])
    rows = page.locator("tbody tr:not([hidden])")
    all_rows = rows.count()
    page.get_by_role("button", name="Budget").click()
    budgets = rows.locator("td:nth-of-type(4)").all_inner_texts()
    stated = [float(text.replace(",", "")) for text in budgets if text]
    assert stated == sorted(stated)
    assert "" not in budgets[: len(stated)]
    page.locator("select[name=kind]").select_option("journey")
    assert 0 < rows.count() < all_rows
    assert "kind=journey" in page.url
    page.get_by_role("button", name="Reset").click()
    assert rows.count() == all_rows


def test_the_first_page_leads_from_its_figures_to_what_they_are_made_of(visit: Visit) -> None:
    page = visit(KINDS["overview"])
    tiles = page.locator(".ab-glance a")
    assert tiles.count() == 5
    tiles.filter(has_text="at worst").click()
    expect(page.locator("article h1")).to_contain_text("What if")
    page.locator("article h1 a").click()
    expect(page.locator("article h1")).to_have_text("How it fails")


def test_chapters_open_without_side_navigation_and_lead_on_by_themselves(visit: Visit) -> None:
    page = visit("architecture/")
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    picture = page.locator(".ab-picture-box").bounding_box()
    assert picture is not None
    assert picture["width"] > 1000
    page.get_by_role("link", name="The modular monolith").last.click()
    expect(page.locator("article h1")).to_contain_text("modular monolith")
    expect(page.locator(".md-sidebar--primary")).to_be_visible()


def test_severity_and_state_are_said_in_words_and_shown_by_a_shape(visit: Visit) -> None:
    page = visit(KINDS["overview"])
    finding = page.locator(".ab-finding > strong").first
    assert finding.inner_text() in {"error", "warning", "note"}
    mask = finding.evaluate("el => getComputedStyle(el, '::before').maskImage")
    assert mask.startswith("url(")


def test_threats_and_folded_rows_are_there_without_javascript(visit: Visit) -> None:
    page = visit(KINDS["boundary"], java_script_enabled=False)
    assert page.locator("#ab-threats ~ .ab-table-wrap tbody tr").count() >= 1
    assert page.locator("svg.ab-picture").count() == 1
    page = visit(KINDS["availability"], java_script_enabled=False)
    assert page.locator("form.ab-filters").is_hidden()
    assert page.locator("tbody tr").count() > 20
