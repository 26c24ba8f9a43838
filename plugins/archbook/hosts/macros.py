"""Macros for hand-written pages, through mkdocs-macros-plugin.

    plugins:
      - macros:
          modules: [archbook.hosts.macros]

`archbook.pages.quotes.catalogue` lists them. None of them raises: a name that is not known leaves a
visible placeholder on the page and a finding that fails the build.

This module imports nothing of MkDocs, since other site generators run it too. In a site with the
plugin it asks that for the handbook; elsewhere it loads the handbook itself.
"""

from __future__ import annotations

import html
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Undefined

from archbook.handbook import load_handbook
from archbook.pages.quotes.book import Book, UnknownError
from archbook.pages.quotes.catalogue import MACROS, Macro, Quotes
from archbook.settings_file import PLUGIN_NAMES
from archbook.source.findings import Finding, Location, Severity

__all__ = ["define_env"]

# Where MkDocs listens; warnings written here count for `--strict`.
log = logging.getLogger("mkdocs.plugins.archbook")


class Environment(Protocol):
    """What of mkdocs-macros-plugin's environment is used."""

    conf: Any

    def macro(self, function: Callable[..., str | int], name: str = "") -> object:
        """Register a macro."""


def define_env(env: Environment) -> None:
    """Register the macros.

    Args:
        env: The environment of mkdocs-macros-plugin.
    """
    macros = _Macros(env)
    for name, macro in MACROS.items():
        env.macro(macros.named(name, macro), name)


def _call(macro: str, stated: Sequence[object], named: Mapping[str, object]) -> str:
    """Return a pattern for calls of a macro with what stands between its brackets."""
    start = rf"\b{macro}\s*\("
    values = "".join(
        rf"[^)]*?([\"']?)\b{re.escape(str(value))}\{place}\s*[,)]"
        if place == 1
        else rf"[^)]*?[\"']?{re.escape(str(value))}"
        for place, value in enumerate(stated, 1)
        if isinstance(value, str | int)
    )
    keys = "".join(
        rf"[^)]*?\b{re.escape(str(key))}\s*=\s*[\[\"']*{re.escape(str(value))}"
        if isinstance(value, str | int)
        else rf"[^)]*?\b{re.escape(str(key))}\s*="
        for key, value in named.items()
    )
    return start + values + keys


def _refuse_unquoted(values: Iterable[object]) -> None:
    """Raise for a name without quotes: Jinja takes it for a variable that is not there."""
    for value in values:
        if isinstance(value, Undefined):
            name = value._undefined_name  # noqa: SLF001 - Jinja tells the name in no other way
            raise UnknownError(f"{name} is no text", f'Write it in quotes: "{name}".')


class _Macros:
    """The macros of one site."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._own: Quotes | None = None
        self._calls: Counter[tuple[str, str]] = Counter()

    def named(self, name: str, macro: Macro) -> Callable[..., str | int]:
        """Return a macro as a function that never raises."""

        def call(*stated: Any, **named: Any) -> str | int:
            return self._safely(name, stated, named)

        call.__name__ = name
        call.__doc__ = f"Written so: {macro.example}"
        return call

    def _safely(self, macro: str, stated: Sequence[Any], named: Mapping[str, Any]) -> str | int:
        """Return what a macro shows; a placeholder and a finding where it cannot."""
        uri, source = self._page()
        try:
            _refuse_unquoted([*stated, *named.values()])
            return self._quotes().answer(macro, uri, stated, named)
        except UnknownError as error:
            message, mend = error.message, error.mend
        except Exception as error:  # noqa: BLE001 - a macro that raises puts a traceback on the page
            message, mend = f"{macro}() failed: {error}", "Report it together with the page."
        self._report(
            Finding(
                rule="unknown-name",
                severity=Severity.ERROR,
                subject=f"file:{uri}",
                message=message,
                location=Location(
                    file=f"{self._docs_folder()}/{uri}" if uri else "docs",
                    line=self._line(uri, source, _call(macro, stated, named)),
                ),
                mend=mend,
            )
        )
        return f'<strong class="ab-missing">{html.escape(message)}. {html.escape(mend)}</strong>'

    def _plugin(self) -> Any:
        """Return the plugin where the site has it."""
        try:
            plugins = self._env.conf["plugins"]
            found = (plugins.get(name) for name in PLUGIN_NAMES)
            return next((plugin for plugin in found if hasattr(plugin, "quotes")), None)
        except (KeyError, TypeError, AttributeError):
            return None

    def _quotes(self) -> Quotes:
        plugin = self._plugin()
        if plugin is not None:
            quotes: Quotes = plugin.quotes
            return quotes
        if self._own is None:
            self._own = Quotes(Book(handbook=load_handbook(self._root())), docs=self._docs_folder())
        return self._own

    def _report(self, finding: Finding) -> None:
        plugin = self._plugin()
        if plugin is not None:
            plugin.problems.append(str(finding))
        else:
            log.warning("%s", finding)

    def _page(self) -> tuple[str, str]:
        """Return source uri and text of the page that is rendered."""
        page = getattr(self._env, "page", None)
        file = getattr(page, "file", None)
        uri = str(getattr(file, "src_uri", "") or getattr(file, "src_path", ""))
        try:
            return uri, str(file.content_string) if file is not None else ""
        except (AttributeError, OSError, ValueError):
            return uri, ""

    def _line(self, uri: str, source: str, call: str) -> int:
        """Return the line on which a macro is called so, for the so manyth time; 0 where unknown.

        Jinja tells no macro where it stands, so the page's text is searched for the call.
        """
        found = re.finditer(call, source)
        lines = [source.count("\n", 0, one.start()) + 1 for one in found]
        key = (uri, call)
        place = self._calls[key]
        self._calls[key] += 1
        return lines[place % len(lines)] if lines else 0

    def _root(self) -> Path:
        conf = self._env.conf
        file = conf.get("config_file_path")
        if file:
            return Path(file).resolve().parent
        return Path(conf.get("docs_dir") or "docs").resolve().parent

    def _docs_folder(self) -> str:
        return Path(self._env.conf.get("docs_dir") or "docs").name
