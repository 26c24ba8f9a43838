"""Short addresses: `/decisions/12/` and `/decisions/adr-012/` lead to decision 12."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from archbook.decisions.model import Decision
from archbook.pages.addresses import relative_url, slug
from archbook.pages.model import Asset, Site
from archbook.pages.shelf import LogView, Shelf, full_title, label, status_text
from archbook.pages.templates import fill

__all__ = ["alias_files", "aliases", "permalink"]


def aliases(view: LogView) -> Mapping[str, Sequence[Decision]]:
    """Return who has each short name of a log: its number, and its id in lower case."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in view.decisions:
        for name in _names(decision):
            found[name].append(decision)
    return found


def permalink(view: LogView, decision: Decision) -> str:
    """Return the short address that a decision keeps when its file is renamed, or empty.

    The address is relative to the site's root and unquoted.
    """
    name = next(iter(_names(decision)), "")
    return f"{posixpath.join(view.prefix, name)}/" if name else ""


def alias_files(
    view: LogView, shelf: Shelf, site: Site, names: Mapping[str, Sequence[Decision]]
) -> list[Asset]:
    """Return the files that lead from short addresses to pages, without JavaScript.

    A name that a page of the site has already is left to that page.

    Args:
        view: The log.
        shelf: All logs.
        site: The site.
        names: What `aliases` says of the log.
    """
    files = []
    # `12` and `adr-012` stand side by side and say the same, unless several have the name.
    said: dict[str, bytes] = {}
    for name, decisions in names.items():
        uri = posixpath.join(view.prefix, name, "index.html")
        if uri in shelf.taken:
            continue
        shelf.taken.add(uri)
        content = said.get(decisions[0].file) if len(decisions) == 1 else None
        if content is None:
            content = _alias(name, uri, decisions, shelf, site).encode()
            if len(decisions) == 1:
                said[decisions[0].file] = content
        files.append(Asset(uri=uri, content=content))
    return files


def _names(decision: Decision) -> list[str]:
    number = decision.number
    names = []
    if isinstance(number, int):
        names += [str(number), f"adr-{number:03d}"]
    elif number is not None:
        names.append(slug(number))
    name = slug(label(decision)) if label(decision) else ""
    # `adr-0012` beside `adr-012` would be a third folder that says the same.
    if name and not (isinstance(number, int) and re.fullmatch(f"adr-0*{number}", name)):
        names.append(name)
    return list(dict.fromkeys(names))


def _alias(name: str, uri: str, decisions: Sequence[Decision], shelf: Shelf, site: Site) -> str:
    base = posixpath.dirname(uri) + "/"
    targets = []
    for decision in decisions:
        address = site.url_of(shelf.uris[decision.file]) or "./"
        targets.append(
            {
                "href": relative_url(address, base),
                "canonical": site.base_url + address if site.base_url else "",
                "full": full_title(decision),
                "status": status_text(decision),
            }
        )
    return fill("alias.html", name=name, targets=targets)
