"""What holds of every page and picture of a built site, whatever stands on it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from archbook.drawing import engine
from support.atlases import SHOP
from support.books import adr, write
from support.links import addresses, broken_links
from support.sites import BuiltSite, build_site, mkdocs_yml

WAIVER = """---
status: accepted
date: 2026-09-01
components: [shop]
enforces: [dead-letter]
waives:
  - {rule: promise-above-expected, journeys: [checkout], until: 2027-01-31, because: Later.}
---
# Take the risk
"""
PAGE = """# Page

{{ diagram("checkout") }}

{{ component("orders") }} {{ what_if("shop") }} {{ rule("dead-letter") }} {{ owner("shop") }}

{{ findings() }}

{{ deaths() }}

{{ waivers() }}
"""
FILES = {
    "mkdocs.yml": mkdocs_yml(
        theme="material",
        plugin=(
            "  - macros:\n      modules: [archbook.hosts.macros]\n"
            "  - archbook:\n      as-of: 2026-11-23\n"
        ),
    ),
    "diagrams/map.yaml": SHOP,
    "adr/0001-a.md": adr("A", date="2026-01-02"),
    "adr/0002-b.md": WAIVER,
    "docs/guides/page.md": PAGE,
}
TEXT = frozenset({".html", ".svg", ".mmd", ".json", ".css", ".xml"})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return a site with every kind of page, built for the first time."""
    return build_site(tmp_path_factory.mktemp("first"), FILES)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Return the same site built for the first time in another folder, further down."""
    folder = tmp_path_factory.mktemp("second") / "some where" / "else"
    return build_site(folder, FILES)


def files(site: BuiltSite) -> dict[str, Path]:
    """Return the files of a site by their addresses; packed ones hold the time of packing."""
    paths = (path for path in site.folder.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {path.relative_to(site.folder).as_posix(): path for path in paths}


def test_it_builds_without_an_error(site: BuiltSite) -> None:
    assert site.errors == ()
    kinds = ("architecture/", "failure/what-if/", "rules/", "decisions/", "guides/")
    assert all(any(name.startswith(kind) for name in files(site)) for kind in kinds)


def test_two_clean_builds_in_two_folders_have_the_same_bytes(
    site: BuiltSite, elsewhere: BuiltSite
) -> None:
    here, there = files(site), files(elsewhere)
    assert here.keys() == there.keys()
    assert sum(name.endswith(".png") for name in here) > 20
    different = [name for name in here if here[name].read_bytes() != there[name].read_bytes()]
    # The site's map of pages is dated by MkDocs with the day of the build.
    assert [name for name in different if name != "sitemap.xml"] == []


def test_every_link_and_anchor_of_every_page_leads_somewhere(site: BuiltSite) -> None:
    # The page for addresses that are not there is served at any of them.
    broken = [link for link in broken_links(site.folder) if not link.startswith("404.html")]
    assert broken == []


def test_no_file_names_a_folder_of_the_machine_that_built_it(site: BuiltSite) -> None:
    root = str(site.folder.parent)
    for name, path in files(site).items():
        if path.suffix in TEXT:
            text = path.read_text("utf-8")
            assert root not in text, name
            assert "site-packages" not in text, name
            assert sys.prefix not in text, name


def test_pictures_have_namespaced_addresses_and_pages_no_id_twice(site: BuiltSite) -> None:
    seen = 0
    for name, path in files(site).items():
        if path.suffix not in {".html", ".svg"}:
            continue
        text = path.read_text("utf-8")
        found = addresses(text)
        assert found.bare == [], name
        assert len(found.ids) == len(set(found.ids)), name
        assert not re.search(r'\b(?:xlink:)?href="(?:javascript|data:text|file):', text), name
        seen += "<svg" in text
    assert seen > 40


def test_a_second_build_has_the_same_bytes_and_runs_no_engine(
    site: BuiltSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: path.read_bytes() for name, path in files(site).items()}
    runs: list[object] = []
    monkeypatch.setattr(engine.Engine, "run", lambda *given, **_: runs.append(given))
    again = build_site(site.folder.parent, {"mkdocs.yml": FILES["mkdocs.yml"]})
    assert again.errors == ()
    assert runs == []
    assert {name: path.read_bytes() for name, path in files(again).items()} == before


ODD = {
    "nothing": "components: {}\n",
    "one component": "components: {a: {kind: service}}\n",
    "one that is retired": "components: {a: {kind: service, lifecycle: retired}}\n",
    "people alone": "components: {a: {kind: person}}\n",
    "places without components": "zones: {z: {}}\nowners: {o: {}}\nplaces: {p: {}}\n",
    "nobody who owns anything": (
        "zones: {y: {}, z: {}}\n"
        "components: {a: {kind: web, zone: y, uses: [calls: b]}, b: {kind: service, zone: z}}\n"
        "journeys: {j: {path: [a, b]}}\n"
    ),
}
ODD_PAGE = (
    '{{ count("components") }} {{ count("rules") }}\n\n{{ deaths() }}\n\n{{ waivers() }}\n\n'
    "{{ findings() }}\n\n{{ components() }}\n"
)


@pytest.mark.parametrize("name", ODD)
def test_a_map_of_hardly_anything_has_whole_pages_too(tmp_path: Path, name: str) -> None:
    files = {"mkdocs.yml": FILES["mkdocs.yml"], "diagrams/map.yaml": ODD[name]}
    built = build_site(tmp_path, {**files, "docs/page.md": ODD_PAGE})
    assert built.errors == ()
    assert [one for one in broken_links(built.folder) if not one.startswith("404.html")] == []
    assert "ab-missing" not in built.html("page/index.html")


def test_a_rebuild_of_the_preview_shows_what_the_map_says_now(tmp_path: Path) -> None:
    page = '{{ count("components") }} of them, {{ fact("a", "tier") }}.'
    write(
        tmp_path,
        {
            "mkdocs.yml": FILES["mkdocs.yml"],
            "docs/index.md": page,
            "diagrams/map.yaml": "components: {a: {kind: service, tier: 1}}\n",
        },
    )
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    assert "1 of them, 1." in (tmp_path / "site/index.html").read_text("utf-8")
    changed = "components: {a: {kind: service, tier: 2}, b: {kind: cache}}\n"
    write(tmp_path, {"diagrams/map.yaml": changed})
    build(config)
    assert "2 of them, 2." in (tmp_path / "site/index.html").read_text("utf-8")
    assert (tmp_path / "site/architecture/components/b/index.html").is_file()


LIGHT = """
import pathlib, sys
sys.path.insert(0, sys.argv[2])
from support.books import adr, write
from support.sites import build_site, mkdocs_yml
plugin = "  - macros:\\n      modules: [archbook.hosts.macros]\\n  - archbook\\n"
files = {"mkdocs.yml": mkdocs_yml(plugin=plugin), "adr/0001-a.md": adr("A")}
site = build_site(pathlib.Path(sys.argv[1]), files)
assert site.errors == (), site.errors
heavy = ("archbook.components.", "archbook.drawing", "archbook.pages.architecture",
         "archbook.pages.failure", "archbook.rules.analyses", "diagrams", "networkx")
found = {name for name in sys.modules if name.startswith(heavy)}
print(sorted(found - {"archbook.components.vocabulary"}))
"""


def test_a_handbook_without_a_map_loads_nothing_that_only_maps_need(tmp_path: Path) -> None:
    tests = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, str(tmp_path), tests],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout == "[]\n"
