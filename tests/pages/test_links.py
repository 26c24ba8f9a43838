"""Links of decisions: to decisions, pages, published files, the code host, or nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archbook.pages.code_host import CodeHost
from support.books import make_book

FILES = {
    "adr/0001-a.md": "",
    "adr/0002-b c.md": "# B\n\n## Status\n\nAccepted\n",
    "adr/sub/0003-d.md": "# D\n\n## Status\n\nAccepted\n",
    "adr/README.md": "# Log\n",
    "adr/template.md": "# {title}\n",
    "adr/img/p.png": b"picture",
    "adr/plan.pdf": b"plan",
    "adr/page.html": b"<script>",
    "docs/index.md": "# Home\n",
    "docs/guide.md": "# Guide\n",
    "docs/logo.svg": b"<svg/>",
    "assets/q.png": b"picture",
    "src/main.py": b"pass",
    ".env": b"SECRET=1",
}
HOST = CodeHost(files="https://host.example/blob/main/", folders="https://host.example/tree/main/")


def hrefs(html: str) -> list[str]:
    body = html.partition('<div class="ab-body">')[2].partition('<nav class="ab-pager"')[0]
    return re.findall(r'(?:href|src)="([^"]*)"', body)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("[x](0002-b%20c.md)", "../0002-b%20c/"),
        ("[x](<0002-b c.md#context>)", "../0002-b%20c/#context"),
        ("[x](sub/0003-d.md?raw=1#l)", "../sub/0003-d/?raw=1#l"),
        ("[x](0002-b%20c)", "../0002-b%20c/"),
        ("[x](/adr/sub/0003-d.md)", "../sub/0003-d/"),
        ("[x](README.md)", "../"),
        ("[x](./)", "../"),
        ("[x](../docs/guide.md#top)", "../../guide/#top"),
        ("[x](../docs/)", "../../"),
        ("[x](plan.pdf)", "../plan.pdf"),
        ("![x](img/p.png)", "../img/p.png"),
        ('<img src="img/p.png" alt="x">', "../img/p.png"),
        ("![x](../docs/logo.svg)", "../../logo.svg"),
        ("![x](../assets/q.png)", "../files/assets/q.png"),
        ("[x](../src/main.py#L3)", "https://host.example/blob/main/src/main.py#L3"),
        ("[x](../src)", "https://host.example/tree/main/src"),
        ("[x](template.md)", "https://host.example/blob/main/adr/template.md"),
        ("[x](https://e.example/a.md)", "https://e.example/a.md"),
        ("[x](mailto:a@e.example)", "mailto:a@e.example"),
    ],
)
def test_a_link_leads_in_the_site_where_it_leads_on_the_code_host(
    tmp_path: Path, written: str, address: str
) -> None:
    files = {**FILES, "adr/0001-a.md": f"# A\n\n## Status\n\nAccepted\n\n{written}\n"}
    book = make_book(tmp_path / "book", files, code_host=HOST)
    assert hrefs(book.page("decisions/0001-a.md").html) == [address]


@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert(1))",
        "[x](../../outside.md)",
        "![x](../../outside.png)",
        "![x](img/none.png)",
        "![x](../.env)",
        "[x](page.html)",
        "[x](../src/main.py)",
    ],
)
def test_what_leads_nowhere_or_must_not_be_published_is_plain_text(
    tmp_path: Path, written: str
) -> None:
    files = {**FILES, "adr/0001-a.md": f"# A\n\n## Status\n\nAccepted\n\n{written}\n"}
    page = make_book(tmp_path / "book", files).page("decisions/0001-a.md")
    assert hrefs(page.html) == []
    assert page.assets == ()
    assert "x" in page.html.partition('<div class="ab-body">')[2]


def test_a_picture_behind_a_link_out_of_the_repository_is_not_published(tmp_path: Path) -> None:
    outside = tmp_path / "outside.png"
    outside.write_bytes(b"private")
    (tmp_path / "book/adr").mkdir(parents=True)
    (tmp_path / "book/adr/in.png").symlink_to(outside)
    book = make_book(
        tmp_path / "book", {"adr/0001-a.md": "# A\n\n## Status\n\nAccepted\n\n![x](in.png)\n"}
    )
    page = book.page("decisions/0001-a.md")
    assert page.assets == ()
    assert hrefs(page.html) == []


def test_a_published_file_is_handed_over_once_with_its_bytes(tmp_path: Path) -> None:
    files = {
        **FILES,
        "adr/0001-a.md": "# A\n\n## Status\n\nAccepted\n\n![x](img/p.png) ![y](img/p.png)",
    }
    (asset,) = make_book(tmp_path / "book", files).page("decisions/0001-a.md").assets
    assert asset.uri == "decisions/img/p.png"
    assert isinstance(asset.content, Path)
    assert asset.content.read_bytes() == b"picture"


def test_a_decision_named_in_the_text_is_a_link_that_says_what_it_is(tmp_path: Path) -> None:
    files = {
        "adr/0001-a.md": "# A\n\n## Status\n\nAccepted\n\nAs ADR-002 says, not ADR-009, ADR-001.\n",
        "adr/0002-b.md": '# B <i>"x"</i>\n\n## Status\n\nRejected\n',
    }
    html = make_book(tmp_path / "book", files).page("decisions/0001-a.md").html
    found = re.findall(r'<a class="ab-mention" href="([^"]*)" title="([^"]*)">ADR-002</a>', html)
    assert found == [("../0002-b/", "ADR-0002 · B &quot;x&quot; · rejected")]
    assert html.count("ab-mention") == 1
