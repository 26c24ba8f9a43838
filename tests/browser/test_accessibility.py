"""WCAG 2.2 AA, by machine where a machine can tell, by keyboard and by layout."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from archbook.decisions.model import Status
from archbook.pages.templates import fill
from reference_site import ServedSite

Visit = Callable[..., Page]

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SUPERSEDED = "decisions/0007-search-the-catalogue-in-the-relational-store/"
KINDS = {
    "home": "",
    "hand-written": "using/decisions/",
    "index": "decisions/",
    "decision": "decisions/0001-start-as-a-modular-monolith/",
    "superseded": SUPERSEDED,
    "timeline": "decisions/timeline/",
    "tags": "decisions/tags/",
    "failure": "failure/",
    "what-if": "failure/what-if/component-orders-db/",
    "missing": "failure/missing/",
    "waivers": "failure/waivers/",
    "coverage": "failure/coverage/",
    "rules": "rules/",
    "rule": "rules/single-point-of-failure/",
    "not-found": "404.html",
}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on a page, one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate(
        """levels => axe.run(document, {
            runOnly: {type: "tag", values: levels},
            resultTypes: ["violations"],
        })""",
        LEVELS,
    )
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page_at_either_width(
    visit: Visit, kind: str, scheme: str
) -> None:
    page = visit(KINDS[kind], scheme=scheme, reduced_motion="reduce")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_index_in_use(visit: Visit, scheme: str) -> None:
    page = visit("decisions/?status=accepted&text=a&sort=date&dir=desc", scheme=scheme)
    assert violations(page) == []
    page.get_by_label("Search the table").fill("zzzz")
    expect(page.get_by_text("No decision matches")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_status_can_be_read_on_its_mark_and_in_its_banner(visit: Visit, scheme: str) -> None:
    page = visit(SUPERSEDED, scheme=scheme)
    page.evaluate(
        """(variants) => {
            for (const variant of variants) {
                for (const block of ["status", "banner"]) {
                    const from = document.querySelector(".ab-" + block);
                    const copy = from.cloneNode(true);
                    copy.className = `ab-${block} ab-${block}--${variant}`;
                    from.after(copy);
                }
            }
        }""",
        [*Status, "not-stated"],
    )
    assert page.locator(".ab-banner").count() == len(Status) + 2
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_alias(visit: Visit, site: ServedSite, scheme: str) -> None:
    page = visit("404.html", scheme=scheme)
    alias = (site.folder / "decisions/12/index.html").read_text(encoding="utf-8")
    page.set_content(alias.replace('http-equiv="refresh"', 'name="stays"'))
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_alias_of_two_decisions(visit: Visit, scheme: str) -> None:
    page = visit("404.html", scheme=scheme)
    two = [
        {"href": f"../{stem}/", "canonical": "", "full": f"ADR-012 · {stem}", "status": "accepted"}
        for stem in ("0012-a", "0012-b")
    ]
    page.set_content(fill("alias.html", name="12", targets=two))
    expect(page.get_by_role("link")).to_have_count(2)
    assert violations(page) == []


def focused(page: Page) -> str:
    """Return a selector-like word for what has the focus."""
    return page.evaluate(
        """() => {
            const el = document.activeElement;
            return el.matches(".ab-sort") ? "sort:" + el.textContent.trim()
                : el.name ? "field:" + el.name
                : el.type === "reset" && el.closest(".ab-filters") ? "reset"
                : el.matches(".ab-table-wrap") ? "table"
                : el.closest(".ab-cell-title") ? "row"
                : el.className || el.tagName;
        }"""
    )


def test_every_control_of_the_index_is_reached_with_the_tab_key_in_reading_order(
    visit: Visit,
) -> None:
    page = visit("decisions/")
    page.locator("#ab-decisions").evaluate("el => { el.tabIndex = -1; el.focus(); }")
    reached: list[str] = []
    while "row" not in reached:
        page.keyboard.press("Tab")
        reached.append(focused(page))
        assert len(reached) < 40
    columns = ["Number", "Title", "Status", "Date", "Decided by", "Tags", "Components"]
    expected = [
        *(f"field:{name}" for name in ("q", "status", "year", "tag", "component", "maker")),
        "reset",
        "table",
        *(f"sort:{name}" for name in columns),
        "row",
    ]
    assert [one for one in reached if one in expected] == expected


def test_the_index_is_sorted_filtered_and_opened_by_keyboard_alone(visit: Visit) -> None:
    page = visit("decisions/")
    page.get_by_label("Status").focus()
    page.keyboard.type("sup")
    expect(page.locator(".ab-count")).to_contain_text("1 of ")
    page.get_by_role("button", name="Title").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute(
        "aria-sort", "ascending"
    )
    page.locator("[data-ab-table] tbody tr:not([hidden]) a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{SUPERSEDED}")


@pytest.mark.parametrize("kind", ["index", "superseded", "timeline"])
def test_the_first_tab_stop_skips_to_the_content(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind])
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert target
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_every_kind_of_control(visit: Visit, scheme: str) -> None:
    page = visit("decisions/", scheme=scheme)
    page.keyboard.press("Tab")  # from here on the browser shows the focus
    for selector in (
        ".ab-filters input",
        ".ab-filters select",
        ".ab-filters button",
        ".ab-sort",
        ".ab-table-wrap",
        ".ab-cell-title a",
        "a.ab-tag",
    ):
        control = page.locator(selector).first
        control.focus()
        style = control.evaluate(
            "el => { const s = getComputedStyle(el); return [s.outlineStyle, s.outlineWidth]; }"
        )
        assert style == ["solid", "2px"], selector


@pytest.mark.parametrize("kind", KINDS)
def test_only_boxes_made_for_it_scroll_sideways_on_a_narrow_screen(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind])
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.evaluate(
            """() => [...document.querySelectorAll("article *")].filter((el) => {
                const box = el.getBoundingClientRect();
                const scroller = "pre, code, .ab-table-wrap, .ab-figure__scroll, "
                    + ".md-typeset__scrollwrap, table";
                return box.width && box.right > innerWidth + 1 && !el.closest(scroller);
            }).map((el) => el.outerHTML.slice(0, 120))"""
        )
        assert wide == [], width


@pytest.mark.parametrize("kind", ["index", "superseded", "timeline", "tags"])
def test_words_without_end_wrap_wherever_a_log_may_have_them(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind])
    page.set_viewport_size({"width": 320, "height": 800})
    places = page.evaluate(
        """() => {
            const texts = ".ab-title, .ab-value, .ab-number, .ab-status, .ab-tag, .ab-tags h3,"
                + " .ab-prov, .ab-note, .ab-banner a, .ab-body p, .ab-cell-title a, h1";
            const article = document.querySelector("article.md-content__inner");
            const found = [...article.querySelectorAll(texts)];
            for (const el of found) el.append("x".repeat(120));
            return found.length;
        }"""
    )
    assert places > 20
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_statuses_stay_told_apart_when_colours_are_forced(visit: Visit) -> None:
    page = visit("decisions/", forced_colors="active")
    pills = page.eval_on_selector_all(
        ".ab-table .ab-status",
        """pills => pills.map((pill) => {
            const glyph = getComputedStyle(pill, "::before");
            return [pill.textContent.trim(), glyph.maskImage, glyph.backgroundColor];
        })""",
    )
    shapes = {(word, mask) for word, mask, _ in pills}
    assert len({word for word, _ in shapes}) == len({mask for _, mask in shapes}) > 3
    assert all(colour != "rgba(0, 0, 0, 0)" for _, _, colour in pills)
