"""The component map in whole sites built by MkDocs."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from archbook.drawing.engine import find_engine
from support.atlases import SHOP
from support.books import adr
from support.sites import build_site, mkdocs_yml

ORDERS = SHOP.splitlines().index("  orders:") + 1
FILES = {"diagrams/map.yaml": SHOP, "adr/0001-a.md": adr("A")}


def test_the_map_becomes_a_chapter_beside_the_log(tmp_path: Path) -> None:
    site = build_site(tmp_path, FILES)
    assert site.errors == ()
    assert {
        "architecture/index.html",
        "architecture/components/orders/index.html",
        "architecture/pictures/component/orders.svg",
        "architecture/component-map.schema.json",
        "decisions/0001-a/index.html",
    } <= site.files()
    assert "ab-picture" in site.html("assets/archbook/pictures.css")
    html = site.html("architecture/components/orders/index.html")
    styles = re.findall(r'<link href="([^"]*\.css)"', html)
    names = [Path(one).name for one in styles]
    assert names.index("pictures.css") < names.index("archbook.css")
    places = {one["location"] for one in json.loads(site.html("search/search_index.json"))["docs"]}
    assert "architecture/components/orders/" in places


def test_a_handbook_without_a_map_has_nothing_of_it(tmp_path: Path) -> None:
    site = build_site(tmp_path, {"adr/0001-a.md": adr("A")})
    assert not any(name.startswith("architecture/") for name in site.files())
    assert "pictures.css" not in site.html("decisions/index.html")


def test_the_chapter_stands_in_automatic_navigation_without_its_things(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**FILES, "mkdocs.yml": mkdocs_yml(theme="material")})
    html = site.html("index.html")
    nav = html.partition('data-md-type="navigation"')[2].partition("</nav>\n")[0]
    links = re.findall(r'<a href="([^"]*)" class="md-nav__link', html)
    assert "architecture/components/" in links
    assert "architecture/components/orders/" not in nav


def test_a_component_knows_what_is_above_before_and_after_it(tmp_path: Path) -> None:
    yml = mkdocs_yml(
        "nav:\n  - index.md\n  - System:\n      - architecture/index.md\n"
        "      - Parts: architecture/components/index.md\n",
        theme="material",
    ).replace("font: false", "font: false, features: [navigation.path, navigation.footer]")
    html = build_site(tmp_path, {**FILES, "mkdocs.yml": yml}).html(
        "architecture/components/orders/index.html"
    )
    path = html.partition('<ol class="md-path__list">')[2].partition("</ol>")[0]
    assert [text.strip() for text in re.findall(r'md-ellipsis">([^<]*)<', path)] == [
        "Home",
        "System",
        "Parts",
    ]
    assert re.findall(r'md-footer__link--(?:prev|next)" aria-label="([^"]*)"', html) == [
        "Previous: old",
        "Next: Orders store",
    ]


def test_pages_are_edited_where_they_are_stated(tmp_path: Path) -> None:
    yml = mkdocs_yml("repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n")
    html = build_site(tmp_path, {**FILES, "mkdocs.yml": yml}).html(
        "architecture/components/orders/index.html"
    )
    assert "https://github.com/o/r/edit/main/diagrams/map.yaml" in html
    assert f'href="https://github.com/o/r/blob/main/diagrams/map.yaml#L{ORDERS}"' in html


def test_every_error_of_the_map_is_shown_at_once_and_fails_the_build(tmp_path: Path) -> None:
    files = {
        "diagrams/a.yaml": "components:\n  a: {kind: servise}\n  b: {kind: service, tier: high}\n",
        "diagrams/b.yaml": "components:\n  c: {kind: service, uses: [calls: nobody]}\n",
    }
    (error,) = build_site(tmp_path, files).errors
    for place in ("diagrams/a.yaml:2", "diagrams/a.yaml:3", "diagrams/b.yaml:2"):
        assert f"{place}: error:" in error
    assert 'Did you mean "service"?' in error


def test_an_icon_that_does_not_exist_fails_the_build_and_says_which(tmp_path: Path) -> None:
    text = "components: {a: {kind: service, icon: onprem/database/postgressql}}"
    (error,) = build_site(tmp_path, {"diagrams/map.yaml": text}).errors
    assert error.count("There is no icon") == 1
    assert "onprem/database/postgresql" in error


def graphviz(folder: Path, before: str) -> str:
    """Write a program that does something before it is Graphviz; return settings that use it."""
    real = find_engine()
    assert real is not None
    program = folder / "our-dot"
    program.write_text(f'#!/bin/sh\n[ "$1" = -V ] || {{ {before}; }}\nexec {real.command} "$@"\n')
    program.chmod(0o755)
    return mkdocs_yml(plugin=f"  - archbook: {{components: {{dot: {program}}}}}\n")


def test_a_picture_that_fails_fails_the_build_and_the_rest_is_written(tmp_path: Path) -> None:
    yml = graphviz(tmp_path, before="echo it fell over >&2; exit 3")
    site = build_site(tmp_path, {**FILES, "mkdocs.yml": yml})
    (error,) = site.errors
    assert f"diagrams/map.yaml:{ORDERS}: error: The picture of Around Orders" in error
    assert "it fell over" in error
    html = site.content("architecture/components/orders/index.html")
    assert "flowchart LR" in html
    assert "Takes an order." in html


def test_the_second_build_runs_graphviz_not_once_and_gives_the_same_bytes(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    yml = graphviz(tmp_path, before=f"echo run >> {runs}")
    first = build_site(tmp_path, {**FILES, "mkdocs.yml": yml})
    assert runs.read_text().count("run") >= 5
    runs.unlink()
    names = {name for name in first.files() if name.startswith("architecture/")}
    before = {name: (first.folder / name).read_bytes() for name in names}
    again = build_site(tmp_path, {"mkdocs.yml": yml})
    assert again.errors == ()
    assert not runs.exists()
    assert {name: (again.folder / name).read_bytes() for name in names} == before


def test_without_graphviz_the_build_warns_once_and_shows_tables_and_mermaid(
    tmp_path: Path,
) -> None:
    yml = mkdocs_yml(plugin="  - archbook: {components: {dot: no-such-program}}\n")
    site = build_site(tmp_path, {**FILES, "mkdocs.yml": yml})
    assert site.errors == ()
    assert sum("There is no Graphviz here" in warning for warning in site.warnings) == 1
    assert "flowchart LR" in site.content("architecture/index.html")


def test_the_cache_is_ignored_by_git_and_the_sources_stay_as_they_were(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    build_site(tmp_path, FILES)
    said = subprocess.run(
        ["git", "status", "--short", "--untracked-files=all"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert ".cache" not in said
    changed = {line.split()[-1] for line in said.splitlines() if "site/" not in line}
    assert changed == {"adr/0001-a.md", "diagrams/map.yaml", "docs/index.md", "mkdocs.yml"}


def test_a_page_at_an_address_of_the_chapter_fails_the_build(tmp_path: Path) -> None:
    (error,) = build_site(tmp_path, {**FILES, "docs/architecture/data-plane.md": "# Mine\n"}).errors
    assert "docs/architecture/data-plane.md" in error
    assert "`at:` under `components:`" in error


SCRIPT = """
from diagrams import Diagram
from diagrams.onprem.compute import Server
with Diagram("Network"):
    Server("a") >> Server("b")
