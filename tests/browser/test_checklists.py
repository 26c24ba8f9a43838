"""Pages about checklists in a browser: for everybody, and filled in by a reviewer."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from archbook.source.yamltext import read_yaml
from reference_site import ROOT, ServedSite
from support.axe import violations

Visit = Callable[..., Page]

ORDERS = "checklists/components/orders/"
KINDS = {
    "overview": "checklists/",
    "checklist": "checklists/production-readiness/",
    "own": "checklists/shop-money/",
    "component": ORDERS,
    "registers": "checklists/registers/",
    "results": "checklists/results/",
    "leaders": "checklists/leaders/",
    "section": "architecture/components/orders/",
}
DAY = "2026-11-20"


def fresh(visit: Visit, path: str) -> Page:
    """Open a page in a browser that keeps no draft yet."""
    page = visit(path)
    page.evaluate("localStorage.clear()")
    page.reload()
    return page


def fill_in(page: Page, count: int = 3) -> list[str]:
    """Answer so many items that a person decides, and return their ids."""
    page.get_by_role("button", name="Fill in").click()
    page.get_by_label("Who says so").fill('Ana "the first": #1')
    page.get_by_label("On", exact=True).fill(DAY)
    forms = page.locator(".ab-fill__form:visible")
    names = []
    for place in range(count):
        form = forms.nth(place)
        form.get_by_role("checkbox").check()
        form.get_by_label("Statement").fill("Yes: done & <seen>\n- twice # really")
        form.get_by_label("Evidence").fill("https://code.example/run#1\ndocs/index.md")
        for field in form.locator("[name^='field:']").all():
            field.fill("4")
        names.append(str(form.evaluate("el => el.parentElement.dataset.abFill")))
    return names


def ticks(page: Page) -> Locator:
    """Return the boxes that are ticked."""
    return page.locator(".ab-fill__tick input:checked")


def copied(page: Page, button: str) -> str:
    """Copy a draft where the clipboard is closed, and return the text that is offered instead."""
    assert page.evaluate("navigator.clipboard === undefined")  # as without TLS
    page.get_by_role("button", name=button).click()
    area = page.get_by_label("Copy this by hand")
    expect(area).to_be_focused()
    return area.input_value()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_at_either_width(visit: Visit, kind: str, scheme: str) -> None:
    page = visit(KINDS[kind], scheme=scheme)
    expect(page.locator("h1")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_axe_finds_nothing_while_it_is_filled_in(visit: Visit) -> None:
    page = fresh(visit, ORDERS)
    fill_in(page)
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways(visit: Visit, kind: str, width: int) -> None:
    page = visit(KINDS[kind])
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_three_answers_outlast_a_reload_and_instant_navigation(visit: Visit) -> None:
    page = fresh(visit, ORDERS)
    names = fill_in(page)
    expect(page.locator(".ab-draft__about")).to_contain_text("kept in this browser only")
    page.reload()
    expect(ticks(page)).to_have_count(3)
    expect(page.get_by_label("Who says so")).to_have_value('Ana "the first": #1')
    expect(page.locator(".ab-draft__said")).to_contain_text("3 answers in the draft")
    page.evaluate("window.stayed = true")
    page.locator(".ab-more").get_by_role("link", name="what the results mean").click()
    page.wait_for_url("**/checklists/results/")
    page.go_back()
    page.wait_for_url(f"**/{ORDERS}")
    expect(ticks(page)).to_have_count(3)
    assert page.evaluate("window.stayed === true")
    kept = page.locator(".ab-fill__form:has([name=tick]:checked)").evaluate_all(
        "forms => forms.map(form => form.parentElement.dataset.abFill)"
    )
    assert kept == names
    page.get_by_role("button", name="Clear draft").click()
    expect(ticks(page)).to_have_count(0)
    page.reload()
    expect(ticks(page)).to_have_count(0)


def test_the_copied_yaml_is_taken_unchanged_and_says_what_was_filled_in(
    visit: Visit, tmp_path: Path
) -> None:
    page = fresh(visit, ORDERS)
    names = fill_in(page)
    expect(page.locator("[data-ab-file]")).to_have_text("docs/checklists/attestations/orders.yaml")
    text = copied(page, "Copy as attestation YAML")
    file = ROOT / "docs/checklists/attestations/orders.yaml"
    said = read_yaml(text, file="copy").data
    before = read_yaml(file.read_text("utf-8"), file="file").data
    assert said["component"] == "orders"
    assert set(said["attestations"]) == {*before["attestations"], *names}
    for name in names:
        answer = said["attestations"][name]
        assert answer["answer"] == "pass"
        assert answer["by"] == 'Ana "the first": #1'
        assert str(answer["on"]) == DAY
        assert answer["statement"] == "Yes: done & <seen>\n- twice # really"
        assert answer["evidence"] == [
            {"link": "https://code.example/run#1"},
            {"file": "docs/index.md"},
        ]
    for name in {*before["attestations"]} - {*names}:
        assert said["attestations"][name] == before["attestations"][name]
    for folder in ("adr", "diagrams", "docs", "mkdocs.yml"):
        source = ROOT / folder
        if source.is_dir():
            shutil.copytree(source, tmp_path / folder)
        else:
            shutil.copy(source, tmp_path / folder)
    file = tmp_path / "docs/checklists/attestations/orders.yaml"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("archbook")),
            "checklists",
            "evaluate",
            "--component",
            "orders",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "attestations/orders.yaml" not in done.stderr


def test_the_draft_is_copied_as_a_task_list_whose_text_marks_nothing_up(visit: Visit) -> None:
    page = fresh(visit, ORDERS)
    names = fill_in(page, 1)
    text = copied(page, "Copy as task list")
    lines = text.splitlines()
    assert lines[0] == "### Readiness of orders"
    (ticked,) = [line for line in lines if line.startswith("- [x] ")]
    assert f"**{names[0]}**" in ticked
    assert r"Yes: done & \<seen\> - twice \# really" in ticked
    assert "(<https://code.example/run#1>)" in ticked
    assert any(line.startswith("- [ ] **") for line in lines)


def test_a_draft_says_what_it_still_lacks(visit: Visit) -> None:
    page = fresh(visit, ORDERS)
    page.get_by_role("button", name="Fill in").click()
    form = page.locator(".ab-fill__form:visible").first
    form.get_by_role("checkbox").check()
    form.locator("[name=answer]").select_option("not-applicable")
    lacks = page.locator("[data-ab-lacks]")
    expect(lacks).to_contain_text("Who says so?")
    expect(lacks).to_contain_text("lacks a reason")
    form.get_by_label("Statement").fill("It is not sold here.")
    page.get_by_label("Who says so").fill("ana")
    expect(lacks).to_be_hidden()


def test_the_checklist_s_page_keeps_a_draft_for_each_component(visit: Visit) -> None:
    page = fresh(visit, "checklists/production-readiness/")
    page.get_by_role("button", name="Fill in").click()
    choice = page.locator("[data-ab-who=component]")
    choice.select_option("orders")
    page.locator(".ab-fill__form:visible").first.get_by_role("checkbox").check()
    choice.select_option("payments")
    expect(ticks(page)).to_have_count(0)
    choice.select_option("orders")
    expect(ticks(page)).to_have_count(1)
    page.goto(ORDERS)
    expect(ticks(page)).to_have_count(1)


def test_the_form_is_filled_in_by_keyboard(visit: Visit) -> None:
    page = fresh(visit, ORDERS)
    page.get_by_role("button", name="Fill in").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close")).to_have_attribute("aria-expanded", "true")
    box = page.locator(".ab-fill__form:visible").first.get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "answer"
    ability = str(box.evaluate("el => el.closest('[data-ab-fill]').dataset.abAbility"))
    form = page.locator(".ab-fill__form:visible").first
    expect(form).to_have_accessible_name(f"Answer for: {ability}")
    expect(form).to_have_role("group")


def test_where_the_browser_keeps_nothing_the_form_works_and_says_so(visit: Visit) -> None:
    page = visit("checklists/results/")
    page.context.add_init_script(
        """if (location.search === "?blocked") for (const name of ["getItem", "setItem"]) {
            const own = Storage.prototype[name];
            Storage.prototype[name] = function (key, ...rest) {
                if (key.startsWith("archbook:")) throw new DOMException("no", "SecurityError");
                return own.call(this, key, ...rest);
            };
        }"""
    )
    page.goto(f"{ORDERS}?blocked")
    fill_in(page, 1)
    expect(page.locator(".ab-draft__about")).to_contain_text("gone when you leave")
    assert "attestations:" in copied(page, "Copy as attestation YAML")


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_whole_without_javascript(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind], java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-ab-draft]:visible")).to_have_count(0)
    expect(page.locator("[data-ab-filters]:visible")).to_have_count(0)
    if kind == "checklist":
        expect(page.locator(".ab-matrix")).to_be_visible()
        assert page.locator(".ab-dot").count() > 100
    if kind in {"component", "results"}:
        assert page.locator(".ab-result").count() > 5


def test_the_matrix_scrolls_in_its_box_under_its_head_and_beside_its_names(visit: Visit) -> None:
    page = visit("checklists/production-readiness/")
    box = page.locator(".ab-scroll--both")
    assert box.evaluate("el => el.scrollWidth > el.clientWidth")
    assert box.evaluate("el => el.scrollHeight > el.clientHeight")
    box.evaluate("el => el.scrollTo(400, 400)")
    edge = box.bounding_box()
    assert edge is not None
    head = page.locator(".ab-matrix thead th").first.bounding_box()
    assert head is not None
    assert abs(head["y"] - edge["y"]) < 2
    assert abs(head["x"] - edge["x"]) < 2
    name = page.locator(".ab-matrix tbody th").nth(20).bounding_box()
    assert name is not None
    assert abs(name["x"] - edge["x"]) < 2


def test_each_cell_of_a_matrix_says_its_result_and_leads_to_what_is_behind_it(visit: Visit) -> None:
    page = visit("checklists/production-readiness/")
    row = page.locator(
        ".ab-matrix tbody tr", has=page.get_by_role("link", name="Orders", exact=True)
    )
    cell = row.locator(".ab-dot--unknown").first
    expect(cell).to_have_accessible_name("unknown")
    item = str(cell.get_attribute("href")).partition("#")[2]
    cell.click()
    page.wait_for_url(f"**/{ORDERS}#{item}")
    expect(page.locator(f"#{item}")).to_be_in_viewport()


def test_a_phone_gets_a_card_for_each_component_in_place_of_the_matrix(visit: Visit) -> None:
    page = visit("checklists/production-readiness/", size="phone")
    expect(page.locator(".ab-matrix")).to_be_hidden()
    card = page.locator(".ab-card", has=page.get_by_role("link", name="Orders", exact=True))
    expect(card).to_contain_text("unknown")


def test_components_are_filtered_by_owner_tier_and_plane(visit: Visit) -> None:
    page = visit("checklists/")
    rows = page.locator(".ab-table--standings tbody tr")
    total = rows.count()
    page.locator("select[name=owner]").select_option("Payments")
    page.locator("select[name=tier]").select_option("1")
    shown = page.locator(".ab-table--standings tbody tr:visible").count()
    assert 0 < shown < total
    expect(page.locator(".ab-count")).to_have_text(f"{shown} of {total} components")


def test_what_orders_still_fails_is_three_clicks_from_home(visit: Visit) -> None:
    page = visit("")
    page.locator(".md-tabs").get_by_role("link", name="Readiness").click()
    page.wait_for_url("**/checklists/")
    page.locator(".ab-table--standings").get_by_role("link", name="Orders", exact=True).click()
    page.wait_for_url(f"**/{ORDERS}")
    expect(page.locator("#ab-open + ol .ab-check").first).to_be_visible()


def test_on_paper_matrices_are_whole_and_nothing_asks_to_be_filled_in(visit: Visit) -> None:
    page = fresh(visit, "checklists/production-readiness/")
    page.get_by_role("button", name="Fill in").click()
    page.emulate_media(media="print")
    expect(page.locator(".ab-draft")).to_be_hidden()
    box = page.locator(".ab-scroll--both")
    assert box.evaluate("el => el.scrollHeight <= el.clientHeight + 1")
    assert len(page.pdf(format="A4", landscape=True)) > 10_000


def test_the_published_site_holds_no_checklist_files(site: ServedSite) -> None:
    assert [p for p in site.folder.rglob("*.yaml") if "checklists" in p.parts] == []
    assert (site.folder / "checklists" / "checklists.json").is_file()


def test_the_pages_work_on_a_theme_that_knows_nothing_of_them(
    visit: Visit, plain_theme: str
) -> None:
    page = visit(f"{plain_theme}{ORDERS}")
    expect(page.locator(".ab-check").first).to_be_visible()
    fill_in(page, 1)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
