"""The blocks a text is made of, the same for Markdown, raw HTML and reStructuredText."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from archbook.source.text_lines import TextLine, plain_text

__all__ = ["Block", "BlockKind", "Cell"]

Cell = tuple[TextLine, ...]
"""The lines of a table cell."""


class BlockKind(Enum):
    """What a block is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    FIELD = auto()
    TABLE = auto()
    CODE = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text.

    Attributes:
        kind: What it is.
        line: Line of the file on which it begins, from 1.
        lines: Its text, for all but tables and code.
        level: Level of a heading; depth of the list around an item or paragraph, 0 outside.
        quoted: Whether it stands in a block quote, an admonition or a footnote.
        admonition: Kind of the admonition it stands in (`warning`), empty outside.
        checked: State of a task list item, None for other blocks.
        rows: Rows of a table, the header first.
        name: Name of a field in a field list (reStructuredText).
        raw: Whether it was written as HTML.
    """

    kind: BlockKind
    line: int
    lines: tuple[TextLine, ...] = ()
    level: int = 0
    quoted: bool = False
    admonition: str = ""
    checked: bool | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    name: str = ""
    raw: bool = False

    @property
    def text(self) -> str:
        """The text of the block in one line."""
        return plain_text(self.lines)
