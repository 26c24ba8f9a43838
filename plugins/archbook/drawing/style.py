"""The style sheets of pictures: one text, two flavours.

`picture.css` names colours as `$name`. Inside a page they become custom properties that follow
the site's palette; in a file that stands alone they are plain colours, light first and dark for
`prefers-color-scheme: dark`, which also rasterisers without custom properties understand.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from string import Template
from typing import NamedTuple

__all__ = ["DARK", "LIGHT", "alone", "inline"]

LIGHT = {
    "page": "#ffffff",
    "ink": "#1f2733",
    "soft": "#56617a",
    "caption": "#4a5468",
    "side": "#f7f8fa",
    "edge": "#d5dbe6",
    "control": "#f5f1fc",
    "controledge": "#d9cdf1",
    "controlink": "#5b3aa6",
    "controlcard": "#a48fd6",
    "controlline": "#7551c4",
    "data": "#eef4fc",
    "dataedge": "#c6d8f0",
    "dataink": "#1f5aa8",
    "frame": "#f9fbfe",
    "inner": "#f1f5fb",
    "card": "#ffffff",
    "cardedge": "#8fa3c0",
    "tile": "#e3e8f0",
    "line": "#43536b",
    "async": "#0b7285",
    "bad": "#c62828",
    "badfill": "#fdeeee",
    "warn": "#9a5b00",
    "warnfill": "#fff6e5",
    "good": "#1b7a3d",
}
DARK = {
    "page": "#1a1d26",
    "ink": "#e8ebf2",
    "soft": "#aeb8cc",
    "caption": "#b7c0d2",
    "side": "#20242f",
    "edge": "#3d4557",
    "control": "#262238",
    "controledge": "#4a3f70",
    "controlink": "#c4b2f5",
    "controlcard": "#7d6bb5",
    "controlline": "#b49df0",
    "data": "#1d2636",
    "dataedge": "#35496a",
    "dataink": "#9cc4f8",
    "frame": "#242c3d",
    "inner": "#2a3346",
    "card": "#303a4f",
    "cardedge": "#6f83a5",
    "tile": "#c9d2e0",
    "line": "#b9c4d8",
    "async": "#5cc8dc",
    "bad": "#ff8a80",
    "badfill": "#4a2328",
    "warn": "#ffb74d",
    "warnfill": "#43331b",
    "good": "#7ddc9a",
}
_CLASSES = re.compile(r'class="([^"]*)"')
_SELECTED = re.compile(r"\.([a-z][\w-]*)")
# What the site's own palette says, where it says anything.
_SITE = {"page": "--md-default-bg-color", "ink": "--md-default-fg-color"}
_DARK_SITES = '[data-md-color-scheme="slate"] .ab-picture, [data-bs-theme="dark"] .ab-picture'
_INLINE = """
.ab-figure { margin: 1.2em 0; }
.ab-figure__scroll { overflow-x: auto; border-radius: 6px; }
.ab-figure__scroll:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.ab-figure figcaption { max-width: none; text-align: left; font-style: normal; font-size: .85em; }
.ab-figure .ab-picture { display: block; width: 100%; height: auto;
  min-width: calc(var(--ab-natural) * .75); max-width: var(--ab-natural); }
.ab-picture a { outline: none; text-decoration: none; }
.ab-picture a:hover .ab-p-shape { stroke-width: 2.5; }
.ab-picture a:focus-visible .ab-p-shape { stroke: $ink; stroke-width: 3.5; stroke-dasharray: none; }
.ab-picture a:hover text, .ab-picture a:focus-visible .ab-p-name,
.ab-picture a:focus-visible .ab-p-frame-name { text-decoration: underline; }
@media print {
  .ab-figure { break-inside: avoid; }
  .ab-figure__scroll { overflow: visible; }
  .ab-figure .ab-picture { min-width: 0; max-height: 24cm; }
}
"""
# Of the system's colours, for readers who have forced their own.
_FORCED = dict.fromkeys(LIGHT, "CanvasText") | {
    name: "Canvas"
    for name in LIGHT
    if name in {"page", "side", "control", "data", "frame", "inner", "card", "badfill", "warnfill"}
}
_FOCUS = """
.ab-picture a:focus-visible .ab-p-shape { stroke: $ink; stroke-width: 3.5; stroke-dasharray: none; }
.ab-picture a { outline: none; }
"""


@cache
def _template() -> str:
    text = files(__package__).joinpath("picture.css").read_text("utf-8")
    return text.split("*/", 1)[1].strip()


@cache
def inline() -> str:
    """Return the style sheet for pictures inside pages: an asset of the site."""
    light = {
        name: f"var({_SITE[name]}, {colour})" if name in _SITE else colour
        for name, colour in LIGHT.items()
    }
    dark = {name: colour for name, colour in DARK.items() if name not in _SITE}
    # A site may set its dark colours without asking for a screen.
    paper = {name: LIGHT[name] for name in _SITE}
    names = {name: f"var(--ab-p-{name})" for name in LIGHT}
    rules = Template(_template() + _INLINE).substitute(names)
    return (
        f".ab-picture {{ {_properties(light)} }}\n"
        f"@media screen {{ {_DARK_SITES} {{ {_properties(dark)} }} }}\n"
        f"@media print {{ .ab-picture {{ {_properties(paper)} }} }}\n{rules}"
        "@media (forced-colors: active) {\n"
        ".ab-picture { forced-color-adjust: none; }\n"
        ".ab-picture a text { fill: LinkText; }\n"
        f".ab-picture.ab-picture, {_DARK_SITES} {{ {_properties(_FORCED)} }}\n}}\n"
    )


def _properties(colours: dict[str, str]) -> str:
    return " ".join(f"--ab-p-{name}: {colour};" for name, colour in colours.items())


def alone(body: str) -> str:
    """Return the style sheet inside a file that stands alone: the rules that it needs.

    Args:
        body: The SVG of the picture.
    """
    used = {name for names in _CLASSES.findall(body) for name in names.split()}
    light, dark = [], []
    for rule in _rules():
        if any(wanted <= used for wanted in rule.wanted):
            light.append(rule.light)
            dark += [rule.dark] if rule.coloured else []
    coloured = "\n".join(dark)
    return "\n".join([*light, f"@media screen and (prefers-color-scheme: dark) {{\n{coloured}\n}}"])


class _Rule(NamedTuple):
    """A rule in both schemes, and the classes that each of its selectors needs."""

    wanted: tuple[frozenset[str], ...]
    light: str
    dark: str
    coloured: bool


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            wanted=tuple(
                frozenset(_SELECTED.findall(selector)) - {"ab-picture"}
                for selector in line.partition("{")[0].split(",")
            ),
            light=Template(line).substitute(LIGHT),
            dark=Template(line).substitute(DARK),
            coloured="$" in line,
        )
        for line in (_template() + _FOCUS).splitlines()
        if line
    )
