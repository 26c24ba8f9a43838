"""The templates of the pages: Jinja, every value escaped, each compiled once."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

__all__ = ["fill"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("archbook.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


def fill(template: str, **values: Any) -> str:
    """Return a template filled in.

    Args:
        template: Name of a file in `templates/`.
        **values: What it shows; text is escaped, `markupsafe.Markup` is taken as HTML.
    """
    return _environment().get_template(template).render(values)
