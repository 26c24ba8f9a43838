"""One value for each field out of everything that a file states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archbook.decisions.dates import DateFound, first_date
from archbook.decisions.model import (
    AMBIGUOUS,
    Form,
    Provenance,
    Relation,
    RelationKind,
    Status,
    StatusChange,
)
from archbook.decisions.reader.changes import history_entries, oldest_first
from archbook.decisions.reader.people import names, words
from archbook.decisions.reader.relations import (
    Found,
    as_relation,
    field_relations,
    relations_of_lines,
)
from archbook.decisions.reader.statements import Statement
from archbook.decisions.reader.states import StatusReading, read_status
from archbook.decisions.reader.status import (
    leading_status,
    mentioned_statuses,
    status_options,
)
from archbook.decisions.vocabulary.fields import Field
from archbook.source.text_lines import Mark, TextLine

__all__ = ["Resolved", "StatedStatus", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedStatus:
    """A status and the place that states it."""

    reading: StatusReading
    form: Form
    weak: bool


@dataclass(slots=True, kw_only=True)
class Resolved:
    """The fields that the statements of a file amount to."""

    statuses: list[StatedStatus] = field(default_factory=list)
    history: tuple[StatusChange, ...] = ()
    date: DateFound | None = None
    provenance: dict[str, Provenance] = field(default_factory=dict)
    people: dict[Field, tuple[str, ...]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)

    @property
    def status(self) -> StatedStatus | None:
        """The status that counts: the first that is not weak, else the first."""
        return next((s for s in self.statuses if not s.weak), next(iter(self.statuses), None))


def resolve(statements: Sequence[Statement], further: Mapping[str, Status]) -> Resolved:
    """Decide the fields.

    Args:
        statements: What the file states, in order of preference of the forms.
        further: Further words for a status, folded.
    """
    resolved = Resolved()
    _statuses(resolved, statements, further)
    if resolved.status is None or not resolved.status.weak:
        # What stands beside a status that does not count is no field of the decision either.
        statements = [s for s in statements if not s.weak]
    _date(resolved, statements)
    _lists(resolved, statements)
    _relations(resolved, statements)
    return resolved


def _statuses(
    resolved: Resolved, statements: Sequence[Statement], further: Mapping[str, Status]
) -> None:
    changes: list[StatusChange] = []
    logged: tuple[StatusChange, ...] = ()
    log_form: Statement | None = None
    for statement in statements:
        if statement.field is Field.HISTORY:
            entries = history_entries(statement.value, further)
            if entries and not logged:
                logged, log_form = entries, statement
        elif statement.field is Field.STATUS:
            strict = statement.form in {Form.TITLE, Form.TEXT} or statement.weak
            reading = read_status(statement.value, further, strict=strict)
            if reading is None or (statement.form is Form.TEXT and reading.status in _NOT_NOTED):
                continue
            changes += reading.changes
            resolved.statuses.append(
                StatedStatus(reading=reading, form=statement.form, weak=statement.weak)
            )
    if not resolved.statuses and logged and log_form is not None:
        last = logged[-1]
        resolved.statuses.append(
            StatedStatus(
                reading=StatusReading(status=last.status, written=last.as_written, line=last.line),
                form=Form.HISTORY,
                weak=False,
            )
        )
    resolved.history = oldest_first(list(dict.fromkeys([*changes, *logged])))
    stated = resolved.status
    if stated:
        resolved.provenance["status"] = Provenance(form=stated.form, line=stated.reading.line)


_NOT_NOTED = frozenset({Status.PROPOSED, Status.ACCEPTED, Status.OTHER})
"""A note above the text that begins with such a word is about something else as a rule."""

_DATE_FIELDS = (Field.DECIDED, Field.DATE)


def _date(resolved: Resolved, statements: Sequence[Statement]) -> None:
    """Take the date of the decision.

    In order of preference: its field, the status, when it was created, the first entry of its
    changelog, the name of the file. When it was last changed is no date of the decision.
    """

    def stated(
        fields: Iterable[Field], *, in_name: bool = False
    ) -> tuple[DateFound, Statement] | None:
        for wanted in fields:
            for statement in statements:
                named = statement.form is Form.FILE_NAME
                if statement.field is wanted and named is in_name:
                    for line in statement.value[:5]:
                        if found := first_date(line.text):
                            return found, statement
        return None

    found = stated(_DATE_FIELDS)
    if found is None:
        status = resolved.status
        if status and status.reading.date:
            resolved.date = status.reading.date
            resolved.provenance["date"] = Provenance(form=status.form, line=status.reading.line)
            return
        found = stated((Field.CREATED,)) or _first_logged(statements)
        found = found or stated((Field.DATE,), in_name=True)
    if found:
        resolved.date = found[0]
        line = next((v.line for v in found[1].value if first_date(v.text)), found[1].line)
        resolved.provenance["date"] = Provenance(form=found[1].form, line=line)


def _first_logged(statements: Sequence[Statement]) -> tuple[DateFound, Statement] | None:
    """Return the earliest date of the first changelog that has one, and where it stands."""
    for statement in statements:
        if statement.field is not Field.HISTORY:
            continue
        dated = [(found, line) for line in statement.value if (found := first_date(line.text))]
        if not dated:
            continue
        known = [pair for pair in dated if pair[0].value != AMBIGUOUS]
        found, line = min(known, key=lambda pair: pair[0].value) if known else dated[0]
        return found, replace(statement, value=(line,), line=line.line)
    return None


_MAKERS = (Field.DECIDERS, Field.APPROVERS, Field.AUTHORS)


def _lists(resolved: Resolved, statements: Sequence[Statement]) -> None:
    for target, sources in (
        (Field.DECIDERS, _MAKERS),
        (Field.CONSULTED, (Field.CONSULTED,)),
        (Field.INFORMED, (Field.INFORMED,)),
        (Field.COMPONENTS, (Field.COMPONENTS,)),
        (Field.TAGS, (Field.TAGS,)),
    ):
        read = words if target in {Field.COMPONENTS, Field.TAGS} else names
        for wanted in sources:
            for statement in statements:
                if statement.field is not wanted or target in resolved.people:
                    continue
                if found := read(statement.value):
                    resolved.people[target] = found
                    resolved.provenance[target.value] = Provenance(
                        form=statement.form, line=statement.line
                    )


def _relations(resolved: Resolved, statements: Sequence[Statement]) -> None:
    found: dict[tuple[RelationKind, object], Relation] = {}
    for statement in statements:
        if statement.field is Field.RELATION and statement.relation is not None:
            stated = list(
                field_relations(statement.value, statement.relation, partial=statement.partial)
            )
        elif statement.field is Field.STATUS and statement.form is not Form.TITLE:
            stated = list(relations_of_lines(statement.value, ended=_ended))
            stated = [] if _to_choose(statement.value, stated) else stated
        else:
            continue
        for each in stated:
            relation = as_relation(each, statement.form)
            found.setdefault((relation.kind, relation.target), relation)
    resolved.relations = list(found.values())


def _to_choose(value: Sequence[TextLine], stated: Sequence[Found]) -> bool:
    """Say whether relations stand in words to choose from, `accepted | superseded by ADR-0123`."""
    at = {found.line for found in stated}
    return any(line.line in at and status_options(line.without(Mark.STRUCK)) for line in value)


def _ended(line: TextLine) -> bool:
    """Say whether a line begins with `superseded`, so that the decisions it names come after."""
    word = leading_status(line.text)
    if word is not None:
        return word.status is Status.SUPERSEDED
    # In some languages the verb stands last: `durch ADR-9 ersetzt`.
    return len(line.text) < _ONE_SENTENCE and set(mentioned_statuses(line.text)) == {
        Status.SUPERSEDED
    }


_ONE_SENTENCE = 120
