"""Which metadata a theme and other plugins get to see of a handbook page.

A decision's front matter is not written for them: a `template:` or `search:` of its own meaning
would break the build.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from archbook.pages import model

__all__ = ["page_meta"]

_HIDEABLE = frozenset({"navigation", "toc", "path", "footer", "tags", "feedback"})


def page_meta(page: model.Page, front_matter: Mapping[str, Any]) -> dict[str, Any]:
    """Return the metadata of a page.

    Args:
        page: The page.
        front_matter: What the file states; looked at only where it is a page of the site already,
            and only for what its author can have meant for the site.
    """
    meta: dict[str, Any] = {"render_macros": False}
    if page.description:
        meta["description"] = html.escape(" ".join(page.description.split()))
    search: dict[str, Any] = {} if page.boost == 1 else {"boost": page.boost}
    if page.in_place:
        hide = front_matter.get("hide")
        if isinstance(hide, list) and all(one in _HIDEABLE for one in map(str, hide)):
            meta["hide"] = hide
        tags = front_matter.get("tags")
        if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
            meta["tags"] = tags
        stated = front_matter.get("search")
        if isinstance(stated, dict):
            if isinstance(stated.get("exclude"), bool):
                search["exclude"] = stated["exclude"]
            if isinstance(stated.get("boost"), int | float):
                search["boost"] = stated["boost"]
    taken = ("toc",) * page.wide + ("navigation",) * page.landing
    if taken:
        meta["hide"] = sorted({*taken, *meta.get("hide", ())})
    if search:
        meta["search"] = search
    return meta
