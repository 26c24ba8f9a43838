"""What the pages say of components, journeys, owners, zones and places."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from archbook.pages.code_host import CodeHost
from support.atlases import SHOP, Atlases, make_atlas
from support.books import adr

RUNBOOK = "components: {a: {kind: service, operations: {runbook: 'HERE'}}}"
HOST = CodeHost(files="https://code.example/blob/main/", folders="https://code.example/tree/main/")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Atlases:
    files = {
        "diagrams/map.yaml": SHOP,
        "adr/0001-a.md": "---\ncomponents: [orders]\n---\n" + adr("A", "Superseded by ADR-0002"),
        "adr/0002-b.md": "---\ncomponents: [orders-db]\n---\n" + adr("B"),
        "adr/0003-c.md": "---\ncomponents: [orders]\n---\n" + adr("C", "Proposed"),
        "docs/index.md": "# Home\n",
        "docs/runbooks/orders.md": "# Orders\n",
        "operations/shop.md": "# Shop\n",
    }
    return make_atlas(tmp_path_factory.mktemp("shop"), files, code_host=HOST)


def text(html: str) -> str:
    """Return what a reader sees of a page, pictures left out."""
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def section(html: str, anchor: str) -> str:
    """Return the words from a heading to the next."""
    start = html.index(f'id="{anchor}"')
    end = html.find("<h2", start)
    return text(html[html.index(">", start) + 1 : end if end > 0 else len(html)])


def row(html: str, name: str) -> str:
    """Return the words of a row of a panel."""
    found = re.search(rf'ab-panel__row--{name}"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert found, name
    return text(found[1])


def test_a_module_shows_what_it_has_from_its_whole_and_says_so(shop: Atlases) -> None:
    html = shop.page("architecture/components/orders.md").html
    assert row(html, "owner") == "Owner Commerce team from Shop"
    assert row(html, "tier") == "Tier 1 from Shop"
    assert row(html, "places") == "Places West A from Shop"
    assert row(html, "within") == "Part of Shop"
    assert 'href="https://oncall.example/commerce"' in html
    assert "Takes an order." in text(html)


def test_what_the_map_does_not_state_is_said_to_be_not_stated(shop: Atlases) -> None:
    html = shop.page("architecture/components/web.md").html
    for name in ("owner", "on-call", "tier", "places", "redundancy", "promise", "holds"):
        assert row(html, name).endswith("not stated"), name
    for name in ("runbook", "dashboard", "flags", "traced", "deploy", "rollback"):
        assert row(html, name).endswith("not stated"), name
    assert "What it does is not stated." in text(html)


def test_stores_and_topics_show_what_only_they_have(shop: Atlases) -> None:
    assert row(shop.page("architecture/components/orders-db.md").html, "backup") == (
        "Backup not stated"
    )
    topic = shop.page("architecture/components/events.md").html
    for name in ("schema", "order", "dead-letter", "replay", "bound"):
        assert row(topic, name).endswith("not stated")
    assert "Backup" not in text(topic)


def test_people_have_neither_promise_nor_operations(shop: Atlases) -> None:
    words = text(shop.page("architecture/components/shopper.md").html)
    assert "Promised" not in words
    assert "Runbook" not in words


def test_uses_say_timeout_retries_authentication_and_what_a_loss_does(shop: Atlases) -> None:
    uses = section(shop.page("architecture/components/web.md").html, "ab-uses")
    assert "calls Orders web degrades A notice is shown. 800ms 1 authentication: mTLS" in uses


def test_what_is_left_to_the_verb_is_marked_and_silence_is_not_filled(shop: Atlases) -> None:
    uses = section(shop.page("architecture/components/orders.md").html, "ab-uses")
    assert "writes Orders store Orders fails by default not stated not stated not stated" in uses
    assert "publishes events Orders continues by default" in uses
    assert "through an outbox" in uses


def test_the_other_end_reads_the_same_edge_the_other_way_round(shop: Atlases) -> None:
    used = section(shop.page("architecture/components/orders.md").html, "ab-used-by")
    assert "called by web web degrades A notice is shown." in used


def test_control_over_several_that_says_the_same_is_one_row(shop: Atlases) -> None:
    controls = section(shop.page("architecture/components/flags.md").html, "ab-controls")
    assert "configures Shop , web they continue" in controls
    controlled = section(shop.page("architecture/components/shop.md").html, "ab-controlled-by")
    assert "configured by flags Shop continues" in controlled


def test_a_whole_shows_what_its_parts_use(shop: Atlases) -> None:
    html = shop.page("architecture/components/shop.md").html
    assert "Orders writes Orders store Orders fails" in section(html, "ab-uses")
    assert "Orders called by web" in section(html, "ab-used-by")
    assert row(html, "parts") == "Parts Orders"


def test_decisions_are_told_apart_by_whether_they_are_in_force(shop: Atlases) -> None:
    decisions = section(shop.page("architecture/components/orders.md").html, "ab-decisions")
    # ADR-002 is named by the map, the others name the component themselves.
    assert re.search(r"In force ADR-0002 B accepted Proposed ADR-0003 C .*Past ADR-0001", decisions)
    none = section(shop.page("architecture/components/web.md").html, "ab-decisions")
    assert none.startswith("Decisions No decision names it.")


def test_a_decision_leads_to_the_components_it_is_about(shop: Atlases) -> None:
    html = shop.page("decisions/0002-b.md").html
    assert 'href="../../architecture/components/orders-db/"' in html
    assert row(html, "components") == "Components orders-db orders by the map"
    topics = shop.page("decisions/tags.md").html
    assert (
        'href="../../architecture/components/orders-db/" data-search-exclude>in the map' in topics
    )


def test_journeys_name_their_steps_on_both_sides(shop: Atlases) -> None:
    component = section(shop.page("architecture/components/orders.md").html, "ab-journeys")
    assert "A shopper pays step 3: takes it" in component
    steps = section(shop.page("architecture/journeys/checkout.md").html, "ab-steps")
    assert "1 shopper shopper" in steps
    assert "2 web shopper calls web shopper calls web shopper fails" in steps
    assert "3 Orders takes it web calls Orders web degrades the journey fails with it" in steps


def test_what_a_step_reaches_without_an_edge_is_said(tmp_path: Path) -> None:
    made = make_atlas(
        tmp_path,
        "components: {a: {kind: service}, b: {kind: service}}\njourneys: {j: {path: [a, b]}}\n",
    )
    steps = section(made.page("architecture/journeys/j.md").html, "ab-steps")
    assert "after a; the map has no edge between them" in steps


def test_the_page_leads_to_where_it_is_stated(shop: Atlases) -> None:
    html = shop.page("architecture/components/orders.md").html
    found = re.search(r'href="(https://code[^"]*)">diagrams/map.yaml:(\d+)<', html)
    assert found
    assert found[1] == f"https://code.example/blob/main/diagrams/map.yaml#L{found[2]}"
    assert SHOP.splitlines()[int(found[2]) - 1] == "  orders:"
    page = next(p for p in shop.chapter.pages if p.uri.endswith("components/orders.md"))
    assert page.source == "diagrams/map.yaml"


@pytest.mark.parametrize(
    ("runbook", "href"),
    [
        ("runbooks/orders.md", "../../../runbooks/orders/"),
        ("docs/runbooks/orders.md#x", "../../../runbooks/orders/#x"),
        ("operations/shop.md", "https://code.example/blob/main/operations/shop.md"),
        ("https://run.example/1", "https://run.example/1"),
    ],
)
def test_a_runbook_is_linked_wherever_it_lies(runbook: str, href: str, tmp_path: Path) -> None:
    files = {
        "diagrams/map.yaml": RUNBOOK.replace("HERE", runbook),
        "docs/runbooks/orders.md": "# Orders\n",
        "operations/shop.md": "# Shop\n",
    }
    html = make_atlas(tmp_path, files, code_host=HOST).page("architecture/components/a.md").html
    assert f'href="{href}"' in html


def test_a_runbook_that_is_not_there_is_named_and_not_linked(tmp_path: Path) -> None:
    text_ = "components: {a: {kind: service, operations: {runbook: gone/a.md}}}"
    html = make_atlas(tmp_path, text_, code_host=HOST).page("architecture/components/a.md").html
    assert "<code>gone/a.md</code>" in html


def test_planned_deprecated_and_retired_components_say_so_first(shop: Atlases) -> None:
    html = shop.page("architecture/components/old.md").html
    assert "Retired: it no longer runs" in text(html[: html.index("ab-panel")])


def test_owners_zones_and_places_list_what_they_hold(shop: Atlases) -> None:
    owner = text(shop.page("architecture/owners/commerce.md").html)
    assert "oncall.example/commerce" in owner
    assert "Orders Module" in owner
    zone = shop.page("architecture/zones/private.md").html
    assert row(zone, "trust") == "Trust 2 higher is more trusted"
    assert row(zone, "may-hold") == "May hold personal"
    place = shop.page("architecture/places/west.md").html
    assert row(place, "inside") == "Holds West A"
    assert "Shop" in section(place, "ab-components")


def test_what_holds_nothing_has_a_page_that_says_so(tmp_path: Path) -> None:
    made = make_atlas(
        tmp_path,
        "owners: {o: {}}\nzones: {z: {}}\nplaces: {p: {}}\n"
        "components: {a: {kind: service, owner: o, lifecycle: retired}}\n",
    )
    for uri in ("zones/z.md", "places/p.md"):
        html = made.page(f"architecture/{uri}").html
        assert "No component is here." in text(html)
        assert "<figure" not in html
    # What is retired is listed and not drawn.
    owner = made.page("architecture/owners/o.md").html
    assert "a retired Service" in text(owner)
    assert made.page("architecture/index.md").html


def test_words_of_the_map_are_shown_and_never_run(tmp_path: Path) -> None:
    bad = '<script>alert(1)</script> & "quotes" {{ 1+1 }} \N{HEBREW LETTER ALEF}'
    made = make_atlas(
        tmp_path,
        "owners: {o: {name: '" + bad + "'}}\n"
        "zones: {z: {name: '" + bad + "'}}\n"
        "components:\n"
        f"  a: {{name: '{bad}', kind: service, does: '{bad}', owner: o, zone: z, tags: [x],\n"
        f"    technology: '{bad}', uses: [{{calls: b, what: '{bad}', fallback: '{bad}'}}]}}\n"
        "  b: {kind: service}\n"
        f"journeys: {{j: {{name: '{bad}', path: [a, b]}}}}\n",
    )
    for page in made.chapter.pages:
        rendered = made.page(page.uri)
        assert "<script" not in rendered.html + rendered.search
        assert "alert(1)" not in rendered.html or "&lt;script&gt;" in rendered.html
    assert bad in text(made.page("architecture/components/a.md").html)


def test_the_index_can_be_filtered_by_everything_the_map_tells_apart(shop: Atlases) -> None:
    html = shop.page("architecture/components/index.md").html
    assert re.findall(r'<select name="(\w+)"', html) == [
        "plane", "kind", "tier", "owner", "zone", "place", "lifecycle",
    ]  # fmt: skip
    orders = re.search(r'<tr[^>]*>\s*<th[^>]*data-ab-value="Orders"', html)
    assert orders
    for attribute in ('data-plane="data"', 'data-tier="1"', 'data-place="West|West A"'):
        assert attribute in orders[0]


def test_each_picture_is_followed_by_tables_that_say_the_same(shop: Atlases) -> None:
    html = shop.page("architecture/data-plane.md").html
    same = html[html.index('<details class="ab-same"') : html.index("</details>")]
    words = text(same)
    for component in ("shopper", "web", "Orders", "Orders store", "events"):
        assert component in words
    assert "web calls asks and waits Orders if lost, web degrades" in words


def test_without_graphviz_tables_and_mermaid_stand_in_and_a_warning_says_why(
    tmp_path: Path,
) -> None:
    made = make_atlas(tmp_path, options={"components": {"dot": "no-such-program"}})
    (finding,) = made.chapter.gallery.findings
    assert finding.rule == "no-engine"
    html = made.page("architecture/index.md").html
    assert "flowchart LR" in html
    assert '<details class="ab-same" data-search-exclude open>' in html
    assert {Path(name).suffix for name in made.files() if "pictures" in name} == {".mmd"}
