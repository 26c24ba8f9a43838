"""Marks on cards: that rules found something about what a card stands for, and how bad it is.

An open error is a filled octagon, an open warning a filled triangle, each with its number of
findings; where decisions waive all there is, the worst one's outline stays hollow.
"""

from __future__ import annotations

from collections.abc import Iterable

from archbook.drawing.geometry import Box, number
from archbook.drawing.model import Mark
from archbook.drawing.text import width
from archbook.source.findings import Finding, Severity, State

__all__ = [
    "MARK",
    "mark_classes",
    "mark_of",
    "mark_shape",
    "mark_width",
    "mark_words",
    "write_mark",
]

MARK = 14.0  # side of the sign
_SIZE = 11.0  # of the count behind it
_GAP = 2.0
_n = number


def mark_of(findings: Iterable[Finding]) -> Mark | None:
    """Return the mark of a card that some findings are about; notes are none.

    Args:
        findings: The findings; one that comes twice counts once.
    """
    heavy = [each for each in dict.fromkeys(findings) if each.severity is not Severity.NOTE]
    if not heavy:
        return None
    standing = [each for each in heavy if each.state is not State.WAIVED]
    counted = standing or heavy
    return Mark(
        severity=min((each.severity for each in counted), key=lambda each: each.rank),
        count=len(counted),
        waived=not standing,
    )


def mark_words(mark: Mark) -> str:
    """Return what a mark says: `2 open findings, the worst an error`."""
    some = mark.count > 1
    state = "waived" if mark.waived else "open"
    words = {Severity.ERROR: "error", Severity.WARNING: "warning"}
    if not some:
        return f"1 {state} {words[mark.severity]}"
    article = "an" if mark.severity is Severity.ERROR else "a"
    return f"{mark.count} {state} findings, the worst {article} {words[mark.severity]}"


def mark_width(mark: Mark) -> float:
    """Return the width of a mark and its count."""
    return MARK + _GAP + width(str(mark.count), _SIZE, bold=True)


def write_mark(mark: Mark, right: float, middle: float) -> str:
    """Return a mark as SVG.

    Args:
        mark: The mark.
        right: Where it ends.
        middle: The height of its middle.
    """
    x = right - mark_width(mark)
    return (
        f'<g class="{mark_classes(mark)}">{mark_shape(mark, Box(x, middle - MARK / 2, MARK, MARK))}'
        f'<text class="ab-p-mark-count" x="{_n(x + MARK + _GAP)}" y="{_n(middle + 4)}">'
        f"{mark.count}</text></g>"
    )


def mark_classes(mark: Mark) -> str:
    """Return the names of a mark for style sheets."""
    return f"ab-p-mark ab-p-mark--{mark.severity}{' ab-p-mark--waived' if mark.waived else ''}"


def mark_shape(mark: Mark, box: Box) -> str:
    """Return the sign alone: an octagon or a triangle, with an exclamation mark cut out."""
    middle = box.middle[0]
    if mark.severity is Severity.ERROR:
        cut = box.w * 0.29
        points = [
            (box.x + cut, box.y), (box.right - cut, box.y),
            (box.right, box.y + cut), (box.right, box.bottom - cut),
            (box.right - cut, box.bottom), (box.x + cut, box.bottom),
            (box.x, box.bottom - cut), (box.x, box.y + cut),
        ]  # fmt: skip
        top, foot = box.y + 3.2, box.bottom - 3.4
    else:
        points = [(middle, box.y + 0.6), (box.right, box.bottom - 0.6), (box.x, box.bottom - 0.6)]
        top, foot = box.y + 5.0, box.bottom - 2.9
    around = "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    return (
        f'<path class="ab-p-mark-sign" d="M{around}z"/>'
        f'<path class="ab-p-mark-point" d="M{_n(middle)} {_n(top)}V{_n(foot - 2.4)}'
        f'M{_n(middle)} {_n(foot)}v.1"/>'
    )
