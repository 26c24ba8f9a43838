"""Sentences for those who lead a product, each true of this system; what is not stated is said so.

They are made of what the map and the decisions state: promises, ways back, switches, costs and
accepted risks. How much of an error budget is spent is measured elsewhere, and not guessed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archbook.components.forms import NONE
from archbook.components.model import Component, Journey
from archbook.components.units import Duration, Money
from archbook.components.values import Rollback
from archbook.pages.architecture.here import Here
from archbook.pages.checklists.ledger import Ledger
from archbook.rules.analyses.availability import Availability, minutes_a_month
from archbook.rules.analyses.data import deployable_of
from archbook.rules.analyses.unit_costs import UnitCost
from archbook.rules.wording import counted, percent

__all__ = ["Sentence", "deployables", "journey_sentences"]

_SURE = 1e-12
_GRADUAL = ("canary", "ring", "gradual", "progressive", "blue-green", "blue/green", "percent")
_HOUR, _DAY = 60, 24 * 60
_CENT = 0.01
_UNITS = {"s": "a second", "m": "a minute", "h": "an hour", "d": "a day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Something that is true of the system.

    Attributes:
        about: What it is about, a word or two.
        text: The sentence, with links.
        stated: Whether it says something; else it says that something is not stated.
        open: Whether it tells of a risk that stands open.
    """

    about: str
    text: Markup
    stated: bool = True
    open: bool = False


def deployables(names: Sequence[str], ledger: Ledger) -> list[Component]:
    """Return what is released to change some components: their wholes, people and others' apart.

    Args:
        names: Ids of components.
        ledger: The chapter's contents.
    """
    system = ledger.facts.system
    running = (name for name in names if name in system)
    wholes = dict.fromkeys(deployable_of(system, name) for name in running)
    known = system.map.components
    return [
        known[name]
        for name in wholes
        if not known[name].kind.actor and not known[name].kind.third_party
    ]


def journey_sentences(
    journey: Journey, costs: UnitCost | None, ledger: Ledger, here: Here
) -> Iterator[Sentence]:
    """Yield what is true of a journey.

    Args:
        journey: The journey.
        costs: What it costs, where that can be computed.
        ledger: The chapter's contents.
        here: The page.
    """
    parts = deployables(journey.components, ledger)
    yield from _promise(ledger.facts.availability.journeys[journey.id])
    if parts:
        yield from _way_back(parts, here)
        yield from _switches(parts, here)
        yield from _steps(parts, here)
    yield from _cost(journey, costs, here)


def _promise(figures: Availability) -> Iterator[Sentence]:
    if figures.promised is None:
        text = Markup("What it promises is not stated, so there is no error budget to spend.")
        yield Sentence(about="Promise", text=text, stated=False)
        return
    promised = _minutes(minutes_a_month(figures.promised))
    text = Markup("We promise that it works {} of the time: it may fail for {} in 30 days.")
    yield Sentence(about="Promise", text=text.format(percent(figures.promised), promised))
    best = figures.best
    if best is None:
        text = Markup(
            "Whether we can keep that cannot be computed: no part says how often it fails."
        )
        yield Sentence(about="Budget", text=text, stated=False)
        return
    spent = _minutes(minutes_a_month(best))
    if figures.promised > best + _SURE:
        text = Markup(
            "By what its parts state of themselves, it will fail for {} {} in 30 days: we promise"
            " more than we can keep, and the next change should buy reliability."
        )
        yield Sentence(
            about="Budget",
            text=text.format("at least" if figures.bounds else "about", spent),
            open=True,
        )
    elif not figures.bounds:
        text = Markup(
            "By what its parts state of themselves, about {} of that are to be expected without"
            " any change; the rest is ours to spend."
        )
        yield Sentence(about="Budget", text=text.format(spent))


def _way_back(parts: Sequence[Component], here: Here) -> Iterator[Sentence]:
    timed: list[tuple[Component, Rollback, Duration]] = []
    without: list[Component] = []
    unknown: list[Component] = []
    for part in parts:
        rollback = part.operations.rollback
        if rollback is NONE:
            without.append(part)
        elif isinstance(rollback, Rollback) and rollback.within is not None:
            timed.append((part, rollback, rollback.within))
        else:
            unknown.append(part)
    if timed:
        longest = max((within for _, _, within in timed), key=lambda one: one.seconds)
        names = _names([part for part, _, _ in timed], here)
        text = Markup("We can undo a change to {} within {}.").format(names, _span(longest))
        yield Sentence(about="Way back", text=text)
        yield from _practised([(part, rollback) for part, rollback, _ in timed], here)
    if without:
        text = Markup("There is no way back from a change to {}.").format(_names(without, here))
        yield Sentence(about="Way back", text=text, open=True)
    if unknown:
        text = Markup("How fast a change to {} can be undone is not stated.")
        yield Sentence(about="Way back", text=text.format(_names(unknown, here)), stated=False)


def _practised(timed: Sequence[tuple[Component, Rollback]], here: Here) -> Iterator[Sentence]:
    tried = [(rollback.drilled, part) for part, rollback in timed if rollback.drilled]
    never = [part for part, rollback in timed if not rollback.drilled]
    if tried:
        day, part = min(tried, key=lambda one: (str(one[0]), one[1].id))
        text = Markup("That was last tried on {}, longest ago with {}.")
        if len(tried) == 1:
            text = Markup("That was last tried on {}, with {}.")
        yield Sentence(about="Practice", text=text.format(_day(str(day)), _names([part], here)))
    if never:
        text = Markup("When it was last tried with {} is not stated.")
        yield Sentence(about="Practice", text=text.format(_names(never, here)), stated=False)


