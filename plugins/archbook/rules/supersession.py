"""Relations: they lead somewhere, both ends agree, and what replaces a decision is in force."""

from __future__ import annotations

from collections.abc import Iterator

from archbook.decisions.model import Decision, Relation, RelationKind, Status
from archbook.decisions.relations import cycles, is_external, supersessions
from archbook.rules.registry import Broken, Subject, rule
from archbook.rules.targets import exists_in_repository
from archbook.source.findings import Severity

__all__ = [
    "ambiguous_target",
    "dangling_target",
    "one_way_supersession",
    "superseded_by_unaccepted",
    "superseded_in_force",
    "supersession_cycle",
]

_NOT_YET_OR_NEVER = frozenset({Status.DRAFT, Status.PROPOSED, Status.REJECTED, Status.WITHDRAWN})


@rule(
    id="dangling-target",
    severity=Severity.ERROR,
    asserts="A typed relation leads to a decision of the log.",
    why="A reader who is told that a decision is superseded must be able to see by what. The target"
    " was renumbered, renamed, or never written.",
    mend="Correct the number or the link, or remove the relation.",
)
def dangling_target(subject: Subject) -> Iterator[Broken]:
    """Find relations whose target is in no log of the handbook."""
    for decision in subject.log.decisions:
        for relation in decision.relations:
            if relation.path or is_external(relation.href):
                continue
            if relation.href and exists_in_repository(
                subject.handbook.root, decision, relation.href
            ):
                continue
            target = relation.text or relation.href or _named(relation.target)
            same = [d.file for d in subject.log.decisions if d.number == relation.target]
            yield Broken(
                decision=decision,
                message=f'It {_verb(relation)} "{target}", which is not in the log',
                line=relation.line,
                mend=f"Correct the link; {', '.join(same)} has that number."
                if same and relation.href
                else "",
                path=(decision.file,),
            )


@rule(
    id="ambiguous-target",
    severity=Severity.WARNING,
    asserts="A relation that names a number leads to one decision.",
    why="Where a number is taken twice, a bare reference to it means both, and what is shown may be"
    " the wrong one.",
    mend="Link to the file instead of naming the number.",
)
def ambiguous_target(subject: Subject) -> Iterator[Broken]:
    """Find relations without a link whose number several decisions have."""
    index = subject.facts.index
    for decision in subject.log.decisions:
        for relation in decision.relations:
            rivals = index.find(decision, relation.target, relation.href).rivals
            if rivals:
                files = ", ".join(rival.file for rival in rivals)
                yield Broken(
                    decision=decision,
                    message=f"It {_verb(relation)} {_named(relation.target)}, which may be any of"
                    f" {files}",
                    line=relation.line,
                    path=tuple(rival.file for rival in rivals),
                )


@rule(
    id="supersession-cycle",
    severity=Severity.ERROR,
    asserts="No decision supersedes itself, not even by way of others.",
    why="In a circle each decision is replaced by another, and none of them is in force.",
    mend="Remove the relation that is wrong.",
)
def supersession_cycle(subject: Subject) -> Iterator[Broken]:
    """Find circles of decisions that supersede each other."""
    decisions = {decision.path: decision for decision in subject.log.decisions}
    edges: dict[str, list[str]] = {path: [] for path in decisions}
    for path, decision in decisions.items():
        for relation in supersessions(decision):
            if relation.path not in decisions:
                continue
            if relation.kind is RelationKind.SUPERSEDES:
                edges[path].append(relation.path)
            else:
                edges[relation.path].append(path)
    for cycle in cycles(edges):
        members = [decisions[path] for path in cycle]
        first = members[0]
        way = " supersedes ".join(member.id for member in (*members, first))
        line = min((r.line for r in first.relations if r.path in cycle), default=0)
        yield Broken(
            decision=first,
            message=f"The decisions supersede each other in a circle: {way}",
            line=line,
            path=tuple(member.file for member in members),
        )


