"""What a file states, one statement for each field and place: the table all forms write into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archbook.decisions.model import Form, RelationKind
from archbook.decisions.reader.document import Document
from archbook.decisions.vocabulary.fields import Field
from archbook.source.text_lines import TextLine

__all__ = ["FormReader", "Statement", "Value"]

Value = tuple[TextLine, ...]
"""The lines of a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One field stated in one place.

    Attributes:
        field: The field.
        value: What is said, as lines of text.
        form: The form it has.
        line: Line of the file, 0 where it is on none (a file name).
        relation: Which relation, where the field is one.
        partial: Whether the relation holds only in part.
        weak: Whether it stands where fields of a decision seldom stand, so that it counts only
            when nothing else states the field.
    """

    field: Field
    value: Value
    form: Form
    line: int
    relation: RelationKind | None = None
    partial: bool = False
    weak: bool = False


FormReader = Callable[[Document], Iterator[Statement]]
"""A dialect: yields what a document states in one form."""
