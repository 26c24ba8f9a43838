"""Checklists in whole sites built by MkDocs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import jsonschema
import pytest

from archbook.pages.checklists.words import RESULTS
from support.books import adr
from support.links import broken_links
from support.sites import BuiltSite, build_site, mkdocs_yml

MAP = """\
owners:
  commerce: {name: Commerce <team>, on-call: https://oncall.example/commerce}
components:
  shopper: {kind: person, uses: [{calls: web}]}
  web:
    kind: service
    tier: 1
    owner: commerce
    operations:
      rollback: {how: previous image, within: 5m, drilled: 2026-10-01}
      deploy: {strategy: canary}
      flags: true
    cost: {monthly: 100 EUR}
    uses: [{calls: store, timeout: 1s}]
  store: {kind: database, tier: 1, name: The <store>, operations: {rollback: none}}
  flags: {kind: flags, uses: [{configures: web}]}
journeys:
  buy: {name: A shopper buys, slo: {availability: 99.9%}, volume: 10/s, path: [shopper, web, store]}
"""
CHECKLISTS = """\
items:
  owned:
    ability: name who owns it
    why: Somebody has to <care>.
    how: State `owner:`.
    verify: Read it.
    decided-by: {rule: no-owner}
    levels: [low]
  way-back:
    ability: go back
    why: It saves nights.
    how: Keep the image.
    verify: Try it.
    decided-by: {property: operations.rollback.drilled, max-age: 180d, strength: drilled}
    levels: [high]
    decision: ADR-001
    references:
      - {title: A book}
      - {title: A page, url: "https://x.example/page"}
  restored:
    ability: get its data back
    why: Data goes.
    how: Back it up.
    verify: Restore it.
    applies-to: {kind: database}
    decided-by:
      either:
        - property: backup.drilled
        - person: {max-age: 30d, fields: {minutes: {at-most: 60}}}
    levels: [low]
  reviewed:
    ability: be read by somebody else
    why: Two see more.
    how: Ask.
    verify: Look who.
    decided-by: {person: {max-age: 100d, evidence: false}}
    levels: [high]
  later:
    ability: be watched
    why: It hurts.
    how: Watch it.
    verify: Look.
    decided-by: {property: operations.dashboard}
    enforce-from: 2027-01-01
    levels: [low]
  never:
    ability: fly
    why: It cannot.
    how: Do not.
    verify: Look up.
    decided-by: person
checklists:
  shop:
    title: Before <it> opens
    summary: What is asked of `everything`.
    levels: [low, high]
    items:
      - {item: owned, section: Owned}
      - {item: way-back, section: Changed}
      - restored
      - reviewed
      - later
      - {item: never, off: Nothing <flies> here.}
"""
ATTESTED = """\
attestations:
  reviewed:
    answer: pass
    by: ana
    on: 2026-11-01
    digest: {digest}
    statement: Read by <two>.
"""
WAIVING = """\
---
id: ADR-001
status: accepted
date: 2026-11-01
decision-makers: [ana]
revisit-when: The second <store> opens.
waives:
  - item: restored
    components: [store]
    until: 2026-12-31
    because: The copy comes <soon>.
---
# Live with it
"""
FILES = {
    "mkdocs.yml": mkdocs_yml(
        "repo_url: https://github.com/x/y\n",
        plugin="  - archbook: {as-of: 2026-11-23, checklists: {packs: []}}\n",
    ),
    "diagrams/map.yaml": MAP,
    "docs/checklists/shop.yaml": CHECKLISTS,
    "adr/0001-live-with-it.md": WAIVING,
}


def attested() -> str:
    """Return the file in which somebody attests an item, digest and all."""
    from archbook.checklists.digest import item_digest  # noqa: PLC0415 - for this alone
    from archbook.checklists.loading import read_book  # noqa: PLC0415 - likewise

    book = read_book({"shop.yaml": CHECKLISTS})
    return ATTESTED.format(digest=item_digest(book.items["reviewed"]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Build a shop with a checklist, an attestation and a waiver."""
    files = {**FILES, "docs/checklists/attestations/web.yaml": attested()}
    return build_site(tmp_path_factory.mktemp("checked"), files)


def words(html: str) -> str:
    """Return what a reader reads."""
    text = re.sub(r"<(svg|template|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
    return re.sub(r" (?=[.,;:])", "", text)


def test_each_checklist_and_component_that_it_asks_has_a_page(site: BuiltSite) -> None:
    assert site.errors == ()
    pages = {name for name in site.files() if name.startswith("checklists/")}
    assert pages >= {
        "checklists/index.html",
        "checklists/shop/index.html",
        "checklists/components/web/index.html",
        "checklists/components/store/index.html",
        "checklists/registers/index.html",
        "checklists/results/index.html",
        "checklists/leaders/index.html",
    }
    assert "checklists/components/shopper/index.html" not in pages


def test_every_link_and_anchor_of_the_chapter_leads_somewhere(site: BuiltSite) -> None:
    assert list(broken_links(site.folder, "checklists/**/*.html")) == []
    assert list(broken_links(site.folder, "architecture/components/**/*.html")) == []


def test_the_yaml_of_checklists_and_attestations_is_not_published(site: BuiltSite) -> None:
    assert not [name for name in site.files() if name.endswith((".yaml", ".yml"))]


def test_results_and_schemas_are_published_and_fit_each_other(site: BuiltSite) -> None:
    results = json.loads(site.html("checklists/checklists.json"))
    schema = json.loads(site.html("checklists/evaluate.schema.json"))
    jsonschema.validate(results, schema)
    assert {"checklists.schema.json", "attestations.schema.json"} <= {
        name.removeprefix("checklists/") for name in site.files()
    }


def test_the_first_page_gives_both_figures_and_the_level_of_each_component(
    site: BuiltSite,
) -> None:
    text = words(site.content("checklists/index.html"))
    assert (
        "3 / 4 of 10 checks pass without / with waivers 6 stand open 1 fail, 5 unknown"
        " 1 of 3 components have nothing open 5 end within 90 days none has ended" in text
    )
    assert "web tier 1 · Commerce <team>" in text
    assert re.search(r"high same with waivers 3 / 3 of 3 3 of 3 pass, 3 with waivers", text)
    assert "no level same with waivers 0 / 1 of 4 0 of 4 pass, 1 with waivers" in text
    assert "Five deaths" in text


def test_what_falls_due_is_listed_with_the_days_that_are_left(site: BuiltSite) -> None:
    text = words(site.content("checklists/index.html"))
    assert "2026-12-31 39 days left waiver Get its data back: The <store>" in text
    assert "grace Be watched: flags, The <store>, web" in text


def test_the_matrix_has_a_row_for_each_component_and_a_word_in_each_cell(site: BuiltSite) -> None:
    html = site.content("checklists/shop/index.html")
    rows = re.findall(r"<tr data-plane.*?</tr>", html, re.DOTALL)
    assert len(rows) == 3
    web = next(row for row in rows if ">web<" in row)
    assert [unescape(word) for word in re.findall(r'class="ab-dot[^>]*>([^<]*)</a>', web)] == [
        "pass",
        "pass",
        "not applicable",
        "pass",
        "not yet",
    ]
    assert 'href="../components/web/#way-back"' in web


def test_each_item_says_why_how_what_decides_it_and_who_passes(site: BuiltSite) -> None:
    html = site.content("checklists/shop/index.html")
    assert 'id="way-back"' in html
    text = words(html)
    assert "Why Somebody has to <care>. How to get there State owner:." in text
    assert "Decided by the rule no-owner holds" in text
    assert 'href="../../rules/no-owner/"' in html
    assert (
        "the map states operations.rollback.drilled, no longer ago than 180 days,"
        " which counts as drilled"
    ) in text
    assert "a person attests it with minutes (at most 60) and evidence, for 30 days" in text
    assert "Comes from ADR-001 Live with it" in text
    assert "See A book; A page" in text
    assert "Counts from 2027-01-01" in text
    assert "waived 1 The <store>" in text
    assert "Switched off here Fly never Nothing <flies> here." in text


def test_a_component_s_page_shows_its_facts_with_their_places_and_what_to_do(
    site: BuiltSite,
) -> None:
    html = site.content("checklists/components/store/index.html")
    text = words(html)
    assert "Before <it> opens no level no level 0 of 4 1 of 4 low lacks 2 items" in text
    assert "The shortest way to the next level unknown Name who owns it" in text
    assert re.search(r"waived Get its data back restored", text)
    assert "Accepted until 2026-12-31, 39 days left: The copy comes <soon>." in text
    assert "without waiver or grace: unknown" in text
    assert "https://github.com/x/y/blob/master/adr/0001-live-with-it.md#L8" in html


def test_an_attestation_is_shown_with_who_said_what_when(site: BuiltSite) -> None:
    text = words(site.content("checklists/components/web/index.html"))
    assert "ana, 2026-11-01: pass. Read by <two>." in text
    assert "until 2027-02-09, 79 days left" in text
    registers = words(site.content("checklists/registers/index.html"))
    assert "1 attestation, by component" in registers
    assert "restored item The <store> 39 days ends soon 2026-12-31 in force 1" in registers


def test_a_component_s_own_page_leads_to_its_checks_by_the_shortest_way(site: BuiltSite) -> None:
    html = site.content("architecture/components/store/index.html")
    section = html.partition('id="ab-readiness"')[2]
    assert 'href="../../../checklists/components/store/"' in section
    assert "The shortest way to the next level" in words(section)
    assert "keeps low of Before <it> opens" in words(section)
    assert 'href="../../../checklists/components/store/#owned"' in section
    shopper = site.content("architecture/components/shopper/index.html")
    assert "ab-readiness" not in shopper


def test_all_results_and_strengths_are_explained(site: BuiltSite) -> None:
    html = site.content("checklists/results/index.html")
    for result in RESULTS:
        assert f'id="ab-result-{result}"' in html
    for strength in ("declared", "attested", "observed", "drilled"):
        assert f'id="ab-strength-{strength}"' in html
    text = words(html)
    assert "A made-up example, for a component example-store" in text
    assert "There is no example in this handbook now." in text


def test_sentences_for_leaders_say_what_is_stated_and_what_is_not(site: BuiltSite) -> None:
    text = words(site.content("checklists/leaders/index.html"))
    assert (
        "We promise that it works 99.9% of the time: it may fail for 43 minutes in 30 days." in text
    )
    assert "no part says how often it fails" in text
    assert "We can undo a change to web within 5 minutes." in text
    assert "There is no way back from a change to The <store>." in text
    assert "A risky feature of web can be shipped switched off" in text
    assert "A change to web reaches a part of the traffic first." in text
    assert "Its parts cost 100 EUR a month; at 10 a second that is" in text
    assert "The <store> costs is not stated" in text
    assert (
        "We accept until 2026-12-31 that The <store> cannot “get its data back”: The copy comes"
        " <soon>. Decided in ADR-001 · Live with it by ana; 39 days left. What would make us think"
        " again: The second <store> opens."
    ) in text


def test_nothing_of_a_checklist_becomes_markup(site: BuiltSite) -> None:
    for name in site.files():
        if name.startswith("checklists/") and name.endswith(".html"):
            assert not re.search(r"<(team|store|care|soon|two|flies|it)>", site.html(name)), name


def test_the_search_finds_items_and_components_and_no_matrix(site: BuiltSite) -> None:
    entries = json.loads(site.html("search/search_index.json"))["docs"]
    found = {entry["location"]: entry["text"] for entry in entries}
    assert "It saves nights." in found["checklists/shop/#way-back"]
    assert "still fails" in found["checklists/components/web/"]
    assert not any("ab-dot" in text or "same with waivers" in text for text in found.values())


def test_a_handbook_without_a_map_has_no_checklists_and_loads_none(tmp_path: Path) -> None:
    files = {"adr/0001-a.md": adr("A"), "docs/checklists/shop.yaml": CHECKLISTS}
    site = build_site(tmp_path, files)
    assert site.errors == ()
    assert not [name for name in site.files() if name.startswith("checklists/index")]
    assert "checklists.css" not in site.html("index.html")
    assert "checklists.js" not in site.html("index.html")


def test_a_checklist_that_cannot_be_read_fails_the_build_and_names_all_lines(
    tmp_path: Path,
) -> None:
    broken = CHECKLISTS.replace("decided-by: person", "decided-by: a dream").replace(
        "levels: [low, high]", "levels: []"
    )
    site = build_site(tmp_path, {**FILES, "docs/checklists/shop.yaml": broken})
    said = "\n".join(site.errors)
    assert "The checklists have errors:" in said
    lines = set(re.findall(r"docs/checklists/shop\.yaml:(\d+)", said))
    assert len(lines) >= 2


def test_what_is_questionable_about_checklists_is_said_in_the_build(tmp_path: Path) -> None:
    orphan = ATTESTED.format(digest="sha256:0123456789abcdef")
    files = {
        **FILES,
        "mkdocs.yml": FILES["mkdocs.yml"].replace("as-of:", "fail-on: warning, as-of:"),
        "docs/checklists/attestations/gone.yaml": orphan,
    }
    site = build_site(tmp_path, files)
    assert site.errors == ()
    assert any("docs/checklists/attestations/gone.yaml" in line for line in site.warnings)


def test_a_page_of_the_site_s_own_at_such_an_address_fails_the_build(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**FILES, "docs/checklists/index.md": "# Ours\n"})
    assert any("docs/checklists/index.md" in line for line in site.errors)
    assert any("`at:` under `checklists:`" in line for line in site.errors)


def test_the_chapter_may_stand_elsewhere(tmp_path: Path) -> None:
    settings = FILES["mkdocs.yml"].replace("packs: []", "packs: [], at: ready")
    site = build_site(tmp_path, {**FILES, "mkdocs.yml": settings})
    assert {"ready/index.html", "ready/shop/index.html"} <= site.files()
    assert list(broken_links(site.folder, "ready/**/*.html")) == []


def test_checklists_alone_have_pages_and_what_they_rest_on_has_none(tmp_path: Path) -> None:
    settings = FILES["mkdocs.yml"].replace("- archbook:", "- archbook/checklists:")
    site = build_site(tmp_path, {**FILES, "mkdocs.yml": settings})
    assert site.errors == ()
    assert "checklists/components/store/index.html" in site.files()
    assert not [n for n in site.files() if n.startswith(("architecture/", "decisions/", "rules/"))]
    assert "Accepted until 2026-12-31" in words(
        site.content("checklists/components/store/index.html")
    )
    assert list(broken_links(site.folder, "checklists/**/*.html")) == []


def test_macros_quote_checklists_and_readiness_and_never_raise(tmp_path: Path) -> None:
    page = (
        '# Home\n\n{{ readiness("store") }}\n\n{{ checklist("shop") }}\n\n{{ checklist("shp") }}\n'
    )
    plugin = (
        "  - macros: {modules: [archbook.hosts.macros]}\n"
        "  - archbook: {as-of: 2026-11-23, checklists: {packs: []}}\n"
    )
    files = {**FILES, "mkdocs.yml": mkdocs_yml(plugin=plugin), "docs/index.md": page}
    site = build_site(tmp_path, files)
    html = site.content("index.html")
    text = words(html)
    assert "Before <it> opens no level no level 0 of 4 1 of 4 low: owned unknown" in text
    assert 'href="checklists/components/store/"' in html
    assert 'href="checklists/shop/#owned"' in html
    assert 'There is no checklist "shp" in use. Did you mean "shop"?' in text
    assert len(site.errors) == 1
    assert "docs/index.md:7" in site.errors[0]


def test_the_plugin_loads_nothing_of_checklists_before_there_is_a_map() -> None:
    code = (
        "import sys, archbook.hosts.mkdocs_plugin, archbook.hosts.macros\n"
        "print([name for name in sys.modules if name.startswith(('archbook.checklists',"
        " 'archbook.readiness', 'archbook.pages.checklists'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