"""


def test_scripts_are_left_alone_unless_the_settings_allow_them(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**FILES, "diagrams/net.py": "raise SystemExit(3)\n"})
    assert site.errors == ()
    assert not any("hand-drawn" in name for name in site.files())


def test_a_script_s_diagram_has_a_page_and_files(tmp_path: Path) -> None:
    yml = mkdocs_yml(plugin="  - archbook: {components: {scripts: true}}\n")
    site = build_site(tmp_path, {"mkdocs.yml": yml, "diagrams/net.py": SCRIPT})
    assert site.errors == ()
    html = site.content("architecture/hand-drawn/net/index.html")
    assert "<svg " in html
    assert "Network" in html
    assert {"architecture/pictures/script/net.svg", "architecture/pictures/script/net.png"} <= (
        site.files()
    )
    assert not re.search(
        r'(?<!xlink:)href="[^"]*png', html.partition("<svg")[2].partition("</svg")[0]
    )


def test_a_script_that_fails_fails_the_build_with_its_own_words(tmp_path: Path) -> None:
    yml = mkdocs_yml(plugin="  - archbook: {components: {scripts: true}}\n")
    files = {**FILES, "mkdocs.yml": yml, "diagrams/net.py": "raise RuntimeError('no such host')\n"}
    (error,) = build_site(tmp_path, files).errors
    assert "diagrams/net.py" in error
    assert "no such host" in error


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_addresses_without_folders_lead_everywhere_too(tmp_path: Path, theme: str) -> None:
    yml = mkdocs_yml("use_directory_urls: false\n", theme=theme)
    site = build_site(tmp_path, {**FILES, "mkdocs.yml": yml})
    html = site.content("architecture/components/orders.html")
    assert 'xlink:href="orders-db.html"' in html
    assert 'xlink:href="../../components/orders-db.html"' in site.html(
        "architecture/pictures/component/orders.svg"
    )
