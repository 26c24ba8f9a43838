"""How a system fails, in whole sites built by MkDocs."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from support.books import adr
from support.sites import BuiltSite, build_site, mkdocs_yml

MAP = """\
owners:
  commerce: {name: Commerce team, on-call: https://oncall.example/commerce}
places: {west: {}, east: {}}
components:
  shopper: {kind: person, uses: [{calls: web}]}
  web:
    kind: service
    tier: 1
    owner: commerce
    at: [west]
    slo: {availability: 99.9%}
    own-availability: 99.99%
    uses:
      - calls: orders
      - {calls: hints, if-lost: degrades, fallback: The page goes without hints.}
  orders:
    kind: service
    owner: commerce
    own-availability: 99%
    uses:
      - {calls: keys, when: startup}
      - {calls: store, timeout: 1s}
  hints: {kind: service, owner: commerce}
  store: {kind: database, tier: 1, owner: commerce, at: [east], redundancy: {replicas: 1}}
  keys: {kind: secrets, uses: [{configures: orders}]}
journeys:
  buy: {name: A shopper buys, slo: {availability: 99.95%}, path: [shopper, web, orders]}
"""
WAIVING = """\
---
status: accepted
date: 2026-11-01
enforces: [tier-inversion]
waives:
  - rule: promise-above-expected
    components: [web]
    until: 2026-11-30
    because: The new one comes <soon>.
---
# Live with it
"""
FILES = {
    "mkdocs.yml": mkdocs_yml(plugin="  - archbook: {as-of: 2026-11-23}\n"),
    "diagrams/map.yaml": MAP,
    "adr/0001-live-with-it.md": WAIVING,
    "adr/0002-other.md": adr("Other", date="2026-01-01"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build a shop that promises more than it can keep."""
    return build_site(tmp_path_factory.mktemp("failing"), FILES)


def words(html: str) -> str:
    """Return what a reader reads."""
    text = re.sub(r"<(svg|details)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return re.sub(r" (?=[.,;:])", "", text)


def test_each_loss_that_matters_has_a_page(site: BuiltSite) -> None:
    assert site.errors == ()
    pages = {name for name in site.files() if name.startswith("failure/what-if/")}
    assert pages == {
        f"failure/what-if/{name}/index.html"
        for name in (
            "component-web",
            "component-store",
            "place-west",
            "place-east",
            "plane-control",
        )
    }


def test_a_loss_is_told_in_sentences_that_name_the_edge_of_each_effect(site: BuiltSite) -> None:
    text = words(site.content("failure/what-if/component-store/index.html"))
    assert "orders is down, since it calls store, which is lost." in text
    assert "By orders calls store" in text
    assert "By web calls orders; the way there: store → orders → web" in text
    assert "A shopper buys down" in text
    assert "Commerce team 3 components · on call" in text


def test_what_could_not_start_again_is_told_with_what_it_lacks(site: BuiltSite) -> None:
    text = words(site.content("failure/what-if/plane-control/index.html"))
    assert "orders runs on, and could not be started again without keys." in text
    assert "By orders calls keys" in text


def test_the_picture_of_a_loss_marks_cards_and_lines_by_class_and_word(site: BuiltSite) -> None:
    html = site.content("failure/what-if/component-store/index.html")
    picture = html.partition("<svg")[2].partition("</svg>")[0]
    for state in ("lost", "down"):
        assert f"ab-is-{state}" in picture
        assert state in words(f"<p {picture}")
    assert {
        f"failure/pictures/component-store.{ending}" for ending in ("svg", "png", "mmd", "html")
    } <= site.files()


def test_a_loss_that_nobody_else_suffers_from_shows_what_is_around(site: BuiltSite) -> None:
    text = words(site.content("failure/what-if/place-west/index.html"))
    assert "shopper is down, since it calls web, which is lost." in text
    assert "Instead" not in text


def test_the_first_page_counts_by_dimension_and_sets_promise_against_expectation(
    site: BuiltSite,
) -> None:
    text = words(site.content("failure/index.html"))
    assert "as of 2026-11-23" in text
    assert re.search(r"A shopper buys journey 99\.95% \S+ 98\.9901% 21\.6 436\.3", text)
    assert "promised too much" in text
    assert "Green dashboard, angry users" in text
    assert re.search(r"\d+ facts that rules ask for", text)


def test_every_rule_has_a_page_with_its_current_findings(site: BuiltSite) -> None:
    from archbook.rules.registry import rules  # noqa: PLC0415 - fills the catalogue

    assert {f"rules/{name}/index.html" for name in rules()} <= site.files()
    text = words(site.content("rules/promise-above-expected/index.html"))
    assert "error waived by ADR-0001 web: It promises 99.9%" in text
    assert "Nothing breaks it now." in words(site.content("rules/sync-cycle/index.html"))


def test_components_and_journeys_show_their_findings_open_and_waived(site: BuiltSite) -> None:
    component = words(site.content("architecture/components/web/index.html"))
    assert "error waived by ADR-0001 web: It promises 99.9%" in component
    html = site.content("architecture/components/web/index.html")
    assert '<a href="../../../decisions/0001-live-with-it/">ADR-0001</a>' in html
    assert "What if it is lost?" in component
    journey = words(site.content("architecture/journeys/buy/index.html"))
    assert "promise-above-expected" in journey


def test_an_owner_sees_what_is_wrong_with_all_that_it_answers_for(site: BuiltSite) -> None:
    text = words(site.content("architecture/owners/commerce/index.html"))
    _, _, findings = text.partition(" Findings ")
    assert "web: It promises 99.9%" in findings
    assert "promise-above-expected" in findings
    assert text.count("error waived by ADR-0001 web:") == 1
    zone = site.content("architecture/places/west/index.html")
    assert 'id="ab-findings"' not in zone


def test_a_card_is_marked_with_the_worst_that_stands_of_its_component(site: BuiltSite) -> None:
    picture = site.html("architecture/pictures/component/web.svg")
    names = re.findall(r'aria-label="([^"]*)"', picture)
    assert any(name.startswith("hints") and "warning" in name for name in names)
    assert all("warning" not in name for name in names if name.startswith("keys"))


def test_the_page_on_availability_is_to_be_sorted_and_names_what_would_restore_a_promise(
    site: BuiltSite,
) -> None:
    html = site.content("failure/availability/index.html")
    rows = re.findall(r"<tr data-kind=.*?</tr>", html, re.DOTALL)
    assert [words(row).partition(" ")[0] for row in rows] == ["A", "web", "orders"]
    assert html.count('data-ab-sort="number"') == 5
    assert "bear the loss ( if-lost: degrades with a fallback)" in words(rows[0])
    assert "Let web calls orders bear the loss" in words(rows[1])
    assert '<option value="promised too much">promised too much (2)</option>' in html
    assert "Of 3 components nothing is stated." in words(html)


def test_the_register_says_how_many_days_a_waiver_has_left_and_escapes_its_reason(
    site: BuiltSite,
) -> None:
    html = site.content("failure/waivers/index.html")
    assert "The new one comes &lt;soon&gt;." in html
    assert "8 days ends soon 2026-11-30 in force" in words(html)


def test_coverage_names_what_is_decided_and_what_is_enforced(site: BuiltSite) -> None:
    text = words(site.content("failure/coverage/index.html"))
    decided, _, undecided = text.partition("Enforced, not decided")
    assert "tier-inversion" in decided
    assert "tier-inversion" not in undecided
    assert "decided, not enforced by a rule" in decided


def test_what_is_waived_is_no_warning_of_the_build(site: BuiltSite) -> None:
    said = [line for line in site.warnings if "promise-above-expected" in line]
    line = MAP.splitlines().index("journeys:") + 2
    assert len(said) == 1
    assert f"diagrams/map.yaml:{line}: error" in said[0]


def test_a_handbook_without_a_map_has_no_chapter_on_failure(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"adr/0001-a.md": adr("A")})
    assert not any(name.startswith(("failure/", "rules/")) for name in site.files())


def test_a_page_of_the_sites_own_at_such_an_address_fails_the_build(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**FILES, "docs/rules/index.md": "# Ours\n"})
    assert any("docs/rules/index.md" in line for line in site.errors)
