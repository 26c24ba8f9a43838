"""A badge: how a component stands on a checklist, as an SVG that stands alone."""

from __future__ import annotations

from html import escape

from archbook.readiness.model import Held, Standing
from archbook.source.wording import one_line

__all__ = ["badge"]

_HEIGHT = 22
_PAD = 8
_MARK = 14
_LONGEST = 60
_WIDE = 7.2
"""Width of a letter at 12 px; `textLength` makes any font keep to it."""
_NARROW = frozenset("fijlrt.,:;'|!()[] -I")
_NARROW_WIDTH = 4.2

_STYLE = (
    ".l{fill:#e8eaed}.r{fill:#fff}.b{fill:none;stroke:#8a9099}.t{fill:#1f2328}"
    ".ok{fill:#1a7f37}.part{fill:#8a5a00}.no{fill:#b3261e}"
    "@media(prefers-color-scheme:dark){.l{fill:#30363d}.r{fill:#161b22}.t{fill:#e6edf3}"
    ".ok{fill:#56d364}.part{fill:#e3b341}.no{fill:#ff7b72}}"
)
_MARKS = {
    "ok": '<path class="ok" d="M2 7.5l1.6-1.7 2.6 2.6 5.2-5.6L13 4.4 6.2 11.6z"/>',
    "part": '<path class="part" d="M7 1a6 6 0 1 0 0 12A6 6 0 0 0 7 1zm0 1.6v8.8a4.4 4.4 0 0 1'
    ' 0-8.8z" fill-rule="evenodd"/>',
    "no": '<path class="no" d="M3.2 1.8L7 5.6l3.8-3.8 1.4 1.4L8.4 7l3.8 3.8-1.4 1.4L7 8.4l-3.8'
    ' 3.8-1.4-1.4L5.6 7 1.8 3.2z"/>',
}


def badge(standing: Standing) -> str:
    """Return a badge with the level that a component holds, without and with waivers.

    The mark says it too: a tick at the highest level, a half-filled ring at one below it or held by
    waivers only, a cross where not even the lowest is held.

    Args:
        standing: How the component stands.

    Returns:
        SVG, legible on light and dark ground; it loads nothing.
    """
    left = _short(standing.checklist.title)
    right = _short(_words(standing.held))
    label = escape(f"{standing.component}, {left}: {right}")
    marks = _MARKS[_kind(standing)]
    left_width, right_width = _width(left), _width(right)
    middle = left_width + 2 * _PAD
    whole = middle + _MARK + right_width + 2 * _PAD + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole:.0f}" height="{_HEIGHT}"'
        f' viewBox="0 0 {whole:.0f} {_HEIGHT}" role="img" aria-label="{label}">'
        f"<title>{label}</title><style>{_STYLE}</style>"
        f'<rect class="r" width="{whole:.0f}" height="{_HEIGHT}" rx="4"/>'
        f'<path class="l" d="M4 0H{middle:.0f}V{_HEIGHT}H4A4 4 0 0 1 0 {_HEIGHT - 4}V4A4 4 0 0 1'
        f' 4 0z"/>'
        f'<rect class="b" x=".5" y=".5" width="{whole - 1:.0f}" height="{_HEIGHT - 1}" rx="3.5"/>'
        f"{_text(left, _PAD, left_width)}"
        f'<g transform="translate({middle + _PAD - 2:.0f} 4)">{marks}</g>'
        f"{_text(right, middle + _PAD + _MARK + 2, right_width)}"
        "</svg>\n"
    )


def _words(held: Held) -> str:
    bare, waived = held.without_waivers, held.with_waivers
    if bare == waived:
        return bare or "no level yet"
    return f"{bare or 'no level'} ({waived} with waivers)"


def _kind(standing: Standing) -> str:
    held = standing.held
    if held.without_waivers == standing.checklist.levels[-1]:
        return "ok"
    return "part" if held.with_waivers is not None else "no"


def _text(text: str, at: float, width: float) -> str:
    return (
        f'<text class="t" x="{at:.0f}" y="15" font-family="system-ui,sans-serif" font-size="12"'
        f' textLength="{width:.0f}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3].rstrip()}..."


def _width(text: str) -> float:
    return sum(
        _NARROW_WIDTH if char in _NARROW else _WIDE if char.isascii() else 2 * _NARROW_WIDTH + 3
        for char in text
    )
