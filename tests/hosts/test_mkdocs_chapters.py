"""The list of chapters: what each puts into the site, and what the site has already."""

from __future__ import annotations

from pathlib import Path

import pytest

from archbook.hosts.mkdocs_chapters import Chapters, Part
from archbook.pages.model import Asset, Page, RenderedPage, Site
from archbook.source.findings import Finding, Location, Severity
from support.books import adr, make_book


def page(uri: str) -> Page:
    """Return a page without content."""
    return Page(uri=uri, title=uri, render=lambda _site, _body: RenderedPage(html="<h1>x</h1>"))


def lacking(message: str) -> Finding:
    """Return a finding about a picture."""
    return Finding(
        rule="picture",
        severity=Severity.WARNING,
        subject="setting:components.dot",
        message=message,
        location=Location(file="mkdocs.yml", line=1),
    )


@pytest.fixture
def chapters(tmp_path: Path) -> Chapters:
    """Return two chapters, each with an address that the site has already."""
    first = Part(
        pages=[page("a/index.md"), page("a/one.md")],
        entries=["a/index.md"],
        assets=lambda _: [Asset(uri="a/data.json", content=b""), Asset(uri="b/x.svg", content=b"")],
        met={"a/one.md"},
        sources={"a/one.md": "adr/one.md"},
        elsewhere="the log another address",
        findings=[lacking("No engine for the map")],
    )
    second = Part(
        pages=[page("b/index.md")],
        entries=["b/index.md"],
        met={"b/x.svg"},
        findings=[lacking("No engine for losses")],
    )
    decisions = make_book(tmp_path, {"adr/0001-a.md": adr("A")}).chapter
    return Chapters(
        decisions=decisions,
        architecture=None,
        failure=None,
        checklists=None,
        parts=[first, second],
    )


def test_pages_and_files_of_all_chapters_come_in_order_less_those_that_are_there(
    chapters: Chapters,
) -> None:
    assert [one.uri for one in chapters.pages] == ["a/index.md", "b/index.md"]
    assert chapters.entries == ("a/index.md", "b/index.md")
    site = Site(url_of=lambda _: None)
    assert [one.uri for one in chapters.assets(site)] == ["a/data.json"]


def test_an_address_met_twice_is_told_with_its_source_and_the_way_out(chapters: Chapters) -> None:
    assert list(chapters.collisions("docs")) == [
        (
            "docs/a/one.md:1: this address is that of a page made of adr/one.md too. "
            "Rename the file, or give the log another address."
        ),
        "docs/b/x.svg:1: this address is that of a page generated too. Rename the file.",
    ]


def test_a_missing_engine_is_told_once_for_all_chapters(chapters: Chapters) -> None:
    assert [one.message for one in chapters.findings()] == ["No engine for the map"]
