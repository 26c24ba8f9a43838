"""Which pages and files the chapter has, and how they hang together."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from archbook.components.export import components_schema
from archbook.pages.addresses import page_url
from support.atlases import SHOP, Atlases, make_atlas
from support.books import adr


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Atlases:
    files = {
        "diagrams/map.yaml": SHOP,
        "adr/0001-a.md": adr("A", "Superseded by ADR-0002"),
        "adr/0002-b.md": "---\ncomponents: [orders-db]\n---\n" + adr("B"),
        "docs/index.md": "# Home\n",
    }
    return make_atlas(tmp_path_factory.mktemp("shop"), files)


def test_every_thing_of_the_map_has_a_page_below_the_chapter(shop: Atlases) -> None:
    uris = {page.uri.removeprefix("architecture/") for page in shop.chapter.pages}
    assert uris == {
        "index.md",
        "data-plane.md",
        "control-plane.md",
        "components/index.md",
        *(f"components/{name}.md" for name in shop.chapter.atlas.of.components),
        "journeys/index.md",
        "journeys/checkout.md",
        "owners/index.md",
        "owners/commerce.md",
        "zones/index.md",
        "zones/internet.md",
        "zones/private.md",
        "boundaries/index.md",
        "boundaries/internet-to-private.md",
        "places/index.md",
        "places/west.md",
        "places/west-a.md",
        "views/index.md",
        "views/money.md",
        "words.md",
    }


_KINDS = ("journeys", "components", "owners", "zones", "boundaries", "places", "views")


def test_navigation_is_to_name_first_page_planes_and_indexes_alone(shop: Atlases) -> None:
    assert list(shop.chapter.entries) == [
        "architecture/index.md",
        "architecture/data-plane.md",
        "architecture/control-plane.md",
        *(f"architecture/{name}/index.md" for name in _KINDS),
        "architecture/words.md",
    ]


def test_pages_stand_below_their_index_one_after_the_other(shop: Atlases) -> None:
    pages = {page.uri: page for page in shop.chapter.pages}
    components = [page for page in shop.chapter.pages if "/components/" in page.uri]
    index, *things = components
    assert index.parent == "architecture/index.md"
    assert {page.parent for page in things} == {index.uri}
    at, order = things[0], [things[0].title]
    assert at.previous == index.uri
    while at.next:
        assert pages[at.next].previous == at.uri
        at = pages[at.next]
        order.append(at.title)
    # The data plane comes first, each plane by name.
    assert order == ["events", "old", "Orders", "Orders store", "Shop", "shopper", "web", "flags"]


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.bare: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "svg"
        for name, value in attrs:
            if name in {"href", "xlink:href", "src"} and value is not None:
                self.links.append(value)
                if self.depth and name != "xlink:href":
                    self.bare.append(value)
            if name == "id" and value is not None:
                self.ids.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "svg"


def parsed(html: str) -> _Addresses:
    parser = _Addresses()
    parser.feed(html)
    return parser


def test_every_link_of_every_page_leads_to_a_page_a_file_and_an_anchor_that_are_there(
    shop: Atlases,
) -> None:
    pages = [*shop.decisions.pages, *shop.chapter.pages]
    there = {page_url(page.uri): set(shop.page(page.uri).anchors) for page in pages}
    ids = {page_url(page.uri): set(parsed(shop.page(page.uri).html).ids) for page in pages}
    files = {*shop.files(), "decisions/decisions.json"}
    seen = 0
    for page in shop.chapter.pages:
        base = page_url(page.uri)
        for link in parsed(shop.page(page.uri).html).links:
            if urlsplit(link).scheme:
                continue
            target = urlsplit(unquote(urljoin(f"http://x/{base}", link)).removeprefix("http://x/"))
            seen += 1
            assert target.path in there or target.path in files, (page.uri, link)
            if target.fragment:
                assert target.fragment in ids[target.path], (page.uri, link)
        assert there[base] <= ids[base] | {""}, page.uri
    assert seen > 300


def test_pages_hold_no_id_twice_no_plain_href_in_a_picture_and_no_absolute_path(
    shop: Atlases,
) -> None:
    for page in shop.chapter.pages:
        html = shop.page(page.uri).html
        found = parsed(html)
        assert len(found.ids) == len(set(found.ids)), page.uri
        assert found.bare == []
        assert str(shop.root) not in html
        assert "site-packages" not in html
        assert html.count("<h1") == 1
        assert "<svg" not in html or "data-search-exclude" in html


def test_the_search_reads_words_and_no_pictures(shop: Atlases) -> None:
    for page in shop.chapter.pages:
        search = shop.page(page.uri).search
        assert "<svg" not in search
        assert page.title.split()[0] in unescape(search)
    orders = shop.page("architecture/components/orders.md").search
    assert "Takes an order." in orders
    assert "Commerce team" in orders


def test_each_picture_is_there_as_svg_png_mermaid_and_a_page_to_embed(shop: Atlases) -> None:
    files = shop.files()
    for view in shop.chapter.atlas.views.values():
        stem = f"architecture/pictures/{view.id}"
        assert files[f"{stem}.svg"].startswith(b"<svg ")
        assert files[f"{stem}.png"].startswith(b"\x89PNG")
        assert b"flowchart LR" in files[f"{stem}.mmd"]
        assert b"<object data=" in files[f"{stem}.html"]
    text = files["architecture/pictures/component/orders.svg"].decode()
    assert 'xlink:href="../../components/shop/"' not in text  # its whole is not around it
    assert 'target="_top" xlink:href="../../components/orders-db/"' in text
    assert not re.search(r'(?<!xlink:)href="', text)


def test_files_and_pages_are_the_same_at_every_build_and_in_every_folder(
    shop: Atlases, tmp_path: Path
) -> None:
    elsewhere = make_atlas(
        tmp_path / "another folder",
        {
            path.relative_to(shop.root).as_posix(): path.read_text("utf-8")
            for path in shop.root.rglob("*")
            if path.is_file() and ".cache" not in path.parts
        },
    )
    assert elsewhere.files() == shop.files()
    for page in shop.chapter.pages:
        assert elsewhere.page(page.uri).html == shop.page(page.uri).html, page.uri


def test_the_published_data_keeps_to_its_schema(shop: Atlases) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    files = shop.files()
    values = json.loads(files["architecture/components.json"])
    jsonschema.Draft202012Validator(components_schema()).validate(values)
    assert [one["id"] for one in values] == sorted(shop.chapter.atlas.of.components)
    schema = json.loads(files["architecture/component-map.schema.json"])
    assert schema["$schema"].endswith("2020-12/schema")


def test_ids_that_addresses_make_alike_keep_pages_and_pictures_of_their_own(
    tmp_path: Path,
) -> None:
    text = "components: {a.b: {kind: service}, a-b: {kind: service}, index: {kind: service}}"
    made = make_atlas(tmp_path, text)
    uris = [page.uri for page in made.chapter.pages]
    assert len(uris) == len({uri.casefold() for uri in uris})
    assert made.page(made.chapter.atlas.uri("component", "index")).toc[0].text == "index"
    assert len({stem.casefold() for stem in made.chapter.atlas.files.values()}) == len(
        made.chapter.atlas.files
    )


def test_a_page_of_the_site_at_an_address_of_ours_is_told(tmp_path: Path) -> None:
    files = {"diagrams/map.yaml": SHOP, "docs/architecture/components/orders.md": "# Mine\n"}
    made = make_atlas(tmp_path, files)
    assert made.chapter.atlas.met == {"architecture/components/orders.md"}


def test_the_chapter_stands_where_the_settings_say(tmp_path: Path) -> None:
    made = make_atlas(tmp_path, options={"components": {"at": "system", "png": False}})
    assert made.page("system/components/orders.md").html
    assert not any(name.endswith(".png") and "pictures" in name for name in made.files())


def test_the_first_page_shows_the_view_that_the_settings_name(tmp_path: Path) -> None:
    made = make_atlas(tmp_path, options={"components": {"overview": "money"}})
    assert 'id="ab-picture-money"' in made.page("architecture/index.md").html
    assert "architecture/views/both-planes.md" in {page.uri for page in made.chapter.pages}


def test_a_view_that_is_not_there_fails_with_the_nearest_one_named(tmp_path: Path) -> None:
    made = make_atlas(tmp_path, options={"components": {"overview": "mony"}})
    (finding,) = (f for f in made.chapter.gallery.findings if f.rule == "settings")
    assert 'Did you mean "money"?' in finding.mend


def test_large_views_are_split_and_no_page_shows_parts_of_parts(tmp_path: Path) -> None:
    owners = "".join(f"  o{i}: {{}}\n" for i in range(2))
    zones = "".join(f"  z{i}: {{}}\n" for i in range(3))
    things = "".join(
        f"  c{i}: {{kind: service, owner: o{i % 2}, zone: z{i % 3}}}\n" for i in range(60)
    )
    text = f"owners:\n{owners}zones:\n{zones}components:\n{things}"
    made = make_atlas(tmp_path, text, options={"components": {"max-nodes": 12}})
    html = made.page("architecture/data-plane.md").html
    shown = re.findall(r'<figure[^>]*class="ab-figure', html)
    assert 1 < len(shown) < 12
    assert "archbook draw" in html
    assert all(f">{name}</a>" in html for name in made.chapter.atlas.of.components)
    parts = [name for name in made.chapter.atlas.files if "~" in name]
    files = made.files()
    assert parts
    for name in parts:
        stem = made.chapter.atlas.files[name]
        assert f"{stem}.svg" in files
        assert f"{stem}.png" not in files
    owner = made.page("architecture/owners/o0.md").html
    assert len(re.findall(r'<figure[^>]*class="ab-figure', owner)) < 6
    crossing = made.page("architecture/zones/z0.md").html
    assert "Boundaries" not in crossing


def test_a_page_whose_picture_has_many_parts_shows_the_first_and_names_the_others(
    tmp_path: Path,
) -> None:
    zones = "".join(f"  z{i}: {{trust: {i}}}\n" for i in range(9))
    things = "".join(
        f"  c{i}: {{kind: web, owner: one, zone: z{i % 9}, uses: [calls: c{(i * 7) % 90}]}}\n"
        for i in range(1, 90)
    )
    text = f"owners: {{one: {{}}}}\nzones:\n{zones}components:\n  c0: {{kind: web}}\n{things}"
    made = make_atlas(tmp_path, text, options={"components": {"max-nodes": 8}})
    html = made.page("architecture/owners/one.md").html
    assert len(re.findall(r'<figure[^>]*class="ab-figure', html)) == 1
    parts = made.chapter.atlas.drawn["owner/one"][0].parts
    assert set(parts) <= set(made.chapter.atlas.deeper["owner/one"])
    assert len(parts) > 4
    assert f"{len(parts)} further pictures show it part by part" in html
    assert all(f"<code>{name}</code>" in html for name in parts)
    for name in made.chapter.atlas.boundaries:
        uri = made.chapter.atlas.uri("boundary", name)
        page = made.page(uri).html
        assert len(re.findall(r'<figure[^>]*class="ab-figure', page)) == 1
        assert "further picture" not in page
