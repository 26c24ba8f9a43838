"""The reference of decision files, from the vocabulary and by the reader itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archbook.decisions.model import Decision, Form, RelationKind, Status
from archbook.decisions.reader import read_decision
from archbook.decisions.vocabulary.fields import _NAMES as FIELD_NAMES
from archbook.decisions.vocabulary.fields import Field
from archbook.decisions.vocabulary.relations import _WORDS as RELATION_WORDS
from archbook.decisions.vocabulary.sections import _NAMES as SECTION_NAMES
from archbook.decisions.vocabulary.sections import Topic
from archbook.decisions.vocabulary.statuses import status_phrases
from archbook.source.files import SourceText

__all__ = ["FIELDS", "FORMS", "PARTS", "read_sample", "reference"]

PARTS = ("fields", "statuses", "forms", "headings", "relations")
"""What there is a reference of."""

FIELDS: Mapping[Field, tuple[str, str]] = {
    Field.ID: ("`ADR-004`", "Its name in links, relations and waivers."),
    Field.NUMBER: ("`4`", "Its number, where the file's name has none."),
    Field.TITLE: ("a text", "Its title, where the file has no heading."),
    Field.STATUS: ("a word", "Where it stands; the words are listed below."),
    Field.DATE: ("`2026-03-02`", "When it was decided. Dates in words are read too."),
    Field.DECIDED: ("a date", "When it was accepted. It goes before the other dates."),
    Field.CREATED: ("a date", "When it was begun, where no other date is stated."),
    Field.DECIDERS: ("names", "Who decided."),
    Field.APPROVERS: ("names", "Who agreed; the makers where no makers are named."),
    Field.AUTHORS: ("names", "Who wrote it; the makers where neither of the two is named."),
    Field.CONSULTED: ("names", "Whose advice was asked."),
    Field.INFORMED: ("names", "Who is told."),
    Field.COMPONENTS: ("ids of the map", "What it decides about."),
    Field.TAGS: ("words", "Subjects, for the index and for filters."),
    Field.HISTORY: ("dated lines", "How its status changed; the last entry is the status."),
}
"""The fields that a file may state: what they take, what they say."""

FORMS: Mapping[Form, tuple[str, str]] = {
    Form.FRONT_MATTER: ("status", "---\nstatus: accepted\n---\n# Use queues\n"),
    Form.TITLE: ("status", "# Use queues (accepted)\n"),
    Form.HEADING: ("title", "# 12. Use queues\n"),
    Form.SECTION: ("status", "# Use queues\n\n## Status\n\nAccepted\n"),
    Form.BULLET: ("status", "# Use queues\n\n* Status: accepted\n"),
    Form.BOLD_LINE: ("status", "# Use queues\n\n**Status:** accepted\n"),
    Form.LINE: ("status", "# Use queues\n\nStatus: accepted\n"),
    Form.TABLE: ("status", "# Use queues\n\n| Status | accepted |\n|---|---|\n"),
    Form.BADGE: (
        "status",
        "# Use queues\n\n![](https://badges.example/badge/status-accepted-green)\n",
    ),
    Form.HISTORY: (
        "status",
        "# Use queues\n\n## Status history\n\n- 2026-03-02: proposed\n- 2026-03-09: accepted\n",
    ),
    Form.FILE_NAME: ("number", "0012-use-queues.md"),
    Form.FIELD_LIST: ("status", "Use queues\n==========\n\n:Status: accepted\n"),
    Form.TEXT: ("status", "# Use queues\n\n> Superseded by ADR-0014\n"),
}
"""For each form a field and a file that states it so."""

_TOPICS = {
    Topic.CONTEXT: "Context",
    Topic.OPTIONS: "Options",
    Topic.DECISION: "Decision",
    Topic.REASONS: "Why",
    Topic.CONSEQUENCES: "Consequences",
    Topic.HISTORY: "History",
    Topic.LINKS: "Links",
    Topic.METADATA: "Metadata",
}
_FIRST = 6


def reference(part: str) -> str:
    """Return a part of the reference as Markdown.

    Args:
        part: One of `PARTS`.
    """
    lines = {
        "fields": _fields,
        "statuses": _statuses,
        "forms": _forms,
        "headings": _headings,
        "relations": _relations,
    }[part]()
    return "\n".join(lines) + "\n"


def read_sample(form: Form) -> Decision:
    """Return what the reader makes of the file that shows a form.

    Args:
        form: The form.
    """
    _, text = FORMS[form]
    if form is Form.FILE_NAME:
        return _read("# Use queues\n", text)
    return _read(text, "use-queues.rst" if form is Form.FIELD_LIST else "use-queues.md")


def _read(text: str, name: str) -> Decision:
    source = SourceText(text=text, file=name, size=len(text), truncated=False, findings=())
    return read_decision(source, path=name)


def _fields() -> Iterator[str]:
    yield "| Field | Takes | What it says | Also called |"
    yield "|---|---|---|---|"
    for field, (takes, what) in FIELDS.items():
        names = _words(FIELD_NAMES[field])
        own = field.value.replace("_", "-")
        others = [name for name in names if name not in {own, own.replace("-", " ")}]
        key = {"created": "date-created", "decided": "date-accepted"}.get(own, own)
        yield f"| `{key}` | {takes} | {what} | {_some(others)} |"


def _statuses() -> Iterator[str]:
    by_status: dict[Status, list[str]] = {}
    for phrase, status in status_phrases().items():
        by_status.setdefault(status, []).append(phrase)
    for status, phrases in by_status.items():
        latin = sorted(phrase for phrase in phrases if phrase.isascii())
        other = sorted(phrase for phrase in phrases if not phrase.isascii())
        yield f'??? note "{status}: {len(phrases)} words and phrases"'
        yield ""
        yield f"    {', '.join([*latin, *other])}"
        yield ""


def _forms() -> Iterator[str]:
    for form, (field, text) in FORMS.items():
        found = read_sample(form)
        value = getattr(found, field)
        line = found.provenance[field].line
        where = f"line {line}" if line else "its name"
        language = "rst" if form is Form.FIELD_LIST else "text" if "\n" not in text else "markdown"
        yield f"**{form.value.capitalize()}**: {field} {value}, from {where}."
        yield ""
        yield f"```{language}"
        yield text.rstrip("\n")
        yield "```"
        yield ""


def _headings() -> Iterator[str]:
    yield "| Section | Also called |"
    yield "|---|---|"
    for topic, title in _TOPICS.items():
        names = [name for name in _words(SECTION_NAMES[topic]) if name != title.lower()]
        yield f"| {title} | {_some(names)} |"


def _relations() -> Iterator[str]:
    yield "| Relation | Shown at the other end as | Also written |"
    yield "|---|---|---|"
    for kind in RelationKind:
        names = [name for name in _words(RELATION_WORDS.get(kind, "")) if name != kind.words]
        yield f"| `{kind.words.replace(' ', '-')}` | {kind.reverse.words} | {_some(names)} |"


def _words(table: str) -> list[str]:
    return [word.strip() for word in " ".join(table.split()).split(",") if word.strip()]


def _some(names: list[str]) -> str:
    """Return the first of many names, those in the Latin alphabet before the others."""
    plain = [name for name in names if name.isascii()] or names
    rest = len(names) - len(plain[:_FIRST])
    more = f" and {rest} more" if rest > 0 else ""
    return ", ".join(plain[:_FIRST]) + more if names else ""
