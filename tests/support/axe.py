"""What axe-core finds on a page."""

from __future__ import annotations

from importlib import resources
from typing import Any

from playwright.sync_api import Page

__all__ = ["violations"]

_AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on a page, one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    result: dict[str, Any] = page.evaluate(
        """levels => axe.run(document, {
            runOnly: {type: "tag", values: levels},
            resultTypes: ["violations"],
        })""",
        _LEVELS,
    )
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
