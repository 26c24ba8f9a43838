"""Measuring and wrapping text as the pictures' font sets it.

Boxes are sized to their words before anything is laid out, so the engine's own idea of a font
(bytes instead of letters, half the width for Chinese) never matters. `advances.json` holds the
advance widths of Liberation Sans, which are those of Arial, in thousandths of the font size.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

__all__ = ["clean", "has_glyph", "width", "wrap"]

_EM = 1000
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNKNOWN = 650  # scripts the table leaves out (Arabic, Thai, ...) are set narrower than this


@cache
def _advances(weight: str) -> dict[str, int]:
    """Return the width of each letter, unpacked from runs of `count*width`."""
    packed = json.loads(files(__package__).joinpath("advances.json").read_text("ascii"))
    table: dict[str, int] = {}
    for first, runs in packed[weight].items():
        at = int(first, 16)
        for run in runs.split():
            count, _, advance = run.rpartition("*")
            for _ in range(int(count or 1)):
                table[chr(at)] = int(advance)
                at += 1
    return table


@cache
def _advance(letter: str, weight: str) -> int:
    known = _advances(weight).get(letter)
    if known is not None:
        return known
    if unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return _EM if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN


def has_glyph(letter: str) -> bool:
    """Say whether the pictures' own font has a letter."""
    return letter in _advances("regular")


@cache
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of text in the unit of its font size."""
    weight = "bold" if bold else "regular"
    return sum(_advance(letter, weight) for letter in text) * size / _EM


def clean(text: str) -> str:
    """Return text as one line that XML may hold.

    White space is folded; control characters are gone, and so are those that turn the direction
    of what follows, which could make a label read as another.
    """
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    kept = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace()
        or (letter not in _TURNS and unicodedata.category(letter) not in {"Cc", "Cs", "Cn"})
    )
    return " ".join(kept.split())


@cache
def wrap(text: str, limit: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break text into lines no wider than `limit`.

    Lines break at spaces, then behind `-`, `_`, `/`, `.` and `:`, between full-width letters, and
    only where nothing else helps inside a word. Nothing is cut.
    """
    whole = clean(text)
    if width(whole, size, bold=bold) <= limit:
        return (whole,) if whole else ()
    lines: list[str] = []
    line = ""
    for piece in _pieces(whole):
        for part in _halves(piece, limit, size, bold=bold):
            if line and width((line + part).rstrip(), size, bold=bold) > limit:
                lines.append(line.rstrip())
                line = ""
            line += part
    if line.strip():
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(text: str) -> list[str]:
    """Return the text cut at every place where a line may break."""
    pieces = [""]
    for letter in text:
        pieces[-1] += letter
        if letter in " -_/.:" or unicodedata.east_asian_width(letter) in "WF":
            pieces.append("")
    return [piece for piece in pieces if piece]


def _halves(piece: str, limit: float, size: float, *, bold: bool) -> list[str]:
    """Return a piece cut by force where it alone is wider than a line."""
    if width(piece.rstrip(), size, bold=bold) <= limit:
        return [piece]
    parts = [""]
    for letter in piece:
        if parts[-1] and width((parts[-1] + letter).rstrip(), size, bold=bold) > limit:
            parts.append("")
        parts[-1] += letter
    return parts
