"""Front matter that is more than a word or a list of words, as people read it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

__all__ = ["nested_html", "waiver_html"]

_SCOPES = ("components", "edges", "journeys")
_WAIVER = {"rule", "item", *_SCOPES, "until", "because"}


def nested_html(value: Any) -> Markup:
    """Return a value of front matter as HTML: lists as lists, names before what they hold.

    Args:
        value: What the YAML says, in lists and mappings.
    """
    return Markup(_nested(value))  # noqa: S704 - every word is escaped where it is written


def waiver_html(value: Any) -> Markup | None:
    """Return what one entry of `waives` says as a sentence; None where it is not written as one.

    Args:
        value: The entry.
    """
    if not isinstance(value, Mapping) or not set(value) <= _WAIVER:
        return None
    named = [(kind, value[kind]) for kind in ("rule", "item") if value.get(kind)]
    if len(named) != 1:
        return None
    kind, name = named[0]
    parts = [f"the {kind} <code>{_words(name)}</code>"]
    stated = [value[scope] for scope in _SCOPES if value.get(scope)]
    subjects = [one for some in stated for one in (some if isinstance(some, list) else [some])]
    if any(isinstance(one, Mapping | list) for one in (name, *subjects)):
        return None
    if subjects:
        parts.append("for " + ", ".join(_words(one) for one in subjects))
    if until := value.get("until"):
        parts.append(f'until <time datetime="{_words(until)}">{_words(until)}</time>')
    text = " ".join(parts)
    if because := value.get("because"):
        text += f": {_words(because)}"
    return Markup(text[:1].upper() + text[1:])  # noqa: S704 - as above


def _nested(value: Any) -> str:
    if isinstance(value, Mapping):
        lines = [_line(f"{_words(key)}: ", held) for key, held in value.items()]
    elif isinstance(value, list):
        if not any(isinstance(one, Mapping | list) for one in value):
            return ", ".join(_words(one) for one in value)
        lines = [_line("", one) for one in value]
    else:
        return _words(value)
    return f'<ul class="ab-nested">{"".join(lines)}</ul>' if lines else "none"


def _line(name: str, held: Any) -> str:
    lead = f'<span class="ab-note">{name}</span>' if name else ""
    return f"<li>{lead}{_nested(held)}</li>"


def _words(value: Any) -> str:
    if value is None:
        return "none"
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return html.escape(" ".join(shown.split()))
