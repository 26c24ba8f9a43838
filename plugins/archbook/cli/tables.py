"""Aligned columns for a terminal."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence

import click

from archbook.cli.shared import printable, shortened, width

__all__ = ["aligned"]

_NARROWEST = 24


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as aligned lines, the first column bold, the last one cut to the terminal.

    Args:
        rows: Cells, as many in each row; a column without any is left out.
    """
    shown = [[printable(cell).replace("\n", " ") for cell in row] for row in rows]
    if not shown:
        return
    kept = [column for column in range(len(shown[0])) if any(row[column] for row in shown)]
    widths = {column: max(width(row[column]) for row in shown) for column in kept}
    last = kept[-1]
    if sys.stdout.isatty():
        terminal = shutil.get_terminal_size(fallback=(100, 24)).columns
        taken = sum(widths[column] + 2 for column in kept if column != last)
        widths[last] = min(widths[last], max(_NARROWEST, terminal - taken))
    for row in shown:
        cells = [shortened(row[column], widths[column]) for column in kept]
        padded = [
            cell + " " * (widths[column] - width(cell))
            for cell, column in zip(cells, kept, strict=True)
        ]
        padded[0] = click.style(padded[0], bold=True)
        yield "  ".join(padded).rstrip()
