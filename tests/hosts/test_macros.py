"""What hand-written pages may quote, and what becomes of a name that is not known."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from archbook.hosts.macros import define_env
from support.atlases import SHOP
from support.books import adr, write
from support.sites import BuiltSite, build_site, mkdocs_yml

YML = mkdocs_yml(
    theme="material",
    plugin="  - macros:\n      modules: [archbook.hosts.macros]\n  - archbook\n",
)
FILES = {
    "mkdocs.yml": YML,
    "diagrams/map.yaml": SHOP,
    "adr/0001-a.md": adr("A", "Superseded by ADR-0002"),
    "adr/0002-b.md": "---\ncomponents: [orders-db]\ntags: [data]\n---\n" + adr("B"),
}


def built(tmp_path: Path, page: str) -> BuiltSite:
    """Build a site with a page in a folder."""
    return build_site(tmp_path, {**FILES, "docs/guides/page.md": f"---\nx: 1\n---\n# P\n\n{page}"})


def content(site: BuiltSite) -> str:
    """Return what the page says."""
    return site.content("guides/page/index.html")


def test_components_and_decisions_are_linked_by_their_names(tmp_path: Path) -> None:
    page = '{{ component("orders") }}, {{ decision("ADR-0002") }}, {{ decision(1) }}.'
    site = built(tmp_path, page)
    assert site.errors == ()
    html = content(site)
    assert (
        '<a href="../../architecture/components/orders/" title="Module · Commerce team">Orders</a>'
        in html
    )
    assert 'href="../../decisions/0002-b/" title="ADR-0002 · B · accepted">ADR-0002 · B</a>' in html
    assert 'href="../../decisions/0001-a/"' in html


def test_a_picture_stands_where_it_is_asked_for_its_links_and_icons_lead_from_there(
    tmp_path: Path,
) -> None:
    page = '{{ diagram("money") }}\n\n- item\n\n    {{ diagram("component/orders") }}\n'
    site = built(tmp_path, page)
    assert site.errors == ()
    html = content(site)
    assert html.count("<svg ") == 2
    assert 'xlink:href="../../architecture/components/orders-db/"' in html
    icons = set(re.findall(r'xlink:href="\.\./\.\./(assets/archbook/icons/[^"]*)"', html))
    assert icons
    assert all((site.folder / icon).is_file() for icon in icons)
    assert 'href="../../architecture/pictures/money.svg"' in html
    assert "data-ab-slot" not in html
    assert "<p><figure" not in html
    assert html.count('<details class="ab-same"') == 2


def test_the_same_picture_twice_on_a_page_keeps_its_ids_apart(tmp_path: Path) -> None:
    html = content(built(tmp_path, '{{ diagram("orders") }}\n\n{{ diagram("orders") }}\n'))
    ids = re.findall(r'\bid="([^"]*)"', html)
    assert html.count("<svg ") == 2
    assert len(ids) == len(set(ids))


def test_a_short_name_means_the_one_view_that_ends_with_it(tmp_path: Path) -> None:
    site = built(tmp_path, '{{ diagram("checkout") }}\n\n{{ diagram("west-a") }}\n')
    assert site.errors == ()
    assert content(site).count("<svg ") == 2


def test_decisions_and_components_are_listed_by_what_is_asked_of_them(tmp_path: Path) -> None:
    page = (
        '{{ decisions(component="orders") }}\n\n'
        '{{ decisions(tag="data", status="accepted") }}\n\n'
        '{{ components(plane="data", zone=["private"]) }}\n\n{{ components(kind="queue") }}\n'
    )
    site = built(tmp_path, page)
    assert site.errors == ()
    html = content(site)
    assert html.count('<span class="ab-status ab-status--accepted">accepted</span>') == 2
    names = re.findall(r'<td><a href="\.\./\.\./architecture/components/([^/]*)/">', html)
    assert names == ["orders", "orders-db", "shop", "web"]
    assert "<em>No component.</em>" in html


def test_figures_facts_and_tables_stand_in_the_text_and_their_links_resolve(tmp_path: Path) -> None:
    page = (
        'Of {{ count("components") }}: {{ fact("orders", "does") }} {{ budget("checkout") }}.\n\n'
        '{{ rule("dead-letter") }}, {{ what_if("shop") }} Ask {{ on_call("shop") }}.\n\n'
        "{% if count('findings') > 0 %}Some stand.{% endif %}\n\n"
        "{{ findings() }}\n\n{{ deaths() }}\n\n{{ waivers() }}\n"
    )
    site = built(tmp_path, page)
    assert site.errors == ()
    assert [warning for warning in site.warnings if "page.md" in warning] == []
    html = content(site)
    assert "Of 8: Takes an order. 43 minutes." in html
    assert 'href="../../rules/dead-letter/"' in html
    assert 'href="../../failure/what-if/component-shop/">What if Shop is lost?</a>' in html
    assert '<a href="https://oncall.example/commerce">Commerce team on call</a>' in html
    assert "Some stand." in html
    assert "<td><strong>No way back</strong>" in html
    assert "<em>No waiver.</em>" in html
    assert "<li><strong>warning</strong>" in html


UNKNOWN = {
    'component("order")': ('There is no component "order"', '"orders"'),
    'decision("ADR-0003")': ('There is no decision "ADR-0003"', '"ADR-000'),
    'decisions(component="ordrs")': ('There is no component "ordrs"', '"orders"'),
    'diagram("mony")': ('There is no view "mony"', '"money"'),
    'components(plan="data")': ('A selector has no key "plan"', '"plane"'),
    'components(owner="comerce")': ('There is no owner "comerce"', '"commerce"'),
    'components(tier="x")': ("The selector", ""),
    'count("componets")': ('There is no counting of "componets"', '"components"'),
    'count("findings", severity="eror")': ('There is no severity "eror"', '"error"'),
    'fact("orders", "tir")': ('Component "orders" has no field "tir"', '"tier"'),
    'fact("orders")': ("fact() is not written so: missing", 'fact("orders", "operations.'),
    'budget("checkout", days="x")': ('"x" is no number of days', "Write a number"),
    "component(orders)": ("orders is no text", 'Write it in quotes: "orders"'),
    'what_if("place:wst")': ('There is no place "wst"', ""),
}


@pytest.mark.parametrize("call", UNKNOWN)
def test_an_unknown_name_leaves_a_placeholder_and_fails_the_build_with_page_and_line(
    tmp_path: Path, call: str
) -> None:
    message, near = UNKNOWN[call]
    site = built(tmp_path, f"Text.\n\nHere: {{{{ {call} }}}} and on.\n")
    (error,) = site.errors
    assert f"docs/guides/page.md:8: error: {message}" in error
    assert near in error
    html = content(site)
    assert '<strong class="ab-missing">' in html
    assert message.split('"', maxsplit=1)[0] in html
    assert "and on." in html
    assert "Traceback" not in html


def test_all_unknown_names_are_told_at_once_each_with_its_own_line(tmp_path: Path) -> None:
    page = '{{ component("x1") }}\n\n{{ component("orders") }}\n\n{{ component("x1") }}\n'
    (error,) = built(tmp_path, page).errors
    assert re.findall(r"page\.md:(\d+)", error) == ["6", "10"]


def test_a_macro_in_a_page_of_decisions_alone_says_that_there_is_no_map(tmp_path: Path) -> None:
    files = {"mkdocs.yml": YML, "adr/0001-a.md": adr("A"), "docs/p.md": '{{ component("a") }}\n'}
    (error,) = build_site(tmp_path, files).errors
    assert "docs/p.md:1: error: There is no component map" in error


class _Environment:
    """What another generator hands to the macros: settings as a plain mapping, no plugin."""

    def __init__(self, conf: dict[str, Any]) -> None:
        self.conf = conf
        self.macros: dict[str, Any] = {}
        file = SimpleNamespace(src_uri="p.md", content_string='\n{{ component("x") }}')
        self.page = SimpleNamespace(file=file)

    def macro(self, function: Any, name: str = "") -> Any:
        self.macros[name] = function
        return function


def test_under_another_generator_names_are_text_and_pictures_are_mermaid(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, FILES)
    env = _Environment({"config_file_path": str(tmp_path / "mkdocs.yml"), "docs_dir": "docs"})
    define_env(env)
    assert env.macros["component"]("orders") == "Orders"
    assert env.macros["decision"](2) == "ADR\\-0002 · B"
    assert env.macros["diagram"]("money").startswith("```mermaid\n---\ntitle:")
    assert "| Orders | Module | Commerce team | Takes an order. |" in env.macros["components"](
        kind="module"
    )
    assert caplog.text == ""
    assert "ab-missing" in env.macros["component"]("x")
    assert 'docs/p.md:2: error: There is no component "x"' in caplog.text


def test_the_macros_import_nothing_of_mkdocs() -> None:
    code = (
        "import sys; import archbook.hosts.macros; "
        "sys.exit(any(name.split('.')[0] in {'mkdocs', 'material'} for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