@rule(
    id="superseded-by-unaccepted",
    severity=Severity.WARNING,
    asserts="What supersedes a decision has itself been accepted.",
    why="A proposal may announce what it will replace, but until it is accepted the old decision"
    " stands. Marked superseded too early, nothing is in force.",
    mend="Accept the successor, or give this decision back its status until then.",
)
def superseded_by_unaccepted(subject: Subject) -> Iterator[Broken]:
    """Find superseded decisions all of whose known successors were not accepted."""
    decisions = {decision.path: decision for decision in subject.log.decisions}
    for decision in subject.log.decisions:
        stated = [r for r in decision.relations if r.kind is RelationKind.SUPERSEDED_BY]
        if decision.status is not Status.SUPERSEDED and not stated:
            continue
        links = [r for r in supersessions(decision) if r.kind is RelationKind.SUPERSEDED_BY]
        successors = [decisions[r.path] for r in links if r.path in decisions]
        if not successors or any(s.status not in _NOT_YET_OR_NEVER for s in successors):
            continue
        for successor in successors:
            yield Broken(
                decision=decision,
                message=f"It is superseded by {successor.id}, which is {successor.status_word}",
                line=stated[0].line if stated else _status_line(decision),
                path=(decision.file, successor.file),
            )


@rule(
    id="one-way-supersession",
    severity=Severity.NOTE,
    asserts="Both ends of a supersession say so.",
    why="Who opens the old decision in the repository, and not in this site, sees nothing of its"
    " successor. The site shows the relation at both ends.",
    mend="Add the relation at the other end.",
)
def one_way_supersession(subject: Subject) -> Iterator[Broken]:
    """Find decisions that do not say what an accepted decision says of them."""
    decisions = {decision.path: decision for decision in subject.log.decisions}
    for decision in subject.log.decisions:
        for relation in decision.completed:
            other = decisions.get(relation.path)
            if other is None or (
                relation.kind is RelationKind.SUPERSEDED_BY and other.status in _NOT_YET_OR_NEVER
            ):
                continue
            if relation.kind is RelationKind.SUPERSEDED_BY:
                message = f"{other.id} supersedes it, and it does not say so"
                mend = (
                    f"Write `superseded-by: [{other.id}]` in its front matter, or as the log does."
                )
            elif relation.kind is RelationKind.SUPERSEDES:
                message = f"{other.id} says that this supersedes it, and this does not say so"
                mend = f"Write `supersedes: [{other.id}]` in its front matter, or as the log does."
            else:
                continue
            yield Broken(
                decision=decision,
                message=message,
                line=_status_line(decision),
                mend=mend,
                path=(decision.file, other.file),
            )


@rule(
    id="superseded-in-force",
    severity=Severity.WARNING,
    asserts="A decision that an accepted one supersedes no longer says that it is accepted.",
    why="Two decisions on one matter claim to be in force, and who finds the old one follows it.",
    mend="Set its status to superseded, or let the newer one say `amends` if the old one stands.",
)
def superseded_in_force(subject: Subject) -> Iterator[Broken]:
    """Find accepted decisions that an accepted decision supersedes."""
    decisions = {decision.path: decision for decision in subject.log.decisions}
    for decision in subject.log.decisions:
        if not decision.in_force:
            continue
        for relation in supersessions(decision):
            other = decisions.get(relation.path)
            if relation.kind is RelationKind.SUPERSEDED_BY and other and other.in_force:
                yield Broken(
                    decision=decision,
                    message=f"It is accepted, and {other.id}, accepted too, supersedes it",
                    line=_status_line(decision),
                    path=(decision.file, other.file),
                )


def _status_line(decision: Decision) -> int:
    stated = decision.provenance.get("status")
    return stated.line if stated else 0


def _named(target: int | str) -> str:
    return f"decision {target}" if isinstance(target, int) else str(target)


def _verb(relation: Relation) -> str:
    words = relation.kind.words
    return f"is {words}" if words.endswith(" by") else words
