"""Whole sites built by MkDocs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from support.books import adr, write
from support.sites import build_site, mkdocs_yml

LOG = {
    "adr/README.md": "# Our log\n\nWhy we record.\n",
    "adr/0001-a.md": adr("A", "Superseded by [ADR-0002](0002-b.md)", date="2026-01-02"),
    "adr/0002-b.md": adr("B", date="2026-02-03"),
    "adr/sub/0003-c.md": adr("C", "Proposed"),
}


def test_a_log_beside_the_pages_becomes_a_chapter_of_the_site(tmp_path: Path) -> None:
    site = build_site(tmp_path, LOG)
    assert site.warnings == site.errors == ()
    assert {
        "decisions/index.html",
        "decisions/0001-a/index.html",
        "decisions/sub/0003-c/index.html",
        "decisions/1/index.html",
        "decisions/adr-001/index.html",
        "decisions/timeline/index.html",
        "decisions/feed.xml",
        "decisions/decisions.json",
    } <= site.files()
    assert (site.folder / "assets/archbook/archbook.css").is_file()
    assert "assets/archbook/archbook.js" in site.html("decisions/index.html")


def test_short_addresses_stay_out_of_search_and_sitemap(tmp_path: Path) -> None:
    site = build_site(tmp_path, LOG)
    assert "decisions/1/" not in site.html("sitemap.xml")
    assert "decisions/0001-a/" in site.html("sitemap.xml")
    places = {one["location"] for one in json.loads(site.html("search/search_index.json"))["docs"]}
    assert "decisions/0001-a/" in places
    assert not {"decisions/1/", "decisions/adr-001/"} & places


def test_addresses_without_folders_work_too(tmp_path: Path) -> None:
    yml = mkdocs_yml("use_directory_urls: false\n")
    site = build_site(tmp_path, {**LOG, "mkdocs.yml": yml})
    assert "decisions/0001-a.html" in site.files()
    assert 'url=../0001-a.html"' in site.html("decisions/1/index.html")
    assert 'href="0002-b.html"' in site.html("decisions/0001-a.html")


def test_the_log_stands_in_automatic_navigation_as_one_entry(tmp_path: Path) -> None:
    yml = mkdocs_yml(theme="material")
    html = build_site(tmp_path, {**LOG, "mkdocs.yml": yml}).html("index.html")
    nav = html.partition('data-md-type="navigation"')[2].partition("</nav>\n")[0]
    assert re.findall(r'<a href="([^"]*)" class="md-nav__link', nav) == [".", "decisions/"]


def test_a_decision_knows_what_is_above_before_and_after_it(tmp_path: Path) -> None:
    more = (
        "nav:\n  - index.md\n  - Architecture:\n      - Log: decisions/index.md\n      - more.md\n"
    )
    yml = mkdocs_yml(more, theme="material").replace(
        "font: false", "font: false, features: [navigation.path, navigation.footer]"
    )
    files = {**LOG, "mkdocs.yml": yml, "docs/more.md": "# More\n"}
    site = build_site(tmp_path, files)
    html = site.html("decisions/0002-b/index.html")
    path = html.partition('<ol class="md-path__list">')[2].partition("</ol>")[0]
    assert [text.strip() for text in re.findall(r'md-ellipsis">([^<]*)<', path)] == [
        "Home",
        "Architecture",
        "Log",
    ]
    assert re.findall(r'md-footer__link--(?:prev|next)" aria-label="([^"]*)"', html) == [
        "Previous: ADR-0001 · A",
        "Next: ADR-0003 · C",
    ]
    assert "ab-pager" not in html
    assert "0001-a" not in html.partition('data-md-type="navigation"')[2].partition("</nav>")[0]


def test_decisions_have_an_edit_link_to_their_source(tmp_path: Path) -> None:
    yml = mkdocs_yml("repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n")
    html = build_site(tmp_path, {**LOG, "mkdocs.yml": yml}).html("decisions/0001-a/index.html")
    assert "https://github.com/o/r/edit/main/adr/0001-a.md" in html
    assert 'href="https://github.com/o/r/blob/main/adr/0001-a.md"' in html


def test_a_page_that_meets_a_hand_written_one_fails_the_build_after_all_else(
    tmp_path: Path,
) -> None:
    files = {**LOG, "docs/decisions/0001-A.md": "# Mine\n", "docs/decisions/timeline.md": "# My\n"}
    site = build_site(tmp_path, files)
    (error,) = site.errors
    assert "docs/decisions/0001-a.md" in error
    assert "adr/0001-a.md" in error
    assert "docs/decisions/timeline.md:1: " in error
    assert "decisions/0002-b/index.html" in site.files()


def test_a_file_of_the_users_replaces_the_style_sheet(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**LOG, "docs/assets/archbook/archbook.css": "/* mine */"})
    assert site.html("assets/archbook/archbook.css") == "/* mine */"


def test_nothing_in_a_decision_is_taken_for_a_template_or_settings(tmp_path: Path) -> None:
    bad = "---\ntemplate: x\nsearch: 5\ntitle: 7\nhide: yes\n---\n# T {{ 1+1 }}\n\n{{ 1+1 }}\n"
    yml = mkdocs_yml(theme="material", plugin="  - macros\n  - archbook\n")
    site = build_site(tmp_path, {"adr/0001-a.md": bad, "mkdocs.yml": yml})
    assert site.errors == ()
    assert "{{ 1+1 }}" in site.content("decisions/0001-a/index.html")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_markup_in_titles_and_statuses_is_text_in_every_theme(tmp_path: Path, theme: str) -> None:
    title = r"A \</title\>\<script\>alert(1)\</script\> &lt;img src=x onerror=alert(2)&gt; `<b>`"
    files = {
        "adr/0001-a.md": f"# {title}\n\n## Status\n\n&lt;script&gt;alert(3)&lt;/script&gt;\n",
        "adr/0002-b.md": adr("B", text="See ADR-0001."),
        "docs/index.md": "# Home\n\nSee ADR-0001.\n",
        "mkdocs.yml": mkdocs_yml(theme=theme),
    }
    site = build_site(tmp_path, files)
    for path in ("decisions/0001-a/index.html", "decisions/0002-b/index.html", "index.html"):
        html = site.html(path)
        assert not re.search(r"<script>alert|<img src=x|<b>", html), path
    assert html.count("</title>") == 1


def test_findings_warn_so_that_strict_decides_and_notes_are_counted(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": adr("A"),
        "adr/0001-b.md": adr("B"),
        "adr/0002-c.md": "# C\n\nText.\n",
    }
    site = build_site(tmp_path, files)
    (warning,) = site.warnings
    assert "adr/0001-b.md" in warning
    assert "[duplicate-number]" in warning
    assert any("`archbook check` shows them" in info for info in site.infos)
    never = mkdocs_yml(plugin="  - archbook: {fail-on: never}\n")
    assert build_site(tmp_path, {"mkdocs.yml": never}).warnings == ()


def test_a_wrong_setting_is_an_error_of_the_sites_settings(tmp_path: Path) -> None:
    plugin = "  - archbook:\n      decisions:\n        draft: serve\n"
    with pytest.raises(Abort):
        build_site(tmp_path, {"mkdocs.yml": mkdocs_yml(plugin=plugin)})


def test_without_an_address_the_feed_is_left_out_with_one_note(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**LOG, "mkdocs.yml": mkdocs_yml("site_url: ''\n")})
    assert "decisions/feed.xml" not in site.files()
    assert sum("Atom feed" in info for info in site.infos) == 1


def test_drafts_are_marked_in_the_preview_and_not_published(tmp_path: Path) -> None:
    plugin = "  - archbook: {decisions: {drafts: serve}}\n"
    files = {**LOG, "mkdocs.yml": mkdocs_yml(plugin=plugin)}
    assert "decisions/sub/0003-c/index.html" not in build_site(tmp_path, files).files()
    preview = build_site(tmp_path, files, command="serve")
    assert "DRAFT" in preview.html("decisions/sub/0003-c/index.html")


def test_the_sites_own_markdown_renders_bodies_where_it_is_asked_to(tmp_path: Path) -> None:
    text = "!!! note\n    Words, see [B](0002-b.md), [plan](plan.pdf), [home](../docs/index.md).\n"
    files = {
        **LOG,
        "adr/0001-a.md": adr("A", text=text),
        "adr/plan.pdf": b"plan",
        "mkdocs.yml": mkdocs_yml(
            "markdown_extensions: [admonition]\n",
            plugin="  - archbook: {decisions: {markdown: site}}\n",
        ),
    }
    site = build_site(tmp_path, files)
    assert site.warnings == ()
    html = site.html("decisions/0001-a/index.html")
    assert '<div class="admonition note">' in html
    for href in ("../0002-b/", "../plan.pdf", "../.."):
        assert f'href="{href}' in html
    assert html.count("<h1") == 1
    assert "decisions/plan.pdf" in site.files()


def test_it_builds_the_same_pages_under_the_fork(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**LOG, "mkdocs.yml": mkdocs_yml(theme="material")})
    fork = Path(sys.executable).with_name("properdocs")
    command = [fork, "build", "-q", "-f", "mkdocs.yml", "-d", "fork"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    ours = site.content("decisions/0001-a/index.html")
    assert ours in (tmp_path / "fork/decisions/0001-a/index.html").read_text("utf-8")


def test_two_builds_of_the_same_sources_have_the_same_bytes(tmp_path: Path) -> None:
    pages = []
    for name in ("one", "two"):
        site = build_site(tmp_path / name, LOG)
        pages.append(
            {
                path: (site.folder / path).read_bytes()
                for path in sorted(site.files())
                if path.startswith("decisions/")
            }
        )
    assert pages[0] == pages[1]


def test_a_build_writes_nothing_among_the_sources(tmp_path: Path) -> None:
    write(tmp_path, LOG)
    before = sorted((tmp_path / "adr").rglob("*"))
    build_site(tmp_path, {})
    assert sorted((tmp_path / "adr").rglob("*")) == before
    assert [path.name for path in (tmp_path / "docs").iterdir()] == ["index.md"]


@pytest.mark.parametrize(
    ("name", "chapters"),
    [
        ("archbook", {"decisions", "architecture"}),
        ("archbook/decisions", {"decisions"}),
        ("archbook/components", {"architecture"}),
    ],
)
def test_each_chapter_can_be_had_alone(tmp_path: Path, name: str, chapters: set[str]) -> None:
    files = {
        **LOG,
        "diagrams/map.yaml": "components: {shop: {kind: service}}\n",
        "mkdocs.yml": mkdocs_yml(plugin=f"  - {name}\n"),
    }
    site = build_site(tmp_path, files)
    assert site.errors == ()
    pages = {path.partition("/")[0] for path in site.files() if path.endswith("/index.html")}
    assert pages & {"decisions", "architecture"} == chapters
