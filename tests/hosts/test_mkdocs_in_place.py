"""Logs that lie among the site's own pages."""

from __future__ import annotations

import os
import re
from pathlib import Path

from support.books import adr, write
from support.sites import build_site, mkdocs_yml

LOG = {
    "docs/adr/README.md": "# Our decisions\n\nWhy.\n",
    "docs/adr/0001-a.md": adr("A", text="![p](img/p.png) [home](../index.md)"),
    "docs/adr/0002-b.md": adr("B", "Superseded by [3](0003-c.md)"),
    "docs/adr/0003-c.md": adr("C"),
    "docs/adr/how.md": "# How\n\n!!! note\n    By talking.\n",
    "docs/adr/img/p.png": b"picture",
}
NAV = "nav:\n  - index.md\n  - Decided:\n      - adr/README.md\n      - Why A: adr/0001-a.md\n"


def test_addresses_and_the_users_navigation_stay(tmp_path: Path) -> None:
    yml = mkdocs_yml(NAV + "      - adr/0002-b.md\n", theme="material")
    site = build_site(tmp_path, {**LOG, "mkdocs.yml": yml})
    assert site.warnings == ()
    html = site.html("adr/0001-a/index.html")
    nav = html.partition('data-md-type="navigation"')[2].partition('data-md-type="toc"')[0]
    titles = dict.fromkeys(re.findall(r'md-ellipsis">\s*([^<]*?)\s*<', nav))
    assert [title for title in titles if title in {"Why A", "ADR-0002 · B", "Our decisions"}] == [
        "Our decisions",
        "Why A",
        "ADR-0002 · B",
    ]
    assert "<title>Why A - Shop</title>" in html
    assert "ab-panel" in html
    assert 'src="../img/p.png"' in html
    assert "decisions/index.html" not in site.files()


def test_the_readme_becomes_the_index_with_the_table(tmp_path: Path) -> None:
    site = build_site(tmp_path, LOG)
    html = site.html("adr/index.html")
    assert "Our decisions</h1>" in html
    assert html.count("<tr data-status=") == 3


def test_a_folder_without_a_readme_gets_an_index(tmp_path: Path) -> None:
    files = {name: text for name, text in LOG.items() if "README" not in name}
    assert "data-ab-index" in build_site(tmp_path, files).html("adr/index.html")


def test_other_pages_of_the_folder_stay_the_sites_own(tmp_path: Path) -> None:
    yml = mkdocs_yml("markdown_extensions: [admonition]\n")
    site = build_site(tmp_path, {**LOG, "mkdocs.yml": yml})
    assert '<div class="admonition note">' in site.html("adr/how/index.html")


def test_a_page_that_the_navigation_leaves_out_still_has_its_place(tmp_path: Path) -> None:
    yml = mkdocs_yml(NAV, theme="material").replace(
        "font: false", "font: false, features: [navigation.footer]"
    )
    html = build_site(tmp_path, {**LOG, "mkdocs.yml": yml}).html("adr/0002-b/index.html")
    assert re.findall(r'md-footer__link--(?:prev|next)" aria-label="([^"]*)"', html) == [
        "Previous: Why A",
        "Next: ADR-0003 · C",
    ]


def test_drafts_are_hidden_in_place_too(tmp_path: Path) -> None:
    files = {
        **LOG,
        "docs/adr/0003-c.md": adr("C", "Draft"),
        "mkdocs.yml": mkdocs_yml(plugin="  - archbook: {decisions: {drafts: serve}}\n"),
    }
    assert "adr/0003-c/index.html" not in build_site(tmp_path, files).files()


def test_a_log_that_is_put_elsewhere_is_not_published_twice(tmp_path: Path) -> None:
    plugin = "  - archbook:\n      folders:\n        decisions: {path: docs/adr, at: why}\n"
    files = {**LOG, "mkdocs.yml": mkdocs_yml(plugin=plugin)}
    found = build_site(tmp_path, files).files()
    assert "why/0001-a/index.html" in found
    assert "adr/0001-a/index.html" not in found


def test_a_process_page_called_like_one_of_ours_keeps_its_address(tmp_path: Path) -> None:
    site = build_site(tmp_path, {**LOG, "docs/adr/timeline.md": "# Our plans\n\nLater.\n"})
    assert site.errors == ()
    assert "Our plans" in site.html("adr/timeline/index.html")
    assert "Timeline of decisions" in site.html("adr/timeline-2/index.html")


def test_what_an_author_meant_for_the_site_keeps_its_meaning(tmp_path: Path) -> None:
    head = "---\nhide: [toc]\nsearch: {exclude: true}\ntemplate: x\n---\n"
    files = {**LOG, "docs/adr/0003-c.md": head + adr("C", text="Quokka.")}
    files["mkdocs.yml"] = mkdocs_yml(theme="material")
    site = build_site(tmp_path, files)
    assert site.errors == ()
    assert "Quokka" not in site.html("search/search_index.json")
    assert re.search(r'data-md-type="toc" hidden', site.html("adr/0003-c/index.html"))


def test_links_that_lead_out_round_or_nowhere_are_left_out_and_said(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {"secret.md": "# Secret\n", "secret.png": "secret"})
    book = tmp_path / "book"
    write(book, LOG)
    adr = book / "docs/adr"
    (adr / "loop").symlink_to(".", target_is_directory=True)
    (adr / "sub").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (adr / "0004-secret.md").symlink_to(tmp_path / "elsewhere/secret.md")
    (adr / "0005-itself.md").symlink_to("0005-itself.md")
    (adr / "0006-gone.md").symlink_to("gone.md")
    (adr / "0007-same.md").symlink_to("how.md")
    (adr / "secret.png").symlink_to(tmp_path / "elsewhere/secret.png")
    os.mkfifo(adr / "0008-pipe.md")
    site = build_site(book, LOG)
    assert site.errors == ()
    pages = {path for path in site.files() if path.startswith("adr/")}
    assert not any(word in path for path in pages for word in ("loop", "sub", "secret", "gone"))
    assert "adr/0001-a/index.html" in pages
    assert "adr/0007-same/index.html" in pages
    said = "\n".join((*site.warnings, *site.infos))
    assert "docs/adr/0004-secret.md: error: This link leads out of the repository" in said
    assert "docs/adr/sub: error: This link leads out of the repository" in said
    assert "adr/secret.png leads to no file of the repository" in said
