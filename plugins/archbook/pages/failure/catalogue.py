"""The catalogue of rules: one table, and a page for each with its current findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import dedent

from markupsafe import Markup

from archbook.decisions.rendering import TocItem
from archbook.pages.architecture.findings import finding_rows, marked, named, stated_at
from archbook.pages.architecture.here import Here
from archbook.pages.failure.overview import TITLES_OF_DEATHS, dimension_anchor
from archbook.pages.failure.study import Study
from archbook.pages.model import RenderedPage
from archbook.pages.panel import Item, Row
from archbook.pages.templates import fill
from archbook.rules.mutations import mutations
from archbook.rules.registry import Rule
from archbook.rules.verdicts import Answer
from archbook.settings import RuleSettings
from archbook.source.findings import Dimension, State

__all__ = ["render_catalogue", "render_rule"]

_MOST_LACKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _RuleRow:
    """A rule in the table."""

    id: str
    href: str
    asserts: Markup
    severity: str
    death: str
    answers: str
    open: int
    waived: int
    off: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """The rules that guard one dimension."""

    title: str
    anchor: str
    rows: Sequence[_RuleRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A piece of a file before and after an edit."""

    file: str
    below: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Example:
    """An edit of the reference system that breaks a rule, and what is found then."""

    changes: Sequence[_Change]
    finds: Markup
    severity: str
    companions: Sequence[str]


def render_catalogue(study: Study, here: Here) -> RenderedPage:
    """Render the table of all rules, by what they guard.

    Args:
        study: The chapter's contents.
        here: The page.
    """
    catalogue = study.catalogue.values()
    rows = {rule.id: _row(rule, study, here) for rule in catalogue}
    about_map = [rule for rule in catalogue if rule.map_judge is not None and not rule.origin]
    own = [rows[rule.id] for rule in catalogue if rule.origin]
    others = [rows[rule.id] for rule in catalogue if rule.map_judge is None]
    families = [
        _Family(
            title=dimension.value.capitalize(),
            anchor=dimension_anchor(dimension),
            rows=[rows[rule.id] for rule in about_map if rule.dimension is dimension],
        )
        for dimension in Dimension
    ]
    families.append(_Family(title="Stated by this map", anchor="ab-own", rows=own))
    families.append(_Family(title="Decisions and files", anchor="ab-sources", rows=others))
    families = [family for family in families if family.rows]
    text = fill("failure/rules.html", title="Rules", count=len(rows), families=families)
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text="Rules", anchor="ab-top"),
            *(TocItem(level=2, text=one.title, anchor=one.anchor) for one in families),
        ),
        # A dimension without a rule has no section; links to it lead to the top of the page.
        anchors=frozenset({"ab-top", *(one.anchor for one in families)}),
        search="<p>Rules: the catalogue of what must hold</p>\n",
    )


def _setting(rule: Rule, study: Study) -> RuleSettings:
    return study.facts.handbook.settings.rules.get(rule.id, RuleSettings())


def _answers(rule: Rule, study: Study) -> str:
    given = study.judgement.verdicts.get(rule.id)
    if given is None:
        return ""
    if not given:
        return "no subject"
    counts = Counter(verdict.answer for verdict in given)
    words = {Answer.HOLDS: "hold", Answer.BROKEN: "broken", Answer.CANNOT_TELL: "cannot be told"}
    return ", ".join(f"{counts[each]} {said}" for each, said in words.items() if counts[each])


def _row(rule: Rule, study: Study, here: Here) -> _RuleRow:
    found = [f for f in study.judgement.findings if f.rule == rule.id]
    setting = _setting(rule, study)
    waived = sum(f.state is State.WAIVED for f in found)
    return _RuleRow(
        id=rule.id,
        href=here.to("rule", rule.id),
        asserts=marked(rule.asserts),
        severity=(setting.severity or rule.severity).value,
        death=TITLES_OF_DEATHS[rule.death] if rule.death else "",
        answers=_answers(rule, study),
        open=len(found) - waived,
        waived=waived,
        off=bool(setting.off),
    )


