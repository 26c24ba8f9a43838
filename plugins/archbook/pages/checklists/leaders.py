"""The page for product leaders: what can be changed, undone, spent and lost, journey by journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.components.model import Journey
from archbook.decisions.rendering import TocItem
from archbook.pages.addresses import slug
from archbook.pages.architecture.findings import marked, named
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.figures import figures_of
from archbook.pages.checklists.ledger import Ledger
from archbook.pages.checklists.overview import exposures
from archbook.pages.checklists.rows import sentence
from archbook.pages.checklists.sentences import Sentence, deployables, journey_sentences
from archbook.pages.model import RenderedPage
from archbook.pages.templates import fill
from archbook.readiness.model import ItemResult
from archbook.rules.analyses.unit_costs import unit_costs
from archbook.rules.waivers import Waiver
from archbook.rules.wording import counted, listed

__all__ = ["render_leaders"]

_TITLE = "For product leaders"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A journey and what is true of it."""

    title: str
    href: str
    anchor: str
    does: str
    sentences: Sequence[Sentence]


def render_leaders(ledger: Ledger, here: Here) -> RenderedPage:
    """Render the page for product leaders.

    Args:
        ledger: The chapter's contents.
        here: The page.
    """
    groups = list(_groups(ledger, here))
    text = fill(
        "checklists/leaders.html",
        title=_TITLE,
        as_of=str(ledger.readiness.as_of),
        summary=list(_summary(ledger, here)),
        groups=groups,
    )
    return RenderedPage(
        html=text,
        toc=(
            TocItem(level=1, text=_TITLE, anchor="ab-top"),
            TocItem(level=2, text="All in all", anchor="ab-all"),
            *(TocItem(level=2, text=one.title, anchor=one.anchor) for one in groups),
        ),
        anchors=frozenset({"ab-top", "ab-all", *(one.anchor for one in groups)}),
        search=(
            f"<p>{_TITLE}: what we promise, how fast a change can be undone, what can be switched"
            " off, which risks we accept until when, what it costs, in plain sentences</p>\n"
        ),
    )


def _summary(ledger: Ledger, here: Here) -> Iterator[Sentence]:
    deaths = list(exposures(ledger, here))
    stand = [f"“{death.title}”" for death in deaths if death.open]
    if stand:
        text = Markup("{} of the {} ways in which systems die {} still open here: {}.").format(
            _number(len(stand)).capitalize(),
            _number(len(deaths)),
            "is" if len(stand) == 1 else "are",
            listed(stand),
        )
    else:
        text = Markup("None of the five ways in which systems die is open here, as far as stated.")
    yield Sentence(about="Exposure", text=text, open=bool(stand))
    every = [result for name in ledger.components for result in ledger.results(name).values()]
    figures = figures_of(every)
    text = Markup(
        "Of {} asked of {}, {} are held; with what decisions accept for a time, {}. {} open."
    ).format(
        counted(figures.asked, "check"),
        counted(len(ledger.components), "component"),
        f"{figures.passed:,}",
        f"{figures.accepted:,}",
        f"{figures.open:,} stand" if figures.open != 1 else "1 stands",
    )
    yield Sentence(about="Readiness", text=text, open=bool(figures.open))
    text = Markup(
        "How much of this month's error budgets is spent is measured in production, and not known"
        " to this handbook."
    )
    yield Sentence(about="Budgets", text=text, stated=False)


def _groups(ledger: Ledger, here: Here) -> Iterator[_Group]:
    costs = {one.journey: one for one in unit_costs(ledger.facts.system)}
    told: set[int] = set()
    in_force = [waiver for waiver in ledger.judgement.waivers if waiver.in_force]
    for journey in ledger.facts.journeys:
        accepted = [
            (number, waiver)
            for number, waiver in enumerate(in_force)
            if _concerns(waiver, journey, here)
        ]
        told |= {number for number, _ in accepted}
        said = [
            *journey_sentences(journey, costs.get(journey.id), ledger, here),
            *_ready(journey, ledger, here),
            *(_risk(waiver, ledger, here) for _, waiver in accepted),
        ]
        yield _Group(
            title=journey.name,
            href=here.to("journey", journey.id),
            anchor=f"ab-journey-{slug(journey.id)}",
            does=journey.does or "",
            sentences=said,
        )
    rest = [waiver for number, waiver in enumerate(in_force) if number not in told]
    if rest:
        yield _Group(
            title="Accepted elsewhere",
            href="",
            anchor="ab-elsewhere",
            does="Risks that no journey passes by.",
            sentences=[_risk(waiver, ledger, here) for waiver in rest],
        )


