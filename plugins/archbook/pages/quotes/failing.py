"""What can fail, in sentences and tables: rules, losses, the five deaths, waivers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archbook.pages.failure.deaths import death_standings
from archbook.pages.quotes.book import Quoting, UnknownError
from archbook.pages.quotes.lists import subject_link
from archbook.pages.quotes.markdown import coded, escaped, table
from archbook.pages.quotes.names import decision_link
from archbook.pages.quotes.standing import Standing, chosen_waivers, rule_standing
from archbook.rules.analyses.losses import State
from archbook.rules.analyses.naming_losses import UnknownLossError, named_losses
from archbook.rules.analyses.what_if import Loss, lose
from archbook.rules.registry import all_rules
from archbook.rules.waivers import Waiver
from archbook.rules.wording import counted, listed
from archbook.source.findings import did_you_mean

__all__ = ["deaths", "rule", "waivers", "what_if"]

_QUOTED = "\N{LEFT DOUBLE QUOTATION MARK}{}\N{RIGHT DOUBLE QUOTATION MARK}"
_WORST = (State.DOWN, State.DEGRADED, State.DELAYED)


def rule(at: Quoting, name: str) -> str:
    """Name a rule, as a link to its page, with how it stands now.

    Args:
        at: The page.
        name: Its id.
    """
    known = all_rules(at.book.handbook)
    found = known.get(str(name).strip())
    if found is None:
        raise UnknownError(
            f'There is no rule "{name}"', "`archbook rules` lists them." + did_you_mean(name, known)
        )
    stands = _stands(rule_standing(at, found))
    return f"{at.link('rule', found.id, found.id, found.asserts)}: {stands}"


def _stands(standing: Standing) -> str:
    """Return how a rule stands in words: `holds for 4, broken for 1, cannot tell for 2`."""
    if standing.off:
        return "switched off here"
    waived = f" ({standing.waived} waived)" if standing.waived else ""
    if standing.holds is None:
        return f"broken {counted(standing.broken, 'time')}{waived}" if standing.broken else "holds"
    said = (
        f"holds for {standing.holds}" if standing.holds else "",
        f"broken for {standing.broken}{waived}" if standing.broken else "",
        f"cannot tell for {standing.lacking}" if standing.lacking else "",
    )
    return ", ".join(part for part in said if part) or "nothing here that it speaks about"


def what_if(at: Quoting, name: str) -> str:
    """Link to what happens if something is lost, and say the worst of it in a sentence.

    Args:
        at: The page.
        name: Id of a component, or `component:orders`, `zone:edge`, `owner:commerce`,
            `place:eu-west-a`, `plane:control`.
    """
    facts = at.book.facts
    stated = str(name).strip()
    key = stated if ":" in stated else f"component:{stated}"
    try:
        loss = lose(facts.system, named_losses(facts.system, [key]))
    except UnknownLossError as error:
        message, _, mend = str(error).partition(". ")
        raise UnknownError(message.rstrip("."), mend or "Name something that runs.") from error
    title = at.link("what-if", key, f"What if {_lost(at, key)} is lost?")
    return f"{title} {escaped(_worst(at, loss))}"


def _lost(at: Quoting, key: str) -> str:
    kind, _, name = key.partition(":")
    if kind == "plane":
        return f"the {name} plane"
    words = str(getattr(at.of, f"{kind}s")[name].name)
    return {"zone": f"all of {words}", "owner": f"all that {words} owns"}.get(kind, words)


def _worst(at: Quoting, loss: Loss) -> str:
    """Return a sentence on the worst that a loss does: to journeys, else to components."""
    if not loss.lost:
        return "Nothing that runs would be lost with it."
    for state in _WORST:
        names = [
            _QUOTED.format(at.of.journeys[one].name)
            for one, became in sorted(loss.journeys.items())
            if became is state
        ]
        if names and state is State.DOWN:
            return _ended(names)
        if names:
            return f"No journey ends; {listed(names)} {_are(names)} {state.value}."
    for state in _WORST:
        if those := loss.those(state):
            affected = listed([at.of.components[one].name for one in those])
            return f"No journey suffers; {affected} {_are(those)} {state.value}."
    return "Nobody else is affected."


def _ended(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"The journey {names[0]} ends."
    return f"{len(names)} journeys end: {listed(names)}."


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def deaths(at: Quoting) -> str:
    """Show the five ways in which systems die, and what exposes this one to each."""
    catalogue = all_rules(at.book.handbook)
    rows = []
    for one in death_standings(at.book.judgement, catalogue.values()):
        exposed = [
            f"{at.link('rule', rule.id, rule.id)} ({number} open)" for rule, number in one.exposed
        ]
        rows.append(
            (
                f"**{escaped(one.title)}**: {escaped(one.words)}",
                f"{counted(one.rules, 'rule')}: {one.answers}",
                ", ".join(exposed) or "nothing that the map states",
            )
        )
    return table(("Death", "What guards against it", "What exposes the system to it"), rows)


def waivers(at: Quoting, **filters: Any) -> str:
    """Show the waivers that decisions grant, those in force first.

    Args:
        at: The page.
        **filters: `standing` (`in force`, `ended`, ...), `rule`, `item`, `decision`.
    """
    found = chosen_waivers(at, filters)
    if not found:
        return "*No waiver.*"
    head = ("Waives", "For", "Until", "Standing", "Because", "Decision")
    return table(head, [_waiver(at, waiver) for waiver in found])


def _waiver(at: Quoting, waiver: Waiver) -> tuple[str, ...]:
    left = f", {counted(waiver.days_left, 'day')} left" if waiver.in_force else ""
    return (
        at.link("rule", waiver.rule, waiver.rule) if waiver.rule else escaped(waiver.item),
        ", ".join(subject_link(at, subject) for subject in waiver.subjects),
        str(waiver.until),
        f"{waiver.standing.value}{left}",
        coded(waiver.because),
        decision_link(at, waiver.decision),
    )
