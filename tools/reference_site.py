"""The reference handbook built, served and opened in a browser: for its tests and its pictures."""

from __future__ import annotations

import functools
import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Playwright

from browser import ADVICE, find

__all__ = ["HOST", "ServedSite", "build_site", "launch", "serve"]

ROOT = Path(__file__).resolve().parent.parent
HOST = "handbook.test"
"""The site's name in the browser, which finds this name at the server and no other name at all."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedSite:
    """A built site behind a loopback port.

    Attributes:
        folder: Its files.
        port: The port of the server.
        path: The path it is served under, as its own `site_url` has it.
        mounts: Folders by the path they are served under; more may be added at any time.
    """

    folder: Path
    port: int
    path: str
    mounts: dict[str, Path]

    @property
    def address(self) -> str:
        """Address of its first page in the browser."""
        return f"http://{HOST}{self.path}"


def build_site(destination: Path, *, theme: str = "") -> Path:
    """Build the reference handbook for an address with a path.

    A process of its own does it, since MkDocs keeps state in its process.

    Args:
        destination: An empty folder, or one that is not there yet.
        theme: A theme to use in place of the site's own.

    Returns:
        The folder.

    Raises:
        RuntimeError: The build failed.
    """
    done = subprocess.run(
        [sys.executable, __file__, str(destination), theme],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The reference handbook does not build:\n{done.stdout}{done.stderr}")
    return destination


def _build(destination: str, theme: str) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415 - only the process that builds needs it
    from mkdocs.config import load_config  # noqa: PLC0415 - as above

    options: dict[str, Any] = {"site_url": f"http://{HOST}/handbook/", "site_dir": destination}
    if theme:
        # Code is left uncoloured: the script that MkDocs' own themes colour it by is elsewhere.
        options |= {"theme": {"name": theme, "highlightjs": False}, "extra_css": []}
    config = load_config(str(ROOT / "mkdocs.yml"), **options)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


@contextmanager
def serve(folder: Path) -> Iterator[ServedSite]:
    """Serve a built site under a path, so that a link to the server's root is seen as broken.

    Args:
        folder: The built site.
    """
    path = _path_of(folder)
    mounts = {path: folder}
    handler = functools.partial(_Handler, mounts=mounts)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield ServedSite(folder=folder, port=server.server_port, path=path, mounts=mounts)
        server.shutdown()
        thread.join()


def launch(playwright: Playwright, site: ServedSite) -> Browser:
    """Start Chromium such that it can reach the site and nothing else.

    Args:
        playwright: The running driver.
        site: The site.

    Raises:
        RuntimeError: There is no Chromium here; says how to install it.
    """
    executable = find()
    if executable is None:
        raise RuntimeError(ADVICE)
    # Under its own name and the default port, since instant navigation compares the page's address
    # with those of the sitemap and knows nothing of ports.
    rules = f"MAP {HOST}:80 127.0.0.1:{site.port}, EXCLUDE 127.0.0.1, MAP * ~NOTFOUND"
    return playwright.chromium.launch(
        executable_path=executable,
        args=[*FLAGS, f"--host-resolver-rules={rules}"],
    )


def _path_of(folder: Path) -> str:
    """Return the path of the site's own address, as its sitemap states it."""
    sitemap = (folder / "sitemap.xml").read_text(encoding="utf-8")
    paths = [urlsplit(address).path for address in re.findall(r"<loc>([^<]+)</loc>", sitemap)]
    return min(paths, key=len, default="/")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves folders under their paths, silently, and nothing elsewhere."""

    protocol_version = "HTTP/1.1"  # keeps connections open: a page has many files

    def __init__(self, *args: Any, mounts: dict[str, Path], **options: Any) -> None:
        self._mounts = mounts
        super().__init__(*args, **options)

    def translate_path(self, path: str) -> str:
        """Return the file that a path names."""
        for prefix, folder in self._mounts.items():
            if path.startswith(prefix):
                self.directory = str(folder)
                return super().translate_path("/" + path[len(prefix) :])
        return str(ROOT / "outside-of-the-site")

    def do_GET(self) -> None:
        """Answer a request; a page without an icon makes the browser ask the server's root."""
        if self.path == "/favicon.ico":
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Let the browser keep what it has: the site does not change while it is served."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


if __name__ == "__main__":
    _build(sys.argv[1], sys.argv[2])