def _ready(journey: Journey, ledger: Ledger, here: Here) -> Iterator[Sentence]:
    """Yield how many of the checks of a journey's parts are held."""
    asked = [*journey.components, *(one.id for one in deployables(journey.components, ledger))]
    results: list[ItemResult] = []
    parts = 0
    for name in dict.fromkeys(asked):
        found = ledger.results(name)
        parts += bool(found)
        results += found.values()
    figures = figures_of(results)
    if not figures.asked:
        text = Markup("No checklist asks anything of its parts.")
        yield Sentence(about="Readiness", text=text, stated=False)
        return
    text = Markup("Of {} asked of its {}, {} are held, {} with accepted risks; {} open.").format(
        counted(figures.asked, "check"),
        counted(parts, "part"),
        f"{figures.passed:,}",
        f"{figures.accepted:,}",
        f"{figures.open:,} stand" if figures.open != 1 else "1 stands",
    )
    del here
    yield Sentence(about="Readiness", text=text, open=bool(figures.open))


def _concerns(waiver: Waiver, journey: Journey, here: Here) -> bool:
    for subject in waiver.subjects:
        kind, _, name = subject.partition(":")
        if kind == "journey" and name == journey.id:
            return True
        if kind == "component" and name in journey.components:
            return True
        edge = here.of.edges.get(name) if kind == "edge" else None
        if edge and edge.source in journey.components and edge.target in journey.components:
            return True
    return False


def _risk(waiver: Waiver, ledger: Ledger, here: Here) -> Sentence:
    """Return the sentence about an accepted risk: what, until when, why, who decided it."""
    if waiver.item:
        item = ledger.book.items.get(waiver.item)
        what = Markup("cannot “{}”").format(item.ability if item else waiver.item)
    else:
        rule = ledger.catalogue.get(waiver.rule)
        asserts = marked(rule.asserts.rstrip(".")) if rule else Markup.escape(waiver.rule)
        what = Markup("does not keep to “{}”").format(asserts)
    subjects = Markup(", ").join(_subject(one, here) for one in waiver.subjects)
    decision = here.decision(waiver.decision)
    text = Markup("We accept until {} that {} {}").format(
        Markup('<time datetime="{0}">{0}</time>').format(str(waiver.until)), subjects, what
    )
    text += Markup(": {} ").format(sentence(waiver.because)) if waiver.because else Markup(". ")
    text += Markup("Decided in {}").format(
        Markup('<a href="{}">{}</a>').format(decision.href, decision.full)
        if decision.href
        else Markup.escape(decision.full)
    )
    makers = [str(one) for one in waiver.decision.decision_makers]
    text += Markup(" by {}").format(listed(makers)) if makers else Markup()
    text += Markup("; {} left.").format(counted(waiver.days_left, "day"))
    revisit = waiver.decision.front_matter.data.get("revisit-when")
    if isinstance(revisit, str) and revisit.strip():
        words = sentence(" ".join(revisit.split()).rstrip("."))
        text += Markup(" What would make us think again: {}.").format(words)
    return Sentence(about="Accepted risk", text=text)


def _subject(subject: str, here: Here) -> Markup:
    name, href = named(subject, here)
    return Markup('<a href="{}">{}</a>').format(href, name) if href else Markup.escape(name)


def _number(count: int) -> str:
    words = ("none", "one", "two", "three", "four", "five")
    return words[count] if count < len(words) else str(count)
