"""The reference of the macros: signature and docstring of each, and what it shows here and now."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

from archbook.pages.quotes.catalogue import MACROS, Macro

__all__ = ["arguments", "reference"]

_BLOCKS = frozenset(
    {
        *("diagram", "components", "decisions", "findings", "waivers", "deaths"),
        *("checklist", "readiness", "threats"),
    }
)
"""Macros that stand on a line of their own."""
_GROUPS = {
    "names": "Names and links",
    "figures": "Promises",
    "fields": "Facts",
    "counts": "Counts",
    "pictures": "Pictures",
    "lists": "Lists",
    "failing": "What can fail",
    "readiness": "Readiness",
    "threats": "Threats",
}
"""The modules of the macros, as the page groups them."""


def reference(show: Callable[[str], str]) -> str:
    """Return the reference of all macros as Markdown.

    Args:
        show: Returns what a call shows on the page.
    """
    lines: list[str] = []
    for module, title in _GROUPS.items():
        macros = [macro for macro in MACROS.values() if macro.module == module]
        lines += [f"## {title}", ""]
        inline = [macro for macro in macros if macro.name not in _BLOCKS]
        for macro in inline:
            lines += _entry(macro, show)
        for macro in macros:
            if macro.name in _BLOCKS:
                lines += _section(macro, show)
    return "\n".join(lines) + "\n"


def _entry(macro: Macro, show: Callable[[str], str]) -> Iterator[str]:
    """Yield a macro that stands within a sentence."""
    said = "; ".join(f"`{name}`: {_clause(what)}" for name, what in arguments(macro).items())
    yield f"`{{{{ {macro.example} }}}}` \u2192 {show(macro.example).strip()}"
    yield f":   {macro.does} {said}."
    yield ""


def _section(macro: Macro, show: Callable[[str], str]) -> Iterator[str]:
    """Yield a macro that stands on a line of its own."""
    yield f"### `{macro.name}`"
    yield ""
    yield macro.does
    yield ""
    for name, what in arguments(macro).items():
        yield f"- `{name}`: {what}"
    yield ""
    yield "```jinja"
    yield f"{{{{ {macro.example} }}}}"
    yield "```"
    yield ""
    yield show(macro.example).strip()
    yield ""


def _clause(sentence: str) -> str:
    lower = sentence[:2].islower() or sentence[:1] == "`" or sentence[1:2].isupper()
    return (sentence if lower else sentence[:1].lower() + sentence[1:]).removesuffix(".")


def arguments(macro: Macro) -> dict[str, str]:
    """Return the arguments that a page's author writes, each with what it means.

    Args:
        macro: The macro.
    """
    described = _described(inspect.getdoc(macro.answer) or "")
    found: dict[str, str] = {}
    for parameter in list(inspect.signature(macro.answer).parameters.values())[1:]:
        what = described.get(parameter.name, "")
        named = parameter.name
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            named = "name=value, ..."
        elif parameter.default is not inspect.Parameter.empty:
            named = f"{parameter.name}={parameter.default!r}".replace("'", '"')
        found[named] = what
    return found


def _described(docstring: str) -> dict[str, str]:
    """Return what the docstring says of each argument."""
    section = docstring.partition("\nArgs:\n")[2].partition("\n\n")[0]
    entries = re.split(r"^    (?=\**\w+: )", section, flags=re.MULTILINE)
    parts = (entry.partition(":") for entry in entries if entry.strip())
    return {name.strip("* "): " ".join(what.split()) for name, _, what in parts}
