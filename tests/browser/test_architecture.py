"""The chapter about the component map in a real browser: pictures, tables, filters, paper."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from reference_site import ServedSite
from support.axe import violations

Visit = Callable[..., Page]
KINDS = {
    "overview": "architecture/",
    "plane": "architecture/control-plane/",
    "component-index": "architecture/components/",
    "component": "architecture/components/orders/",
    "control": "architecture/components/delivery/",
    "whole": "architecture/components/shop/",
    "journey": "architecture/journeys/checkout/",
    "owner": "architecture/owners/commerce/",
    "zone": "architecture/zones/private/",
    "place": "architecture/places/eu-west-a/",
    "view": "architecture/views/money/",
    "places": "architecture/places/",
    "words": "architecture/words/",
    "boundaries": "architecture/boundaries/",
    "embedded": "architecture/pictures/checkout.html",
    "quoted": "using/components/",
}
ORDERS = KINDS["component"]


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
        wide = page.evaluate(
            """() => [...document.querySelectorAll("article *")].filter((el) => {
                const box = el.getBoundingClientRect();
                const scroller = "pre, code, .ab-table-wrap, .ab-figure__scroll,"
                    + " .md-typeset__scrollwrap";
                return box.width && box.right > innerWidth + 1 && !el.closest(scroller);
            }).map((el) => el.outerHTML.slice(0, 120))"""
        )
        assert wide == [], width


def shapes(page: Page) -> str:
    """Return the colour that the cards of the page's first picture are filled with."""
    card = page.locator(".ab-picture .ab-p-card .ab-p-shape").first
    return str(card.evaluate("el => getComputedStyle(el).fill"))


def test_pages_with_pictures_are_reached_and_left_by_instant_navigation(visit: Visit) -> None:
    page = visit("architecture/components/")
    page.evaluate("window.stayed = true")
    page.locator(".ab-cell-name").get_by_role("link", name="Orders", exact=True).click()
    page.wait_for_url(f"**/{ORDERS}")
    expect(page.locator(".ab-picture .ab-p-card").first).to_be_visible()
    page.locator(".md-path").get_by_role("link", name="Components").click()
    page.wait_for_selector("[data-ab-ready]")
    page.locator(".ab-cell-name").get_by_role("link", name="Basket", exact=True).click()
    page.wait_for_url("**/components/basket/")
    expect(page.locator("h1")).to_contain_text("Basket")
    assert page.evaluate("window.stayed === true")


WITH_PICTURES = [kind for kind in KINDS if kind not in {"component-index", "words", "places",
                                                        "boundaries", "embedded"}]  # fmt: skip


@pytest.mark.parametrize("kind", WITH_PICTURES)
def test_pictures_are_the_same_however_their_page_is_reached(visit: Visit, kind: str) -> None:
    seen = """() => [...document.querySelectorAll(".ab-picture")].map((picture) => [
        picture.getBoundingClientRect().width,
        getComputedStyle(picture.querySelector(".ab-p-shape")).fill,
        [...picture.querySelectorAll("a")].map((link) => link.getAttribute("aria-label")),
        [...picture.querySelectorAll("image")].map(
            (icon) => new URL(icon.href.baseVal, document.baseURI).href),
    ])"""
    directly = visit(KINDS[kind], scheme="dark").evaluate(seen)
    assert directly
    page = visit("architecture/words/", scheme="dark")
    page.wait_for_load_state("networkidle")  # the list of pages is there: links are taken at once
    page.evaluate(
        """(path) => {
            window.stayed = true;
            const link = document.createElement("a");
            link.href = new URL(path, document.querySelector("a.md-logo").href).href;
            link.textContent = "There";
            document.querySelector("article").prepend(link);
            link.click();
        }""",
        KINDS[kind],
    )
    page.wait_for_url(f"**/{KINDS[kind]}")
    expect(page.locator(".ab-picture").first).to_be_visible()
    assert page.evaluate("window.stayed === true")
    assert page.evaluate(seen) == directly


@pytest.mark.parametrize("instant", [True, False])
def test_the_palette_recolours_pictures_however_the_page_was_reached(
    visit: Visit, *, instant: bool
) -> None:
    page = visit("architecture/components/" if instant else ORDERS)
    if instant:
        page.locator(".ab-cell-name").get_by_role("link", name="Orders", exact=True).click()
        page.wait_for_url(f"**/{ORDERS}")
        expect(page.locator(".ab-picture")).to_be_visible()
    light = shapes(page)
    # Tooltips take the titles of what they explain, so the button in sight is the one.
    toggle = page.locator("label[for^=__palette]:visible")
    toggle.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = shapes(page)
    assert light != dark
    toggle.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert shapes(page) == light