def render_rule(rule: Rule, study: Study, here: Here) -> RenderedPage:
    """Render the page of one rule.

    Args:
        rule: The rule.
        study: The chapter's contents.
        here: The page.
    """
    findings = [f for f in study.judgement.findings if f.rule == rule.id]
    lacks = list(_lacks(rule, study, here))
    text = fill(
        "failure/rule.html",
        title=rule.id,
        asserts=marked(rule.asserts),
        why=marked(rule.why),
        mend=marked(rule.mend),
        off=_setting(rule, study).off or "",
        rows=list(_facts(rule, study)),
        sources=rule.sources,
        findings=finding_rows(findings, here),
        lacks=lacks[:_MOST_LACKS],
        more=max(0, len(lacks) - _MOST_LACKS),
        missing=here.to("failure", "missing"),
        origin=stated_at(rule.origin, here) if rule.origin else None,
        example=_example(rule),
        command=f"archbook rules explain {rule.id}",
    )
    headings = [("ab-why", "Why"), ("ab-mend", "How to mend it")]
    headings += [("ab-example", "An example")] if rule.id in mutations() else []
    headings += [("ab-findings", "Findings")]
    headings += [("ab-lacks", "Cannot be told")] if lacks else []
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=rule.id, anchor="ab-top"),
            *(TocItem(level=2, text=words, anchor=anchor) for anchor, words in headings),
        ),
        anchors=frozenset({"ab-top", *(anchor for anchor, _ in headings)}),
        search=f"<p>{escape(rule.id)} {escape(rule.asserts)} {escape(rule.why)}</p>\n",
    )


def _example(rule: Rule) -> _Example | None:
    """Return an edit that breaks a rule, as a page shows it."""
    mutation = mutations().get(rule.id)
    if mutation is None:
        return None
    return _Example(
        changes=[
            _Change(
                file=edit.file,
                below=edit.after.strip(),
                before=_block(edit.old),
                after=_block(edit.new),
            )
            for edit in mutation.edits
        ],
        finds=marked(f"{mutation.finds}."),
        severity=rule.severity.value,
        companions=[name for name, _ in mutation.companions if name != rule.id],
    )


def _block(text: str) -> str:
    """Return a piece of a file as it is shown: the first line says how far it is indented."""
    lines = text.strip("\n").split("\n")
    if len(lines) > 1 and not lines[0].startswith(" "):
        return "\n".join([lines[0], *(line.strip() for line in lines[1:])])
    return dedent("\n".join(lines))


def _facts(rule: Rule, study: Study) -> Iterator[Row]:
    setting = _setting(rule, study)
    severity = setting.severity or rule.severity
    note = f"set here; {rule.severity.value} by itself" if severity is not rule.severity else ""
    yield _fact("severity", "Severity", severity.value, note)
    yield _fact("dimension", "Dimension", rule.dimension.value)
    if rule.death:
        words = f"the death in which {rule.death.words}"
        yield _fact("death", "Guards against", TITLES_OF_DEATHS[rule.death], words)
    for key, label, own, stated in (
        ("days", "Days", rule.days, setting.days),
        ("limit", "Threshold", rule.limit, setting.limit),
    ):
        if own is not None:
            note = f"set here; {own} by itself" if stated is not None else ""
            yield _fact(key, label, str(own if stated is None else stated), note)
    if answers := _answers(rule, study):
        yield _fact("answers", "Answers", answers)


def _fact(name: str, label: str, text: str, note: str = "") -> Row:
    return Row(name=name, label=label, items=[Item(text=text, note=note)])


def _lacks(rule: Rule, study: Study, here: Here) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield of what the rule cannot tell, and the facts that are missing."""
    for verdict in study.judgement.verdicts.get(rule.id, ()):
        if verdict.answer is Answer.CANNOT_TELL:
            facts = ", ".join(dict.fromkeys(missing.fact for missing in verdict.missing))
            yield named(verdict.subject, here), facts
