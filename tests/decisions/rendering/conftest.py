"""What the rendering tests share: links that say where they lead, and the comparison tool."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from archbook.decisions.rendering import RenderedBody, render_fragment
from archbook.decisions.rendering.addresses import is_safe
from archbook.source.markdown import parse_markdown


class KnownLinks:
    """Settles `known.md`, `known.png` and decision 12; knows nothing else below `missing`."""

    def link(self, href: str) -> str | None:
        """Lead to the page of a known file."""
        if href.startswith("missing"):
            return None
        return "../known/" if href == "known.md" else href

    def image(self, href: str) -> str | None:
        """Lead to a known picture."""
        if href.startswith("missing"):
            return None
        return "../../known.png" if href == "known.png" else href

    def mention(self, text: str) -> tuple[str, str] | None:
        """Know one decision."""
        return ("../0012-x/", 'ADR-012 · "X" <b> · accepted') if "12" in text else None


class _Acting(HTMLParser):
    """Collects what could act in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "iframe", "object", "svg", "form", "base", "meta", "link"}:
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "action"}:
                self.found.append(name)
            if name in {"href", "src", "cite"} and not is_safe(value or ""):
                self.found.append(value or "")


@pytest.fixture(scope="session")
def acting() -> Callable[[str], list[str]]:
    """What could act in a page, of a piece of HTML."""

    def find(html: str) -> list[str]:
        parser = _Acting()
        parser.feed(html)
        parser.close()
        return parser.found

    return find


@pytest.fixture
def links() -> KnownLinks:
    return KnownLinks()


@pytest.fixture
def body(links: KnownLinks) -> Callable[[str], RenderedBody]:
    def render(markdown: str) -> RenderedBody:
        return render_fragment(parse_markdown(markdown, file="x.md"), links, take_title=True)

    return render


@pytest.fixture
def html(body: Callable[[str], RenderedBody]) -> Callable[[str], str]:
    return lambda markdown: body(markdown).html


@pytest.fixture(scope="session")
def compare() -> ModuleType:
    """The comparison with cmark-gfm that `tools/compare_rendering.py` makes."""
    path = Path(__file__).parents[3] / "tools" / "compare_rendering.py"
    spec = importlib.util.spec_from_file_location("compare_rendering", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
