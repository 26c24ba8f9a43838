"""Decisions in the site's own Markdown pages."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from support.books import adr
from support.sites import BuiltSite, build_site, mkdocs_yml

LOG = {
    "adr/0012-use-x.md": adr("Use X", text="Words."),
    "adr/0013-use-y.md": adr("Use Y", "Rejected"),
    "adr/template.md": "# {title}\n\n## Status\n\n{accepted | rejected}\n",
    "adr/img/p.png": b"picture",
}
YML = mkdocs_yml(
    "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n"
    "markdown_extensions: [md_in_html, attr_list, footnotes]\n"
)


def built(root: Path, text: str) -> BuiltSite:
    return build_site(root, {**LOG, "mkdocs.yml": YML, "docs/a/page.md": f"# Page\n\n{text}\n"})


def page(root: Path, text: str) -> str:
    site = built(root, text)
    assert site.warnings == ()
    html = site.html("a/page/index.html")
    return html.partition("Page</h1>")[2].partition("<footer")[0]


@pytest.mark.parametrize("name", ["ADR-012", "ADR 12", "ADR-0012", "adr-12"])
def test_a_name_is_a_link_that_says_title_and_status(tmp_path: Path, name: str) -> None:
    assert re.search(
        r'As <a class="ab-mention" href="../../decisions/0012-use-x/"'
        rf' title="ADR-0012 · Use X · accepted">{name}</a>, <em>and <a[^>]*>ADR-013</a></em> say\.',
        page(tmp_path, f"As {name}, *and ADR-013* say."),
    )


@pytest.mark.parametrize(
    "text",
    [
        "`ADR-012`",
        "    ADR-012",
        "## ADR-012",
        "[see ADR-012](page.md)",
        "<a href='https://e.example/'>ADR-012</a>",
        "Raw <code>ADR-012</code> and <a href='https://e.example/'>*x* ADR-012</a>",
        "ADR-099",
        "<https://e.example/ADR-012>",
        "![ADR-012](../index.md)",
    ],
)
def test_a_name_stays_text_in_code_links_and_headings_and_where_it_is_unknown(
    tmp_path: Path, text: str
) -> None:
    assert "ab-mention" not in page(tmp_path, text)


def test_names_after_raw_html_are_links_again(tmp_path: Path) -> None:
    html = page(tmp_path, "<code>ADR-012</code> ADR-013 <b>ADR-012</b>")
    assert html.count("ab-mention") == 2


def test_the_first_and_later_names_of_a_text_keep_the_words_between_them(tmp_path: Path) -> None:
    html = page(tmp_path, "One ADR-012 two ADR-013 three **four** ADR-012 five.")
    assert re.sub(r"<[^>]*>", "", html).split() == (
        ["One", "ADR-012", "two", "ADR-013", "three", "four", "ADR-012", "five."]
    )


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("[x](../../adr/0012-use-x.md#context)", "../../decisions/0012-use-x/#context"),
        ("[x](../../adr/)", "../../decisions/"),
        ("[x](../../adr)", "../../decisions/"),
        ("[x](../decisions/0012-use-x.md)", "../../decisions/0012-use-x/"),
        ("[x](../../adr/template.md)", "https://github.com/o/r/blob/main/adr/template.md"),
        ("[x](../index.md)", "../../"),
    ],
)
def test_a_link_to_a_file_of_the_log_works_in_the_site(
    tmp_path: Path, link: str, href: str
) -> None:
    assert f'<a href="{href}">x</a>' in page(tmp_path, link)


def test_a_picture_of_the_log_is_shown_and_published(tmp_path: Path) -> None:
    assert 'src="../../decisions/img/p.png"' in page(tmp_path, "![x](../../adr/img/p.png)")
    assert (tmp_path / "site/decisions/img/p.png").read_bytes() == b"picture"


def test_an_anchor_that_a_decision_does_not_have_is_noticed_by_mkdocs(tmp_path: Path) -> None:
    site = built(tmp_path, "[x](../../adr/0012-use-x.md#none)")
    assert any("does not contain an anchor '#none'" in info for info in site.infos)


def test_a_number_that_two_logs_have_is_not_guessed(tmp_path: Path) -> None:
    plugin = "  - archbook: {folders: {decisions: [adr, b/adr]}}\n"
    files = {
        **LOG,
        "b/adr/0012-z.md": adr("Z"),
        "mkdocs.yml": mkdocs_yml(plugin=plugin),
        "docs/index.md": "# Home\n\nADR-012 and ADR-013.\n",
    }
    html = build_site(tmp_path, files).html("index.html")
    assert re.findall(r'class="ab-mention"[^>]*>([^<]*)<', html) == ["ADR-013"]


@pytest.mark.parametrize("folder", ["adr", "docs/adr"])
def test_a_link_to_what_is_kept_to_the_preview_is_plain_text(tmp_path: Path, folder: str) -> None:
    way = posixpath.relpath(folder, "docs")
    plugin = "  - archbook: {decisions: {drafts: serve}}\n"
    files = {
        f"{folder}/0001-a.md": adr("A"),
        f"{folder}/0002-b.md": adr("B", "Draft"),
        "docs/index.md": f"# Home\n\n[One]({way}/0001-a.md) and [Two]({way}/0002-b.md).\n",
        "mkdocs.yml": mkdocs_yml(plugin=plugin),
    }
    site = build_site(tmp_path, files)
    assert site.warnings == ()
    home = site.content("index.html")
    assert 'a/">One</a> and <span>Two</span>.' in home
    assert "0002-b" not in home
    preview = build_site(tmp_path, files, command="serve").content("index.html")
    assert 'b/">Two</a>' in preview
