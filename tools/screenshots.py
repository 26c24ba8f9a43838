"""Write each kind of page of the reference handbook as a picture: light, dark, on a phone.

    python tools/screenshots.py [FOLDER]

The pictures are named after the page and the reader, such as `index-light.png`. People look at
them; no test compares them.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from reference_site import build_site, launch, serve

PAGES = {
    "home": "",
    "index": "decisions/",
    "index-filtered": "decisions/?status=accepted&tag=data&sort=date&dir=desc",
    "decision": "decisions/0001-start-as-a-modular-monolith/",
    "decision-superseded": "decisions/0007-search-the-catalogue-in-the-relational-store/",
    "decision-proposed": "decisions/0020-spend-retries-from-a-budget-per-dependency/",
    "timeline": "decisions/timeline/",
    "tags": "decisions/tags/",
    "using": "using/decisions/",
    "not-found": "404.html",
}

READERS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
        "color_scheme": "light",
    },
}

TALLEST = 3000
"""Pixels of a page that are shown; a picture of all of a long page is seen by nobody."""


def write_pictures(out: Path, site_folder: Path) -> None:
    """Write the pictures.

    Args:
        out: Folder for them, made where it is not there.
        site_folder: The built site.
    """
    out.mkdir(parents=True, exist_ok=True)
    with serve(site_folder) as site, sync_playwright() as playwright:
        browser = launch(playwright, site)
        for reader, options in READERS.items():
            context = browser.new_context(base_url=site.address, reduced_motion="reduce", **options)
            page = context.new_page()
            for name, path in PAGES.items():
                page.goto(path)
                page.wait_for_load_state("networkidle")
                height = page.evaluate("document.documentElement.scrollHeight")
                size = page.viewport_size or {"width": 1280, "height": 900}
                page.screenshot(
                    path=out / f"{name}-{reader}.png",
                    full_page=True,
                    clip={
                        "x": 0,
                        "y": 0,
                        "width": size["width"],
                        "height": min(height, TALLEST),
                    },
                )
            context.close()
        browser.close()


def main() -> int:
    """Build the site and write the pictures; exit 1 where it does not build or show."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    try:
        with tempfile.TemporaryDirectory() as folder:
            write_pictures(out, build_site(Path(folder) / "site"))
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(PAGES) * len(READERS)} pictures are in {out}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