@pytest.mark.parametrize("javascript", [True, False])
def test_a_card_leads_to_its_component_at_once_and_without_javascript_too(
    visit: Visit, *, javascript: bool
) -> None:
    page = visit(ORDERS, java_script_enabled=javascript)
    if javascript:
        page.evaluate("window.stayed = true")
    page.locator(".ab-picture a", has_text="Payments").click()
    page.wait_for_url("**/components/payments/")
    expect(page.locator("h1")).to_contain_text("Payments")
    if javascript:
        assert page.evaluate("window.stayed === true")


def test_a_card_with_the_focus_brings_out_its_lines(visit: Visit) -> None:
    page = visit(ORDERS)
    lines = page.locator(".ab-picture .ab-p-edge")
    page.locator(".ab-picture a", has_text="Payments").focus()
    expect(page.locator(".ab-picture .ab-p-edge.ab-is-near")).to_have_count(1)
    assert lines.count() > 5
    page.locator(".ab-picture a", has_text="Orders").first.focus()
    expect(page.locator(".ab-picture .ab-p-edge.ab-is-near")).to_have_count(lines.count())
    page.get_by_role("link", name="SVG").first.focus()
    expect(page.locator(".ab-is-traced")).to_have_count(0)


def test_every_card_is_reached_by_keyboard_with_a_name_and_a_focus_that_is_seen(
    visit: Visit,
) -> None:
    page = visit(ORDERS)
    cards = page.locator(".ab-picture .ab-p-card a")
    page.locator(".ab-figure__scroll").focus()
    names = []
    for _ in range(cards.count()):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(
            """() => {
                const link = document.activeElement;
                const shape = link.querySelector(".ab-p-shape");
                return [link.getAttribute("aria-label"),
                    shape && getComputedStyle(shape).strokeWidth];
            }"""
        )
        assert seen
        assert float(seen.removesuffix("px")) >= 3
        names.append(name)
    assert len(names) == len(set(names)) == cards.count() > 5
    assert any(name.startswith("Payments, Module, owner Payments") for name in names)
    page.keyboard.press("Enter")
    page.wait_for_function("!location.pathname.endsWith('/orders/')")


def test_a_large_picture_scrolls_in_its_box_and_fits_on_demand(visit: Visit) -> None:
    page = visit("architecture/")
    page.set_viewport_size({"width": 800, "height": 800})
    box = page.locator(".ab-figure__scroll").first
    assert box.evaluate("el => el.scrollWidth > el.clientWidth")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.ab-figure__scroll').scrollLeft > 0")
    page.locator(".ab-fit:visible input").first.check()
    assert box.evaluate("el => el.scrollWidth <= el.clientWidth")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_picture_somewhat_wider_than_its_column_fits_at_once_and_scrolls_on_demand(
    visit: Visit, *, javascript: bool
) -> None:
    page = visit("architecture/", java_script_enabled=javascript)
    page.set_viewport_size({"width": 1040, "height": 800})
    box = page.locator(".ab-picture-box--wide .ab-figure__scroll").first
    natural = box.evaluate("el => parseFloat(el.firstElementChild.getAttribute('width'))")
    assert natural * 0.75 > box.evaluate("el => el.clientWidth")
    assert box.evaluate("el => el.scrollWidth <= el.clientWidth")
    fit = page.locator(".ab-picture-box--wide").first.locator(".ab-fit:visible input")
    expect(fit).to_be_checked()
    fit.uncheck()
    assert box.evaluate("el => el.scrollWidth > el.clientWidth")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(fit).not_to_be_checked()
    assert box.evaluate("el => el.scrollWidth > el.clientWidth")


def test_the_component_index_is_filtered_sorted_and_shared(visit: Visit) -> None:
    page = visit("architecture/components/")
    total = page.locator("[data-ab-table] tbody tr").count()
    page.locator("select[name=plane]").select_option("control")
    page.locator("select[name=owner]").select_option("Security")
    shown = page.locator("[data-ab-table] tbody tr:visible")
    expect(page.locator(".ab-count")).to_have_text(f"{shown.count()} of {total} components")
    assert 0 < shown.count() < total
    page.get_by_role("button", name="Tier").click()
    query = page.evaluate("location.search")
    assert query == "?plane=control&owner=Security&sort=tier"
    page.reload()
    expect(page.locator(".ab-count")).to_have_text(f"{shown.count()} of {total} components")


