"""The reference handbook builds strictly, and every link and anchor of it leads somewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.guides import ROOT
from support.links import broken_links


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the reference handbook built strictly, and what its build said."""
    folder = tmp_path_factory.mktemp("handbook") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stderr


def test_the_handbook_builds_strictly_without_a_word(built: tuple[Path, str]) -> None:
    assert built[1] == ""


def test_every_link_and_anchor_of_the_handbook_leads_somewhere(built: tuple[Path, str]) -> None:
    # The page for addresses that are not there is served at any of them.
    broken = [link for link in broken_links(built[0]) if not link.startswith("404.html")]
    assert broken == []


def test_every_page_of_the_guide_is_there_and_whole(built: tuple[Path, str]) -> None:
    for page in sorted((ROOT / "docs" / "using").glob("*.md")):
        name = "" if page.stem == "index" else f"{page.stem}/"
        html = (built[0] / "using" / name / "index.html").read_text("utf-8")
        assert html.count("<h1") == 1, page.name
        assert "ab-missing" not in html, page.name
        assert "Macro Rendering Error" not in html, page.name
