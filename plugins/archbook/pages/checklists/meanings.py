"""What the results mean: all of them, and the strengths of evidence, with examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archbook.checklists.model import Item
from archbook.checklists.ways import ByResult, ResultFormat, Strength
from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.rows import Mark, ResultRow, mark, result_row
from archbook.pages.checklists.words import RESULTS, STRENGTHS
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.readiness.model import Fact, ItemResult, Result
from archbook.source.findings import Location

__all__ = ["render_meanings"]

_HEADINGS = (
    ("ab-results", "Nine results"),
    ("ab-strengths", "Four strengths of evidence"),
    ("ab-levels", "When a level is held"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    """A result of this handbook, or a made-up one."""

    component: tuple[str, str]
    row: ResultRow
    made_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """A result or a strength, what it means, and an example."""

    anchor: str
    mark: Mark | None
    word: str
    meaning: str
    counts: str
    count: int
    example: _Example | None


def render_meanings(ledger: Ledger, here: Here) -> RenderedPage:
    """Render the page that explains results and strengths.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    title = "What the results mean"
    every = [result for name in ledger.components for result in ledger.results(name).values()]
    results = list(_results(every, ledger, here))
    strengths = list(_strengths(every, ledger, here))
    text = fill(
        "checklists/results.html",
        title=title,
        as_of=str(ledger.readiness.as_of),
        results=results,
        strengths=strengths,
        overview=here.to("checklists", ""),
    )
    anchors = [anchor for anchor, _ in _HEADINGS]
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=title, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in _HEADINGS),
        ),
        anchors=frozenset({"ab-top", *anchors, *(one.anchor for one in (*results, *strengths))}),
        search="",
    )


def _results(every: Sequence[ItemResult], ledger: Ledger, here: Here) -> Iterator[_Meaning]:
    for result, said in RESULTS.items():
        found = [one for one in every if one.result is result]
        example = _telling(found)
        made_up = example is None and result is Result.ERROR
        if made_up:
            example = _unreadable(ledger)
        yield _Meaning(
            anchor=f"ab-result-{result.value}",
            mark=mark(result),
            word=said.word,
            meaning=said.meaning,
            counts=said.counts,
            count=len(found),
            example=_example(example, ledger, here, made_up=made_up) if example else None,
        )


def _strengths(every: Sequence[ItemResult], ledger: Ledger, here: Here) -> Iterator[_Meaning]:
    for strength, meaning in STRENGTHS.items():
        found = [one for one in every if one.result is Result.PASS and one.strength is strength]
        example = _telling(found)
        yield _Meaning(
            anchor=f"ab-strength-{strength.value}",
            mark=None,
            word=strength.value,
            meaning=meaning,
            counts="",
            count=len(found),
            example=_example(example, ledger, here, made_up=False) if example else None,
        )


def _telling(found: Sequence[ItemResult]) -> ItemResult | None:
    """Return the result with the most to tell, the first of those that are alike."""
    if not found:
        return None
    return max(
        found,
        key=lambda one: (
            one.attestation is not None,
            one.due is not None,
            bool(one.facts and one.facts[0].location),
        ),
    )


def _example(result: ItemResult, ledger: Ledger, here: Here, *, made_up: bool) -> _Example:
    known = here.of.components.get(result.component)
    page = "" if made_up else here.to("readiness", result.component)
    return _Example(
        component=(
            known.name if known else result.component,
            f"{page}#{result.item.id}" if page else "",
        ),
        row=result_row(result, ledger, here),
        made_up=made_up,
    )


def _unreadable(ledger: Ledger) -> ItemResult:
    """Return a made-up result whose evidence cannot be read."""
    item = Item(
        id="example-restore-test",
        ability="restore its data within an hour",
        why="A backup that nobody has restored is a hope.",
        how="Restore it every week, by a job, into an empty store.",
        verify="Read the results that the job leaves.",
        way=ByResult(path="build/restore.xml", format=ResultFormat.JUNIT, max_age=7),
        least=Strength.OBSERVED,
        location=Location(file=""),
    )
    return ItemResult(
        component="example-store",
        item=item,
        result=Result.ERROR,
        raw=Result.ERROR,
        facts=(Fact(text="`build/restore.xml` is no XML that can be read: it ends within a tag"),),
        mend="Run the job again, and look why it broke off.",
        on=ledger.readiness.as_of - dt.timedelta(days=1),
    )