@pytest.mark.parametrize("kind", ["overview", "component", "journey", "component-index", "quoted"])
def test_pages_are_whole_without_javascript(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind], java_script_enabled=False)
    assert page.locator("article table").count() > 0
    if kind != "component-index":
        expect(page.locator(".ab-picture").first).to_be_visible()
        for summary in page.locator(".ab-same summary").all():
            summary.click()
        for table in page.locator(".ab-same table").all():
            expect(table).to_be_visible()
    expect(page.locator("[data-ab-filters]")).to_have_count(int(kind == "component-index"))


def test_on_paper_pictures_are_whole_and_light_and_folded_tables_are_said(visit: Visit) -> None:
    page = visit("architecture/", scheme="dark")
    page.emulate_media(media="print")
    scroll = page.locator(".ab-figure__scroll").first
    assert scroll.evaluate("el => el.scrollWidth <= el.clientWidth + 1")
    assert re.findall(r"\d+", shapes(page)) == ["255", "255", "255"]
    expect(page.locator(".ab-same table").first).to_be_visible()
    expect(page.locator(".ab-figure__files").first).to_be_hidden()
    assert len(page.pdf(format="A4")) > 10_000


@pytest.mark.parametrize("kind", ["overview", "component", "journey", "zone", "component-index"])
def test_whoever_prints_out_of_the_dark_gets_words_that_are_read_on_paper(
    visit: Visit, kind: str
) -> None:
    page = visit(KINDS[kind], scheme="dark")
    page.emulate_media(media="print")
    page.reload()  # so that no colour is on its way to another
    # Ground is left out by browsers: words stand on white, or on the light fill of their card.
    pale = page.evaluate(
        """() => {
            const brush = document.createElement("canvas").getContext("2d");
            const channel = (value) =>
                value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
            const contrast = (colour) => {
                brush.fillStyle = "#fff";
                brush.fillRect(0, 0, 1, 1);
                brush.fillStyle = colour;
                brush.fillRect(0, 0, 1, 1);
                const [r, g, b] = brush.getImageData(0, 0, 1, 1).data;
                return 1.05
                    / (0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b) + 0.05);
            };
            const words = "h1, h2, p, td, th, dt, dd, a, strong, text, figcaption, .ab-note";
            return [...document.querySelector("article").querySelectorAll(words)]
                .filter((el) => el.getClientRects().length && el.textContent.trim())
                .filter((el) => !el.closest(".ab-p-step-number, .ab-step"))
                .map((el) => {
                    const style = getComputedStyle(el);
                    return [el instanceof SVGElement && el.tagName === "text"
                        ? style.fill : style.color, el.textContent.trim().slice(0, 40)];
                })
                .filter(([colour]) => contrast(colour) < 4.4);
        }"""
    )
    assert pale == []


def test_a_picture_s_small_page_shows_it_and_leads_to_the_handbook(visit: Visit) -> None:
    page = visit("architecture/pictures/checkout.html")
    inside = page.locator("object")
    expect(inside).to_be_visible()
    assert inside.bounding_box()["width"] > 300  # type: ignore[index]
    page.get_by_role("link", name=re.compile("Checkout")).click()
    page.wait_for_url("**/architecture/views/checkout/#ab-picture-checkout")


def test_the_pages_work_on_a_theme_that_knows_nothing_of_them(
    visit: Visit, plain_theme: str
) -> None:
    page = visit(f"{plain_theme}{ORDERS}")
    expect(page.locator(".ab-picture")).to_be_visible()
    assert shapes(page) == "rgb(241, 245, 251)"
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_page_of_the_site_has_a_bare_address_in_a_picture_nor_a_path_of_this_machine(
    site: ServedSite,
) -> None:
    pages = list(site.folder.rglob("*.html"))
    pictures = 0
    for file in pages:
        html = file.read_text("utf-8")
        for picture in re.findall(r'<svg[^>]*class="ab-picture.*?</svg>', html, re.DOTALL):
            pictures += 1
            assert not re.search(r'(?<![:\w])href="', picture), file
            assert "<use" not in picture
        assert "site-packages" not in html
    for file in site.folder.rglob("architecture/pictures/**/*.svg"):
        text = file.read_text("utf-8")
        assert not re.search(r'(?<![:\w])href="', text), file
        assert not re.search(r'\w="/[^>]|file:|site-packages', text), file
    assert pictures > 100