def _switches(parts: Sequence[Component], here: Here) -> Iterator[Sentence]:
    yes = [part for part in parts if part.operations.flags is True]
    no = [part for part in parts if part.operations.flags is False]
    unknown = [
        part
        for part in parts
        if part.operations.flags is None and not (part.kind.store or part.kind.channel)
    ]
    if yes:
        text = Markup("A risky feature of {} can be shipped switched off, and off again at once.")
        yield Sentence(about="Flags", text=text.format(_names(yes, here)))
    if no:
        text = Markup("In {} nothing can be switched off without a release.")
        yield Sentence(about="Flags", text=text.format(_names(no, here)), open=True)
    if unknown:
        text = Markup("Whether features of {} can be switched off is not stated.")
        yield Sentence(about="Flags", text=text.format(_names(unknown, here)), stated=False)


def _steps(parts: Sequence[Component], here: Here) -> Iterator[Sentence]:
    def strategy(part: Component) -> str:
        deploy = part.operations.deploy
        return (deploy.strategy or "").casefold() if deploy else ""

    gradual = [p for p in parts if any(word in strategy(p) for word in _GRADUAL)]
    others: dict[str, list[Component]] = {}
    for part in parts:
        if strategy(part) and part not in gradual:
            others.setdefault(strategy(part), []).append(part)
    if gradual:
        text = Markup("A change to {} reaches a part of the traffic first.")
        yield Sentence(about="Release", text=text.format(_names(gradual, here)))
    for way, those in others.items():
        text = Markup("A change to {} is released “{}”.")
        yield Sentence(about="Release", text=text.format(_names(those, here), way))


def _cost(journey: Journey, costs: UnitCost | None, here: Here) -> Iterator[Sentence]:
    if costs is None:
        why = "its volume" if journey.volume is None else "what its parts cost"
        text = Markup("What it costs cannot be said: {} is not stated.").format(why)
        yield Sentence(about="Cost", text=text, stated=False)
        return
    each, times = _times(costs.each)
    text = Markup("Its parts cost {} a month; at {} that is {} {}.").format(
        _money(costs.monthly), _rate(str(journey.volume)), _money(each), times
    )
    if costs.unstated:
        known = here.of.components
        names = _names([known[name] for name in costs.unstated], here)
        text += Markup(" What {} {} is not stated and comes on top.").format(
            names, "costs" if len(costs.unstated) == 1 else "cost"
        )
    yield Sentence(about="Cost", text=text)
    text = Markup("What it would cost at twice the traffic is not stated.")
    yield Sentence(about="Cost", text=text, stated=False)


def _times(amounts: Sequence[Money]) -> tuple[Sequence[Money], str]:
    """Return an amount for so many times that it is at least a cent, and for how many."""
    for times, words in ((1, "each time"), (1_000, "for a thousand times")):
        if all(float(one.amount) * times >= _CENT for one in amounts):
            return [Money(one.amount * times, one.currency) for one in amounts], words
    return [Money(one.amount * 1_000_000, one.currency) for one in amounts], "for a million times"


def _rate(stated: str) -> str:
    """Return a rate as people say it: `40 a second`."""
    number, _, unit = stated.partition("/")
    shown = f"{float(number):,.10g}" if number.replace(".", "", 1).isdigit() else number
    return f"{shown} {_UNITS.get(unit, unit)}"


def _span(duration: Duration) -> str:
    """Return a duration as people say it: `5 minutes`."""
    for seconds, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if duration.seconds >= seconds and duration.seconds % seconds == 0:
            return counted(round(duration.seconds / seconds), unit)
    return str(duration)


def _money(amounts: Sequence[Money]) -> str:
    return " and ".join(_amount(one) for one in amounts)


def _amount(money: Money) -> str:
    """Return an amount as people say it: 1,234 EUR, 0.42 EUR, 0.0003 EUR."""
    value = float(money.amount)
    if value >= 100:  # noqa: PLR2004 - cents of hundreds are noise
        return f"{value:,.0f} {money.currency}"
    if value >= _CENT:
        return f"{value:,.2f} {money.currency}"
    return f"{value:.1g} {money.currency}" if value else f"0 {money.currency}"


def _names(parts: Sequence[Component], here: Here) -> Markup:
    """Return a list of components in a sentence, each a link to its page."""
    *first, last = (_link(part.name, here.to("component", part.id)) for part in parts)
    return Markup(" and ").join([Markup(", ").join(first), last]) if first else last


def _link(text: str, href: str) -> Markup:
    if not href:
        return Markup("{}").format(text)
    return Markup('<a href="{}">{}</a>').format(href, text)


def _day(day: str) -> Markup:
    return Markup('<time datetime="{0}">{0}</time>').format(day)


def _minutes(minutes: float) -> str:
    """Return a span of minutes in the unit that people would use."""
    if minutes < 1:
        return counted(max(1, round(minutes * 60)), "second")
    if minutes < 2 * _HOUR:
        return counted(round(minutes), "minute")
    if minutes < 2 * _DAY:
        return f"{minutes / _HOUR:,.1f} hours"
    return f"{minutes / _DAY:,.1f} days"
