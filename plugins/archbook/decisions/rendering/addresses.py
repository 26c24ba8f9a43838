"""Which addresses a link or a picture may have."""

from __future__ import annotations

import re

__all__ = ["SCHEMES", "is_safe"]

SCHEMES = frozenset({"ftp", "http", "https", "irc", "ircs", "mailto", "tel", "xmpp"})
"""Schemes that links may have; an address without one is relative."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers drop these before they look for the scheme: https://url.spec.whatwg.org/#url-parsing.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]+")


def is_safe(address: str) -> bool:
    """Say whether an address is relative or of a scheme that runs nothing."""
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found is None or found[1].lower() in SCHEMES
