"""What got worse between two revisions, and whose doing it is: time's, the policy's, the author's.

With R(sources, policy, date), b the base, h the head: *time* is R(b, b, then) to R(b, b, now),
*policy* R(b, b, now) to R(b, h, now), *authored* R(b, h, now) to R(h, h, now). Sources are the map,
the log, attestations, files and results; policy is what checklists, packs and settings say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from archbook.handbook import Handbook, load_handbook, with_checklists
from archbook.readiness.evaluating import evaluate
from archbook.readiness.model import ItemResult, Readiness, Result
from archbook.readiness.repository import Repository
from archbook.rules.run import judge
from archbook.source.findings import Finding, Severity
from archbook.source.git import read_history
from archbook.source.revision import Revision, checked_out, find_revision

__all__ = ["Cause", "Change", "Comparison", "by_item", "compare"]

GOOD = frozenset({Result.PASS, Result.WAIVED, Result.NOT_YET, Result.NOT_APPLICABLE})
"""Results that are not worse than any other."""


class Cause(StrEnum):
    """Why a result got worse."""

    TIME = "time"
    POLICY = "policy"
    AUTHORED = "authored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A result that got worse.

    Attributes:
        cause: Why.
        component: Id of the component.
        item: Id of the item.
        checklists: Ids of the checklists that ask for it, in their order.
        before: What it was; None where it was not asked, or did not apply.
        after: What it is.
    """

    cause: Cause
    component: str
    item: str
    checklists: tuple[str, ...]
    before: ItemResult | None
    after: ItemResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What got worse since a revision.

    Attributes:
        base: The revision.
        then: The date that it spoke of.
        now: The date to speak of.
        changes: What got worse, by cause, then component and item.
        new: Ids of the components that the revision did not have.
        doubts: Why less could be compared than there is, a sentence each: what of the revision
            could not be read.
    """

    base: Revision
    then: dt.date
    now: dt.date
    changes: tuple[Change, ...]
    new: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    def of(self, cause: Cause) -> tuple[Change, ...]:
        """Return what got worse for one cause."""
        return tuple(change for change in self.changes if change.cause is cause)

    def about(self, part: Readiness) -> Comparison:
        """Return what of it concerns a part of the results.

        Args:
            part: Results of some components or checklists only.
        """
        kept = tuple(
            change
            for change in self.changes
            if any(change.component in part.standings.get(name, {}) for name in change.checklists)
        )
        new = tuple(name for name in self.new if name in part.results)
        return replace(self, changes=kept, new=new)


def by_item(changes: Iterable[Change]) -> tuple[tuple[Change, tuple[str, ...]], ...]:
    """Return changes put together that are the same for several components.

    Args:
        changes: Changes of one cause.

    Returns:
        For each item, with what it was and is, its first change and the components, in order.
    """
    found: dict[tuple[str, Result | None, Result], list[Change]] = {}
    for each in changes:
        before = each.before.result if each.before else None
        found.setdefault((each.item, before, each.after.result), []).append(each)
    return tuple((some[0], tuple(each.component for each in some)) for some in found.values())


def compare(
    head: Handbook, readiness: Readiness, base: str, *, config: Path | None = None
) -> Comparison:
    """Return what got worse since a revision.

    Args:
        head: The handbook, its checklists read.
        readiness: What they come to.
        base: The revision.
        config: The settings' file, where it was named.

    Raises:
        RevisionError: The revision cannot be read.
    """
    revision = find_revision(head.root, base)
    with checked_out(head.root, revision) as root:
        before = load_handbook(root, config=_moved(config, head.root, root), as_of=None)
        stated = before.settings.as_of
        now = head.as_of
        # Where the date to speak of is pinned, a commit may be younger than it.
        then = min(stated or revision.on, now)
        before = with_checklists(replace(before, as_of=then))
        files = Repository(root, history=lambda: read_history(head.root, revision=revision.commit))
        old = _evaluated(before, files)
        aged = old if then == now else _evaluated(replace(before, as_of=now), files)
        mixed = _evaluated(_with_policy(before, head), files)
    both = frozenset(before.components.components if before.components else ())
    here = frozenset(head.components.components if head.components else ())
    steps = ((Cause.TIME, old, aged), (Cause.POLICY, aged, mixed))
    changes = [
        change
        for cause, first, last in (*steps, (Cause.AUTHORED, mixed, readiness))
        for change in _worse(cause, first, last, both)
    ]
    return Comparison(
        base=revision,
        then=then,
        now=now,
        changes=tuple(changes),
        new=tuple(sorted(here - both)),
        doubts=tuple(_doubts(before)),
    )


def _doubts(before: Handbook) -> Iterator[str]:
    """Yield what of a revision could not be read, so that nothing there can have got worse."""
    of, book = before.components, before.checklists
    if of is None:
        yield "It has no component map (what a submodule holds is not read); nothing is compared"
        return
    unread = [each for each in of.findings if each.severity is Severity.ERROR]
    if unread:
        yield f"{_errors('Its map', unread)}; what is wrong there is not compared"
    unread = [each for each in book.findings if each.severity is Severity.ERROR] if book else []
    if unread:
        yield f"{_errors('What its checklists say', unread)}; what is wrong there does not count"


def _errors(what: str, found: list[Finding]) -> str:
    count = "an error" if len(found) == 1 else f"{len(found)} errors"
    return f"{what} has {count}, first in {found[0].location}: {found[0].message}"


def _moved(config: Path | None, root: Path, copy: Path) -> Path | None:
    """Return where a settings' file lies in the copy; itself where it lies outside of the root."""
    if config is None:
        return None
    try:
        moved = copy / config.resolve().relative_to(root.resolve())
    except ValueError:
        return config
    return moved if moved.is_file() else None


def _evaluated(handbook: Handbook, files: Repository) -> Readiness:
    return evaluate(handbook, judge(handbook), repository=files)


def _with_policy(base: Handbook, head: Handbook) -> Handbook:
    """Return a handbook with its own sources, and the settings and checklists of another."""
    book = None
    if base.components is not None and head.checklists is not None:
        attested = base.checklists.attestations if base.checklists else ()
        book = replace(head.checklists, attestations=attested)
    return replace(base, settings=head.settings, checklists=book, as_of=head.as_of)


def _worse(
    cause: Cause, first: Readiness, last: Readiness, components: frozenset[str]
) -> Iterator[Change]:
    """Yield what got worse from one to the other, each change of an item once."""
    found: dict[tuple[str, str, Result], Change] = {}
    for checklist, by_component in last.standings.items():
        for component, standing in by_component.items():
            if component not in components:
                continue
            for after in standing.results:
                if after.result in GOOD:
                    continue
                item = after.item.id
                before = _before(first, checklist, component, item)
                if before is not None and before.result not in GOOD:
                    continue
                key = (component, item, after.result)
                known = found.get(key)
                found[key] = Change(
                    cause=cause,
                    component=component,
                    item=item,
                    checklists=(*(known.checklists if known else ()), checklist),
                    before=known.before if known else before,
                    after=after,
                )
    yield from (found[key] for key in sorted(found))


def _before(readiness: Readiness, checklist: str, component: str, item: str) -> ItemResult | None:
    """Return what an item was: on the same checklist, else on any; None where it was not asked."""
    standing = readiness.standings.get(checklist, {}).get(component)
    for result in standing.results if standing else ():
        if result.item.id == item:
            return result
    return readiness.results.get(component, {}).get(item)
