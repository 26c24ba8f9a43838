"""The forms in which files state their fields. A new dialect is one module and one line here."""

from __future__ import annotations

from archbook.decisions.reader.forms import (
    badges,
    file_name,
    front_matter,
    history,
    lines,
    notices,
    sections,
    tables,
    titles,
)
from archbook.decisions.reader.statements import FormReader

__all__ = ["FORMS"]

FORMS: tuple[FormReader, ...] = (
    front_matter.statements,
    tables.statements,
    lines.statements,
    sections.statements,
    badges.statements,
    titles.statements,
    history.statements,
    notices.statements,
    file_name.statements,
)
"""Every form, in order of preference where several state the same field."""
