"""Sites built by MkDocs from a few files."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from support.books import write

__all__ = ["BuiltSite", "build_site", "build_there", "mkdocs_yml"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A built site and what its build said."""

    folder: Path
    warnings: tuple[str, ...]
    errors: tuple[str, ...]
    infos: tuple[str, ...]

    def html(self, path: str) -> str:
        """Return a file of the site."""
        return (self.folder / path).read_text("utf-8")

    def content(self, path: str) -> str:
        """Return what stands in the main part of a page."""
        html = self.html(path)
        found = re.search(
            r'<article.*?</article>|<div class="col-md-9".*?</footer>', html, re.DOTALL
        )
        assert found, path
        return found.group()

    def files(self) -> set[str]:
        """Return the files of the site less those of the theme."""
        paths = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*"))
        theme = ("assets/", "css/", "js/", "img/", "webfonts/", "fonts/")
        return {path for path in paths if not path.startswith(theme)}


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def mkdocs_yml(more: str = "", *, theme: str = "mkdocs", plugin: str = "  - archbook\n") -> str:
    """Return a site's settings with the plugin."""
    font = ", font: false" if theme == "material" else ""
    return (
        f"site_name: Shop\ntheme: {{name: {theme}{font}}}\n"
        f"plugins:\n  - search\n{plugin}{'' if 'site_url' in more else SITE_URL}{more}"
    )


SITE_URL = "site_url: https://handbook.example/\n"


def build_site(
    root: Path,
    files: Mapping[str, str | bytes],
    *,
    command: Literal["build", "serve"] = "build",
) -> BuiltSite:
    """Write files and build the site; what fails the build is among the errors."""
    write(root, {"mkdocs.yml": mkdocs_yml(), "docs/index.md": "# Home\n", **files})
    return build_there(root, command=command)


def build_there(root: Path, *, command: Literal["build", "serve"] = "build") -> BuiltSite:
    """Build the site whose files are there; what fails the build is among the errors."""
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(collector)
    logger.setLevel(logging.INFO)
    try:  # What is wrong with the settings is raised, what is wrong with the site is collected.
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
        config.plugins.on_startup(command=command, dirty=False)
        with contextlib.suppress(Abort):
            build(config, serve_url="http://localhost/" if command == "serve" else None)
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)

    def said(level: int) -> tuple[str, ...]:
        return tuple(one.getMessage() for one in collector.records if one.levelno == level)

    return BuiltSite(
        folder=root / "site",
        warnings=said(logging.WARNING),
        errors=said(logging.ERROR),
        infos=said(logging.INFO),
    )
