"""One built site, one server and one browser for all tests of this folder.

Every page that a test opens is watched: an error in the console, a script that throws, a file that
is missing, or a request to anywhere but the site fails the test at its end.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    sync_playwright,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))

from reference_site import HOST, ServedSite, build_site, launch, serve

Visit = Callable[..., Page]

SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
    },
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests on one worker where several run, so that there is one browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """Serve the reference handbook: built here, or the one that ARCHBOOK_SITE names."""
    given = os.environ.get("ARCHBOOK_SITE")
    folder = Path(given) if given else build_site(tmp_path_factory.mktemp("handbook") / "site")
    with serve(folder) as served:
        yield served


@pytest.fixture(scope="session")
def plain_theme(site: ServedSite, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of the same handbook on MkDocs' own theme."""
    path = "/plain-theme/"
    site.mounts[path] = build_site(tmp_path_factory.mktemp("plain") / "site", theme="mkdocs")
    return path


@pytest.fixture(scope="session")
def browser(site: ServedSite) -> Iterator[Browser]:
    """Start Chromium; where there is none the tests fail and say how to install it."""
    with sync_playwright() as playwright:
        try:
            started = launch(playwright, site)
        except RuntimeError as error:
            pytest.fail(str(error), pytrace=False)
        yield started
        started.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser, site: ServedSite) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that gives the context of a kind of reader, one for the whole run.

    One context a kind, not one a test: it keeps the site's files and compiled scripts.
    """
    made: dict[str, BrowserContext] = {}

    def context(scheme: str, size: str, **options: Any) -> BrowserContext:
        kind = repr((scheme, size, sorted(options.items())))
        if kind not in made:
            made[kind] = browser.new_context(
                base_url=site.address, color_scheme=scheme, **SIZES[size], **options
            )
            made[kind].set_default_timeout(30_000)
        return made[kind]

    yield context
    for one in made.values():
        one.close()


@dataclass  # not slotted: the driver keeps its own name for a handler on its owner
class _Watch:
    """What went wrong on the pages of one test."""

    problems: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch a page from before it is loaded."""
        page.on("console", self._console)
        page.on("pageerror", self._thrown)
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _thrown(self, error: Error) -> None:
        self.problems.append(f"threw: {error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"http://{HOST}/", "data:", "blob:")):
            self.problems.append(f"left the site: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            self.problems.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Return a function that opens a page of the site as a given reader sees it."""
    pages: list[Page] = []
    watch = _Watch()

    def open_page(
        path: str = "", *, scheme: str = "light", size: str = "desktop", **options: Any
    ) -> Page:
        page = contexts(scheme, size, **options).new_page()
        pages.append(page)
        watch.over(page)
        page.goto(path)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert watch.problems == []
