"""Reading one file of a decision log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from archbook.decisions.model import (
    Decision,
    FileKind,
    Form,
    Provenance,
    Relation,
    RelationKind,
    Status,
    Target,
)
from archbook.decisions.reader.document import Document
from archbook.decisions.reader.findings import findings_of
from archbook.decisions.reader.forms import FORMS
from archbook.decisions.reader.forms.titles import split_status
from archbook.decisions.reader.identity import (
    TitleParts,
    as_target,
    named_number,
    readable,
    split_title,
)
from archbook.decisions.reader.kinds import file_kind, is_placeholder
from archbook.decisions.reader.links import mentions_of
from archbook.decisions.reader.resolve import Resolved, resolve
from archbook.decisions.reader.restructured import restructured_blocks
from archbook.decisions.reader.sentences import sentence_relations
from archbook.decisions.reader.statements import Statement
from archbook.decisions.reader.status import leading_status
from archbook.decisions.reader.summary import summary_of
from archbook.decisions.vocabulary.fields import Field
from archbook.decisions.vocabulary.folding import fold, words_of
from archbook.source.anatomy import links_of, markdown_blocks
from archbook.source.blocks import Block
from archbook.source.files import SourceText
from archbook.source.front_matter import FrontMatter
from archbook.source.markdown import MarkdownText, parse_markdown
from archbook.source.wording import one_line

__all__ = ["read_decision"]


def read_decision(
    source: SourceText, *, path: str, statuses: Mapping[str, str] | None = None
) -> Decision:
    """Read a file of a decision log, whatever its style.

    Args:
        source: The text of the file.
        path: Its path relative to the log's folder, with POSIX separators.
        statuses: Further words for a status, such as `{"ratified": "accepted"}`.

    Returns:
        The decision. What the file does not state is None or empty; what is wrong with it stands
        in the findings.
    """
    markdown: MarkdownText | None = None
    front = FrontMatter()
    if PurePosixPath(path).suffix.lower() == ".rst":
        blocks: Sequence[Block] = restructured_blocks(source.text)
    else:
        markdown = parse_markdown(source.text, file=source.file)
        front = markdown.front_matter
        blocks = markdown_blocks(markdown)
    further = {" ".join(words_of(fold(w))): Status(s) for w, s in (statuses or {}).items()}
    document = Document(path=path, front_matter=front, parsed=blocks, statuses=further)
    statements = [statement for form in FORMS for statement in form(document)]
    resolved = resolve(statements, further)
    return _decision(source, document, markdown, statements, resolved)


def _decision(
    source: SourceText,
    document: Document,
    markdown: MarkdownText | None,
    statements: Sequence[Statement],
    resolved: Resolved,
) -> Decision:
    named = named_number(document.stem)
    title, parts = _title(document, statements, resolved)
    title = one_line(title) if title else title
    number = _number(statements, parts, named.target if named else None, resolved)
    stated = resolved.status
    kind = file_kind(
        document,
        title=parts.title if parts else None,
        named=bool(parts and (parts.number or parts.prefixed)),
        status=stated is not None and not stated.weak,
    )
    relations = _all_relations(document, resolved, number)
    status = _status(resolved, relations)
    reading = stated.reading if stated else None
    prose = kind is not FileKind.ADR
    return Decision(
        path=document.path,
        file=source.file,
        kind=kind,
        id=_id(document, statements, resolved),
        number=number,
        title=title,
        display_title=title or one_line(readable(document.stem)),
        status=status,
        other_status=one_line(reading.other) if reading and status is Status.OTHER else "",
        status_as_written=one_line(reading.written[:400]) if reading else None,
        date=resolved.date.value if resolved.date else None,
        decision_makers=resolved.people.get(Field.DECIDERS, ()),
        consulted=resolved.people.get(Field.CONSULTED, ()),
        informed=resolved.people.get(Field.INFORMED, ()),
        components=resolved.people.get(Field.COMPONENTS, ()),
        tags=resolved.people.get(Field.TAGS, ()),
        relations=() if prose else relations,
        mentions=mentions_of(
            document.blocks,
            own=number,
            related={relation.target for relation in relations},
        ),
        links=tuple(links_of(document.blocks)),
        history=resolved.history,
        provenance=resolved.provenance,
        findings=(
            *source.findings,
            *document.front_matter.findings,
            *(findings_of(source.file, document, statements, resolved, parts) if not prose else ()),
        ),
        front_matter=document.front_matter,
        markdown=markdown,
        source="" if markdown is not None else source.text,
        truncated=source.truncated,
        summary=summary_of(document),
    )


def _title(
    document: Document, statements: Sequence[Statement], resolved: Resolved
) -> tuple[str | None, TitleParts | None]:
    """Return the title, and the title of the heading taken apart."""
    named = named_number(document.stem)
    known = named.written if named else ""
    titles = [s for s in statements if s.field is Field.TITLE]
    titles.sort(key=lambda s: _TITLE_FORMS.get(s.form, 1))
    for statement in titles:
        text = statement.value[0].text
        rest, word = split_status(statement.value[0])
        if word and leading_status(word, document.statuses):
            text = rest
        parts = split_title(text, known)
        if not parts.title or is_placeholder(parts.title):
            if parts.title:
                return None, parts
            continue
        resolved.provenance["title"] = Provenance(form=statement.form, line=statement.line)
        return parts.title, parts
    return None, None


_TITLE_FORMS = {Form.HEADING: 0, Form.FRONT_MATTER: 2}
"""The heading is the title; else what a line or a table says; else the front matter."""


def _number(
    statements: Sequence[Statement],
    parts: TitleParts | None,
    named: Target | None,
    resolved: Resolved,
) -> Target | None:
    if named is not None:
        resolved.provenance["number"] = Provenance(form=Form.FILE_NAME, line=0)
        return named
    if parts and parts.number:
        place = resolved.provenance.get("title")
        resolved.provenance["number"] = Provenance(
            form=Form.HEADING, line=place.line if place else 0
        )
        return as_target(
            parts.number.replace("-", "") if parts.number.count("-") > 1 else parts.number
        )
    for field in (Field.NUMBER, Field.ID):
        for statement in statements:
            if statement.field is field and (found := named_number(statement.value[0].text)):
                resolved.provenance["number"] = Provenance(form=statement.form, line=statement.line)
                return found.target
    return None


def _id(document: Document, statements: Sequence[Statement], resolved: Resolved) -> str:
    for statement in statements:
        if statement.field is Field.ID and statement.value[0].text:
            resolved.provenance["id"] = Provenance(form=statement.form, line=statement.line)
            return statement.value[0].text
    named = named_number(document.stem)
    if named is None:
        return document.stem
    return f"ADR-{named.written}" if named.written[:1].isdigit() else named.written


def _all_relations(
    document: Document, resolved: Resolved, own: Target | None
) -> tuple[Relation, ...]:
    found = {(r.kind, r.target): r for r in resolved.relations}
    for relation in sentence_relations(document):
        found.setdefault((relation.kind, relation.target), relation)
    return tuple(r for r in found.values() if r.target != own)


def _status(resolved: Resolved, relations: Sequence[Relation]) -> Status | None:
    """Return the status; one that only its successor's name states is superseded."""
    if resolved.status:
        return resolved.status.reading.status
    for relation in relations:
        if relation.kind is RelationKind.SUPERSEDED_BY and relation.form is not Form.TEXT:
            resolved.provenance["status"] = Provenance(form=relation.form, line=relation.line)
            return Status.SUPERSEDED
    return None
